"""Brings the answers of jobs home to the thread of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Home(QObject):
    """Make it on the thread that answers shall run on; hand `post` to Jobs."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._arrived.connect(self._open, Qt.ConnectionType.QueuedConnection)

    def post(self, answer: Callable[[], None]) -> None:
        """Run `answer` on this object's thread; may be called from any."""
        self._arrived.emit(answer)

    @Slot(object)
    def _open(self, answer: Callable[[], None]) -> None:
        answer()
