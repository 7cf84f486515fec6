"""A small sheet that stands while something is done that nothing may interrupt: backing up at the end, restoring."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout, QWidget

from desktop_app.jobs import Progress
from desktop_app.ui.parts.basics import label
from desktop_app.ui.style import FAR, NEAR

SIZE = (420, 132)  # px


class Working(QWidget):
    """Title, what is in hand, how far it is. Its `progress` is handed to the work, which runs on this thread."""

    def __init__(self, title: str, words: str = "") -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Window)
        self.setObjectName("working")
        self.setWindowTitle(title)
        self.setFixedSize(*SIZE)
        self._words = label(words, "working_words", "muted")
        self._bar = QProgressBar()
        self._bar.setObjectName("working_bar")
        self._bar.setAccessibleName("进度")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(FAR, FAR, FAR, FAR)
        box.setSpacing(NEAR)
        box.addWidget(label(title, "working_title", "large"))
        box.addWidget(self._words)
        box.addWidget(self._bar)
        self.move(self.screen().availableGeometry().center() - self.rect().center())
        self.progress = Progress(title, self.say)

    def say(self, done: int, total: int, text: str) -> None:
        """`done` of `total` pieces; `text` names the one in hand."""
        if total:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
        if text:
            metrics = self._words.fontMetrics()
            self._words.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, SIZE[0] - 2 * FAR))
        self.look()

    def look(self) -> None:
        """Let it be painted; nothing can be pressed meanwhile."""
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
