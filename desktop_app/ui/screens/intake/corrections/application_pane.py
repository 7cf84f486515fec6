"""One application in words: what it lacks, its lists and what came against them, its visits, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from desktop_app.shapes.deficiencies import AdmissionDetails
from desktop_app.ui.parts.badges import BadgeLabel
from desktop_app.ui.parts.basics import Facts, button, dress, label, row, say
from desktop_app.ui.parts.lists import Group, Lines
from desktop_app.ui.parts.pane import Pane
from desktop_app.ui.parts.states import application_badge
from desktop_app.ui.screens.intake.corrections.wording import (
    facts,
    first_deed,
    item_line,
    list_title,
    other_deeds,
    stands,
    unapproved,
    visit_words,
)


class ApplicationPane(Pane):
    """`asked` hands on what is to be done, `receipt_wanted` the 收件号 of a visit."""

    asked = Signal(object)  # Deed
    receipt_wanted = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("application_pane")
        self._today = today
        self.details: AdmissionDetails | None = None
        self._title, self._badge = label("", "application_title", "large", wrap=True), BadgeLabel("application_badge")
        self._stands = label("", "application_stands", wrap=True)
        self._facts = Facts("application_fact")
        self._lists, self._visits = Lines("application_list"), Lines("application_visit")
        self.do_button = button("", "application_do")
        self.more = button("更多", "application_more", "quiet", "chevron-down", says="这一项还可以办的事")
        for thing in (self._title, self._badge, self._stands):
            self.head.addWidget(thing)
        self.body.addLayout(self._facts)
        self.body.addWidget(self._lists)
        self.body.addWidget(self._visits)
        self.body.addStretch(1)
        self.foot.addWidget(self.do_button)
        self.foot.addLayout(row(0, self.more))
        self.do_button.clicked.connect(self._ask_first)
        self.more.clicked.connect(self._open_menu)

    def show_application(self, details: AdmissionDetails | None) -> None:
        """Without one the pane says what to choose."""
        same = bool(self.details and details and self.details.row.application_id == details.row.application_id)
        self.details = details
        for thing in (self._badge, self._stands, self._lists, self._visits, self.do_button, self.more):
            thing.setVisible(details is not None)
        if not same:
            self.scroll_up()
        if details is None:
            self._title.setText("在左边选一项，这里显示它还缺什么、能办什么。")
            dress(self._title, "muted")
            self._facts.show_facts(())
            return
        self._title.setText(details.row.brand)
        dress(self._title, "large")
        self.setAccessibleName(details.row.brand)
        self._badge.show_badge(application_badge(details.row.state, unapproved=unapproved(details.row)))
        self._stands.setText(stands(details.row))
        self._facts.show_facts(facts(details))
        self._show_lines(details)
        first = first_deed(details.row)
        self.do_button.setVisible(first is not None)
        if first:
            say(self.do_button, first)
        self.more.setVisible(bool(other_deeds(details.row)))

    def _show_lines(self, details: AdmissionDetails) -> None:
        groups = [
            Group(
                list_title(each, self._today()),
                [(item_line(item, counts=each.open), self._opener(item.receipt)) for item in each.items],
            )
            for each in details.lists
        ]
        self._lists.show_groups(groups)
        visits = [(visit_words(visit), partial(self.receipt_wanted.emit, visit.number)) for visit in details.visits]
        self._visits.show_groups([Group("收件", visits)])

    def _opener(self, receipt: str) -> Callable[[], None]:
        """To the visit that brought it; what no visit brought leads nowhere."""
        return lambda: self.receipt_wanted.emit(receipt) if receipt else None

    def menu(self) -> QMenu:
        """What else may be done."""
        made = QMenu(self)
        made.setObjectName("application_menu")
        for deed in other_deeds(self.details.row) if self.details else ():
            made.addAction(deed).triggered.connect(lambda _=False, deed=deed: self.asked.emit(deed))
        return made

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask_first(self) -> None:
        if self.details and (deed := first_deed(self.details.row)):
            self.asked.emit(deed)
