"""What a ranking is made of, read from the database in a handful of queries, whatever the number of sheets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from db.connection import database
from db.enums import Stage, State
from db.models import (
    Application,
    Branch,
    CollectiveDecision,
    Criterion,
    Expert,
    PartyOrganization,
    Review,
    ReviewStage,
    Score,
    Seat,
)
from desktop_app.office.panel_facts import admissions, declared_ties
from desktop_app.rules.conflicts import Ties
from desktop_app.rules.ranking import Decision
from desktop_app.shapes import shape

EXPECTING = {  # the states in which a stage still expects sheets
    Stage.ESTABLISHMENT: (State.ACCEPTED, State.UNDER_REVIEW),
    Stage.ACCEPTANCE: (State.AWAITING_ACCEPTANCE,),
}


class Sheet(NamedTuple):
    """A Review."""

    review_id: int
    application_id: int
    expert_id: int
    code: str
    mark: str
    total: int | None
    veto: bool
    veto_reason: str
    verified_at: str

    @property
    def points(self) -> int | None:
        """The total in hundredths, where it counts."""
        return None if self.mark else self.total


@shape
class Project:
    """An Application and where it belongs."""

    application_id: int
    number: str
    brand: str
    state: str
    state_reason: str
    branch: str
    kind: str
    organization: str
    ties: Ties


@shape
class Panellist:
    """A Seat and where its expert belongs."""

    expert_id: int
    number: int
    ties: Ties


@shape
class StageRows:
    """All of a stage. Sheets stand by (application, expert); points are those of the tie criterion, by review."""

    row: ReviewStage
    projects: tuple[Project, ...]  # by number
    panel: tuple[Panellist, ...]  # by number
    sheets: dict[tuple[int, int], Sheet]
    tie_criterion: str
    points: dict[int, int]
    decisions: dict[int, Decision]
    declared: dict[tuple[int, int], str]  # the notes of declared ties, by (application, expert)
    admitted: dict[tuple[int, int], str]  # why one that excludes was set aside


def stage_rows(row: ReviewStage) -> StageRows:
    sheets = {(sheet.application_id, sheet.expert_id): sheet for sheet in _sheets(row)}
    projects = _projects(row, {application_id for application_id, _ in sheets})
    tie = Criterion.get_or_none((Criterion.stage == row) & (Criterion.tie == True))  # noqa: E712
    return StageRows(
        row=row,
        projects=projects,
        panel=_panel(row),
        sheets=sheets,
        tie_criterion="" if tie is None else tie.name,
        points={} if tie is None else dict(_points(row, tie)),
        decisions=_decisions(row),
        declared=declared_ties(project.application_id for project in projects),
        admitted=admissions(project.application_id for project in projects),
    )


def _sheets(row: ReviewStage) -> Iterable[Sheet]:
    query = Review.select(
        Review.id,
        Review.application,
        Review.expert,
        Review.code,
        Review.mark,
        Review.total_hundredths,
        Review.veto,
        Review.veto_reason,
        Review.verified_at,
    ).where(Review.stage == row)
    return map(Sheet._make, _tuples(query))


def _projects(row: ReviewStage, with_sheets: set[int]) -> tuple[Project, ...]:
    """Those with a sheet, and those that the stage still expects sheets of; late ones only when they were admitted."""
    query = (
        Application.select(
            Application.id,
            Application.number,
            Application.brand,
            Application.state,
            Application.state_reason,
            (Application.late == False) | (Application.late_approved_by != ""),  # noqa: E712
            Branch.name,
            Branch.kind,
            PartyOrganization.name,
            PartyOrganization.id,
            Branch.id,
        )
        .join(Branch)
        .join(PartyOrganization)
        .where(Application.round == row.round_id)
        .order_by(Application.number)
    )
    expecting = {str(state) for state in EXPECTING[Stage(row.stage)]}
    return tuple(
        Project(key, number, brand, state, reason, branch, kind, organization, Ties(organization_id, branch_id))
        for key, number, brand, state, reason, admitted, branch, kind, organization, organization_id, branch_id in (
            _tuples(query)
        )
        if key in with_sheets or (admitted and state in expecting)
    )


def _panel(row: ReviewStage) -> tuple[Panellist, ...]:
    query = (
        Seat.select(Seat.expert, Seat.number, Expert.organization, Expert.branch)
        .join(Expert)
        .where(Seat.stage == row)
        .order_by(Seat.number)
    )
    return tuple(Panellist(key, number, Ties(home, branch)) for key, number, home, branch in _tuples(query))


def _points(row: ReviewStage, tie: Criterion) -> Iterable[tuple[int, int]]:
    query = Score.select(Score.review, Score.hundredths).join(Review).where(Review.stage == row, Score.criterion == tie)
    return _tuples(query)  # type: ignore[no-any-return]


def _decisions(row: ReviewStage) -> dict[int, Decision]:
    query = CollectiveDecision.select(
        CollectiveDecision.application,
        CollectiveDecision.precedence,
        CollectiveDecision.names,
        CollectiveDecision.reason,
        CollectiveDecision.id - CollectiveDecision.precedence,  # the same for all of one sitting: written in one go
    ).where(CollectiveDecision.stage == row)
    return {key: Decision(*said) for key, *said in _tuples(query)}


def _tuples(query: Any) -> Any:
    """Rows as SQLite gives them: truth values are 0 and 1. Ten thousand sheets need no conversion, field by field."""
    return database.execute(query).fetchall()
