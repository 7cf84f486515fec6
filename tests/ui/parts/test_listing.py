"""A hundred thousand rows: only the pages in sight are fetched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.ui.parts.listing import KEPT, PAGE, Listing
from desktop_app.ui.parts.tables import Column


def made(qtbot: QtBot, asked: list[Sequence[int]]) -> Listing[int]:
    def fetch(ids: Sequence[int]) -> Sequence[int]:
        asked.append(ids)
        return ids

    columns = (Column[int]("号", lambda n: n, number=True), Column[int]("名", lambda n: f"第 {n} 行"))
    listing: Listing[int] = Listing("many", columns, fetch, orders=("id", ""), says="许多行")
    listing.resize(400, 300)
    qtbot.addWidget(listing)
    with qtbot.waitExposed(listing):
        listing.show()
    return listing


def test_only_pages_in_sight_are_fetched_and_few_are_kept(qtbot: QtBot) -> None:
    asked: list[Sequence[int]] = []
    listing = made(qtbot, asked)
    listing.show_ids(range(100_000), everything=100_000, filtered=False)
    listing.view.viewport().repaint()
    assert {len(ids) for ids in asked} == {PAGE}
    assert len(asked) == 1
    qtbot.keyClick(listing.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    listing.view.viewport().repaint()
    assert listing.current_id() == 99_999
    assert len(asked) <= 3
    for place in range(0, 100_000, 1_000):
        listing.model.row_at(place)
    assert len(listing.model._pages) == KEPT


def test_what_was_chosen_stays_chosen_while_it_is_there(qtbot: QtBot) -> None:
    listing = made(qtbot, [])
    listing.show_ids([5, 4, 3], everything=3, filtered=False)
    assert listing.current_id() == 5
    assert listing.select(4)
    listing.show_ids([9, 8, 4], everything=5, filtered=True)
    assert listing.current_id() == 4
    listing.show_ids([9], everything=5, filtered=True)
    assert listing.current_id() == 9
    assert not listing.select(4)
    listing.show_ids([], everything=5, filtered=True)
    assert listing.current_id() is None


def test_a_title_without_an_order_does_not_sort(qtbot: QtBot) -> None:
    listing = made(qtbot, [])
    with qtbot.waitSignal(listing.sorting_asked):
        listing._title_clicked(0)
    assert listing.order == ("id", False)
    with qtbot.assertNotEmitted(listing.sorting_asked):
        listing._title_clicked(1)
