"""导入电子版: choose or drop files, look at what becomes of each, and one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from db.enums import FormItem
from db.errors import DatabaseTrouble
from desktop_app.file_store import FileStore
from desktop_app.jobs import Progress
from desktop_app.office import desk as desk_queries
from desktop_app.office.incoming import known
from desktop_app.office.rounds import required_round_id
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.incoming import anew, blocked, corrected, decided, left_over, undecided
from desktop_app.rules.matching import index_of
from desktop_app.rules.typed_dates import written_moment
from desktop_app.shapes.matching import Fate, IncomingPlan, Known
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.basics import button, label, row, say
from desktop_app.ui.parts.date_fields import DateTimeField
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.reading import Reading
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.intake.electronic.preview_step import PreviewStep
from desktop_app.ui.screens.intake.electronic.reading import read
from desktop_app.ui.screens.intake.electronic.wording import plan_words
from desktop_app.ui.style import BESIDE, NEAR

FILES = "申报书和邮件 (*.docx *.doc *.wps *.eml *.zip);;全部文件 (*)"
FOLDER = "incoming/folder"
ARRIVED = 224  # px
CHOOSE, BUSY, PREVIEW = range(3)


class ImportPage(QWidget):
    """`apply` runs the step; `left` says that the page is done with, `told` that the header has something new to say.

    Files lie in the store while they are looked at; those that belong to nothing are taken out when the page is left.
    """

    apply = Signal(object)  # IncomingPlan
    left = Signal()
    told = Signal()

    def __init__(self, desk: Desk, store: Callable[[], FileStore], now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("incoming_page")
        self._desk, self._store, self._now = desk, store, now
        self._plan: IncomingPlan | None = None
        self._known: Known | None = None
        self._progress: Progress | None = None
        self._asked = 0  # answers to an older question are passed over
        self.preview = PreviewStep(desk.memory, self._propose)
        self.notice = Notice("incoming_notice")
        self._pages = QStackedWidget()
        self._pages.setObjectName("incoming_steps")
        self._reading = Reading("incoming")
        self._reading.stopped.connect(self.begin)
        for page in (self._build_choice(), self._reading, self.preview):
            self._pages.addWidget(page)
        self._build_foot()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(self.notice)
        box.addWidget(self._pages, 1)
        box.addWidget(self._foot)
        self.preview.decided.connect(self._decide)
        self.preview.reset.connect(self._reset)
        self.preview.corrected.connect(self._correct)

    # Building ---------------------------------------------------------------------------------------------------------

    def _build_choice(self) -> QWidget:
        self.choose_files = button("选择文件…", "incoming_files", "primary", "file-text")
        self.choose_folder = button("选择文件夹…", "incoming_folder", "", "folder")
        self.choose_files.clicked.connect(self.ask_files)
        self.choose_folder.clicked.connect(self.ask_folder)
        return EmptyState(
            "incoming_choice",
            "mail",
            "选择收到的电子版，或者把它们拖到这里",
            "申报书（.docx）、邮件（.eml）、压缩包（.zip），或者从邮箱里存下来的整个文件夹。",
            self.choose_files,
            self.choose_folder,
        )

    def _build_foot(self) -> None:
        self._foot = QWidget()
        self._foot.setObjectName("incoming_foot")
        self.arrived = DateTimeField(
            "incoming_arrived", says="没有写明到达时间的文件，到达时间", today=lambda: self._now().date()
        )
        self.arrived.setFixedWidth(ARRIVED)
        self._arrived_label = label("没有写明时间的，到达时间", "incoming_arrived_words", "muted")
        self._said = label("", "incoming_said", "muted")
        cancel = button("取消", "incoming_cancel", "quiet", keys="Esc", says="取消导入")
        self.next = button("导入", "incoming_next", "primary")
        self._foot.setLayout(row(cancel, NEAR, self._arrived_label, self.arrived, 0, self._said, NEAR, self.next))
        cancel.clicked.connect(self.leave)
        self.next.clicked.connect(self.go_on)

    # What the tab tells it --------------------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether leaving would lose a reading or what was decided."""
        return self._pages.currentIndex() != CHOOSE

    def begin(self) -> None:
        """Nothing chosen yet."""
        self._forget()
        self._show(CHOOSE)
        self.choose_files.setFocus()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Read files and folders."""
        if not paths:
            return
        self._forget()
        self._desk.memory.remember(FOLDER, str(paths[0].parent))
        self._asked += 1
        asked, store = self._asked, self._store()
        self._known = held = known(required_round_id())
        arrived_at = written_moment(self._now())
        self.arrived.show_value(self._now())
        named = paths[0].name if len(paths) == 1 else f"{paths[0].name} 等 {len(paths)} 个"
        self._reading.show_words(f"正在读取 {named}")
        self._show(BUSY)
        self._progress = self._desk.jobs.start(
            lambda progress: read(paths, store, held, arrived_at, progress),
            title=f"正在读取 {named}",
            done=lambda plan: self._done(asked, plan),
            failed=lambda error: self._failed(asked, error),
            cancelled=lambda: None,
        )

    def ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "导入电子版", self._desk.memory.recall(FOLDER), FILES)
        self.open_files([Path(each) for each in chosen])

    def ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "导入文件夹", self._desk.memory.recall(FOLDER))
        if chosen:
            self.open_files([Path(chosen)])

    def data_changed(self) -> None:
        """Something was written meanwhile: what was found is held against it anew."""
        if self._plan is not None:
            self._known = known(required_round_id())
            self._show_plan(anew(self._known, self._plan), first=False)

    def applied(self, plan: IncomingPlan) -> None:
        """The step was taken: what belongs to nothing goes out of the store."""
        for sha256 in left_over(plan, applied=True):
            self._store().discard(sha256)
        self._plan = None
        self.leave()

    def state_line(self) -> str:
        return "导入电子版"

    def focus_filter(self) -> bool:
        if self._pages.currentIndex() != PREVIEW:
            return False
        self.preview.focus_filter()
        return True

    def back(self) -> None:
        """Esc: away from the preview or the reading, else off the page."""
        if self.running:
            self.begin()
        else:
            self.leave()

    def leave(self) -> None:
        self._forget()
        self._show(CHOOSE)
        self.left.emit()

    def go_on(self) -> None:
        """The one button at the foot."""
        if self._plan is None or not self.next.isEnabled():
            return
        self.arrived.settle()
        if self.arrived.problem or self.arrived.value is None:
            self.notice.show_words(self.arrived.problem or "还没有填到达时间。")
            return
        self.notice.clear()
        self.apply.emit(anew(self._required(), self._plan, arrived_at=written_moment(self.arrived.value)))

    # Reading and deciding ---------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._asked += 1
        if self._progress:
            self._progress.cancel()
        if self._plan is not None:
            for sha256 in left_over(self._plan, applied=False):
                self._store().discard(sha256)
        self._plan = self._progress = None
        self.notice.clear()

    def _done(self, asked: int, plan: IncomingPlan) -> None:
        if asked != self._asked:
            for sha256 in left_over(plan, applied=False):  # nobody waits for it any more
                self._store().discard(sha256)
            return
        self._progress = None
        self._show(PREVIEW)
        self._show_plan(plan, first=True)
        self.preview.table.view.setFocus()

    def _failed(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        if not isinstance(error, RuleBroken | DatabaseTrouble):
            raise error
        self._progress = None
        self._show(CHOOSE)
        self.notice.show_trouble(error)

    def _required(self) -> Known:
        assert self._known is not None
        return self._known

    def _decide(self, number: int, branch_id: int | None) -> None:
        """Another branch for a file, or none: it is left out."""
        if self._plan is None:
            return
        branch = index_of(self._required()).get(branch_id) if branch_id is not None else None
        self._show_plan(decided(self._plan, number, branch), first=False)

    def _reset(self, number: int) -> None:
        if self._plan is not None:
            self._show_plan(undecided(self._plan, number), first=False)

    def _correct(self, number: int, item: FormItem, value: str) -> None:
        if self._plan is not None:
            self._show_plan(corrected(self._plan, number, item, value), first=False)

    def _propose(self, typed: str) -> tuple[Proposal, ...]:
        return desk_queries.propose_branches(required_round_id(), typed, None)

    # The frame --------------------------------------------------------------------------------------------------------

    def _show(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        for thing in (self.next, self._said, self.arrived, self._arrived_label):
            thing.setVisible(page == PREVIEW)
        self.told.emit()

    def _show_plan(self, plan: IncomingPlan, *, first: bool) -> None:
        self._plan = plan
        self.preview.show_plan(plan, first=first)
        count = len(plan.having(Fate.ATTACHED, Fate.REGISTERED))
        say(self.next, f"导入 {count} 份" if count else "导入", keys="Ctrl+S")
        self.next.setEnabled(count > 0)
        self._said.setText(plan_words(plan) if count else blocked(plan))
        untold = any(line.form.arrived_at == "" for line in plan.lines)
        for thing in (self.arrived, self._arrived_label):
            thing.setVisible(untold)
        self.told.emit()
