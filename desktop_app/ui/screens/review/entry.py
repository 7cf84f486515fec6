"""录入评分: the score sheets."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.ui.parts.basics import Panel
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.review.tab import ReviewTab


class EntryTab(ReviewTab):
    key, words = "entry", "录入评分"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        sheet = Panel("", "entry_sheet")
        words = "分配评审专家后，从这里打印评分表、录入评分。"
        sheet.body.addWidget(EmptyState("entry_empty", "clipboard-check", "还没有评分表", words))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(sheet)

    def refresh(self) -> None:
        """Nothing is shown yet."""
