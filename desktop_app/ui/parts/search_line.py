"""A line that is answered while it is typed, also inside an input method, and that cleans what is pasted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QPainter
from PySide6.QtWidgets import QLineEdit

from desktop_app.rules import names
from desktop_app.ui import style
from desktop_app.ui.style import tokens


class SearchLine(QLineEdit):
    """`typed` tells what is meant so far: the text with the letters that an input method still holds.

    So “lcyx” proposes 临床医学系 whether or not a Chinese input method is on. `clean` says how this kind of text is
    kept (names.clean_person for people); what it changes is changed before the clerk's eyes.
    """

    typed = Signal(str)

    def __init__(
        self, name: str, hint: str = "", looks: str = "", *, says: str = "", clean: Callable[[str], str] = names.clean
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setAccessibleName(says or hint)
        self.setProperty("is", looks)
        self._clean = clean
        self._composing = ""
        self._before = ""
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._tidy)

    @property
    def composing(self) -> bool:
        """Whether an input method holds letters: arrows and Enter are then its own."""
        return bool(self._composing)

    def meant(self) -> str:
        """The text, with what the input method holds at the cursor; pinyin there is parted by apostrophes."""
        if not self._composing:
            return self.text()
        held = self._composing.replace("'", "").replace(" ", "") if self._composing.isascii() else self._composing
        at = self.cursorPosition()
        return self.text()[:at] + held + self.text()[at:]

    def fill(self, text: str) -> None:
        """Put a text there without asking what it means."""
        self.setText(text)
        self._before = text

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        was, self._composing = self._composing, event.preeditString()
        if self._composing != was:
            self.typed.emit(self.meant())

    def _edited(self, text: str) -> None:
        """Several characters at once are a paste or an input method's words: they are cleaned and shown cleaned."""
        if abs(len(text) - len(self._before)) > 1 and (clean := self._clean(text)) != text:
            end = len(clean) - len(self._clean(text[self.cursorPosition() :]))
            self.setText(clean)
            self.setCursorPosition(max(0, end))
        self._before = self.text()
        self.typed.emit(self.meant())

    def _tidy(self) -> None:
        if (clean := self._clean(self.text())) != self.text():
            self.fill(clean)


def draw_found(painter: QPainter, at: QPoint, text: str, found: tuple[int, int], room: int) -> int:
    """Draw `text` on the base line `at`, its part `found` strong, within `room` px; gives the width that was used."""
    begin, end = found
    left = at.x()
    for part, strong in ((text[:begin], False), (text[begin:end], True), (text[end:], False)):
        painter.setFont(style.font(strong=strong))
        painter.setPen(QColor(tokens().text))
        free = room - (left - at.x())
        said = painter.fontMetrics().elidedText(part, Qt.TextElideMode.ElideRight, free)
        painter.drawText(QPoint(left, at.y()), said)
        left += painter.fontMetrics().horizontalAdvance(said)
        if said != part:
            break
    return left - at.x()
