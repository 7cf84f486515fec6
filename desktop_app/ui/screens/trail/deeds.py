"""What one step changed, to read and to copy: each row with its values before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop_app.shapes.trail import TrailChange, TrailValue
from desktop_app.ui import style
from desktop_app.ui.style import NEAR, TIGHT, tokens

ARROW = " → "


class Deeds(QTextEdit):
    """Text is put in as text, so that nothing in a name becomes markup."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("这一步改动的内容")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._changes: Sequence[TrailChange] = ()
        self._more = 0

    def show_changes(self, changes: Sequence[TrailChange], more: int = 0) -> None:
        self._changes, self._more = changes, more
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """The colours are in the text: another theme writes it anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        self.clear()
        cursor = self.textCursor()
        for number, change in enumerate(self._changes):
            self._heading(cursor, change, first=number == 0)
            for value in change.values:
                self._value(cursor, value, change.deed)
        if self._more:
            self._line(cursor, NEAR)
            cursor.insertText(f"另有 {self._more} 行没有列出。", _format(tokens().muted))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _heading(self, cursor: QTextCursor, change: TrailChange, *, first: bool) -> None:
        if not first:
            self._line(cursor, NEAR + TIGHT)
        cursor.insertText(f"{change.deed} {change.what}　", _format(tokens().muted))
        cursor.insertText(change.record, _format(tokens().text, strong=True))

    def _value(self, cursor: QTextCursor, value: TrailValue, deed: str) -> None:
        look = tokens()
        self._line(cursor, TIGHT, indent=NEAR)
        cursor.insertText(f"{value.column}：", _format(look.muted))
        if deed != "添加":
            cursor.insertText(value.before, _format(look.muted if deed == "改动" else look.text))
        if deed == "改动":
            cursor.insertText(ARROW, _format(look.muted))
        if deed != "删除":
            cursor.insertText(value.after, _format(look.text))

    def _line(self, cursor: QTextCursor, above: int, indent: int = 0) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(above)
        block.setLeftMargin(indent)
        cursor.insertBlock(block, _format(tokens().text))


def _format(colour: str, *, strong: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(style.font(strong=strong))
    made.setForeground(QColor(colour))
    return made
