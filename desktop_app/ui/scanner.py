"""A barcode scanner is a keyboard that types very fast and ends with Enter. Its codes are told apart from typing."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

CODE = re.compile(r"[A-Z]{2,6}(?:-\d{1,6}){2,3}")  # ZBPP-2023-001, ZBPP-2023-001-3, SJ-2023-0001
GAP = 60  # ms between two characters; a scanner takes 1–30, a hand 80 and more


def takes_text(widget: QWidget | None) -> bool:
    """Whether what is typed goes into a text there."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)


class Scanner(QObject):
    """Install it on the application. While the keyboard is in no text field, a fast run that begins with a letter is
    held back until it proves to be a code and Enter (`scanned`), or not (then the keys go where they were meant). So a
    scanned 5 or − never ticks a copy."""

    scanned = Signal(str)

    def __init__(self, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._held: list[tuple[QObject, QKeyEvent]] = []
        self._last = 0.0
        self._replaying = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(GAP)
        self._patience.timeout.connect(self._release)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self._replaying:
            return False
        if watched is not QApplication.focusWidget() or not self._may_scan(watched):
            return False
        return self._weigh(watched, event)

    @staticmethod
    def _may_scan(watched: QObject) -> bool:
        return (
            isinstance(watched, QWidget)
            and not takes_text(watched)
            and QApplication.activeModalWidget() is None
            and QApplication.activePopupWidget() is None
        )

    def _weigh(self, watched: QObject, event: QKeyEvent) -> bool:
        """True keeps the key back."""
        now = self._clock()
        if self._held and (now - self._last) * 1000 > GAP:
            self._release()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self._held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._finish()
        if self._held and event.key() == Qt.Key.Key_Shift:
            return False
        text = event.text()
        belongs = plain and len(text) == 1 and text.isascii() and (text.isalnum() or text == "-")
        if not belongs or (not self._held and not text.isalpha()):
            self._release()
            return False
        self._held.append((watched, event.clone()))
        self._last = now
        self._patience.start()
        return True

    def _finish(self) -> bool:
        code = "".join(event.text() for _, event in self._held).upper()
        if CODE.fullmatch(code):
            self._patience.stop()
            self._held.clear()
            self.scanned.emit(code)
            return True
        self._release()
        return False

    def _release(self) -> None:
        """No code: give every key to whom it was meant for."""
        self._patience.stop()
        held, self._held = self._held, []
        self._replaying = True
        try:
            for target, event in held:
                if isValid(target):  # one of the keys may have closed what the next was meant for
                    QCoreApplication.sendEvent(target, event)
        finally:
            self._replaying = False
