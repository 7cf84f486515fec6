"""The steps of a season, from what the notice says and, between its deadlines, from the back-planner."""

from __future__ import annotations

import calendar as months
from dataclasses import replace
from datetime import date, timedelta

from db.enums import PhaseKind
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.timetable import DEFAULT_OFFICE, round_plan
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.dashboard import Season, SeasonPhase
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft
from desktop_app.shapes.timetable import Timetable

COLLECTING = "申报收件"
_DAY = timedelta(days=1)
_FORTNIGHT = 13 * _DAY  # from its first day to its last


def season(
    draft: RoundDraft, calendar: OfficialCalendar, today: date, office: OfficeProfile = DEFAULT_OFFICE
) -> Season:
    """The steps in order, as they look on `today`. What neither the notice nor the plan can date is left out."""
    said = {phase.kind: phase for phase in draft.phases}
    closing = _last_day(draft.submission_deadline)
    plan = _plan(draft, calendar, office) if closing else None
    steps: list[SeasonPhase] = []
    brewing = _dated("品牌酝酿", said.get(PhaseKind.BREWING), draft.year)
    if brewing:
        steps.append(_beside(brewing, closing, draft.year))
    if closing:
        steps.append(_collecting(said.get(PhaseKind.SUBMISSION), brewing, closing))
    if plan:
        steps += _planned(plan, draft.year, today)
    for kind, name in ((PhaseKind.CULTIVATION, "培育建设"), (PhaseKind.ACCEPTANCE, "结项验收")):
        later = _dated(name, said.get(kind), draft.year)
        if later:
            steps.append(later)
    if steps and PhaseKind.CONTINUATION in said:
        steps.append(_continuation(steps[-1], draft.year))
    return Season(tuple(steps), _doubt(plan, draft, today) if plan else "")


def planned_years(
    draft: RoundDraft, calendar: OfficialCalendar, office: OfficeProfile = DEFAULT_OFFICE
) -> tuple[int, ...]:
    """The years in which days of 公示 and of the steps before it are counted; () when there is nothing to plan."""
    plan = _plan(draft, calendar, office) if draft.submission_deadline else None
    return tuple(range(plan.submission.year, plan.holds_on.year + 1)) if plan else ()


def _plan(draft: RoundDraft, calendar: OfficialCalendar, office: OfficeProfile) -> Timetable | None:
    try:
        return round_plan(draft, calendar, office)
    except RuleBroken:  # a date or a number of days that the round's own form refuses; it is told there
        return None


def _beside(brewing: SeasonPhase, closing: date | None, year: int) -> SeasonPhase:
    """酝酿 as notices have it goes on while the desk is open: the strip then names one deadline, not the same twice."""
    if closing is None or brewing.last != closing or brewing.first == closing:
        return brewing
    return replace(brewing, note=f"{_day(brewing.first, year)} 起，至截止")


def _collecting(said: PhaseDraft | None, brewing: SeasonPhase | None, closing: date) -> SeasonPhase:
    """The desk is open from the day the notice gives, else from the start of 酝酿, else for the fortnight before."""
    opening = _first_day(said.first) if said else None
    first = opening or (brewing.first if brewing else closing - _FORTNIGHT)
    return SeasonPhase(COLLECTING, min(first, closing), closing, "" if opening else f"{closing:%m-%d} 截止")


def _planned(plan: Timetable, year: int, today: date) -> list[SeasonPhase]:
    """The steps that the notice leaves to the office. One that is over is doubted no more."""
    review, revision, approval, publicity = plan.steps
    found = []
    for name, first, last in (
        ("专家评审", review.first, review.last),
        ("修改审定", revision.first, approval.last),
        ("立项公示", publicity.first, publicity.last),
    ):
        tight = plan.establishment is not None and last > plan.establishment and today <= last
        words = _span(first, last, year)
        found.append(SeasonPhase(name, first, last, f"{words} 超期" if tight else f"约 {words}", tight))
    return found


def _doubt(plan: Timetable, draft: RoundDraft, today: date) -> str:
    """Said while the day of 立项 is still to come; afterwards nothing can be moved any more."""
    target = plan.establishment
    if not plan.clashes or target is None or today > target:
        return ""
    done = f"{_said(plan.holds_on, draft.year)}完成{'（暂按周末推算）' if plan.estimated else ''}"
    before = f"来不及在 {_said(target, draft.year)}前立项。"
    return f"评审、修改、审定和 {draft.publicity_workdays} 个工作日的公示最早 {done}，{before}"


def _said(day: date, year: int) -> str:
    text = f"{day.month}月{day.day}日"
    return text if day.year == year else f"{day.year}年{text}"


def _dated(name: str, phase: PhaseDraft | None, year: int) -> SeasonPhase | None:
    """A phase as precise as the notice gives it: to the day, or to the month."""
    if phase is None:
        return None
    last = _last_day(phase.last or phase.first)
    first = _first_day(phase.first) or last
    if first is None or last is None:
        return None
    if len(phase.first) != 7 and len(phase.last) != 7:
        return SeasonPhase(name, first, last, _span(first, last, year))
    begins, ends = f"{first:%Y-%m}", f"{last:%Y-%m}"
    return SeasonPhase(name, first, last, begins if begins == ends else f"{begins} — {ends}")


def _span(first: date, last: date, year: int) -> str:
    """08-18 — 09-12, 10-13 — 次年 08-14, 次年 08-17 — 08-28; years farther off are written out."""
    begins, ends = _day(first, year), _day(last, year)
    if first.year == last.year:
        ends = f"{last:%m-%d}"
    return begins if first == last else f"{begins} — {ends}"


def _day(day: date, year: int) -> str:
    before = {0: "", 1: "次年 "}.get(day.year - year, f"{day.year}-")
    return f"{before}{day:%m-%d}"


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
