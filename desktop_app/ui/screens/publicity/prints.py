"""公示 and 立项名单 leave the page: seen as they print, or written as a workbook or a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.documents import Document
from desktop_app.ui.parts.preview import PreviewDialog
from desktop_app.ui.screen import Desk

FOLDER = "publicity/folder"
KINDS = {"Excel 工作簿 (*.xlsx)": ".xlsx", "PDF 文件 (*.pdf)": ".pdf"}


class ListPrints(QObject):
    """`said` is a toast's words; `failed` hands on what went wrong."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.dialog: PreviewDialog | None = None

    def show(self, document: Document) -> None:
        """Preview the very file that prints."""
        make = document.content(".pdf", now=self._desk.ledger.clock())
        self._desk.jobs.start(
            lambda _: make(),
            title=f"正在生成{document.title}",
            done=lambda data: self._made(document.title, data),
            failed=self.failed.emit,
        )

    def _made(self, name: str, data: bytes) -> None:
        dialog = self.dialog = PreviewDialog(name, data, f"{name}.pdf", self._over.window())
        dialog.preview.printed.connect(lambda: self._left(f"已打印{name}"))
        dialog.preview.saved.connect(lambda file: self._left(f"已另存 {Path(file).name}"))
        dialog.setModal(True)
        dialog.show()

    def _left(self, words: str) -> None:
        if self.dialog:
            self.dialog.accept()
        self.said.emit(words)

    def ask_and_export(self, document: Document) -> None:
        """Ask where to, as what."""
        proposed = str(Path(self._desk.memory.recall(FOLDER)) / f"{document.title}.xlsx")
        chosen, kind = QFileDialog.getSaveFileName(self._over, f"导出{document.title}", proposed, ";;".join(KINDS))
        if chosen:
            file = Path(chosen)
            fits = file.suffix.lower() in KINDS.values()
            self.export(document, file if fits else file.with_name(f"{file.name}{KINDS.get(kind, '.xlsx')}"))

    def export(self, document: Document, file: Path) -> None:
        """Write it as it stands now; a file appears only when it is whole."""
        self._desk.memory.remember(FOLDER, str(file.parent))
        write = document.job(file, now=self._desk.ledger.clock())
        self._desk.jobs.start(
            lambda _: write(),
            title=f"正在导出 {file.name}",
            done=lambda made: self.said.emit(f"已导出 {made.name}"),
            failed=self.failed.emit,
        )
