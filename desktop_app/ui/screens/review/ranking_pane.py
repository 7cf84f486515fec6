"""One application of the ranking in words: where its points come from, and how its tie is parted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from desktop_app.rules.ranking import COLLECTIVE
from desktop_app.shapes.ranking import RankedApplication, Ranking
from desktop_app.ui.parts.badges import BadgeLabel
from desktop_app.ui.parts.basics import Facts, button, label, row, rule, say
from desktop_app.ui.parts.pane import Pane
from desktop_app.ui.screens.review.ranking_wording import (
    identity_facts,
    open_cells,
    place_badge,
    score_facts,
    tie_facts,
)

KEYS = 50  # px: the column of keys
LATER = "全部评分表复核后，才能记录集体研究结果。"


class RankingPane(Pane):
    """`decide` asks for the form of 集体研究, `open_sheet` for a sheet that is not verified."""

    decide = Signal()
    open_sheet = Signal(int)  # review_id

    def __init__(self) -> None:
        super().__init__("ranking_pane")
        self._sheet = 0
        self._title = label("", "ranking_title", "large", wrap=True)
        self._badge = BadgeLabel("ranking_badge")
        self._identity = Facts("ranking_identity", KEYS)
        self._scores_rule = rule("ranking_scores_rule")
        self._scores_title = label("分数从哪里来", "ranking_scores_title", "section")
        self._scores = Facts("ranking_score", KEYS)
        self.sheet = button("", "ranking_open_sheet", "link")
        self._tie_rule = rule("ranking_tie_rule")
        self._tie_title = label("并列怎么分", "ranking_tie_title", "section")
        self._tie = Facts("ranking_tie", KEYS)
        self.decide_button = button("记录集体研究结果…", "ranking_decide")
        self.decide_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._later = label(LATER, "ranking_decide_later", "muted", wrap=True)
        self._rule = label("", "ranking_rule", "muted", wrap=True)
        self.head.addWidget(self._title)
        self.head.addLayout(row(self._badge, 0))  # alone it would take height from the body
        self.body.addLayout(self._identity)
        for thing in (self._scores_rule, self._scores_title):
            self.body.addWidget(thing)
        self.body.addLayout(self._scores)
        self.body.addLayout(row(self.sheet, 0))
        self.body.addWidget(self._tie_rule)
        self.body.addWidget(self._tie_title)
        self.body.addLayout(self._tie)
        self.body.addStretch(1)
        self.body.addWidget(self._rule)
        self.foot.addWidget(self._later)
        self.foot.addWidget(self.decide_button)
        self.decide_button.clicked.connect(self.decide)
        self.sheet.clicked.connect(lambda: self.open_sheet.emit(self._sheet))

    def show_application(self, application: RankedApplication | None, ranking: Ranking) -> None:
        """Without an application the pane says what to choose."""
        self._title.setText(application.branch if application else "在左边选一项，这里说明它的分数和名次。")
        self.setAccessibleName(application.branch if application else "")
        self._badge.setVisible(application is not None)
        self._badge.show_badge(place_badge(application, official=ranking.official) if application else None)
        self._identity.show_facts(identity_facts(application) if application else ())
        scores = score_facts(application) if application else []
        self._scores.show_facts(scores)
        self._scores_rule.setVisible(bool(scores))
        self._scores_title.setVisible(bool(scores))
        self._show_sheet(application)
        self._show_tie(application, ranking)

    def _show_sheet(self, application: RankedApplication | None) -> None:
        cells = open_cells(application) if application else []
        self.sheet.setVisible(bool(cells))
        if cells:
            self._sheet = cells[0].review_id or 0
            say(self.sheet, f"录入 {cells[0].code}", says=f"打开还没有复核的评分表 {cells[0].code}")

    def _show_tie(self, application: RankedApplication | None, ranking: Ranking) -> None:
        facts = tie_facts(application, ranking) if application else []
        self._rule.setText(f"规则：{ranking.rule}")
        self._rule.setVisible(not facts)  # the tie tells of it what matters here, and needs the room
        self._tie.show_facts(facts)
        self._tie_rule.setVisible(bool(facts))
        self._tie_title.setVisible(bool(facts))
        asked = bool(application and application.tie == COLLECTIVE)
        decided = bool(application and application.decision)
        say(self.decide_button, "修改集体研究结果…" if decided else "记录集体研究结果…")
        self.decide_button.setVisible(asked)
        self.decide_button.setEnabled(ranking.official)
        self._later.setVisible(asked and not ranking.official)
