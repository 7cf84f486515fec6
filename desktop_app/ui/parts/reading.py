"""What stands in the place of a page while files are read: what is read, that it goes on, and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop_app.ui.parts.basics import CENTER, button, label
from desktop_app.ui.style import APART

BAR = 320  # px


class Reading(QWidget):
    """`stopped`: the clerk does not want to wait. How long it takes nobody knows, so the bar only moves."""

    stopped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_busy")
        self._words = label("", f"{name}_busy_words", "large")
        moving = QProgressBar()
        moving.setObjectName(f"{name}_progress")
        moving.setAccessibleName("读取进度")
        moving.setTextVisible(False)
        moving.setFixedWidth(BAR)
        moving.setRange(0, 0)
        stop = button("停止读取", f"{name}_stop", "", keys="Esc")
        stop.clicked.connect(self.stopped)
        box = QVBoxLayout(self)
        box.setSpacing(APART)
        box.addStretch(2)
        for thing in (self._words, moving, stop):
            box.addWidget(thing, 0, CENTER)
        box.addStretch(3)

    def show_words(self, words: str) -> None:
        self._words.setText(words)
