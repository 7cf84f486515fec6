"""导入专家名册: a file is read, the fate of every row shown, and one step brings them in. Leaving changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.jobs import Jobs, Progress
from desktop_app.office.experts import experts_snapshot
from desktop_app.readers.lists import read_list
from desktop_app.rules.experts import plan_experts
from desktop_app.rules.list_headers import EXPERT_HEADINGS
from desktop_app.shapes.experts import ExpertField, ExpertsPlan, ExpertsSnapshot
from desktop_app.shapes.list_import import ListRow, ListTable
from desktop_app.shapes.roster_import import Fate
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Mark, Panel, button, label, row, say
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.remarks import Remarks
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.style import BESIDE, NEAR

FILES = "专家名册 (*.xlsx *.xls *.et *.csv);;全部文件 (*)"
FOLDER = "experts_import/folder"
ALL = "全部"
BADGES = {
    Fate.NEW: Badge("text", "plus", "新增"),
    Fate.CHANGED: Badge("text", "pencil", "更新"),
    Fate.UNCHANGED: Badge("muted", "equal", "无变化"),
    Fate.NEAR: Badge("warn", "help", "相近待定"),
    Fate.REFUSED: Badge("warn", "ban", "不导入"),
}
Read = tuple[ListTable[ExpertField], ExpertsPlan]


class ExpertsImport(QWidget):
    """`apply` hands on the plan that the clerk agreed to; `left` says that the page is done with."""

    apply = Signal(object)  # ExpertsPlan
    left = Signal()

    def __init__(self, jobs: Jobs, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("experts_import")
        self._jobs, self._memory = jobs, memory
        self._asked = 0  # answers to an older question are passed over
        self._progress: Progress | None = None
        self._table: ListTable[ExpertField] | None = None
        self._cells: Mapping[int, Mapping[ExpertField, str]] = {}
        self.plan: ExpertsPlan | None = None
        self.chips = Chips("experts_import_chips", (ALL, *map(str, Fate)))
        self.rows: Table[ListRow] = Table(
            "experts_import_rows",
            (
                Column("行", lambda each: each.row, width=52, number=True, quiet=True),
                Column("结果", lambda each: each.fate, badge=lambda each: BADGES[each.fate], width=100),
                Column("姓名", lambda each: each.name, width=84),
                Column("工作单位", lambda each: self._cell(each, ExpertField.UNIT), width=190),
                Column("说明", _told),
            ),
            lambda each: each.row,
            says="每一行的结果",
            empty="表中没有数据行。",
            memory=memory,
        )
        self.notice, self.remarks = Notice("experts_import_notice"), Remarks("experts_import_told")
        self._build()
        self.chips.chosen.connect(lambda _: self._narrow())

    def _build(self) -> None:
        self._file = label("", "experts_import_file", "muted")
        self.other = button("换一个文件…", "experts_import_other", "link")
        self.other.clicked.connect(self.choose)
        self._top = QWidget()
        self._top.setObjectName("experts_import_top")
        mark = Mark("file-spreadsheet", "muted", "experts_import_mark")
        self._top.setLayout(row(self.chips, 0, mark, self._file, self.other, gap=NEAR))
        self.choose_button = button("选择文件…", "experts_import_choose", "primary", "folder")
        self.choose_button.clicked.connect(self.choose)
        words = "可以是 .xlsx、.xls 或 .csv，第一行写明姓名、职称、工作单位、所属基层党组织、专业领域。"
        self._choice = EmptyState("experts_import_empty", "file-spreadsheet", "选择专家名册", words, self.choose_button)
        sheet = Panel("", "experts_import_panel")
        sheet.body.addWidget(self.rows, 1)
        self._pages = QStackedWidget()
        self._pages.setObjectName("experts_import_pages")
        self._pages.addWidget(self._choice)
        self._pages.addWidget(sheet)
        self._said = label("", "experts_import_said", "muted")
        cancel = button("取消", "experts_import_cancel", "quiet", keys="Esc", says="取消导入")
        cancel.clicked.connect(self.leave)
        self.go_button = button("导入", "experts_import_go", "primary", keys="Ctrl+S")
        self.go_button.clicked.connect(self.go_on)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        for thing in (self._top, self.notice, self.remarks):
            box.addWidget(thing)
        box.addWidget(self._pages, 1)
        box.addLayout(row(cancel, 0, self._said, NEAR, self.go_button))

    # What the tab tells it --------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Nothing chosen yet."""
        self._asked += 1
        self._table = self.plan = None
        self.notice.clear()
        self._show()

    def choose(self) -> None:
        folder = start_folder(self._memory.recall(FOLDER))
        chosen, _ = QFileDialog.getOpenFileName(self, "导入专家名册", folder, FILES)
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Read a file and judge its rows in a Job; what cannot be read is said, and another can be chosen."""
        self.begin()
        self._memory.remember(FOLDER, str(path.parent))
        self._file.setText(path.name)
        asked, existing = self._asked, experts_snapshot()
        self._progress = self._jobs.start(
            lambda progress: _read(path, existing, progress),
            title=f"正在读取 {path.name}",
            done=lambda made: self._done(asked, made),
            failed=lambda error: self._failed(asked, error),
        )

    def experts_changed(self) -> None:
        """Something was written meanwhile: the fates are judged anew."""
        if self._table:
            self.plan = plan_experts(experts_snapshot(), self._table)
            self._show()

    def go_on(self) -> None:
        if self.plan and self.go_button.isEnabled():
            self.apply.emit(self.plan)

    def leave(self) -> None:
        if self._progress:
            self._progress.cancel()
        self.begin()
        self.left.emit()

    # ------------------------------------------------------------------------------------------------------------------

    def _done(self, asked: int, made: Read) -> None:
        if asked == self._asked:
            self._table, self.plan = made
            self._cells = dict(self._table.rows)
            self._show()
            self.rows.setFocus()

    def _failed(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        self.notice.show_failure(error)

    def _show(self) -> None:
        plan = self.plan
        rows = plan.rows if plan else ()
        self._top.setVisible(plan is not None)
        self._pages.setCurrentIndex(0 if plan is None else 1)
        self.remarks.show_lines([(words, False) for words in plan.told] if plan else ())
        counts = [(str(fate), sum(each.fate is fate for each in rows)) for fate in Fate]
        self.chips.show_choices([(ALL, len(rows)), *counts])
        self.rows.show_rows(rows)
        self._narrow()
        for thing in (self.go_button, self._said):
            thing.setVisible(plan is not None)
        if plan:
            self._show_verdict(plan)

    def _show_verdict(self, plan: ExpertsPlan) -> None:
        count, summary = len(plan.writes), plan.summary()
        say(self.go_button, f"导入 {count} 位" if count else "导入", keys="Ctrl+S")
        self.go_button.setEnabled(count > 0)
        held = len(summary.refused) + len(summary.near)
        if count:
            self._said.setText(f"{held} 行这次不导入" if held else "")
        else:
            self._said.setText(plan.blocked() or "名册已经是这样，没有要导入的行。")

    def _cell(self, each: ListRow, wanted: ExpertField) -> str:
        """What the file says: it tells namesakes apart."""
        return self._cells.get(each.row, {}).get(wanted, "")

    def _narrow(self) -> None:
        on = self.chips.on()
        self.rows.keep_only(None if on in ("", ALL) else lambda each: each.fate == on)


def _read(path: Path, existing: ExpertsSnapshot, progress: Progress) -> Read:
    progress.step(0, 2, "读取文件")
    table = read_list(path, EXPERT_HEADINGS)
    progress.step(1, 2, "与名册比对")
    made = plan_experts(existing, table)
    progress.step(2, 2)
    return table, made


def imported_words(plan: ExpertsPlan) -> str:
    """已导入专家名册：新增 9 · 更新 1."""
    new = sum(write.expert_id is None for write in plan.writes)
    said = [f"新增 {new}" if new else "", f"更新 {len(plan.writes) - new}" if len(plan.writes) > new else ""]
    return "已导入专家名册：" + " · ".join(filter(None, said))


def _told(each: ListRow) -> str:
    """The reason and what to do, then what is noted."""
    reason = f"{each.column}：{each.reason}" if each.column else each.reason
    said = (f"{reason}。{each.todo}" if reason else "", *(f"{note}。" for note in each.notes))
    return "".join(said)
