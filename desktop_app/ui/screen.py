"""What every page of the window has in common."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from db.models import Row
from desktop_app.drafts import Drafts
from desktop_app.jobs import Jobs
from desktop_app.ledger import Changes, Ledger
from desktop_app.settings import Settings
from desktop_app.shapes import shape
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.safekeeping import Safekeeping

T = TypeVar("T")


@shape
class Desk:
    """What every screen is handed: the one way to write, the one worker, and what this machine remembers."""

    ledger: Ledger
    jobs: Jobs
    settings: Settings
    safekeeping: Safekeeping | None = None  # backups; None where the data are not worth any, as in a picture
    drafts: Drafts = field(default_factory=Drafts)  # without a folder they go with the window

    @property
    def memory(self) -> Memory:
        """For parts that remember widths and columns."""
        return Memory(self.settings.remember, self.settings.recall)


@shape
class Action:
    """A button in the page's header. When it cannot be pressed, `why_not` stands beside it."""

    words: str
    run: Callable[[], object]
    icon: str = ""
    keys: str = ""
    why_not: str = ""


@shape
class Waiting:
    """How many things wait on a page, and whether some of them are due."""

    count: int = 0
    pressing: bool = False


@shape
class TabName:
    """A tab as “前往” finds it: what a Place calls it, its words and the initials of their pinyin."""

    key: str
    words: str
    initials: str


@shape
class Page:
    """What the rail and “前往” must know of a screen before its code is loaded; called, it loads and builds it.

    `where` is module and class inside ui/screens. The words are those of the class; a test compares them.
    """

    title: str
    icon: str
    initials: str
    where: str
    apart: bool = False
    tabs: tuple[TabName, ...] = ()
    inside: tuple[TabName, ...] = ()  # pages within the page that “前往” finds too

    def load(self) -> type[Screen]:
        """The screen's class."""
        module, name = self.where.rsplit(".", 1)
        found: type[Screen] = getattr(importlib.import_module(f"desktop_app.ui.screens.{module}"), name)
        return found

    def __call__(self, desk: Desk) -> Screen:
        return self.load()(desk)


class Surface(QWidget):
    """What the window asks and hears, of a page and of a tab on one. It builds its widgets in __init__, fills them in
    `refresh`, and overrides what else it has."""

    said = Signal(str, str)  # what was done, and the title of the step that can be undone, "" for none
    wanted = Signal(object)  # Place: go there

    def __init__(self, desk: Desk, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.desk = desk
        self.ledger = desk.ledger

    # what a page may have; the base has none of it -------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask the Queries again and show what they say."""
        raise NotImplementedError

    def state_line(self) -> str:
        """One line under the title that says how things stand."""
        return ""

    def primary(self) -> Action | None:
        """The one red button of the header."""
        return None

    def header_actions(self) -> Sequence[Action]:
        """Plain buttons left of it."""
        return ()

    def take_keyboard(self) -> None:
        """The page was just opened: put the keyboard where one begins. By default no field has it, so that a scanner
        is heard and Tab leads to the first one."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show one record; kinds this page does not know are passed over."""

    def begin(self) -> bool:
        """Start a new entry (F2 on the receipts). False: this page has none."""
        return False

    def focus_filter(self) -> bool:
        """Ctrl+F: put the keyboard into the filter. False: there is none."""
        return False

    def print_out(self) -> bool:
        """Ctrl+P. False: nothing here is printed."""
        return False

    def export(self) -> bool:
        """Ctrl+E. False: nothing here is exported."""
        return False

    def save(self) -> bool:
        """Ctrl+S. False: nothing here is saved by hand."""
        return False

    def back(self) -> bool:
        """Esc: one step back inside this page. False: the window then goes back a page."""
        return False

    # what a page may do ----------------------------------------------------------------------------------------------

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
        """Run a Command through the Ledger and answer with a toast: `say` turns its result into the words.

        Raises what the Command raises, and then nothing is said.
        """
        result = self.ledger.run(title, command, final=final, guarded=guarded, **details)
        self.said.emit(say(result), "" if final else title)
        return result

    def go(self, screen: str, kind: str = "", record_id: int | None = None) -> None:
        self.wanted.emit(Place(screen, kind, record_id))


class Screen(Surface):
    """A page of the window. Refreshes itself when a table it watches changes: at once in sight, else when next shown.

    A screen declares `title`, `icon`, `initials` (of the title's pinyin, for “前往”) and `watches`.
    """

    title: ClassVar[str]
    icon: ClassVar[str]
    initials: ClassVar[str] = ""
    watches: ClassVar[frozenset[str | type[Row]]]
    apart: ClassVar[bool] = False  # stands under the line in the rail: tools, not steps of the season

    refreshed = Signal()  # the header and the rail may have something new to say

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, f"screen_{self.icon}", self.title)
        self._stale = True
        self._watched = frozenset(
            table if isinstance(table, str) else str(table._meta.table_name) for table in self.watches
        )
        desk.ledger.tell(self._on_changed)

    def waiting(self) -> Waiting:
        """What the rail says beside the title; asked for hidden pages too, so it asks a quick Query of its own."""
        return Waiting()

    def bring_up_to_date(self) -> None:
        """Refresh if something changed since the last time. What refresh raises is raised, and the page stays stale."""
        if self._stale:
            self.refresh()
            self._stale = False
            self.refreshed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bring_up_to_date()

    def concerns(self, changes: Changes) -> bool:
        return bool(changes.tables & self._watched)

    def _on_changed(self, changes: Changes) -> None:
        """The commit is done; a page that cannot show it is told as the bug it is, not as a failure to write."""
        if not self.concerns(changes):
            return
        self._stale = True
        if self.isVisible():
            try:
                self.bring_up_to_date()
            except Exception as error:  # noqa: BLE001 - passed on to the handler of last resort
                sys.excepthook(type(error), error, error.__traceback__)
