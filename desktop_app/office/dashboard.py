"""工作台: everything the page shows, gathered at one moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import peewee as pw

from db.enums import State
from db.models import Application, Branch, PaperCopy, PartyOrganization, Receipt, ReceiptLine
from desktop_app.office import (
    admission_page,
    custody_page,
    holidays,
    office_settings,
    posted_lists,
    receipts,
    roster,
    rounds,
)
from desktop_app.office.live import LIVE
from desktop_app.rules import agenda
from desktop_app.rules.deadlines import closing_moment, days_left
from desktop_app.rules.obligation import Obligation, honour_short
from desktop_app.rules.progress import stages, undone
from desktop_app.rules.season import planned_years, season
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.dashboard import (
    Dashboard,
    DeskWork,
    HangingPaper,
    MissingGroup,
    MissingLine,
    OverdueLoan,
    PerDay,
    Progress,
    Season,
    UnprintedSlip,
)
from desktop_app.shapes.intake import ApplicationRow
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.roster import MissingAtOrganization
from desktop_app.shapes.rounds import RoundDraft

FEWEST_DAYS, MOST_DAYS = 14, 35  # that the picture of 每日收件 spans


def dashboard(now: datetime) -> Dashboard:
    """The current round as it stands at `now`."""
    round_id = rounds.current_round_id()
    if round_id is None:
        return Dashboard(now, "还没有批次")
    draft, calendar, office = rounds.round_details(round_id).draft, holidays.calendar(), office_settings.profile()
    # Who must apply is settled on the deadline's day: without one nobody is missing yet.
    dated = bool(draft.submission_deadline)
    must = roster.obligations(round_id if dated else None)
    applications = receipts.applications(round_id, live_only=True)
    missing = roster.missing_branches(round_id, must) if dated else ()
    work = _work(round_id, draft, calendar, office, applications, len(must), missing, now)
    days = _first_paper(round_id)
    obligated = sum(found.obligated for found in must.values())
    return Dashboard(
        now=now,
        state_line=_state_line(work, len(days), now),
        round_id=round_id,
        branches=len(must),
        season=_season(draft, calendar, office, now.date(), [row.state for row in applications]),
        todos=agenda.todos(work, now),
        rest=agenda.rest(work, now),
        missing=_groups(missing, must),
        obligated=obligated,
        stages=stages(obligated, [_progress(row, must) for row in applications]),
        per_day=_per_day(draft, days, now.date()),
        received=len(days),
        received_today=days.count(now.date()),
        can_change_at=_closing(work),
    )


def _work(
    round_id: int,
    draft: RoundDraft,
    calendar: OfficialCalendar,
    office: OfficeProfile,
    applications: tuple[ApplicationRow, ...],
    branches: int,
    missing: Sequence[MissingAtOrganization],
    now: datetime,
) -> DeskWork:
    return DeskWork(
        round_id=round_id,
        draft=draft,
        close_of_office=office.close_of_office,
        applications=applications,
        last_visits=_last_visits(round_id),
        unprinted=_unprinted(round_id),
        missing=sum(len(group.branches) for group in missing),
        branches=branches,
        years_without_table=tuple(
            year for year in planned_years(draft, calendar, office) if year not in calendar.years
        ),
        terms=admission_page.open_terms(round_id),
        loans=_loans(round_id, now),
        hanging=tuple(
            HangingPaper(row.id, row.purpose, date.fromisoformat(row.last), posted_lists.listed_count(row))
            for row in posted_lists.to_remove(round_id, now)
        ),
        objections=posted_lists.open_objections(round_id),
        posted=posted_lists.up(round_id),
    )


def _loans(round_id: int, now: datetime) -> tuple[OverdueLoan, ...]:
    """Who should have brought copies back, whoever is latest first."""
    by_holder: dict[str, list[date]] = defaultdict(list)
    for row in custody_page.overdue_loans(round_id, now.date()):
        by_holder[row.holder].append(row.due_on or now.date())
    return tuple(OverdueLoan(holder, len(days), min(days)) for holder, days in by_holder.items())


def _closing(work: DeskWork) -> datetime | None:
    deadline = work.draft.submission_deadline
    return closing_moment(deadline, close_of_office=work.close_of_office) if deadline else None


def _state_line(work: DeskWork, received: int, now: datetime) -> str:
    incomplete = sum(row.state is State.INCOMPLETE for row in work.applications)
    deadline = work.draft.submission_deadline
    said = (
        f"已收 {received} 项",
        f"待补正 {incomplete} 项" if incomplete else "",
        f"应报未报 {work.missing} 个支部" if work.missing else "",
        days_left(now, deadline, close_of_office=work.close_of_office) if deadline else "",
    )
    return " · ".join(part for part in said if part)


def _season(
    draft: RoundDraft, calendar: OfficialCalendar, office: OfficeProfile, today: date, states: Collection[State]
) -> Season:
    """The steps by the calendar, each with whether the projects are past it."""
    found = season(draft, calendar, today, office)
    return replace(found, phases=tuple(replace(each, undone=undone(each.name, states)) for each in found.phases))


def _progress(row: ApplicationRow, must: Mapping[int, Obligation]) -> Progress:
    found = must.get(row.branch_id)
    return Progress(row.state, row.copies_in > 0, bool(found and found.obligated))


# What came, and when --------------------------------------------------------------------------------------------------


def _first_paper(round_id: int) -> list[date]:
    """The day on which the first paper of each live application came."""
    query = (
        PaperCopy.select(pw.fn.MIN(PaperCopy.received_at))
        .join(Application)
        .where((Application.round == round_id) & LIVE)
        .group_by(PaperCopy.application)
    )
    return [date.fromisoformat(at[:10]) for (at,) in _tuples(query)]


def _per_day(draft: RoundDraft, days: Sequence[date], today: date) -> PerDay | None:
    """Up to the deadline, or to the last that came after it; not longer than five weeks, not shorter than two."""
    if not days or not draft.submission_deadline:
        return None
    deadline = date.fromisoformat(draft.submission_deadline[:10])
    end = max(deadline, *days)
    first = min(*days, end - timedelta(FEWEST_DAYS - 1))
    first = max(first, end - timedelta(MOST_DAYS - 1))
    shown = min(end, max(today, *days))
    counted = Counter(days)
    span = (shown - first).days + 1
    return PerDay(first, tuple(counted[first + timedelta(n)] for n in range(max(span, 0))), deadline)


def _last_visits(round_id: int) -> dict[int, date]:
    """The day of the last visit that brought something of each application."""
    query = (
        ReceiptLine.select(ReceiptLine.application, pw.fn.MAX(Receipt.received_at))
        .join(Receipt)
        .where(Receipt.round == round_id, Receipt.voided_at == "")
        .group_by(ReceiptLine.application)
    )
    return {application_id: date.fromisoformat(at[:10]) for application_id, at in _tuples(query)}


def _unprinted(round_id: int) -> tuple[UnprintedSlip, ...]:
    rows = (
        Receipt.select(Receipt, PartyOrganization)
        .join(PartyOrganization)
        .where(Receipt.round == round_id, Receipt.slip_issued_at == "", Receipt.voided_at == "")
        .order_by(Receipt.received_at, Receipt.id)
    )
    return tuple(
        UnprintedSlip(row.id, row.number, datetime.fromisoformat(row.received_at), row.organization.name, row.submitter)
        for row in rows
    )


# Who is missing -------------------------------------------------------------------------------------------------------


def _groups(missing: Sequence[MissingAtOrganization], must: Mapping[int, Obligation]) -> tuple[MissingGroup, ...]:
    ids = [each.branch_id for group in missing for each in group.branches]
    telephones = dict(_tuples(Branch.select(Branch.id, Branch.telephone).where(Branch.id.in_(ids))))
    visitors = _last_visitors([group.organization_id for group in missing])
    return tuple(_group(group, must, telephones, visitors.get(group.organization_id, ("", ""))) for group in missing)


def _group(
    group: MissingAtOrganization,
    must: Mapping[int, Obligation],
    telephones: Mapping[int, str],
    visitor: tuple[str, str],
) -> MissingGroup:
    """Ring the organisation; where its number is not known, whoever came from there last, else a branch itself."""
    lines = tuple(
        MissingLine(
            branch_id=each.branch_id,
            branch=each.branch,
            why=_short(must[each.branch_id]),
            because=each.because,
            secretary=each.secretary,
            telephone=telephones[each.branch_id],
        )
        for each in group.branches
    )
    contact, telephone = ("", group.telephone) if group.telephone else visitor
    if not telephone:
        contact, telephone = "", next((line.telephone for line in lines if line.telephone), "")
    return MissingGroup(group.organization, contact, telephone, lines)


def _short(found: Obligation) -> str:
    """The highest honour; the clerk's own word where nothing is derived."""
    return honour_short(found.honours[0]) if found.honours else "经办人认定"


def _last_visitors(organization_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Who came last from each organisation, with an office telephone."""
    rows = (
        Receipt.select(Receipt.organization, Receipt.submitter, Receipt.telephone)
        .where(Receipt.organization.in_(organization_ids), Receipt.telephone != "")
        .order_by(Receipt.received_at, Receipt.id)
    )
    return {organization_id: (name, telephone) for organization_id, name, telephone in _tuples(rows)}


def _tuples(query: Any) -> Any:
    return query.tuples()
