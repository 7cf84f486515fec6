"""The steps of a season, from what the notice says and, between its deadlines, from the back-planner."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

from db.enums import PhaseKind
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.timetable import back_plan
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.dashboard import SeasonPhase
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft

_DAY = timedelta(days=1)


def season(draft: RoundDraft, calendar: OfficialCalendar) -> tuple[SeasonPhase, ...]:
    """The steps in order. What neither the notice nor the plan can date is left out."""
    said = {phase.kind: phase for phase in draft.phases}
    steps: list[SeasonPhase] = []
    brewing = _dated("品牌酝酿", said.get(PhaseKind.BREWING))
    closing = _last_day(draft.submission_deadline)
    if brewing and closing:
        # Notices let 酝酿 run up to the deadline; the desk is busy long before, so the strip shows both to the end.
        brewing = SeasonPhase(brewing.name, brewing.first, min(brewing.last, closing))
    if brewing:
        steps.append(brewing)
    if closing:
        opening = _first_day(said[PhaseKind.SUBMISSION].first) if PhaseKind.SUBMISSION in said else None
        steps.append(_submission(opening, brewing, closing))
        steps += _between(draft, calendar)
    for kind, name in ((PhaseKind.CULTIVATION, "培育建设"), (PhaseKind.ACCEPTANCE, "结项验收")):
        later = _dated(name, said.get(kind))
        if later:
            steps.append(later)
    if steps and PhaseKind.CONTINUATION in said:
        steps.append(_continuation(steps[-1], draft.year))
    return tuple(steps)


def _submission(opening: date | None, brewing: SeasonPhase | None, closing: date) -> SeasonPhase:
    """The desk is open from the day the notice gives, else from the start of 酝酿, else for the fortnight before."""
    first = opening or (brewing.first if brewing else closing - 13 * _DAY)
    note = "" if opening else f"{closing:%m-%d} 截止"
    return SeasonPhase("申报收件", min(first, closing), closing, note)


def _between(draft: RoundDraft, calendar: OfficialCalendar) -> list[SeasonPhase]:
    try:
        plan = back_plan(
            calendar,
            submission_deadline=draft.submission_deadline,
            establishment_deadline=draft.establishment_deadline,
            publicity_workdays=draft.publicity_workdays,
        )
    except RuleBroken:
        return []
    review, revision, approval, publicity = plan.steps
    target = plan.establishment
    return [
        _planned("专家评审", review.first, review.last, target),
        _planned("修改审定", revision.first, approval.last, target),
        _planned("立项公示", publicity.first, publicity.last, target),
    ]


def _planned(name: str, first: date, last: date, target: date | None) -> SeasonPhase:
    tight = target is not None and last > target
    return SeasonPhase(name, first, last, f"{first:%m-%d} — {last:%m-%d} 超期" if tight else "", tight)


def _dated(name: str, phase: PhaseDraft | None) -> SeasonPhase | None:
    if phase is None:
        return None
    last = _last_day(phase.last or phase.first)
    first = _first_day(phase.first) or last
    if first is None or last is None:
        return None
    months_only = len(phase.first) == 7 or len(phase.last) == 7
    note = (
        f"{first:%Y-%m} — {last:%Y-%m}" if months_only and (first.year, first.month) != (last.year, last.month) else ""
    )
    return SeasonPhase(name, first, last, note or (f"{first:%Y-%m}" if months_only else ""))


def _continuation(before: SeasonPhase, year: int) -> SeasonPhase:
    first = before.last + _DAY
    return SeasonPhase("持续建设", first, first + 365 * _DAY, f"转入 {year + 1} 年批次")


def _first_day(text: str) -> date | None:
    if not text:
        return None
    return date.fromisoformat(text[:10] if len(text) >= 10 else f"{text}-01")


def _last_day(text: str) -> date | None:
    if not text:
        return None
    if len(text) >= 10:
        return date.fromisoformat(text[:10])
    year, month = int(text[:4]), int(text[5:7])
    return date(year, month, months.monthrange(year, month)[1])
