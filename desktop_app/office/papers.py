"""What the office's documents say: each Query gathers the Shape that a Writer puts on paper."""

from __future__ import annotations

from datetime import date, datetime

from db import journal
from db.models import (
    Application,
    Deficiency,
    ElectronicVersion,
    PaperCopy,
    PartyOrganization,
    Receipt,
    ReceiptLine,
    ReceivedCopy,
    Round,
)
from desktop_app.office import office_settings
from desktop_app.office.receipts import receipt_id
from desktop_app.office.rounds import required_round_id
from desktop_app.office.visits_then import line_then
from desktop_app.rules.completeness import missing_items, state_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.typed_dates import weekday
from desktop_app.shapes.copies import ABSENT
from desktop_app.shapes.documents import Letterhead, ReceiptSlip, ReceivingRegister, RegisterRow, SlipCopy, SlipLine


def letterhead(round_: Round) -> Letterhead:
    """Who speaks. What the round's notice says of room, telephone and mailbox goes before the office's own."""
    office = office_settings.profile()
    return Letterhead(
        school=office.school,
        department=office.department,
        office=office.office,
        room=round_.room or office.room,
        telephone=round_.telephone or office.telephone,
        mailbox=round_.mailbox or office.mailbox,
    )


def receipt_slip(code: str, now: datetime) -> ReceiptSlip:
    """收件回执 of a 收件号. A reprint says what the first print said: neither later visits nor 作废 change it."""
    receipt = Receipt.get_by_id(receipt_id(code))
    return ReceiptSlip(
        letterhead=letterhead(receipt.round),
        round_name=receipt.round.name,
        number=receipt.number,
        received_at=datetime.fromisoformat(receipt.received_at),
        organization=receipt.organization.name,
        submitter=receipt.submitter,
        submitter_phone=receipt.telephone,
        taken_by=receipt.taken_by,
        lines=tuple(_slip_line(line, receipt) for line in receipt.lines.order_by(ReceiptLine.position)),
        supplement_term=_term(receipt, now),
        printed_at=now,
        reprint=1 if receipt.slip_issued_at else 0,
        voided=bool(receipt.voided_at),
        journal_head=journal.head(),
    )


def _term(receipt: Receipt, now: datetime) -> str:
    """Until when what is missing may come: the one term of the lists of 补正 that were there when the slip was given
    out; "" when there is none, or more than one."""
    given_out = receipt.slip_issued_at or now.isoformat(timespec="seconds")
    mine = ReceiptLine.select(ReceiptLine.application).where(ReceiptLine.receipt == receipt)
    rows = Deficiency.select().where(
        Deficiency.application.in_(mine), Deficiency.made_at <= given_out, Deficiency.closed_at == ""
    )
    days = {row.due_on for row in rows if not row.settled_at or row.settled_at > given_out}
    if len(days) != 1:
        return ""
    day = date.fromisoformat(days.pop())
    return f"{day.year}年{day.month}月{day.day}日（{weekday(day)}）{office_settings.profile().close_of_office}"


def _slip_line(line: ReceiptLine, receipt: Receipt) -> SlipLine:
    application, required = line.application, receipt.round.copies
    then = line_then(line)
    copies, electronic_at = tuple(then.copies.get(n, ABSENT) for n in range(1, required + 1)), then.electronic_at
    return SlipLine(
        application_number=application.number,
        branch=application.branch.name,
        brand=then.brand,
        copies=tuple(_slip_copy(copy, application) for copy in line.copies.order_by(ReceivedCopy.ordinal)),
        copies_in=len(then.copies),
        copies_required=required,
        electronic="已到" if electronic_at else "未到",
        electronic_at=datetime.fromisoformat(electronic_at) if electronic_at else None,
        state=state_of(copies, electronic=bool(electronic_at)),
        missing=missing_items(copies, electronic=bool(electronic_at)),
        late=then.late,
        late_approver=then.late_approved_by,
        late_reason=then.late_reason,
        note="；".join(_amended(line)),
    )


def _slip_copy(copy: ReceivedCopy, application: Application) -> SlipCopy:
    code = PaperCopy.get_or_none((PaperCopy.application == application) & (PaperCopy.ordinal == copy.ordinal))
    return SlipCopy(
        code=code.code if code else f"{application.number}-{copy.ordinal}",
        position=copy.ordinal,
        stamped=copy.stamped,
        signed=copy.signed,
        whole=copy.whole,
    )


def receiving_register(code: str | None, now: datetime) -> ReceivingRegister:
    """材料接收登记表 of the current round, or of one day (2025-09-08) or 基层党组织 of it.

    Every line of every visit, and files that came before any visit.
    """
    round_ = Round.get_by_id(required_round_id())
    day, organization = _day_or_organization(code)
    lines = (
        ReceiptLine.select(ReceiptLine, Receipt, Application)
        .join(Receipt)
        .switch(ReceiptLine)
        .join(Application)
        .where(Receipt.round == round_, Receipt.received_at.startswith(day))
        .order_by(Receipt.received_at, Receipt.id, ReceiptLine.position)
    )
    rows = [_register_row(line) for line in lines]
    rows += [_register_row_without_visit(application) for application in _without_visit(round_)]
    wanted = [
        row
        for row in rows
        if row.received_at.isoformat().startswith(day) and (not organization or row.organization == organization)
    ]
    return ReceivingRegister(
        letterhead=letterhead(round_),
        round_name="　".join(part for part in (round_.name, organization, day) if part),
        as_of=now,
        rows=tuple(sorted(wanted, key=lambda row: (row.received_at, row.receipt_number))),
    )


def _day_or_organization(code: str | None) -> tuple[str, str]:
    """What a register is of besides its round; both "" for all of it."""
    said = (code or "").strip()
    if not said:
        return "", ""
    if PartyOrganization.get_or_none(PartyOrganization.name == said):
        return "", said
    try:
        return date.fromisoformat(said).isoformat(), ""
    except ValueError:
        raise RuleBroken(f"“{said}”既不是日期，也不是基层党组织的名称。", "例如 2025-09-08，或名册里的全称。") from None


def _register_row(line: ReceiptLine) -> RegisterRow:
    receipt, application, copies = line.receipt, line.application, list(line.copies)
    first = application.electronic_versions.order_by(ElectronicVersion.arrived_at).first()
    electronic_at = first.arrived_at if first else ""  # as it stands now, beside the state as it stands now
    return RegisterRow(
        received_at=datetime.fromisoformat(receipt.received_at),
        receipt_number=receipt.number,
        application_number=application.number,
        organization=application.branch.organization.name,
        branch=application.branch.name,
        brand=application.brand,
        copies=len(copies),
        stamped=sum(copy.stamped for copy in copies),
        signed=sum(copy.signed for copy in copies),
        whole=sum(copy.whole for copy in copies),
        electronic_at=datetime.fromisoformat(electronic_at) if electronic_at else None,
        electronic="已到" if electronic_at else "未到",
        state=application.state,
        late=bool(application.late),
        submitter=receipt.submitter,
        taken_by=receipt.taken_by,
        remark=_remark(line),
        voided=bool(receipt.voided_at),
    )


def _remark(line: ReceiptLine) -> str:
    said = []
    if line.receipt.voided_at:
        said.append(f"作废：{line.receipt.void_reason}")
    amended = _amended(line)
    if line.supplement and not amended:
        said.append("补交")
    said += amended
    if line.application.late_approved_by:
        said.append(f"{line.application.late_approved_by}批准逾期受理：{line.application.late_reason}")
    if line.remark:
        said.append(line.remark)
    return "；".join(said)


def _amended(line: ReceiptLine) -> list[str]:
    """What a second form changed: which copies were exchanged, and what the brand was before."""
    exchanged = [copy.ordinal for copy in line.copies.order_by(ReceivedCopy.ordinal) if copy.exchanged]
    said = [f"更换第 {'、'.join(map(str, exchanged))} 份"] if exchanged else []
    return said + ([f"品牌原为“{line.brand_before}”"] if line.brand_before else [])


def _without_visit(round_: Round) -> list[Application]:
    visited = ReceiptLine.select(ReceiptLine.application)
    return list(Application.select().where(Application.round == round_, Application.id.not_in(visited)))


def _register_row_without_visit(application: Application) -> RegisterRow:
    first = application.electronic_versions.order_by(ElectronicVersion.arrived_at).first()
    at = first.arrived_at if first else application.registered_at
    return RegisterRow(
        received_at=datetime.fromisoformat(at),
        receipt_number="",
        application_number=application.number,
        organization=application.branch.organization.name,
        branch=application.branch.name,
        brand=application.brand,
        copies=0,
        stamped=0,
        signed=0,
        whole=0,
        electronic_at=datetime.fromisoformat(at) if first else None,
        electronic="已到" if first else "未到",
        state=application.state,
        late=bool(application.late),
        submitter="",
        taken_by="",
        remark="电子版先到" if first else "",
        voided=False,
    )
