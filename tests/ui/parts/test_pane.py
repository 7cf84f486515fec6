"""What a pane at the side shows of what is longer than itself, and where file dialogs open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import label
from desktop_app.ui.parts.pane import Pane
from desktop_app.ui.parts.start_folder import start_folder


def test_a_line_stands_where_the_pane_is_cut_and_goes_at_its_end(qtbot: QtBot) -> None:
    pane = Pane("side")
    words = label("\n".join(map(str, range(40))), "side_words")
    pane.body.addWidget(words)
    qtbot.addWidget(pane)
    pane.resize(240, 200)
    with qtbot.waitExposed(pane):
        pane.show()
    line = pane.findChild(QFrame, "side_more")
    assert line is not None
    bar = pane._scroll.verticalScrollBar()
    assert bar.maximum() > 0
    assert line.isVisible()
    below = line.geometry()
    bar.setValue(bar.maximum())
    assert not line.isVisible()
    bar.setValue(0)
    words.setText("1")
    qtbot.waitUntil(lambda: not line.isVisible())
    QApplication.processEvents()
    assert line.geometry() == below  # nothing jumps when it comes and goes


def test_a_title_is_as_tall_as_its_words_need_beside_a_narrow_badge(qtbot: QtBot) -> None:
    pane = Pane("narrow")
    title, badge = label("妇产科党支部", "narrow_title", "large", wrap=True), BadgeLabel("narrow_badge")
    badge.show_badge(Badge("good", "circle-check", "一致"))
    for thing in (title, badge):
        pane.head.addWidget(thing)
    pane.body.addStretch(1)
    qtbot.addWidget(pane)
    pane.resize(320, 500)
    with qtbot.waitExposed(pane):
        pane.show()
    assert title.height() == title.heightForWidth(title.width())


def test_a_file_dialog_opens_where_it_was_left_or_in_the_documents(tmp_path: Path) -> None:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert documents
    assert start_folder(str(tmp_path)) == str(tmp_path)
    assert [start_folder(), start_folder(str(tmp_path / "没有"))] == [documents, documents]
