"""What the page 支部名册 asks."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from db.enums import OrganizationKind, State
from db.models import Application, PartyOrganization, Round
from desktop_app.office import office_settings, roster
from desktop_app.office.live import LIVE
from desktop_app.office.rounds import current_round_id
from desktop_app.rules.deadlines import closing_moment, days_left, deadline_day
from desktop_app.shapes.roster import BranchRow, OrganizationRow
from desktop_app.shapes.roster_page import ListedBranch, RosterPage


def roster_page(now: datetime) -> RosterPage:
    """The whole roster in the current round, closed branches and organisations included."""
    round_id = current_round_id()
    row = None if round_id is None else Round.get_by_id(round_id)
    deadline = row.submission_deadline if row else ""
    close = office_settings.profile().close_of_office
    branches = roster.branch_rows(round_id, with_closed=True)
    organizations = _organizations(branches)
    telephones = {each.organization_id: each.telephone for each in organizations}
    applications = _applications(round_id)
    return RosterPage(
        round_id=round_id,
        round_name=row.name if row else "",
        day=deadline_day(deadline) if deadline else now.date(),
        closing=closing_moment(deadline, close_of_office=close) if deadline else None,
        left=days_left(now, deadline, close_of_office=close) if deadline else "",
        branches=tuple(
            ListedBranch(each, telephones[each.organization_id], row is not None, *applications.get(each.branch_id, ()))
            for each in branches
        ),
        organizations=organizations,
    )


def missing_count() -> int:
    """应报未报 of the current round."""
    round_id = current_round_id()
    return 0 if round_id is None else sum(len(group.branches) for group in roster.missing_branches(round_id))


def _organizations(branches: tuple[BranchRow, ...]) -> tuple[OrganizationRow, ...]:
    """All of them in the office's order, with their open branches counted from rows that were already asked for."""
    open_branches = [each for each in branches if not each.closed_on]
    counted = Counter(each.organization_id for each in open_branches)
    obligated = Counter(each.organization_id for each in open_branches if each.obligated)
    rows = PartyOrganization.select().order_by(PartyOrganization.position, PartyOrganization.id)
    return tuple(
        OrganizationRow(
            organization_id=row.id,
            name=row.name,
            kind=OrganizationKind(row.kind),
            telephone=row.telephone,
            contact=row.contact,
            search=row.search,
            branches=counted[row.id],
            obligated=obligated[row.id],
            closed_on=row.closed_on,
        )
        for row in rows
    )


def _applications(round_id: int | None) -> dict[int, tuple[str, str, State]]:
    """Number, brand and state of the live application, by branch."""
    rows: Any = (
        Application.select(Application.branch, Application.number, Application.brand, Application.state)
        .where(Application.round == round_id, LIVE)
        .tuples()
    )
    return {branch_id: (number, brand, State(state)) for branch_id, number, brand, state in rows}
