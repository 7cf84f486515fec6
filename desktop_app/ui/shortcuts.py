"""The keys of the window, and who gets Ctrl+Z while someone types."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

UNDO, REDO, REDO_TOO = "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"


class Shortcuts(QObject):
    """Install it on the application. Text fields claim some of these keys for themselves (Ctrl+Z always, Ctrl+K and
    Ctrl+E on some systems). Here the window claims them back, except undo and redo while the field has something of
    its own to undo."""

    def __init__(self, window: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._window = window
        self._keys = {QKeySequence(key): key for key in keys}
        for sequence, key in self._keys.items():
            QShortcut(sequence, window).activated.connect(keys[key])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = self._keys.get(QKeySequence(QKeyCombination(plain, Qt.Key(event.key()))))
        if key is None or not (event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            return False
        if key in (UNDO, REDO, REDO_TOO) and _has_own(watched, undo=key == UNDO):
            return False
        event.ignore()
        return True


def _has_own(widget: QWidget, *, undo: bool) -> bool:
    """Whether the field itself has something to undo, or to redo."""
    if isinstance(widget, QComboBox):
        line = widget.lineEdit()
        return line is not None and _has_own(line, undo=undo)
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable() if undo else widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        document = widget.document()
        return document.isUndoAvailable() if undo else document.isRedoAvailable()
    return False
