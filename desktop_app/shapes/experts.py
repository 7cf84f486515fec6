"""评审专家: who may sit on a panel, and what is known of them (as little as is needed)."""

from __future__ import annotations

from enum import StrEnum

from db.enums import Stage
from desktop_app.shapes import shape
from desktop_app.shapes.list_import import ListRow, ListSummary, blocked, summary_of
from desktop_app.shapes.roster_import import RosterSnapshot


@shape
class ExpertDraft:
    """An expert as the clerk enters him. `branch_id` is the expert's own branch, whose application he never scores."""

    name: str
    title: str = ""
    unit: str = ""
    organization_id: int | None = None
    branch_id: int | None = None
    expertise: str = ""


@shape
class ExpertYear:
    """What an expert scored in one round: `sheets` handed in, 回避 apart."""

    year: int
    stage: Stage
    sheets: int


@shape
class ExpertRow:
    """An expert as lists show him; `years` are the rounds in which he handed in sheets, the newest first.

    `reviews` counts everything that was ever assigned.
    """

    expert_id: int
    name: str
    title: str
    unit: str
    organization_id: int | None
    organization: str
    branch_id: int | None
    branch: str
    expertise: str
    search: str
    reviews: int
    closed_on: str
    years: tuple[ExpertYear, ...] = ()


class ExpertField(StrEnum):
    """What a column of 专家名册 may hold."""

    NAME = "姓名"
    TITLE = "职称"
    UNIT = "工作单位"
    ORGANIZATION = "所属基层党组织"
    EXPERTISE = "专业领域"


@shape
class KnownExpert:
    """An expert that a row of a file may be about."""

    id: int
    name: str
    title: str
    unit: str
    organization_id: int | None
    branch_id: int | None
    expertise: str
    closed_on: str


@shape
class ExpertWrite:
    """What applying a plan does to one expert; `expert_id` None adds one."""

    expert_id: int | None
    draft: ExpertDraft


@shape
class ExpertsSnapshot:
    """The experts and the roster they are matched to: what a plan is made against."""

    experts: tuple[KnownExpert, ...]
    roster: RosterSnapshot


@shape
class ExpertsPlan:
    """The fate of every data row, and what applying it does."""

    file: str
    rows: tuple[ListRow, ...]
    writes: tuple[ExpertWrite, ...]
    told: tuple[str, ...]
    existing: ExpertsSnapshot

    def summary(self) -> ListSummary:
        return summary_of(self.rows)

    def blocked(self, *, strict: bool = False) -> str:
        """Why nothing of this plan may be applied, as a sentence; "" when it may."""
        return blocked(self.rows, strict=strict)
