"""One window per data folder and user: a second start raises the first one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 500  # ms, to reach a window on this machine


def _name(folder: Path) -> str:
    """A local name that both starts come to by themselves; it says nothing of where the data lie."""
    return "yizhibu-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]


def raise_other(folder: Path) -> bool:
    """Ask a window that is open on this folder to come forward; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    reached = socket.waitForConnected(WAIT)
    socket.abort()
    return reached


class Doorbell(QObject):
    """Held by the first window; `rung` says that somebody started the program again."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(_name(folder))  # what a crash left behind; a living one was asked before
        self._server.listen(_name(folder))
        self._server.newConnection.connect(self._answer)

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
            self.rung.emit()
