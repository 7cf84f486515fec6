"""A brace was opened in the text: the fields that may follow it, by name or the initials of their pinyin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.rules.patterns import Pattern
from desktop_app.shapes.official_texts import Field
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.fields import ProposalList
from desktop_app.ui.style import NEAR, TIGHT

WIDTH = 320  # px
_OPENED = Pattern(r"[{｛]([^{}｛｝]*)$")

FindFields = Callable[[str], Sequence[Field]]


class FieldProposals(ProposalList):
    """Stands under the cursor of the text. The text keeps the keyboard: what is typed on narrows what stands here."""

    def __init__(self, text: QPlainTextEdit, find: FindFields) -> None:
        super().__init__(f"{text.objectName()}_proposals", text)
        self._text, self._find = text, find
        self.clicked.connect(lambda number: self.take(self.proposals[number]))
        text.textChanged.connect(self._offer)

    @property
    def open(self) -> bool:
        return not self.isHidden()

    def take(self, proposal: Proposal | None = None) -> None:
        """The whole name and its closing brace instead of what was typed; one that is there already stays one."""
        typed, taken = self._typed(), proposal or self.current
        self.hide()
        if typed is None or taken is None:
            return
        cursor = self._text.textCursor()
        closed = cursor.block().text()[cursor.positionInBlock() :][:1] in ("}", "｝")
        cursor.beginEditBlock()
        for _ in typed:
            cursor.deletePreviousChar()
        cursor.insertText(taken.text if closed else f"{taken.text}}}")
        cursor.endEditBlock()
        if closed:
            cursor.movePosition(cursor.MoveOperation.Right)
        self._text.setTextCursor(cursor)
        self.hide()

    def _typed(self) -> str | None:
        """What was typed behind an open brace before the cursor; None where there is none."""
        cursor = self._text.textCursor()
        found = _OPENED.search(cursor.block().text()[: cursor.positionInBlock()])
        return None if found is None else found[1]

    def _offer(self) -> None:
        typed = self._typed() if self._text.hasFocus() else None
        found = [] if typed is None else self._find(typed)
        if not found or [field.name for field in found] == [typed]:
            self.hide()
            return
        self.show_under(self._text, [Proposal(0, each.name, each.meaning) for each in found], "")
        self.resize(WIDTH, self.height())
        over, place = self._text.window(), self._text.cursorRect()
        below = self._text.viewport().mapTo(over, place.bottomLeft()) + QPoint(0, TIGHT)
        above = self._text.viewport().mapTo(over, place.topLeft()).y() - self.height() - TIGHT
        top = below.y() if below.y() + self.height() <= over.height() - NEAR or above < 0 else above
        self.move(max(NEAR, min(below.x(), over.width() - WIDTH - NEAR)), top)
