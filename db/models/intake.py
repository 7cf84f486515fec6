"""申报与收件: applications, visits, copies, files."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.enums import ArrivalSource, CopyStatus, ElectronicKind, FormItem, State, TextCheck
from db.models.base import Row, one_of, truth
from db.models.roster import Branch, PartyOrganization
from db.models.rounds import Round


class Application(Row):
    """申报项目: a branch's brand in a round."""

    round_id: int
    branch_id: int
    copies: Any
    electronic_versions: Any
    round = pw.ForeignKeyField(Round, backref="applications", on_delete="RESTRICT")
    branch = pw.ForeignKeyField(Branch, backref="applications", on_delete="RESTRICT")
    number = pw.TextField(unique=True)  # ZBPP-2023-001
    brand = pw.TextField()
    state = pw.TextField(default=State.REGISTERED, constraints=[one_of("state", State)])
    registered_at = pw.TextField()
    late = truth("late")  # decided on the first paper copy
    late_approved_by = pw.TextField(default="")
    late_reason = pw.TextField(default="")
    contact = pw.TextField(default="")
    telephone = pw.TextField(default="")
    state_reason = pw.TextField(default="")  # why it was withdrawn, not admitted, cancelled
    text_check = pw.TextField(default=TextCheck.UNCHECKED, constraints=[one_of("text_check", TextCheck)])
    text_checked_by = pw.TextField(default="")
    text_checked_at = pw.TextField(default="")


# A branch has at most one application in a round that is neither withdrawn, cancelled nor refused.
Application.add_index(
    Application.index(
        Application.round,
        Application.branch,
        unique=True,
        name="application_live",
        where=pw.SQL("state NOT IN ('撤回', '取消资格', '不予受理')"),
    )
)


class Receipt(Row):
    """收件: one visit to the desk."""

    round_id: int
    organization_id: int
    lines: Any
    round = pw.ForeignKeyField(Round, backref="receipts", on_delete="RESTRICT")
    organization = pw.ForeignKeyField(PartyOrganization, backref="receipts", on_delete="RESTRICT")
    number = pw.TextField(unique=True)  # SJ-2023-0001
    received_at = pw.TextField()
    submitter = pw.TextField(default="")
    telephone = pw.TextField(default="")
    taken_by = pw.TextField()
    slip_issued_at = pw.TextField(default="")  # the first print or export of the slip
    voided_at = pw.TextField(default="")
    void_reason = pw.TextField(default="")


class ReceiptLine(Row):
    """One branch's part of a visit."""

    receipt_id: int
    application_id: int
    copies: Any
    receipt = pw.ForeignKeyField(Receipt, backref="lines", on_delete="RESTRICT")
    application = pw.ForeignKeyField(Application, backref="receipt_lines", on_delete="RESTRICT")
    position = pw.IntegerField()
    supplement = truth("supplement")  # brought something to an application that was there already
    remark = pw.TextField(default="")
    brand_before = pw.TextField(default="")  # the brand that this visit changed, "" when it changed none

    class Meta:
        indexes = ((("receipt", "application"), True),)


class ReceivedCopy(Row):
    """What one visit said of one copy: brought it, or corrected its marks. A slip is printed from these."""

    line = pw.ForeignKeyField(ReceiptLine, backref="copies", on_delete="RESTRICT")
    ordinal = pw.IntegerField(constraints=[pw.Check("ordinal >= 1")])
    stamped = truth("stamped")
    signed = truth("signed")
    whole = truth("whole")
    exchanged = truth("exchanged")  # another paper took the place of one that lay there

    class Meta:
        indexes = ((("line", "ordinal"), True),)


class PaperCopy(Row):
    """纸质件: a copy as it is now. Its code is the application's number and its ordinal: ZBPP-2023-001-3."""

    application_id: int
    application = pw.ForeignKeyField(Application, backref="copies", on_delete="RESTRICT")
    ordinal = pw.IntegerField(constraints=[pw.Check("ordinal >= 1")])
    code = pw.TextField(unique=True)
    stamped = truth("stamped")
    signed = truth("signed")
    whole = truth("whole")
    place = pw.TextField(default="组织科")
    received_at = pw.TextField()
    status = pw.TextField(default=CopyStatus.HELD, constraints=[one_of("status", CopyStatus)])
    holder = pw.TextField(default="")  # who has it, while it is lent or handed back
    since = pw.TextField(default="")  # of its last movement, "" before the first
    due_on = pw.TextField(default="")  # when it is to be back

    class Meta:
        indexes = ((("application", "ordinal"), True), (("status", "due_on"), False))


class ElectronicVersion(Row):
    """电子版: the file that came by mail or stick; `sha256` is "" while only its arrival is known."""

    application_id: int
    fields: Any
    application = pw.ForeignKeyField(Application, backref="electronic_versions", on_delete="RESTRICT")
    kind = pw.TextField(default=ElectronicKind.INITIAL, constraints=[one_of("kind", ElectronicKind)])
    arrived_at = pw.TextField()
    source = pw.TextField(default=ArrivalSource.TYPED, constraints=[one_of("source", ArrivalSource)])
    file_name = pw.TextField(default="")
    sha256 = pw.TextField(default="")
    receipt_line = pw.ForeignKeyField(ReceiptLine, backref="electronic_versions", null=True, on_delete="RESTRICT")
    size = pw.IntegerField(default=0, constraints=[pw.Check("size >= 0")])  # bytes
    origin = pw.TextField(default="")  # what it lay in: 转发.eml/申报书.docx
    sender = pw.TextField(default="")
    subject = pw.TextField(default="")
    note = pw.TextField(default="")
    arrival_reason = pw.TextField(default="")  # why its arrival was corrected by hand
    added_by = pw.TextField(default="")
    added_at = pw.TextField(default="")


class FormField(Row):
    """A field of the form in a file: as the clerk left it, and as it was read from the page ("" when typed)."""

    version_id: int
    version = pw.ForeignKeyField(ElectronicVersion, backref="fields", on_delete="RESTRICT")
    item = pw.TextField(constraints=[one_of("item", FormItem)])
    value = pw.TextField()
    read = pw.TextField(default="")
    source = pw.TextField(default="")  # the page text it was read from

    class Meta:
        indexes = ((("version", "item"), True),)
