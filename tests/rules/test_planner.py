"""The plan of a round step by step: as planned, at the latest, and as what happened moves it on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.enums import PhaseKind
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.plan_moves import adopted, basis_of, differences, later_steps, lengthened, moved, placed
from desktop_app.rules.plan_words import state_words
from desktop_app.rules.planner import fit_of, season_plan, signed_workdays
from desktop_app.rules.workdays import official_calendar, workdays_between
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.planner import (
    Fit,
    LaterStep,
    Moved,
    PlanBasis,
    PlanKey,
    PlannedStep,
    SeasonFacts,
    SeasonPlan,
    StepRecord,
)
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft
from resources.holidays import official_tables

CALENDAR = official_calendar({year: days for year, days in official_tables().items() if year <= 2026})
NOTICE = PlanBasis("2023-11-10", "2023-11-20")
HELD = PlanBasis("2023-11-10", "2023-11-28")
K, F = PlanKey, Fit


def november(day: int) -> date:
    return date(2023, 11, day)


BEFORE = november(1)


def plan(basis: PlanBasis = NOTICE, facts: SeasonFacts | None = None, today: date = BEFORE) -> SeasonPlan:
    return season_plan(CALENDAR, basis, facts or SeasonFacts(), today)


def told(found: SeasonPlan) -> list[tuple[str, date, date | None, int | None, Fit]]:
    return [(each.name, each.expected_last, each.latest_last, each.slack, each.fit) for each in found.steps]


def test_the_notices_own_clash_step_by_step() -> None:
    found = plan()
    assert told(found) == [
        ("申报截止", november(10), november(2), -6, F.SHORT),
        ("材料补正", november(17), november(15), -2, F.SHORT),
        ("专家评审", november(15), november(7), -6, F.SHORT),
        ("修改完善", november(20), november(10), -6, F.SHORT),
        ("部门审定", november(21), november(13), -6, F.SHORT),
        ("公示张贴", november(21), november(13), -6, F.SHORT),
        ("公示期", november(28), november(20), -6, F.SHORT),
        ("立项", november(28), november(20), -6, F.SHORT),
    ]
    assert found.step(K.PUBLICITY) == PlannedStep(
        key=K.PUBLICITY,
        name="公示期",
        workdays=5,
        first=november(22),
        last=november(28),
        latest_first=november(14),
        latest_last=november(20),
        expected_first=november(22),
        expected_last=november(28),
        available=0,
        slack=-6,
        fit=F.SHORT,
        ended=None,
        said="",
        estimated=False,
    )
    assert (found.fit, state_words(found)) == (F.SHORT, "立项 11-20 · 最早 11-28 · 还差 6 个工作日")
    assert found.sentences[1:] == (
        "申报截止不变，立项日期最早可定在 11月28日（11月21日张贴公示，公示到 11月28日）。",
        (
            "立项日期不变，申报截止最迟应为 11月2日。"
            "评审最迟 11月7日完成，定稿最迟 11月10日交齐，审定最迟 11月13日完成，公示最迟 11月13日张贴。"
        ),
        (
            "截止当天列出的补正清单，5 个工作日到 11月17日期满，评审 11月15日结束："
            "最迟 11月8日列出，补齐的才赶得上评审。"
        ),
    )


def test_the_date_that_holds_leaves_nothing_to_spare() -> None:
    found = plan(HELD)
    assert [each.slack for each in found.steps] == [0, -2, 0, 0, 0, 0, 0, 0]
    assert [each.available for each in found.steps] == [None, 3, 3, 3, 1, None, 5, None]
    assert found.fit is F.TIGHT
    assert plan(replace(HELD, establishment_deadline="2023-11-27")).fit is F.SHORT
    assert plan(replace(HELD, establishment_deadline="2023-11-30")).fit is F.ENOUGH


def test_a_term_of_correction_that_ends_with_the_review_is_in_time() -> None:
    fitting = plan(replace(HELD, correction=3)).step(K.CORRECTION)
    assert (fitting.slack, fitting.latest_first, fitting.fit) == (0, november(10), F.TIGHT)


def test_the_day_of_posting_may_wait_and_may_count() -> None:
    waiting = plan(replace(HELD, posting_wait=2))
    assert (waiting.step(K.POSTING).last, waiting.steps[-1].last) == (november(23), november(30))
    assert "张贴前等待 2 天，共需 14 个工作日" in waiting.sentences[0]
    counting = plan(replace(HELD, posting_day_counts=True))
    assert (counting.step(K.POSTING).last, counting.step(K.PUBLICITY).first) == (november(22), november(22))
    assert counting.steps[-1].last == november(28)
    both = plan(replace(HELD, posting_day_counts=True, posting_wait=1, establishment_deadline="2023-12-05"))
    assert (both.step(K.POSTING).last, both.step(K.POSTING).latest_last) == (november(23), november(29))


def test_without_a_day_for_establishment_nothing_is_short_but_the_correction() -> None:
    found = plan(replace(NOTICE, establishment_deadline=""))
    assert [each.fit for each in found.steps if each.key is not K.CORRECTION] == [F.UNKNOWN] * 7
    assert state_words(found) == "没有写立项日期 · 最早 11-28"


UNDER_WAY = SeasonFacts(
    {
        K.SUBMISSION: StepRecord(through=86, of=86),
        K.CORRECTION: StepRecord(None, november(17), 84, 86),
        K.REVIEW: StepRecord(november(13), november(16), 86, 86, over=True),
        K.REVISION: StepRecord(november(17), november(20), 12, 40),
        K.APPROVAL: StepRecord(None, None, 0, 40),
    }
)


def test_what_happened_moves_on_what_is_to_come() -> None:
    found = plan(HELD, UNDER_WAY, november(21))
    assert [(each.name, each.expected_first, each.expected_last, each.slack, each.fit) for each in found.steps] == [
        ("申报截止", november(10), november(10), None, F.DONE),
        ("材料补正", november(10), november(17), None, F.UNKNOWN),
        ("专家评审", november(13), november(16), -1, F.DONE),
        ("修改完善", november(17), november(21), -1, F.SHORT),
        ("部门审定", november(22), november(22), -1, F.SHORT),
        ("公示张贴", november(22), november(22), -1, F.SHORT),
        ("公示期", november(23), november(29), -1, F.SHORT),
        ("立项", november(29), november(29), -1, F.SHORT),
    ]
    assert [each.said for each in found.steps] == [
        "已截止，已收 86 项",
        "2 项待补正，最晚 11-17 到期",
        "评定 86 项",
        "定稿已收 12/40",
        "",
        "",
        "",
        "",
    ]
    assert found.sentences == (
        "照现在的进度，最早 11月29日立项，比定下的 11月28日晚 1 个工作日，时间安排有冲突。",
        "立项日期改为 11月29日即可；不改，余下各步共要压缩 1 个工作日。",
    )


def test_time_made_up_is_time_to_spare() -> None:
    early = SeasonFacts({K.REVIEW: StepRecord(november(13), november(13), 86, 86, over=True)})
    found = plan(HELD, early, november(14))
    assert (found.steps[-1].expected_last, found.steps[-1].slack) == (november(24), 2)
    assert found.step(K.REVISION).available == 5
    assert found.sentences == (
        "照现在的进度，最早 11月24日立项，11月28日前余 2 个工作日。",
        "定稿最迟 11月20日交齐，审定最迟 11月21日完成，公示最迟 11月21日张贴。",
    )


def test_a_step_that_began_late_has_its_length_from_then_on() -> None:
    late = SeasonFacts({K.REVIEW: StepRecord(november(15), None, 0, 86)})
    review = plan(HELD, late, november(15)).step(K.REVIEW)
    assert (review.expected_first, review.expected_last, review.available) == (november(15), november(17), 1)


def test_a_step_that_was_never_begun_begins_today_at_the_earliest() -> None:
    found = plan(HELD, SeasonFacts(), november(18))  # a Saturday
    review = found.step(K.REVIEW)
    assert (review.expected_first, review.expected_last) == (november(20), november(22))
    assert found.steps[-1].expected_last == date(2023, 12, 5)


POSTED = SeasonFacts(
    {
        **{
            key: StepRecord(november(13), november(20), 40, 40, over=True) for key in (K.REVIEW, K.REVISION, K.APPROVAL)
        },
        K.CORRECTION: StepRecord(through=86, of=86, over=True),
        K.POSTING: StepRecord(november(20), november(20), over=True),
        K.PUBLICITY: StepRecord(november(20), november(27), 0, 40),
    }
)


def test_a_list_that_is_up_has_its_days() -> None:
    found = plan(HELD, POSTED, november(22))
    assert told(found)[5:] == [
        ("公示张贴", november(20), november(21), 1, F.DONE),
        ("公示期", november(27), november(28), 1, F.TIGHT),
        ("立项", november(27), november(28), 1, F.TIGHT),
    ]
    assert found.step(K.PUBLICITY).available is None
    assert [found.step(key).said for key in (K.CORRECTION, K.POSTING, K.PUBLICITY)] == [
        "没有待补正的",
        "已张贴",
        "公示到 11-27",
    ]


@pytest.mark.parametrize(
    ("ended", "held", "words"),
    [
        (november(27), 0, "已于 11月27日立项，没有超过定下的日期。"),
        (november(30), 1, "已于 11月30日立项，比定下的 11月28日晚 2 个工作日，1 项因异议暂缓。"),
    ],
)
def test_what_is_established_is_told_as_it_was(ended: date, held: int, words: str) -> None:
    done = {K.PUBLICITY: StepRecord(november(20), november(27), 39, 40, over=True)}
    done[K.ESTABLISHMENT] = StepRecord(None, ended, 40 - held, 40, over=True)
    found = plan(HELD, SeasonFacts({**POSTED.steps, **done}, held), date(2023, 12, 1))
    assert (found.fit, found.sentences) == (F.DONE, (words,))
    assert state_words(found) == f"{ended:%m-%d} 已立项"


def test_a_year_without_a_table_is_guessed_and_counted_anew_when_the_table_is_there() -> None:
    basis = PlanBasis("2024-09-06", "2024-09-24")
    known = OfficialCalendar(frozenset({2023}), {})
    guessed = season_plan(known, basis, SeasonFacts(), date(2024, 9, 1))
    assert (guessed.steps[-1].last, guessed.missing_years) == (date(2024, 9, 24), (2024,))
    assert all(each.estimated for each in guessed.steps)
    assert guessed.sentences[-1] == "还没有 2024 年的放假安排，暂按周末推算；载入以后自动按放假安排重算。"
    assert state_words(guessed).endswith("暂按周末推算")
    counted = season_plan(CALENDAR, basis, SeasonFacts(), date(2024, 9, 1))  # 中秋 rests on two working days
    assert (counted.steps[-1].last, counted.missing_years) == (date(2024, 9, 25), ())
    assert not any(each.estimated for each in counted.steps)


def test_a_plan_over_the_year_is_guessed_only_where_it_is() -> None:
    found = season_plan(CALENDAR, PlanBasis("2026-12-18", ""), SeasonFacts(), date(2026, 12, 1))
    assert [each.key for each in found.steps if each.estimated] == [K.PUBLICITY, K.ESTABLISHMENT]
    assert found.missing_years == (2027,)
    counted_back = season_plan(CALENDAR, PlanBasis("2026-12-01", "2027-01-29"), SeasonFacts(), date(2026, 11, 2))
    assert counted_back.step(K.REVIEW).last == date(2026, 12, 4)
    assert all(each.estimated for each in counted_back.steps)


@pytest.mark.parametrize(
    ("slack", "fit"), [(None, F.UNKNOWN), (-1, F.SHORT), (0, F.TIGHT), (1, F.TIGHT), (2, F.ENOUGH)]
)
def test_one_day_to_spare_is_tight(slack: int | None, fit: Fit) -> None:
    assert fit_of(slack) is fit


LENGTH = st.integers(0, 15)
DAYS = st.dates(date(2023, 1, 5), date(2024, 6, 30))


@given(DAYS, LENGTH, LENGTH, LENGTH, st.integers(1, 15), st.integers(0, 60), st.booleans(), st.integers(0, 5))
def test_slack_is_what_the_day_of_establishment_leaves(
    close: date, review: int, revision: int, approval: int, publicity: int, more: int, counts: bool, wait: int
) -> None:
    """Whatever the lengths: forwards and back meet, and each later day of 立项 gives every step as much."""
    basis = PlanBasis(close.isoformat(), "", 5, review, revision, approval, publicity, wait, counts)
    earliest = season_plan(CALENDAR, basis, SeasonFacts(), close).steps[-1].last
    target = earliest
    while workdays_between(CALENDAR, earliest, target) < more:
        target = date.fromordinal(target.toordinal() + 1)
    dated = season_plan(CALENDAR, replace(basis, establishment_deadline=target.isoformat()), SeasonFacts(), close)
    assert [each.slack for each in dated.steps if each.key is not K.CORRECTION] == [more] * 7


def test_signed_days_are_counted_both_ways() -> None:
    assert signed_workdays(CALENDAR, november(15), november(20)) == 3
    assert signed_workdays(CALENDAR, november(20), november(15)) == -3


# Trying out -----------------------------------------------------------------------------------------------------------


def test_dates_move_by_working_days_and_keep_their_hour() -> None:
    found = plan(replace(NOTICE, submission_deadline="2023-11-10 17:30"))
    assert moved(found, K.SUBMISSION, 1, CALENDAR).submission_deadline == "2023-11-13 17:30"
    assert moved(found, K.SUBMISSION, -1, CALENDAR).submission_deadline == "2023-11-09 17:30"
    assert moved(found, K.ESTABLISHMENT, 6, CALENDAR).establishment_deadline == "2023-11-28"
    undated = plan(replace(NOTICE, establishment_deadline=""))
    assert moved(undated, K.ESTABLISHMENT, 1, CALENDAR).establishment_deadline == "2023-11-29"
    holiday = plan(PlanBasis("2023-09-28", ""))
    assert moved(holiday, K.SUBMISSION, 1, CALENDAR).submission_deadline == "2023-10-07"


def test_lengths_move_within_what_can_be_meant() -> None:
    found = plan()
    assert moved(found, K.REVIEW, 2, CALENDAR) == replace(NOTICE, review=5)
    assert moved(found, K.APPROVAL, -5, CALENDAR) == replace(NOTICE, approval=0)
    assert moved(found, K.PUBLICITY, -9, CALENDAR) == replace(NOTICE, publicity=1)
    assert moved(found, K.POSTING, -1, CALENDAR) == NOTICE
    with pytest.raises(RuleBroken, match="天数是 0，应当在 1 到 60 之间"):
        lengthened(NOTICE, K.PUBLICITY, 0)


def test_a_list_goes_up_on_a_working_day_after_the_approval() -> None:
    found = plan()
    assert placed(found, K.POSTING, november(23), CALENDAR) == replace(NOTICE, posting_wait=2)
    assert placed(found, K.POSTING, november(21), CALENDAR) == NOTICE
    for day in (november(20), november(25)):
        with pytest.raises(RuleBroken, match="最早 2023-11-21"):
            placed(found, K.POSTING, day, CALENDAR)
    counting = plan(replace(NOTICE, posting_day_counts=True))
    assert placed(counting, K.POSTING, november(23), CALENDAR).posting_wait == 1


ROUND = RoundDraft(
    2023,
    "2023 年批次",
    submission_deadline="2023-11-10",
    establishment_deadline="2023-11-20",
    phases=(
        PhaseDraft(PhaseKind.SUBMISSION, "", "2023-11-10"),
        PhaseDraft(PhaseKind.ESTABLISHMENT, "", "2023-11-20"),
        PhaseDraft(PhaseKind.CULTIVATION, "2023-11", "2024-08"),
        PhaseDraft(PhaseKind.ACCEPTANCE, "2024-08", "2024-08"),
    ),
)


def test_what_was_tried_becomes_the_round_and_the_office() -> None:
    office = OfficeProfile(review_workdays=4)
    basis = basis_of(ROUND, office)
    assert (basis, differences(basis, basis)) == (replace(NOTICE, review=4), ())
    tried = replace(basis, establishment_deadline="2023-11-29", revision=2, posting_wait=1, posting_day_counts=True)
    assert differences(basis, tried) == (
        Moved("立项", "2023-11-20", "2023-11-29", of_office=False),
        Moved("修改完善", "3 个工作日", "2 个工作日", of_office=True),
        Moved("张贴当天", "不计入", "计入", of_office=True),
    )
    changed, settings = adopted(ROUND, office, tried)
    phases = (ROUND.phases[0], PhaseDraft(PhaseKind.ESTABLISHMENT, "", "2023-11-29"), *ROUND.phases[2:])
    assert changed == replace(ROUND, establishment_deadline="2023-11-29", phases=phases)
    by_month = replace(ROUND, phases=(PhaseDraft(PhaseKind.ESTABLISHMENT, "", "2023-11"),))
    assert adopted(by_month, office, tried)[0].phases == by_month.phases
    assert settings == replace(office, revision_workdays=2, publicity_first_counts=True)


def test_what_comes_after_is_said_as_far_as_the_notice_goes() -> None:
    assert later_steps(ROUND, CALENDAR, date(2024, 7, 29)) == (
        LaterStep(
            "培育建设",
            "2023-11 — 2024-08",
            date(2024, 7, 31),
            3,
            "案例、2 篇新闻稿件、专题页面和视频在验收开始前备齐",
            estimated=False,
        ),
        LaterStep(
            "结项验收", "2024-08", date(2024, 8, 30), 25, "通知只写到月份，算到当月最后一个工作日", estimated=False
        ),
    )
    alone = replace(ROUND, phases=(PhaseDraft(PhaseKind.CULTIVATION, "2023-11", ""),))
    assert later_steps(alone, CALENDAR, BEFORE) == (LaterStep("培育建设", "2023-11", None, None, "", estimated=False),)
    assert later_steps(replace(ROUND, phases=()), CALENDAR, BEFORE) == ()
