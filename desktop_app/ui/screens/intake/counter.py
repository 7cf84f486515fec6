"""收件: a visit at the left, what it lacks at the right, what was recorded below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from db.errors import DatabaseTrouble
from desktop_app.office import desk as desk_queries
from desktop_app.office import intake, receipts
from desktop_app.rules.completeness import missing_items
from desktop_app.rules.desk import after_recording, checks, short_state
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.typed_dates import written_moment
from desktop_app.shapes.desk import DeskFacts, OnTheDesk
from desktop_app.shapes.intake import BranchAtDesk, LineEntry, RecordedReceipt, SimilarBrand, VisitEntry
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.basics import Stack, panes
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.intake import drafts
from desktop_app.ui.screens.intake.completeness import Completeness
from desktop_app.ui.screens.intake.drafts import VisitDraft
from desktop_app.ui.screens.intake.entry import EntryForm
from desktop_app.ui.screens.intake.history import INCOMPLETE, UNPRINTED, History
from desktop_app.ui.screens.intake.receipt_pane import ReceiptPane
from desktop_app.ui.screens.intake.slips import Slips
from desktop_app.ui.screens.intake.visit import VisitStrip
from desktop_app.ui.style import BESIDE
from desktop_app.ui.tabs import Tab

PANE = 288
FILTERS = {"state": INCOMPLETE, "unprinted": UNPRINTED}  # by the kind of a place


class CounterTab(Tab):
    key, words = "visit", "收件"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts = DeskFacts()
        self._lines: list[LineEntry] = []
        self._names: dict[int, str] = {}
        self.visit = VisitStrip(desk_queries.propose_organizations, self._now)
        self.form = EntryForm(self.visit, self._propose, self._similar, self._now)
        self.pane = Completeness()
        self.receipt = ReceiptPane(self.run, self._now, lambda: self.ledger.actor)
        self.history = History(desk.memory, lambda: self._now().date())
        self.slips = Slips(desk, self)
        self._draft = drafts.read(desk.drafts.kept(drafts.NAME))
        self._build()
        self._connect()

    def _now(self) -> datetime:
        return self.ledger.clock()

    def _build(self) -> None:
        self._right = QStackedWidget()
        self._right.setObjectName("intake_pane")
        self._right.addWidget(self.pane)
        self._right.addWidget(self.receipt)
        left = Stack("intake_left", self.form, self.history, gap=BESIDE)
        left.box.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("intake", left, self._right, PANE, self.desk.memory))

    def _connect(self) -> None:
        self.form.branch_chosen.connect(self._choose)
        self.form.changed.connect(self._tell)
        self.form.finished.connect(self.add_branch)
        self.visit.changed.connect(self._tell)
        self.visit.reopened.connect(self._reopen)
        self.visit.removed.connect(self._remove)
        self.pane.record.connect(self.record)
        self.pane.cleared.connect(self.clear)
        self.pane.add_branch.connect(self.add_branch)
        self.history.opened.connect(self.show_receipt)
        self.history.selected.connect(self._follow)
        self.history.pressed.connect(self.show_receipt)
        self.receipt.closed.connect(self._back_to_entry)
        self.receipt.print_slip.connect(self._print)
        self.receipt.trail.connect(lambda receipt_id: self.go("操作记录", "receipt", receipt_id))
        self.receipt.supplement.connect(self._supplement)
        self.slips.issued.connect(self._issued)
        self.slips.failed.connect(self._slip_failed)

    # What the window asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._facts = desk_queries.facts(self.ledger.clock())
        self.history.show_rows(receipts.receipt_rows(self._facts.round_id) if self._facts.round_id else ())
        if self.form.at_desk is None and self.form.blank:
            self.form.clear(self._facts.copies)
        self._offer_draft()
        shown = self.receipt.details
        if shown and self._right.currentWidget() is self.receipt:
            try:
                self.receipt.show_visit(receipts.visit_details(shown.receipt_id))
            except RuleBroken:
                self._back_to_entry()
        self._tell()

    def state_line(self) -> str:
        return self._facts.state_line

    def begin(self) -> bool:
        """F2: the next visitor; what is half typed stays until it is recorded or cleared; typing replaces the name."""
        self._right.setCurrentWidget(self.pane)
        if not self._lines and self.form.blank:
            self._next_visitor()
        self.form.branch.setFocus()
        self.form.branch.selectAll()
        return True

    def focus_filter(self) -> bool:
        self.history.filter.setFocus()
        self.history.filter.selectAll()
        return True

    def save(self) -> bool:
        if self._right.currentWidget() is self.pane:
            self.record()
            return True
        return False

    def print_out(self) -> bool:
        details = self.receipt.details
        if self._right.currentWidget() is self.receipt and details:
            self._print(details.receipt_id)
            return True
        return False

    def back(self) -> bool:
        if self._right.currentWidget() is self.receipt:
            self._back_to_entry()
            return True
        return False

    def open_record(self, kind: str, record_id: int) -> None:
        if kind == "receipt":
            self.show_receipt(record_id)
        elif kind == "branch":
            self.begin()
            self._choose(record_id)
            self.form.brand.setFocus()
        elif kind == "application":
            found = self.history.find_application(record_id)
            if found:
                self.show_receipt(found)
            else:
                self._supplement(record_id)
        elif kind == "supplement":
            self._supplement(record_id)
        elif kind == "new":
            self.begin()
        elif kind in FILTERS:
            self.history.narrow_to(FILTERS[kind])

    # The visit --------------------------------------------------------------------------------------------------------

    def add_branch(self) -> None:
        """Enter: this branch is done, the next one of the same visitor."""
        if self.form.blank:
            self.form.branch.setFocus()
            return
        if self.pane.notice.attempt(self._take):
            self.form.clear(self._facts.copies)
            self.form.branch.setFocus()

    def record(self) -> None:
        """Record the visit with all its branches, and make its slip."""
        recorded: list[RecordedReceipt] = []
        if self.pane.notice.attempt(lambda: recorded.append(self._record())):
            (receipt,) = recorded
            self._next_visitor()
            self.form.branch.setFocus()
            self.slips.show(receipt.number, at_once=self._facts.print_at_once)

    def _take(self) -> None:
        entry = self.form.entry()
        at_desk = self.form.at_desk
        assert at_desk is not None
        if any(line.branch_id == entry.branch_id for line in self._lines):
            raise RuleBroken(f"“{at_desk.branch}”在这次收件里已有一行。", "点上面的支部名可以修改它。")
        if self.form.nothing_new:
            raise RuleBroken(
                f"“{at_desk.branch}”这次没有新交的材料。", "按 5 表示五份齐全，或逐份勾选；换了新的申报书先按 H。"
            )
        self._lines.append(entry)
        self._names[entry.branch_id] = at_desk.branch
        if self.visit.organization_id is None:
            self._show_organization(at_desk.organization_id, at_desk.organization)
        self._show_lines()

    def _record(self) -> RecordedReceipt:
        if self._facts.round_id is None:
            raise RuleBroken("还没有批次。", "请先在“系统设置 → 批次”里从通知新建。")
        if self.visit.received_at.problem:
            raise RuleBroken(f"收件时间没有看懂：{self.visit.received_at.problem}", "请改好后再登记。")
        before = list(self._lines)
        if not self.form.blank:
            self._take()
        visit = VisitEntry(
            round_id=self._facts.round_id,
            received_at=written_moment(self.visit.moment),
            lines=tuple(self._lines),
            organization_id=self.visit.organization_id,
            submitter=self.visit.submitter.text().strip(),
            telephone=self.visit.telephone.text().strip(),
        )
        try:
            return self.run(
                f"登记收件 {'、'.join(self._names[line.branch_id] for line in visit.lines)}",
                intake.record_receipt,
                say=lambda made: f"已登记收件 {made.number}",
                visit=visit,
                taken_by=self.ledger.actor,
            )
        except (RuleBroken, DatabaseTrouble):
            self._lines = before
            self._show_lines()
            raise

    def clear(self) -> None:
        """Nothing of this visit was recorded: forget it, and be ready for the next visitor."""
        self._next_visitor()
        self.form.branch.setFocus()

    def _next_visitor(self) -> None:
        self._lines, self._names = [], {}
        self.visit.clear()
        self.form.clear(self._facts.copies)
        self.pane.notice.clear()

    def _reopen(self, place: int) -> None:
        if not self.form.blank and not self.pane.notice.attempt(self._take):
            return
        entry = self._lines.pop(place)
        self._show_lines()
        self._choose(entry.branch_id, entry)
        self.form.copies.setFocus()

    def _remove(self, place: int) -> None:
        self._lines.pop(place)
        self._show_lines()

    def _show_lines(self) -> None:
        self.visit.show_lines(
            [
                (
                    self._names[line.branch_id],
                    line,
                    short_state(line, known=desk_queries.at_desk(self._facts.round_id, line.branch_id).electronic_at),
                )
                for line in self._lines
            ]
        )

    # The branch -------------------------------------------------------------------------------------------------------

    def _propose(self, typed: str) -> Sequence[Proposal]:
        return desk_queries.propose_branches(self._facts.round_id, typed, self.visit.organization_id)

    def _similar(self, brand: str, branch_id: int) -> Sequence[SimilarBrand]:
        if self._facts.round_id is None:
            return ()
        return receipts.similar_brands(self._facts.round_id, brand, branch_id=branch_id)

    def _choose(self, branch_id: int, entry: LineEntry | None = None) -> None:
        at_desk = desk_queries.at_desk(self._facts.round_id, branch_id)
        self._right.setCurrentWidget(self.pane)
        self.form.show_branch(at_desk, entry)
        if self.visit.organization_id is None:
            self._show_organization(at_desk.organization_id, at_desk.organization)
        if not at_desk.open_to_more:
            self.pane.notice.show_words(
                f"{at_desk.number}“{at_desk.branch}”已是“{at_desk.state}”，不能再收材料。", "如确需更换，请先退回。"
            )
        self._tell()

    def _show_organization(self, organization_id: int, name: str) -> None:
        submitter, telephone = desk_queries.last_submitter(organization_id)
        self.visit.show_organization(organization_id, name, submitter, telephone)

    def _supplement(self, application_id: int) -> None:
        """Bring more to an application: the form opens on its branch, with what came earlier."""
        self._back_to_entry()
        if self.form.blank:
            self._choose(desk_queries.branch_of(application_id))
            self.form.copies.setFocus()
        else:
            self.pane.notice.show_words("还有一个支部没有登记完。", "请先登记或清空，再补收材料。")

    def _keep_draft(self) -> None:
        """After every key: what is half typed outlives the window."""
        arrived = self.visit.received_at.value
        draft = VisitDraft(
            organization_id=self.visit.organization_id,
            submitter=self.visit.submitter.text(),
            telephone=self.visit.telephone.text(),
            received_at=written_moment(arrived) if arrived else "",
            lines=tuple(self._lines),
            typed=self.form.draft(),
        )
        self.desk.drafts.keep(drafts.NAME, drafts.written(draft))

    def _offer_draft(self) -> None:
        """Put back what was not recorded when the window was closed; branches that are gone are left out."""
        draft, self._draft = self._draft, None
        if draft is None or self._facts.round_id is None:
            return
        known = desk_queries.names_of([line.branch_id for line in (*draft.lines, *filter(None, [draft.typed]))])
        self._lines = [line for line in draft.lines if line.branch_id in known]
        self._names = known
        if draft.typed and draft.typed.branch_id in known:
            self._choose(draft.typed.branch_id, draft.typed)
        elif self._lines:
            at_desk = desk_queries.at_desk(self._facts.round_id, self._lines[0].branch_id)
            self._show_organization(at_desk.organization_id, at_desk.organization)
        else:
            return
        self.visit.submitter.setText(draft.submitter)
        self.visit.telephone.setText(draft.telephone)
        if draft.received_at:
            self.visit.received_at.show_value(datetime.fromisoformat(draft.received_at))
        self._show_lines()
        self.pane.notice.show_words("这是上次没有登记完的收件。", "接着登记，或点“清空”。")

    def _tell(self) -> None:
        """Say in the pane what the form holds."""
        self._keep_draft()
        at_desk = self.form.at_desk
        late = at_desk is not None and self._is_late(at_desk)
        self.form.show_late(late and not (at_desk is not None and at_desk.late_approved_by))
        if at_desk is None:
            self.pane.show_waiting(len(self._lines))
            return
        on_the_desk = OnTheDesk(
            copies=self.form.marks,
            electronic=self.form.electronic,
            late=late,
            late_approved=bool(at_desk.late_approved_by or (self.form.late_by.text() and self.form.late_reason.text())),
            days_left=self._facts.days_left,
            electronic_note=at_desk.electronic_at,
        )
        missing = missing_items(on_the_desk.copies, electronic=on_the_desk.electronic)
        after = after_recording(
            self._facts, at_desk, position=len(self._lines), missing=missing, exchanged=self.form.exchanged
        )
        paper = any(copy.here for copy in on_the_desk.copies)
        self.pane.show_checks(
            checks(on_the_desk), after, taken=len(self._lines), paper=paper, nothing_new=self.form.nothing_new
        )

    def _is_late(self, at_desk: BranchAtDesk) -> bool:
        """What came earlier keeps its verdict; the first paper and the first file are judged by their own times."""
        file = self.form.electronic_at.value
        first_file = datetime.fromisoformat(at_desk.electronic_at) if at_desk.electronic_at else file
        if first_file is not None and self._facts.is_late_file(first_file):
            return True
        if any(at_desk.copies_at):
            return at_desk.late
        file_alone = file is not None and not any(copy.here for copy in self.form.marks)
        return not file_alone and self._facts.is_late(self.visit.moment)

    # A recorded visit -------------------------------------------------------------------------------------------------

    def show_receipt(self, receipt_id: int) -> None:
        self.receipt.show_visit(receipts.visit_details(receipt_id))
        self._right.setCurrentWidget(self.receipt)

    def _follow(self, receipt_id: int) -> None:
        """The selection moves while a visit is shown: show that one."""
        if receipt_id and self.history.table.view.hasFocus():
            self.show_receipt(receipt_id)

    def _back_to_entry(self) -> None:
        self._right.setCurrentWidget(self.pane)
        self.form.branch.setFocus()

    def _print(self, receipt_id: int) -> None:
        details = receipts.visit_details(receipt_id)
        self.slips.show(details.number)

    def _issued(self, number: str, how: str) -> None:
        self.said.emit(f"{how}收件回执 {number}", "")

    def _slip_failed(self, error: BaseException) -> None:
        if isinstance(error, RuleBroken | DatabaseTrouble):
            self.pane.notice.show_trouble(error)
            return
        raise error
