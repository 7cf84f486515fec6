"""A page in tabs: each a page within the page, asked by its screen and heard by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.office import rounds
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.basics import button, row
from desktop_app.ui.screen import Action, Desk, Screen
from desktop_app.ui.style import BESIDE

T = TypeVar("T")
BETWEEN_TABS = 20


class Tab(QWidget):
    """A tab is built when it is first shown and refreshed while it is in sight; `refresh` must be overridden.

    The screen watches the tables for it, and hands on what the window asks: everything here answers as a Screen does.
    """

    key: ClassVar[str]  # what a Place calls it
    words: ClassVar[str]  # what stands on it

    said = Signal(str, str)  # what was done, and the title of the step that can be undone, "" for none
    wanted = Signal(object)  # Place: go there
    changed = Signal()  # the state line or the header's buttons have something new to say

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName(f"page_{self.key}")
        self.setAccessibleName(self.words)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.desk = desk
        self.ledger = desk.ledger

    def refresh(self) -> None:
        """Ask the Queries again and show what they say. A round is chosen; a stage may not be there yet."""
        raise NotImplementedError

    def state_line(self) -> str:
        return ""

    def primary(self) -> Action | None:
        return None

    def header_actions(self) -> Sequence[Action]:
        return ()

    def take_keyboard(self) -> None:
        """The tab was just opened."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show one record; kinds this tab does not know are passed over."""

    def begin(self) -> bool:
        return False

    def focus_filter(self) -> bool:
        return False

    def print_out(self) -> bool:
        return False

    def export(self) -> bool:
        return False

    def save(self) -> bool:
        return False

    def back(self) -> bool:
        return False

    def run(
        self,
        title: str,
        command: Callable[..., T],
        *,
        final: bool = False,
        guarded: bool = False,
        say: Callable[[T], str],
        **details: Any,
    ) -> T:
        """Run a Command through the Ledger and answer with a toast. Raises what the Command raises."""
        result = self.ledger.run(title, command, final=final, guarded=guarded, **details)
        self.said.emit(say(result), "" if final else title)
        return result

    def go(self, screen: str, kind: str = "", record_id: int | None = None) -> None:
        self.wanted.emit(Place(screen, kind, record_id))


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
