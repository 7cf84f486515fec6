"""What an application was when a visit had just been taken: what its slip says, whatever came or was voided since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from db import trail
from db.models import Application, ElectronicVersion, Receipt, ReceiptLine, ReceivedCopy, table_name
from desktop_app.shapes.copies import CopyMarks


class Then(NamedTuple):
    """One line of a visit as it stood: the copies by ordinal, the file's arrival ("" for none), the application."""

    copies: Mapping[int, CopyMarks]
    electronic_at: str
    brand: str
    late: bool
    late_approved_by: str
    late_reason: str


def line_then(line: ReceiptLine) -> Then:
    """As the visit left it. What 作废 took away since is told by the journal."""
    receipt, application = line.receipt, line.application
    file, said = _before_voiding(line) if receipt.voided_at else ("", {})
    files = [each for each in (file, _electronic_then(application, receipt)) if each]
    return Then(
        _copies_then(application, receipt),
        min(files, default=""),
        str(said.get("brand", application.brand)),
        bool(said.get("late", application.late)),
        str(said.get("late_approved_by", application.late_approved_by)),
        str(said.get("late_reason", application.late_reason)),
    )


def _before_voiding(line: ReceiptLine) -> tuple[str, Mapping[str, object]]:
    """The arrival that voiding the line's visit struck out, and the application as it stood until then."""
    entry = trail.entry_that_set(table_name(Receipt), line.receipt_id, "voided_at")
    changes = trail.changes(entry, -1)[0] if entry is not None else []
    struck = [
        str(each.before["arrived_at"])
        for each in changes
        if each.table == table_name(ElectronicVersion)
        and each.before is not None
        and each.after is None
        and each.before["receipt_line_id"] == line.id
    ]
    mine = (
        each.before
        for each in changes
        if (each.table, each.row_id) == (table_name(Application), line.application_id) and each.before is not None
    )
    return min(struck, default=""), next(mine, {})


def _copies_then(application: Application, receipt: Receipt) -> Mapping[int, CopyMarks]:
    """The copies as they were after a visit: what it and the visits before it said, the last word holding."""
    rows = (
        ReceivedCopy.select(ReceivedCopy)
        .join(ReceiptLine)
        .join(Receipt)
        .where(ReceiptLine.application == application, Receipt.id <= receipt.id)
        .where((Receipt.voided_at == "") | (Receipt.id == receipt.id))
        .order_by(Receipt.id)
    )
    return {r.ordinal: CopyMarks(here=True, stamped=r.stamped, signed=r.signed, whole=r.whole) for r in rows}


def _electronic_then(application: Application, receipt: Receipt) -> str:
    """The first arrival of the file that this visit knew of; "" for none."""
    known = [
        version.arrived_at
        for version in application.electronic_versions.order_by(ElectronicVersion.arrived_at)
        if (version.receipt_line.receipt_id <= receipt.id if version.receipt_line else True)
        and version.arrived_at <= max(receipt.received_at, version.arrived_at if version.receipt_line else "")
    ]
    return known[0] if known else ""
