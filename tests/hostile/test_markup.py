"""Names with markup in them are shown as they are typed, on every page: no widget takes data for a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMessageBox, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from db.connection import database
from db.models import JOURNALED, table_name
from db.opening import FILE_NAME, close_database, open_database
from desktop_app.jobs import Jobs
from desktop_app.ledger import Ledger
from desktop_app.office import office_settings, rounds
from desktop_app.office.first_start import prepare
from desktop_app.sample_season import Season
from desktop_app.settings import Settings
from desktop_app.shapes.window import WindowFacts
from desktop_app.ui import style
from desktop_app.ui.home import Home
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens import SCREENS

MARKUP = '<b>粗</b><img src="file:///etc/hostname">'
# Free text that somebody types or a file brings; the rest are words of ours, numbers, dates and keys.
TYPED = frozenset(
    "name secretary telephone contact brand submitter title unit expertise batch reason note opinion text content"
    " objector investigator conclusion taken_by said_by by late_approved_by late_reason void_reason remark"
    " explanation".split()
)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample season with markup in everything that was typed."""
    folder = tmp_path_factory.mktemp("marked")
    open_database(folder / FILE_NAME)
    ledger = Ledger("周喆")
    prepare(ledger.run)
    Season(ledger).tell()

    def mark() -> None:
        for model in JOURNALED:
            for column in TYPED & {field.column_name for field in model._meta.sorted_fields}:
                database.execute_sql(
                    f"UPDATE {table_name(model)} SET {column} = {column} || ? WHERE {column} <> ''", (MARKUP,)
                )

    ledger.run("标记" + MARKUP, mark)
    close_database()
    return folder


@pytest.fixture
def window(marked: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    style.apply(qapp, dark=False)
    open_database(marked / FILE_NAME)
    jobs = Jobs(Home().post)
    desk = Desk(Ledger(f"周喆{MARKUP}"), jobs, Settings(tmp_path / "settings.ini"))
    facts = lambda: WindowFacts(office_settings.profile(), rounds.rounds(), office_settings.operators())  # noqa: E731
    made = MainWindow(desk, SCREENS, facts)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    jobs.close()
    close_database()


def takes_markup(widget: QWidget) -> str:
    """What of a widget would show data as a page; "" when nothing would."""
    tip = widget.toolTip()
    if "<" in tip and not tip.startswith("<qt>"):
        return f"tooltip {tip!r}"
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and not widget.pixmap():
        return f"label {widget.text()!r}"
    if isinstance(widget, QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
        return "message"
    if isinstance(widget, QTextEdit) and "<img" in widget.toHtml():
        return "text"
    return ""


def cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    tips = [
        model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
        for row in range(min(20, model.rowCount()))
        for column in range(model.columnCount())
    ]
    return [tip for tip in tips if "<" in str(tip or "") and not str(tip).startswith("<qt>")]


@pytest.mark.parametrize("page", SCREENS, ids=lambda page: page.title)
def test_no_widget_of_a_page_takes_data_for_markup(window: MainWindow, qtbot: QtBot, page: object) -> None:
    window.go(page.title)  # type: ignore[attr-defined]
    qtbot.wait(200)
    wrong = [
        f"{type(each).__name__} {each.objectName()}: {why}"
        for each in window.findChildren(QWidget)
        if (why := takes_markup(each))
    ]
    wrong += [f"{each.objectName()}: {tip}" for each in window.findChildren(QAbstractItemView) for tip in cells(each)]
    assert wrong == []


def test_a_tip_with_markup_shows_it() -> None:
    assert plain_tip("王伟 & 李堃") == "王伟 & 李堃"
    assert plain_tip(MARKUP) == "<qt>&lt;b&gt;粗&lt;/b&gt;&lt;img src=&quot;file:///etc/hostname&quot;&gt;</qt>"
