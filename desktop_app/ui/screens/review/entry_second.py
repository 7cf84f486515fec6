"""双录: the second entry of a sheet, stopped where it is not the first one, until the paper was looked at."""

from __future__ import annotations

from collections.abc import Callable

from db.enums import ReviewMark
from desktop_app.office import scoring
from desktop_app.rules.scoring import points_text
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_entry import SheetDetails, SheetEntry, SheetState
from desktop_app.ui.screens.review.entry_paper import Paper
from desktop_app.ui.screens.review.entry_side import Difference, short_moment


class SecondEntry:
    """What was looked up on the paper of the open sheet. The first entry is asked for only where the second differs.

    `finish` goes on with what Enter began, once a question about the mark is answered.
    """

    def __init__(self, paper: Paper, difference: Difference, finish: Callable[[], None]) -> None:
        self._paper, self._difference, self._finish = paper, difference, finish
        self._details: SheetDetails | None = None
        self.settled: set[int] = set()
        self.mark_settled = False
        paper.grid.objects = self._differs

    def begin(self, details: SheetDetails) -> None:
        """Another sheet is open."""
        self._details = details if details.state is SheetState.HALF else None
        self.settled, self.mark_settled = set(), False

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

    def mark_differs(self, entry: SheetEntry) -> bool:
        """Stop at the end where one entry has a mark, and the other points or another mark."""
        details = self._details
        if details is None or self.mark_settled:
            return False
        first = scoring.first_mark(details.review_id)
        if first is entry.mark:
            return False
        words = [str(mark) or "有分数" for mark in (first, entry.mark)]

        def keep_second() -> None:
            self.mark_settled = True
            self._finish()

        def keep_first() -> None:
            self.mark_settled = True
            self._paper.turn_mark(first if first is not ReviewMark.NONE else entry.mark)

        facts = (("第一遍", f"{words[0]}　{details.entered_by}"), ("第二遍", f"{words[1]}　本次"))
        choices = (f"纸面：{words[0]}", f"纸面：{words[1]}")
        self._difference.show_first("标记两遍不一致", facts, choices, (keep_first, keep_second))
        return True
