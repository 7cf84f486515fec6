"""One window per data folder and user: a second start raises the first one."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QThread, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT = 500  # ms, to reach a window on this machine
PAUSE = 50  # ms between two questions
SOON = 500  # ms, by which the window's first page is painted


def _name(folder: Path) -> str:
    """A local name that both starts come to by themselves; it says nothing of where the data lie."""
    return "yizhibu-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]


def raise_other(folder: Path, *, patience: int = 0) -> bool:
    """Ask a window that is open on this folder to come forward; False when there is none.

    `patience`: ms to go on asking, for a window that is just being opened and does not listen yet.
    """
    from PySide6.QtNetwork import QLocalSocket

    asked = QElapsedTimer()
    asked.start()
    while True:
        socket = QLocalSocket()
        socket.connectToServer(_name(folder))
        reached = socket.waitForConnected(WAIT)
        socket.abort()
        if reached or asked.elapsed() >= patience:
            return reached
        QThread.msleep(PAUSE)


class Doorbell(QObject):
    """Held by the first window; `rung` says that somebody started the program again. Qt's network library takes longer
    to load than the window's first page to fill: it hangs once that one can be seen."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(folder)
        self._server: QLocalServer | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._hang)
        self._soon.start(SOON)

    def _hang(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # what a crash left behind; a living one would hold the folder
        self._server.listen(self._name)
        self._server.newConnection.connect(self._answer)

    def close(self) -> None:
        self._soon.stop()
        if self._server:
            self._server.close()

    def _answer(self) -> None:
        assert self._server is not None
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
            self.rung.emit()
