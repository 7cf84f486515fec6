"""录入评分: a score sheet as it is typed, checked and shown. Points are integer hundredths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from db.enums import ReviewMark, Stage, Verification
from desktop_app.shapes import shape
from desktop_app.shapes.panel import CriterionRow


class SheetState(StrEnum):
    """How far a sheet is. A sheet with a mark is done as one with points is."""

    BLANK = "未录"
    HALF = "待复录"  # typed once, where 双录 asks for twice
    VERIFIED = "已复核"
    RECUSED = "回避"
    ABSENT = "缺席"
    ABSTAINED = "弃权"

    @property
    def done(self) -> bool:
        return self not in (SheetState.BLANK, SheetState.HALF)


@shape
class SheetEntry:
    """What was read from one paper sheet: points by criterion and the handwritten total, or a mark instead of them.

    `total` may be left out where the sheet is typed twice. In a second entry `settled` names the criteria that differed
    and were looked up on the paper again, `mark_settled` and `veto_settled` say the same of the mark and the veto.
    """

    points: Mapping[int, int] = field(default_factory=dict)  # hundredths by criterion_id
    total: int | None = None
    mark: ReviewMark = ReviewMark.NONE
    veto: bool = False
    veto_reason: str = ""
    opinion: str = ""
    settled: frozenset[int] = frozenset()
    mark_settled: bool = False
    veto_settled: bool = False


@shape
class SheetRow:
    """A score sheet as the queue lists it. `expert` is the number that hides the name: 3 of 专家3."""

    review_id: int
    code: str
    expert: int
    number: str  # ZBPP-2025-031
    brand: str
    branch: str
    organization: str
    search: str
    state: SheetState
    total_hundredths: int | None
    veto: bool
    has_opinion: bool

    @property
    def short_number(self) -> str:
        return self.number.rsplit("-", 1)[-1]


@shape
class SheetDetails:
    """One sheet, opened. `points` and `total_hundredths` are hidden while a second entry is owed (双录 is blind)."""

    review_id: int
    code: str
    round_name: str
    stage: Stage
    expert: int
    number: str
    brand: str
    branch: str
    organization: str
    criteria: tuple[CriterionRow, ...]
    decimals: int
    verification: Verification
    state: SheetState
    mark: ReviewMark
    points: Mapping[int, int]
    total_hundredths: int | None
    veto: bool
    veto_reason: str
    opinion: str
    entered_by: str
    entered_at: str
    verified_by: str
    verified_at: str
    recusal: str  # why this expert must not score it, "" when nothing stands against it

    @property
    def with_total(self) -> bool:
        """Whether the handwritten total is typed as well."""
        return self.verification is Verification.TOTAL


@shape
class EntryDifference:
    """A second entry that does not say what the first one said."""

    criterion_id: int
    first_hundredths: int
    second_hundredths: int
    entered_by: str  # the first one
    entered_at: str


@shape
class EntryProgress:
    """How far a pile of sheets is. 回避 is owed by nobody."""

    owed: int
    verified: int
    half: int
    blank: int
    recused: int

    @property
    def unverified(self) -> int:
        return self.half + self.blank
