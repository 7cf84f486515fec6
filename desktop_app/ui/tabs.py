"""A page in tabs: each a page within the page, asked by its screen and heard by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.office import rounds
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.basics import button, row
from desktop_app.ui.screen import Action, Desk, Screen, Surface
from desktop_app.ui.style import BESIDE

BETWEEN_TABS = 20


class Tab(Surface):
    """A tab is built when it is first shown and refreshed while it is in sight: the screen watches the tables for it,
    and hands on what the window asks. A round is chosen then; a stage may not be there yet."""

    key: ClassVar[str]  # what a Place calls it
    words: ClassVar[str]  # what stands on it

    changed = Signal()  # the state line or the header's buttons have something new to say

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, f"page_{self.key}", self.words)


class TabbedScreen(Screen):
    """A Screen of Tabs, each built when it is first shown. It watches the tables for all of them.

    Without a round there are no tabs: `without_round` says what to do first.
    """

    tabs: ClassVar[tuple[type[Tab], ...]]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._built: dict[str, Tab] = {}
        self._stale_tabs: set[str] = set()
        self._has_round = False
        self._build()

    def without_round(self) -> QWidget:
        """What stands here before the first round."""
        raise NotImplementedError

    def tab_of(self, kind: str) -> str:
        """The key of the tab that shows a place's kind; a tab's own key is one. Unknown: the tab in sight."""
        return kind

    def _build(self) -> None:
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._bar = QWidget()
        self._bar.setObjectName(f"tabs_{self.icon}")
        line = row(gap=BETWEEN_TABS)
        for tab in self.tabs:
            made = button(tab.words, f"tab_{tab.key}", "tab")
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, key=tab.key: self.show_tab(key))
            self._group.addButton(made)
            self._buttons[tab.key] = made
            line.addWidget(made)
        line.addStretch(1)
        self._bar.setLayout(line)
        self._pages = QStackedWidget()
        self._pages.setObjectName(f"pages_{self.icon}")
        self._pages.addWidget(self.without_round())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(self._bar)
        box.addWidget(self._pages, 1)
        self._key = self.tabs[0].key
        self._buttons[self._key].setChecked(True)

    # tabs -------------------------------------------------------------------------------------------------------------

    @property
    def tab(self) -> Tab:
        """The tab that is shown; built now if it was not."""
        if self._key not in self._built:
            factory = next(each for each in self.tabs if each.key == self._key)
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

    def take_keyboard(self) -> None:
        if self._has_round:
            self.tab.take_keyboard()
        else:
            super().take_keyboard()

    def open_record(self, kind: str, record_id: int) -> None:
        """Bring the tab that shows such records into sight, and let it show this one."""
        self.bring_up_to_date()
        if not self._has_round:
            return
        wanted = self.tab_of(kind)
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

    def begin(self) -> bool:
        return self._has_round and self.tab.begin()
