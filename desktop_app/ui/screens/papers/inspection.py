"""检查要公布的文件: what a finished file holds that must not be posted, before it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop_app.office.inspecting import office_facts
from desktop_app.readers.public_file import read_public_file
from desktop_app.rules.inspection import inspect
from desktop_app.shapes.inspection import Finding, PublicFile, Weight
from desktop_app.ui.parts.basics import Mark, Panel, Stack, button, label, row, rule, wide
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.prints import FOLDER, remember_folder
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.screen import Desk
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

FILES = "要公布的文件 (*.xlsx *.docx *.pdf)"
MARKS = {Weight.MEND: ("alert-triangle", "warn"), Weight.LOOK: ("eye", "muted")}
WHY = "人们常在 WPS 里再改一遍才贴出去。这里只看不改：改好以后再查一次。"


class FindingLine(QWidget):
    """One finding: mark and word, what it is, where, and what to do."""

    def __init__(self, number: int) -> None:
        super().__init__()
        name = f"finding_{number}"
        self.setObjectName(name)
        self._mark = Mark("eye", "muted", f"{name}_mark")
        self._what = label("", f"{name}_what", wrap=True)
        self._todo = label("", f"{name}_todo", "muted", wrap=True)
        for each in (self._what, self._todo):
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = Stack(f"{name}_words", self._what, self._todo, gap=TIGHT)
        line = row(self._mark, wide(words), gap=NEAR, margins=(APART, NEAR, APART, NEAR))
        line.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_finding(self, finding: Finding) -> None:
        self._mark.show_icon(*MARKS[finding.weight])
        where = f"{finding.where}　" if finding.where else ""
        self._what.setText(f"{finding.weight}：{where}{finding.what}")
        self._todo.setText(finding.todo)
        self.setAccessibleName(f"{finding.weight}，{finding.where}，{finding.what}{finding.todo}")


class Inspection(QStackedWidget):
    """The document's sheet, or in its place what was found in a file."""

    turned = Signal()  # from the one to the other

    def __init__(self, desk: Desk, sheet: QWidget) -> None:
        super().__init__()
        self.setObjectName("papers_right")
        self._desk = desk
        self._file: Path | None = None
        self.notice = Notice("inspection_notice")
        self._name = label("", "inspection_file", "section")
        self._verdict = label("", "inspection_verdict", "large", wrap=True)
        self._listed = label("", "inspection_listed", "muted", wrap=True)
        self._lines: list[FindingLine] = []
        self._inside = Stack("inspection_lines", 0, gap=0)
        self.addWidget(sheet)
        self.addWidget(self._panel())

    def _panel(self) -> QWidget:
        self.again = button("再查一次", "inspection_again", "", "refresh")
        self.again.clicked.connect(self.look)
        other = button("检查另一个文件…", "inspection_other", "", "folder")
        other.clicked.connect(self.ask)
        self.close_button = button("返回文件", "inspection_close", "quiet", "arrow-left", keys="Esc")
        self.close_button.clicked.connect(self.back)
        panel = Panel("", "inspection")
        panel.setAccessibleName("检查要公布的文件")
        head = row(self._name, 0, self.again, other, self.close_button, margins=(APART, NEAR, BESIDE, NEAR))
        panel.body.addLayout(head)
        panel.body.addWidget(self.notice)
        said = Stack("inspection_said", self._verdict, self._listed, label(WHY, "inspection_why", "muted", wrap=True))
        panel.body.addLayout(row(wide(said), margins=(APART, TIGHT, APART, BESIDE)))
        panel.body.addWidget(rule("inspection_rule"))
        panel.body.addWidget(Scroll("inspection_scroll", self._inside), 1)
        return panel

    @property
    def open(self) -> bool:
        """Whether a file is looked through here, instead of the document."""
        return self.currentIndex() == 1

    def ask(self) -> None:
        """Let the clerk point at a file, and look through it."""
        folder = start_folder(self._desk.memory.recall(FOLDER))
        chosen, _ = QFileDialog.getOpenFileName(self, "检查要公布的文件", folder, FILES)
        if chosen:
            self.show_file(Path(chosen))

    def show_file(self, file: Path) -> None:
        """Look through a file and say what was found."""
        self._file = file
        remember_folder(self._desk.memory, file)
        if not self.open:
            self.setCurrentIndex(1)
            self.turned.emit()
        self.look()
        self.again.setFocus()

    def look(self) -> None:
        """Look through it as it is now: in a Job, for a PDF is parsed in a process of its own."""
        file = self._file
        if file is None:
            return
        self._name.setText(file.name)
        self._say("正在检查…", "", ())
        self.notice.clear()
        self._desk.jobs.start(
            lambda _: read_public_file(file),
            title=f"正在检查 {file.name}",
            done=lambda found: self._read(file, found),
            failed=lambda error: self._failed(file, error),
        )

    def leave(self) -> None:
        """Show the document again; whoever asks for it says so himself."""
        self.setCurrentIndex(0)

    def back(self) -> None:
        """The clerk is done with the file."""
        self.leave()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.open:
            self.back()
        else:
            super().keyPressEvent(event)

    def _read(self, file: Path, found: PublicFile) -> None:
        """Of several asked for one after the other, the last is shown."""
        if self.open and file == self._file:
            said = inspect(found, office_facts())
            self._say(said.verdict, said.listed, said.findings)

    def _failed(self, file: Path, error: Exception) -> None:
        if file == self._file:
            self._say("没有检查成。", "", ())
            self.notice.show_failure(error)

    def _say(self, verdict: str, listed: str, findings: Sequence[Finding]) -> None:
        self._verdict.setText(verdict)
        self._listed.setText(listed)
        self._listed.setVisible(bool(listed))
        while len(self._lines) < len(findings):
            made = FindingLine(len(self._lines))
            self._inside.box.insertWidget(len(self._lines), made)
            self._lines.append(made)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(findings))
            if at < len(findings):
                line.show_finding(findings[at])
