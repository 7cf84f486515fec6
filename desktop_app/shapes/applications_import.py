"""申报汇总: a list of applications by branch and brand, and what becomes of each of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from db.enums import State
from desktop_app.shapes import shape
from desktop_app.shapes.list_import import ListRow, ListSummary, blocked, summary_of
from desktop_app.shapes.roster_import import RosterSnapshot


class ApplicationField(StrEnum):
    """What a column of 申报汇总 may hold."""

    ORGANIZATION = "基层党组织"
    BRANCH = "党支部"
    BRAND = "品牌名称"
    CONTACT = "联系人"
    TELEPHONE = "办公电话"


@shape
class KnownApplication:
    """A live application of the round."""

    id: int
    number: str
    brand: str
    contact: str
    telephone: str
    state: State


@shape
class ApplicationsSnapshot:
    """The roster and the round's live applications by branch: what a plan is made against."""

    round_id: int
    roster: RosterSnapshot
    applications: Mapping[int, KnownApplication]


@shape
class ApplicationWrite:
    """What applying a plan does for one branch; `application_id` None registers one. "" changes nothing."""

    application_id: int | None
    branch_id: int
    brand: str
    contact: str
    telephone: str


@shape
class ApplicationsPlan:
    """The fate of every data row, and what applying it does."""

    file: str
    rows: tuple[ListRow, ...]
    writes: tuple[ApplicationWrite, ...]
    told: tuple[str, ...]
    existing: ApplicationsSnapshot

    def summary(self) -> ListSummary:
        return summary_of(self.rows)

    def blocked(self, *, strict: bool = False) -> str:
        """Why nothing of this plan may be applied, as a sentence; "" when it may."""
        return blocked(self.rows, strict=strict)
