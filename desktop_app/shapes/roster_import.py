"""支部名册 from outside: the roster as it is known, a foreign table as it was read, and what becomes of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from db.enums import (
    BranchKind,
    OrganizationKind,
)
from desktop_app.shapes import shape
from desktop_app.shapes.roster import Honour

# --- what is known ----------------------------------------------------------------------------------------------------


@shape
class KnownHonour:
    id: int
    honour: Honour


@shape
class KnownOrganization:
    id: int
    name: str
    key: str
    closed_on: str = ""


@shape
class KnownBranch:
    """A branch with everything that a row of a file may change. ``keys`` are its own and those of its aliases."""

    id: int
    organization_id: int
    name: str
    keys: tuple[str, ...]
    kind: BranchKind = BranchKind.UNKNOWN
    secretary: str = ""
    telephone: str = ""
    members: int | None = None
    honours: tuple[KnownHonour, ...] = ()
    closed_on: str = ""


@shape
class RosterSnapshot:
    """The roster at one moment: what a plan is made against, and what must still hold when it is applied."""

    organizations: tuple[KnownOrganization, ...] = ()
    branches: tuple[KnownBranch, ...] = ()


# --- a table as it was read -------------------------------------------------------------------------------------------


class RosterField(StrEnum):
    """What a column of a roster may hold, in the order of a row's cells."""

    ORGANIZATION = "基层党组织"
    BRANCH = "党支部"
    KIND = "支部类型"
    SECRETARY = "支部书记"
    TELEPHONE = "办公电话"
    MEMBERS = "党员数"
    HONOUR = "荣誉"
    LEVEL = "级别"
    STAGE = "状态"
    BATCH = "批次"
    VALID_FROM = "有效期起"
    VALID_TO = "有效期止"
    VALIDITY = "有效期"


@shape
class RosterColumn:
    """A column of the sheet: its letters (A, B …), its header, the field it is read as (None: not read).

    ``personal`` marks one that is never read: 身份证, 出生, 手机, 住址.
    """

    index: int
    letters: str
    header: str
    field: RosterField | None
    personal: bool = False


@shape
class RosterTable:
    """One sheet read as a roster. ``rows`` are (row number as WPS shows it, cells in the order of `RosterField`)."""

    file: str
    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    columns: tuple[RosterColumn, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    told: tuple[str, ...] = ()

    def header(self, field: RosterField) -> str:
        """The header's own words of a field's column, else the field's name."""
        return next((c.header for c in self.columns if c.field is field and c.header), str(field))


# --- what would become of it ------------------------------------------------------------------------------------------


class Fate(StrEnum):
    NEW = "新增"
    CHANGED = "更新"
    UNCHANGED = "无变化"
    NEAR = "相近待定"
    REFUSED = "不导入"


class Answer(StrEnum):
    """The clerk's word on a name that is like a known one. RENAMED is only for branches: the new name is the file's."""

    SAME = "是同一个"
    RENAMED = "是更名"
    DIFFERENT = "是新的"


@shape
class Decision:
    """Answers for one row. An answer on its organisation holds for every row that writes it the same way."""

    organization: Answer | None = None
    branch: Answer | None = None


@shape
class Change:
    """A value before and after, as the clerk reads them."""

    field: RosterField
    before: str
    after: str


@shape
class RosterRow:
    """What becomes of one data row, and why.

    ``like`` is what a near row resembles, ``near_field`` which name it is about; ``column`` (the header's words) and
    ``todo`` belong to a refused row, ``reason`` to both; ``notes`` are told whatever the fate. ``joins`` is the row
    that a further row of a new branch belongs to, 0 for every other row.
    """

    row: int
    fate: Fate
    organization: str
    branch: str
    changes: tuple[Change, ...] = ()
    like: str = ""
    near_field: RosterField | None = None
    column: str = ""
    reason: str = ""
    todo: str = ""
    notes: tuple[str, ...] = ()
    joins: int = 0

    @property
    def near_name(self) -> str:
        """The name that is in question in a near row."""
        return self.organization if self.near_field is RosterField.ORGANIZATION else self.branch


@shape
class NewOrganization:
    name: str
    key: str
    kind: OrganizationKind


@shape
class BranchWrite:
    """What applying a plan does to one branch.

    ``branch_id`` None makes a new one in the organisation with ``organization_key``. ``values`` are model fields to
    set (kind, secretary, telephone, members); ``moves`` says that an existing branch comes to that organisation,
    ``renamed`` that it takes ``name``. ``spellings`` are other names it answers to from now on (name, key).
    """

    branch_id: int | None
    organization_key: str
    name: str
    key: str
    values: Mapping[str, str | int]
    new_honours: tuple[Honour, ...] = ()
    changed_honours: tuple[KnownHonour, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    moves: bool = False
    renamed: bool = False


@shape
class RosterSummary:
    """Counts of data rows, and the rows that were not taken, as the command line reports them."""

    added: int
    updated: int
    unchanged: int
    refused: tuple[RosterRow, ...]
    near: tuple[RosterRow, ...]

    def as_json(self) -> dict[str, object]:
        """The keys of `yizhibu import branches`."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": [{"row": r.row, "column": r.column, "reason": r.reason} for r in self.refused],
            "near": [{"row": r.row, "name": r.near_name, "like": r.like} for r in self.near],
        }


@shape
class RosterPlan:
    """The fate of every data row, what applying it does, and the roster it was made against."""

    file: str
    rows: tuple[RosterRow, ...]
    organizations: tuple[NewOrganization, ...]
    writes: tuple[BranchWrite, ...]
    told: tuple[str, ...]
    existing: RosterSnapshot

    def summary(self) -> RosterSummary:
        def having(fate: Fate) -> tuple[RosterRow, ...]:
            return tuple(row for row in self.rows if row.fate is fate)

        added, updated, unchanged = (len(having(fate)) for fate in (Fate.NEW, Fate.CHANGED, Fate.UNCHANGED))
        return RosterSummary(added, updated, unchanged, having(Fate.REFUSED), having(Fate.NEAR))

    def gains(self) -> str:
        """What the roster would gain, as a clerk counts: 24 个基层党组织、268 个支部、53 项荣誉; "" for nothing."""
        counted = (
            (len(self.organizations), "个基层党组织"),
            (sum(write.branch_id is None for write in self.writes), "个支部"),
            (sum(len(write.new_honours) for write in self.writes), "项荣誉"),
        )
        return "、".join(f"{number} {unit}" for number, unit in counted if number)

    def blocked(self, *, strict: bool = False) -> str:
        """Why nothing of this plan may be applied, as a sentence; "" when it may."""
        summary = self.summary()
        faulty = len(summary.refused) + len(summary.near)
        if not self.rows:
            return "表中没有数据行。"
        if faulty == len(self.rows):
            return "没有一行可以导入。"
        if strict and faulty:
            return f"有 {faulty} 行不能导入，按要求整份不导入。"
        return ""
