"""排名: the order that the sheets give."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.ui.parts.basics import Panel
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.review.tab import ReviewTab


class RankingTab(ReviewTab):
    key, words = "ranking", "排名"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        sheet = Panel("", "ranking_sheet")
        sheet.body.addWidget(EmptyState("ranking_empty", "list-check", "还没有排名", "评分表全部复核后，这里是排名。"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(sheet)

    def refresh(self) -> None:
        """Nothing is shown yet."""
