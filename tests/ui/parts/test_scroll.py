"""A list inside a panel: as tall as it is long, then it scrolls, and follows the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.parts.lists import Group, Line, Lines, Words
from desktop_app.ui.parts.scroll import Scroll


def page_of(count, qtbot):
    lines = Lines("lines")
    scroll = Scroll("scroll", lines)
    page = QWidget()
    box = QVBoxLayout(page)
    box.addWidget(scroll)
    box.addStretch(1)
    lines.show_groups([Group("", [(Words(str(n)), lambda: None) for n in range(count)])])
    qtbot.addWidget(page)
    page.resize(300, 400)
    with qtbot.waitExposed(page):
        page.show()
    return page, lines, scroll


def test_it_is_as_tall_as_its_list(qtbot):
    _, lines, scroll = page_of(3, qtbot)
    qtbot.waitUntil(lambda: scroll.height() == lines.sizeHint().height())
    lines.show_groups([Group("", [(Words(str(n)), lambda: None) for n in range(5)])])
    qtbot.waitUntil(lambda: scroll.height() == lines.sizeHint().height())
    assert scroll.verticalScrollBar().maximum() == 0


def test_where_there_is_no_room_it_scrolls_to_what_has_the_keyboard(qtbot):
    page, lines, scroll = page_of(40, qtbot)
    page.activateWindow()
    assert scroll.verticalScrollBar().maximum() > 0
    last = lines.findChildren(QWidget)[-1]
    last.setFocus()
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().value() == scroll.verticalScrollBar().maximum())


def test_a_line_half_out_of_sight_does_not_move_away_under_the_mouse(qtbot):
    page, _, scroll = page_of(40, qtbot)
    page.activateWindow()
    port = scroll.viewport()
    under = QPoint(60, port.height() - 1)
    line = port.childAt(under)
    while not isinstance(line, Line):
        line = line.parentWidget()
    clicked = []
    line.clicked.connect(lambda: clicked.append(line.words.text))
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=line.mapFrom(port, under))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=line.mapFrom(port, under))
    assert clicked == [line.words.text]
    assert scroll.verticalScrollBar().value() == 0
