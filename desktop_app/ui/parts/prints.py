"""Documents leave a page: seen as the very file that prints, printed from there, or written in a format of choice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.documents import Document
from desktop_app.shapes import shape
from desktop_app.ui.parts.errors import KNOWN
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.preview import PreviewDialog
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.screen import Desk

KINDS = {".xlsx": "Excel 工作簿", ".docx": "Word 文档", ".pdf": "PDF 文件", ".txt": "文本文件"}  # the likeliest first
FOLDER = "papers/folder"


def remember_folder(memory: Memory, file: Path) -> None:
    """Where the next file is proposed to go, whichever document it is."""
    memory.remember(FOLDER, str(file.parent))


def ask_file(over: QWidget, document: Document, name: str, memory: Memory) -> Path | None:
    """Ask where to, and in which of the document's formats; None when it was left. `name` is proposed."""
    kinds = {f"{words} (*{suffix})": suffix for suffix, words in KINDS.items() if suffix in document.writers}
    first = next(iter(kinds.values()))
    proposed = str(Path(start_folder(memory.recall(FOLDER))) / f"{name}{first}")
    chosen, kind = QFileDialog.getSaveFileName(over, f"导出{document.title}", proposed, ";;".join(kinds))
    if not chosen:
        return None
    file = Path(chosen)
    return file if file.suffix.lower() in document.writers else file.with_name(f"{file.name}{kinds.get(kind, first)}")


@shape
class Offer:
    """What is asked below a preview: seeing the document is for it. `told` stands beside the button."""

    words: str
    told: str
    do: Callable[[], object]


class Prints(QObject):
    """`said` is a toast's words; `failed` hands on what went wrong. What is printed or saved has left the office."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.dialog: PreviewDialog | None = None

    def show(self, document: Document, *, code: str | None = None, name: str = "", offer: Offer | None = None) -> None:
        """Preview it, under `name` where the title does not say enough. RuleBroken when it cannot be gathered."""
        called = name or document.title
        make = document.content(".pdf", code=code, now=self._desk.ledger.clock())
        self._desk.jobs.start(
            lambda _: make(),
            title=f"正在生成{called}",
            done=lambda data: self._made(document, code, called, data, offer),
            failed=self.failed.emit,
        )

    def _made(self, document: Document, code: str | None, name: str, data: bytes, offer: Offer | None) -> None:
        dialog = self.dialog = PreviewDialog(name, data, f"{name}.pdf", self._over.window())
        dialog.preview.printed.connect(lambda: self._leaves(document, code, f"已打印{name}"))
        dialog.preview.saved.connect(lambda file: self._leaves(document, code, f"已另存 {Path(file).name}"))
        if offer:
            dialog.preview.offer(offer.words, offer.told, lambda: self._take(offer))
        dialog.setModal(True)
        dialog.show()

    def _take(self, offer: Offer) -> None:
        if self.dialog:
            self.dialog.accept()
        try:
            offer.do()
        except KNOWN as trouble:
            self.failed.emit(trouble)

    def _leaves(self, document: Document, code: str | None, words: str) -> None:
        if self.dialog:
            self.dialog.accept()
        try:
            document.left_office(self._desk.ledger, code=code)
        except KNOWN as trouble:
            self.failed.emit(trouble)
        else:
            self.said.emit(words)

    def ask_and_export(self, document: Document, *, code: str | None = None, name: str = "") -> None:
        """Ask where to, as what, and write it. RuleBroken when it cannot be gathered."""
        file = ask_file(self._over, document, name or document.title, self._desk.memory)
        if file:
            self.export(document, file, code=code)

    def export(self, document: Document, file: Path, *, code: str | None = None) -> None:
        """Write it as it stands now; a file appears only when it is whole."""
        remember_folder(self._desk.memory, file)
        write = document.job(file, code=code, now=self._desk.ledger.clock())
        self._desk.jobs.start(
            lambda _: write(),
            title=f"正在导出 {file.name}",
            done=lambda made: self._leaves(document, code, f"已导出 {made.name}"),
            failed=self.failed.emit,
        )
