"""Queries of the counter: what came, of whom, and what is still missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import peewee as pw

from db.connection import database
from db.enums import State, TextCheck
from db.models import (
    Application,
    Branch,
    ElectronicVersion,
    PaperCopy,
    PartyOrganization,
    Receipt,
    ReceiptLine,
    ReceivedCopy,
    Round,
)
from desktop_app.office.live import LIVE
from desktop_app.office.visits_then import line_then
from desktop_app.rules.brands import is_near, is_same
from desktop_app.rules.completeness import missing_items
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import parse_number
from desktop_app.shapes.copies import ABSENT, CopyMarks
from desktop_app.shapes.intake import ApplicationRow, ReceiptRow, SimilarBrand, VisitDetails


def applications(round_id: int, *, live_only: bool = False) -> tuple[ApplicationRow, ...]:
    """The round's applications by number."""
    required = Round.get_by_id(round_id).copies
    where = (Application.round == round_id) & LIVE if live_only else Application.round == round_id
    rows = list(_listed(where))
    marks, files = _copies(row[0] for row in rows), _electronic(row[0] for row in rows)
    return tuple(_application_row(row, required, marks[row[0]], files.get(row[0], "")) for row in rows)


def _listed(where: Any) -> Iterable[tuple[Any, ...]]:
    """Applications by number as plain tuples, which take a third of the time of Rows: the columns just below."""
    columns: Any = (
        *(Application.id, Application.number, Application.brand, Application.state),
        *(Application.late, Application.late_approved_by, Application.text_check),
        *(Branch.id, Branch.name, Branch.search, PartyOrganization.name),
    )
    query: Any = Application.select(*columns).join(Branch).join(PartyOrganization)
    rows: Iterable[tuple[Any, ...]] = database.execute(query.where(where).order_by(Application.number))
    return rows


def _application_row(
    listed: tuple[Any, ...], required: int, marks: Mapping[int, CopyMarks], file: str
) -> ApplicationRow:
    application_id, number, brand, state, late, approver, text, branch_id, branch, search, organization = listed
    copies = [marks.get(n, ABSENT) for n in range(1, required + 1)]
    return ApplicationRow(
        application_id=application_id,
        number=number,
        organization=organization,
        branch_id=branch_id,
        branch=branch,
        branch_search=search,
        brand=brand,
        state=State(state),
        copies_in=sum(copy.here for copy in copies),
        copies_required=required,
        electronic_at=file,
        missing=missing_items(copies, electronic=bool(file), text=TextCheck(text)),
        late=bool(late),
        late_approved_by=approver,
    )


def _copies(application_ids: Iterable[int]) -> Mapping[int, dict[int, CopyMarks]]:
    found: dict[int, dict[int, CopyMarks]] = defaultdict(dict)
    columns = (PaperCopy.application, PaperCopy.ordinal, PaperCopy.stamped, PaperCopy.signed, PaperCopy.whole)
    query: Any = PaperCopy.select(*columns).where(PaperCopy.application.in_(list(application_ids)))
    for application_id, ordinal, *seen in database.execute(query):  # plain tuples: five rows to an application
        stamped, signed, whole = map(bool, seen)
        found[application_id][ordinal] = CopyMarks(here=True, stamped=stamped, signed=signed, whole=whole)
    return found


def _electronic(application_ids: Iterable[int]) -> dict[int, str]:
    """The first arrival of each application's file."""
    query = (
        ElectronicVersion.select(ElectronicVersion.application, pw.fn.MIN(ElectronicVersion.arrived_at))
        .where(ElectronicVersion.application.in_(list(application_ids)))
        .group_by(ElectronicVersion.application)
    )
    return _pairs(query)


def _pairs(query: Any) -> dict[int, Any]:
    return dict(query.tuples())


def receipt_rows(round_id: int, *, day: str = "") -> tuple[ReceiptRow, ...]:
    """Every line of every visit of a round (or of one day, ISO), the newest visit first."""
    where = Receipt.round == round_id
    if day:
        where &= Receipt.received_at.startswith(day)
    return _rows(where)


def visit_details(receipt_id: int) -> VisitDetails:
    """One visit with its lines, in the order they were taken."""
    row = Receipt.get_or_none(Receipt.id == receipt_id)
    if row is None:
        raise RuleBroken("找不到这次收件。", "它可能已被撤销；请在列表里重新选择。")
    return VisitDetails(
        receipt_id=row.id,
        round_id=row.round_id,
        number=row.number,
        received_at=row.received_at,
        organization=row.organization.name,
        submitter=row.submitter,
        telephone=row.telephone,
        taken_by=row.taken_by,
        slip_issued_at=row.slip_issued_at,
        voided_at=row.voided_at,
        void_reason=row.void_reason,
        lines=_rows(Receipt.id == receipt_id),
    )


def receipt_id(number: str) -> int:
    """The visit of a 收件号, however it was typed; RuleBroken when there is none."""
    read = parse_number(number)
    row = None if read is None else Receipt.get_or_none(Receipt.number == read.full)
    if row is None:
        raise RuleBroken(f"没有收件号 {number}。", "请核对号码，例如 SJ-2023-0001。")
    return int(row.id)


def _rows(where: Any) -> tuple[ReceiptRow, ...]:
    lines = list(
        ReceiptLine.select(ReceiptLine, Receipt, Application, Branch, PartyOrganization, Round)
        .join(Receipt)
        .join(Round)
        .switch(ReceiptLine)
        .join(Application)
        .join(Branch)
        .join(PartyOrganization)
        .where(where)
        .order_by(Receipt.received_at.desc(), Receipt.id.desc(), ReceiptLine.position)
    )
    ids = {line.application_id for line in lines}
    marks, files, brought = _copies(ids), _electronic(ids), _brought(line.id for line in lines)
    return tuple(
        _voided_row(line, brought.get(line.id, 0))
        if line.receipt.voided_at
        else _receipt_row(line, marks[line.application_id], files.get(line.application_id, ""), brought.get(line.id, 0))
        for line in lines
    )


def _voided_row(line: ReceiptLine, brought: int) -> ReceiptRow:
    """A line of a voided visit says what its slip says: what was there when it was taken."""
    then = line_then(line)
    row = _receipt_row(line, then.copies, then.electronic_at, brought)
    copies = [then.copies.get(n, ABSENT) for n in range(1, row.copies_required + 1)]
    return replace(
        row,
        brand=then.brand,
        missing=missing_items(copies, electronic=bool(then.electronic_at)),
        late=then.late,
        late_approved_by=then.late_approved_by,
    )


def _brought(line_ids: Iterable[int]) -> dict[int, int]:
    query = (
        ReceivedCopy.select(ReceivedCopy.line, pw.fn.COUNT(ReceivedCopy.id))
        .where(ReceivedCopy.line.in_(list(line_ids)))
        .group_by(ReceivedCopy.line)
    )
    return _pairs(query)


def _receipt_row(line: ReceiptLine, marks: Mapping[int, CopyMarks], file: str, brought: int) -> ReceiptRow:
    receipt, application = line.receipt, line.application
    required = receipt.round.copies
    copies = [marks.get(n, ABSENT) for n in range(1, required + 1)]
    return ReceiptRow(
        receipt_id=receipt.id,
        application_id=application.id,
        receipt_number=receipt.number,
        application_number=application.number,
        received_at=receipt.received_at,
        organization=application.branch.organization.name,
        branch=application.branch.name,
        branch_search=application.branch.search,
        brand=application.brand,
        submitter=receipt.submitter,
        taken_by=receipt.taken_by,
        brought=brought,
        copies_in=sum(copy.here for copy in copies),
        copies_required=required,
        electronic_at=file,
        state=State(application.state),
        missing=missing_items(copies, electronic=bool(file), text=TextCheck(application.text_check)),
        late=application.late,
        late_approved_by=application.late_approved_by,
        supplement=line.supplement,
        voided=bool(receipt.voided_at),
        slip_issued=bool(receipt.slip_issued_at),
    )


def similar_brands(round_id: int, brand: str, *, branch_id: int) -> tuple[SimilarBrand, ...]:
    """Live applications of other branches whose brand name is the same or nearly so; the same ones first."""
    where: Any = (Application.round == round_id) & LIVE & (Application.branch != branch_id)
    found = [
        SimilarBrand(number, organization, branch, other, is_same(other, brand))
        for _, number, other, *_, branch, _, organization in _listed(where)
        if is_same(other, brand) or is_near(other, brand)
    ]
    return tuple(sorted(found, key=lambda similar: (not similar.same, similar.number)))
