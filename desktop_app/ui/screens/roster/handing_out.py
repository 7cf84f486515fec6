"""What leaves the page: the roster as a workbook, the chase list as paper and as text."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.documents import document
from desktop_app.jobs import Progress
from desktop_app.office.chasing import missing_document
from desktop_app.ui.parts.preview import PreviewDialog
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.screen import Desk

T = TypeVar("T")
CHASE = "应报未报名单"


class HandingOut(QObject):
    """`said` is a toast's words; `failed` hands on what went wrong."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.dialog: PreviewDialog | None = None

    def ask_and_export(self) -> None:
        """Ask where the roster shall lie."""
        folder = start_folder(self._desk.memory.recall("roster_export/folder"))
        proposed = str(Path(folder) / f"支部名册 {self._desk.ledger.clock():%Y-%m-%d}.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self._over, "导出支部名册", proposed, "工作簿 (*.xlsx)")
        if chosen:
            target = Path(chosen)
            self.export(target if target.suffix.lower() == ".xlsx" else target.with_name(f"{target.name}.xlsx"))

    def export(self, target: Path) -> None:
        """Write the roster as it stands now; a file appears only when it is whole."""
        self._desk.memory.remember("roster_export/folder", str(target.parent))
        write = document("branch_roster").job(target, now=self._desk.ledger.clock())
        self._start(lambda _: write(), f"正在导出 {target.name}", lambda made: self.said.emit(f"已导出 {made.name}"))

    def print_chase(self) -> None:
        """Preview the chase list, the very file that prints."""
        folder = tempfile.TemporaryDirectory(prefix="yizhibu-")
        target = Path(folder.name) / f"{CHASE}.pdf"
        make = document("missing_branches").job(target, now=self._desk.ledger.clock())

        def work(_: Progress) -> bytes:
            with folder:
                return make().read_bytes()

        self._start(work, f"正在生成{CHASE}", self._preview)

    def copy_chase(self) -> None:
        """The chase list as text, to paste into a chat or an OA."""
        from desktop_app.writers.text.missing_branches import missing_text

        missing = missing_document(self._desk.ledger.clock())
        QGuiApplication.clipboard().setText(missing_text(missing))
        self.said.emit(f"已复制催报文字：{missing.missing} 个支部")

    def _preview(self, data: bytes) -> None:
        day = f"{self._desk.ledger.clock():%Y-%m-%d}"
        self.dialog = PreviewDialog(CHASE, data, f"{CHASE} {day}.pdf", self._over.window())
        self.dialog.setModal(True)
        self.dialog.show()

    def _start(self, work: Callable[[Progress], T], title: str, done: Callable[[T], None]) -> None:
        self._desk.jobs.start(work, title=title, done=done, failed=self.failed.emit)
