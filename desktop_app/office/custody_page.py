"""Queries of custody: where every copy is, since when, and on which handovers it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import peewee as pw

from db.connection import database
from db.enums import CopyStatus, MovementKind
from db.models import Application, Branch, CopyMovement, Handover, PaperCopy, PartyOrganization, Round
from desktop_app.office import holidays, office_settings
from desktop_app.rules.custody import purpose_of
from desktop_app.rules.deficiencies import due_day
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.copies import CopyMarks
from desktop_app.shapes.custody import CopyDetails, CopyRow, CustodyPage, HandoverRow, Movement
from desktop_app.shapes.office import OfficeProfile


def custody_page(round_id: int, now: datetime) -> CustodyPage:
    """Every copy of a round by its code, and when a loan made now would be due."""
    office = office_settings.profile()
    try:
        loan_due = due_day(holidays.calendar(), now.date(), office.loan_workdays).isoformat()
    except RuleBroken:
        loan_due = ""
    return CustodyPage(round_id, now.date(), copy_rows(round_id), loan_due)


def copy_rows(round_id: int) -> tuple[CopyRow, ...]:
    """Every paper copy of a round, by application and ordinal."""
    return tuple(_rows(Application.round == round_id))


def copies_by_id(copy_ids: Iterable[int]) -> tuple[CopyRow, ...]:
    """These copies, of whichever rounds, by code."""
    return tuple(_rows(PaperCopy.id.in_(list(copy_ids))))


def copy_details(copy_id: int) -> CopyDetails:
    """One copy and its way. RuleBroken when it is no longer there."""
    row = next(_rows(PaperCopy.id == copy_id), None)
    if row is None:
        raise RuleBroken("找不到这份纸质件。", "它所在的收件可能已被撤销。")
    moved = (
        Handover.select(Handover, CopyMovement.from_place.alias("came_from"))
        .join(CopyMovement)
        .where(CopyMovement.copy == copy_id)
        .order_by(Handover.id)
    )
    return CopyDetails(row, tuple(_movement(each) for each in moved.objects()))


def handovers(round_id: int) -> tuple[HandoverRow, ...]:
    """The handovers of a round, the newest first."""
    return tuple(_handovers(Handover.round == round_id))


def handover(handover_id: int) -> HandoverRow:
    """One handover. RuleBroken when it is no longer there."""
    row = next(_handovers(Handover.id == handover_id), None)
    if row is None:
        raise RuleBroken("找不到这张交接单。", "它可能已被撤销；请重新选择。")
    return row


def handover_copies(handover_id: int) -> tuple[CopyRow, ...]:
    """The copies of a handover, in its order."""
    ids = [copy_id for (copy_id,) in database.execute(_moved(handover_id))]
    rows = {row.copy_id: row for row in copies_by_id(ids)}
    return tuple(rows[each] for each in ids)


def overdue_loans(round_id: int, today: date) -> tuple[CopyRow, ...]:
    """Lent copies that should be back, those that should have been back first at the front."""
    lent = (PaperCopy.status == CopyStatus.LENT) & (PaperCopy.due_on != "") & (PaperCopy.due_on < today.isoformat())
    rows = _rows((Application.round == round_id) & lent)
    return tuple(sorted(rows, key=lambda row: (row.due_on or today, row.holder, row.code)))


def _moved(handover_id: int) -> Any:
    mine: Any = CopyMovement.select(CopyMovement.copy).where(CopyMovement.handover == handover_id)
    return mine.order_by(CopyMovement.position)


def _movement(row: Handover) -> Movement:
    return Movement(
        number=row.number,
        handover_id=row.id,
        kind=MovementKind(row.kind),
        holder=row.holder,
        from_place=row.came_from,  # type: ignore[attr-defined]  # an alias of the query
        place=row.place,
        at=datetime.fromisoformat(row.at),
        by=row.by,
        due_on=date.fromisoformat(row.due_on) if row.due_on else None,
        note=row.note,
    )


def _handovers(where: Any) -> Iterator[HandoverRow]:
    counted: Any = (
        Handover.select(Handover, pw.fn.COUNT(CopyMovement.id).alias("copies_moved"))
        .join(CopyMovement)
        .where(where)
        .group_by(Handover.id)
        .order_by(Handover.id.desc())
    )
    for row in counted.objects():
        yield HandoverRow(
            handover_id=row.id,
            number=row.number,
            kind=MovementKind(row.kind),
            holder=row.holder,
            place=row.place,
            at=datetime.fromisoformat(row.at),
            by=row.by,
            due_on=date.fromisoformat(row.due_on) if row.due_on else None,
            note=row.note,
            copies=row.copies_moved,
            issued=bool(row.issued_at),
        )


def _rows(where: Any) -> Iterator[CopyRow]:
    """Plain tuples: a round has some four hundred copies, ten years ten times that."""
    columns: Any = (
        *(PaperCopy.id, PaperCopy.code, PaperCopy.ordinal, PaperCopy.stamped, PaperCopy.signed, PaperCopy.whole),
        *(PaperCopy.status, PaperCopy.place, PaperCopy.holder, PaperCopy.since, PaperCopy.received_at),
        *(PaperCopy.due_on, Application.id, Application.number, Application.brand, Application.state),
        *(Branch.name, Branch.search, PartyOrganization.name, Round.copies),
    )
    query: Any = PaperCopy.select(*columns).join(Application).join(Branch).join(PartyOrganization)
    query = query.join(Round, on=Application.round == Round.id).where(where)
    office = office_settings.profile()
    for listed in database.execute(query.order_by(Application.number, PaperCopy.ordinal)):
        yield _row(listed, office)


def _row(listed: tuple[Any, ...], office: OfficeProfile) -> CopyRow:
    copy_id, code, ordinal, stamped, signed, whole, status, place, holder, since, received_at, due_on, *of = listed
    application_id, number, brand, state, branch, search, organization, copies = of
    return CopyRow(
        copy_id=copy_id,
        application_id=application_id,
        code=code,
        application_number=number,
        organization=organization,
        branch=branch,
        search=search,
        brand=brand,
        ordinal=ordinal,
        marks=CopyMarks(here=True, stamped=bool(stamped), signed=bool(signed), whole=bool(whole)),
        purpose=purpose_of(ordinal, copies, archive=office.copies_to_archive, back=office.copies_to_return),
        status=CopyStatus(status),
        place=place,
        holder=holder,
        since=datetime.fromisoformat(since or received_at),
        due_on=date.fromisoformat(due_on) if due_on else None,
        live=state not in ENDED,
    )
