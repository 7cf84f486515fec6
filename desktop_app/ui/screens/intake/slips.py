"""A receipt's slip: made by a Job, shown as the very file that prints, and noted once it left the office."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.documents import document
from desktop_app.jobs import Progress
from desktop_app.ui.parts.preview import PreviewDialog, default_printer
from desktop_app.ui.screen import Desk


class Slips(QObject):
    """Makes, shows and prints slips. `issued` says that one was printed or saved; `failed` hands on what went wrong."""

    issued = Signal(str, str)  # receipt number, 已打印 or 已另存
    failed = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.dialog: PreviewDialog | None = None

    def show(self, number: str, *, at_once: bool = False) -> None:
        """Make the slip and show it; `at_once` sends it to the default printer where there is one."""
        now = self._desk.ledger.clock()
        folder = tempfile.TemporaryDirectory(prefix="yizhibu-")
        target = Path(folder.name) / f"收件回执 {number}.pdf"
        make = document("receipt_slip").job(target, code=number, now=now)

        def work(_: Progress) -> bytes:
            with folder:
                return make().read_bytes()

        self._desk.jobs.start(
            work,
            title=f"正在生成收件回执 {number}",
            done=lambda data: self._made(number, data, at_once=at_once),
            failed=self.failed.emit,
        )

    def _made(self, number: str, data: bytes, *, at_once: bool) -> None:
        dialog = PreviewDialog(f"收件回执 {number}", data, f"收件回执 {number}.pdf", self._over.window())
        self.dialog = dialog
        dialog.preview.printed.connect(lambda: self._issue(number, "已打印", dialog.accept))
        dialog.preview.saved.connect(lambda _: self._issue(number, "已另存", dialog.accept))
        if at_once and default_printer() is not None:
            dialog.preview.print()
            return
        dialog.setModal(True)
        dialog.show()

    def _issue(self, number: str, how: str, close: Callable[[], object]) -> None:
        """Paper in somebody's hand is not undone: the step is final."""
        document("receipt_slip").left_office(self._desk.ledger, code=number)
        close()
        self.issued.emit(number, how)
