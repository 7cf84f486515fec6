"""纸质件 through its page: scanned, chosen in the list, lent, returned, on paper."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from db.enums import CopyStatus, MovementKind
from db.models import Branch, Handover, PaperCopy, PartyOrganization
from desktop_app.office import custody_page, intake, rounds
from desktop_app.office.finding import place_of_code
from desktop_app.office.first_start import prepare
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Place
from desktop_app.ui.screens.intake import IntakeScreen
from desktop_app.ui.screens.intake.custody import CustodyTab


def make_roster() -> None:
    organization = PartyOrganization.create(name="药学院党总支", key="药学院", kind="党总支")
    for name in ("教工第一党支部", "教工第二党支部"):
        Branch.create(organization=organization, name=name, key=name)


@pytest.fixture
def screen(desk, qtbot):
    prepare(desk.ledger.run)
    desk.ledger.run("名册", make_roster)
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    round_id = desk.ledger.run("批次", rounds.create_round, draft=draft)
    lines = tuple(LineEntry(branch, f"品牌{branch}", (COMPLETE,) * 5) for branch in (1, 2))
    visit = VisitEntry(round_id, "2025-11-07 09:00", lines)
    desk.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")
    made = IntakeScreen(desk)
    qtbot.addWidget(made)
    made.resize(1142, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.show_tab("custody")
    return made


@pytest.fixture
def tab(screen) -> CustodyTab:
    assert isinstance(screen.tab, CustodyTab)
    return screen.tab


def scan(qtbot, tab: CustodyTab, *codes: str) -> None:
    """As a scanner types into the line."""
    tab.list.scan.setFocus()
    for code in codes:
        qtbot.keyClicks(tab.list.scan, code)
        qtbot.keyClick(tab.list.scan, Qt.Key.Key_Return)


def statuses() -> dict[str, CopyStatus]:
    return {row.code.removeprefix("ZBPP-2025-"): CopyStatus(row.status) for row in PaperCopy.select()}


def test_scanned_copies_are_lent_together_and_their_list_is_shown_to_be_signed(tab, qtbot):
    scan(qtbot, tab, "ZBPP-2025-001-2", "zbpp-2025-002-2", "002-3")
    assert "已扫 3 份：001-2、002-2、002-3" in tab.list.findChild(type(tab.list._told), "scan_told").text()
    primary = tab.primary()
    assert primary is not None
    assert primary.words == "借出 3 份…"
    primary.run()
    assert QApplication.focusWidget() is tab.move_form.holder
    tab.move_form.holder.insert("评审专家组")
    assert tab.move_form.due.value == date(2025, 11, 21)  # ten working days after 7 November 2025
    assert tab.save()
    qtbot.waitUntil(lambda: tab.prints.dialog is not None and tab.prints.dialog.isVisible(), timeout=10_000)
    lent = {code for code, status in statuses().items() if status is CopyStatus.LENT}
    assert lent == {"001-2", "002-2", "002-3"}
    assert tab.desk.ledger.undo_title == "借出纸质件 3 份"
    tab.prints.dialog.preview.printed.emit()
    assert Handover.get().issued_at
    assert tab.desk.ledger.undo_title is None  # it is signed: copies come back by 归还


def test_the_button_says_how_many_labels_it_prints(tab):
    def words():
        return [action.words for action in tab.header_actions()][-1:]

    said = []
    tab.changed.connect(lambda: said.append(words()))
    tab.list.table.select(2)
    assert words() == ["打印全部 10 份标签…"]
    tab.list.filter.setText("品牌1")
    assert words() == said[-1] == ["打印列出的 5 份标签…"]
    tab.list.table.select(2, 3)
    assert words() == ["打印所选 2 份标签…"]
    tab.print_out()
    assert [row.copy_id for row in tab.label_form._rows] == [2, 3]


def test_chosen_rows_come_back_with_one_key_and_without_words(tab, qtbot):
    tab.list.table.select(2, 3)
    tab.act(MovementKind.LEND)
    tab.move_form.holder.setText("王教授")
    assert tab.save()
    qtbot.waitUntil(lambda: tab.prints.dialog is not None and tab.prints.dialog.isVisible(), timeout=10_000)
    tab.prints.dialog.reject()
    tab.list.narrow_to("借出")
    tab.list.table.select(2, 3)
    assert [tab.primary().words, *(action.words for action in tab.header_actions())] == [
        "归还 2 份",
        "打印所选 2 份标签…",
    ]
    tab.primary().run()
    assert set(statuses().values()) == {CopyStatus.HELD}


def test_what_lies_in_different_places_is_not_done_together(tab, desk, qtbot):
    tab.list.table.select(1)
    tab.act(MovementKind.ARCHIVE)
    assert tab.save()
    tab.list.table.select(1, 2)
    assert tab.primary().words == "借出 2 份…"  # out of the archive, too
    tab.list.table.select(2)
    tab.act(MovementKind.LEND)
    tab.move_form.holder.setText("王教授")
    tab.save()
    tab.list.table.select(2, 3)
    assert tab.primary().why_not == "所选的在不同地方，请分开办理"


def test_a_code_that_is_none_or_was_scanned_already_is_said_beside_the_list(tab, qtbot):
    scan(qtbot, tab, "001-2", "001-2")
    assert "001-2 已经扫过" in tab.notice.words
    tab.list.scan.clear()
    scan(qtbot, tab, "009-1")
    assert "没有纸质件 ZBPP-2025-009-1" in tab.notice.words
    assert [row.code for row in tab.chosen_rows()] == ["ZBPP-2025-001-2"]
    tab.forget()
    assert "逐份扫" in tab.list._told.text()


def test_what_was_scanned_and_then_undone_is_forgotten(tab, desk, qtbot):
    scan(qtbot, tab, "001-2")
    desk.ledger.undo()
    assert list(tab.chosen_rows()) == []


def test_a_scan_outside_a_field_opens_the_copy_also_of_another_round(screen, tab, desk):
    place = place_of_code("ZBPP-2025-002-4")
    assert place == Place("收件登记", "copy", 9)
    screen.show_tab("visit")
    screen.open_record(place.kind, place.record_id)
    assert screen.tab is tab
    assert (tab.pane.details.row.code, tab.list.table.current().copy_id) == ("ZBPP-2025-002-4", 9)
    draft = RoundDraft(2026, "2026 年批次", submission_deadline="2026-11-10")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    assert tab.page.rows == ()
    screen.open_record("copy", 9)
    assert tab.pane.details.row.code == "ZBPP-2025-002-4"


def test_labels_begin_at_the_label_that_was_clicked(tab, qtbot):
    asked: list[str] = []
    tab.label_form.wanted.connect(asked.append)
    tab.list.table.select(1, 2, 3)
    tab.print_out()
    tab.label_form.paper.show_word(tab.label_form.paper._words[1])
    grid = tab.label_form.grid
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid._area(6).center().toPoint())
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.first == 6
    tab.save()
    assert asked == ["001-1 001-2 001-3@4x10:6"]
    qtbot.waitUntil(lambda: tab.prints.dialog is not None and tab.prints.dialog.isVisible(), timeout=10_000)


def test_the_way_of_a_copy_stands_beside_the_list(tab, desk):
    tab.list.table.select(1)
    tab.act(MovementKind.ARCHIVE)
    tab.move_form.place.setText("档案柜 3")
    tab.save()
    (moved,) = custody_page.copy_details(1).movements
    assert (moved.place, tab.pane.details.movements) == ("档案柜 3", (moved,))
    assert tab.state_line() == "10 份 · 在组织科 9 份 · 存档 1 份"


def test_esc_leaves_the_form_and_nothing_is_done(tab):
    tab.act(MovementKind.ARCHIVE)
    assert tab.findChild(QLineEdit, "move_place").isVisible()
    assert tab.back()
    assert not tab.back()
    assert not Handover.select().exists()
