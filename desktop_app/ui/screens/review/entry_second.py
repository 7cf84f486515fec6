"""双录: the second entry of a sheet, stopped where it is not the first one, until the paper was looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.enums import ReviewMark
from desktop_app.office import scoring
from desktop_app.rules.score_entry import veto_said
from desktop_app.rules.scoring import points_text
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_entry import SheetDetails, SheetEntry, SheetState
from desktop_app.ui.screens.review.entry_paper import Paper
from desktop_app.ui.screens.review.entry_side import Difference, short_moment


class SecondEntry:
    """What was looked up on the paper of the open sheet. The first entry is asked for only where the second differs.

    `finish` goes on with what Enter began, once a question about the mark or the veto is answered.
    """

    def __init__(self, paper: Paper, difference: Difference, finish: Callable[[], None]) -> None:
        self._paper, self._difference, self._finish = paper, difference, finish
        self._details: SheetDetails | None = None
        self.settled: set[int] = set()
        self.mark_settled = self.veto_settled = False
        paper.grid.objects = self._differs

    def begin(self, details: SheetDetails) -> None:
        """Another sheet is open."""
        self._details = details if details.state is SheetState.HALF else None
        self.settled = set()
        self.mark_settled = self.veto_settled = False

    def _differs(self, criterion: CriterionRow, second: int) -> bool:
        """Stop at a criterion that the first entry has otherwise."""
        details = self._details
        if details is None or criterion.criterion_id in self.settled:
            return False
        found = scoring.first_entry_differs(details.review_id, criterion.criterion_id, second)
        if found is None:
            return False
        first = found.first_hundredths
        facts = (
            ("指标", f"{criterion.name}（满分 {points_text(criterion.full_hundredths)}）"),
            ("第一遍", f"{points_text(first)}　{found.entered_by}　{short_moment(found.entered_at)}"),
            ("第二遍", f"{points_text(second)}　本次"),
        )
        self._difference.show_first(
            f"第 {criterion.position} 项两遍不一致",
            facts,
            (f"纸面是 {points_text(first)}", f"纸面是 {points_text(second)}"),
            (lambda: self._settle(criterion, first), lambda: self._settle(criterion, second)),
        )
        self._paper.grid.focus_line(criterion.criterion_id)
        return True

    def _settle(self, criterion: CriterionRow, hundredths: int) -> None:
        self.settled.add(criterion.criterion_id)
        self._paper.grid.settle(criterion.criterion_id, points_text(hundredths))

    def differs(self, entry: SheetEntry) -> bool:
        """Stop at the end where the first entry has another mark, or answers otherwise to 一票否决."""
        if self._details is None:
            return False
        first = scoring.first_entry(self._details.review_id)
        if first.mark is not entry.mark:
            return not self.mark_settled and self._ask_mark(first, entry)
        vetoes = veto_said(first), veto_said(entry)
        return vetoes[0] != vetoes[1] and not self.veto_settled and self._ask_veto(first, vetoes)

    def _ask_mark(self, first: SheetEntry, entry: SheetEntry) -> bool:
        def keep_second() -> None:
            self.mark_settled = True
            self._finish()

        def keep_first() -> None:
            self.mark_settled = True
            self._paper.turn_mark(first.mark if first.mark is not ReviewMark.NONE else entry.mark)

        said = [str(mark) or "有分数" for mark in (first.mark, entry.mark)]
        return self._ask("标记两遍不一致", said, keep_first, keep_second)

    def _ask_veto(self, first: SheetEntry, said: Sequence[str]) -> bool:
        def keep_second() -> None:
            self.veto_settled = True
            self._finish()

        def keep_first() -> None:
            self.veto_settled = True
            self._paper.show_veto(first.veto, first.veto_reason)
            if not first.points:
                self._paper.grid.show_texts((), "")
            self._finish()

        return self._ask("一票否决两遍不一致", said, keep_first, keep_second)

    def _ask(
        self, title: str, said: Sequence[str], keep_first: Callable[[], None], keep_second: Callable[[], None]
    ) -> bool:
        """Show both, to be settled by the paper."""
        assert self._details is not None
        facts = (("第一遍", f"{said[0]}　{self._details.entered_by}"), ("第二遍", f"{said[1]}　本次"))
        choices = (f"纸面：{said[0]}", f"纸面：{said[1]}")
        self._difference.show_first(title, facts, choices, (keep_first, keep_second))
        return True
