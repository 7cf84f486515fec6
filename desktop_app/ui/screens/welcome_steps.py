"""What the card of the first start is made of: the list of steps, and the two that are not the notice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.office import office_settings
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.ui.parts.basics import Mark, Stack, button, dress, form, form_label, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.fields import ENTER, SearchLine, enter_goes_on
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.screens.settings.profile_fields import add_profile_fields
from desktop_app.ui.style import NEAR

ROSTERS = (".xlsx", ".xls", ".csv")
STEPS = (
    ("单位", "写在每份文件的抬头"),
    ("批次", "从通知读出日期"),
    ("支部名册", "从 Excel 或 WPS 表格导入"),
)


class StepLine(QWidget):
    """One step: where it stands by a mark, what it is, and what was answered."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName(f"welcome_step_{number}")
        words, note = STEPS[number]
        self._number, self._note = number, note
        self._mark = Mark("circle-dashed", "muted", f"welcome_step_{number}_mark", 18)
        self._words = label(words, f"welcome_step_{number}_words")
        self._said = label(note, f"welcome_step_{number}_note", "muted", wrap=True)
        line = row(self._mark, Stack(f"welcome_step_{number}_text", self._words, self._said, gap=0), gap=12)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_step(self, *, here: bool, answer: str) -> None:
        """`answer` is what was done here; "" when nothing was yet."""
        icon, token = ("circle-dot", "text") if here else ("check", "good") if answer else ("circle-dashed", "muted")
        self._mark.show_icon(icon, token)
        dress(self._words, "section" if here else "")
        self._said.setText(answer or self._note)
        state = "现在" if here else "已完成" if answer else "还没有"
        self.setAccessibleName(f"第 {self._number + 1} 步 {STEPS[self._number][0]}，{state}")


class OfficeStep(QWidget):
    """Who the office is and who sits here."""

    finished = Signal()  # Enter in the last line

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome_office")
        entry = form()
        self.lines = add_profile_fields(entry, "welcome", ("school", "department", "office", "room", "telephone"))
        self.operator = SearchLine(
            "welcome_operator", "您的姓名，记入每次操作", says="经手人", clean=names.clean_person
        )
        self.operator.setMaxLength(office_settings.LONGEST_NAME + 20)
        entry.addRow(form_label("经手人 *", "welcome_operator", self.operator), self.operator)
        self.trouble = Notice("welcome_office_trouble")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(NEAR)
        box.addWidget(label("先说说您的单位", "welcome_office_title", "large"))
        note = "只有带 * 的两项现在要填，其余随时可在“系统设置”里改。"
        box.addWidget(label(note, "welcome_office_note", "muted"))
        box.addSpacing(NEAR)
        box.addLayout(entry)
        box.addWidget(self.trouble)
        box.addStretch(1)
        for line in (*self.lines.values(), self.operator):
            line.textChanged.connect(self.trouble.clear)  # it is being mended
        enter_goes_on(self)
        self.operator.installEventFilter(self)  # asked before the one that leads to the next line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.operator
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
            and not self.operator.composing
        ):
            self.finished.emit()
            return True
        return False

    def first_empty(self) -> SearchLine | None:
        """The line that must be answered and is not."""
        for line in (self.lines["school"], self.operator):
            if not line.text().strip():
                assert isinstance(line, SearchLine)
                return line
        return None


class RosterStep(QWidget):
    """Where the roster comes from: chosen or dropped."""

    chosen = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome_roster")
        self.setAcceptDrops(True)
        self.choose = button("选择名册文件…", "welcome_roster_choose", "", "file-import")
        self.choose.clicked.connect(self._choose)
        self.trouble = Notice("welcome_roster_trouble")
        empty = EmptyState(
            "welcome_roster_empty",
            "users-group",
            "把支部名册拖到这里",
            "认得 .xlsx、.xls 和 .csv。导入前会逐行给您看，确认后才写入；\n身份证号一栏不会读入。",
            self.choose,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(NEAR)
        box.addWidget(label("支部名册", "welcome_roster_title", "large"))
        box.addWidget(
            label(
                "有了名册才能登记收件、看出哪些支部应报未报；也可以以后在“支部名册”里导入。",
                "welcome_roster_note",
                "muted",
            )
        )
        box.addWidget(empty, 1)
        box.addWidget(self.trouble)

    def take(self, path: Path) -> None:
        if path.suffix.lower() not in ROSTERS:
            self.trouble.show_trouble(
                RuleBroken(f"“{path.name}”不是名册能用的表格。", "请选择 .xlsx、.xls 或 .csv 文件。")
            )
            return
        self.trouble.clear()
        self.chosen.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.file_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := self.file_of(event.mimeData()):
            event.acceptProposedAction()
            self.take(path)

    @staticmethod
    def file_of(dragged: QMimeData) -> Path | None:
        return next((Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()), None)

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "选择支部名册", start_folder(), "表格 (*.xlsx *.xls *.csv)")
        if path:
            self.take(Path(path))
