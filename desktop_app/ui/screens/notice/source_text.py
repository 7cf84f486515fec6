"""The notice's text: pasted, dropped or opened, and the place of a fact shown in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from desktop_app.ui.style import tokens

HINT = "把通知的文字粘贴到这里，\n或把 .txt、.docx 文件拖进来。"
PAUSE = 250  # ms without a key until the text is read again
LONGEST = 400_000  # characters that are taken from the clipboard; a notice has some thousand

Span = tuple[int, int]


class NoticeText(QPlainTextEdit):
    """`settled` tells that the text is another one and nobody types just now; `dropped` brings a file."""

    settled = Signal()
    dropped = Signal(object)  # Path

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("通知原文")
        self.setPlaceholderText(HINT)
        self.setTabChangesFocus(True)
        self._sentence: Span = (0, 0)
        self._value: Span = (0, 0)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.settled)
        self.textChanged.connect(self._pause.start)

    @property
    def text(self) -> str:
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Another notice; it is told at once."""
        self.setPlainText(text[:LONGEST])
        self.settle()

    def settle(self) -> None:
        """Do not wait for the pause."""
        self._pause.stop()
        self.settled.emit()

    @property
    def waits(self) -> bool:
        """Whether something was typed that was not told yet."""
        return self._pause.isActive()

    def point_out(self, sentence: Span, value: Span) -> None:
        """Show a place, in characters of the text: the sentence on a faint ground, the value strong. (0, 0): none."""
        self._sentence, self._value = sentence, value
        self._mark()
        if value != (0, 0) or sentence != (0, 0):
            cursor = self.textCursor()
            cursor.setPosition(self._units((value if value != (0, 0) else sentence)[0]))
            self.setTextCursor(cursor)
            self.centerCursor()

    def pointed_out(self) -> str:
        """The value that is shown strong."""
        return self.text[slice(*self._value)]

    def _mark(self) -> None:
        look = tokens()
        marks = []
        for (begin, end), ground, strong in (
            (self._sentence, look.selected, False),
            (self._value, look.ink_soft, True),
        ):
            if begin < end:
                mark = QTextEdit.ExtraSelection()
                shape = QTextCharFormat()
                shape.setBackground(QColor(ground))
                if strong:
                    shape.setForeground(QColor(look.text))
                mark.format = shape
                mark.cursor = self._cursor(begin, end)
                marks.append(mark)
        self.setExtraSelections(marks)

    def _cursor(self, begin: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(begin))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _units(self, characters: int) -> int:
        """Qt counts UTF-16 units: a rare character is two."""
        return len(self.text[:characters].encode("utf-16-le")) // 2

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted or dropped: a file is opened, words are inserted."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.dropped.emit(Path(files[0]))
        elif source.hasText():
            self.insertPlainText(source.text()[:LONGEST])
            self.settle()
