"""The back-planner of a round: every step from 申报截止 to 立项 as planned, at the latest, and as it now stands.

Planned forwards and counted back by `rules.timetable`; what has happened then moves on what is still to come. A step
that is open ends today at the earliest. 补正 goes on beside the review: it binds nobody's next step, but what it brings
must be there before the review ends (an application in 待补正 is not scored). Its first day is the one on which the
lists are made; the term begins on the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from desktop_app.rules.plan_words import sentences, standing
from desktop_app.rules.timetable import back_plan
from desktop_app.rules.workdays import (
    extended_by_weekends,
    first_workday,
    is_estimated,
    last_workday,
    workdays_between,
)
from desktop_app.shapes import shape
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.planner import (
    Fit,
    LaterStep,
    PlanBasis,
    PlanKey,
    PlannedStep,
    SeasonFacts,
    SeasonPlan,
    StepRecord,
)
from desktop_app.shapes.timetable import StepLengths, Timetable

K = PlanKey
NAMES: Final = {
    K.SUBMISSION: "申报截止",
    K.CORRECTION: "材料补正",
    K.REVIEW: "专家评审",
    K.REVISION: "修改完善",
    K.APPROVAL: "部门审定",
    K.POSTING: "公示张贴",
    K.PUBLICITY: "公示期",
    K.ESTABLISHMENT: "立项",
}
TIGHT: Final = 1  # working days to spare: one expert who falls ill takes it
_MARGIN_YEARS: Final = 6


class _Days(NamedTuple):
    """From and to."""

    first: date
    last: date


def season_plan(
    calendar: OfficialCalendar,
    basis: PlanBasis,
    facts: SeasonFacts,
    today: date,
    later: Sequence[LaterStep] = (),
) -> SeasonPlan:
    """The plan as it looks on `today`. RuleBroken for dates and lengths that no plan can be made with."""
    plan = back_plan(
        calendar,
        submission_deadline=basis.submission_deadline,
        establishment_deadline=basis.establishment_deadline,
        publicity_workdays=basis.publicity,
        lengths=StepLengths(basis.review, basis.revision, basis.approval),
        posting_day_counts=basis.posting_day_counts,
        posting_wait=basis.posting_wait,
    )
    guess = extended_by_weekends(calendar, plan.submission.year - _MARGIN_YEARS, _last_year(plan, today))
    planned = _planned(guess, basis, plan)
    expected = _expected(guess, basis, planned, facts, today)
    latest = _latest(guess, basis, plan, expected[K.REVIEW].last)
    sight, lengths = _Sight(calendar, guess, plan, facts, today), _lengths(basis)
    steps = tuple(_step(sight, key, lengths.get(key), planned[key], latest[key], expected[key]) for key in K)
    days = [
        day
        for each in steps
        for day in (each.first, each.last, each.expected_last, each.latest_first, plan.establishment)
    ]
    counted = [day for day in days if day is not None]
    missing = tuple(sorted(set(range(min(counted).year, max(counted).year + 1)) - calendar.years))
    return SeasonPlan(
        basis=basis,
        today=today,
        timetable=plan,
        steps=steps,
        later=tuple(later),
        fit=steps[-1].fit,
        sentences=sentences(plan, steps, facts, today, missing),
        missing_years=missing,
    )


def _lengths(basis: PlanBasis) -> dict[PlanKey, int]:
    return {
        K.CORRECTION: basis.correction,
        K.REVIEW: basis.review,
        K.REVISION: basis.revision,
        K.APPROVAL: basis.approval,
        K.PUBLICITY: basis.publicity,
    }


def signed_workdays(calendar: OfficialCalendar, start: date, end: date) -> int:
    """Working days from `start` to `end`; negative when the end lies before."""
    if end >= start:
        return workdays_between(calendar, start, end)
    return -workdays_between(calendar, end, start)


def fit_of(slack: int | None) -> Fit:
    """The word for so many working days to spare."""
    if slack is None:
        return Fit.UNKNOWN
    return Fit.SHORT if slack < 0 else Fit.TIGHT if slack <= TIGHT else Fit.ENOUGH


def _last_year(plan: Timetable, today: date) -> int:
    return max(plan.holds_on.year, today.year, (plan.establishment or today).year) + _MARGIN_YEARS


# As planned -----------------------------------------------------------------------------------------------------------


def _planned(calendar: OfficialCalendar, basis: PlanBasis, plan: Timetable) -> dict[PlanKey, _Days]:
    review, revision, approval, publicity = plan.steps
    counted = publicity.first if basis.posting_day_counts else last_workday(calendar, publicity.first, 1)
    return {
        K.SUBMISSION: _Days(plan.submission, plan.submission),
        K.CORRECTION: _Days(plan.submission, last_workday(calendar, plan.submission, basis.correction)),
        K.REVIEW: _Days(review.first, review.last),
        K.REVISION: _Days(revision.first, revision.last),
        K.APPROVAL: _Days(approval.first, approval.last),
        K.POSTING: _Days(publicity.first, publicity.first),
        K.PUBLICITY: _Days(counted, publicity.last),
        K.ESTABLISHMENT: _Days(plan.holds_on, plan.holds_on),
    }


# As it now looks ------------------------------------------------------------------------------------------------------


class _Clock(NamedTuple):
    """What may still happen: today at the earliest, or the next working day; while the desk is open, as planned."""

    now: date | None

    def not_before(self, day: date) -> date:
        return day if self.now is None else max(day, self.now)


def _expected(
    calendar: OfficialCalendar, basis: PlanBasis, planned: dict[PlanKey, _Days], facts: SeasonFacts, today: date
) -> dict[PlanKey, _Days]:
    """From what has happened, and from today on where nothing has."""
    closed = planned[K.SUBMISSION].last
    clock = _Clock(last_workday(calendar, today, 1, include_first=True) if today > closed else None)
    found = {K.SUBMISSION: planned[K.SUBMISSION], K.CORRECTION: _correction(planned[K.CORRECTION], facts, clock)}
    end = closed
    for key, workdays in ((K.REVIEW, basis.review), (K.REVISION, basis.revision), (K.APPROVAL, basis.approval)):
        found[key] = _going_on(calendar, end, workdays, facts.of(key), clock)
        end = found[key].last
    found[K.POSTING], found[K.PUBLICITY] = _publicity(calendar, basis, end, facts, clock)
    done = facts.of(K.ESTABLISHMENT)
    end = done.ended if done.over and done.ended else found[K.PUBLICITY].last
    found[K.ESTABLISHMENT] = _Days(end, end)
    return found


def _correction(planned: _Days, facts: SeasonFacts, clock: _Clock) -> _Days:
    """The longest term that was given; before one was, that of a list made on the day submissions close."""
    known = facts.of(K.CORRECTION)
    last = known.ended or planned.last
    settled = known.over or facts.of(K.REVIEW).over
    return _Days(min(planned.first, last), last if settled else clock.not_before(last))


def _going_on(calendar: OfficialCalendar, before: date, workdays: int, known: StepRecord, clock: _Clock) -> _Days:
    """The step after the day on which the one before ends. What is over keeps its days."""
    following = last_workday(calendar, before, 1) if workdays else before
    if known.over and known.ended:
        return _Days(min(known.begun or following, known.ended), known.ended)
    if known.begun:
        start = max(following, known.begun)
        last = last_workday(calendar, start, workdays, include_first=True) if workdays else start
        return _Days(known.begun, clock.not_before(last))
    start = clock.not_before(following)
    return _Days(start, last_workday(calendar, start, workdays, include_first=True) if workdays else start)


def _publicity(
    calendar: OfficialCalendar, basis: PlanBasis, approved: date, facts: SeasonFacts, clock: _Clock
) -> tuple[_Days, _Days]:
    """The day of posting, and the days that count. Of a list that is up, both are fixed."""
    posted, listed = facts.of(K.POSTING), facts.of(K.PUBLICITY)
    if posted.ended and listed.ended:
        day, last = posted.ended, listed.ended if listed.over else clock.not_before(listed.ended)
    else:
        waits = basis.posting_wait + basis.posting_day_counts
        day = clock.not_before(last_workday(calendar, approved, waits) if waits else approved)
        last = last_workday(calendar, day, basis.publicity, include_first=basis.posting_day_counts)
    first = day if basis.posting_day_counts else last_workday(calendar, day, 1)
    return _Days(day, day), _Days(min(first, last), last)


# At the latest --------------------------------------------------------------------------------------------------------


def _latest(
    calendar: OfficialCalendar, basis: PlanBasis, plan: Timetable, reviewed: date
) -> dict[PlanKey, tuple[date | None, date | None]]:
    """First and last day of each step, counted back from 立项; `reviewed` is when the review is expected to end."""
    review, revision, approval, publicity = plan.steps
    posting = publicity.latest_first
    counted = posting and (posting if basis.posting_day_counts else last_workday(calendar, posting, 1))
    needed = max(reviewed, review.latest_last or reviewed)
    listed = first_workday(calendar, needed, basis.correction + 1)
    return {
        K.SUBMISSION: (plan.latest_submission, plan.latest_submission),
        K.CORRECTION: (listed, needed),
        K.REVIEW: (review.latest_first, review.latest_last),
        K.REVISION: (revision.latest_first, revision.latest_last),
        K.APPROVAL: (approval.latest_first, approval.latest_last),
        K.POSTING: (posting, posting),
        K.PUBLICITY: (counted, publicity.latest_last),
        K.ESTABLISHMENT: (plan.establishment, plan.establishment),
    }


# One line -------------------------------------------------------------------------------------------------------------


@shape
class _Sight:
    """What every line is seen by."""

    calendar: OfficialCalendar  # as the tables are
    guess: OfficialCalendar  # with weekends alone where there is no table
    plan: Timetable
    facts: SeasonFacts
    today: date


def _step(
    sight: _Sight,
    key: PlanKey,
    workdays: int | None,
    planned: _Days,
    latest: tuple[date | None, date | None],
    expected: _Days,
) -> PlannedStep:
    known, today = sight.facts.of(key), sight.today
    over = known.over if key is not K.SUBMISSION else today > planned.last
    settled = over and key in (K.SUBMISSION, K.CORRECTION)
    at_last = None if settled or (key is K.CORRECTION and sight.facts.of(K.REVIEW).over) else latest[1]
    slack = None if at_last is None else signed_workdays(sight.guess, expected.last, at_last)
    fixed = over or (key is K.PUBLICITY and sight.facts.of(K.POSTING).over)
    available = None
    if workdays and at_last and not fixed:
        start = max(expected.first, today) if today > sight.plan.submission else expected.first
        running = key is not K.CORRECTION or start > expected.first
        available = workdays_between(sight.guess, start, at_last, include_first=running)
    return PlannedStep(
        key=key,
        name=NAMES[key],
        workdays=workdays,
        first=planned.first,
        last=planned.last,
        latest_first=None if at_last is None else latest[0],
        latest_last=at_last,
        expected_first=expected.first,
        expected_last=expected.last,
        available=available,
        slack=slack,
        fit=Fit.DONE if over else fit_of(slack),
        ended=(known.ended or (planned.last if key is K.SUBMISSION else None)) if over else None,
        said=standing(key, known, sight.facts, planned.last, today),
        estimated=_estimated(sight, (planned.last, expected.last), latest[0]),
    )


def _estimated(sight: _Sight, forwards: tuple[date, ...], back: date | None) -> bool:
    """Whether a year without a table was counted, onwards from the close or back from 立项."""
    target, close = sight.plan.establishment, sight.plan.submission
    spans = [(min(close, day), max(close, day)) for day in forwards]
    if back and target:
        spans.append((min(back, target), max(back, target)))
    return any(is_estimated(sight.calendar, *span) for span in spans)
