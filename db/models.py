"""The rows we keep. No rules, no Qt. Moments are local time, ISO 8601 to the second or minute; dates are ISO.

Bare annotations tell the type checker what peewee adds by itself: the other side of a foreign key, and its column.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import peewee as pw

from db.connection import database
from db.enums import (
    AliasReason,
    ArrivalSource,
    BranchKind,
    DesignationKind,
    DesignationLevel,
    DesignationStage,
    ElectronicKind,
    OrganizationKind,
    PhaseKind,
    State,
)


def _one_of(field: str, words: type[StrEnum]) -> Any:
    return pw.Check(f"{field} IN ({', '.join(repr(str(word)) for word in words)})")


class TruthField(pw.IntegerField):
    """Stored as 0 or 1: the journal's images are JSON, and SQLite has no truth values of its own."""

    def db_value(self, value: Any) -> int | None:
        return None if value is None else int(bool(value))

    def python_value(self, value: Any) -> bool | None:
        return None if value is None else bool(value)


def _truth(name: str, default: bool = False) -> TruthField:
    return TruthField(default=default, constraints=[pw.Check(f"{name} IN (0, 1)")])


class Row(pw.Model):
    id = pw.AutoField()

    class Meta:
        database = database
        legacy_table_names = False


class Round(Row):
    """批次: one year's run of the programme, made from one notice."""

    phases: Any
    year = pw.IntegerField()
    name = pw.TextField(unique=True)
    issued_on = pw.TextField(default="")
    submission_deadline = pw.TextField()  # "2023-11-10" or "2023-11-10 17:30"
    establishment_deadline = pw.TextField(default="")
    copies = pw.IntegerField(default=5, constraints=[pw.Check("copies BETWEEN 1 AND 20")])
    publicity_workdays = pw.IntegerField(default=5, constraints=[pw.Check("publicity_workdays BETWEEN 1 AND 60")])
    case_limit = pw.IntegerField(default=2500, constraints=[pw.Check("case_limit > 0")])
    news_minimum = pw.IntegerField(default=2, constraints=[pw.Check("news_minimum >= 0")])
    room = pw.TextField(default="")
    telephone = pw.TextField(default="")
    mailbox = pw.TextField(default="")
    notice = pw.TextField(default="")  # the whole text, as it was read


class RoundPhase(Row):
    """A phase of the notice: dates as precise as the notice gives them ("2023-11-10" or "2023-11"; "" unsaid)."""

    round = pw.ForeignKeyField(Round, backref="phases", on_delete="RESTRICT")
    kind = pw.TextField(constraints=[_one_of("kind", PhaseKind)])
    first = pw.TextField(default="")
    last = pw.TextField(default="")
    sentence = pw.TextField(default="")  # the notice's own words

    class Meta:
        indexes = ((("round", "kind"), True),)


class PartyOrganization(Row):
    """基层党组织. `key` is what spellings are matched on; `search` holds characters, pinyin and initials."""

    branches: Any
    name = pw.TextField()
    key = pw.TextField(unique=True)
    kind = pw.TextField(default="", constraints=[_one_of("kind", OrganizationKind)])
    telephone = pw.TextField(default="")
    contact = pw.TextField(default="")
    search = pw.TextField(default="")
    position = pw.IntegerField(default=0)  # the office's own order
    closed_on = pw.TextField(default="")


class Branch(Row):
    """党支部. Two branches of one organisation never share a key; renamed ones keep their old name as an alias."""

    organization_id: int
    aliases: Any
    designations: Any
    organization = pw.ForeignKeyField(PartyOrganization, backref="branches", on_delete="RESTRICT")
    name = pw.TextField()
    key = pw.TextField()
    kind = pw.TextField(default="", constraints=[_one_of("kind", BranchKind)])
    secretary = pw.TextField(default="")
    telephone = pw.TextField(default="")
    members = pw.IntegerField(null=True, constraints=[pw.Check("members >= 0")])
    search = pw.TextField(default="")
    position = pw.IntegerField(default=0)
    closed_on = pw.TextField(default="")

    class Meta:
        indexes = ((("organization", "key"), True),)


class BranchAlias(Row):
    """Another name a branch answers to, within the organisation it was used in."""

    branch = pw.ForeignKeyField(Branch, backref="aliases", on_delete="RESTRICT")
    organization = pw.ForeignKeyField(PartyOrganization, backref="branch_aliases", on_delete="RESTRICT")
    name = pw.TextField()
    key = pw.TextField()
    reason = pw.TextField(constraints=[_one_of("reason", AliasReason)])

    class Meta:
        indexes = ((("organization", "key"), True),)


class Designation(Row):
    """荣誉 that obliges. Dates "" are open: still valid, or since ever."""

    branch = pw.ForeignKeyField(Branch, backref="designations", on_delete="RESTRICT")
    kind = pw.TextField(constraints=[_one_of("kind", DesignationKind)])
    level = pw.TextField(constraints=[_one_of("level", DesignationLevel)])
    stage = pw.TextField(constraints=[_one_of("stage", DesignationStage)])
    batch = pw.TextField(default="")
    valid_from = pw.TextField(default="")
    valid_to = pw.TextField(default="")


class ObligationOverride(Row):
    """The clerk's word against the derived 应报, with the reason."""

    round = pw.ForeignKeyField(Round, backref="overrides", on_delete="RESTRICT")
    branch = pw.ForeignKeyField(Branch, backref="overrides", on_delete="RESTRICT")
    obligated = _truth("obligated")
    reason = pw.TextField()

    class Meta:
        indexes = ((("round", "branch"), True),)


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
    state = pw.TextField(default=State.REGISTERED, constraints=[_one_of("state", State)])
    registered_at = pw.TextField()
    late = _truth("late")  # decided on the first paper copy
    late_approved_by = pw.TextField(default="")
    late_reason = pw.TextField(default="")
    contact = pw.TextField(default="")
    telephone = pw.TextField(default="")
    state_reason = pw.TextField(default="")  # why it was withdrawn, not admitted, cancelled


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
    supplement = _truth("supplement")  # brought something to an application that was there already
    remark = pw.TextField(default="")

    class Meta:
        indexes = ((("receipt", "application"), True),)


class ReceivedCopy(Row):
    """What one visit said of one copy: brought it, or corrected its marks. A slip is printed from these."""

    line = pw.ForeignKeyField(ReceiptLine, backref="copies", on_delete="RESTRICT")
    ordinal = pw.IntegerField(constraints=[pw.Check("ordinal >= 1")])
    stamped = _truth("stamped")
    signed = _truth("signed")
    whole = _truth("whole")

    class Meta:
        indexes = ((("line", "ordinal"), True),)


class PaperCopy(Row):
    """纸质件: a copy as it is now. Its code is the application's number and its ordinal: ZBPP-2023-001-3."""

    application_id: int
    application = pw.ForeignKeyField(Application, backref="copies", on_delete="RESTRICT")
    ordinal = pw.IntegerField(constraints=[pw.Check("ordinal >= 1")])
    code = pw.TextField(unique=True)
    stamped = _truth("stamped")
    signed = _truth("signed")
    whole = _truth("whole")
    place = pw.TextField(default="组织科")
    received_at = pw.TextField()

    class Meta:
        indexes = ((("application", "ordinal"), True),)


class ElectronicVersion(Row):
    """电子版: the file that came by mail or stick; `sha256` is "" while only its arrival is known."""

    application = pw.ForeignKeyField(Application, backref="electronic_versions", on_delete="RESTRICT")
    kind = pw.TextField(default=ElectronicKind.INITIAL, constraints=[_one_of("kind", ElectronicKind)])
    arrived_at = pw.TextField()
    source = pw.TextField(default=ArrivalSource.TYPED, constraints=[_one_of("source", ArrivalSource)])
    file_name = pw.TextField(default="")
    sha256 = pw.TextField(default="")
    receipt_line = pw.ForeignKeyField(ReceiptLine, backref="electronic_versions", null=True, on_delete="RESTRICT")


class HolidayYear(Row):
    """A year that has a State Council table; without one, nothing that binds may be counted."""

    year = pw.IntegerField(unique=True)
    source = pw.TextField()


class Holiday(Row):
    """A day that differs from its weekday (off, or worked instead), or rests under a name."""

    day = pw.TextField(unique=True)
    works = _truth("works")
    name = pw.TextField()
    own = _truth("own")  # the school's own day, not the State Council's


class Operator(Row):
    """经手人: who sits at the desk; every change bears this name."""

    name = pw.TextField(unique=True)
    closed_on = pw.TextField(default="")


class OfficeSetting(Row):
    """A setting of the office, as JSON; what may stand here is `office.office_settings`."""

    key = pw.TextField(unique=True)
    value = pw.TextField()


class Counter(pw.Model):
    """The last number given out of a series. Outside the journal, so that undo never gives one out again."""

    series = pw.TextField(primary_key=True)
    last = pw.IntegerField()

    class Meta:
        database = database
        legacy_table_names = False
        without_rowid = True


JOURNALED: tuple[type[Row], ...] = (
    Round,
    RoundPhase,
    PartyOrganization,
    Branch,
    BranchAlias,
    Designation,
    ObligationOverride,
    Application,
    Receipt,
    ReceiptLine,
    ReceivedCopy,
    PaperCopy,
    ElectronicVersion,
    HolidayYear,
    Holiday,
    Operator,
    OfficeSetting,
)


def table_name(row: type[Row]) -> str:
    """The table a Row is kept in."""
    return str(row._meta.table_name)
