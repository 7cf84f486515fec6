"""What a stage's assignment is judged on, read once: applications that may be scored, seats, sheets, ties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import peewee as pw

from db.enums import RecusalKind, ReviewMark, Ruling, Stage, State
from db.models import Application, Branch, ConflictRuling, Expert, PartyOrganization, Recusal, Review, ReviewStage, Seat
from desktop_app.office.office_settings import profile
from desktop_app.rules.conflicts import Named, Person, Ties, conflict, declared_words, suspicion
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.panel import Conflict

REVIEWABLE: Mapping[Stage, frozenset[State]] = {
    Stage.ESTABLISHMENT: frozenset({State.ACCEPTED, State.UNDER_REVIEW}),
    Stage.ACCEPTANCE: frozenset({State.AWAITING_ACCEPTANCE}),
}
_NOT_YET = frozenset({State.REGISTERED, State.INCOMPLETE})


@dataclass(slots=True)
class Facts:
    """A stage at one moment. Sheets are by (application, expert)."""

    stage: ReviewStage
    applications: list[Application]  # that may be assigned, by number
    seats: list[Seat]
    reviews: dict[tuple[int, int], Review]
    declared: dict[tuple[int, int], str]
    admitted: dict[tuple[int, int], str]  # why a tie that excludes was set aside
    ruled: frozenset[tuple[int, int]]  # pairs on which something was decided
    school: str
    left_out: tuple[str, ...]
    numbers: dict[int, int] = field(init=False)  # of the seats, by expert
    _ties: dict[int, Ties] = field(init=False)
    _owed: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = {seat.expert_id: seat.number for seat in self.seats}
        self._ties = {seat.expert_id: Ties(seat.expert.organization_id, seat.expert.branch_id) for seat in self.seats}
        self._owed = {}
        for (application, expert), review in self.reviews.items():
            if review.mark != ReviewMark.RECUSED:
                self._owed.setdefault(application, []).append(expert)

    def conflict(self, application: Application, expert_id: int) -> Conflict | None:
        """Why this seated expert must not, or had better not, score the application."""
        return conflict(
            self._ties[expert_id],
            Ties(application.branch.organization_id, application.branch_id),
            declared=self.declared.get((application.id, expert_id)),
            same_excluded=bool(self.stage.same_organization_excluded),
            set_aside=self.admitted.get((application.id, expert_id), ""),
        )

    def excluded(self, application: Application, expert_id: int) -> bool:
        found = self.conflict(application, expert_id)
        return found is not None and found.excluded

    def suspicion(self, application: Application, seat: Seat) -> str:
        """Why there may be a tie that nobody has decided on yet; "" when there is none, or one is known.

        An expert whose own branch is known is no namesake of another branch's secretary; one whose organisation is
        known works there and nowhere else.
        """
        pair = (application.id, seat.expert_id)
        if pair in self.ruled or self.conflict(application, seat.expert_id):
            return ""
        expert, branch = seat.expert, application.branch
        people = (("支部书记", str(branch.secretary)), ("联系人", str(application.contact)))
        named = Named(self.school, branch.organization.name, () if expert.branch_id else people)
        return suspicion(Person(expert.name, "" if expert.organization_id else expert.unit), named)

    def owed(self, application_id: int) -> list[int]:
        """The experts who owe a sheet on it, or have handed one in; 回避 is none."""
        return self._owed.get(application_id, [])

    def candidates(self, application: Application) -> list[int]:
        """Who may still be assigned, by number."""
        return [
            expert
            for expert in self.numbers
            if (application.id, expert) not in self.reviews and not self.excluded(application, expert)
        ]

    def loads(self) -> dict[int, int]:
        """How many sheets every seated expert owes."""
        loads = dict.fromkeys(self.numbers, 0)
        for experts in self._owed.values():
            for expert in experts:
                loads[expert] += 1
        return loads

    def is_movable(self, pair: tuple[int, int]) -> bool:
        """Drawn, still blank: a later draw may take the sheet back."""
        review = self.reviews.get(pair)
        return review is not None and not (review.entered_at or review.locked)

    def named(self, expert_id: int) -> str:
        """专家3 某某."""
        name = next(seat.expert.name for seat in self.seats if seat.expert_id == expert_id)
        return f"专家{self.numbers[expert_id]} {name} "


def facts_of(stage: ReviewStage) -> Facts:
    """Read them."""
    rows: Any = (
        Application.select(Application, Branch, PartyOrganization)
        .join(Branch)
        .join(PartyOrganization)
        .where(Application.round == stage.round_id)
        .order_by(Application.number)
    )
    of_round = list(rows)
    states = REVIEWABLE[Stage(stage.stage)]
    able = [row for row in of_round if State(row.state) in states and not _waits_for_approval(row)]
    seats: Any = (
        Seat.select(Seat, Expert, PartyOrganization)
        .join(Expert)
        .join(PartyOrganization, pw.JOIN.LEFT_OUTER)
        .where(Seat.stage == stage)
        .order_by(Seat.number)
    )
    reviews: Any = Review.select().where(Review.stage == stage)
    return Facts(
        stage=stage,
        applications=able,
        seats=list(seats),
        reviews={(row.application_id, row.expert_id): row for row in reviews},
        declared=declared_ties(one.id for one in of_round),
        admitted=admissions(one.id for one in of_round),
        ruled=_ruled(one.id for one in of_round),
        school=profile().school,
        left_out=_left_out(of_round) if Stage(stage.stage) is Stage.ESTABLISHMENT else (),
    )


def _waits_for_approval(row: Application) -> bool:
    return bool(row.late) and not row.late_approved_by


def _left_out(rows: list[Application]) -> tuple[str, ...]:
    """Which applications of the round are not in review yet, and why."""
    told = [
        f"{row.number}“{row.branch.name}”逾期，没有批准，不进入评审。"
        for row in rows
        if _waits_for_approval(row) and State(row.state) not in ENDED
    ]
    if waiting := [row for row in rows if State(row.state) in _NOT_YET and not _waits_for_approval(row)]:
        told.append(f"另有 {len(waiting)} 项还没有受理（登记或待补正），不参加分配。")
    return tuple(told)


def declared_ties(application_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """What was declared, in words, by (application, expert)."""
    wanted = set(application_ids)
    rows: Any = Recusal.select(Recusal.application, Recusal.expert, Recusal.note, Recusal.kind).tuples()
    return {(one, expert): declared_words(RecusalKind(kind), note) for one, expert, note, kind in rows if one in wanted}


def admissions(application_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """Why a tie that excludes was set aside, by (application, expert)."""
    wanted = set(application_ids)
    rows: Any = ConflictRuling.select(ConflictRuling.application, ConflictRuling.expert, ConflictRuling.reason)
    found = rows.where(ConflictRuling.ruling == Ruling.SET_ASIDE).tuples()
    return {(one, expert): reason for one, expert, reason in found if one in wanted}


def _ruled(application_ids: Iterable[int]) -> frozenset[tuple[int, int]]:
    wanted = set(application_ids)
    rows: Any = ConflictRuling.select(ConflictRuling.application, ConflictRuling.expert).tuples()
    return frozenset((one, expert) for one, expert in rows if one in wanted)
