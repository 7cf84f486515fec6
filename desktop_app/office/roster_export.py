"""支部名册 as it is handed out: one row per branch and honour."""

from __future__ import annotations

from datetime import datetime

from db.models import Branch, PartyOrganization
from desktop_app.office import office_settings
from desktop_app.office.roster import ORDER, honours_by_branch
from desktop_app.shapes.documents import BranchRoster, Letterhead, RosterExportRow
from desktop_app.shapes.roster import Honour


def branch_roster(now: datetime) -> BranchRoster:
    """支部名册 as a document, as it stands ``now``."""
    office = office_settings.profile()
    head = Letterhead(office.school, office.department, office.office, office.room, office.telephone, office.mailbox)
    return BranchRoster(head, now, roster_export())


def roster_export() -> tuple[RosterExportRow, ...]:
    """One row per branch and honour, closed branches left out; imported again it changes nothing."""
    honours = honours_by_branch()
    rows = Branch.select(Branch, PartyOrganization).join(PartyOrganization).where(Branch.closed_on == "")
    nothing: tuple[None] = (None,)
    return tuple(_export_row(row, each) for row in rows.order_by(*ORDER) for each in honours.get(row.id) or nothing)


def _export_row(row: Branch, honour: Honour | None) -> RosterExportRow:
    return RosterExportRow(
        organization=row.organization.name,
        branch=row.name,
        kind=row.kind,
        secretary=row.secretary,
        telephone=row.telephone,
        members=row.members,
        honour=honour.kind if honour else "",
        level=honour.level if honour else "",
        stage=honour.stage if honour else "",
        batch=honour.batch if honour else "",
        valid_from=honour.valid_from if honour else "",
        valid_to=honour.valid_to if honour else "",
    )
