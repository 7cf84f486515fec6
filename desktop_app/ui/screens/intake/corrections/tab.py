"""补正: one complete list per application, its term, its notice; and whether an application counts at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop_app.documents import document
from desktop_app.office import admission_page, receipts, rounds
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.deficiencies import AdmissionPage, AdmissionRow
from desktop_app.ui.parts.basics import Stack, panes
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.pane import FormPane, FormStack
from desktop_app.ui.parts.prints import Prints
from desktop_app.ui.screen import Action, Desk
from desktop_app.ui.screens.intake.corrections.application_list import ApplicationList
from desktop_app.ui.screens.intake.corrections.application_pane import ApplicationPane
from desktop_app.ui.screens.intake.corrections.compare_page import ComparePage
from desktop_app.ui.screens.intake.corrections.deeds import Deeds
from desktop_app.ui.screens.intake.corrections.wording import (
    ALIKE,
    LATE,
    OVERDUE,
    UNLISTED,
    listed,
    owes,
    state_line,
    why_unlisted,
)
from desktop_app.ui.style import BESIDE
from desktop_app.ui.tabs import Tab

PANE = 320
FILTERS = {"overdue_lists": OVERDUE, "unlisted": UNLISTED, "unapproved": LATE, "alike": ALIKE}  # by a place's kind


class CorrectionsTab(Tab):
    key, words = "corrections", "补正"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.page: AdmissionPage | None = None
        self.list, self.pane = ApplicationList(desk.memory, self._today), ApplicationPane(self._today)
        self.notice = Notice("corrections_notice")
        self.prints = Prints(desk, self)
        self.deeds = Deeds(self)
        self.comparing = ComparePage(desk, self.now)
        self._build()
        self._connect()

    def now(self) -> datetime:
        return self.ledger.clock()

    def _today(self) -> date:
        return self.now().date()

    def _build(self) -> None:
        self._right = FormStack()
        self._right.setObjectName("corrections_right")
        for part in (self.pane, *self.deeds.forms):
            self._right.addWidget(part)
        left = Stack("corrections_left", self.notice, self.list, gap=BESIDE)
        left.box.setStretch(1, 1)
        self._pages = QStackedWidget()
        self._pages.setObjectName("corrections_pages")
        self._pages.addWidget(panes("corrections", left, self._right, PANE, self.desk.memory))
        self._pages.addWidget(self.comparing)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)
        for words, whole in (("打印通知：每个支部一份", False), ("打印通知：每个基层党组织一份", True)):
            action = QAction(words, self.list.table)
            action.triggered.connect(partial(self._print_chosen, whole=whole))
            self.list.table.addAction(action)

    def _connect(self) -> None:
        self.list.chosen.connect(self._follow)
        self.list.opened.connect(lambda row: self.go("收件登记", "application", row.application_id))
        self.pane.asked.connect(self.deeds.ask)
        self.pane.receipt_wanted.connect(lambda number: self.go("收件登记", "receipt", receipts.receipt_id(number)))
        self.deeds.shown.connect(self._show_form)
        self.deeds.left.connect(self._form_left)
        self.comparing.left.connect(self._leave_comparing)
        self.comparing.opened.connect(lambda application_id: self.open_record("correction", application_id))
        self.prints.said.connect(lambda words: self.said.emit(words, ""))
        self.prints.failed.connect(self.notice.show_failure)

    # What the screen asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.page = admission_page.admission_page(rounds.required_round_id(), self.now())
        self.list.show_page(self.page)
        self._follow()
        if self._comparing:
            self.comparing.refresh()

    def state_line(self) -> str:
        return state_line(self.page.rows, self.page.today) if self.page else ""

    def primary(self) -> Action | None:
        """What is chosen and has no list gets one; the year's holiday table must be there."""
        if self._form or self._comparing or self.page is None or not self.page.rows:
            return None
        rows = self.unlisted()
        words = f"列补正清单 {len(rows)} 项" if rows else "列补正清单"
        why_not = self.page.why_not or ("" if rows else why_unlisted(self.list.table.selected()))
        return Action(words, lambda: self.deeds.make_lists(rows), "list-check", why_not=why_not)

    def header_actions(self) -> Sequence[Action]:
        if self._form or self._comparing or self.page is None or not self.page.rows:
            return ()
        made = [
            Action("核对汇总表…", self.compare, "file-spreadsheet"),
            Action("导出…", self.export, "download", "Ctrl+E"),
        ]
        if self.notices():
            made.append(Action("打印通知", self.print_out, "printer", "Ctrl+P"))
        return made

    def unlisted(self) -> list[AdmissionRow]:
        """What is chosen, lacks something, and has no open list."""
        return [row for row in self.list.table.selected() if owes(row) and listed(row) is None]

    def notices(self) -> list[str]:
        """The numbers of the open lists of what is chosen."""
        return [current.number for row in self.list.table.selected() if (current := listed(row))]

    def take_keyboard(self) -> None:
        if self._form is None:
            self.list.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, kind: str, record_id: int) -> None:
        """A "deficiency" by its id, the application it is of as a "correction"; else a filter, and within it one
        application unless its id is 0."""
        application_id = admission_page.application_of(record_id) if kind == "deficiency" else record_id
        if kind in ("deficiency", "correction") and application_id:
            self._leave_comparing()
            self._right.setCurrentWidget(self.pane)
            if not self.list.select(application_id):
                self.pane.show_application(admission_page.admission_details(application_id))
        elif kind in FILTERS:
            self._leave_comparing()
            self.list.narrow_to(FILTERS[kind])
            if record_id and self.list.select(record_id):
                self._right.setCurrentWidget(self.pane)

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
        numbers = self.notices()
        if numbers:
            self.deeds.show_notices(numbers, whole=len(numbers) > 1)
        return bool(numbers)

    def export(self) -> bool:
        self.notice.attempt(lambda: self.prints.ask_and_export(document("deficiency_status")))
        return True

    def compare(self) -> None:
        """核对汇总表: a page of its own in the tab."""
        self._pages.setCurrentWidget(self.comparing)
        self.comparing.begin()
        self.changed.emit()

    def back(self) -> bool:
        if self._comparing:
            self._leave_comparing()
            return True
        if self._form is None:
            return False
        self._form_left()
        return True

    # ------------------------------------------------------------------------------------------------------------------

    def _print_chosen(self, _: bool = False, *, whole: bool) -> None:
        numbers = self.notices()
        if numbers:
            self.deeds.show_notices(numbers, whole=whole)
        else:
            self.notice.show_words("所选的项目没有补正清单，没有通知可打印。", "先列补正清单。")

    def _follow(self) -> None:
        row = self.list.table.current()
        details = None
        if row is not None:
            try:
                details = replace(admission_page.admission_details(row.application_id), row=row)  # it knows its like
            except RuleBroken:
                details = None
        self.pane.show_application(details)
        self.changed.emit()

    @property
    def _comparing(self) -> bool:
        return self._pages.currentWidget() is self.comparing

    def _leave_comparing(self) -> None:
        if self._comparing:
            self._pages.setCurrentIndex(0)
            self.take_keyboard()
            self.changed.emit()

    @property
    def _form(self) -> FormPane | None:
        return self._right.form

    def _show_form(self, form: FormPane) -> None:
        self.notice.clear()
        self._right.setCurrentWidget(form)
        self.changed.emit()

    def _form_left(self) -> None:
        self._right.setCurrentWidget(self.pane)
        self.take_keyboard()
        self.changed.emit()
