"""分配与回避 as its page shows it: every application against every expert, conflicts, and what to know beforehand."""

from __future__ import annotations

from collections import Counter
from typing import Any

from db.enums import State, Trimming
from db.models import Application, Branch, Expert, PartyOrganization, Review, Seat
from desktop_app.office.panel import open_stage, seats
from desktop_app.office.panel_facts import Facts, facts_of
from desktop_app.rules.conflicts import Ties, conflict
from desktop_app.rules.panel_warnings import unequal_experts
from desktop_app.shapes.panel import AssignmentCell, AssignmentMatrix, AssignmentRow, CellState, ConflictRow


def assignment_matrix(stage_id: int) -> AssignmentMatrix:
    """Who scores what: applications that may be assigned or have sheets, by number, against the panel by number."""
    facts = facts_of(open_stage(stage_id))
    rows = tuple(_row(facts, application) for application in _shown(facts))
    warnings = (_unequal(facts), *_in_conflict(facts), *_suspected(facts))
    return AssignmentMatrix(stage_id, seats(stage_id), rows, tuple(filter(None, warnings)), facts.left_out)


def conflicts(stage_id: int) -> tuple[ConflictRow, ...]:
    """Every conflict of the panel with an application that is or may be scored, by expert and application."""
    facts = facts_of(open_stage(stage_id))
    return tuple(
        ConflictRow(
            expert_id=seat.expert_id,
            number=seat.number,
            expert=seat.expert.name,
            application_id=application.id,
            application_number=application.number,
            organization=application.branch.organization.name,
            branch=application.branch.name,
            conflict=found,
            assigned=seat.expert_id in facts.owed(application.id),
        )
        for seat in facts.seats
        for application in _shown(facts)
        if (found := facts.conflict(application, seat.expert_id))
    )


def _shown(facts: Facts) -> list[Application]:
    """What may be assigned, and what went on from here with its sheets."""
    able = {application.id for application in facts.applications}
    further = {application for application, _ in facts.reviews} - able
    if not further:
        return facts.applications
    rows: Any = Application.select(Application, Branch, PartyOrganization).join(Branch).join(PartyOrganization)
    found = [*facts.applications, *rows.where(Application.id.in_(further))]
    return sorted(found, key=lambda application: str(application.number))


def _row(facts: Facts, application: Application) -> AssignmentRow:
    branch = application.branch
    return AssignmentRow(
        application_id=application.id,
        number=application.number,
        organization_id=branch.organization_id,
        organization=branch.organization.name,
        branch_id=branch.id,
        branch=branch.name,
        brand=application.brand,
        state=State(application.state),
        cells=tuple(_cell(facts, application, seat) for seat in facts.seats),
        owed=len(facts.owed(application.id)),
    )


def _cell(facts: Facts, application: Application, seat: Seat) -> AssignmentCell:
    expert_id, suspected = seat.expert_id, facts.suspicion(application, seat)
    found = facts.conflict(application, expert_id)
    review = facts.reviews.get((application.id, expert_id))
    if review is None:
        state = CellState.CONFLICT if found and found.excluded else CellState.FREE
        return AssignmentCell(expert_id, state, found, suspected=suspected)
    return AssignmentCell(expert_id, _state_of(facts, review), found, review.id, review.code, suspected)


def _state_of(facts: Facts, review: Review) -> CellState:
    if review.expert_id not in facts.owed(review.application_id):
        return CellState.CONFLICT  # the sheet came back marked 回避
    if review.verified_at:
        return CellState.VERIFIED
    return CellState.ENTERED if review.entered_at else CellState.ASSIGNED


# --- what to know beforehand ------------------------------------------------------------------------------------------


def _unequal(facts: Facts) -> str:
    owed = {one.number: len(facts.owed(one.id)) for one in facts.applications if facts.owed(one.id)}
    threshold = facts.stage.trim_threshold
    short = [one for one in facts.applications if 0 < len(facts.owed(one.id)) < threshold]
    substitutes = _substitutes(facts, short) if short else []
    return unequal_experts(owed, Trimming(facts.stage.trimming), threshold, substitutes)


def _substitutes(facts: Facts, short: list[Application]) -> list[str]:
    """Experts off the panel who may score each of these."""
    others: Any = Expert.select().where(Expert.closed_on == "", Expert.id.not_in(list(facts.numbers)))
    same_excluded = bool(facts.stage.same_organization_excluded)
    return [
        f"{expert.name}（{expert.unit}）" if expert.unit else str(expert.name)
        for expert in others.order_by(Expert.id)
        if not any(
            conflict(
                Ties(expert.organization_id, expert.branch_id),
                Ties(one.branch.organization_id, one.branch_id),
                declared=None,
                same_excluded=same_excluded,
            )
            for one in short
        )
    ]


def _in_conflict(facts: Facts) -> list[str]:
    """Assigned before the conflict was known: excluded ones must be taken back before scoring."""
    return [
        f"{facts.named(expert)}须回避 {one.number}“{one.branch.name}”（{found.words}），但已分配，请取消这份评审。"
        for one in facts.applications
        for expert in facts.owed(one.id)
        if (found := facts.conflict(one, expert)) and found.excluded
    ]


def _suspected(facts: Facts) -> list[str]:
    """What may be a tie and waits for a decision: namesakes one by one, units of a college by expert."""
    said, units = [], Counter[int]()
    for one in facts.applications:
        for seat in facts.seats:
            if not facts.suspicion(one, seat):
                continue
            if one.branch.secretary == seat.expert.name:
                said.append(
                    f"{facts.named(seat.expert_id)}与 {one.number}“{one.branch.organization.name} {one.branch.name}”"
                    "的书记同名，请确认不是同一人；是同一人的，请在专家名册里填写本人所在支部。"
                )
            else:
                units[seat.expert_id] += 1
    said += [
        f"{facts.named(expert)}与 {count} 项申报可能有回避情形，请在“待确认”里逐一决定。"
        for expert, count in units.items()
    ]
    return said
