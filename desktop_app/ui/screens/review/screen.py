"""The page 专家评审: three tabs, each built when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from db.models import (
    Application,
    Branch,
    CollectiveDecision,
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
from desktop_app.office import rounds, scoring
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.basics import Panel, button, row
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.screen import Action, Desk, Screen, Waiting
from desktop_app.ui.screens.review.assignment import AssignmentTab
from desktop_app.ui.screens.review.entry import EntryTab
from desktop_app.ui.screens.review.ranking import RankingTab
from desktop_app.ui.screens.review.tab import ReviewTab
from desktop_app.ui.style import BESIDE

TABS: tuple[type[ReviewTab], ...] = (EntryTab, RankingTab, AssignmentTab)
BETWEEN_TABS = 20


class ReviewScreen(Screen):
    title = "专家评审"
    icon = "clipboard-check"
    initials = "zjps"
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
            Review,
            Score,
            Quota,
            CollectiveDecision,
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._built: dict[str, ReviewTab] = {}
        self._stale_tabs: set[str] = set()
        self._has_round = False
        self._build()

    def _build(self) -> None:
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._bar = QWidget()
        self._bar.setObjectName("review_tabs")
        line = row(gap=BETWEEN_TABS)
        for tab in TABS:
            made = button(tab.words, f"tab_{tab.key}", "tab")
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, key=tab.key: self.show_tab(key))
            self._group.addButton(made)
            self._buttons[tab.key] = made
            line.addWidget(made)
        line.addStretch(1)
        self._bar.setLayout(line)
        self._pages = QStackedWidget()
        self._pages.setObjectName("review_pages")
        self._pages.addWidget(self._without_round())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(self._bar)
        box.addWidget(self._pages, 1)
        self._key = TABS[0].key
        self._buttons[self._key].setChecked(True)

    def _without_round(self) -> QWidget:
        begin = button("从通知新建批次", "review_new_round", "", "file-text")
        begin.clicked.connect(lambda: self.wanted.emit(Place("系统设置", "new_round", 0)))
        sheet = Panel("", "review_empty_panel")
        words = "评审属于一个批次：建好批次、收齐申报后，在这里分配专家、录入评分。"
        sheet.body.addWidget(EmptyState("review_empty", "clipboard-check", "还没有批次", words, begin))
        return sheet

    # tabs -------------------------------------------------------------------------------------------------------------

    @property
    def tab(self) -> ReviewTab:
        """The tab that is shown; built now if it was not."""
        if self._key not in self._built:
            factory = next(each for each in TABS if each.key == self._key)
            made = factory(self.desk)
            made.said.connect(self.said)
            made.wanted.connect(self._go_to)
            made.changed.connect(self.refreshed)
            self._pages.addWidget(made)
            self._built[self._key] = made
            self._stale_tabs.add(self._key)
        return self._built[self._key]

    def show_tab(self, key: str) -> None:
        self._key = key
        self._buttons[key].setChecked(True)
        self._show()
        self.refreshed.emit()
        self.take_keyboard()

    def _show(self) -> None:
        """The tab in sight as things stand; the others when they come into sight."""
        self._bar.setVisible(self._has_round)
        if not self._has_round:
            self._pages.setCurrentIndex(0)
            return
        tab = self.tab
        if self._key in self._stale_tabs:
            tab.refresh()
            self._stale_tabs.discard(self._key)
        self._pages.setCurrentWidget(tab)

    def _go_to(self, place: Place) -> None:
        if place.screen == self.title:
            self.open_record(place.kind, place.record_id or 0)
        else:
            self.wanted.emit(place)

    # What the window asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._has_round = rounds.current_round_id() is not None
        self._stale_tabs |= set(self._built)
        self._show()

    def state_line(self) -> str:
        return self.tab.state_line() if self._has_round else "还没有批次"

    def primary(self) -> Action | None:
        return self.tab.primary() if self._has_round else None

    def header_actions(self) -> Sequence[Action]:
        return self.tab.header_actions() if self._has_round else ()

    def waiting(self) -> Waiting:
        unverified, half = scoring.waiting_counts()
        return Waiting(unverified, pressing=half > 0)

    def take_keyboard(self) -> None:
        if self._has_round:
            self.tab.take_keyboard()
        else:
            super().take_keyboard()

    def open_record(self, kind: str, record_id: int) -> None:
        """`kind` is "review" for a score sheet, or a tab's key; anything else is for the tab in sight."""
        self.bring_up_to_date()
        if not self._has_round:
            return
        wanted = EntryTab.key if kind == "review" else kind
        if wanted in self._buttons:
            self.show_tab(wanted)
        self.tab.open_record(kind, record_id)

    def focus_filter(self) -> bool:
        return self._has_round and self.tab.focus_filter()

    def print_out(self) -> bool:
        return self._has_round and self.tab.print_out()

    def export(self) -> bool:
        return self._has_round and self.tab.export()

    def save(self) -> bool:
        return self._has_round and self.tab.save()

    def back(self) -> bool:
        return self._has_round and self.tab.back()
