"""A choice of experts as the grid would show it, before it is carried out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.shapes.assignment import AssignmentPlan
from desktop_app.shapes.panel import AssignmentMatrix, AssignmentRow, CellState, SeatRow


def proposed(matrix: AssignmentMatrix, plan: AssignmentPlan) -> AssignmentMatrix:
    """The grid with the plan's cells marked, and the sheets counted as they would be."""
    added, removed = set(plan.added), set(plan.removed)
    change = Counter(expert for _, expert in added)
    change.subtract(expert for _, expert in removed)

    def row(old: AssignmentRow) -> AssignmentRow:
        cells = []
        for cell in old.cells:
            pair = (old.application_id, cell.expert_id)
            state = CellState.PROPOSED if pair in added else CellState.TAKEN_BACK if pair in removed else cell.state
            cells.append(replace(cell, state=state))
        new = sum(application == old.application_id for application, _ in added)
        gone = sum(application == old.application_id for application, _ in removed)
        return replace(old, cells=tuple(cells), owed=old.owed + new - gone)

    seats = tuple(replace(seat, reviews=seat.reviews + change[seat.expert_id]) for seat in matrix.seats)
    return replace(matrix, rows=tuple(map(row, matrix.rows)), seats=seats)


def plan_words(plan: AssignmentPlan, seats: Sequence[SeatRow]) -> str:
    """新增 370 份，收回 2 份没有录入的；每位专家 41 至 42 份. `seats` as they would be."""
    said = [f"新增 {len(plan.added)} 份"]
    if plan.removed:
        said.append(f"收回 {len(plan.removed)} 份没有录入的")
    loads = [seat.reviews for seat in seats]
    if not loads:
        return "，".join(said) + "。"
    even = f"每位专家 {loads[0]} 份" if min(loads) == max(loads) else f"每位专家 {min(loads)} 至 {max(loads)} 份"
    return f"{'，'.join(said)}；{even}。"
