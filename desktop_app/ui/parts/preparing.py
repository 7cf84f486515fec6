"""A sheet that stands while the sample season is told: what is being done, and how far it is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout, QWidget

from desktop_app.ui.parts.basics import label
from desktop_app.ui.style import FAR, NEAR

SIZE = (420, 132)  # px
EVERY = 60  # ms between two looks at the window


class Preparing(QWidget):
    """Told moments between `first` and `last`, it shows the day and the part of the way."""

    def __init__(self, title: str, first: datetime, last: datetime) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Window)
        self.setObjectName("preparing")
        self.setWindowTitle(title)
        self.setFixedSize(*SIZE)
        self._first, self._last = first, last
        self._looked = QElapsedTimer()
        self._looked.start()
        self._day = label("", "preparing_day", "muted")
        self._bar = QProgressBar()
        self._bar.setObjectName("preparing_bar")
        self._bar.setAccessibleName("进度")
        self._bar.setTextVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(FAR, FAR, FAR, FAR)
        box.setSpacing(NEAR)
        box.addWidget(label(title, "preparing_title", "large"))
        box.addWidget(self._day)
        box.addWidget(self._bar)
        self.move(self.screen().availableGeometry().center() - self.rect().center())
        self.say(first)

    def say(self, at: datetime) -> None:
        """The season has come to this moment."""
        self._day.setText(f"正在办理 {at:%Y-%m-%d} 的事项")
        self._bar.setValue(round(100 * (at - self._first) / (self._last - self._first)))
        if self._looked.elapsed() >= EVERY:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            self._looked.restart()
