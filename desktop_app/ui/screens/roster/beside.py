"""What stands beside the list: a branch in words, or one form about it. Writes what the clerk decides there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal

from desktop_app.office import branches
from desktop_app.office.desk import last_submitter
from desktop_app.office.roster import branch_details
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.roster import OrganizationRow
from desktop_app.shapes.roster_page import ListedBranch, RosterPage
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.pane import FormPane, FormStack
from desktop_app.ui.screens.roster.branch_form import BranchForm, Run
from desktop_app.ui.screens.roster.branch_pane import BranchPane
from desktop_app.ui.screens.roster.small_forms import DesignationForm, OrganizationForm, OverruleForm
from desktop_app.ui.screens.roster.wording import is_soon


class Beside(FormStack):
    """`run` is the screen's way to the ledger; `notice` says what refuses a step that has no form of its own."""

    opened = Signal()  # a form took the place of the branch
    left = Signal()  # the branch is back
    branch_made = Signal(int)  # branch_id
    organization_made = Signal(int)  # organization_id

    def __init__(self, run: Run, clock: Callable[[], datetime], notice: Notice) -> None:
        super().__init__()
        self.setObjectName("roster_beside")
        self._run, self._clock, self._notice = run, clock, notice
        self._page: RosterPage | None = None
        self.pane = BranchPane()
        self.branch_form, self.overrule_form = BranchForm(run), OverruleForm(run)
        self.designation_form = DesignationForm(run, lambda: clock().date())
        self.organization_form = OrganizationForm(run, lambda: clock().date())
        forms = (self.branch_form, self.overrule_form, self.designation_form, self.organization_form)
        for pane in (self.pane, *forms):
            self.addWidget(pane)
        for form in forms:
            form.left.connect(self.leave)
        self._connect()

    def _connect(self) -> None:
        self.pane.edit_organization.connect(self.edit_organization)
        self.pane.edit.connect(self.edit)
        self.pane.rename.connect(partial(self.edit, rename=True))
        self.pane.close_branch.connect(self._close_branch)
        self.pane.reopen.connect(lambda branch_id: self._step("恢复", branches.reopen_branch, branch_id))
        self.pane.add_designation.connect(lambda _: self._open_designation(None))
        self.pane.edit_designation.connect(lambda _, designation_id: self._open_designation(designation_id))
        self.pane.overrule.connect(lambda _: self._open_overrule())
        self.pane.drop_overrule.connect(self._drop_overrule)

    # What the screen tells and asks -----------------------------------------------------------------------------------

    @property
    def half_typed(self) -> bool:
        """A half-typed form stays until it is saved or left."""
        return self.form is not None and self.form.half_typed

    def show_page(self, page: RosterPage) -> None:
        self._page = page

    def show_branch(self, listed: ListedBranch | None) -> None:
        """The branch of the row looked at; a form stays before it."""
        page = self._page
        if listed is None or page is None:
            self.pane.show_nothing()
            return
        try:
            details = branch_details(listed.branch_id, page.round_id)
        except RuleBroken:  # undone a moment ago; the list is told next
            self.pane.show_nothing()
            return
        soon = is_soon(page.closing, self._clock())
        visitor = "" if listed.organization_telephone else " ".join(last_submitter(listed.branch.organization_id))
        self.pane.show_branch(listed, details, page.day, soon=soon, round_id=page.round_id, visitor=visitor.strip())

    def show_pane(self) -> None:
        """The branch again; what was typed in a form is let go."""
        self.setCurrentWidget(self.pane)

    def may_open(self) -> bool:
        """One form at a time: what is half typed is not thrown away."""
        form = self.form
        if form is None or not form.half_typed:
            return True
        form.notice.show_words("这张表还没有保存。", "请先保存或取消，再做别的。")
        return False

    # Forms ------------------------------------------------------------------------------------------------------------

    def add_branch(self, organization: OrganizationRow | None) -> None:
        """Without an organisation to belong to, that comes first."""
        page = self._page
        if page is None or not self.may_open():
            return
        if all(each.closed_on for each in page.organizations):
            self.add_organization()
            return
        self._open(self.branch_form)
        self.branch_form.add_branch(page.organizations, [each.branch for each in page.branches], organization)

    def edit(self, branch_id: int, *, rename: bool = False) -> None:
        page = self._page
        listed = next((each for each in page.branches if each.branch_id == branch_id), None) if page else None
        if page and listed and self.may_open():
            self._open(self.branch_form)
            rows = [each.branch for each in page.branches]
            self.branch_form.change_branch(page.organizations, rows, listed.branch, rename=rename)

    def add_organization(self) -> None:
        if self.may_open():
            self._open(self.organization_form)
            self.organization_form.add_organization()

    def edit_organization(self, organization_id: int) -> None:
        known = self.organization(organization_id)
        if known and self.may_open():
            self._open(self.organization_form)
            self.organization_form.change_organization(known)

    def organization(self, organization_id: int) -> OrganizationRow | None:
        organizations = self._page.organizations if self._page else ()
        return next((each for each in organizations if each.organization_id == organization_id), None)

    def leave(self) -> None:
        """Back to the branch; what a form has made is told."""
        form = self.form
        self.show_pane()
        self.left.emit()
        if form is self.branch_form and self.branch_form.made is not None:
            self.branch_made.emit(self.branch_form.made)
        elif form is self.organization_form and self.organization_form.made is not None:
            self.organization_made.emit(self.organization_form.made)

    def _open(self, form: FormPane) -> None:
        self.setCurrentWidget(form)
        self.opened.emit()

    def _open_designation(self, designation_id: int | None) -> None:
        details = self.pane.details
        if details is None or not self.may_open():
            return
        self._open(self.designation_form)
        if designation_id is None:
            self.designation_form.add_designation(details.branch)
            return
        found = next(each for each in details.designations if each.designation_id == designation_id)
        self.designation_form.change_designation(details.branch, found)

    def _open_overrule(self) -> None:
        if self.pane.details and self._page and self._page.round_id is not None and self.may_open():
            self._open(self.overrule_form)
            self.overrule_form.overrule(self._page.round_id, self.pane.details.branch)

    # Steps without a form ---------------------------------------------------------------------------------------------

    def _close_branch(self, branch_id: int) -> None:
        self._step("停用", branches.close_branch, branch_id, on=self._clock().date().isoformat())

    def _drop_overrule(self, branch_id: int) -> None:
        if self._page and self._page.round_id is not None:
            self._step("恢复自动认定", branches.drop_overrule, branch_id, round_id=self._page.round_id)

    def _step(self, words: str, command: Callable[..., None], branch_id: int, **details: str | int) -> None:
        name = self.pane.details.branch.name if self.pane.details else ""
        step = partial(command, branch_id=branch_id, **details)
        self._notice.attempt(lambda: self._run(f"{words} {name}", step, say=lambda _: f"已{words}“{name}”"))
