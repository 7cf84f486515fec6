"""The 工作台 over a real database: what it says, where its lines lead, and that it fits."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from db.models import Branch, Designation, HolidayYear, PartyOrganization
from desktop_app.office import intake, rounds
from desktop_app.shapes.copies import ABSENT, COMPLETE
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.lists import Line
from desktop_app.ui.parts.season import PhaseStep
from desktop_app.ui.screens.dashboard import DashboardScreen
from desktop_app.ui.screens.dashboard.missing_panel import OrganizationHead

CLOSING = "申报截止时间为 2025年11月10日 17:30。"
SHORT = (COMPLETE,) * 4 + (ABSENT,)


def make_roster(organizations: int = 1, each: int = 2) -> None:
    for number in range(1, organizations + 1):
        name = f"第{number}学院党委"
        made = PartyOrganization.create(name=name, key=name, kind="党委", telephone="3831402", position=number)
        for place in range(1, each + 1):
            branch = Branch.create(organization=made, name=f"第{place}党支部", key=str(place), position=place)
            Designation.create(branch=branch, kind="样板支部", level="校级", stage="培育创建")


def make_round(desk, **facts):
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10", **facts)
    return desk.ledger.run("批次", rounds.create_round, draft=draft)


def receive(desk, branch_id=1):
    line = LineEntry(branch_id, "药香校园", SHORT, "2025-11-06 20:00")
    visit = VisitEntry(1, "2025-11-07 09:00", (line,))
    return desk.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")


@pytest.fixture
def page(desk, qtbot):
    made = DashboardScreen(desk)
    made.heard, made.places = [], []
    made.said.connect(lambda words, undo: made.heard.append((words, undo)))
    made.wanted.connect(made.places.append)
    qtbot.addWidget(made)
    made.resize(1056, 600)  # what a window of 1280 × 720 leaves
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(page, kind):
    return [each for each in page.findChildren(kind) if each.isVisible()]


def lines(page, name):
    return [each.accessibleName() for each in shown(page.findChild(QWidget, name), Line)]


def test_without_a_round_it_offers_to_begin_one(page, qtbot):
    assert (page.state_line(), page.primary()) == ("还没有批次", None)
    page.take_keyboard()
    begin = page.findChild(QPushButton, "dashboard_new_round")
    assert begin.hasFocus()
    qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)
    assert page.places == [Place("系统设置", "new_round", 0)]


def test_without_a_roster_it_leads_to_one(desk, page, qtbot):
    make_round(desk)
    assert lines(page, "todo") == [
        "导入支部名册，有了名册，收件时才能选支部",
        "载入 2025 年放假安排，公示和补正的工作日要按它计算",
    ]
    assert page.findChild(QWidget, "missing_no_roster").isVisible()
    qtbot.mouseClick(page.findChild(QPushButton, "open_roster"), Qt.MouseButton.LeftButton)
    assert page.places == [Place("支部名册")]


def test_a_season_under_way(desk, page):
    desk.ledger.run("名册", make_roster)
    make_round(desk, establishment_deadline="2025-11-20")
    receive(desk)
    assert page.state_line() == "已收 1 项 · 待补正 1 项 · 应报未报 1 个支部 · 距截止 3 天"
    assert [step.accessibleName() for step in shown(page, PhaseStep)] == [
        "申报收件，进行中，11-10 截止",
        "专家评审，未开始，约 11-11 — 11-13",
        "修改审定，未开始，约 11-14 — 11-19",
        "立项公示，未开始，11-19 — 11-26 超期，时间偏紧",
    ]
    assert page.findChild(QLabel, "season_doubt").text() == (
        "评审、修改、审定和 5 个工作日的公示最早 11月26日完成（暂按周末推算），来不及在 11月20日前立项。"
    )
    assert lines(page, "todo")[:3] == [
        "回执未打印　SJ-2025-0001，第1学院党委，今天 09:00",
        "申报截止，已收 1 项，应报未报 1 个支部，11月10日 周一 17:30",
        "待补正　第1党支部，纸质件差 1 份（第 5 份未到），今天收",
    ]
    assert [head.accessibleName() for head in shown(page, OrganizationHead)] == [
        "第1学院党委，电话 3831402，未报 1 个支部"
    ]
    assert lines(page, "missing") == ["第2党支部，校级样板 · 培育"]
    assert (
        page.progress.funnel.accessibleDescription() == "应报 2，其中应报 2；已收 1，其中应报 1；已受理 0，其中应报 0"
    )
    assert page.progress.bars.accessibleDescription() == "11-07 收 1"
    assert page.findChild(QLabel, "per_day_note").text() == "今天 1 项，已收 1 项"


def test_every_line_opens_its_place(desk, page, qtbot):
    desk.ledger.run("名册", make_roster)
    make_round(desk, establishment_deadline="2025-11-20")
    receive(desk)
    for line in (*shown(page.todo, Line)[:3], *shown(page.missing, Line)):
        line.click()
    assert page.places == [
        Place("收件登记", "receipt", 1),
        Place("收件登记"),
        Place("收件登记", "application", 1),
        Place("支部名册", "branch", 2),
    ]
    page.places.clear()
    shown(page, PhaseStep)[0].click()
    page.findChild(QPushButton, "print_missing").click()
    page.primary().run()
    assert page.print_out()
    assert page.places == [
        Place("收件登记"),
        Place("文件中心", "missing_branches", 0),
        Place("收件登记", "new", 0),
        Place("文件中心", "missing_branches", 0),
    ]


def test_the_chase_list_is_copied_as_text(desk, page):
    desk.ledger.run("名册", make_roster)
    make_round(desk)
    page.findChild(QPushButton, "copy_missing").click()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[:2] == [
        "【应报未报名单】2025 年批次",
        "截至 2025年11月7日 10:42，应报党支部 2 个，尚有 2 个未申报，涉及 1 个基层党组织。" + CLOSING,
    ]
    assert page.heard == [("已复制催报文字，2 个支部", "")]


def test_the_progress_is_copied_as_a_picture(desk, page):
    desk.ledger.run("名册", make_roster)
    make_round(desk)
    page.findChild(QPushButton, "copy_progress").click()
    assert QGuiApplication.clipboard().image().height() == 2 * (page.progress.funnel.height() + 24)
    receive(desk)
    page.findChild(QPushButton, "copy_progress").click()
    both = page.progress.funnel.height() + page.progress.bars.height()
    assert QGuiApplication.clipboard().image().height() == 2 * (both + 36)


def test_when_all_have_applied_it_is_said(desk, page):
    desk.ledger.run("名册", lambda: make_roster(each=1))
    make_round(desk)
    receive(desk)
    assert page.findChild(QLabel, "missing_nobody_title").text() == "没有应报未报的支部"
    assert page.findChild(QLabel, "missing_nobody_next").text() == "应报的 1 个支部都已申报。"
    assert not page.findChild(QPushButton, "print_missing").isVisible()


def test_nothing_to_do_says_what_comes(desk, page):
    desk.ledger.clock = lambda: datetime(2025, 11, 11, 9)
    desk.ledger.run(
        "名册", lambda: Branch.create(organization=PartyOrganization.create(name="甲", key="甲"), name="乙", key="乙")
    )
    make_round(desk)
    desk.ledger.run("放假", lambda: HolidayYear.create(year=2025, source="试"))
    assert lines(page, "todo") == []
    assert page.findChild(QLabel, "todo_done_next").text() == "申报已于 11月10日截止，材料都已齐全，可以进入专家评审。"


def test_a_new_day_is_noticed_without_a_write(desk, page):
    desk.ledger.run("名册", make_roster)
    make_round(desk)
    page.look_at_clock()
    assert page.state_line().endswith("距截止 3 天")
    desk.ledger.clock = lambda: datetime(2025, 11, 10, 17, 30)
    page.look_at_clock()
    assert page.state_line().endswith("今天截止")
    desk.ledger.clock = lambda: datetime(2025, 11, 10, 17, 31)
    page.look_at_clock()
    assert page.state_line().endswith("今天已截止")


def test_twenty_four_organisations_scroll_inside_and_nothing_runs_out_of_the_page(desk, page, qtbot):
    desk.ledger.run("名册", lambda: make_roster(24, 4))
    make_round(desk, establishment_deadline="2025-11-20")
    receive(desk)
    qtbot.waitUntil(lambda: page.findChild(QScrollArea, "missing_scroll").verticalScrollBar().maximum() > 0)
    assert len(shown(page, OrganizationHead)) == 24
    columns = page.findChild(QWidget, "dashboard_columns")
    assert columns.geometry().bottom() < page.height()
    assert page.minimumSizeHint().width() <= 1056
    assert all(area.horizontalScrollBar().maximum() == 0 for area in shown(page, QScrollArea))


def test_what_was_there_before_is_not_left_behind(desk, page):
    desk.ledger.run("名册", lambda: make_roster(3, 2))
    make_round(desk)
    assert len(shown(page, OrganizationHead)) == 3
    desk.ledger.run("撤销", lambda: Branch.update(closed_on="2025-11-07").where(Branch.organization != 1).execute())
    assert len(shown(page, OrganizationHead)) == 1
    assert lines(page, "missing") == ["第1党支部，校级样板 · 培育", "第2党支部，校级样板 · 培育"]
