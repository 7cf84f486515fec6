"""支部名册: the list at the left, one branch or a form at the right; the import takes the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout

from db.errors import DatabaseTrouble
from db.models import (
    Application,
    Branch,
    BranchAlias,
    Designation,
    ObligationOverride,
    OfficeSetting,
    PartyOrganization,
    Round,
)
from desktop_app.office.roster_import import apply_roster
from desktop_app.office.roster_page import missing_count, roster_page
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.roster import OrganizationRow
from desktop_app.shapes.roster_import import RosterPlan
from desktop_app.shapes.roster_page import ListedBranch, RosterPage
from desktop_app.ui.parts.basics import panes
from desktop_app.ui.parts.errors import KNOWN, Notice
from desktop_app.ui.screen import Action, Desk, Screen, Waiting
from desktop_app.ui.screens.roster.beside import Beside
from desktop_app.ui.screens.roster.branch_list import MISSING, BranchList
from desktop_app.ui.screens.roster.empty import EmptyRoster
from desktop_app.ui.screens.roster.handing_out import HandingOut
from desktop_app.ui.screens.roster.import_page import ImportPage
from desktop_app.ui.style import BESIDE

RECEIPTS, TRAIL = "收件登记", "操作记录"
PANE = 280
SHEETS = (".xlsx", ".xls", ".xlsm", ".et", ".csv", ".txt")


class RosterScreen(Screen):
    title = "支部名册"
    icon = "users-group"
    initials = "zbmc"
    watches = frozenset(
        {
            Application,
            Branch,
            BranchAlias,
            Designation,
            ObligationOverride,
            OfficeSetting,
            PartyOrganization,
            Round,
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._page: RosterPage | None = None
        self._by_hand = False  # the empty page was left for the forms
        self.list = BranchList(desk.memory, self.ledger.clock)
        self.notice = Notice("roster_notice")
        self.beside = Beside(self.run, self.ledger.clock, self.notice)
        self.empty, self.importing = EmptyRoster(), ImportPage(desk.jobs, desk.memory)
        self.handing_out = HandingOut(desk, self)
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self.list.below.addWidget(panes("roster_panes", self.list.panel, self.beside, PANE, self.desk.memory))
        self._pages = QStackedWidget()
        self._pages.setObjectName("roster_pages")
        for page in (self.empty, self.list, self.importing):
            self._pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(self.notice)
        box.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.empty.bring_in.connect(self.bring_in)
        self.empty.by_hand.connect(self._begin_by_hand)
        self.list.chosen.connect(self._follow)
        self.list.opened.connect(self.beside.edit)
        self.list.edit_organization.connect(self.beside.edit_organization)
        self.list.print_chase.connect(self.print_out)
        self.list.copy_chase.connect(lambda: self.notice.attempt(self.handing_out.copy_chase))
        pane = self.beside.pane
        pane.trail.connect(lambda branch_id: self.go(TRAIL, "branch", branch_id))
        pane.receive.connect(lambda branch_id: self.go(RECEIPTS, "branch", branch_id))
        pane.open_application.connect(lambda application_id: self.go(RECEIPTS, "application", application_id))
        for words, name, pressed in (
            ("修改", "menu_edit", pane.edit),
            ("登记收件", "menu_receive", pane.receive),
            ("添加荣誉", "menu_add_designation", pane.add_designation),
        ):
            action = QAction(words, self.list.table)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, signal=pressed: self._on_current(signal))
            self.list.table.addAction(action)
        self.beside.opened.connect(self.refreshed)
        self.beside.left.connect(self._form_left)
        self.beside.branch_made.connect(self.list.show_branch)
        self.beside.organization_made.connect(self._organization_made)
        self.importing.apply.connect(self._apply)
        self.importing.left.connect(self._leave_import)
        self.importing.told.connect(self.refreshed)
        self.handing_out.said.connect(lambda words: self.said.emit(words, ""))
        self.handing_out.failed.connect(self._failed)

    # What the window asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._page = roster_page(self.ledger.clock())
        self.beside.show_page(self._page)
        self.list.show_page(self._page)
        if self._bringing_in:
            self.importing.roster_changed()
        else:
            self._show_list()
        self.beside.show_branch(self._current())

    def state_line(self) -> str:
        page = self._page
        if self._bringing_in:
            return self.importing.state_line()
        if page is None or page.empty:
            return "还没有基层党组织和党支部"
        open_branches = [each for each in page.branches if not each.closed]
        missing = sum(each.missing for each in page.branches)
        said = [
            f"{sum(not each.closed_on for each in page.organizations)} 个基层党组织",
            f"{len(open_branches)} 个党支部",
            f"应报 {sum(each.branch.obligated for each in open_branches)}",
        ]
        if page.round_id is None:
            said.append("还没有批次，应报按今天推算")
        else:
            said += [f"应报未报 {missing}", page.left]
        return " · ".join(part for part in said if part)

    def header_actions(self) -> Sequence[Action]:
        if self._bringing_in or self._pages.currentWidget() is self.empty:
            return ()
        return (
            Action("导出", self.export, "file-export", "Ctrl+E"),
            Action("导入名册…", self.bring_in, "file-import"),
            Action("添加基层党组织", self.beside.add_organization, "building"),
            *(() if self.beside.form is None else (Action("添加支部", self.add_branch, "plus"),)),
        )

    def primary(self) -> Action | None:
        """An open form has the red button itself."""
        if self._bringing_in or self._pages.currentWidget() is self.empty or self.beside.form:
            return None
        return Action("添加支部", self.add_branch, "plus")

    def waiting(self) -> Waiting:
        return Waiting(missing_count())

    def take_keyboard(self) -> None:
        if self._pages.currentWidget() is self.list and self.beside.form is None:
            self.list.table.setFocus()
        else:
            super().take_keyboard()

    def open_record(self, kind: str, record_id: int) -> None:
        """A "branch" or "organization" by its id; "missing" is the chip, with the organisation's id or 0."""
        self.bring_up_to_date()
        if kind not in ("branch", "organization", "missing") or not self.beside.may_open():
            return
        self.beside.show_pane()
        self._leave_import()
        if kind == "branch":
            self.list.show_branch(record_id)
            self.list.table.setFocus()
            return
        self.list.show_organization(record_id or None)
        if kind == "missing":
            self.list.show_chip(MISSING)

    def focus_filter(self) -> bool:
        if self._bringing_in:
            return self.importing.focus_filter()
        self.list.filter.setFocus()
        self.list.filter.selectAll()
        return self._pages.currentWidget() is self.list

    def print_out(self) -> bool:
        """The chase list is what this page prints."""
        if self._bringing_in or self._page is None or self._page.round_id is None:
            return False
        self.notice.attempt(self.handing_out.print_chase)
        return True

    def export(self) -> bool:
        if self._page is None or not self._page.branches:
            return False
        self.notice.attempt(self.handing_out.ask_and_export)
        return True

    def save(self) -> bool:
        form = self.beside.form
        if self._bringing_in:
            self.importing.go_on()
            return True
        if form:
            form.save()
        return form is not None

    def back(self) -> bool:
        if self._bringing_in:
            self.importing.back()
            return True
        if self.beside.form:
            self.beside.leave()
            return True
        if self._by_hand and self._page and self._page.empty:
            self._by_hand = False
            self._show_list()
            return True
        return False

    # The list and the branch beside it ------------------------------------------------------------------------------

    @property
    def _bringing_in(self) -> bool:
        return self._pages.currentWidget() is self.importing

    def _show_list(self) -> None:
        empty = self._page is not None and self._page.empty and not self._by_hand
        self._pages.setCurrentWidget(self.empty if empty else self.list)

    def _current(self) -> ListedBranch | None:
        return self.list.table.current()

    def _follow(self) -> None:
        """Another row: its branch is shown, unless something half typed stands there."""
        if self.beside.form and not self.beside.half_typed and self.list.table.view.hasFocus():
            self.beside.show_pane()
            self.refreshed.emit()
        self.beside.show_branch(self._current())

    def _on_current(self, signal: SignalInstance) -> None:
        """The right button on a row: as the button of the pane."""
        if listed := self._current():
            signal.emit(listed.branch_id)

    def add_branch(self) -> None:
        """Into the organisation that is looked at, else that of the row."""
        self.beside.add_branch(self.list.looked_at or self._own())

    def _begin_by_hand(self) -> None:
        self._by_hand = True
        self._show_list()
        self.beside.add_organization()

    def _form_left(self) -> None:
        self.list.table.setFocus()
        self.refreshed.emit()

    def _organization_made(self, organization_id: int) -> None:
        """On to its first branch."""
        self.list.show_organization(organization_id)
        self.add_branch()

    def _own(self) -> OrganizationRow | None:
        current = self._current()
        return self.beside.organization(current.branch.organization_id) if current else None

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, RuleBroken | DatabaseTrouble):
            raise error
        self.notice.show_trouble(error)

    # The import -------------------------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Choose a file at once; the page waits for one when none was chosen."""
        if self.beside.may_open():
            self._open_import()
            self.importing.choose()

    def open_import(self, path: Path) -> None:
        """Read a roster: dropped here, or chosen."""
        if self.beside.may_open():
            self._open_import()
            self.importing.open_file(path)

    def _open_import(self) -> None:
        self.beside.show_pane()
        self.notice.clear()
        self._pages.setCurrentWidget(self.importing)
        self.importing.begin()
        self.refreshed.emit()

    def _leave_import(self) -> None:
        self._show_list()
        self.take_keyboard()
        self.refreshed.emit()

    def _apply(self, plan: RosterPlan) -> None:
        """One step that can be undone. What refuses it is said on the import's page, which stays."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # a thousand branches take a second
        try:
            self._pages.setCurrentWidget(self.list)
            self.run(
                f"导入支部名册 {plan.file}", apply_roster, guarded=True, say=lambda _: imported_words(plan), plan=plan
            )
        except KNOWN as trouble:
            self._pages.setCurrentWidget(self.importing)
            self.importing.notice.show_trouble(trouble)
            return
        finally:
            QApplication.restoreOverrideCursor()
        self.importing.leave()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_import(path)


def imported_words(plan: RosterPlan) -> str:
    """已导入支部名册：新增 268 · 更新 3."""
    new = sum(write.branch_id is None for write in plan.writes)
    said = [f"新增 {new}" if new else "", f"更新 {len(plan.writes) - new}" if len(plan.writes) > new else ""]
    return "已导入支部名册：" + " · ".join(part for part in said if part)


def _dropped(event: QDropEvent) -> Path | None:
    """The one table that is dragged in, if it is one."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in SHEETS else None
