"""`receive`, `missing`, `list`."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop_app.cli.results import Result, cells
from desktop_app.cli.session import opened, writing
from desktop_app.rules.errors import RuleBroken

if TYPE_CHECKING:
    from desktop_app.ledger import Ledger
    from desktop_app.shapes.intake import LineEntry, RecordedReceipt, VisitDetails


def receive(given: argparse.Namespace) -> Result:
    """Log one branch of a visit, or add it to a visit."""
    with writing(given) as ledger:
        asked = _asked(given, ledger.clock())
        recorded = _record(given, asked, ledger)
    (line,) = recorded.lines
    value = {
        "receipt": recorded.number,
        "application": line.number,
        "state": str(line.state),
        "missing": list(line.missing),
        "late": line.late,
    }
    lacks = f"，还差：{'；'.join(line.missing)}" if line.missing else "，材料齐全"
    late = "（逾期）" if line.late else ""
    said = f"{recorded.number}　{line.number}　{line.branch}“{line.brand}”　{line.state}{late}{lacks}"
    notes = [*asked.notes]
    if line.late and not line.late_approved_by:
        notes.append(
            f"{line.number} 逾期，批准人和理由写明以前不进入评审：请在窗口的“收件登记”里批准，"
            "或再次登记它的材料时写 --late-approved-by 姓名 --late-reason 理由。"
        )
    if asked.brand_before and asked.brand_before != line.brand:
        notes.append(f"{line.number} 的品牌名称原为“{asked.brand_before}”，已改为“{line.brand}”。请核对申报书封面。")
    return Result(value, [said], notes)


class _Asked(NamedTuple):
    """What a call asks to record: the visit it goes to (None for a new one), its time, the line, what is to be told."""

    receipt_id: int | None
    round_id: int
    at: str
    line: LineEntry
    brand_before: str
    notes: tuple[str, ...]


def _record(given: argparse.Namespace, asked: _Asked, ledger: Ledger) -> RecordedReceipt:
    from desktop_app.office import intake
    from desktop_app.shapes.intake import VisitEntry

    if asked.receipt_id is not None:
        title = f"登记收件 {given.branch}（{given.receipt}）"
        return ledger.run(title, intake.add_to_receipt, receipt_id=asked.receipt_id, lines=(asked.line,))
    visit = VisitEntry(asked.round_id, asked.at, (asked.line,), None, given.by, given.phone)
    return ledger.run(f"登记收件 {given.branch}", intake.record_receipt, visit=visit, taken_by=ledger.actor)


def _asked(given: argparse.Namespace, now: datetime) -> _Asked:
    """What was seen is counted, nothing is assumed."""
    from desktop_app.office import receipts
    from desktop_app.office.intake import live_application
    from desktop_app.office.lacking import copies_of
    from desktop_app.office.rounds import required_round_id, round_details
    from desktop_app.rules.completeness import none_here, place_copies
    from desktop_app.shapes.intake import LineEntry

    if not given.branch.strip():
        raise RuleBroken("--branch 是空的。", "请写党支部的名称。")
    at = _moment(given.at, now, "--at") if given.at else ""
    receipt_id: int | None = None
    notes: tuple[str, ...] = ()
    round_id, visit_at = required_round_id(), at or f"{now:%Y-%m-%d %H:%M}"
    if given.receipt:
        receipt_id = receipts.receipt_id(given.receipt)
        visit = receipts.visit_details(receipt_id)
        round_id, visit_at, notes = visit.round_id, visit.received_at, _unlike(given, at, visit)
    required = round_details(round_id).draft.copies
    branch_id = _branch_id(given)
    known = live_application(round_id, branch_id)
    before = copies_of(known, required) if known else none_here(required)
    copies = place_copies(before, brought=given.copies, stamped=given.stamped, signed=given.signed, whole=given.whole)
    electronic = ""
    if given.electronic is not None:
        electronic = _moment(given.electronic, now, "--electronic") if given.electronic else at or visit_at
    line = LineEntry(branch_id, given.brand, copies, electronic, "", given.late_approved_by, given.late_reason)
    return _Asked(receipt_id, round_id, visit_at, line, known.brand if known else "", notes)


def _branch_id(given: argparse.Namespace) -> int:
    from desktop_app.office.roster import SeveralBranches, branch_id_of

    try:
        return branch_id_of(given.branch, given.organization or "")
    except SeveralBranches as several:
        todo = f"请用 --organization 写明基层党组织，例如 --organization {several.organizations[0]}。"
        raise RuleBroken(several.what, todo) from None


def _unlike(given: argparse.Namespace, at: str, visit: VisitDetails) -> tuple[str, ...]:
    """What was said of the visitor and does not hold for the visit that is added to."""
    return tuple(
        f"{option}“{said}”没有记下：{visit.number} 登记的是“{recorded or '空'}”，以它为准。"
        for option, said, recorded in (
            ("--at", at, visit.received_at),
            ("--by", given.by.strip(), visit.submitter),
            ("--phone", given.phone.strip(), visit.telephone),
        )
        if said and said != recorded
    )


def _moment(typed: str, now: datetime, option: str) -> str:
    from desktop_app.rules.typed_dates import read_moment, written_moment

    try:
        return written_moment(read_moment(typed, near=now.date()))
    except RuleBroken as broken:
        raise RuleBroken(f"{option}：{broken.what}", broken.todo) from None


def missing(given: argparse.Namespace) -> Result:
    """Obligated and not applied."""
    from desktop_app.office.roster import missing_branches
    from desktop_app.office.rounds import required_round_id

    with opened(given.data):
        groups = missing_branches(required_round_id())
    value = [
        {"organization": group.organization, "branch": row.branch, "because": row.because}
        for group in groups
        for row in group.branches
    ]
    lines = [f"{each['organization']}　{each['branch']}　{each['because']}" for each in value]
    return Result(value, lines or ["应报的支部都已申报。"])


def listing(given: argparse.Namespace) -> Result:
    """What is there, as a list of objects."""
    with opened(given.data):
        value = _LISTS[given.what]()
    return Result(value, [cells(row) for row in value])


def _branches() -> list[dict[str, Any]]:
    from desktop_app.office.roster import branch_rows
    from desktop_app.office.rounds import current_round_id

    return [
        {
            "id": row.branch_id,
            "organization": row.organization,
            "name": row.name,
            "kind": str(row.kind),
            "secretary": row.secretary,
            "telephone": row.telephone,
            "members": row.members,
            "honours": list(row.honours),
            "obligated": row.obligated,
        }
        for row in branch_rows(current_round_id())
    ]


def _applications() -> list[dict[str, Any]]:
    from desktop_app.office.receipts import applications
    from desktop_app.office.rounds import required_round_id

    return [
        {
            "number": row.number,
            "organization": row.organization,
            "branch": row.branch,
            "brand": row.brand,
            "state": str(row.state),
            "copies": row.copies_in,
            "electronic": row.electronic_at or None,
            "missing": list(row.missing),
            "late": row.late,
        }
        for row in applications(required_round_id())
    ]


def _experts() -> list[dict[str, Any]]:
    from desktop_app.office.experts import expert_rows

    return [
        {
            "id": row.expert_id,
            "name": row.name,
            "title": row.title,
            "unit": row.unit,
            "organization": row.organization or None,
            "branch": row.branch or None,
            "expertise": row.expertise,
            "state": f"{row.closed_on} 停用" if row.closed_on else "在册",
        }
        for row in expert_rows(with_closed=True)
    ]


def _receipts() -> list[dict[str, Any]]:
    from desktop_app.office.receipts import receipt_rows
    from desktop_app.office.rounds import required_round_id

    found: dict[str, dict[str, Any]] = {}
    for row in reversed(receipt_rows(required_round_id())):
        receipt = found.setdefault(
            row.receipt_number,
            {
                "number": row.receipt_number,
                "at": row.received_at,
                "submitter": row.submitter,
                "taken_by": row.taken_by,
                "state": "作废" if row.voided else "已登记",
                "applications": [],
            },
        )
        receipt["applications"].insert(0, row.application_number)
    return list(found.values())


def _copies() -> list[dict[str, Any]]:
    from desktop_app.office.custody_page import copy_rows
    from desktop_app.office.rounds import required_round_id

    return [
        {
            "code": row.code,
            "application": row.application_number,
            "branch": row.branch,
            "state": row.place,
            "status": str(row.status),
            "place": row.place,
            "holder": row.holder,
            "since": f"{row.since:%Y-%m-%d %H:%M}",
            "due_on": row.due_on.isoformat() if row.due_on else "",
            "purpose": str(row.purpose),
            "stamped": row.marks.stamped,
            "signed": row.marks.signed,
            "whole": row.marks.whole,
        }
        for row in copy_rows(required_round_id())
    ]


_LISTS = {
    "branches": _branches,
    "applications": _applications,
    "experts": _experts,
    "receipts": _receipts,
    "copies": _copies,
}
