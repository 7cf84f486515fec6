"""From what a notice says to the round the clerk confirms, with defaults for what it leaves out."""

from __future__ import annotations

from datetime import date

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.timetable import DEFAULT_OFFICE, round_plan
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.notice import NoticePlan
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft

DEFAULT = RoundDraft(0, "")


def round_name(year: int) -> str:
    """2023 年批次: what a round is called unless the clerk says otherwise."""
    return f"{year} 年批次"


def draft_from(plan: NoticePlan, *, name: str = "", today: date) -> RoundDraft:
    """The round that a notice describes. Its year is that of the submission deadline's season, else today's."""
    year = plan.year.value or today.year
    return RoundDraft(
        year=year,
        name=name.strip() or round_name(year),
        submission_deadline=plan.submission_deadline.value or "",
        establishment_deadline=plan.establishment_deadline.value or "",
        issued_on=plan.issued_on.value or "",
        copies=plan.copies.value or DEFAULT.copies,
        publicity_workdays=plan.publicity_workdays.value or DEFAULT.publicity_workdays,
        case_limit=plan.case_limit.value or DEFAULT.case_limit,
        news_minimum=DEFAULT.news_minimum if plan.news_minimum.value is None else plan.news_minimum.value,
        room=plan.room.value or "",
        telephone=plan.telephone.value or "",
        mailbox=plan.mailbox.value or "",
        phases=tuple(
            PhaseDraft(found.value.kind, found.value.first, found.value.last, found.sentence)
            for found in plan.phases
            if found.value
        ),
        notice=plan.text,
    )


def timetable_warnings(
    draft: RoundDraft, calendar: OfficialCalendar, office: OfficeProfile = DEFAULT_OFFICE
) -> tuple[str, ...]:
    """What the back-planner says against the round's own dates; empty when they fit or are not both there."""
    if not draft.submission_deadline or not draft.establishment_deadline:
        return ()
    try:
        plan = round_plan(draft, calendar, office)
    except RuleBroken as broken:
        return (str(broken),)
    return plan.sentences if plan.clashes else ()
