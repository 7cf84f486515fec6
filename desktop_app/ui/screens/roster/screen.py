"""支部名册: the list at the left, one branch or a form at the right; the import takes the whole page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
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
from desktop_app.office import branches
from desktop_app.office.roster import branch_details
from desktop_app.office.roster_import import apply_roster
from desktop_app.office.roster_page import missing_count, roster_page
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.roster import BranchRow, OrganizationRow, RosterPlan
from desktop_app.shapes.roster_page import ListedBranch, RosterPage
from desktop_app.ui.parts.basics import panes
from desktop_app.ui.parts.errors import KNOWN, Notice
from desktop_app.ui.screen import Action, Desk, Screen, Waiting
from desktop_app.ui.screens.roster.branch_form import BranchForm
from desktop_app.ui.screens.roster.branch_list import MISSING, BranchList
from desktop_app.ui.screens.roster.branch_pane import BranchPane
from desktop_app.ui.screens.roster.empty import EmptyRoster
from desktop_app.ui.screens.roster.handing_out import HandingOut
from desktop_app.ui.screens.roster.import_page import ImportPage
from desktop_app.ui.screens.roster.pane import FormPane
from desktop_app.ui.screens.roster.small_forms import DesignationForm, OrganizationForm, OverruleForm
from desktop_app.ui.screens.roster.wording import is_soon
from desktop_app.ui.style import BESIDE

RECEIPTS = "收件登记"
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
        self.pane = BranchPane()
        today = lambda: self.ledger.clock().date()  # noqa: E731
        self.branch_form, self.overrule_form = BranchForm(self.run), OverruleForm(self.run)
        self.designation_form = DesignationForm(self.run, today)
        self.organization_form = OrganizationForm(self.run, today)
        self.empty, self.importing = EmptyRoster(), ImportPage(desk.jobs, desk.memory)
        self.handing_out = HandingOut(desk, self)
        self.notice = Notice("roster_notice")
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self._right = QStackedWidget()
        self._right.setObjectName("roster_right")
        self._forms: tuple[FormPane, ...] = (
            self.branch_form,
            self.overrule_form,
            self.designation_form,
            self.organization_form,
        )
        for pane in (self.pane, *self._forms):
            self._right.addWidget(pane)
        self.list.below.addWidget(panes("roster_panes", self.list.panel, self._right, PANE, self.desk.memory))
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
        self.list.opened.connect(self._edit)
        self.list.edit_organization.connect(self.edit_organization)
        self.list.print_chase.connect(self.print_out)
        self.list.copy_chase.connect(lambda: self.notice.attempt(self.handing_out.copy_chase))
        self.pane.edit_organization.connect(self.edit_organization)
        self.pane.receive.connect(lambda branch_id: self.go(RECEIPTS, "branch", branch_id))
        self.pane.open_application.connect(lambda application_id: self.go(RECEIPTS, "application", application_id))
        self.pane.edit.connect(self._edit)
        self.pane.rename.connect(lambda branch_id: self._edit(branch_id, rename=True))
        self.pane.close_branch.connect(self._close_branch)
        self.pane.reopen.connect(self._reopen_branch)
        self.pane.add_designation.connect(lambda _: self._open_designation(None))
        self.pane.edit_designation.connect(lambda _, designation_id: self._open_designation(designation_id))
        self.pane.overrule.connect(self._open_overrule)
        self.pane.drop_overrule.connect(self._drop_overrule)
        for form in self._forms:
            form.left.connect(self._leave_form)
        self.importing.apply.connect(self._apply)
        self.importing.left.connect(self._leave_import)
        self.importing.told.connect(self.refreshed)
        self.handing_out.said.connect(lambda words: self.said.emit(words, ""))
        self.handing_out.failed.connect(self._failed)

    # What the window asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._page = roster_page(self.ledger.clock())
        self.list.show_page(self._page)
        if self._bringing_in:
            self.importing.roster_changed()
        else:
            self._show_list()
        self._show_branch()

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
            Action("添加基层党组织", self.add_organization, "building"),
            *(() if self._form is None else (Action("添加支部", self.add_branch, "plus"),)),
        )

    def primary(self) -> Action | None:
        """An open form has the red button itself."""
        if self._bringing_in or self._pages.currentWidget() is self.empty or self._form:
            return None
        return Action("添加支部", self.add_branch, "plus")

    def waiting(self) -> Waiting:
        return Waiting(missing_count())

    def take_keyboard(self) -> None:
        if self._pages.currentWidget() is self.list and self._form is None:
            self.list.table.setFocus()
        else:
            super().take_keyboard()

    def open_record(self, kind: str, record_id: int) -> None:
        """A "branch" or "organization" by its id; "missing" is the chip, with the organisation's id or 0."""
        self.bring_up_to_date()
        if kind not in ("branch", "organization", "missing") or self._keeps_half_typed():
            return
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
        form = self._form
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
        if self._form:
            self._leave_form()
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

    @property
    def _form(self) -> FormPane | None:
        shown = self._right.currentWidget()
        return shown if isinstance(shown, FormPane) else None

    def _keeps_half_typed(self) -> bool:
        """A half-typed form stays until it is saved or left."""
        return self._form is not None and self._form.half_typed

    def _show_list(self) -> None:
        empty = self._page is not None and self._page.empty and not self._by_hand
        self._pages.setCurrentWidget(self.empty if empty else self.list)

    def _current(self) -> ListedBranch | None:
        return self.list.table.current()

    def _follow(self) -> None:
        """Another row: its branch is shown, unless something half typed stands there."""
        if self._form and not self._keeps_half_typed() and self.list.table.view.hasFocus():
            self._right.setCurrentWidget(self.pane)
            self.refreshed.emit()
        self._show_branch()

    def _show_branch(self) -> None:
        listed, page = self._current(), self._page
        if listed is None or page is None:
            self.pane.show_nothing()
            return
        try:
            details = branch_details(listed.branch_id, page.round_id)
        except RuleBroken:  # undone a moment ago; the list is told next
            self.pane.show_nothing()
            return
        soon = is_soon(page.closing, self.ledger.clock())
        self.pane.show_branch(listed, details, page.day, soon=soon, round_id=page.round_id)

    # Forms ------------------------------------------------------------------------------------------------------------

    def _open_form(self, form: FormPane) -> None:
        self._right.setCurrentWidget(form)
        self.refreshed.emit()

    def _may_open(self) -> bool:
        """One form at a time: what is half typed is not thrown away."""
        if self._keeps_half_typed():
            assert self._form is not None
            self._form.notice.show_words("这张表还没有保存。", "请先保存或取消，再做别的。")
            return False
        return True

    def add_branch(self) -> None:
        page = self._page
        if page is None or not self._may_open():
            return
        if not any(not each.closed_on for each in page.organizations):
            self.add_organization()
            return
        self._open_form(self.branch_form)
        self.branch_form.add_branch(page.organizations, self._branches(), self.list.looked_at or self._own())

    def add_organization(self) -> None:
        if self._may_open():
            self._open_form(self.organization_form)
            self.organization_form.add_organization()

    def edit_organization(self, organization_id: int) -> None:
        known = self._organization(organization_id)
        if known and self._may_open():
            self._open_form(self.organization_form)
            self.organization_form.change_organization(known)

    def _edit(self, branch_id: int, *, rename: bool = False) -> None:
        page = self._page
        listed = next((each for each in page.branches if each.branch_id == branch_id), None) if page else None
        if page and listed and self._may_open():
            self._open_form(self.branch_form)
            self.branch_form.change_branch(page.organizations, self._branches(), listed.branch, rename=rename)

    def _open_designation(self, designation_id: int | None) -> None:
        details = self.pane.details
        if details is None:
            return
        self._open_form(self.designation_form)
        if designation_id is None:
            self.designation_form.add_designation(details.branch)
            return
        found = next(each for each in details.designations if each.designation_id == designation_id)
        self.designation_form.change_designation(details.branch, found)

    def _open_overrule(self, _: int) -> None:
        if self.pane.details and self._page and self._page.round_id is not None:
            self._open_form(self.overrule_form)
            self.overrule_form.overrule(self._page.round_id, self.pane.details.branch)

    def _leave_form(self) -> None:
        """Back to the branch; a new one is chosen, and a new organisation goes on to its first branch."""
        form = self._form
        self._right.setCurrentWidget(self.pane)
        if form is self.branch_form and self.branch_form.made is not None:
            self.list.show_branch(self.branch_form.made)
        made = self.organization_form.made if form is self.organization_form else None
        self.list.table.setFocus()
        self.refreshed.emit()
        if made is not None:
            self.list.show_organization(made)
            self.add_branch()

    def _begin_by_hand(self) -> None:
        self._by_hand = True
        self._show_list()
        self.add_organization()

    def _branches(self) -> Sequence[BranchRow]:
        return [each.branch for each in self._page.branches] if self._page else []

    def _organization(self, organization_id: int) -> OrganizationRow | None:
        organizations = self._page.organizations if self._page else ()
        return next((each for each in organizations if each.organization_id == organization_id), None)

    def _own(self) -> OrganizationRow | None:
        current = self._current()
        return self._organization(current.branch.organization_id) if current else None

    # Steps without a form ---------------------------------------------------------------------------------------------

    def _close_branch(self, branch_id: int) -> None:
        self._step("停用", branches.close_branch, branch_id, on=self.ledger.clock().date().isoformat())

    def _reopen_branch(self, branch_id: int) -> None:
        self._step("恢复", branches.reopen_branch, branch_id)

    def _drop_overrule(self, branch_id: int) -> None:
        if self._page and self._page.round_id is not None:
            self._step("恢复自动认定", branches.drop_overrule, branch_id, round_id=self._page.round_id)

    def _step(self, words: str, command: Callable[..., None], branch_id: int, **details: str | int) -> None:
        name = self.pane.details.branch.name if self.pane.details else ""
        step = partial(command, branch_id=branch_id, **details)
        self.notice.attempt(lambda: self.run(f"{words} {name}", step, say=lambda _: f"已{words}“{name}”"))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, RuleBroken | DatabaseTrouble):
            raise error
        self.notice.show_trouble(error)

    # The import -------------------------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Choose a file at once; the page waits for one when none was chosen."""
        if self._may_open():
            self._open_import()
            self.importing.choose()

    def open_import(self, path: Path) -> None:
        """Read a roster: dropped here, or chosen."""
        if self._may_open():
            self._open_import()
            self.importing.open_file(path)

    def _open_import(self) -> None:
        self._right.setCurrentWidget(self.pane)
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
            self.run(f"导入支部名册 {plan.file}", apply_roster, say=lambda _: imported_words(plan), plan=plan)
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
