"""时间倒排 through the page: what it says, how one tries dates out, and how what was tried is made to hold."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QScrollArea, QWidget

from db.enums import PhaseKind
from desktop_app.office import office_settings, rounds
from desktop_app.office.first_start import prepare
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.planner import PlanKey
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.badges import BadgeLabel
from desktop_app.ui.parts.season import PhaseStep
from desktop_app.ui.screens.dashboard import DashboardScreen

K = PlanKey
CLASH = "时间倒排 · 立项 11-20 · 最早 11-28 · 还差 6 个工作日"
PHASES = (
    PhaseDraft(PhaseKind.SUBMISSION, "", "2023-11-10"),
    PhaseDraft(PhaseKind.ESTABLISHMENT, "", "2023-11-20"),
    PhaseDraft(PhaseKind.CULTIVATION, "2023-11", "2024-08"),
    PhaseDraft(PhaseKind.ACCEPTANCE, "2024-08", "2024-08"),
)


def make_round(desk, **facts):
    draft = RoundDraft(2023, "2023 年批次", phases=PHASES)
    facts = {"submission_deadline": "2023-11-10", "establishment_deadline": "2023-11-20", **facts}
    return desk.ledger.run(
        "批次", rounds.create_round, draft=RoundDraft(draft.year, draft.name, phases=PHASES, **facts)
    )


@pytest.fixture
def page(desk, qtbot):
    """工作台 on the notice's round, nine days before submissions close."""
    desk.ledger.clock = lambda: datetime(2023, 11, 1, 9, 0)
    prepare(desk.ledger.run)
    desk.ledger.run("单位", office_settings.change_profile, profile=OfficeProfile(school="示例医科大学"))
    made = DashboardScreen(desk)
    made.heard, made.places = [], []
    made.said.connect(lambda words, undo: made.heard.append((words, undo)))
    made.wanted.connect(made.places.append)
    qtbot.addWidget(made)
    made.resize(1056, 600)  # what a window of 1280 × 720 leaves
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def plan(desk, page):
    make_round(desk)
    page.open_record("plan", 0)
    return page.plan


def text(plan, name):
    return plan.findChild(QLabel, name).text()


def fits(plan):
    return [plan.findChild(BadgeLabel, f"plan_{key}_fit").accessibleName() for key in K]


def slacks(plan):
    return [text(plan, f"plan_{key}_slack") for key in K]


def press(qtbot, plan, key, *keys):
    line = plan.grid.lines[key].stepper.line
    line.setFocus()
    for each in keys:
        qtbot.keyClick(line, each)
    return line


def actions(page):
    return [each.words for each in page.header_actions()], page.primary() and page.primary().words


def test_it_says_the_clash_and_what_would_hold(page, plan):
    assert page.state_line() == CLASH
    assert plan.verdict.words.startswith("申报 11月10日截止、11月20日立项，其间只有 6 个工作日；")
    assert "立项日期最早可定在 11月28日" in plan.verdict.words
    assert (fits(plan), slacks(plan)) == (["不够"] * 8, ["−6", "−2", *["−6"] * 6])
    assert [text(plan, f"plan_{key}_days") for key in (K.REVIEW, K.APPROVAL)] == ["11-13 — 11-15", "11-21"]
    assert (
        plan.findChild(QLabel, "plan_later_0").text().startswith("培育建设　通知：2023-11 — 2024-08　最迟 2024-07-31")
    )
    assert plan.grid.lines[K.REVIEW].bar.accessibleName() == "专家评审：2023-11-13 至 2023-11-15，最迟 2023-11-07"
    assert actions(page) == (["回到工作台", "导出…", "打印倒排表"], None)


def test_a_date_is_moved_by_working_days_and_everything_follows(page, plan, qtbot):
    press(qtbot, plan, K.ESTABLISHMENT, Qt.Key.Key_PageUp, Qt.Key.Key_Up)
    assert page.state_line() == ("时间倒排 · 立项 11-28 · 最早 11-28 · 余 0 个工作日 · 试排，没有保存")
    assert fits(plan) == ["紧", "不够", *["紧"] * 6]
    assert not plan.verdict.isVisible()
    assert text(plan, "plan_words").startswith("申报 11月10日截止、11月28日立项，其间有 12 个工作日")
    assert actions(page) == (["回到工作台", "恢复"], "按此修改批次…")
    press(qtbot, plan, K.ESTABLISHMENT, Qt.Key.Key_Down)
    assert slacks(plan)[-1] == "−1"


def test_a_length_is_moved_by_keys_and_by_the_buttons(plan, qtbot):
    line = press(qtbot, plan, K.REVIEW, Qt.Key.Key_Minus)
    assert (line.text(), text(plan, "plan_review_days"), slacks(plan)[-1]) == ("2", "11-13 — 11-14", "−5")
    assert text(plan, "plan_review_under") == "原 11-13 — 11-15"
    assert text(plan, "plan_establishment_under") == "原 11-28"
    qtbot.mouseClick(plan.findChild(QPushButton, "plan_review_move_more"), Qt.MouseButton.LeftButton)
    assert (line.text(), plan.playing) == ("3", False)
    assert not plan.findChild(QLabel, "plan_review_under").isVisible()


def test_the_day_of_posting_waits_and_counts(plan, qtbot):
    press(qtbot, plan, K.POSTING, Qt.Key.Key_Up)
    assert text(plan, "plan_posting_days") == "11-22"
    assert (slacks(plan)[-1], plan._screen.primary().why_not) == ("−7", "张贴日期只是试排，张贴时再定")
    plan.restore()
    qtbot.mouseClick(plan.findChild(QCheckBox, "plan_posting_counts"), Qt.MouseButton.LeftButton)
    assert [text(plan, f"plan_{key}_days") for key in (K.POSTING, K.PUBLICITY)] == ["11-22", "11-22 — 11-28"]


def test_what_is_typed_is_read_as_dates_are(plan, qtbot):
    line = press(qtbot, plan, K.ESTABLISHMENT)
    qtbot.keyClicks(line, "1201")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (line.text(), slacks(plan)[-1]) == ("2023-12-01", "3")


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        (K.SUBMISSION, "2月30日", "2 月没有 30 日。"),
        (K.REVIEW, "三天多", "“三天多”不是天数。请填写整数，例如 3。"),
        (K.PUBLICITY, "0", "天数是 0，应当在 1 到 60 之间。请改正天数。"),
        (K.POSTING, "11-20", "2023-11-20 不能张贴：审定以后、最早 2023-11-21，而且应当是工作日。"),
    ],
)
def test_what_cannot_be_meant_is_said_and_put_back(plan, qtbot, key, typed, words):
    line = press(qtbot, plan, key)
    before = line.text()
    line.setText(typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert plan.trouble.words.startswith(words)
    assert (line.text(), plan.playing) == (before, False)
    press(qtbot, plan, K.REVIEW, Qt.Key.Key_Up)
    assert plan.trouble.words == ""


def test_nothing_is_stored_while_one_plays_and_restore_drops_it(desk, page, plan, qtbot):
    before = desk.ledger.undo_title
    press(qtbot, plan, K.SUBMISSION, Qt.Key.Key_PageDown)
    press(qtbot, plan, K.CORRECTION, Qt.Key.Key_Minus)
    assert (plan.playing, desk.ledger.undo_title) == (True, before)
    page.header_actions()[1].run()
    assert (plan.playing, page.state_line()) == (False, CLASH)


def test_what_was_tried_is_written_with_a_reason_and_undone(desk, page, plan, qtbot):
    press(qtbot, plan, K.ESTABLISHMENT, Qt.Key.Key_PageUp, Qt.Key.Key_Up)
    press(qtbot, plan, K.CORRECTION, Qt.Key.Key_Minus, Qt.Key.Key_Minus)
    page.primary().run()
    assert [text(plan, f"plan_adopt_facts_{number}") for number in range(2)] == [
        "2023-11-20 → 2023-11-28",
        "5 个工作日 → 3 个工作日",
    ]
    assert text(plan, "plan_adopt_note") == "补正期限是本单位的设置，以后各批次的倒排也按它。"
    assert (plan.form.reason.hasFocus(), page.primary(), page.header_actions()) == (True, None, ())
    plan.form.reason.setText("公示期不足")
    assert page.save()
    title = "按时间倒排修改 2023 年批次：公示期不足"
    assert page.heard == [("已按倒排修改批次，2 处", title)]
    draft = rounds.round_details(1).draft
    assert (draft.establishment_deadline, draft.phases[1].last) == ("2023-11-28", "2023-11-28")
    assert office_settings.profile().correction_workdays == 3
    assert (plan.playing, plan.form.isVisible(), fits(plan)) == (False, False, ["紧"] * 8)
    desk.ledger.undo()
    assert page.state_line() == CLASH


def test_esc_leaves_the_form_then_the_page(page, plan, qtbot):
    press(qtbot, plan, K.ESTABLISHMENT, Qt.Key.Key_Up)
    assert page.save()  # Ctrl+S asks
    assert plan.form.isVisible()
    assert page.back()
    assert (plan.form.isVisible(), plan.isVisible(), plan.playing) == (False, True, True)
    assert page.back()
    assert (plan.isVisible(), page.state_line()) == (False, "已收 0 项 · 距截止 9 天")
    assert not page.back()


def test_what_holds_goes_on_paper_and_nothing_else(page, plan, qtbot):
    press(qtbot, plan, K.REVIEW, Qt.Key.Key_Up)
    assert not page.print_out()
    assert plan.trouble.words == "现在显示的是试排，倒排表只写现行的安排。请先“按此修改批次”，或“恢复”。"
    plan.restore()
    assert page.print_out()
    qtbot.waitUntil(lambda: plan.prints.dialog is not None and plan.prints.dialog.isVisible())
    plan.prints.dialog.reject()


def test_the_strip_the_doubt_and_the_header_lead_here(desk, page, qtbot):
    make_round(desk)
    for step in page.findChildren(PhaseStep):
        if step.isVisible() and "专家评审" in step.accessibleName():
            qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
    assert page.plan.isVisible()
    page.back()
    qtbot.mouseClick(page.findChild(QPushButton, "adjust_dates"), Qt.MouseButton.LeftButton)
    assert page.plan.isVisible()
    page.back()
    assert [each.words for each in page.header_actions()] == ["时间倒排…"]
    page.header_actions()[0].run()
    assert page.plan.grid.lines[K.SUBMISSION].stepper.line.hasFocus()


def test_without_a_deadline_it_leads_to_where_one_is_typed(desk, page, qtbot):
    make_round(desk, submission_deadline="", establishment_deadline="")
    page.open_plan()
    assert page.state_line() == "时间倒排"
    fill = page.findChild(QPushButton, "plan_fill")
    assert fill.hasFocus()
    qtbot.mouseClick(fill, Qt.MouseButton.LeftButton)
    assert page.places == [Place("系统设置", "round", 1)]


def test_without_a_round_there_is_no_plan(page):
    page.open_record("plan", 0)
    assert (page.header_actions(), page.state_line()) == ((), "还没有批次")


def test_another_round_drops_what_was_tried(desk, page, plan, qtbot):
    press(qtbot, plan, K.REVIEW, Qt.Key.Key_Up)
    draft = RoundDraft(2024, "2024 年批次", submission_deadline="2024-09-06")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    assert (plan.playing, page.state_line()) == (False, "时间倒排 · 没有写立项日期 · 最早 09-25")


def test_in_the_smallest_window_the_form_stands_alone(page, plan, qtbot):
    press(qtbot, plan, K.REVIEW, Qt.Key.Key_Up)
    page.primary().run()
    scroll = plan.findChild(QScrollArea, "plan_scroll")
    assert plan.grid.minimumSizeHint().width() <= scroll.viewport().width()
    page.setMinimumSize(800, 520)  # what the window leaves at 1024 × 640, as it has a smallest size of its own, too
    page.resize(800, 520)
    qtbot.waitUntil(lambda: not plan.grid.isVisible())
    assert plan.form.isVisible()
    page.resize(1056, 600)
    qtbot.waitUntil(plan.grid.isVisible)
    assert plan.form.isVisible()


def test_it_fits_without_a_bar_at_the_foot(plan):
    scroll = plan.findChild(QScrollArea, "plan_scroll")
    assert plan.grid.minimumSizeHint().width() <= scroll.viewport().width()
    assert not [each for each in plan.findChildren(QWidget) if each.isVisible() and not each.objectName()
                and not each.metaObject().className().startswith("Q")]  # fmt: skip
