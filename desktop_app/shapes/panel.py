"""The panel of a stage: its rubric and rules, who sits on it, and who scores what. Points are integer hundredths."""

from __future__ import annotations

from enum import StrEnum

from db.enums import Stage, State, Trimming, Verification
from desktop_app.shapes import shape

# --- rubric and rules -------------------------------------------------------------------------------------------------


@shape
class CriterionDraft:
    """评分指标 as it is entered; at most one of a rubric is marked to part equal means."""

    name: str
    full_hundredths: int
    explanation: str = ""
    tie: bool = False


@shape
class CriterionRow:
    """评分指标 of a stage."""

    criterion_id: int
    position: int
    name: str
    full_hundredths: int
    explanation: str
    tie: bool


@shape
class StageRules:
    """How a stage is scored; fixed, like the rubric, from the first sheet on."""

    decimals: int = 0
    verification: Verification = Verification.TOTAL
    trimming: Trimming = Trimming.FROM_THRESHOLD
    trim_threshold: int = 5
    same_organization_excluded: bool = True


@shape
class SeatRow:
    """An expert on the panel. `number` is what print shows instead of the name: 专家3."""

    expert_id: int
    number: int
    name: str
    unit: str
    organization: str
    expertise: str
    reviews: int  # sheets owed: 回避 is none
    entered: int
    verified: int

    @property
    def anonymous(self) -> str:
        return f"专家{self.number}"


@shape
class StageDetails:
    """A stage as it stands. `started_at` "" says that rubric and rules can still be changed."""

    stage_id: int
    round_id: int
    stage: Stage
    rules: StageRules
    started_at: str
    criteria: tuple[CriterionRow, ...]
    seats: tuple[SeatRow, ...]

    @property
    def full_hundredths(self) -> int:
        """The rubric's full marks."""
        return sum(criterion.full_hundredths for criterion in self.criteria)

    @property
    def tie_criterion(self) -> str:
        """The criterion that parts equal means, "" where the rubric marks none."""
        return next((criterion.name for criterion in self.criteria if criterion.tie), "")


# --- conflicts --------------------------------------------------------------------------------------------------------


class ConflictKind(StrEnum):
    """Why an expert must not score an application."""

    OWN_BRANCH = "本支部"
    SAME_ORGANIZATION = "同一基层党组织"
    DECLARED = "申明回避"


@shape
class Conflict:
    """回避. One that is not `excluded` is a warning only.

    `note` is what was declared, `set_aside` why it was admitted all the same.
    """

    kind: ConflictKind
    excluded: bool = True
    note: str = ""
    set_aside: str = ""

    @property
    def words(self) -> str:
        said = f"{self.kind}：{self.note}" if self.note else str(self.kind)
        return f"{said}；准予评审：{self.set_aside}" if self.set_aside else said


@shape
class ConflictRow:
    """A conflict of a seated expert with an application of the round."""

    expert_id: int
    number: int
    expert: str
    application_id: int
    application_number: str
    organization: str
    branch: str
    conflict: Conflict
    assigned: bool  # it was assigned before the conflict was known, or although it is a warning


@shape
class SuspectedConflict:
    """What may be a tie and is for a person to decide: `why` says what was seen."""

    expert_id: int
    number: int
    expert: str
    application_id: int
    application_number: str
    organization: str
    branch: str
    brand: str
    why: str


# --- who scores what --------------------------------------------------------------------------------------------------


class CellState(StrEnum):
    """What an expert has to do with an application."""

    FREE = "未分配"
    PROPOSED = "拟分配"  # only in a plan that is looked at
    TAKEN_BACK = "拟收回"
    CONFLICT = "回避"
    ASSIGNED = "已分配"
    ENTERED = "已录入"
    VERIFIED = "已核对"


@shape
class AssignmentCell:
    """`conflict` stands beside an assignment too, where it came to light later or is a warning.

    `suspected` says why there may be a tie that a person must decide on.
    """

    expert_id: int
    state: CellState
    conflict: Conflict | None = None
    review_id: int | None = None
    code: str = ""
    suspected: str = ""


@shape
class AssignmentRow:
    """An application with one cell per seat, in the order of the seats' numbers; `owed` counts its sheets."""

    application_id: int
    number: str
    organization_id: int
    organization: str
    branch_id: int
    branch: str
    brand: str
    state: State
    cells: tuple[AssignmentCell, ...]
    owed: int


@shape
class AssignmentMatrix:
    """Who scores what. `warnings` are sentences to be read before scoring starts; `left_out` names what is not in."""

    stage_id: int
    seats: tuple[SeatRow, ...]
    rows: tuple[AssignmentRow, ...]
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@shape
class AssignedExpert:
    expert_id: int
    name: str


@shape
class AssignedApplication:
    application_id: int
    number: str
    experts: tuple[AssignedExpert, ...]


@shape
class Unfilled:
    """An application that cannot get the experts it needs, and why."""

    application_id: int
    number: str
    reason: str


@shape
class AssignmentOutcome:
    """The assignment as it stands after a run; `added` and `removed` count the sheets that it brought and took back."""

    stage_id: int
    assigned: tuple[AssignedApplication, ...]
    unfilled: tuple[Unfilled, ...]
    added: int
    left_out: tuple[str, ...] = ()
    removed: int = 0

    def as_json(self) -> dict[str, object]:
        """The keys of `yizhibu assign`."""
        return {
            "assigned": [
                {
                    "application": one.number,
                    "experts": [{"id": expert.expert_id, "name": expert.name} for expert in one.experts],
                }
                for one in self.assigned
            ],
            "unfilled": [{"application": one.number, "reason": one.reason} for one in self.unfilled],
        }
