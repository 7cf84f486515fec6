"""A scanned code is told apart from typing, and never presses anything on its way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_app.ui.scanner import Scanner

Key = Qt.Key


class Target(QWidget):
    """Has the keyboard and is no text field: writes down the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.keys = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys += event.text()


@pytest.fixture
def desk(qtbot, qapp):
    top = QWidget()
    qtbot.addWidget(top)
    target, line = Target(), QLineEdit()
    for child in (target, line):
        child.setParent(top)
    top.now = 0.0
    scanner = Scanner(top, lambda: top.now)
    qapp.installEventFilter(scanner)
    codes = []
    scanner.scanned.connect(codes.append)
    with qtbot.waitExposed(top):
        top.show()
    top.activateWindow()
    qtbot.waitUntil(lambda: qapp.activeWindow() is top)

    def type_in(text, widget, apart=0.01):
        widget.setFocus()
        for letter in text:
            top.now += apart
            if letter == "\n":
                qtbot.keyClick(widget, Key.Key_Return)
            else:
                qtbot.keyClicks(widget, letter)

    yield type_in, target, line, codes
    qapp.removeEventFilter(scanner)


@pytest.mark.parametrize("code", ["ZBPP-2023-001-3", "ZBPP-2023-001", "SJ-2023-0001", "zbpp-2023-001-5"])
def test_a_code_is_scanned_and_nothing_reaches_the_page(desk, code):
    type_in, target, _, codes = desk
    type_in(f"{code}\n", target)
    assert (codes, target.keys) == ([code.upper()], "")


@pytest.mark.parametrize("text", ["abc\n", "ZBPP-2023\n", "A-1-2-3-4-5\n", "n", "5", "-5-", "5\n", "SJ-2023-0001 "])
def test_what_is_no_code_goes_where_it_was_meant(desk, qtbot, text):
    type_in, target, _, codes = desk
    type_in(text, target)
    qtbot.waitUntil(lambda: target.keys == text.replace("\n", "\r"))
    assert codes == []


def test_slow_typing_is_typing(desk, qtbot):
    type_in, target, _, codes = desk
    type_in("SJ-2023-0001\n", target, apart=0.12)
    qtbot.waitUntil(lambda: target.keys == "SJ-2023-0001\r")
    assert codes == []


def test_a_text_field_keeps_what_is_scanned_into_it(desk):
    type_in, target, line, codes = desk
    type_in("SJ-2023-0001\n", line)
    assert (line.text(), codes, target.keys) == ("SJ-2023-0001", [], "")


def test_the_window_tells_the_code(window, qtbot):
    window.screen_shown.press.setFocus()
    with qtbot.waitSignal(window.scanned) as scanned:
        qtbot.keyClicks(QApplication.focusWidget(), "ZBPP-2023-001-3")
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert scanned.args == ["ZBPP-2023-001-3"]
