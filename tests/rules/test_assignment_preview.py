"""A choice of experts before it is carried out."""

from __future__ import annotations

from db.enums import State
from desktop_app.rules.assignment_preview import plan_words, proposed
from desktop_app.shapes.assignment import AssignmentPlan
from desktop_app.shapes.panel import AssignmentCell, AssignmentMatrix, AssignmentRow, CellState, SeatRow

FREE, ASSIGNED = CellState.FREE, CellState.ASSIGNED


def seat(number: int, reviews: int) -> SeatRow:
    return SeatRow(number, number, f"专{number}", "", "", "", reviews, 0, 0)


def row(application: int, *states: CellState) -> AssignmentRow:
    cells = tuple(AssignmentCell(expert, state) for expert, state in enumerate(states, 1))
    owed = sum(state is ASSIGNED for state in states)
    return AssignmentRow(application, f"ZBPP-2023-0{application}", 1, "", 1, "", "", State.ACCEPTED, cells, owed)


def test_the_grid_of_a_plan() -> None:
    matrix = AssignmentMatrix(1, (seat(1, 1), seat(2, 0)), (row(11, ASSIGNED, FREE), row(12, FREE, FREE)))
    plan = AssignmentPlan(added=((11, 2), (12, 1)), removed=((11, 1),))
    shown = proposed(matrix, plan)
    assert [[cell.state for cell in each.cells] for each in shown.rows] == [
        [CellState.TAKEN_BACK, CellState.PROPOSED],
        [CellState.PROPOSED, FREE],
    ]
    assert ([each.owed for each in shown.rows], [each.reviews for each in shown.seats]) == ([1, 1], [1, 1])
    assert plan_words(plan, shown.seats) == "新增 2 份，收回 1 份没有录入的；每位专家 1 份。"
    assert matrix.rows[0].cells[0].state is ASSIGNED
