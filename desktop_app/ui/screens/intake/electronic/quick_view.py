"""The text of a file beside its facts, read off the window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.jobs import Jobs, Progress
from desktop_app.rules.errors import RuleBroken
from desktop_app.ui.screens.intake.electronic.reading import page_text

KEPT = 12  # texts that are not read again


class QuickView(QPlainTextEdit):
    """Shows one file at a time; an answer that comes when another one is wanted is passed over."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quick_view")
        self.setAccessibleName("文件内容")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self._jobs = jobs
        self._texts: dict[Path, str] = {}
        self._wanted: Path | None = None
        self._progress: Progress | None = None

    def show_file(self, file: Path | None, name: str) -> None:
        """None empties it."""
        if file == self._wanted:
            return
        self._wanted = file
        if self._progress:
            self._progress.cancel()
            self._progress = None
        if file is None or file in self._texts:
            self.setPlainText(self._texts[file] if file else "")
            return
        self.setPlainText("正在读取…")
        self._progress = self._jobs.start(
            lambda _: page_text(file, name),
            title=f"正在读取 {name}",
            done=lambda text: self._read(file, text),
            failed=lambda error: self._failed(file, error),
        )

    def _read(self, file: Path, text: str) -> None:
        while len(self._texts) >= KEPT:
            self._texts.pop(next(iter(self._texts)))
        self._texts[file] = text or "文件里没有文字。"
        if file == self._wanted:
            self.setPlainText(self._texts[file])

    def _failed(self, file: Path, error: Exception) -> None:
        if not isinstance(error, RuleBroken):
            raise error
        if file == self._wanted:
            self.setPlainText(f"{error.what}\n{error.todo}")
