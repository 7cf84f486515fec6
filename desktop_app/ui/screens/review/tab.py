"""What every tab of 专家评审 has in common: a page within the page, asked by the screen and heard by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shapes.window import Place
from desktop_app.ui.screen import Action, Desk

T = TypeVar("T")


class ReviewTab(QWidget):
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
        self.setObjectName(f"review_{self.key}")
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
        self, title: str, command: Callable[..., T], *, final: bool = False, say: Callable[[T], str], **details: object
    ) -> T:
        """Run a Command through the Ledger and answer with a toast. Raises what the Command raises."""
        result = self.ledger.run(title, command, final=final, **details)
        self.said.emit(say(result), "" if final else title)
        return result

    def go(self, screen: str, kind: str = "", record_id: int | None = None) -> None:
        self.wanted.emit(Place(screen, kind, record_id))
