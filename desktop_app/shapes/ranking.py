"""排名: how the experts' sheets put the applications of a stage in order.

Points are integer hundredths, means exact Fractions of points; a Fraction is never rounded before it is compared.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from db.enums import Stage
from desktop_app.shapes import shape


class Dropped(StrEnum):
    """Which end of the trimmed mean a total was dropped at."""

    NO = ""
    HIGHEST = "最高"
    LOWEST = "最低"


class Standing(StrEnum):
    """Where an application stands against the quota; blank while no quota covers it."""

    OPEN = ""
    WITHIN = "名额内"
    ACROSS = "跨线并列"
    OUTSIDE = "名额外"


@shape
class SheetCell:
    """One expert's part in one application: a valid total, or the word that stands in its place."""

    expert: int  # 3 of 专家3
    review_id: int | None  # None where nothing is owed
    code: str
    total_hundredths: int | None
    word: str  # "" with a total; 回避, 缺席, 弃权, 未录, 未分配
    dropped: Dropped
    verified: bool


@shape
class RankedApplication:
    """One application. Who has no place has place 0, no means, and says why."""

    application_id: int
    number: str  # ZBPP-2025-031
    organization: str
    branch: str
    brand: str
    kind: str  # of the branch: 教师, 学生 … or ""
    state: str
    cells: tuple[SheetCell, ...]  # one per expert of the panel, in the order of their numbers
    place: int = 0
    valid: int = 0  # n: how many totals there are
    trimmed: bool = False
    mean: Fraction | None = None  # of the kept totals: what is ranked on
    tie_mean: Fraction | None = None  # of the tie criterion over all valid sheets; None where the rubric marks none
    median: Fraction | None = None  # of all valid totals
    equals: tuple[str, ...] = ()  # numbers of the other applications with the very same mean
    shares: tuple[str, ...] = ()  # numbers of those with which this one still shares its place
    tie: str = ""  # the rule that parts equal means: the criterion's name, 中位数, 集体研究 (needed or recorded)
    decision: str = ""  # 集体研究 as it was recorded: who, and why
    standing: Standing = Standing.OPEN
    why: str = ""  # why it has no place

    @property
    def dropped(self) -> tuple[int, ...]:
        """The dropped totals, the lowest first."""
        return tuple(sorted(c.total_hundredths or 0 for c in self.cells if c.dropped))


@shape
class QuotaLine:
    """立项名额, of one kind of branch or (kind "") of all."""

    kind: str
    places: int
    ranked: int  # how many applications compete for them
    within: int  # how many are surely in
    across: tuple[str, ...] = ()  # numbers of those that share a place across the line; () where it is clear
    place: int = 0  # the place they share


@shape
class Ranking:
    """The ranking of a stage. `rows` are in order, best first; who has no place stands in `vetoed` or `unplaced`."""

    round_id: int
    stage_id: int | None  # None before the stage is set up
    stage: Stage
    rule: str  # how the order is made, in words
    tie_criterion: str  # "" where the rubric marks none
    experts: tuple[int, ...]  # the panel's numbers
    rows: tuple[RankedApplication, ...]
    vetoed: tuple[RankedApplication, ...]
    unplaced: tuple[RankedApplication, ...]
    lines: tuple[QuotaLine, ...]
    owed: int  # sheets: every review but 回避
    unverified: tuple[str, ...]  # their codes; () makes the ranking official
    notes: tuple[str, ...]  # unequal numbers of sheets, conflicts that were set aside
    obstacles: tuple[str, ...]  # why no list can be drawn from it yet: no quota, a tie across its line …

    @property
    def official(self) -> bool:
        """Every sheet that is owed has been verified."""
        return self.owed > 0 and not self.unverified
