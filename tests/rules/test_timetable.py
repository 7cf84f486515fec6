from datetime import date

import pytest

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.timetable import back_plan
from desktop_app.rules.workdays import official_calendar
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.timetable import StepLengths, Timetable, TimetableStep
from resources.holidays import official_tables

CALENDAR = official_calendar({year: days for year, days in official_tables().items() if year <= 2026})


def november(day: int) -> date:
    return date(2023, 11, day)


def plan(submission: str, establishment: str, **wishes: object) -> Timetable:
    settings = {"publicity_workdays": 5, **wishes}
    return back_plan(CALENDAR, submission_deadline=submission, establishment_deadline=establishment, **settings)  # type: ignore[arg-type]


def test_the_notices_own_timetable_clashes_and_what_would_hold_is_said() -> None:
    assert plan("2023-11-10", "2023-11-20") == Timetable(
        submission=november(10),
        establishment=november(20),
        available=6,
        needed=12,
        clashes=True,
        holds_on=november(28),
        latest_submission=november(2),
        steps=(
            TimetableStep("评审", 3, november(13), november(15), november(3), november(7)),
            TimetableStep("修改完善", 3, november(16), november(20), november(8), november(10)),
            TimetableStep("审定", 1, november(21), november(21), november(13), november(13)),
            TimetableStep("公示", 5, november(21), november(28), november(13), november(20)),
        ),
        estimated=False,
        sentences=(
            (
                "申报 11月10日截止、11月20日立项，其间只有 6 个工作日；评审 3 天、修改完善 3 天、审定 1 天、公示 5 天，"
                "共需 12 个工作日，还差 6 个，时间安排有冲突。"
            ),
            "申报截止不变，立项日期最早可定在 11月28日（11月21日张贴公示，公示到 11月28日）。",
            (
                "立项日期不变，申报截止最迟应为 11月2日。"
                "评审最迟 11月7日完成，定稿最迟 11月10日交齐，审定最迟 11月13日完成，公示最迟 11月13日张贴。"
            ),
        ),
    )


def test_the_date_that_holds_holds_and_the_day_before_does_not() -> None:
    held = plan("2023-11-10", "2023-11-28")
    assert (held.clashes, held.available, held.needed) == (False, 12, 12)
    assert [(step.latest_first, step.latest_last) for step in held.steps] == [
        (step.first, step.last) for step in held.steps
    ]
    assert held.sentences[0].endswith("共需 12 个工作日，时间够用，余 0 个工作日。")
    assert plan("2023-11-10", "2023-11-27").clashes


def test_the_latest_close_of_submissions_holds_too() -> None:
    assert not plan("2023-11-02 17:30", "2023-11-20").clashes
    assert plan("2023-11-03", "2023-11-20").clashes


def test_the_holiday_table_counts() -> None:
    over_national_day = plan("2025-09-20", "2025-10-11")
    assert (over_national_day.holds_on, over_national_day.available) == (date(2025, 10, 13), 11)
    assert "申报截止 9月20日（星期六）不是工作日。" in over_national_day.sentences


def test_the_offices_own_lengths_are_planned_with() -> None:
    short = plan("2023-11-10", "2023-11-20", publicity_workdays=3, lengths=StepLengths(1, 1, 1))
    assert (short.clashes, short.needed, short.holds_on) == (False, 6, november(20))


def test_approval_and_posting_may_fall_on_the_day_the_revision_ends() -> None:
    steps = plan("2023-11-10", "2023-11-20", lengths=StepLengths(review=1, revision=0, approval=0)).steps
    assert steps == (
        TimetableStep("评审", 1, november(13), november(13), november(13), november(13)),
        TimetableStep("修改完善", 0, november(13), november(13), november(13), november(13)),
        TimetableStep("审定", 0, november(13), november(13), november(13), november(13)),
        TimetableStep("公示", 5, november(13), november(20), november(13), november(20)),
    )


def test_a_day_of_posting_that_counts_is_the_first_of_the_five() -> None:
    posting = plan("2023-11-10", "2023-11-20", posting_day_counts=True).steps[-1]
    assert posting == TimetableStep("公示", 5, november(22), november(28), november(14), november(20))


def test_a_notice_without_a_date_for_establishment_gets_the_earliest_one() -> None:
    open_end = plan("2023-11-10", "")
    assert (open_end.clashes, open_end.available, open_end.latest_submission) == (False, None, None)
    assert open_end.holds_on == november(28)
    assert open_end.sentences[0].startswith("没有写立项日期。")


def test_establishment_before_the_close_is_said() -> None:
    turned = plan("2023-11-10", "2023-11-01")
    assert turned.clashes
    assert turned.sentences[0] == "立项日期 11月1日不在申报截止 11月10日之后。"


def test_a_year_without_a_table_is_estimated_and_named() -> None:
    over_the_year = plan("2026-12-18", "2027-01-15")
    assert over_the_year.estimated
    assert over_the_year.sentences[-1] == "还没有 2027 年的放假安排，这里暂按周末推算；载入后请再核对。"
    assert "2027年1月15日" in over_the_year.sentences[0]
    bare = OfficialCalendar(frozenset({2023}), {})
    held = back_plan(bare, submission_deadline="2023-11-10", establishment_deadline="", publicity_workdays=5)
    assert not held.estimated


@pytest.mark.parametrize(
    "wishes",
    [{"publicity_workdays": 0}, {"publicity_workdays": 201}, {"lengths": StepLengths(review=-1)}],
)
def test_lengths_that_are_none_are_refused(wishes: dict[str, object]) -> None:
    with pytest.raises(RuleBroken, match="工作日数"):
        plan("2023-11-10", "2023-11-20", **wishes)


def test_the_longest_steps_do_not_leave_the_calendar() -> None:
    longest = plan("2099-12-31", "2000-01-01", publicity_workdays=200, lengths=StepLengths(200, 200, 200))
    assert (longest.needed, longest.estimated) == (800, True)
