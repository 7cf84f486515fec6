"""The page 专家评审: three tabs, each built when it is first shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.models import (
    Application,
    Branch,
    CollectiveDecision,
    ConflictRuling,
    Criterion,
    Expert,
    PartyOrganization,
    Quota,
    Recusal,
    Review,
    ReviewStage,
    Round,
    Score,
    Seat,
)
from desktop_app.office import scoring
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.basics import Panel, button
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.screen import Waiting
from desktop_app.ui.screens.review.analysis import AnalysisTab
from desktop_app.ui.screens.review.assignment import AssignmentTab
from desktop_app.ui.screens.review.entry import EntryTab
from desktop_app.ui.screens.review.ranking import RankingTab
from desktop_app.ui.tabs import TabbedScreen


class ReviewScreen(TabbedScreen):
    title = "专家评审"
    icon = "clipboard-check"
    initials = "zjps"
    tabs = (EntryTab, RankingTab, AssignmentTab, AnalysisTab)
    watches = frozenset(
        {
            Round,
            PartyOrganization,
            Branch,
            Application,
            Expert,
            ReviewStage,
            Criterion,
            Seat,
            Recusal,
            ConflictRuling,
            Review,
            Score,
            Quota,
            CollectiveDecision,
        }
    )

    def without_round(self) -> QWidget:
        begin = button("从通知新建批次", "review_new_round", "", "file-text")
        begin.clicked.connect(lambda: self.wanted.emit(Place("系统设置", "new_round", 0)))
        sheet = Panel("", "review_empty_panel")
        words = "评审属于一个批次：建好批次、收齐申报后，在这里分配专家、录入评分。"
        sheet.body.addWidget(EmptyState("review_empty", "clipboard-check", "还没有批次", words, begin))
        return sheet

    def tab_of(self, kind: str) -> str:
        return EntryTab.key if kind == "review" else kind

    def waiting(self) -> Waiting:
        unverified, half = scoring.waiting_counts()
        return Waiting(unverified, pressing=half > 0)
