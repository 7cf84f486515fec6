"""评审专家: who may sit on a panel, and what is known of them (as little as is needed)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ExpertDraft:
    """An expert as the clerk enters him. `branch_id` is the expert's own branch, whose application he never scores."""

    name: str
    title: str = ""
    unit: str = ""
    organization_id: int | None = None
    branch_id: int | None = None
    expertise: str = ""


@dataclass(frozen=True, slots=True)
class ExpertRow:
    """An expert as lists show him; `reviews` counts his sheets over all years."""

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


class ExpertField(StrEnum):
    """What a column of 专家名册 may hold."""

    NAME = "姓名"
    TITLE = "职称"
    UNIT = "工作单位"
    ORGANIZATION = "所属基层党组织"
    EXPERTISE = "专业领域"


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class ExpertWrite:
    """What applying a plan does to one expert; `expert_id` None adds one."""

    expert_id: int | None
    draft: ExpertDraft
