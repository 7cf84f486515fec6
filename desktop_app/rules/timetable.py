"""The back-planner: do review, revision, approval and publicity fit between the close of submissions and 立项?"""

from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from desktop_app.rules.deadlines import deadline_day
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workdays import (
    extended_by_weekends,
    first_workday,
    is_estimated,
    is_workday,
    last_workday,
    workdays_between,
)
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.timetable import StepLengths, Timetable, TimetableStep

PUBLICITY: Final = "公示"
DEFAULT_LENGTHS: Final = StepLengths()
DEFAULT_OFFICE: Final = OfficeProfile()
MOST_WORKDAYS: Final = 200  # of one step
_MARGIN_YEARS: Final = 5  # four steps of 200 working days reach no further from the two dates
_WEEKDAYS: Final = "一二三四五六日"


def round_plan(draft: RoundDraft, calendar: OfficialCalendar, office: OfficeProfile = DEFAULT_OFFICE) -> Timetable:
    """The plan of a round with the office's own lengths. RuleBroken for a round that has no submission deadline yet,
    and as `back_plan` does.
    """
    return back_plan(
        calendar,
        submission_deadline=draft.submission_deadline,
        establishment_deadline=draft.establishment_deadline,
        publicity_workdays=draft.publicity_workdays,
        lengths=StepLengths(office.review_workdays, office.revision_workdays, office.approval_workdays),
        posting_day_counts=office.publicity_first_counts,
    )


def check_lengths(office: OfficeProfile) -> None:
    """RuleBroken for lengths of the office's own that no plan can be made with."""
    lengths = StepLengths(office.review_workdays, office.revision_workdays, office.approval_workdays)
    _checked_lengths(lengths, 1, 0)


def back_plan(
    calendar: OfficialCalendar,
    *,
    submission_deadline: str,
    establishment_deadline: str,
    publicity_workdays: int,
    lengths: StepLengths = DEFAULT_LENGTHS,
    posting_day_counts: bool = False,
    posting_wait: int = 0,
) -> Timetable:
    """Plan the steps both ways. Deadlines are texts as the round keeps them; `establishment_deadline` may be "".

    `posting_wait`: working days by which the list goes up later than it could. A plan, so a year without a table is
    counted by weekends and flagged. RuleBroken for a text that is no deadline and for lengths that are none.
    """
    needs = _checked_lengths(lengths, publicity_workdays, posting_wait)
    posting = _Posting(posting_day_counts, posting_wait)
    submission = deadline_day(submission_deadline)
    target = deadline_day(establishment_deadline) if establishment_deadline else None
    dates = [submission] if target is None else [submission, target]
    guess = extended_by_weekends(calendar, min(dates).year - _MARGIN_YEARS, max(dates).year + _MARGIN_YEARS)
    steps = _forwards(guess, submission, needs, posting)
    latest_submission = None
    if target is not None:
        latest_submission, steps = _counted_back(guess, target, steps, posting)
        dates.append(latest_submission)
    dates.append(steps[-1].last)
    plan = Timetable(
        submission=submission,
        establishment=target,
        available=None if target is None else workdays_between(guess, submission, target),
        needed=sum(workdays for _, workdays in needs) + posting_wait,
        clashes=target is not None and steps[-1].last > target,
        holds_on=steps[-1].last,
        latest_submission=latest_submission,
        steps=steps,
        estimated=is_estimated(calendar, min(dates), max(dates)),
        sentences=(),
    )
    missing = sorted(set(range(min(dates).year, max(dates).year + 1)) - calendar.years)
    return replace(plan, sentences=(*_verdict(plan), *_resting_days(guess, plan), *_estimates(missing)))


class _Posting(NamedTuple):
    """The day a list goes up: whether it is one of the days of 公示, and how many working days it waits."""

    counts: bool
    wait: int


def _checked_lengths(lengths: StepLengths, publicity_workdays: int, wait: int) -> tuple[tuple[str, int], ...]:
    needs = (
        ("评审", lengths.review),
        ("修改完善", lengths.revision),
        ("审定", lengths.approval),
        (PUBLICITY, publicity_workdays),
    )
    for name, workdays in (*needs, ("张贴前等待", wait)):
        least = 1 if name == PUBLICITY else 0
        if not least <= workdays <= MOST_WORKDAYS:
            what = f"{name}的工作日数是 {workdays}，应当在 {least} 到 {MOST_WORKDAYS} 之间。"
            raise RuleBroken(what, "请改正天数。")
    return needs


def _forwards(
    calendar: OfficialCalendar, submission: date, needs: tuple[tuple[str, int], ...], posting: _Posting
) -> tuple[TimetableStep, ...]:
    steps, end = [], submission
    for name, workdays in needs:
        # What takes no day of its own, and posting where its day does not count, falls on the day the step before ends.
        if name == PUBLICITY and posting.wait:
            end = last_workday(calendar, end, posting.wait)
        joins = workdays == 0 or (name == PUBLICITY and not posting.counts)
        first = end if joins else last_workday(calendar, end, 1)
        end = last_workday(calendar, end, workdays) if workdays else end
        steps.append(TimetableStep(name, workdays, first, end, None, None))
    return tuple(steps)


def _counted_back(
    calendar: OfficialCalendar, target: date, steps: tuple[TimetableStep, ...], posting: _Posting
) -> tuple[date, tuple[TimetableStep, ...]]:
    """The latest close of submissions, and the steps with their latest days."""
    counted, end = [], first_workday(calendar, target, 1)
    for step in reversed(steps):
        first, last = end, end
        if step.workdays:
            first = first_workday(calendar, end, step.workdays)
            end = first_workday(calendar, first, 1, include_last=False)
        joins = step.name == PUBLICITY and not posting.counts
        counted.append(replace(step, latest_first=end if joins else first, latest_last=last))
        if step.name == PUBLICITY and posting.wait:
            end = first_workday(calendar, end, posting.wait + 1)
    return end, tuple(reversed(counted))


def _verdict(plan: Timetable) -> list[str]:
    steps = "、".join(f"{step.name} {step.workdays} 天" for step in plan.steps if step.workdays)
    wait = plan.needed - sum(step.workdays for step in plan.steps)
    needs = f"{steps}{f'、张贴前等待 {wait} 天' if wait else ''}，共需 {plan.needed} 个工作日"
    posting = plan.steps[-1]
    earliest = (
        f"立项日期最早可定在 {_said(plan.holds_on, plan)}（{_said(posting.first, plan)}张贴公示，"
        f"公示到 {_said(posting.last, plan)}）。"
    )
    if plan.establishment is None or plan.available is None or plan.latest_submission is None:
        return [f"没有写立项日期。{needs}，{earliest}"]
    submission, target = _said(plan.submission, plan), _said(plan.establishment, plan)
    if plan.establishment <= plan.submission:
        return [f"立项日期 {target}不在申报截止 {submission}之后。", f"{needs}，{earliest}"]
    between = f"申报 {submission}截止、{target}立项，其间只有 {plan.available} 个工作日"
    if not plan.clashes:
        spare = plan.available - plan.needed
        return [f"{between.replace('只有', '有')}；{needs}，时间够用，余 {spare} 个工作日。", _latest_days(plan)]
    return [
        f"{between}；{needs}，还差 {plan.needed - plan.available} 个，时间安排有冲突。",
        f"申报截止不变，{earliest}",
        f"立项日期不变，申报截止最迟应为 {_said(plan.latest_submission, plan)}。{_latest_days(plan)}",
    ]


def _latest_days(plan: Timetable) -> str:
    said = [
        words.format(_said(step.latest_last, plan))
        for step, words in zip(plan.steps, ("评审最迟 {}完成", "定稿最迟 {}交齐", "审定最迟 {}完成"), strict=False)
        if step.latest_last and step.workdays
    ]
    posted = plan.steps[-1].latest_first
    return "，".join(said + ([f"公示最迟 {_said(posted, plan)}张贴"] if posted else [])) + "。"


def _resting_days(calendar: OfficialCalendar, plan: Timetable) -> list[str]:
    named = (("申报截止", plan.submission), ("立项日期", plan.establishment))
    return [
        f"{name} {_said(day, plan)}（星期{_WEEKDAYS[day.weekday()]}）不是工作日。"
        for name, day in named
        if day is not None and not is_workday(calendar, day)
    ]


def _estimates(missing: list[int]) -> list[str]:
    if not missing:
        return []
    years = "、".join(str(year) for year in missing)
    return [f"还没有 {years} 年的放假安排，这里暂按周末推算；载入后请再核对。"]


def _said(day: date, plan: Timetable) -> str:
    """11月20日, with its year when that is not the year in which submissions close."""
    text = f"{day.month}月{day.day}日"
    return text if day.year == plan.submission.year else f"{day.year}年{text}"
