"""分配: who scores what, what stands against it, and what must be known before scoring."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ledger import moment
from desktop_app.office import assignment, assignment_cells, recusals
from desktop_app.office.assignment_problem import draw_request, why_short
from desktop_app.rules.assignment import solve
from desktop_app.rules.assignment_preview import plan_words, proposed
from desktop_app.rules.numbering import short_number
from desktop_app.rules.pinyin import branch_search_text, search_text
from desktop_app.shapes.assignment import AssignmentPlan, AssignmentProblem, Shortage
from desktop_app.shapes.panel import (
    AssignmentCell,
    AssignmentMatrix,
    AssignmentRow,
    CellState,
    SeatRow,
    StageDetails,
    Unfilled,
)
from desktop_app.ui.parts.basics import Panel, Stack, field, label, panes, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.pane import FormPane, FormStack
from desktop_app.ui.parts.remarks import Remarks
from desktop_app.ui.parts.table_rows import folded
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.review.assign_forms import DrawForm, RecusalForm, RulingForm, assigned_words
from desktop_app.ui.screens.review.matrix_pane import CellPane
from desktop_app.ui.screens.review.matrix_view import MARK, MatrixView, draw_mark
from desktop_app.ui.screens.review.matrix_wording import (
    assignable,
    can_assign,
    can_take_back,
    totals_words,
)
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

Run = Callable[..., object]
PANE = 248
ALL, NOBODY, RECUSED, OWED, SUSPECTED = "全部", "未分配", "有回避", "未交齐", "待确认"
LEGEND = (
    (CellState.FREE, "未分配"),
    (CellState.ASSIGNED, "已分配"),
    (CellState.ENTERED, "已录入"),
    (CellState.VERIFIED, "已核"),
)


class MatrixPage(QWidget):
    """`changed`: the header has something new to say. `open_sheet` and `print_pile` go beyond the page."""

    changed = Signal()
    open_sheet = Signal(int)
    print_pile = Signal(int)

    def __init__(self, desk: Desk, run: Run, notice: Notice) -> None:
        super().__init__()
        self.setObjectName("matrix_page")
        self._ledger, self._jobs, self._run, self._notice = desk.ledger, desk.jobs, run, notice
        self._stage: StageDetails | None = None
        self.matrix: AssignmentMatrix | None = None
        self.filter = field("matrix_filter", "", "支部、拼音　Ctrl+F", "filter", says="筛选申报项目")
        self.filter.setFixedWidth(180)
        self.chips = Chips("matrix_chips", (ALL,))
        self.view, self.pane, self.remarks = MatrixView("matrix"), CellPane(), Remarks("matrix_remarks")
        self.recusal, self.drawing = RecusalForm(run), DrawForm(run, desk.ledger)
        self.ruling = RulingForm(run, desk.ledger)
        self._build(desk)
        self._connect()

    def _build(self, desk: Desk) -> None:
        self._totals = label("", "matrix_totals", "muted")
        sheet = Panel("", "matrix_panel")
        sheet.body.addWidget(self.view, 1)
        sheet.body.addLayout(row(self._totals, 0, Legend(), gap=APART, margins=(NEAR, NEAR, BESIDE, TIGHT)))
        self._right = FormStack()
        self._right.setObjectName("matrix_right")
        for part in (self.pane, self.recusal, self.ruling, self.drawing):
            self._right.addWidget(part)
        left = Stack("matrix_left", self.remarks, row(self.filter, self.chips, 0), sheet, gap=NEAR)
        left.box.setStretch(2, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("matrix_panes", left, self._right, PANE, desk.memory))

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self._narrow())
        self.filter.returnPressed.connect(self.view.setFocus)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.view.moved.connect(self._follow)
        self.view.toggled.connect(self.toggle)
        self.view.opened.connect(self._open)
        self.pane.toggle.connect(self.toggle)
        self.pane.declare.connect(self._declare)
        self.pane.withdraw.connect(self._withdraw)
        self.pane.dismiss.connect(self._dismiss)
        self.pane.admit.connect(self._admit)
        self.pane.take_back_ruling.connect(self._take_back_ruling)
        self.pane.open_sheet.connect(self.open_sheet)
        self.pane.print_pile.connect(self.print_pile)
        for form in (self.recusal, self.ruling, self.drawing):
            form.left.connect(self.leave_form)
        self.drawing.asked.connect(self._plan)
        self.drawing.outdated.connect(self._narrow)

    # What the tab tells it --------------------------------------------------------------------------------------------

    def show_stage(self, stage: StageDetails, matrix: AssignmentMatrix | None) -> None:
        """Before there is a stage there is no matrix, and the page is not in sight."""
        self._stage, self.matrix = stage, matrix
        if matrix is None:
            return
        before = not stage.started_at
        lines = [(words, before) for words in matrix.warnings] + [(words, False) for words in matrix.left_out]
        self.remarks.show_lines(lines)
        self._totals.setText(totals_words(matrix, matrix.seats))
        self.chips.show_choices([(name, sum(map(passes, matrix.rows))) for name, passes in self._choices().items()])
        self._narrow()

    @property
    def form(self) -> FormPane | None:
        """The form that stands in the pane."""
        return self._right.form

    def leave_form(self) -> None:
        self._right.setCurrentWidget(self.pane)
        self._narrow()
        self.view.setFocus()
        self.changed.emit()

    # Doing ------------------------------------------------------------------------------------------------------------

    def assign_all(self) -> None:
        """全部分配（除回避）: everyone of the panel for every application; seats everyone while the panel is empty."""
        assert self._stage is not None
        stage, at = self._stage, moment(self._ledger.clock())
        if stage.seats:
            details: dict[str, object] = {"stage_id": stage.stage_id}
            command: Callable[..., object] = assignment.assign_all
        else:
            details, command = {"round_id": stage.round_id}, assignment.seat_and_assign
        self._attempt("分配评审", command, say=assigned_words, by=self._ledger.actor, at=at, **details)

    def draw(self) -> None:
        """So many experts for each application."""
        assert self._stage is not None
        self._show_form(self.drawing)
        self.drawing.ask(self._stage.stage_id, self._stage.rules.trim_threshold)

    def _plan(self, each: int, least: int | None, most: int | None) -> None:
        """The solver works aside; what comes back is looked at in the grid."""
        assert self._stage is not None
        stage_id = self._stage.stage_id
        problem, unfilled = draw_request(stage_id, each=each, least=least, most=most)
        self._jobs.start(
            lambda _: solve(problem),
            title="正在选配专家",
            done=lambda made: self._planned(stage_id, problem, made, unfilled),
            failed=self.drawing.notice.show_failure,
        )

    def _planned(
        self, stage_id: int, problem: AssignmentProblem, made: AssignmentPlan | Shortage, unfilled: tuple[Unfilled, ...]
    ) -> None:
        if self.form is not self.drawing or self.matrix is None:
            return  # left meanwhile
        if isinstance(made, Shortage):
            words = why_short(stage_id, problem, made)
            self.drawing.notice.show_words(words.what, words.todo)
            return
        shown = proposed(self.matrix, made)
        self.drawing.show_plan(made, plan_words(made, shown.seats), unfilled)
        self._narrow()

    def toggle(self) -> None:
        """Assign what is free of the chosen cells; where nothing is, take back what is still blank."""
        chosen, stage = self.view.chosen_cells(), self._stage
        wanted = [(row_.application_id, cell.expert_id) for row_, cell in chosen if can_assign(row_, cell)]
        back = [cell.review_id for row_, cell in chosen if can_take_back(row_, cell)]
        if stage is None or not (wanted or back):
            return
        numbers = {seat.expert_id: seat.anonymous for seat in stage.seats}
        words = "分配" if wanted else "取消分配"
        row_, cell = next(pair for pair in chosen if (can_assign if wanted else can_take_back)(*pair))
        count = len(wanted or back)
        what = f"{count} 份评审" if count > 1 else f"{short_number(row_.number)} {numbers[cell.expert_id]}"
        self._attempt(
            f"{words} {what}",
            assignment_cells.set_cells,
            say=lambda _: f"已{words} {what}",
            stage_id=stage.stage_id,
            wanted=wanted,
            unwanted=() if wanted else back,
            by=self._ledger.actor,
            at=moment(self._ledger.clock()),
        )

    def _declare(self) -> None:
        if found := self._looked_at():
            self._show_form(self.recusal)
            self.recusal.declare(found[0], found[2])

    def _withdraw(self) -> None:
        if found := self._looked_at():
            row_, _, seat = found
            words = f"{seat.anonymous}回避 {short_number(row_.number)}"
            self._attempt(
                f"撤销{words}",
                recusals.withdraw_recusal,
                say=lambda _: f"已撤销{words}的申明",
                expert_id=seat.expert_id,
                application_id=row_.application_id,
            )

    def _dismiss(self) -> None:
        if found := self._looked_at():
            self._show_form(self.ruling)
            self.ruling.dismiss(found[0], found[2], found[1].suspected)

    def _admit(self) -> None:
        if (found := self._looked_at()) and self._stage:
            self._show_form(self.ruling)
            self.ruling.admit(found[0], found[2], self._stage.stage_id)

    def _take_back_ruling(self) -> None:
        if found := self._looked_at():
            row_, _, seat = found
            words = f"准予评审 {seat.anonymous} {short_number(row_.number)}"
            self._attempt(
                f"撤销{words}",
                recusals.withdraw_ruling,
                say=lambda _: f"已撤销{words}",
                expert_id=seat.expert_id,
                application_id=row_.application_id,
            )

    def _open(self) -> None:
        found = self.view.current_cell()
        if found and found[1].review_id is not None:
            self.open_sheet.emit(found[1].review_id)

    def _attempt(self, title: str, command: Callable[..., object], **details: object) -> None:
        self._notice.attempt(lambda: self._run(title, command, **details))

    # Showing ----------------------------------------------------------------------------------------------------------

    def _choices(self) -> dict[str, Callable[[AssignmentRow], bool]]:
        choices: dict[str, Callable[[AssignmentRow], bool]] = {
            ALL: lambda _: True,
            NOBODY: lambda each: assignable(each) and not each.owed,
            RECUSED: lambda each: any(cell.state is CellState.CONFLICT for cell in each.cells),
        }
        if self.matrix and any(cell.suspected for each in self.matrix.rows for cell in each.cells):
            choices[SUSPECTED] = lambda each: any(cell.suspected for cell in each.cells)
        if self._stage and self._stage.started_at:
            waits = (CellState.ASSIGNED, CellState.ENTERED)
            choices[OWED] = lambda each: any(cell.state in waits for cell in each.cells)
        return choices

    def _narrow(self) -> None:
        if self.matrix is None:
            return
        choices, wanted = self._choices(), folded(self.filter.text()).split()
        passes = choices.get(self.chips.on(), choices[ALL])
        plan = self.drawing.plan if self.form is self.drawing else None
        matrix = proposed(self.matrix, plan) if plan else self.matrix
        rows = [each for each in matrix.rows if passes(each) and all(word in _search_text(each) for word in wanted)]
        self.view.show_grid(rows, matrix.seats)

    def _looked_at(self) -> tuple[AssignmentRow, AssignmentCell, SeatRow] | None:
        found = self.view.current_cell()
        if found is None or self.matrix is None:
            return None
        seat = next(seat for seat in self.matrix.seats if seat.expert_id == found[1].expert_id)
        return found[0], found[1], seat

    def _follow(self) -> None:
        """Another cell: it is told of, unless something half typed stands there."""
        form = self.form
        if form and not form.half_typed and self.view.hasFocus():
            self._right.setCurrentWidget(self.pane)
            self.changed.emit()
        looked_at, stage = self._looked_at(), self._stage
        if looked_at is None or stage is None:
            some = self.matrix and self.matrix.rows
            self.pane.show_nothing("没有符合筛选的申报。" if some else "还没有可以分配的申报。")
            return
        chosen = self.view.chosen_cells()
        several = sum(can_assign(*cell) for cell in chosen) or sum(can_take_back(*cell) for cell in chosen)
        self.pane.show_cell(
            *looked_at,
            stage.rules,
            started=bool(stage.started_at),
            chosen=several if len(chosen) > 1 else 1,
        )

    def _show_form(self, form: FormPane) -> None:
        self._notice.clear()
        self._right.setCurrentWidget(form)
        self.changed.emit()


class _LegendMark(QWidget):
    def __init__(self, state: CellState) -> None:
        super().__init__()
        self.setObjectName(f"matrix_legend_{state.name.lower()}_mark")
        self.setFixedSize(MARK, MARK)
        self._state = state

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, self.rect(), self._state)
        painter.end()


class Legend(QWidget):
    """The grid's marks with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("matrix_legend")
        line = row(gap=BESIDE)
        for state, words in LEGEND:
            said = label(words, f"matrix_legend_{state.name.lower()}", "muted")
            line.addLayout(row(_LegendMark(state), said, gap=TIGHT))
        self.setLayout(line)


def _search_text(each: AssignmentRow) -> str:
    return _found_in(each.number, each.branch, each.organization, each.brand)


@lru_cache(maxsize=2000)
def _found_in(number: str, branch: str, organization: str, brand: str) -> str:
    """Pinyin is the dear part of a filter."""
    return folded("\n".join((number, branch_search_text(branch, organization), search_text(brand))))
