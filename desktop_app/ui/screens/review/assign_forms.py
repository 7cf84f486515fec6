"""The forms beside the assignment: a declared tie, and so many experts for each application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from db.enums import RecusalKind
from desktop_app.ledger import Ledger, moment
from desktop_app.office import assignment, recusals
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import short_number
from desktop_app.rules.typed_values import NotRead, read_count
from desktop_app.shapes.assignment import AssignmentPlan
from desktop_app.shapes.panel import AssignmentOutcome, AssignmentRow, SeatRow, Unfilled
from desktop_app.ui.parts.basics import field, label, say
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.pane import Choice, FormPane

Run = Callable[..., Any]
DRAWN_BY = (
    "须回避的不分配；专业相近的优先，各位专家的份数和各党组织的项目尽量均匀。已经分配的不动，排不下时才收回空白的。"
)


class RecusalForm(FormPane):
    """申明回避: what ties the expert to the application, and who said so."""

    def __init__(self, run: Run) -> None:
        super().__init__("recusal_form")
        self._run = run
        self._row: AssignmentRow | None = None
        self._seat: SeatRow | None = None
        self.kind: Choice[RecusalKind] = Choice("recusal_kind", [(kind, str(kind)) for kind in RecusalKind])
        self.note = SearchLine("recusal_note", "例如 与支部书记是表兄弟")
        self.said_by = SearchLine("recusal_said_by", "谁提出的，可不填")
        self.add("关系", "recusal_kind", self.kind)
        self.add("缘由 *", "recusal_note", self.note)
        self.add("提出人", "recusal_said_by", self.said_by)
        self.add_below(label("已分配而没有录入的评分表同时取消。", "recusal_told", "muted", wrap=True))
        self.complete()

    def declare(self, row: AssignmentRow, seat: SeatRow) -> None:
        self._row, self._seat = row, seat
        self.kind.show_word(RecusalKind.OTHER)
        self.note.fill(next((cell.suspected for cell in row.cells if cell.expert_id == seat.expert_id), ""))
        self.said_by.fill("")
        self.begin("申明回避", f"{seat.anonymous} {seat.name}　{short_number(row.number)} {row.branch}")
        self.note.setFocus()

    def typed(self) -> object:
        return (self.kind.word, self.note.text(), self.said_by.text())

    def command(self) -> Callable[[], object]:
        row, seat = self._row, self._seat
        assert row is not None
        assert seat is not None
        words = f"{seat.anonymous}回避 {short_number(row.number)}"
        return lambda: self._run(
            words,
            recusals.declare_recusal,
            say=lambda _: f"已记录{words}",
            expert_id=seat.expert_id,
            application_id=row.application_id,
            kind=self.kind.word,
            note=self.note.text(),
            said_by=self.said_by.text(),
        )


class RulingForm(FormPane):
    """What was decided on a tie, with the reason: 不构成回避 of a suspected one, 准予评审 of one that excludes."""

    def __init__(self, run: Run, ledger: Ledger) -> None:
        super().__init__("ruling_form")
        self._run, self._ledger = run, ledger
        self._row: AssignmentRow | None = None
        self._seat: SeatRow | None = None
        self._stage_id: int | None = None  # of 准予评审
        self.reason = SearchLine("ruling_reason", "")
        self._told = label("", "ruling_told", "muted", wrap=True)
        self.add("理由 *", "ruling_reason", self.reason)
        self.add_below(self._told)
        self.complete()

    def dismiss(self, row: AssignmentRow, seat: SeatRow, why: str) -> None:
        """不构成回避."""
        self._ask(row, seat, None, "不构成回避", f"看到的是：{why}。", "例如 同名，不是同一人")

    def admit(self, row: AssignmentRow, seat: SeatRow, stage_id: int) -> None:
        """准予评审."""
        words = "分数会计入，理由印在评审汇总表上。"
        self._ask(row, seat, stage_id, "准予评审", words, "例如 只有这一位专家，经部务会同意")

    def _ask(self, row: AssignmentRow, seat: SeatRow, stage_id: int | None, title: str, told: str, hint: str) -> None:
        self._row, self._seat, self._stage_id = row, seat, stage_id
        self.reason.setPlaceholderText(hint)
        self.reason.fill("")
        self._told.setText(told)
        self.begin(title, f"{seat.anonymous} {seat.name}　{short_number(row.number)} {row.branch}")
        self.reason.setFocus()

    def typed(self) -> object:
        return self.reason.text()

    def command(self) -> Callable[[], object]:
        row, seat, stage_id = self._row, self._seat, self._stage_id
        assert row is not None
        assert seat is not None
        title = "不构成回避" if stage_id is None else "准予评审"
        words = f"{title} {seat.anonymous} {short_number(row.number)}"
        details: dict[str, object] = {} if stage_id is None else {"stage_id": stage_id}
        return lambda: self._run(
            words,
            recusals.dismiss if stage_id is None else recusals.admit,
            say=lambda _: f"已记录{words}",
            expert_id=seat.expert_id,
            application_id=row.application_id,
            reason=self.reason.text(),
            by=self._ledger.actor,
            at=moment(self._ledger.clock()),
            **details,
        )


class DrawForm(FormPane):
    """按人数分配: exactly so many experts for each application. The choice is looked at before it is carried out.

    `asked` wants a plan for each, least, most; the page answers with `show_plan` or a notice. `outdated`: what was
    planned no longer is what stands in the fields.
    """

    asked = Signal(int, object, object)
    outdated = Signal()

    def __init__(self, run: Run, ledger: Ledger) -> None:
        super().__init__("draw_form", "看方案")
        self._run, self._ledger = run, ledger
        self._stage_id = 0
        self.plan: AssignmentPlan | None = None
        self._unfilled: tuple[Unfilled, ...] = ()
        self.each: QLineEdit = field("draw_each", "", "人数")
        self.least: QLineEdit = field("draw_least", "", "可不填")
        self.most: QLineEdit = field("draw_most", "", "可不填")
        self.add("每项专家 *", "draw_each", self.each)
        self.add("每人最少", "draw_least", self.least)
        self.add("每人最多", "draw_most", self.most)
        self._told = label(DRAWN_BY, "draw_told", "muted", wrap=True)
        self._planned = label("", "draw_planned", wrap=True)
        self._left_out = label("", "draw_left_out", "muted", wrap=True)
        self._marks = label("表里的 ＋ 是拟分配的，－ 是拟收回的。", "draw_marks", "muted", wrap=True)
        for said in (self._told, self._planned, self._marks, self._left_out):
            self.add_below(said)
        for made in (self.each, self.least, self.most):
            made.textEdited.connect(lambda _: self._forget())
        self.complete()

    def ask(self, stage_id: int, threshold: int) -> None:
        """`threshold` experts are what the trimmed mean needs: the likeliest wish."""
        self._stage_id = stage_id
        self.each.setText(str(threshold))
        for made in (self.least, self.most):
            made.clear()
        self._forget()
        self.begin("按人数分配", "每项申报由几位专家评审")
        self.each.setFocus()
        self.each.selectAll()

    def show_plan(self, plan: AssignmentPlan, words: str, unfilled: tuple[Unfilled, ...]) -> None:
        """What was chosen: the grid shows it, the button carries it out."""
        self.plan, self._unfilled = plan, unfilled
        self._planned.setText(words if plan.added or plan.removed else "没有要分配的，都已经够了。")
        told = "；".join(f"{short_number(one.number)} {one.reason}" for one in unfilled)
        self._left_out.setText(f"没有排上的：{told}。" if told else "")
        self._show_state()
        self.save_button.setFocus()

    def typed(self) -> object:
        return tuple(made.text() for made in (self.each, self.least, self.most))

    def save(self) -> bool:
        """First the plan, then, the button pressed again, the deed."""
        return self.notice.attempt(self._ask) if self.plan is None else super().save()

    def _ask(self) -> None:
        each = _number(self.each, "每项专家")
        if each is None:
            raise RuleBroken("每项专家的人数空着。", "请填人数，例如 5；全部专家都评的，用“全部分配（除回避）”。")
        self.asked.emit(each, _number(self.least, "每人最少"), _number(self.most, "每人最多"))

    def _forget(self) -> None:
        had, self.plan = self.plan is not None, None
        self._show_state()
        if had:
            self.outdated.emit()

    def _show_state(self) -> None:
        planned = self.plan is not None
        say(self.save_button, "照此分配" if planned else "看方案", keys="Ctrl+S")
        self.save_button.setEnabled(not planned or bool(self.plan and (self.plan.added or self.plan.removed)))
        self._told.setVisible(not planned)
        self._planned.setVisible(planned)
        self._marks.setVisible(planned)
        self._left_out.setVisible(planned and bool(self._left_out.text()))

    def command(self) -> Callable[[], object]:
        plan = self.plan
        assert plan is not None
        return lambda: self._run(
            f"分配评审 每项 {self.each.text().strip()} 位",
            assignment.apply_plan,
            say=assigned_words,
            stage_id=self._stage_id,
            plan=plan,
            unfilled=self._unfilled,
            by=self._ledger.actor,
            at=moment(self._ledger.clock()),
        )


def assigned_words(outcome: AssignmentOutcome) -> str:
    """已分配 74 项，新增 635 份评审，1 项没有分配好."""
    said = f"已分配 {len(outcome.assigned)} 项，新增 {outcome.added} 份评审"
    return f"{said}，{len(outcome.unfilled)} 项没有分配好" if outcome.unfilled else said


def _number(line: QLineEdit, what: str) -> int | None:
    try:
        return read_count(line.text())
    except NotRead:
        raise RuleBroken(f"{what}“{line.text().strip()}”不是数字。", "请填正整数。") from None
