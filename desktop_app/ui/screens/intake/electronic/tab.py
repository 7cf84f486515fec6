"""电子版: which files came, whose they are, and whether they are the text of the paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from db.enums import State, TextCheck
from desktop_app.documents import document
from desktop_app.ledger import moment
from desktop_app.office import electronic, electronic_page, rounds
from desktop_app.office.incoming import apply_incoming
from desktop_app.rules.electronic import LISTS
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.electronic import ElectronicRow, VersionRow
from desktop_app.shapes.matching import Fate, IncomingPlan
from desktop_app.ui.parts.basics import Stack, panes
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.pane import FormPane, FormStack
from desktop_app.ui.parts.prints import Prints
from desktop_app.ui.screen import Action, Desk
from desktop_app.ui.screens.intake.compared import compared_offer
from desktop_app.ui.screens.intake.electronic.forms import ArrivalForm, DetachForm
from desktop_app.ui.screens.intake.electronic.import_page import ImportPage
from desktop_app.ui.screens.intake.electronic.version_list import VersionList
from desktop_app.ui.screens.intake.electronic.version_pane import VersionPane
from desktop_app.ui.screens.intake.electronic.wording import state_line
from desktop_app.ui.style import BESIDE
from desktop_app.ui.tabs import Tab

PANE = 372


class ElectronicTab(Tab):
    key, words = "electronic", "电子版"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: tuple[ElectronicRow, ...] = ()
        self.list = VersionList(desk.memory)
        self.pane = VersionPane(desk.jobs)
        self.arrival_form = ArrivalForm(self.run, self.now, self._actor)
        self.detach_form = DetachForm(self.run, self.now, self._actor)
        self.import_page = ImportPage(desk, electronic_page.store, self.now)
        self.notice = Notice("electronic_notice")
        self.prints = Prints(desk, self)
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def now(self) -> datetime:
        return self.ledger.clock()

    def _actor(self) -> str:
        return self.ledger.actor

    def _build(self) -> None:
        self._right = FormStack()
        self._right.setObjectName("electronic_right")
        for part in (self.pane, self.arrival_form, self.detach_form):
            self._right.addWidget(part)
        left = Stack("electronic_left", self.notice, self.list, gap=BESIDE)
        left.box.setStretch(1, 1)
        self._pages = QStackedWidget()
        self._pages.setObjectName("electronic_pages")
        self._pages.addWidget(panes("electronic_panes", left, self._right, PANE, self.desk.memory))
        self._pages.addWidget(self.import_page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)

    def _connect(self) -> None:
        self.list.chosen.connect(self._follow)
        self.pane.checked.connect(self.check)
        self.pane.correct_arrival.connect(lambda version: self._ask(self.arrival_form, version))
        self.pane.detach.connect(lambda version: self._ask(self.detach_form, version))
        self.pane.save_file.connect(self.save_file)
        self.pane.compare.connect(self.compare)
        self.pane.open_application.connect(lambda application_id: self.go("收件登记", "application", application_id))
        self.import_page.apply.connect(self._apply)
        self.import_page.left.connect(self._import_left)
        self.import_page.told.connect(self.changed)
        for form in (self.arrival_form, self.detach_form):
            form.left.connect(self._form_left)
        self.prints.said.connect(lambda words: self.said.emit(words, ""))
        self.prints.failed.connect(self.notice.show_failure)

    # What the screen asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.rows = electronic_page.electronic_rows(rounds.required_round_id())
        self.list.show_rows(self.rows)
        if self.importing:
            self.import_page.data_changed()
        self._follow()

    def state_line(self) -> str:
        return self.import_page.state_line() if self.importing else state_line(self.rows)

    def primary(self) -> Action | None:
        if self.importing or self._form:
            return None
        return Action("导入电子版…", self.start_import, "file-import")

    def header_actions(self) -> Sequence[Action]:
        if self.importing or self._form:
            return ()
        return (Action("发申报书…", self.give_out, "file-export", "Ctrl+E"),)

    def take_keyboard(self) -> None:
        if not self.importing and self._form is None:
            self.list.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, kind: str, record_id: int) -> None:
        """An application by its id ("electronic"); "paper_only" and the like show their list; "import" begins one."""
        if kind == "electronic_import":
            self.start_import()
        elif kind in LISTS:
            self._leave_import()
            self.list.narrow_to(LISTS[kind][0])
        elif kind == "electronic" and record_id:
            self._leave_import()
            self._right.setCurrentWidget(self.pane)
            self.list.select(record_id)
            self._follow()

    def focus_filter(self) -> bool:
        if self.importing:
            return self.import_page.focus_filter()
        self.list.filter.setFocus()
        self.list.filter.selectAll()
        return True

    def save(self) -> bool:
        if self.importing:
            self.import_page.go_on()
            return True
        if self._form is not None:
            self._form.save()
            return True
        return False

    def print_out(self) -> bool:
        if self.importing or not self.pane.compare_button.isVisibleTo(self.pane):
            return False
        self.compare()
        return True

    def export(self) -> bool:
        self.give_out()
        return True

    def back(self) -> bool:
        if self.importing:
            self.import_page.back()
            return True
        if self._form is not None:
            self._form_left()
            return True
        return False

    # Import -----------------------------------------------------------------------------------------------------------

    @property
    def importing(self) -> bool:
        return self._pages.currentWidget() is self.import_page

    def start_import(self, paths: Sequence[Path] = ()) -> None:
        self.notice.clear()
        self._pages.setCurrentWidget(self.import_page)
        if paths:
            self.import_page.open_files(paths)
        else:
            self.import_page.begin()
        self.changed.emit()

    def _leave_import(self) -> None:
        if self.importing:
            self.import_page.leave()

    def _import_left(self) -> None:
        self._pages.setCurrentIndex(0)
        self.take_keyboard()
        self.changed.emit()

    def _apply(self, plan: IncomingPlan) -> None:
        count, made = len(plan.having(Fate.ATTACHED, Fate.REGISTERED)), len(plan.having(Fate.REGISTERED))
        words = f"已导入 {count} 份电子版" + (f"，新登记 {made} 项" if made else "")
        step = partial(
            apply_incoming, round_id=rounds.required_round_id(), plan=plan, by=self._actor(), at=moment(self.now())
        )
        self.import_page.notice.attempt(lambda: self._taken(plan, f"导入电子版 {count} 份", step, words))

    def _taken(self, plan: IncomingPlan, title: str, step: Callable[[], object], words: str) -> None:
        self.run(title, step, guarded=True, say=lambda _: words)
        self.import_page.applied(plan)
        branches = {line.branch.branch_id for line in plan.lines if line.taken and line.branch}
        self.list.select_all(row.application_id for row in self.rows if row.branch_id in branches)
        self._follow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _dropped(event):
            event.acceptProposedAction()
            self.start_import(paths)

    # One application --------------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        self.pane.show_row(self.list.table.current())
        self.changed.emit()

    def check(self, verdict: TextCheck) -> None:
        """What the clerk found; 不一致 is then a lack that the next 补正 lists."""
        row = self.pane.row_
        if row is None:
            return
        told = "，已列为要补正的一项" if verdict is TextCheck.DIFFERENT else ""
        self.notice.attempt(
            lambda: self.run(
                f"电子与纸质核对 {row.number}：{verdict}",
                electronic.check_text,
                say=lambda _: f"{row.number} 已记为“{verdict}”{told}",
                application_id=row.application_id,
                verdict=verdict,
                by=self._actor(),
                at=moment(self.now()),
            )
        )

    def compare(self) -> None:
        """定稿 against 申报稿, as it prints."""
        row = self.pane.row_
        if row is not None:
            name = f"修改完善对照表 {row.number}"
            asked = row.state in (State.REVISING, State.REVISED)
            offer = compared_offer(self, row.application_id, row.brand) if asked else None
            paper = document("revision_comparison")
            self.notice.attempt(lambda: self.prints.show(paper, code=row.number, name=name, offer=offer))

    def give_out(self) -> None:
        """申报书 for the branch that is looked at, else a blank one."""
        row = self.pane.row_
        code = row.number if row else None
        name = f"申报书（{row.branch}）" if row else "申报书"
        self.notice.attempt(lambda: self.prints.ask_and_export(document("application_form"), code=code, name=name))

    def save_file(self, version: VersionRow) -> None:
        """The file as it came, where the clerk wants it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _ = QFileDialog.getSaveFileName(self, "另存电子版", str(Path(folder) / version.file_name))
        if chosen and version.file:
            self.notice.attempt(partial(self._save_file, version.file, Path(chosen)))

    def _save_file(self, source: Path, target: Path) -> None:
        try:
            shutil.copyfile(source, target)
        except OSError as error:
            raise RuleBroken(f"没有存成“{target.name}”。", "请换一个文件夹再试。") from error
        self.said.emit(f"已另存 {target.name}", "")

    # Forms ------------------------------------------------------------------------------------------------------------

    @property
    def _form(self) -> FormPane | None:
        return self._right.form

    def _ask(self, form: ArrivalForm | DetachForm, version: VersionRow) -> None:
        self.notice.clear()
        self._right.setCurrentWidget(form)
        form.ask(version)
        self.changed.emit()

    def _form_left(self) -> None:
        self._right.setCurrentWidget(self.pane)
        self.take_keyboard()
        self.changed.emit()


def _dropped(event: QDropEvent) -> list[Path]:
    """The files and folders of a drop; [] for anything else."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
