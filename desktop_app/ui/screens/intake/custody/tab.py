"""纸质件: every copy of the round, what is done with many at once, by list or by scanner, and the paper of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from db.enums import MovementKind
from desktop_app.documents import document
from desktop_app.office import custody, custody_page, office_settings, rounds
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.typed_dates import written_moment
from desktop_app.shapes.custody import CopyRow, CustodyPage, HandoverEntry, MadeHandover
from desktop_app.ui.parts.basics import Stack, panes
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.pane import FormPane, FormStack
from desktop_app.ui.parts.prints import Prints
from desktop_app.ui.screen import Action, Desk
from desktop_app.ui.screens.intake.custody.copy_list import CopyList
from desktop_app.ui.screens.intake.custody.copy_pane import CopyPane
from desktop_app.ui.screens.intake.custody.forms import LabelForm, MoveForm, hand_over
from desktop_app.ui.screens.intake.custody.wording import ICONS, OVERDUE, SIGNED, state_line, ways
from desktop_app.ui.style import BESIDE
from desktop_app.ui.tabs import Tab

PANE = 308
FILTERS = {"overdue_loans": OVERDUE}  # by the kind of a place


class CustodyTab(Tab):
    key, words = "custody", "纸质件"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.page: CustodyPage | None = None
        self._collected: dict[int, None] = {}  # scanned, in this order
        self._looked_at = 0  # a copy of another round, opened by its code
        self.list = CopyList(desk.memory, self._today)
        self.pane = CopyPane(self._today)
        self.move_form, self.label_form = MoveForm(self.run, self.now, self._actor), LabelForm()
        self.notice = Notice("custody_notice")
        self.prints = Prints(desk, self)
        self._build()
        self._connect()

    def now(self) -> datetime:
        return self.ledger.clock()

    def _today(self) -> date:
        return self.now().date()

    def _actor(self) -> str:
        return self.ledger.actor

    def _build(self) -> None:
        self._right = FormStack()
        self._right.setObjectName("custody_right")
        for part in (self.pane, self.move_form, self.label_form):
            self._right.addWidget(part)
        left = Stack("custody_left", self.notice, self.list, gap=BESIDE)
        left.box.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("custody", left, self._right, PANE, self.desk.memory))

    def _connect(self) -> None:
        self.list.chosen.connect(self._follow)
        self.list.opened.connect(lambda _: self._act_first())
        self.list.scanned.connect(self.collect)
        for narrowed in (self.list.filter.textChanged, self.list.chips.chosen):
            narrowed.connect(lambda _: self.changed.emit())
        self.list.cleared.connect(self.forget)
        self.pane.print_list.connect(self.print_list)
        self.pane.print_label.connect(lambda copy_id: self.ask_labels(custody_page.copies_by_id([copy_id])))
        self.pane.open_application.connect(lambda application_id: self.go("收件登记", "application", application_id))
        self.move_form.moved.connect(self._moved)
        self.label_form.wanted.connect(self._show_labels)
        for form in (self.move_form, self.label_form):
            form.left.connect(self._form_left)
        self.prints.said.connect(lambda words: self.said.emit(words, ""))
        self.prints.failed.connect(self.notice.show_failure)

    # What the screen asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.page = custody_page.custody_page(rounds.required_round_id(), self.now())
        there = {row.copy_id for row in custody_page.copies_by_id(self._collected)}
        self._collected = {each: None for each in self._collected if each in there}
        self.list.show_page(self.page)
        self.list.show_scanned(self._scanned_rows())
        self._follow()

    def state_line(self) -> str:
        return state_line(self.page.rows, self.page.today) if self.page else ""

    def primary(self) -> Action | None:
        """What is likely to be done with the chosen copies."""
        if self._form or self.page is None or not self.page.rows:
            return None
        rows = self.chosen_rows()
        kinds = ways(rows)
        if kinds:
            return self._action(kinds[0], len(rows))
        why_not = "所选的在不同地方，请分开办理" if rows else "先扫码，或选一份"
        return Action("借出…", self._act_first, ICONS[MovementKind.LEND], why_not=why_not)

    def header_actions(self) -> Sequence[Action]:
        if self._form or self.page is None or not self.page.rows:
            return ()
        rows = self.chosen_rows()
        more = [self._action(kind, len(rows)) for kind in ways(rows)[1:]]
        rows, which = self._to_label()
        return (*more, Action(f"打印{which} {len(rows)} 份标签…", self.print_out, "printer", "Ctrl+P"))

    def _action(self, kind: MovementKind, count: int) -> Action:
        asks = "" if kind is MovementKind.RETURN else "…"
        return Action(f"{kind} {count} 份{asks}", partial(self.act, kind), ICONS[kind])

    def take_keyboard(self) -> None:
        if self._form is None:
            self.list.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, kind: str, record_id: int) -> None:
        """A "copy" or a "handover" by its id; "overdue_loans" what should be back."""
        if kind == "copy":
            self._leave_form()
            self._looked_at = 0 if self.list.select(record_id) else record_id
            self._follow()
        elif kind == "handover":
            self.notice.attempt(lambda: self.print_list(custody_page.handover(record_id).number))
        elif kind in FILTERS:
            self.list.narrow_to(FILTERS[kind])
            self.changed.emit()

    def focus_filter(self) -> bool:
        self.list.filter.setFocus()
        self.list.filter.selectAll()
        return True

    def save(self) -> bool:
        if self._form is None:
            return False
        self._form.save()
        return True

    def print_out(self) -> bool:
        """Labels of the chosen copies, else of all that the list shows: the button says which."""
        rows, _ = self._to_label()
        if rows:
            self.ask_labels(rows)
        return True

    def _to_label(self) -> tuple[Sequence[CopyRow], str]:
        """The copies that labels are printed of, and the word for them; of the one looked at the pane prints it."""
        chosen, shown = self.chosen_rows(), self.list.table.model.shown
        if len(chosen) > 1 or self._collected:
            return chosen, "所选"
        return shown, "全部" if self.page and len(shown) == len(self.page.rows) else "列出的"

    def export(self) -> bool:
        self.notice.attempt(lambda: self.prints.ask_and_export(document("unreturned")))
        return True

    def back(self) -> bool:
        if self._form is None:
            return False
        self._form_left()
        return True

    # What is chosen ---------------------------------------------------------------------------------------------------

    def chosen_rows(self) -> Sequence[CopyRow]:
        """What was scanned, else what is selected."""
        return self._scanned_rows() if self._collected else self.list.table.selected()

    def collect(self, code: str) -> None:
        """One more copy, by the code that was scanned or typed; one twice is said."""
        if self.notice.attempt(lambda: self._collect(code)):
            self.list.scan.clear()
        else:
            self.list.scan.selectAll()
        self.list.show_scanned(self._scanned_rows())
        self._follow()

    def _collect(self, code: str) -> None:
        copy_id = custody.copy_id_of(code, round_id=rounds.current_round_id())
        if copy_id in self._collected:
            raise RuleBroken(f"{code.strip()} 已经扫过。", "接着扫下一份。")
        self._collected[copy_id] = None

    def forget(self) -> None:
        """What was scanned is not wanted after all."""
        self._collected.clear()
        self.list.show_scanned(())
        self._follow()

    def _scanned_rows(self) -> Sequence[CopyRow]:
        if not self._collected:
            return ()
        rows = {row.copy_id: row for row in custody_page.copies_by_id(self._collected)}
        return [rows[each] for each in self._collected]

    def _follow(self) -> None:
        """The pane shows the copy scanned last, else the one that is looked at."""
        current = self.list.table.current()
        shown = next(reversed(self._collected), 0) or self._looked_at or (current.copy_id if current else 0)
        if self.list.table.view.hasFocus():
            self._looked_at = 0
        lists = custody_page.handovers(self.page.round_id) if self.page else ()
        try:
            self.pane.show_copy(custody_page.copy_details(shown) if shown else None, lists)
        except RuleBroken:
            self._looked_at = 0
            self.pane.show_copy(None, lists)
        self.changed.emit()

    # What is done -----------------------------------------------------------------------------------------------------

    def act(self, kind: MovementKind) -> None:
        """Copies that come back need no words; for the rest a form opens."""
        rows = self.chosen_rows()
        if kind is MovementKind.RETURN:
            entry = HandoverEntry(kind, tuple(row.copy_id for row in rows), written_moment(self.now()))
            self.notice.attempt(lambda: self._moved(hand_over(self.run, entry, self._actor())))
            return
        self._show_form(self.move_form)
        self.move_form.ask(kind, rows, self.page.loan_due if self.page else "")

    def _act_first(self) -> None:
        kinds = ways(self.chosen_rows())
        if kinds:
            self.act(kinds[0])

    def _moved(self, made: MadeHandover) -> None:
        self.forget()
        if made.kind in SIGNED:
            self.print_list(made.number)

    def print_list(self, number: str) -> None:
        """交接单, as it prints."""
        self.notice.attempt(lambda: self.prints.show(document("handover_list"), code=number, name=f"交接单 {number}"))

    def ask_labels(self, rows: Sequence[CopyRow]) -> None:
        self._show_form(self.label_form)
        self.label_form.ask(rows, office_settings.profile().label_format)

    def _show_labels(self, code: str) -> None:
        self.notice.attempt(lambda: self.prints.show(document("copy_labels"), code=code))

    # Forms ------------------------------------------------------------------------------------------------------------

    @property
    def _form(self) -> FormPane | None:
        return self._right.form

    def _show_form(self, form: FormPane) -> None:
        self.notice.clear()
        self._right.setCurrentWidget(form)
        self.changed.emit()

    def _leave_form(self) -> None:
        self._right.setCurrentWidget(self.pane)

    def _form_left(self) -> None:
        self._leave_form()
        self.take_keyboard()
        self.changed.emit()
