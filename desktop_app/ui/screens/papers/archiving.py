"""归档本批次: says before what goes in and what is not final yet, asks where to, and makes the pack aside."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop_app.archiving import Gathering, discard_archive, make_archive
from desktop_app.archiving.making import check_free
from desktop_app.archiving.plan import Plan
from desktop_app.documents import DOCUMENTS
from desktop_app.ledger import moment
from desktop_app.office import archives, rounds
from desktop_app.shapes.archive import ArchiveOutlook, MadeArchive
from desktop_app.ui.parts.basics import Facts, Mark, Stack, button, label, row, wide
from desktop_app.ui.parts.errors import KNOWN, Notice
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.screen import Desk
from desktop_app.ui.style import APART, FAR, NEAR, TIGHT

FOLDER = "papers/archive"
WIDTH = 560  # px
ALL_DONE = "各项都已办结。"
LATER = "现在也可以归档；办结以后请再归档一次。"


class ArchiveDialog(QDialog):
    """`chosen` is where to: a folder that is made, or a .zip. It stays while the pack is gathered."""

    chosen = Signal(object)  # Path

    def __init__(self, outlook: ArchiveOutlook, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("archive_dialog")
        self.setWindowTitle("归档本批次")
        self.setMinimumWidth(WIDTH)
        self._outlook, self._folder = outlook, folder
        self.notice = Notice("archive_notice")
        self._contents = Facts("archive_contents", 112)
        self._contents.show_facts(outlook.contents)
        self._working = label("", "archive_working", "muted")
        self.as_folder = button("存为文件夹…", "archive_folder", "primary")
        self.as_zip = button("存为 .zip…", "archive_zip")
        self._leave = button("取消", "archive_cancel")
        self.as_folder.clicked.connect(self._ask_folder)
        self.as_zip.clicked.connect(self._ask_zip)
        self._leave.clicked.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(FAR, APART, FAR, APART)
        box.setSpacing(NEAR)
        box.addWidget(label(f"归档 {outlook.round_name}", "archive_title", "large", wrap=True))
        box.addWidget(label("一个文件夹或 .zip，不用本程序也能打开；写好后逐个读回核对。", "archive_says", "muted"))
        box.addSpacing(TIGHT)
        box.addLayout(self._contents)
        box.addSpacing(NEAR)
        box.addWidget(self._open_points())
        box.addWidget(label(_earlier(outlook), "archive_earlier", "muted", wrap=True))
        box.addWidget(self.notice)
        box.addSpacing(NEAR)
        box.addLayout(row(wide(self._working), self._leave, self.as_zip, self.as_folder))
        self.as_folder.setDefault(True)
        self.as_folder.setFocus()

    def _open_points(self) -> QWidget:
        """What is not final yet, each on its line; one sentence where nothing is."""
        points = self._outlook.open_points
        if not points:
            return _marked("check", "good", label(ALL_DONE, "archive_all_done"), "archive_done")
        lines = [wide(label(words, f"archive_open_{place}", wrap=True)) for place, words in enumerate(points)]
        heading = label("还没有办结的", "archive_open_title", "group")
        later = label(LATER, "archive_later", "muted", wrap=True)
        return _marked(
            "alert-triangle", "warn", Stack("archive_points", heading, *lines, later, gap=TIGHT), "archive_open"
        )

    def _ask_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "归档文件夹建在哪里", self._folder)
        if found:
            self.chosen.emit(Path(found) / self._outlook.proposed)

    def _ask_zip(self) -> None:
        proposed = str(Path(self._folder) / f"{self._outlook.proposed}.zip")
        asked = QFileDialog.Option.DontConfirmOverwrite  # nothing is overwritten, and that is said here
        found, _ = QFileDialog.getSaveFileName(self, "归档存到", proposed, "压缩包 (*.zip)", options=asked)
        if found:
            file = Path(found)
            self.chosen.emit(file if file.suffix.lower() == ".zip" else file.with_name(f"{file.name}.zip"))

    def show_working(self, done: int, total: int) -> None:
        """The pack is being gathered; only leaving is possible."""
        for each in (self.as_folder, self.as_zip):
            each.setEnabled(False)
        self._working.setText(f"正在汇集 {done} / {total}…")

    def show_idle(self) -> None:
        for each in (self.as_folder, self.as_zip):
            each.setEnabled(True)
        self._working.clear()


class Archiving(QObject):
    """`said` is a toast's words, `offered` one with what can be done about it, `failed` hands on what went wrong."""

    said = Signal(str)
    offered = Signal(str, str, object)  # words, action, what it does
    failed = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.dialog: ArchiveDialog | None = None
        self._gathering: Gathering | None = None
        self._target = Path()
        self._soon = QTimer(self)  # the window lives between two steps
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._step)

    def ask(self) -> None:
        """Say what a pack would hold. RuleBroken without a round."""
        now = self._desk.ledger.clock()
        outlook = archives.archive_outlook(rounds.required_round_id(), documents=len(DOCUMENTS), now=now)
        folder = start_folder(self._desk.memory.recall(FOLDER))
        dialog = self.dialog = ArchiveDialog(outlook, folder, self._over.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(partial(self._begin, outlook.round_id))
        dialog.finished.connect(self._closed)
        dialog.setModal(True)
        dialog.show()

    def _closed(self) -> None:
        self._soon.stop()
        self.dialog = None

    def _begin(self, round_id: int, target: Path) -> None:
        """Gather on this thread, a step at a time."""
        assert self.dialog
        ledger = self._desk.ledger
        if not self.dialog.notice.attempt(lambda: check_free(target)):
            return
        self._desk.memory.remember(FOLDER, str(target.parent))
        self._target = target
        self._gathering = Gathering(round_id, by=ledger.actor, now=ledger.clock())
        self._soon.start()

    def _step(self) -> None:
        assert self.dialog
        assert self._gathering
        gathering, more = self._gathering, False

        def step() -> None:
            nonlocal more
            more = gathering.step()

        if not self.dialog.notice.attempt(step):
            self._soon.stop()
            self.dialog.show_idle()
            return
        self.dialog.show_working(gathering.done, gathering.total)
        if not more:
            self._soon.stop()
            self._start(gathering.plan(), self._target)
            self.dialog.accept()

    def _start(self, plan: Plan, target: Path) -> None:
        self._desk.jobs.start(
            lambda progress: make_archive(plan, target, progress),
            title=f"正在归档 {plan.cover.round_name}",
            done=partial(self._made, plan, target),
            failed=self.failed.emit,
            cancelled=lambda: self.said.emit("已取消归档，没有留下文件"),
        )

    def _made(self, plan: Plan, target: Path, made: MadeArchive) -> None:
        """It stands: put it on record. What cannot be recorded does not stay."""
        ledger = self._desk.ledger
        try:
            ledger.run(
                f"归档 {made.name}",
                archives.record_archive,
                final=True,
                round_id=plan.cover.round_id,
                made=made,
                by=plan.cover.made_by,
                at=moment(plan.cover.made_at),
            )
        except KNOWN as trouble:
            discard_archive(target)
            self.failed.emit(trouble)
            return
        folder = target if target.is_dir() else target.parent
        words = f"已归档 {made.name}：{made.items} 件，{made.files} 个文件"
        self.offered.emit(words, "打开文件夹", partial(self._open, folder))

    def _open(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.said.emit(f"系统没有能打开文件夹的程序，文件夹是 {folder}")


def _marked(icon: str, token: str, thing: QWidget, name: str) -> QWidget:
    made = QWidget()
    made.setObjectName(name)
    mark = Mark(icon, token, f"{name}_mark")
    line = row(mark, wide(thing))
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    made.setLayout(line)
    return made


def _earlier(outlook: ArchiveOutlook) -> str:
    if not outlook.earlier:
        return "归档会记入操作记录，不能撤销。"
    last = outlook.earlier[0]
    return f"上次归档：{last.name}，{last.made_at[:16].replace('T', ' ')}，{last.by}。\n归档会记入操作记录，不能撤销。"
