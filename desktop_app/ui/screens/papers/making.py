"""Documents are made by Jobs; of previews only the one asked for last is brought home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.documents import Document
from desktop_app.jobs import Progress
from desktop_app.ui.screen import Desk


class Making(QObject):
    """`made` brings the bytes of a PDF to preview; `failed` hands on what went wrong with anything asked for."""

    made = Signal(bytes)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = 0
        self._running: Progress | None = None

    def forget(self) -> None:
        """Whatever is being made for the preview is no longer wanted; what waits its turn is never begun."""
        self._asked += 1
        if self._running:
            self._running.cancel()
            self._running = None

    def preview(self, document: Document, code: str | None) -> None:
        """Gather now and make the PDF in a Job. RuleBroken when it cannot be gathered."""
        self.forget()
        asked = self._asked
        make = document.content(".pdf", code=code, now=self._desk.ledger.clock())

        def home(data: bytes) -> None:
            if asked == self._asked:
                self.made.emit(data)

        def amiss(error: Exception) -> None:
            if asked == self._asked:
                self.failed.emit(error)

        self._running = self._desk.jobs.start(
            lambda _: make(), title=f"正在生成{document.title}", done=home, failed=amiss
        )

    def export(self, document: Document, code: str | None, file: Path, then: Callable[[], None]) -> None:
        """Gather now and write the file in a Job; `then` follows when it stands there whole."""
        write = document.job(file, code=code, now=self._desk.ledger.clock())
        self._desk.jobs.start(
            lambda _: write(), title=f"正在导出{document.title}", done=lambda _: then(), failed=self.failed.emit
        )
