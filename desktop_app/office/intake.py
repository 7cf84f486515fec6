"""收件登记: Commands of the counter. A visit is one receipt with a line per branch; its slip is one paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import peewee as pw

from db.enums import CopyStatus, State, TextCheck
from db.models import (
    Application,
    Branch,
    CopyMovement,
    ElectronicVersion,
    FormField,
    PaperCopy,
    Receipt,
    ReceiptLine,
    ReceivedCopy,
    Round,
)
from desktop_app.office.deficiencies import follow
from desktop_app.office.lacking import copies_of, has_file
from desktop_app.office.lateness import NEVER, approve, first_arrivals, judge_late
from desktop_app.office.numbers import give_application_number, give_receipt_number
from desktop_app.office.rows import row_of
from desktop_app.office.steps import follow_desk, move
from desktop_app.rules import intake as rules
from desktop_app.rules.completeness import lacking_words, lackings, none_here, state_after
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import copy_code
from desktop_app.rules.workflow import AT_THE_DESK, ENDED
from desktop_app.shapes.copies import CopyMarks
from desktop_app.shapes.intake import LineEntry, RecordedLine, RecordedReceipt, VisitEntry


def record_receipt(*, visit: VisitEntry, taken_by: str) -> RecordedReceipt:
    """Record a visit: one receipt, a line per branch, the copies, the electronic versions, the new states.

    Raises RuleBroken, naming the branch, for whatever the rules of the counter forbid; nothing is then kept.
    """
    if not visit.lines:
        raise RuleBroken("这次收件还没有支部。", "请先选一个党支部。")
    round_ = row_of(Round, visit.round_id)
    receipt = Receipt.create(
        round=round_,
        organization=visit.organization_id or row_of(Branch, visit.lines[0].branch_id).organization_id,
        number=give_receipt_number(round_.year),
        received_at=rules.minute(visit.received_at),
        submitter=visit.submitter.strip(),
        telephone=visit.telephone.strip(),
        taken_by=taken_by,
    )
    return RecordedReceipt(receipt.id, receipt.number, _add_lines(receipt, round_, visit.lines, after=0))


def add_to_receipt(*, receipt_id: int, lines: tuple[LineEntry, ...]) -> RecordedReceipt:
    """Add branches to a visit whose slip has not been given out yet."""
    receipt = row_of(Receipt, receipt_id)
    _check_open(receipt)
    have = ReceiptLine.select().where(ReceiptLine.receipt == receipt).count()
    return RecordedReceipt(receipt.id, receipt.number, _add_lines(receipt, receipt.round, lines, after=have))


def issue_slip(*, receipt_id: int, at: str) -> None:
    """Note that the slip left the office. Run it as a final step; a reprint changes nothing."""
    receipt = row_of(Receipt, receipt_id)
    if not receipt.slip_issued_at:
        receipt.slip_issued_at = at
        receipt.save(only=[Receipt.slip_issued_at])


def void_receipt(*, receipt_id: int, reason: str, by: str, at: str) -> None:
    """作废: take a visit back whose slip was given out. It stays in the register, and its number stays used.

    Copies fall back to what the other visits said of them; an application that nothing else supports is withdrawn.
    """
    receipt = row_of(Receipt, receipt_id)
    if receipt.voided_at:
        raise RuleBroken(f"收件 {receipt.number} 已经作废。", "不必再作废一次。")
    if not reason.strip():
        raise RuleBroken("作废要写明原因。", "例如“支部选错，已另行登记”。")
    for line in receipt.lines:
        if State(line.application.state) not in AT_THE_DESK | ENDED:
            raise RuleBroken(
                f"{line.application.number} 已进入“{line.application.state}”，它的收件不能作废。", "请先退回评审。"
            )
    receipt.voided_at, receipt.void_reason = at, reason.strip()
    receipt.save(only=[Receipt.voided_at, Receipt.void_reason])
    for line in receipt.lines:
        before = first_arrivals(line.application)
        _take_back_file(line)
        _take_back_brand(line)
        _rebuild(line.application, f"收件 {receipt.number} 作废", by, at)
        judge_late(line.application, before)


def register_application(*, round_id: int, branch_id: int, brand: str, electronic_at: str, at: str) -> str:
    """登记 by the file that came before the paper: 0 copies, and a number. Says the 申报编号."""
    round_ = row_of(Round, round_id)
    branch = row_of(Branch, branch_id)
    if live_application(round_id, branch_id):
        raise RuleBroken(f"“{branch.name}”在这个批次已有申报项目。", "请打开它，把电子版记在它名下。")
    application = _register(round_, branch, rules.clean_brand(brand, branch.name), at)
    if electronic_at:
        _add_electronic(application, electronic_at, None)
        judge_late(application, NEVER)
    return str(application.number)


def approve_late(*, application_id: int, approved_by: str, reason: str) -> None:
    """Take a late application into review after all: who said so, and why."""
    rules.check_late_approval(approved_by, reason)
    application = row_of(Application, application_id)
    if not application.late:
        raise RuleBroken(f"{application.number} 没有逾期。", "不需要批准。")
    approve(application, approved_by, reason)


def live_application(round_id: int, branch_id: int) -> Application | None:
    """The branch's one application of the round that counts."""
    there = Application.those_with(round=round_id, branch=branch_id)
    return next((each for each in there if State(each.state) not in ENDED), None)


def settle(*, application_id: int, reason: str, by: str, at: str) -> State:
    """Let the state, and the list of 补正, follow from what is there, after something but a visit changed it."""
    application = row_of(Application, application_id)
    if State(application.state) in AT_THE_DESK:
        _settle(application, reason, by, at)
    return State(application.state)


# One line ------------------------------------------------------------------------------------------------------------


def _add_lines(receipt: Receipt, round_: Round, lines: Iterable[LineEntry], *, after: int) -> tuple[RecordedLine, ...]:
    return tuple(_add_line(receipt, round_, entry, place) for place, entry in enumerate(lines, after + 1))


def _add_line(receipt: Receipt, round_: Round, entry: LineEntry, position: int) -> RecordedLine:
    branch = row_of(Branch, entry.branch_id)
    brand = rules.clean_brand(entry.brand, branch.name)
    application, before, first, known = _as_it_stood(receipt, round_, branch, brand)
    changed = rules.changed_copies(branch.name, before, entry.copies, entry.exchanged)
    _check_at_hand(application, entry.exchanged)
    if not changed and not entry.electronic_at:
        raise RuleBroken(f"“{branch.name}”这次没有新交的材料。", "请勾选交来的份数，或填写电子版到达时间。")
    line = ReceiptLine.create(
        receipt=receipt,
        application=application,
        position=position,
        supplement=known,
        remark=entry.remark.strip(),
        brand_before=_renamed(application, brand),
    )
    seen = {n: entry.copies[n - 1] for n in changed}
    _put_copies(application, line, seen, receipt.received_at, frozenset(entry.exchanged))
    if entry.exchanged or entry.electronic_at:
        forget_check(application)
    if entry.electronic_at:
        _add_electronic(application, entry.electronic_at, line)
    judge_late(application, first)
    _approve_if_told(application, entry)
    lacking = lackings(
        entry.copies, electronic=bool(entry.electronic_at or first[1]), text=TextCheck(application.text_check)
    )
    state = state_after(entry.copies, lacking)
    said = f"收件 {receipt.number}"
    follow_desk(application, state, reason=said, by=receipt.taken_by, at=receipt.received_at)
    if known:
        follow(application, lacking, receipt.received_at, line)
    late, approver = bool(application.late), application.late_approved_by
    missing = lacking_words(lacking)
    return RecordedLine(application.id, application.number, branch.name, brand, state, missing, late, approver)


class _Stood(NamedTuple):
    """An application before a visit brought anything: its copies, its first arrivals, whether it was known."""

    application: Application
    copies: tuple[CopyMarks, ...]
    first: tuple[str, str]
    known: bool


def _as_it_stood(receipt: Receipt, round_: Round, branch: Branch, brand: str) -> _Stood:
    """The branch's live application; registered where there is none. RuleBroken when nothing can be added to it."""
    known = live_application(round_.id, branch.id)
    if known is None:
        registered = _register(round_, branch, brand, receipt.received_at)
        return _Stood(registered, tuple(none_here(round_.copies)), NEVER, False)
    _check_not_twice(receipt, known)
    _check_at_desk(known)
    return _Stood(known, copies_of(known, round_.copies), first_arrivals(known), True)


def _renamed(application: Application, brand: str) -> str:
    """The brand as it is written now; says what it was before, "" when it is the same."""
    before = str(application.brand)
    if before == brand:
        return ""
    application.brand = brand
    application.save(only=[Application.brand])
    return before


def forget_check(application: Application) -> None:
    """Other paper, or another file: whether both are one text has to be looked at anew."""
    if application.text_check != TextCheck.UNCHECKED:
        application.text_check = TextCheck.UNCHECKED
        application.text_checked_by = application.text_checked_at = ""
        application.save(only=[Application.text_check, Application.text_checked_by, Application.text_checked_at])


def _register(round_: Round, branch: Branch, brand: str, at: str) -> Application:
    return Application.create(
        round=round_, branch=branch, number=give_application_number(round_.year), brand=brand, registered_at=at
    )


def _check_open(receipt: Receipt) -> None:
    if receipt.voided_at:
        raise RuleBroken(f"收件 {receipt.number} 已作废。", "请另行登记收件。")
    if receipt.slip_issued_at:
        raise RuleBroken(f"收件 {receipt.number} 的回执已经打印。", "请另行登记一次收件。")


def _check_at_desk(application: Application) -> None:
    if State(application.state) not in AT_THE_DESK:
        raise RuleBroken(
            f"{application.number}“{application.branch.name}”已是“{application.state}”，不能再收材料。",
            "如确需更换材料，请先退回。",
        )


def _check_not_twice(receipt: Receipt, application: Application) -> None:
    if ReceiptLine.get_or_none((ReceiptLine.receipt == receipt) & (ReceiptLine.application == application)):
        raise RuleBroken(
            f"“{application.branch.name}”在收件 {receipt.number} 里已有一行。", "请改那一行，或撤销后重新登记。"
        )


def _check_at_hand(application: Application, exchanged: Sequence[int]) -> None:
    """Paper that somebody else has cannot be exchanged: two papers would bear one code."""
    if not exchanged:
        return
    out = application.copies.where(PaperCopy.ordinal.in_(list(exchanged)), PaperCopy.status != CopyStatus.HELD)
    if row := out.first():
        raise RuleBroken(
            f"“{application.branch.name}”第 {row.ordinal} 份现在是“{row.status}”（{row.place}），不能更换。",
            "请先在“纸质件”里登记归还。",
        )


def _approve_if_told(application: Application, entry: LineEntry) -> None:
    """The approver may come with the first paper or with any later visit."""
    if entry.late_approved_by or entry.late_reason:
        rules.check_late_approval(entry.late_approved_by, entry.late_reason)
        if application.late:
            approve(application, entry.late_approved_by, entry.late_reason)


def _put_copies(
    application: Application, line: ReceiptLine, seen: Mapping[int, CopyMarks], at: str, exchanged: frozenset[int]
) -> None:
    """What the visit said of each copy, by ordinal, and with it the copies as they are now."""
    if not seen:
        return
    marks = {n: {"stamped": each.stamped, "signed": each.signed, "whole": each.whole} for n, each in seen.items()}
    ReceivedCopy.add_all({"line": line, "ordinal": n, **each, "exchanged": n in exchanged} for n, each in marks.items())
    there = {row.ordinal: row for row in PaperCopy.those_with(application=application)}
    for ordinal in sorted(there.keys() & seen):
        row = there[ordinal]
        row.stamped, row.signed, row.whole = marks[ordinal].values()
        row.save(only=[PaperCopy.stamped, PaperCopy.signed, PaperCopy.whole])
    PaperCopy.add_all(
        {"application": application, "ordinal": n, "code": copy_code(application.number, n), "received_at": at, **each}
        for n, each in marks.items()
        if n not in there
    )


def _add_electronic(application: Application, arrived_at: str, line: ReceiptLine | None) -> None:
    ElectronicVersion.create(application=application, arrived_at=rules.minute(arrived_at), receipt_line=line)


def _settle(application: Application, reason: str, by: str, at: str) -> None:
    """Let the state, and the list of 补正, follow from what is there."""
    copies = copies_of(application, application.round.copies)
    lacking = lackings(copies, electronic=has_file(application), text=TextCheck(application.text_check))
    follow_desk(application, state_after(copies, lacking), reason=reason, by=by, at=at)
    follow(application, lacking, at, None)


# Voiding -------------------------------------------------------------------------------------------------------------


def _take_back_file(line: ReceiptLine) -> None:
    """The arrival that a voided visit told of, with what the clerk read in it; a file itself is no visit's any more."""
    told = ElectronicVersion.select(ElectronicVersion.id).where(ElectronicVersion.receipt_line == line)
    FormField.delete().where(FormField.version.in_(told)).execute()
    ElectronicVersion.delete().where(ElectronicVersion.receipt_line == line).execute()


def _take_back_brand(line: ReceiptLine) -> None:
    """The brand that a voided visit brought goes with it. Where a later visit wrote another since, that one stands, and
    falls back past this one when it is voided in its turn."""
    if not line.brand_before:
        return
    later = (
        ReceiptLine.select()
        .join(Receipt)
        .where(
            ReceiptLine.application == line.application_id,
            ReceiptLine.id > line.id,
            ReceiptLine.brand_before != "",
            Receipt.voided_at == "",
        )
        .order_by(ReceiptLine.id)
        .first()
    )
    if later is not None:
        later.brand_before = line.brand_before
        later.save(only=[ReceiptLine.brand_before])
        return
    line.application.brand = line.brand_before
    line.application.save(only=[Application.brand])


def _rebuild(application: Application, reason: str, by: str, at: str) -> None:
    """Tell the copies anew from the visits that still stand."""
    said: dict[int, tuple[ReceivedCopy, str]] = {}
    for copy in (
        ReceivedCopy.select(ReceivedCopy, ReceiptLine, Receipt)
        .join(ReceiptLine)
        .join(Receipt)
        .where(ReceiptLine.application == application, Receipt.voided_at == "")
        .order_by(Receipt.id, ReceivedCopy.ordinal)
    ):
        first_at = said[copy.ordinal][1] if copy.ordinal in said else copy.line.receipt.received_at
        said[copy.ordinal] = (copy, first_at)
    for row in list(application.copies):
        if row.ordinal not in said:
            _check_unmoved(row)
            row.delete_instance()
            continue
        copy, row.received_at = said[row.ordinal]
        row.stamped, row.signed, row.whole = copy.stamped, copy.signed, copy.whole
        row.save()
    if State(application.state) in ENDED:
        return
    if _stands_alone(application):
        move(application_id=application.id, target=State.WITHDRAWN, reason=reason, by=by, at=at)
        return
    _settle(application, reason, by, at)


def _check_unmoved(copy: PaperCopy) -> None:
    """A copy that was lent or archived was there; its way is not wiped out with the visit that brought it."""
    if CopyMovement.select().where(CopyMovement.copy == copy).exists():
        raise RuleBroken(
            f"{copy.code} 已有流转记录，只由这次收件带来，不能随它作废。", "可以改在补收时更正，或请支部撤回申报。"
        )


def _stands_alone(application: Application) -> bool:
    """Whether nothing but voided visits ever spoke of the application."""
    standing = (
        ReceiptLine.select(pw.fn.COUNT(ReceiptLine.id))
        .join(Receipt)
        .where(ReceiptLine.application == application, Receipt.voided_at == "")
        .scalar()
    )
    return not standing and not has_file(application)
