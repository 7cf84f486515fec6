"""导入名册: choose a file, 认表, 看结果, and one step that can be undone. Leaving changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from db.errors import DatabaseTrouble
from desktop_app.jobs import Jobs, Progress
from desktop_app.office.roster_import import roster_snapshot
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.roster_import import Decision, Fate, RosterField, RosterPlan
from desktop_app.ui.parts.basics import Mark, button, label, row, say
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.reading import Reading
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.screens.roster.fate_step import FateStep
from desktop_app.ui.screens.roster.reading import Outcome, Wish, judge, read
from desktop_app.ui.screens.roster.table_step import TableStep
from desktop_app.ui.style import BESIDE, NEAR

FILES = "名册表格 (*.xlsx *.xls *.et *.csv);;全部文件 (*)"
CHOOSE, BUSY, TABLE, FATES = range(4)


def choose_file(parent: QWidget, folder: str) -> Path | None:
    chosen, _ = QFileDialog.getOpenFileName(parent, "导入支部名册", folder, FILES)
    return Path(chosen) if chosen else None


def importable(plan: RosterPlan) -> int:
    """How many rows bring something."""
    return sum(row_.fate in (Fate.NEW, Fate.CHANGED) for row_ in plan.rows)


class ImportPage(QWidget):
    """`apply` runs the step and answers; `left` says that the page is done with."""

    apply = Signal(object)  # RosterPlan
    left = Signal()
    told = Signal()  # the page's header has something new to say

    def __init__(self, jobs: Jobs, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("import_page")
        self._jobs, self._memory = jobs, memory
        self._wish: Wish | None = None
        self._outcome: Outcome | None = None
        self._progress: Progress | None = None
        self._asked = 0  # answers to an older question are passed over
        self.table_step, self.fate_step = TableStep(), FateStep(memory)
        self.notice = Notice("import_notice")
        self._build_tabs()
        self._build_foot()
        self._pages = QStackedWidget()
        self._pages.setObjectName("import_steps")
        self._reading = Reading("import")
        self._reading.stopped.connect(self._stop)
        for page in (self._build_choice(), self._reading, self.table_step, self.fate_step):
            self._pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addLayout(self._top)
        box.addWidget(self.notice)
        box.addWidget(self._pages, 1)
        box.addWidget(self._foot)
        self.table_step.changed.connect(self._read_otherwise)
        self.fate_step.answered.connect(self._decide)
        self.fate_step.mobiles_meant.connect(self._keep_mobiles)

    # Building -------------------------------------------------------------------------------------------------------

    def _build_tabs(self) -> None:
        self._tabs = [button("1　认表", "import_tab_table", "tab"), button("2　看结果", "import_tab_fates", "tab")]
        group = QButtonGroup(self)
        for at, tab in enumerate(self._tabs):
            tab.setCheckable(True)
            group.addButton(tab, at)
            tab.clicked.connect(lambda _=False, page=TABLE + at: self.show_step(page))
        self._mark = Mark("file-spreadsheet", "muted", "import_file_mark")
        self._file = label("", "import_file", "muted")
        self._other = button("换一个文件…", "import_other", "link")
        self._other.clicked.connect(self.choose)
        self._top = row(*self._tabs, 0, self._mark, self._file, self._other, gap=BESIDE)

    def _build_foot(self) -> None:
        self._foot = QWidget()
        self._foot.setObjectName("import_foot")
        self._said = label("", "import_said", "muted")
        self._cancel = button("取消", "import_cancel", "quiet", keys="Esc", says="取消导入")
        self._back = button("上一步", "import_back", "", "arrow-left")
        self.next = button("下一步：看结果", "import_next", "primary")
        self._foot.setLayout(row(self._cancel, 0, self._said, NEAR, self._back, self.next))
        self._cancel.clicked.connect(self.leave)
        self._back.clicked.connect(lambda: self.show_step(TABLE))
        self.next.clicked.connect(self.go_on)

    def _build_choice(self) -> QWidget:
        choose = button("选择文件…", "import_choose", "primary", "folder")
        choose.clicked.connect(self.choose)
        return EmptyState(
            "import_choice",
            "file-spreadsheet",
            "选择要导入的名册",
            "可以是 .xlsx、.xls 或 .csv，也可以把文件拖到这里。",
            choose,
        )

    # What the screen tells it ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Nothing chosen yet."""
        self._forget()
        self._pages.setCurrentIndex(CHOOSE)
        self._show_frame()

    def open_file(self, path: Path) -> None:
        """Read a file; what cannot be read is said, and another one can be chosen."""
        self._forget()
        self._memory.remember("roster_import/folder", str(path.parent))
        self._read(Wish(path))

    def roster_changed(self) -> None:
        """Something was written meanwhile: the fates are judged anew."""
        if self._outcome and self._wish:
            self._judge(self._wish)

    def choose(self) -> None:
        if path := choose_file(self, start_folder(self._memory.recall("roster_import/folder"))):
            self.open_file(path)

    def state_line(self) -> str:
        return f"导入名册：{self._wish.path.name}" if self._wish else "导入名册"

    def back(self) -> None:
        """Esc: stop reading, a step back, or away."""
        if self._pages.currentIndex() == BUSY:
            self._stop()
        elif self._pages.currentIndex() == FATES:
            self.show_step(TABLE)
        else:
            self.leave()

    def leave(self) -> None:
        self._forget()
        self.left.emit()

    def show_step(self, page: int) -> None:
        if page == FATES and (self._outcome is None or self._outcome.plan is None):
            page = TABLE
        self._pages.setCurrentIndex(page)
        self._show_frame()
        if page == FATES:
            self.fate_step.table.setFocus()
        elif self.next.isEnabled():
            self.next.setFocus()  # what was proposed is mostly right: Enter goes on

    def focus_filter(self) -> bool:
        if self._pages.currentIndex() != FATES:
            return False
        self.fate_step.filter.setFocus()
        self.fate_step.filter.selectAll()
        return True

    def go_on(self) -> None:
        """The one button at the foot."""
        if self._pages.currentIndex() == TABLE:
            self.show_step(FATES)
        elif self._outcome and self._outcome.plan and self.next.isEnabled():
            self.apply.emit(self._outcome.plan)

    # Reading and judging --------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._asked += 1
        if self._progress:
            self._progress.cancel()
        self._wish = self._outcome = self._progress = None
        self.notice.clear()
        self.fate_step.forget()

    def _stop(self) -> None:
        """Back to what was there before this reading."""
        self._asked += 1
        if self._progress:
            self._progress.cancel()
        if self._outcome:
            self._wish = self._outcome.wish
            self.show_step(TABLE)
        else:
            self.begin()

    def _read_otherwise(
        self, sheet: str, header_row: int | None, mapping: Mapping[int, RosterField | None] | None
    ) -> None:
        if self._wish:
            self._read(replace(self._wish, sheet=sheet, header_row=header_row, mapping=mapping, decisions={}))

    def _read(self, wish: Wish) -> None:
        existing = roster_snapshot()
        if self._outcome is None:
            self._reading.show_words(f"正在读取 {wish.path.name}")
            self._pages.setCurrentIndex(BUSY)
        self._start(wish, lambda progress: read(wish, existing, progress), f"正在读取 {wish.path.name}")

    def _judge(self, wish: Wish) -> None:
        outcome, existing = self._outcome, roster_snapshot()
        assert outcome is not None
        self._start(wish, lambda _: judge(outcome, wish, existing), "正在与名册比对")

    def _start(self, wish: Wish, work: Callable[[Progress], Outcome], title: str) -> None:
        self._wish = wish
        self._asked += 1
        asked = self._asked
        self.notice.clear()
        self._show_frame()
        self._progress = self._jobs.start(
            work,
            title=title,
            done=lambda outcome: self._done(asked, outcome),
            failed=lambda error: self._failed(asked, error),
            cancelled=lambda: self._stop() if asked == self._asked else None,
        )

    def _done(self, asked: int, outcome: Outcome) -> None:
        if asked != self._asked:
            return
        first, self._outcome, self._progress = self._outcome is None, outcome, None
        self.table_step.show_outcome(outcome)
        self.fate_step.show_outcome(outcome)
        at = self._pages.currentIndex()
        self.show_step(TABLE if first or at not in (TABLE, FATES) else at)

    def _failed(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        if not isinstance(error, RuleBroken | DatabaseTrouble):
            raise error
        self._progress = None
        self.notice.show_trouble(error)
        if self._outcome:
            self._wish = self._outcome.wish
            self.table_step.show_outcome(self._outcome)
        else:
            self._pages.setCurrentIndex(CHOOSE)
        self._show_frame()

    def _decide(self, number: int, decision: Decision | None) -> None:
        if self._wish is None:
            return
        decisions = {row_: known for row_, known in self._wish.decisions.items() if row_ != number}
        if decision:
            decisions[number] = decision
        self._judge(replace(self._wish, decisions=decisions))

    def _keep_mobiles(self, kept: bool) -> None:
        if self._wish:
            self._judge(replace(self._wish, keep_mobiles=kept))

    # The frame around the steps -------------------------------------------------------------------------------------

    def _show_frame(self) -> None:
        page, plan = self._pages.currentIndex(), self._outcome.plan if self._outcome else None
        for at, tab in enumerate(self._tabs, TABLE):
            tab.setVisible(page in (TABLE, FATES))
            tab.setChecked(page == at)
            tab.setEnabled(at == TABLE or plan is not None)
        self._file.setText(self._wish.path.name if self._wish else "")
        for thing in (self._mark, self._other, self.next, self._said):
            thing.setVisible(page in (TABLE, FATES))
        self._back.setVisible(page == FATES)
        if page == TABLE:
            say(self.next, "下一步：看结果", keys="Ctrl+S")
            self.next.setEnabled(plan is not None)
            self._said.setText("" if plan else "先指明“基层党组织”和“党支部”各是哪一列。")
        elif plan:
            self._show_verdict(plan)
        self.told.emit()

    def _show_verdict(self, plan: RosterPlan) -> None:
        count, summary = importable(plan), plan.summary()
        say(self.next, f"导入 {count} 行" if count else "导入", keys="Ctrl+S")
        self.next.setEnabled(count > 0)
        if not count:
            blocked = plan.blocked()
            self._said.setText(blocked or "名册已经是这样，没有要导入的行。")
            return
        said = [f"{len(summary.near)} 行相近待定" if summary.near else ""]
        said += [f"{len(summary.refused)} 行有误" if summary.refused else ""]
        left_out = "、".join(part for part in said if part)
        new = f"新增 {plan.gains()}" if plan.gains() else ""
        self._said.setText("　".join(part for part in (new, f"{left_out}，这次不导入" if left_out else "") if part))
