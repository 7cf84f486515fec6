"""评分工作簿 leave into a folder and come back as files; reading and writing are done aside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.jobs import Progress
from desktop_app.ledger import moment
from desktop_app.office import panel
from desktop_app.office.score_workbooks import score_workbooks, take_workbook
from desktop_app.readers.score_workbook import read_score_workbook
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import safe_name
from desktop_app.shapes.score_workbook import ExpertWorkbook, FilledWorkbook
from desktop_app.ui.screen import Desk
from desktop_app.writers.finished import finish

FOLDER = "review/workbooks"


class Workbooks(QObject):
    """`said` is a toast's words, `refused` what could not be taken, `failed` hands on what went wrong."""

    said = Signal(str)
    refused = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def ask_and_send(self) -> None:
        """Ask which folder, and write a workbook for every expert into it. RuleBroken when nothing is assigned."""
        books = score_workbooks(self._desk.ledger.clock())
        folder = QFileDialog.getExistingDirectory(self._over, "评分工作簿存到哪个文件夹", self._folder)
        if folder:
            self.send(books, Path(folder))

    def send(self, books: Sequence[ExpertWorkbook], folder: Path) -> None:
        self._desk.memory.remember(FOLDER, str(folder))

        def write(progress: Progress) -> int:
            from desktop_app.writers.xlsx.score_workbook import write_score_workbook

            for number, book in enumerate(books):
                progress.step(number, len(books), book.expert)
                target = folder / safe_name(f"评分工作簿 {book.expert} {book.name}.xlsx")
                finish(lambda part, book=book: write_score_workbook(book, part), target)  # type: ignore[misc]
            return len(books)

        self._desk.jobs.start(
            write,
            title="正在生成评分工作簿",
            done=lambda count: self._sent(books[0].stage_id, count),
            failed=self.failed.emit,
            cancelled=lambda: self.said.emit("已取消，已生成的工作簿留在文件夹里"),
        )

    def _sent(self, stage_id: int, count: int) -> None:
        """With the first workbook scoring has started: rubric and rules are frozen."""
        at = moment(self._desk.ledger.clock())
        self._desk.ledger.run("发出评分工作簿", panel.start_scoring, final=True, stage_id=stage_id, at=at)
        self.said.emit(f"已生成 {count} 个评分工作簿")

    def ask_and_take(self) -> None:
        """Ask which files came back, and take them."""
        kinds = "评分工作簿 (*.xlsx)"
        files, _ = QFileDialog.getOpenFileNames(self._over, "导入评分工作簿", self._folder, kinds)
        if files:
            self.take([Path(file) for file in files])

    def take(self, files: Sequence[Path]) -> None:
        """Each is taken whole or refused with its reason; the others are not held up."""

        def read(progress: Progress) -> list[FilledWorkbook | RuleBroken]:
            found: list[FilledWorkbook | RuleBroken] = []
            for number, file in enumerate(files):
                progress.step(number, len(files), file.name)
                try:
                    found.append(read_score_workbook(file))
                except RuleBroken as broken:
                    found.append(broken)
            return found

        self._desk.jobs.start(read, title="正在读取评分工作簿", done=self._take, failed=self.failed.emit)

    def _take(self, read: Sequence[FilledWorkbook | RuleBroken]) -> None:
        ledger = self._desk.ledger
        troubles, taken = [], []
        for filled in read:
            if isinstance(filled, RuleBroken):
                troubles.append(str(filled))
                continue
            try:
                taken.append(
                    ledger.run(
                        f"导入评分工作簿 {filled.file}",
                        take_workbook,
                        final=True,
                        filled=filled,
                        by=ledger.actor,
                        at=moment(ledger.clock()),
                    )
                )
            except RuleBroken as broken:
                troubles.append(str(broken))
        if taken:
            recorded, agreed = sum(each.recorded for each in taken), sum(each.agreed for each in taken)
            same = f"，{agreed} 张与已录的一致" if agreed else ""
            self.said.emit(f"已导入 {len(taken)} 个工作簿：录入 {recorded} 张{same}")
        self.refused.emit("".join(troubles))

    @property
    def _folder(self) -> str:
        kept = self._desk.memory.recall(FOLDER)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return kept if kept and Path(kept).is_dir() else documents
