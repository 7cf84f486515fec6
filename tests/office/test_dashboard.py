"""The whole 工作台 at one moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from db.models import OfficeSetting
from desktop_app.office import branches, intake, rounds
from desktop_app.office.dashboard import dashboard
from desktop_app.shapes.copies import ABSENT, COMPLETE
from desktop_app.shapes.dashboard import MissingGroup, MissingLine, PerDay, Stage, When
from desktop_app.shapes.rounds import RoundDraft

SHORT = (COMPLETE,) * 4 + (ABSENT,)


def test_without_a_round(office):
    found = dashboard(office.now)
    assert (found.round_id, found.state_line, found.todos, found.stages) == (None, "还没有批次", (), ())


@pytest.fixture
def season(office):
    """Three branches, two of them obligated; one of these has handed in four copies, the other nothing."""
    office.round()
    pharmacy, library = office.organization(), office.organization("图书馆直属党支部")
    first = office.branch("教工第一党支部", pharmacy, secretary="王伟", telephone="3831425")
    second = office.branch("教工第二党支部", pharmacy, secretary="李四", telephone="3831426")
    third = office.branch("图书馆党支部", library)
    office.honour(first)
    office.honour(second, level="省级", stage="通过验收")
    office.receive(first, SHORT, at="2023-11-07 09:00", electronic="2023-11-06 20:00")
    office.receive(third, brand="书香引航", at="2023-11-09 10:05", electronic="2023-11-08 12:00")
    return {"first": first, "second": second, "third": third, "pharmacy": pharmacy}


def test_what_stands_in_the_header(office, season):
    assert dashboard(office.now).state_line == "已收 2 项 · 待补正 1 项 · 应报未报 1 个支部 · 距截止 1 天"
    late = datetime(2023, 11, 13, 9)
    assert dashboard(late).state_line == "已收 2 项 · 待补正 1 项 · 应报未报 1 个支部 · 已截止 3 天"


def test_who_is_missing_why_and_whom_to_ring(office, season):
    line = MissingLine(
        season["second"], "教工第二党支部", "省级样板", "省级样板支部 · 通过验收（第三批）", "李四", "3831426"
    )
    assert dashboard(office.now).missing == (MissingGroup("药学院党总支", "", "3831402", (line,)),)


@pytest.mark.parametrize(("visited", "expected"), [(True, ("许老师", "3831425")), (False, ("", "3831426"))])
def test_an_organisation_without_a_number_is_rung_through_its_last_visitor_or_the_branch(office, visited, expected):
    office.round()
    nameless = office.organization("机关党委")
    office.ledger.run("改", lambda: branches.PartyOrganization.update(telephone="").execute())
    owing = office.branch("财务审计党支部", nameless, telephone="3831426")
    other = office.branch("教务科研党支部", nameless)
    office.honour(owing)
    if visited:
        office.receive(other)
    (group,) = dashboard(office.now).missing
    assert (group.contact, group.telephone) == expected


def test_an_overruled_branch_is_missing_by_the_clerks_word(office, season):
    office.ledger.run(
        "认定",
        branches.overrule_obligation,
        round_id=office.round_id,
        branch_id=season["second"],
        obligated=False,
        reason="已撤销培育",
    )
    found = dashboard(office.now)
    assert (found.missing, found.obligated) == ((), 1)


def test_how_far_and_how_many_a_day(office, season):
    found = dashboard(office.now)
    assert found.stages[:3] == (Stage("应报", 2, 2), Stage("已收", 2, 1), Stage("已受理", 1, 0))
    assert (found.received, found.received_today) == (2, 1)
    assert found.per_day == PerDay(date(2023, 10, 28), (0,) * 10 + (1, 0, 1), date(2023, 11, 10))


def test_the_days_reach_to_the_last_that_came_late_and_not_back_for_ever(office, season):
    fourth = office.branch("办公室党支部", season["pharmacy"])
    office.receive(fourth, brand="灯塔", at="2023-12-20 09:00")
    days = dashboard(datetime(2024, 3, 1)).per_day
    assert (days.first, len(days.counts), days.counts[-1]) == (date(2023, 11, 16), 35, 1)


def test_what_is_due_today_and_next(office, season):
    assert [(todo.when, todo.text) for todo in dashboard(office.now).todos] == [
        (When.TODAY, "回执未打印　SJ-2023-0001"),
        (When.TODAY, "回执未打印　SJ-2023-0002"),
        (When.NEXT, "申报截止"),
        (When.NEXT, "待补正　教工第一党支部"),
        (When.NEXT, "载入 2023 年放假安排"),
    ]


def test_a_slip_that_was_given_out_or_voided_is_not_asked_for(office, season):
    office.ledger.run("打印", intake.issue_slip, receipt_id=1, at="2023-11-09T10:30:00")
    office.ledger.run("作废", intake.void_receipt, receipt_id=2, reason="支部选错", by="周喆", at="2023-11-09T10:31:00")
    assert not [todo for todo in dashboard(office.now).todos if todo.text.startswith("回执未打印")]


def test_a_round_without_a_deadline_says_what_it_can(office, season):
    draft = replace(rounds.round_details(office.round_id).draft, submission_deadline="")
    office.ledger.run("改", rounds.change_round, round_id=office.round_id, draft=draft)
    found = dashboard(office.now)
    assert (found.state_line, found.missing, found.per_day, found.can_change_at) == (
        "已收 2 项 · 待补正 1 项",
        (),
        None,
        None,
    )
    assert found.todos[0].text == "填写申报截止日期"


def test_the_closing_minute_is_the_offices_own(office, season):
    office.ledger.run("设", lambda: OfficeSetting.create(key="close_of_office", value='"16:00"'))
    assert dashboard(office.now).can_change_at == datetime(2023, 11, 10, 16)


def test_it_shows_the_current_round_alone(office, season):
    office.ledger.run(
        "批次", rounds.create_round, draft=RoundDraft(2024, "2024 年批次", submission_deadline="2024-11-08")
    )
    found = dashboard(office.now)
    assert (found.received, found.state_line) == (0, "已收 0 项 · 应报未报 2 个支部 · 距截止 365 天")


def test_what_is_overdue_at_the_desk_is_gathered(office):
    from db.enums import MovementKind
    from desktop_app.office import admission_page, custody, deficiencies
    from desktop_app.office.first_start import prepare
    from desktop_app.shapes.copies import ABSENT, COMPLETE
    from desktop_app.shapes.custody import HandoverEntry
    from desktop_app.shapes.dashboard import When

    prepare(office.ledger.run)
    office.round()
    office.receive(office.branch("教工第一党支部", office.organization()), (COMPLETE,) * 4 + (ABSENT,))
    made = {"application_ids": [1], "workdays": 1, "by": "周喆", "at": "2023-11-09T10:30:00"}
    office.ledger.run("补正", deficiencies.make_lists, **made)
    entry = HandoverEntry(MovementKind.LEND, (2, 3), "2023-11-09 11:00", "王教授", "", "2023-11-10")
    office.ledger.run("借出", custody.move_copies, entry=entry, by="周喆")
    moments = [datetime(2023, 11, 10, 17, 30), datetime(2023, 11, 13, 9, 0)]
    found = [[(line.text, line.due) for line in dashboard(now).todos if line.when is When.OVERDUE] for now in moments]
    assert found == [
        [],
        [("补正逾期　教工第一党支部", "逾期 3 天"), ("纸质件逾期未还　王教授", "逾期 3 天")],
    ]
    assert admission_page.waiting_count(moments[1]) == 1
