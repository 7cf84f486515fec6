"""Score sheets through their page: every key counted, what is recorded compared with the rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from db import journal
from db.enums import Verification
from db.models import Application, Branch, Expert, PartyOrganization, Recusal, Review, ReviewStage
from desktop_app.office import assignment, intake, panel, rounds, scoring
from desktop_app.rules.pinyin import branch_search_text, search_text
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.panel import StageRules
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.score_entry import SheetState
from desktop_app.ui.parts import preview
from desktop_app.ui.screens import SCREENS
from desktop_app.ui.screens.review import ReviewScreen

BRANDS = ("药香校园", "无语良师", "提灯微光")
POINTS = "1817221684"  # 18 17 22 16 8 4, the 8 ended by Enter
AT = "2025-11-07T10:00:00"


def fill(desk, verification: Verification) -> None:
    """Three applications, two experts who score them all."""
    run = desk.ledger.run
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    round_id = run("批次", rounds.create_round, draft=draft)
    for number, brand in enumerate(BRANDS, 1):
        name = f"第{number}学院党委"
        home = PartyOrganization(name=name, key=name, kind="党委", search=search_text(name))
        run("党组织", home.save)
        branch = Branch(organization=home, name="教工党支部", key="教工", search=branch_search_text("教工党支部", name))
        run("支部", branch.save)
        line = LineEntry(branch.id, brand, (COMPLETE,) * 5, "2025-11-06 16:12")
        run("收件", intake.record_receipt, visit=VisitEntry(round_id, "2025-11-07 09:00", (line,)), taken_by="周喆")
    stage_id = run("评审", panel.ensure_stage, round_id=round_id)
    run("规则", panel.change_rules, stage_id=stage_id, rules=StageRules(verification=verification))
    for name in ("王伟", "许堃"):
        expert = run("专家", lambda n=name: Expert.create(name=n, unit="甲校").id)
        run("入座", panel.seat_expert, stage_id=stage_id, expert_id=expert)
    run("分配", assignment.assign_all, stage_id=stage_id, by="周喆", at=AT)


class Hands:
    """Types where the keyboard is, and counts the keys."""

    def __init__(self, page: ReviewScreen) -> None:
        self.page, self.count = page, 0

    def type(self, keys: str) -> None:
        """Figures, and ⏎ for Enter."""
        for key in keys:
            self.count += 1
            at = QApplication.focusWidget() or self.page
            if key == "⏎":
                QTest.keyClick(at, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(at, key)

    def press(self, key: Qt.Key) -> None:
        self.count += 1
        QTest.keyClick(QApplication.focusWidget() or self.page, key)


def shown(desk, qtbot) -> ReviewScreen:
    made = ReviewScreen(desk)
    made.heard = []
    made.said.connect(lambda words, undo: made.heard.append((words, undo)))
    qtbot.addWidget(made)
    made.resize(1142, 626)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.take_keyboard()
    return made


@pytest.fixture
def page(desk, qtbot):
    fill(desk, Verification.TOTAL)
    return shown(desk, qtbot)


@pytest.fixture
def twice(desk, qtbot):
    fill(desk, Verification.TWICE)
    return shown(desk, qtbot)


@pytest.fixture
def hands(page):
    return Hands(page)


def states(desk) -> list[SheetState]:
    return [row.state for row in scoring.sheets(rounds.required_round_id())]


def focused() -> str:
    return (QApplication.focusWidget() or QApplication.activeWindow()).objectName()


def text(page, name: str) -> str:
    return page.findChild(QLabel, name).text()


def open_code(page) -> str:
    return text(page, "sheet_code") if page.tab._details else ""


def test_a_sheet_of_six_criteria_takes_at_most_24_keys(page, hands, desk):
    hands.type("1-1⏎")
    assert open_code(page) == "PF-2025-001-1"
    hands.type("18172216" + "8⏎" + "4" + "85⏎")
    assert hands.count == 18
    assert hands.count <= 24
    details = scoring.sheet("1-1")
    assert ([each // 100 for each in details.points.values()], details.total_hundredths) == (
        [18, 17, 22, 16, 8, 4],
        8500,
    )
    assert (details.state, details.entered_by, details.verified_at) == (
        SheetState.VERIFIED,
        "周喆",
        "2025-11-07T10:42:00",
    )


def test_the_next_sheet_of_the_pile_opens_by_itself(page, hands, desk):
    hands.type("1-1⏎18172216" + "8⏎" + "4" + "85⏎")
    assert (open_code(page), focused()) == ("PF-2025-002-1", "score_1")
    before = hands.count
    hands.type("20202520" + "10" + "5" + "100⏎")
    assert hands.count - before <= 24
    hands.type("18172216" + "8⏎" + "4" + "85⏎")
    assert states(desk) == [SheetState.VERIFIED] * 3 + [SheetState.BLANK] * 3
    assert (open_code(page), focused()) == ("", "sheet_code_field")
    assert list(journal.entries())[-1].final


def test_a_total_that_does_not_add_up_stops_there_and_shows_both(page, hands, desk):
    hands.type("1-1⏎18172216" + "8⏎" + "4" + "84⏎")
    side = page.tab.side
    assert side.difference.words.startswith("合计对不上")
    assert (text(page, "difference_0"), text(page, "difference_1"), text(page, "difference_2")) == ("85", "84", "1")
    assert focused() == "score_total"
    assert states(desk)[0] is SheetState.BLANK
    hands.type("85⏎")  # it was the total that was mistyped
    assert states(desk)[0] is SheetState.VERIFIED
    assert side.difference.words == ""


def test_a_slip_in_the_points_is_mended_on_the_way_back(page, hands, desk):
    hands.type("1-1⏎18172216" + "9⏎" + "4" + "85⏎")
    for _ in range(2):
        hands.press(Qt.Key.Key_Up)
    assert focused() == "score_5"
    hands.type("8⏎⏎⏎")
    assert states(desk)[0] is SheetState.VERIFIED


@pytest.mark.parametrize(("keys", "criterion"), [("25", 1), ("1830", 2), ("1817221681", 5), ("181722168⏎9", 6)])
def test_points_above_full_marks_are_refused_in_their_own_box(page, hands, desk, keys, criterion):
    hands.type("1-1⏎" + keys)
    assert focused() == f"score_{criterion}"
    meaning = page.findChild(QLabel, f"criterion_{criterion}_meaning")
    assert "不行：满分" in meaning.toolTip() or "不行：满分" in meaning.text()
    assert page.tab.paper.grid.fields[criterion - 1].hasSelectedText()  # the next figure replaces them


def test_a_blank_is_not_passed_over_by_enter(page, hands):
    hands.type("1-1⏎⏎")
    assert focused() == "score_1"
    assert "还没有填" in text(page, "criterion_1_meaning")


def test_only_figures_are_taken(page, hands):
    hands.type("1-1⏎")
    hands.type(" .=%1")
    assert page.tab.paper.grid.fields[0].text() == "1"


@pytest.mark.parametrize(
    ("key", "state"), [("/", SheetState.RECUSED), ("*", SheetState.ABSENT), ("+", SheetState.ABSTAINED)]
)
def test_a_mark_clears_the_points_and_enter_records_it(page, hands, desk, key, state):
    hands.type("1-1⏎1817" + key)
    assert page.tab.paper.grid.blank
    hands.type("⏎")
    assert states(desk)[0] is state
    assert Review.get(Review.code == "PF-2025-001-1").total_hundredths is None
    assert open_code(page) == "PF-2025-002-1"


def test_a_mark_beside_enter_does_not_wipe_out_what_is_typed(page, hands, desk):
    hands.type("1-1⏎18172216" + "8⏎" + "4" + "85-+*⏎")
    assert states(desk)[0] is SheetState.VERIFIED


@pytest.mark.parametrize("code", ["3-2", "02-1", "003-2"])
def test_a_short_code_begun_in_a_blank_sheet_is_a_code(page, hands, desk, code):
    hands.type(f"1-1⏎{code}⏎")
    assert open_code(page) == scoring.sheet(code).code
    assert states(desk) == [SheetState.BLANK] * 6
    assert not page.tab._half_typed.ids


def test_a_mark_taken_off_again_gives_the_points_back(page, hands):
    hands.type("1-1⏎1817**")
    assert [field.text() for field in page.tab.paper.grid.fields] == ["18", "17", "", "", "", ""]
    assert focused() == "score_3"


def test_a_scan_in_the_middle_of_a_sheet_opens_the_other_and_nothing_typed_is_lost(page, hands, desk):
    hands.type("1-1⏎1817")
    hands.type("PF-2025-002-2⏎")
    assert (open_code(page), focused()) == ("PF-2025-002-2", "score_1")
    assert states(desk) == [SheetState.BLANK] * 6
    hands.type("pf-2025-001-1⏎")
    assert [field.text() for field in page.tab.paper.grid.fields] == ["18", "17", "", "", "", ""]
    assert focused() == "score_3"


def test_a_code_that_no_sheet_bears_is_said_and_the_open_sheet_stays(page, hands):
    hands.type("1-1⏎18")
    hands.type("PF-2025-009-1⏎")
    assert "没有编码为 PF-2025-009-1" in page.tab.side.notice.words
    assert (open_code(page), focused()) == ("PF-2025-001-1", "sheet_code_field")


def test_an_expert_in_conflict_is_told_before_a_figure_is_typed(page, hands, desk):
    recusal = {"expert": Expert.get(Expert.name == "王伟"), "application": Application.get(), "note": "亲属"}
    desk.ledger.run("回避", lambda: Recusal.create(**recusal))
    hands.type("1-1⏎")
    assert "须回避：申明回避：亲属" in page.tab.side.notice.words
    hands.type("18172216" + "8⏎" + "4" + "85⏎")
    assert "须回避" in page.tab.side.notice.words
    assert states(desk)[0] is SheetState.BLANK
    hands.type("/⏎")
    assert states(desk)[0] is SheetState.RECUSED


def test_a_veto_is_recorded_with_its_reason_only(page, hands, desk):
    hands.type("1-1⏎18172216" + "8⏎" + "4" + "85")
    page.findChild(QPushButton, "veto_1").click()
    assert text(page, "finish_told") == "请写一票否决的理由"
    QApplication.focusWidget().insert("第二部分与 002 相同")
    hands.type("⏎⏎")
    details = scoring.sheet("1-1")
    assert (details.veto, details.veto_reason, details.total_hundredths) == (True, "抄袭：第二部分与 002 相同", 8500)


def test_an_opinion_is_kept_when_the_keyboard_leaves_it(page, hands, desk):
    hands.type("1-1⏎18")
    opinion = page.findChild(QPlainTextEdit, "opinion")
    opinion.setFocus()
    opinion.insertPlainText("特色鲜明")
    page.tab.paper.grid.focus_open()
    assert scoring.sheet("1-1").opinion == "特色鲜明"
    assert page.tab.paper.grid.fields[0].text() == "18"  # what was typed is not disturbed
    hands.type("172216" + "8⏎" + "4" + "85⏎")
    assert scoring.sheet("1-1").opinion == "特色鲜明"


def test_a_verified_sheet_is_changed_only_with_a_reason(page, hands, desk):
    hands.type("1-1⏎18172216" + "8⏎" + "4" + "85⏎" + "PF-2025-001-1⏎")
    assert page.tab.paper.grid.fields[0].isReadOnly()
    page.findChild(QPushButton, "sheet_correct").click()
    page.tab.paper.grid.fields[0].setFocus()
    hands.type("17")
    page.tab.paper.grid.total.setFocus()
    hands.type("84⏎")
    assert (page.tab.side.notice.words[:11], focused()) == ("更正评分表要写明理由。", "correction_reason")
    QApplication.focusWidget().insert("录错一行")
    hands.type("⏎")
    details = scoring.sheet("1-1")
    assert (details.total_hundredths, details.state) == (8400, SheetState.VERIFIED)
    last = list(journal.entries())[-1]
    assert (last.title, last.final) == ("更正评分表 PF-2025-001-1：录错一行", True)
    assert page.heard[-1] == ("已更正 PF-2025-001-1", "")


def test_tab_goes_from_the_total_to_the_reason_of_a_correction(page, hands, qtbot):
    hands.type("1-1⏎18172216" + "8⏎" + "4" + "85⏎" + "PF-2025-001-1⏎")
    page.findChild(QPushButton, "sheet_correct").click()
    page.tab.paper.grid.total.setFocus()
    qtbot.keyClick(page.tab.paper.grid.total, Qt.Key.Key_Tab)
    assert focused() == "correction_reason"


def test_esc_goes_back_step_by_step(page, hands):
    hands.type("1-1⏎18172216" + "8⏎" + "4" + "84⏎")
    assert page.back()  # the difference
    assert page.tab.side.difference.words == ""
    assert page.back()  # the sheet
    assert open_code(page) == ""
    assert not page.back()


def test_a_click_on_the_pile_opens_a_sheet_and_the_lines_at_the_right_another_pile(page, hands):
    page.tab.queue.table.select(scoring.sheet("2-1").review_id)
    page.tab.queue.table.opened.emit(page.tab.queue.table.current())
    assert open_code(page) == "PF-2025-002-1"
    page.tab.side.pile_wanted.emit(2)
    assert open_code(page) == "PF-2025-001-2"
    assert page.findChild(QLabel, "piles_panel_count").text() == "6 张"


# 双录 -----------------------------------------------------------------------------------------------------------------


def both(page) -> Hands:
    hands = Hands(page)
    hands.type("1-1⏎18172216" + "8⏎" + "4" + "⏎")
    return hands


def test_the_second_entry_shows_nothing_of_the_first_and_verifies(twice, desk):
    hands = both(twice)
    assert states(desk)[0] is SheetState.HALF
    assert open_code(twice) == "PF-2025-002-1"  # the first round goes on with what was not typed yet
    hands.type("PF-2025-001-1⏎")
    assert twice.tab.paper.grid.blank
    assert text(twice, "sheet_about_title") == "第二遍录入"
    hands.type("18172216" + "8⏎" + "4" + "⏎")
    assert states(desk)[0] is SheetState.VERIFIED


@pytest.mark.parametrize(("key", "third"), [("1", 22), ("2", 21)])
def test_a_difference_stops_at_its_line_and_one_key_settles_it(twice, desk, key, third):
    hands = both(twice)
    hands.type("PF-2025-001-1⏎181721")
    assert twice.tab.side.difference.words.startswith("第 3 项两遍不一致")
    assert (text(twice, "difference_1")[:2], text(twice, "difference_2")[:2]) == ("22", "21")
    assert focused() == "score_3"
    hands.type("9")  # no answer: held back
    assert twice.tab.paper.grid.fields[2].text() == "21"
    hands.type(key)
    assert focused() == "score_4"
    hands.type("16" + "8⏎" + "4" + "⏎")
    details = scoring.sheet("1-1")
    assert (details.state, list(details.points.values())[2]) == (SheetState.VERIFIED, third * 100)


def test_a_mark_that_the_first_entry_does_not_have_is_asked_about(twice, desk):
    hands = both(twice)
    hands.type("PF-2025-001-1⏎*⏎")
    assert twice.tab.side.difference.words.startswith("标记两遍不一致")
    hands.type("2")
    assert states(desk)[0] is SheetState.ABSENT


@pytest.mark.parametrize(("key", "veto"), [("1", False), ("2", True)])
def test_a_veto_that_the_first_entry_does_not_have_is_asked_about(twice, desk, key, veto):
    hands = both(twice)
    hands.type("PF-2025-001-1⏎18172216" + "8⏎" + "4")
    twice.tab.paper.show_veto(True, "抄袭：第二部分")
    hands.type("⏎")
    assert twice.tab.side.difference.words.startswith("一票否决两遍不一致")
    assert states(desk)[0] is SheetState.HALF
    hands.type(key)
    assert (states(desk)[0], scoring.sheet("1-1").veto) == (SheetState.VERIFIED, veto)


# The page -------------------------------------------------------------------------------------------------------------


def test_the_page_stands_in_the_season_after_the_counter():
    titles = [screen.title for screen in SCREENS]
    assert titles.index("专家评审") == titles.index("收件登记") + 1


def test_without_a_round_and_without_sheets_it_says_what_comes_next(desk, qtbot):
    page = shown(desk, qtbot)
    assert (page.state_line(), text(page, "review_empty_title")) == ("还没有批次", "还没有批次")
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    assert (page.state_line(), text(page, "entry_empty_title")) == ("还没有评分表", "还没有评分表")
    page.findChild(QPushButton, "entry_assign").click()
    assert page.tab.key == "assignment"


def test_the_header_and_the_rail_say_how_far_it_is(page, hands):
    assert page.waiting().count == 0  # nothing is out yet
    hands.type("1-1⏎18172216" + "8⏎" + "4" + "85⏎")
    assert page.state_line() == "6 张评分表 · 已复核 1 · 未录 5 · 全部复核后才能生成正式排名"
    assert (page.waiting().count, page.waiting().pressing) == (5, False)


def test_when_every_sheet_is_verified_the_page_points_to_the_ranking(page, hands):
    assert text(page, "entry_ready_title") == "打开一张评分表"
    for first in ("1-1", "1-2"):
        hands.type(f"{first}⏎" + 3 * "181722168⏎485⏎")
    assert page.state_line().endswith("可以生成正式排名")
    assert text(page, "entry_ready_title") == "评分表已全部复核"
    page.findChild(QPushButton, "entry_ranking").click()
    assert page.tab.key == "ranking"


def test_another_round_shows_its_own_sheets(page, hands, desk):
    hands.type("1-1⏎18")
    draft = RoundDraft(2026, "2026 年批次", submission_deadline="2026-11-10")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    assert (open_code(page), text(page, "entry_empty_title")) == ("", "还没有评分表")


def test_a_record_is_opened_from_anywhere(page):
    page.show_tab("ranking")
    page.open_record("review", scoring.sheet("3-2").review_id)
    assert (page.tab.key, open_code(page)) == ("entry", "PF-2025-003-2")


def test_a_printed_pile_starts_the_scoring(page, hands, desk, qtbot, tmp_path):
    assert page.print_out()
    prints = page.tab.prints
    qtbot.waitUntil(lambda: prints.dialog is not None and prints.dialog.isVisible(), timeout=10_000)
    assert isinstance(prints.dialog, preview.PreviewDialog)
    prints.dialog.preview.save_to(tmp_path / "评分表.pdf")
    assert ReviewStage.get().started_at == "2025-11-07T10:42:00"
    assert page.heard[-1] == ("已另存 评分表.pdf", "")
