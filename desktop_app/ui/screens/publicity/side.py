"""The right side while a list is up: its days, its objections, and what happens when the days are over."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.enums import PublicityPurpose
from desktop_app.shapes.establishment import EstablishmentPage, PublicList
from desktop_app.ui.parts.basics import Facts, Panel, button, label, row, rule
from desktop_app.ui.parts.lists import Chips, Group, Lines
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.screens.publicity.calendar import PublicityCalendar
from desktop_app.ui.screens.publicity.wording import (
    after_facts,
    after_title,
    closed_facts,
    counting,
    days_note,
    days_sum,
    objection_words,
)
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

KEYS = 40  # px: the column of numbers


class PublicitySide(QWidget):
    """`objection_opened` hands on the objection whose line was pressed; `take_down` asks to withdraw the list."""

    objection_opened = Signal(object)  # ObjectionRow
    take_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("publicity_side")
        self.current: PublicList | None = None
        self._page, self._now = EstablishmentPage(), datetime.min
        self.lists = Chips("publicity_lists")
        self.lists.chosen.connect(lambda _: self._show_list())
        self.calendar = PublicityCalendar("publicity_calendar")
        self._sum = label("", "days_sum", "section", wrap=True)
        self._note = label("", "days_note", "muted", wrap=True)
        self._down = button("撤下公示…", "publicity_take_down", "link")
        self._down.clicked.connect(self.take_down)
        self._days = Panel("公示期", "days")
        inside = QVBoxLayout()
        inside.setContentsMargins(BESIDE, 0, BESIDE, NEAR)
        inside.setSpacing(NEAR)
        for thing in (self.lists, self.calendar, self._sum, self._note):
            inside.addWidget(thing)
        self._days.body.addLayout(inside)
        self._objections = Panel("异议", "objections")
        self._lines = Lines("objection")
        self._none = label("还没有收到异议。书面、实名、留有联系方式的才登记。", "objections_none", "muted", wrap=True)
        self._none.setContentsMargins(APART - 1, NEAR, APART, NEAR)
        self._after_title = label("", "expiry_title", "section")
        self._after_title.setContentsMargins(APART - 1, BESIDE, APART, 0)
        self._after = Facts("expiry", KEYS)
        self._after.setContentsMargins(APART - 1, TIGHT, APART, NEAR)
        self._scroll = Scroll("objections_scroll", self._lines)
        self._objections.body.addWidget(self._none)
        self._objections.body.addWidget(self._scroll)
        self._objections.body.addWidget(rule("after_rule"))
        self._objections.body.addWidget(self._after_title)
        self._objections.body.addLayout(self._after)
        self._objections.body.addStretch(1)
        self._objections.body.addLayout(row(self._down, 0, margins=(APART - 5, 0, APART, NEAR)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(self._days)
        box.addWidget(self._objections, 1)

    def show_page(self, page: EstablishmentPage, now: datetime) -> None:
        """The list that is up, else the one closed last; of several that are up the one that is chosen."""
        self._page, self._now = page, now
        up = page.up
        names = [_called(each) for each in up]
        posted = bool(names) and names[0] not in self.lists.names
        self.lists.show_choices([(name, None) for name in names])
        if posted:
            self.lists.choose(names[0])
        self.lists.setVisible(len(up) > 1)
        self._show_list()

    def _show_list(self) -> None:
        page, now = self._page, self._now
        chosen = next((each for each in page.up if _called(each) == self.lists.on()), None)
        current = self.current = chosen or page.current
        if current is None:
            return
        plan = current.plan
        self._days.show_title("公示期" if current.purpose is PublicityPurpose.FIRST else str(current.purpose))
        self._days.show_count(counting(plan))
        self.calendar.show_plan(plan, now.date())
        self._sum.setText(days_sum(plan))
        self._note.setText(days_note(plan))
        still_open = sum(each.open for each in page.objections)
        said = f"{len(page.objections)} 件，{still_open} 件未结" if page.objections else ""
        self._objections.show_count(said)
        self._none.setVisible(not page.objections)
        self._scroll.setVisible(bool(page.objections))
        self._lines.show_groups(
            [
                Group(
                    "",
                    [(objection_words(e), lambda e=e: self.objection_opened.emit(e)) for e in page.objections],  # type: ignore[misc]
                )
            ]
        )
        self._after_title.setText(after_title(current, now))
        self._after.show_facts(closed_facts(current) if current.closed_at else after_facts(current))
        self._down.setVisible(not current.closed_at)


def _called(each: PublicList) -> str:
    """递补公示 9-28: what a list is called among several."""
    return f"{each.purpose} {each.plan.first.month}-{each.plan.first.day}"
