"""补正 through its page: lists made of many at once, notices printed, terms, late approvals, withdrawals."""

from __future__ import annotations

from datetime import datetime

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QApplication, QPushButton

from db.enums import State
from db.models import Application, Branch, Deficiency, HolidayYear, PartyOrganization
from desktop_app.office import intake, rounds
from desktop_app.office.finding import place_of_code
from desktop_app.office.first_start import prepare
from desktop_app.rules.names import branch_key, organization_key
from desktop_app.rules.pinyin import branch_search_text
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.shapes.handed_in import Verdict
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Place
from desktop_app.ui.screens.intake import IntakeScreen
from desktop_app.ui.screens.intake.corrections import CorrectionsTab
from desktop_app.ui.screens.intake.corrections.wording import CHIPS, Deed

UNSEALED = CopyMarks(here=True, stamped=False, signed=True, whole=True)
BRANCHES = {"药学院党总支": ("教工第一党支部", "教工第二党支部"), "护理学院党委": ("护理第一党支部", "护理第二党支部")}
SHORT, FULL = (COMPLETE,) * 4 + (ABSENT,), (COMPLETE,) * 5


def make_roster() -> None:
    for name, branches in BRANCHES.items():
        organization = PartyOrganization.create(name=name, key=organization_key(name), kind="党总支")
        for branch in branches:
            search = branch_search_text(branch, name)
            Branch.create(organization=organization, name=branch, key=branch_key(branch, name), search=search)


@pytest.fixture
def screen(desk, qtbot):
    """Four applications: one short, one unsealed with a brand like another's, one complete, one late and complete."""
    prepare(desk.ledger.run)
    desk.ledger.run("名册", make_roster)
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-06")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    receive(desk, 1, SHORT, "药香校园")
    receive(desk, 2, (UNSEALED,) * 5, "药香满园")
    receive(desk, 3, FULL, "提灯夜航")
    receive(desk, 4, FULL, "白衣执甲", at="2025-11-07 09:00")
    made = IntakeScreen(desk)
    qtbot.addWidget(made)
    made.resize(1142, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.show_tab("corrections")
    return made


def receive(desk, branch, copies, brand, at="2025-11-05 09:00"):
    line = LineEntry(branch, brand, copies, electronic_at="2025-11-05 08:00")
    visit = VisitEntry(rounds.required_round_id(), at, (line,))
    desk.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")


@pytest.fixture
def tab(screen) -> CorrectionsTab:
    assert isinstance(screen.tab, CorrectionsTab)
    return screen.tab


def shown(tab) -> list[str]:
    return [row.number[-3:] for row in tab.list.table.model.shown]


def preview(tab, qtbot):
    qtbot.waitUntil(lambda: tab.prints.dialog is not None and tab.prints.dialog.isVisible(), timeout=10_000)
    return tab.prints.dialog


def test_what_lacks_is_listed_and_many_lists_are_made_and_printed_at_once(tab, qtbot):
    assert shown(tab) == ["001", "002"]
    assert tab.state_line() == "4 项 · 待补正 2 项 · 未列清单 2 项 · 逾期待批 1 项 · 同名相近 2 项"
    tab.list.table.view.selectAll()
    primary = tab.primary()
    assert primary.words == "列补正清单 2 项"
    primary.run()
    dialog = preview(tab, qtbot)
    assert [(row.number, row.due_on, row.issued_at) for row in Deficiency.select()] == [
        ("BZ-2025-0001", "2025-11-14", ""),
        ("BZ-2025-0002", "2025-11-14", ""),
    ]
    dialog.preview.printed.emit()
    assert all(row.issued_at == "2025-11-07T10:42:00" for row in Deficiency.select())
    assert tab.desk.ledger.undo_title is None
    assert tab.primary().why_not == "都已有补正清单"
    tab.list.table.view.selectRow(0)
    assert tab.primary().why_not == f"已有补正清单 {tab.list.table.selected()[0].current.number}"
    tab.list.table.view.clearSelection()
    assert tab.primary().why_not == "先选要补正的项目"


def test_a_year_without_a_holiday_table_is_said_at_the_button(tab, desk):
    desk.ledger.run("删", lambda: HolidayYear.delete().where(HolidayYear.year == 2025).execute())
    assert "还没有 2025 年的放假安排" in tab.primary().why_not


def test_chips_lead_to_what_waits(tab, screen, desk):
    tab.list.narrow_to("逾期待批")
    assert shown(tab) == ["004"]
    tab.list.narrow_to("同名相近")
    assert shown(tab) == ["001", "002"]
    assert ("相近", "002 教工第二党支部“药香满园”") in [(k.text(), v.text()) for k, v in tab.pane._facts._lines]
    tab.list.narrow_to("待补正")
    tab.list.table.select(1)
    tab.deeds.ask(Deed.LIST)
    desk.ledger.clock = lambda: datetime(2025, 11, 17, 9, 0)
    screen.refresh()
    screen.open_record("overdue_lists", 0)
    assert shown(tab) == ["001"]


def test_a_late_application_is_approved_afterwards(tab):
    tab.list.narrow_to("逾期待批")
    assert tab.pane.do_button.text() == "批准逾期受理…"
    tab.pane.do_button.click()
    tab.deeds.approval.who.setText("陈部长")
    assert tab.save()
    assert "同时写明批准人和理由" in tab.deeds.approval.notice.words
    tab.deeds.approval.why.setText("书记出差")
    tab.save()
    row = Application.get(Application.number == "ZBPP-2025-004")
    assert (row.late_approved_by, row.late_reason) == ("陈部长", "书记出差")


def test_a_term_is_made_longer_and_a_list_closed_each_with_its_reason(tab, qtbot):
    tab.list.table.select(1)
    tab.deeds.ask(Deed.LIST)
    preview(tab, qtbot).reject()
    tab.deeds.ask(Deed.EXTEND)
    tab.deeds.extension.due.line.setText("1118")
    tab.deeds.extension.why.setText("书记出差")
    tab.save()
    assert (Deficiency.get().due_on, Deficiency.get().extension_reason) == ("2025-11-18", "书记出差")
    tab.deeds.ask(Deed.CLOSE)
    tab.deeds.reason.reason.setText("看错")
    tab.save()
    assert Deficiency.get().close_reason == "看错"
    assert tab.primary().words == "列补正清单 1 项"


def test_an_application_is_withdrawn_refused_and_taken_back(tab):
    tab.list.table.select(1)
    tab.deeds.ask(Deed.WITHDRAW)
    tab.deeds.reason.reason.setText("支部来函")
    tab.save()
    tab.list.narrow_to("撤回等")
    assert (shown(tab), tab.pane.do_button.text()) == (["001"], "恢复申报…")
    tab.pane.do_button.click()
    tab.deeds.reason.reason.setText("继续申报")
    tab.save()
    assert Application.get_by_id(1).state == State.INCOMPLETE
    tab.list.narrow_to("逾期待批")
    tab.deeds.ask(Deed.REFUSE)
    tab.deeds.reason.reason.setText("未获批准")
    tab.save()
    assert Application.get_by_id(4).state == State.NOT_ADMITTED


def test_a_scanned_notice_opens_its_application_and_more_of_it_is_received_at_the_counter(screen, tab, qtbot):
    tab.list.table.select(2)
    tab.deeds.ask(Deed.LIST)
    preview(tab, qtbot).reject()
    place = place_of_code("bz-2025-0001")
    assert place == Place("收件登记", "deficiency", 1)
    screen.show_tab("visit")
    screen.open_record(place.kind, place.record_id)
    assert tab.pane.details.row.number == "ZBPP-2025-002"
    screen.open_record("supplement", tab.pane.details.row.application_id)
    assert screen.tab.form.branch.text() == "教工第二党支部"


def test_what_came_stands_against_the_list(tab, desk, qtbot):
    tab.list.table.select(1)
    tab.deeds.ask(Deed.LIST)
    preview(tab, qtbot).reject()
    receive(desk, 1, FULL, "药香校园", at="2025-11-07 10:00")
    tab.list.narrow_to("全部")
    tab.list.table.select(1)
    (each,) = tab.pane.details.lists
    assert [(item.receipt, item.settled_at) for item in each.items] == [("SJ-2025-0005", datetime(2025, 11, 7, 10))]
    assert [visit.number for visit in tab.pane.details.visits] == ["SJ-2025-0001", "SJ-2025-0005"]


def a_list(folder, *rows):
    book = Workbook()
    for row in (("党支部", "品牌名称"), *rows):
        book.active.append(row)
    book.save(folder / "汇总表.xlsx")
    return folder / "汇总表.xlsx"


def test_an_organisation_s_own_list_is_laid_beside_what_came(tab, desk, qtbot, tmp_path):
    file = a_list(tmp_path, ("教工第一党支部", "药香校园"), ("护理第一党支部", "提灯夜航"))
    tab.compare()
    assert (tab.primary(), tab.header_actions()) == (None, ())
    page = tab.comparing
    page.read(file)
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=10_000)
    assert [(line.verdict, line.branch) for line in page.rows.model.shown] == [
        (Verdict.INCOMPLETE, "教工第一党支部"),
        (Verdict.NOT_LISTED, "教工第二党支部"),
        (Verdict.NOT_LISTED, "护理第二党支部"),
        (Verdict.AGREES, "护理第一党支部"),
    ]
    receive(desk, 1, FULL, "药香校园", at="2025-11-07 10:00")
    assert page.comparison.count(Verdict.AGREES) == 2
    page.rows.select((0, 2, "教工第二党支部"))
    page.rows.opened.emit(page.rows.current())
    assert tab.pane.details.row.number == "ZBPP-2025-002"
    tab.compare()
    assert tab.back()
    assert tab.primary() is not None


def test_a_file_that_is_no_list_is_said_on_the_page(tab, qtbot, tmp_path):
    file = tmp_path / "不是表.xlsx"
    file.write_bytes(b"PK not a workbook")
    tab.compare()
    tab.comparing.read(file)
    qtbot.waitUntil(lambda: bool(tab.comparing.notice.words), timeout=10_000)
    assert tab.comparing.comparison is None


def test_from_the_dashboard_a_late_one_opens_where_it_is_approved(screen):
    late = Application.get(Application.brand == "白衣执甲").id
    screen.open_record("unapproved", late)
    tab = screen.tab
    assert isinstance(tab, CorrectionsTab)
    assert (tab.list.chips.on(), tab.list.table.current().application_id) == ("逾期待批", late)
    assert tab.pane.do_button.text().startswith("批准逾期受理")
    assert tab.pane._badge.badge.word == "逾期待批"


def test_every_filter_is_read_whole_on_a_small_screen(screen):
    screen.resize(1056, 556)
    tab = screen.tab
    tab.list.chips.show_choices([(name, 88) for name in (*CHIPS, "全部")])
    QApplication.processEvents()
    chips = tab.list.chips.findChildren(QPushButton)
    assert [chip.text() for chip in chips] == [f"{name} 88" for name in (*CHIPS, "全部")]
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)
    assert all(chip.visibleRegion().boundingRect().width() == chip.width() for chip in chips)
