"""公示 on real rows: its days by the official table, objections, and what its end makes of the projects."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from db.enums import State
from db.models import Application, Objection, Publicity, PublicityItem, Revision
from desktop_app.office import office_settings, publicity, steps
from desktop_app.office.first_start import prepare
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.establishment import Closed, Opened, Outcome

AT = "2023-11-20T09:00:00"
OVER = datetime(2023, 11, 27, 17, 30)
NUMBERS = ("ZBPP-2023-001", "ZBPP-2023-002", "ZBPP-2023-003")
OBJECTION = {"objector": "王伟", "contact": "3831402", "content": "与往年项目内容相同"}


@pytest.fixture
def approved(office):
    """Three approved projects in a year that has its holiday table."""
    prepare(office.ledger.run)
    round_id = office.round()
    organization = office.organization()
    for name in ("教工第一党支部", "教工第二党支部", "学生党支部"):
        office.receive(office.branch(name, organization), electronic="2023-11-08 16:12")

    def approve():
        for row in Application.select():
            Revision.create(application=row, received_at=AT, confirmed_by="周喆", confirmed_at=AT)
        Application.update(state=State.APPROVED).execute()

    office.ledger.run("审定", approve)
    return round_id


def post(office, round_id, first=date(2023, 11, 20)):
    return office.ledger.run(
        "公示", publicity.open_publicity, final=True, round_id=round_id, first=first, by="周喆", at=AT
    )


def close(office, round_id, at=OVER):
    return office.ledger.run("结束", publicity.close_publicity, final=True, round_id=round_id, at=at, by="周喆")


def object_to(office, number, **said):
    details = {"application_id": steps.application_id(number), "received_on": date(2023, 11, 22), **OBJECTION, **said}
    return office.ledger.run("异议", publicity.log_objection, **details)


def conclude(office, objection_id, outcome, **said):
    details = {"concluded_on": date(2023, 11, 24), "conclusion": "经核查属实", "by": "周喆", "at": AT, **said}
    return office.ledger.run(
        "办结", publicity.conclude_objection, final=True, objection_id=objection_id, outcome=outcome, **details
    )


def states():
    return [row.state for row in Application.select().order_by(Application.number)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2023-11-20", "2023-11-27"),
        ("2023-09-27", "2023-10-10"),
        ("2024-09-12", "2024-09-20"),
        ("2025-09-26", "2025-10-10"),
        ("2026-09-18", "2026-09-24"),
    ],
)
def test_five_working_days_by_the_official_table(office, approved, first, last):
    opened = post(office, approved, date.fromisoformat(first))
    assert opened == Opened(Publicity.get().id, date.fromisoformat(first), date.fromisoformat(last), NUMBERS)
    assert (Publicity.get().first, Publicity.get().last, states()) == (first, last, ["公示中"] * 3)
    assert office.ledger.undo_title is None


def test_the_day_of_posting_counts_where_the_office_says_so(office, approved):
    office.ledger.run("设置", lambda: office_settings.put("publicity_first_counts", True))
    assert post(office, approved).last == date(2023, 11, 24)


def test_a_year_without_a_table_is_refused_in_words(office, approved):
    with pytest.raises(RuleBroken, match="还没有 2035 年的放假安排"):
        post(office, approved, date(2035, 11, 20))
    assert (states(), Publicity.select().count()) == (["审定通过"] * 3, 0)


def test_nothing_approved_nothing_posted(office, approved):
    office.ledger.run("放", lambda: Application.update(state=State.REVISED).execute())
    with pytest.raises(RuleBroken, match="没有“审定通过”的项目"):
        post(office, approved)


def test_the_calendar_says_what_every_day_is(office, approved):
    days = publicity.plan(approved, date(2025, 9, 26)).days
    assert [(f"{d.day:%m-%d}", d.number, d.words, d.off, d.swapped) for d in days[4:]] == [
        ("09-26", 0, "张贴", False, False),
        ("09-27", 0, "休", True, False),
        ("09-28", 1, "", False, True),
        ("09-29", 2, "", False, False),
        ("09-30", 3, "", False, False),
        ("10-01", 0, "国庆", True, False),
        ("10-02", 0, "休", True, False),
        ("10-03", 0, "休", True, False),
        ("10-04", 0, "休", True, False),
        ("10-05", 0, "休", True, False),
        ("10-06", 0, "中秋", True, False),
        ("10-07", 0, "休", True, False),
        ("10-08", 0, "休", True, False),
        ("10-09", 4, "", False, False),
        ("10-10", 5, "", False, False),
        ("10-11", 0, "", False, True),
        ("10-12", 0, "休", True, False),
    ]


def test_it_is_over_at_the_close_of_office_of_the_last_day(office, approved):
    post(office, approved)
    with pytest.raises(RuleBroken, match="2023-11-27 17:30 期满，2023-11-27 17:29 还不能结束"):
        close(office, approved, datetime(2023, 11, 27, 17, 29))
    assert states() == ["公示中"] * 3
    assert close(office, approved) == Closed(NUMBERS, ())
    assert states() == ["已立项"] * 3
    assert Publicity.get().closed_at == "2023-11-27T17:30:00"
    with pytest.raises(RuleBroken, match="没有正在进行的公示"):
        close(office, approved)


def test_an_open_objection_holds_its_project_until_it_is_concluded(office, approved):
    post(office, approved)
    objection = object_to(office, "002")
    assert close(office, approved) == Closed((NUMBERS[0], NUMBERS[2]), (NUMBERS[1],))
    assert states() == ["已立项", "公示中", "已立项"]
    with pytest.raises(RuleBroken, match="还有 1 件异议没有办结"):
        steps.move(application_id=steps.application_id("002"), target=State.ESTABLISHED, by="周喆", at=AT)
    assert conclude(office, objection, Outcome.DISMISSED, concluded_on=date(2023, 11, 29)) is State.ESTABLISHED
    assert states() == ["已立项"] * 3


def test_of_two_objections_the_last_one_decides(office, approved):
    post(office, approved)
    first, second = object_to(office, "002"), object_to(office, "002", objector="李喆")
    close(office, approved)
    assert conclude(office, first, Outcome.DISMISSED) is State.PUBLISHED
    assert conclude(office, second, Outcome.CORRECTED) is State.ESTABLISHED


@pytest.mark.parametrize(
    ("outcome", "state", "upheld"),
    [
        (Outcome.DISMISSED, "公示中", False),
        (Outcome.CORRECTED, "公示中", True),
        (Outcome.BACK, "修改中", True),
        (Outcome.OUT, "未立项", True),
    ],
)
def test_what_an_objection_makes_of_its_project(office, approved, outcome, state, upheld):
    post(office, approved)
    objection = object_to(office, "002")
    assert conclude(office, objection, outcome) == state
    assert states() == ["公示中", state, "公示中"]
    row = Objection.get()
    assert (row.concluded_on, row.conclusion, row.upheld) == ("2023-11-24", "经核查属实", upheld)
    with pytest.raises(RuleBroken, match="已经办结"):
        conclude(office, objection, outcome)


def revised_again(office, number):
    """Back from 修改中, by the straight way."""
    mine = steps.application_id(number)

    def again():
        Revision.create(application=mine, received_at=AT, confirmed_by="周喆", confirmed_at=AT)
        Application.update(state=State.APPROVED).where(Application.id == mine).execute()

    office.ledger.run("再审定", again)


def test_a_project_that_left_a_list_does_not_step_back_on_it(office, approved):
    post(office, approved)
    conclude(office, object_to(office, "002"), Outcome.BACK)
    revised_again(office, "002")
    again = {"application_id": steps.application_id("002"), "target": State.PUBLISHED, "by": "周喆", "at": AT}
    with pytest.raises(RuleBroken, match="只能由开始公示得来"):
        office.ledger.run("公示", steps.move, **again)
    assert post(office, approved, date(2023, 11, 24)).numbers == (NUMBERS[1],)


def test_an_objection_left_open_on_an_earlier_list_holds_the_project_on_its_next_one(office, approved):
    post(office, approved)
    first, second = object_to(office, "002"), object_to(office, "002", objector="李喆")
    conclude(office, first, Outcome.BACK)
    close(office, approved)
    revised_again(office, "002")
    post(office, approved, date(2023, 11, 28))
    over = datetime(2023, 12, 5, 17, 30)
    assert publicity.expiry(approved, over) == Closed((), (NUMBERS[1],))
    assert conclude(office, second, Outcome.DISMISSED, concluded_on=date(2023, 11, 29)) is State.PUBLISHED
    assert close(office, approved, over) == Closed((NUMBERS[1],), ())
    assert states() == ["已立项"] * 3


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.DISMISSED, "审定通过"), (Outcome.BACK, "修改中"), (Outcome.OUT, "未立项")],
)
def test_an_upheld_objection_takes_effect_though_the_project_has_left_the_list(office, approved, outcome, state):
    post(office, approved)
    first, second = object_to(office, "002"), object_to(office, "002", objector="李喆")
    conclude(office, first, Outcome.BACK)
    revised_again(office, "002")
    assert conclude(office, second, outcome) == state
    assert states() == ["公示中", state, "公示中"]


def test_when_all_are_disputed_nothing_is_closed(office, approved):
    post(office, approved)
    for number in NUMBERS:
        object_to(office, number)
    with pytest.raises(RuleBroken, match="3 项都有未办结的异议"):
        close(office, approved)
    assert (states(), Publicity.get().closed_at) == (["公示中"] * 3, "")


def test_a_list_that_everybody_left_is_no_longer_up(office, approved):
    post(office, approved)
    for number in NUMBERS:
        conclude(office, object_to(office, number), Outcome.BACK)
    assert Publicity.get().closed_at == AT


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"objector": " "}, "实名"),
        ({"objector": "匿名"}, "实名"),
        ({"contact": ""}, "联系方式"),
        ({"content": "　"}, "书面"),
        ({"received_on": date(2023, 11, 19)}, "不在公示期内"),
        ({"received_on": date(2023, 11, 28)}, "不在公示期内"),
    ],
)
def test_an_objection_is_written_signed_and_in_time(office, approved, said, refused):
    post(office, approved)
    with pytest.raises(RuleBroken, match=refused):
        object_to(office, "002", **said)
    assert Objection.select().count() == 0


def test_only_what_is_posted_can_be_objected_to(office, approved):
    with pytest.raises(RuleBroken, match="没有正在公示"):
        object_to(office, "002")


@pytest.mark.parametrize(
    ("said", "refused"),
    [({"conclusion": ""}, "核查结论"), ({"concluded_on": date(2023, 11, 21)}, "早于收到异议的日期")],
)
def test_a_conclusion_is_written_and_comes_after(office, approved, said, refused):
    post(office, approved)
    objection = object_to(office, "002")
    with pytest.raises(RuleBroken, match=refused):
        conclude(office, objection, Outcome.DISMISSED, **said)


def test_a_list_posted_by_mistake_comes_down_and_is_posted_anew(office, approved):
    wrong = post(office, approved, date(2023, 11, 19))
    taken = office.ledger.run(
        "撤下",
        publicity.withdraw_publicity,
        publicity_id=wrong.publicity_id,
        reason="张贴日期有误",
        by="周喆",
        at=AT,
    )
    assert (taken, states()) == (3, ["审定通过"] * 3)
    assert post(office, approved).last == date(2023, 11, 27)
    assert close(office, approved) == Closed(NUMBERS, ())
    assert PublicityItem.select().count() == 6


def test_a_project_that_was_filled_in_has_its_own_list(office, approved):
    """递补: another list runs beside the first."""
    office.ledger.run("放", lambda: Application.update(state=State.REVISED).where(Application.id == 3).execute())
    post(office, approved)
    office.ledger.run("审定", steps.move, application_id=3, target=State.APPROVED, by="周喆", at=AT)
    post(office, approved, date(2023, 11, 24))
    assert close(office, approved) == Closed(NUMBERS[:2], ())
    with pytest.raises(RuleBroken, match="2023-12-01 17:30 期满"):
        close(office, approved)
    assert close(office, approved, datetime(2023, 12, 1, 17, 30)) == Closed(NUMBERS[2:], ())
