"""分配与回避: who scores what, and who must not."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.ui.parts.basics import Panel
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.review.tab import ReviewTab


class AssignmentTab(ReviewTab):
    key, words = "assignment", "分配与回避"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        sheet = Panel("", "assignment_sheet")
        words = "导入专家名册、受理申报之后，在这里分配。"
        sheet.body.addWidget(EmptyState("assignment_empty", "users-group", "还没有分配", words))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(sheet)

    def refresh(self) -> None:
        """Nothing is shown yet."""
