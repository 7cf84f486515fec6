"""The forms beside the assignment: a declared tie, and so many experts for each application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit

from desktop_app.ledger import Ledger, moment
from desktop_app.office import assignment
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import short_number
from desktop_app.rules.typed_values import NotRead, read_count
from desktop_app.shapes.panel import AssignmentOutcome, AssignmentRow, SeatRow
from desktop_app.ui.parts.basics import field, label
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.pane import FormPane

Run = Callable[..., Any]


class RecusalForm(FormPane):
    """申明回避: what ties the expert to the application, and who said so."""

    def __init__(self, run: Run) -> None:
        super().__init__("recusal_form")
        self._run = run
        self._row: AssignmentRow | None = None
        self._seat: SeatRow | None = None
        self.note = SearchLine("recusal_note", "例如 与支部书记是亲属")
        self.said_by = SearchLine("recusal_said_by", "谁提出的，可不填")
        self.add("缘由 *", "recusal_note", self.note)
        self.add("提出人", "recusal_said_by", self.said_by)
        self.add_below(label("已分配而没有录入的评分表同时取消。", "recusal_told", "muted", wrap=True))
        self.complete()

    def declare(self, row: AssignmentRow, seat: SeatRow) -> None:
        self._row, self._seat = row, seat
        self.note.fill("")
        self.said_by.fill("")
        self.begin("申明回避", f"{seat.anonymous} {seat.name}　{short_number(row.number)} {row.branch}")
        self.note.setFocus()

    def typed(self) -> object:
        return (self.note.text(), self.said_by.text())

    def command(self) -> Callable[[], object]:
        row, seat = self._row, self._seat
        assert row is not None
        assert seat is not None
        words = f"{seat.anonymous}回避 {short_number(row.number)}"
        return lambda: self._run(
            words,
            assignment.declare_recusal,
            say=lambda _: f"已记录{words}",
            expert_id=seat.expert_id,
            application_id=row.application_id,
            note=self.note.text(),
            said_by=self.said_by.text(),
        )


class DrawForm(FormPane):
    """按人数分配: exactly so many experts for each application, with even loads."""

    def __init__(self, run: Run, ledger: Ledger) -> None:
        super().__init__("draw_form", "分配")
        self._run, self._ledger = run, ledger
        self._round_id = 0
        self.each: QLineEdit = field("draw_each", "", "人数")
        self.least: QLineEdit = field("draw_least", "", "可不填")
        self.most: QLineEdit = field("draw_most", "", "可不填")
        self.add("每项专家 *", "draw_each", self.each)
        self.add("每人最少", "draw_least", self.least)
        self.add("每人最多", "draw_most", self.most)
        words = "须回避的不分配，各位专家的份数尽量均匀。已经分配的不动，所以可以再次分配。"
        self.add_below(label(words, "draw_told", "muted", wrap=True))
        self.complete()

    def ask(self, round_id: int, threshold: int) -> None:
        """`threshold` experts are what the trimmed mean needs: the likeliest wish."""
        self._round_id = round_id
        self.each.setText(str(threshold))
        for made in (self.least, self.most):
            made.clear()
        self.begin("按人数分配", "每项申报由几位专家评审")
        self.each.setFocus()
        self.each.selectAll()

    def typed(self) -> object:
        return tuple(made.text() for made in (self.each, self.least, self.most))

    def command(self) -> Callable[[], object]:
        each = _number(self.each, "每项专家")
        if each is None:
            raise RuleBroken("每项专家的人数空着。", "请填人数，例如 5；全部专家都评的，用“全部分配（除回避）”。")
        least, most = _number(self.least, "每人最少"), _number(self.most, "每人最多")
        return lambda: self._run(
            f"分配评审 每项 {each} 位",
            assignment.seat_and_assign,
            say=assigned_words,
            round_id=self._round_id,
            by=self._ledger.actor,
            at=moment(self._ledger.clock()),
            each=each,
            least=least,
            most=most,
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
