"""What the assignment says of one expert and one application, in words. Pure."""

from __future__ import annotations

from db.enums import State
from desktop_app.shapes.panel import (
    AssignmentCell,
    AssignmentMatrix,
    AssignmentRow,
    CellState,
    ConflictKind,
    SeatRow,
    StageRules,
)

ASSIGNABLE = frozenset({State.ACCEPTED, State.UNDER_REVIEW, State.AWAITING_ACCEPTANCE})
MARKS = {
    CellState.PROPOSED: ("plus", "text"),
    CellState.TAKEN_BACK: ("minus", "warn"),
    CellState.ENTERED: ("circle-dot", "text"),
    CellState.VERIFIED: ("circle-check", "good"),
}

PLANNED = {
    CellState.PROPOSED: "方案里分给这位专家，还没有分配。",
    CellState.TAKEN_BACK: "方案里收回这张空白的评分表，让给别的专家。",
}


def mark_of(state: CellState) -> tuple[str, str]:
    """Icon and colour of a sheet that has come in, or of one in a plan."""
    return MARKS[state]


def assignable(row: AssignmentRow) -> bool:
    """It has not gone on from its review."""
    return row.state in ASSIGNABLE


def can_assign(row: AssignmentRow, cell: AssignmentCell) -> bool:
    return cell.state is CellState.FREE and assignable(row)


def can_take_back(row: AssignmentRow, cell: AssignmentCell) -> bool:
    return cell.state is CellState.ASSIGNED and assignable(row)


def can_declare(cell: AssignmentCell) -> bool:
    """A declared tie is recorded before the sheet is typed, and only where it is not excluded for good already."""
    own = cell.conflict is not None and cell.conflict.kind is ConflictKind.OWN_BRANCH
    return not own and not is_declared(cell) and cell.state in (CellState.FREE, CellState.ASSIGNED, CellState.CONFLICT)


def is_declared(cell: AssignmentCell) -> bool:
    return cell.conflict is not None and cell.conflict.kind is ConflictKind.DECLARED


def can_admit(cell: AssignmentCell) -> bool:
    """A tie that excludes may be set aside, the own branch never."""
    conflict = cell.conflict
    return conflict is not None and conflict.excluded and conflict.kind is not ConflictKind.OWN_BRANCH


def is_admitted(cell: AssignmentCell) -> bool:
    return cell.conflict is not None and bool(cell.conflict.set_aside)


def cell_words(row: AssignmentRow, cell: AssignmentCell) -> str:
    """已分配; 回避（同一基层党组织）; 已分配（注意：同一基层党组织）."""
    if cell.state is CellState.FREE and not assignable(row):
        return "没有分配"
    if cell.conflict is None:
        return f"{cell.state}（待确认：{cell.suspected}）" if cell.suspected else str(cell.state)
    noted = cell.conflict.words if cell.state is CellState.CONFLICT else f"注意：{cell.conflict.words}"
    return f"{cell.state}（{noted}）"


def cell_sentence(row: AssignmentRow, cell: AssignmentCell, rules: StageRules, *, started: bool) -> str:
    """What stands there and why, for the pane."""
    conflict = cell.conflict
    if cell.state in PLANNED:
        return PLANNED[cell.state]
    match cell.state:
        case CellState.CONFLICT if conflict is None:
            return "评分表标为“回避”，不计分。"
        case CellState.CONFLICT:
            return f"{_because(cell, rules, started=started)}"
        case CellState.FREE if not assignable(row):
            return f"这项申报已是“{row.state}”，不再分配。"
        case CellState.FREE:
            said = "还没有分配，按空格分配。"
        case CellState.ASSIGNED:
            said = f"已分配，评分表 {cell.code} 还没有录入。"
        case CellState.ENTERED:
            said = f"评分表 {cell.code} 已录入，还没有复核。"
        case CellState.VERIFIED:
            said = f"评分表 {cell.code} 已录入并复核。"
    return said + _concern(cell)


def _concern(cell: AssignmentCell) -> str:
    """What is to be known beside: a conflict that came to light or is a warning, a suspicion."""
    conflict = cell.conflict
    if conflict and conflict.excluded:
        return f"须回避（{conflict.words}），请取消分配，或在评分表上标为回避。"
    if cell.suspected:
        return f"可能要回避：{cell.suspected}，请确认。"
    return f"注意：{conflict.words}。" if conflict else ""


def _because(cell: AssignmentCell, rules: StageRules, *, started: bool) -> str:
    assert cell.conflict is not None
    match cell.conflict.kind:
        case ConflictKind.OWN_BRANCH:
            return "是专家本人所在支部的申报，必须回避。"
        case ConflictKind.DECLARED:
            return f"专家申明回避：{cell.conflict.note}。"
    changeable = (
        "评分开始前可以在“指标与规则”里改为只提醒。" if rules.same_organization_excluded and not started else ""
    )
    return f"专家与申报支部同属一个基层党组织，按本批次的规则回避。{changeable}"


def unassigned(matrix: AssignmentMatrix) -> list[AssignmentRow]:
    """Applications that nobody scores yet although somebody may."""
    return [row for row in matrix.rows if assignable(row) and not row.owed]


def free_cells(matrix: AssignmentMatrix) -> int:
    """How many sheets “全部分配” would bring."""
    return sum(can_assign(row, cell) for row in matrix.rows for cell in row.cells)


def totals_words(matrix: AssignmentMatrix, seats: tuple[SeatRow, ...]) -> str:
    """74 项 · 9 位专家 · 635 份评审 · 回避 31."""
    recused = sum(cell.state is CellState.CONFLICT for row in matrix.rows for cell in row.cells)
    said = [f"{len(matrix.rows)} 项", f"{len(seats)} 位专家", f"{sum(row.owed for row in matrix.rows)} 份评审"]
    return " · ".join((*said, f"回避 {recused}") if recused else said)
