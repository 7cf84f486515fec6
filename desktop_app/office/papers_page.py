"""文件中心: what stands beside the documents, and the visits a slip is printed of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from peewee import fn

from db.models import Application, Branch, PartyOrganization, Receipt, ReceiptLine, Round
from desktop_app.office import roster, rounds
from desktop_app.office.papers_scope import desk_counts, newest_handover
from desktop_app.office.season_papers import season_papers
from desktop_app.rules.numbering import Numbered, normalized_code, parse_number, receipt_number
from desktop_app.rules.pinyin import matches
from desktop_app.shapes.papers_page import PapersPage, SlipRow
from desktop_app.shapes.window import Proposal

# When a slip was given out, or, where it was not yet, when the visit was: a new one does not stand behind all others.
_LAST_MOVED = fn.MAX(Receipt.slip_issued_at, fn.REPLACE(Receipt.received_at, " ", "T"))
MOST_RECENT, MOST_PROPOSED = 8, 7


def papers_page() -> PapersPage:
    """The current round's; without a round its name is ""."""
    round_id = rounds.current_round_id()
    if round_id is None:
        return PapersPage()
    row = Round.get_by_id(round_id)
    receipts = Receipt.select().where(Receipt.round == round_id)
    total = receipts.count()
    unprinted = receipts.where(Receipt.slip_issued_at == "", Receipt.voided_at == "").count()
    counts = {
        "receipt_slip": f"{unprinted} 张未打印" if unprinted else "",
        "receiving_register": f"{total} 次收件" if total else "",
    }
    empty = {} if total else {"receiving_register": "还没有收件记录。"}
    if row.submission_deadline:
        missing = sum(len(group.branches) for group in roster.missing_branches(round_id))
        counts["missing_branches"] = f"{missing} 个支部" if missing else ""
        if not missing:
            empty["missing_branches"] = "没有应报未报的支部。"
    else:
        empty["work_plan"] = "批次还没有写申报截止，没有什么可以倒排。"
    ahead, why_empty = season_papers(round_id)
    return PapersPage(
        round_name=row.name,
        receipts=total,
        recent=tuple(_slips(receipts.order_by(_LAST_MOVED.desc(), Receipt.id.desc()).limit(MOST_RECENT))),
        counts=counts | desk_counts(round_id) | ahead,
        empty=empty | why_empty,
        newest_handover=newest_handover(round_id),
    )


def slip(receipt_id: int) -> SlipRow | None:
    """One visit, of whichever round; None when it was undone."""
    return next(iter(_slips(Receipt.select().where(Receipt.id == receipt_id))), None)


def newest_slip() -> SlipRow | None:
    """The last visit of the current round, a voided one only where there is no other; None before the first."""
    rows = Receipt.select().where(Receipt.round == rounds.current_round_id())
    newest = rows.order_by(Receipt.voided_at != "", Receipt.received_at.desc(), Receipt.id.desc())
    return next(iter(_slips(newest.limit(1))), None)


def propose_slips(typed: str) -> tuple[Proposal, ...]:
    """Visits of the current round by 收件号 (12, 0012, SJ-2025-0012), branch, organisation or visitor; newest first."""
    round_id = rounds.current_round_id()
    if round_id is None:
        return ()
    wanted, year = typed.strip(), Round.get_by_id(round_id).year
    rows = Receipt.select().where(Receipt.round == round_id).order_by(Receipt.received_at.desc(), Receipt.id.desc())
    if not wanted:
        return tuple(_proposal(row) for row in _slips(rows.limit(MOST_PROPOSED)))
    answering = _answering(round_id, wanted)
    number = _number(wanted, year)
    found = [row for row in rows if row.number.startswith(number or "-") or row.id in answering]
    found.sort(key=lambda row: not row.number.startswith(number or "-"))
    kept = [row.id for row in found[:MOST_PROPOSED]]
    slips = {row.receipt_id: row for row in _slips(Receipt.select().where(Receipt.id.in_(kept)))}
    return tuple(_proposal(slips[each]) for each in kept)


def _number(wanted: str, year: int) -> str:
    """The 收件号, or its beginning, that was typed; "" for none."""
    number = parse_number(wanted, year=year)
    if number is None:
        code = normalized_code(wanted)
        return code if code.startswith("SJ-") else ""
    if number.what is Numbered.APPLICATION or number.what is Numbered.COPY:
        return receipt_number(number.year, number.serial)
    return number.full if number.what is Numbered.RECEIPT else ""


def _answering(round_id: int, wanted: str) -> set[int]:
    """The visits that brought a branch, or came from an organisation or by a person, of that name."""
    rows: Any = (
        ReceiptLine.select(ReceiptLine.receipt, Branch.search, PartyOrganization.search, Receipt.submitter)
        .join(Receipt)
        .switch(ReceiptLine)
        .join(Application)
        .join(Branch)
        .join(PartyOrganization)
        .where(Receipt.round == round_id)
        .tuples()
    )
    return {
        receipt_id
        for receipt_id, branch, organization, submitter in rows
        if matches(branch, wanted) is not None or matches(organization, wanted) is not None or wanted in submitter
    }


def _proposal(row: SlipRow) -> Proposal:
    return Proposal(row.receipt_id, row.number, f"{row.received_at:%m-%d %H:%M}　{row.about}")


def _slips(query: Any) -> Iterable[SlipRow]:
    rows = list(query)
    names: dict[int, list[str]] = defaultdict(list)
    lines: Any = (
        ReceiptLine.select(ReceiptLine, Application, Branch)
        .join(Application)
        .join(Branch)
        .where(ReceiptLine.receipt.in_([row.id for row in rows]))
        .order_by(ReceiptLine.position)
    )
    for line in lines:
        names[line.receipt_id].append(line.application.branch.name)
    for row in rows:
        yield SlipRow(
            receipt_id=row.id,
            number=row.number,
            received_at=datetime.fromisoformat(row.received_at),
            organization=row.organization.name,
            branches=tuple(names[row.id]),
            issued_at=datetime.fromisoformat(row.slip_issued_at) if row.slip_issued_at else None,
            voided=bool(row.voided_at),
        )
