"""What a plan is counted from, how it is played with by working days, and what of that can be kept."""

from __future__ import annotations

import calendar as months
from dataclasses import replace
from datetime import date
from typing import Final

from db.enums import PhaseKind
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.timetable import MOST_WORKDAYS
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
from desktop_app.shapes.planner import LaterStep, Moved, PlanBasis, PlanKey, SeasonPlan
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft

K = PlanKey
LENGTHS: Final = {
    K.CORRECTION: "correction",
    K.REVIEW: "review",
    K.REVISION: "revision",
    K.APPROVAL: "approval",
    K.PUBLICITY: "publicity",
}  # by step, the field of PlanBasis
LEAST: Final = {K.CORRECTION: 1, K.PUBLICITY: 1}
MOST: Final = {K.CORRECTION: 60, K.PUBLICITY: 60}  # as the settings of the office and of a round have them
_LABELS: Final = {
    "submission_deadline": "申报截止",
    "establishment_deadline": "立项",
    "publicity": "公示",
    "correction": "补正期限",
    "review": "专家评审",
    "revision": "修改完善",
    "approval": "部门审定",
}
_OF_ROUND: Final = frozenset({"submission_deadline", "establishment_deadline", "publicity"})
_YEARS: Final = 3


def basis_of(draft: RoundDraft, office: OfficeProfile) -> PlanBasis:
    """What the plan of a round is counted from."""
    return PlanBasis(
        submission_deadline=draft.submission_deadline,
        establishment_deadline=draft.establishment_deadline,
        correction=office.correction_workdays,
        review=office.review_workdays,
        revision=office.revision_workdays,
        approval=office.approval_workdays,
        publicity=draft.publicity_workdays,
        posting_day_counts=office.publicity_first_counts,
    )


def adopted(draft: RoundDraft, office: OfficeProfile, basis: PlanBasis) -> tuple[RoundDraft, OfficeProfile]:
    """The round and the office as the basis has them. A phase of the notice that ended with a deadline ends with it."""
    moves = {
        PhaseKind.SUBMISSION: (draft.submission_deadline, basis.submission_deadline),
        PhaseKind.ESTABLISHMENT: (draft.establishment_deadline, basis.establishment_deadline),
    }
    changed = replace(
        draft,
        submission_deadline=basis.submission_deadline,
        establishment_deadline=basis.establishment_deadline,
        publicity_workdays=basis.publicity,
        phases=tuple(_phase(each, *moves.get(each.kind, ("", ""))) for each in draft.phases),
    )
    settings = replace(
        office,
        correction_workdays=basis.correction,
        review_workdays=basis.review,
        revision_workdays=basis.revision,
        approval_workdays=basis.approval,
        publicity_first_counts=basis.posting_day_counts,
    )
    return changed, settings


def _phase(phase: PhaseDraft, before: str, after: str) -> PhaseDraft:
    return replace(phase, last=after[:10]) if before and phase.last == before[:10] else phase


def moved(plan: SeasonPlan, key: PlanKey, by: int, calendar: OfficialCalendar) -> PlanBasis:
    """The basis with a date that many working days later (earlier when negative), or a step that much longer."""
    if key in LENGTHS:
        now = int(getattr(plan.basis, LENGTHS[key]))
        return lengthened(plan.basis, key, max(LEAST.get(key, 0), min(now + by, MOST.get(key, MOST_WORKDAYS))))
    if key is K.POSTING:
        return replace(plan.basis, posting_wait=max(0, min(plan.basis.posting_wait + by, MOST_WORKDAYS)))
    day = plan.timetable.submission if key is K.SUBMISSION else plan.timetable.establishment
    return placed(plan, key, _away(calendar, day or plan.timetable.holds_on, by), calendar)


def lengthened(basis: PlanBasis, key: PlanKey, workdays: int) -> PlanBasis:
    """The basis with a step of another length. RuleBroken for one that cannot be meant."""
    least, most = LEAST.get(key, 0), MOST.get(key, MOST_WORKDAYS)
    if not least <= workdays <= most:
        raise RuleBroken(f"天数是 {workdays}，应当在 {least} 到 {most} 之间。", "请改正天数。")
    return replace(basis, **{LENGTHS[key]: workdays})  # type: ignore[arg-type]


def placed(plan: SeasonPlan, key: PlanKey, day: date, calendar: OfficialCalendar) -> PlanBasis:
    """The basis with a date put on `day`; a deadline keeps its hour. RuleBroken for a list before the approval."""
    basis = plan.basis
    if key is K.SUBMISSION:
        return replace(basis, submission_deadline=f"{day.isoformat()}{basis.submission_deadline[10:]}")
    if key is K.ESTABLISHMENT:
        return replace(basis, establishment_deadline=f"{day.isoformat()}{basis.establishment_deadline[10:]}")
    earliest = _earliest_posting(plan, calendar)
    guess = _guess(calendar, earliest, day)
    if day < earliest or (day > earliest and not is_workday(guess, day)):
        what = f"{day.isoformat()} 不能张贴：审定以后、最早 {earliest.isoformat()}，而且应当是工作日。"
        raise RuleBroken(what, "请改选日期。")
    return replace(basis, posting_wait=workdays_between(guess, earliest, day))


def _earliest_posting(plan: SeasonPlan, calendar: OfficialCalendar) -> date:
    approved = plan.step(K.APPROVAL).last
    if not plan.basis.posting_day_counts:
        return approved
    return last_workday(_guess(calendar, approved, approved), approved, 1)


def _away(calendar: OfficialCalendar, day: date, by: int) -> date:
    guess = _guess(calendar, day, day)
    if by >= 0:
        return last_workday(guess, day, by) if by else day
    return first_workday(guess, day, -by, include_last=False)


def _guess(calendar: OfficialCalendar, first: date, last: date) -> OfficialCalendar:
    return extended_by_weekends(calendar, min(first, last).year - _YEARS, max(first, last).year + _YEARS)


def differences(before: PlanBasis, after: PlanBasis) -> tuple[Moved, ...]:
    """What of a basis is other than it was and can be kept."""
    found = []
    for name, label in _LABELS.items():
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            unit = "" if isinstance(was, str) else " 个工作日"
            of_office = name not in _OF_ROUND
            found.append(Moved(label, f"{was}{unit}" if was != "" else "没有写", f"{now}{unit}", of_office))
    if before.posting_day_counts != after.posting_day_counts:
        words = {True: "计入", False: "不计入"}
        found.append(Moved("张贴当天", words[before.posting_day_counts], words[after.posting_day_counts], True))
    return tuple(found)


def later_steps(draft: RoundDraft, calendar: OfficialCalendar, today: date) -> tuple[LaterStep, ...]:
    """培育 and 结项验收 where the notice dates them. What the branches hand in is due before the experts come (domain:
    news items, case, topic page and video are gates of the acceptance); a month that is all the notice says ends on
    its last working day.
    """
    said = {phase.kind: phase for phase in draft.phases}
    found = []
    acceptance = said.get(PhaseKind.ACCEPTANCE)
    cultivation = said.get(PhaseKind.CULTIVATION)
    begins = _edge(acceptance.first or acceptance.last, first=True) if acceptance else None
    ends = _edge(acceptance.last or acceptance.first, first=False) if acceptance else None
    if cultivation and (cultivation.first or cultivation.last):
        due = begins and _on_or_before(calendar, begins, include=False)
        ready = f"案例、{draft.news_minimum} 篇新闻稿件、专题页面和视频在验收开始前备齐" if due else ""
        found.append(_later("培育建设", cultivation, due, ready, calendar, today))
    if acceptance and ends:
        due = _on_or_before(calendar, ends, include=True)
        month_only = len((acceptance.last or acceptance.first)[:10]) == 7
        words = "通知只写到月份，算到当月最后一个工作日" if month_only else ""
        found.append(_later("结项验收", acceptance, due, words, calendar, today))
    return tuple(found)


def _later(
    name: str, phase: PhaseDraft, due: date | None, said: str, calendar: OfficialCalendar, today: date
) -> LaterStep:
    when = " — ".join(dict.fromkeys(text[:10] for text in (phase.first, phase.last) if text))
    if due is None:
        return LaterStep(name, when, None, None, said, estimated=False)
    guess = _guess(calendar, min(today, due), max(today, due))
    left = workdays_between(guess, today, due, include_first=True)
    estimated = is_estimated(calendar, min(today, due), due)
    return LaterStep(name, when, due, left, said, estimated)


def _on_or_before(calendar: OfficialCalendar, day: date, *, include: bool) -> date:
    return first_workday(_guess(calendar, day, day), day, 1, include_last=include)


def _edge(text: str, *, first: bool) -> date | None:
    """The first or last day of what a notice says: a day, or a month; None for nothing."""
    if not text:
        return None
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, 1 if first else months.monthrange(year, month)[1])
    return date.fromisoformat(text[:10])
