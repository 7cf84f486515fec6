"""The applications of a round with what each still lacks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from desktop_app.rules.numbering import short_number
from desktop_app.shapes.deficiencies import AdmissionPage, AdmissionRow
from desktop_app.ui.parts.basics import Panel, field, row
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.states import application_badge
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screens.intake.corrections.wording import (
    ALL,
    CHIPS,
    LACKING,
    left_by,
    list_badge,
    listed,
    passes,
    unapproved,
)
from desktop_app.ui.style import APART, BESIDE, TIGHT

FILTER = 168  # px


class ApplicationList(Panel):
    chosen = Signal()
    opened = Signal(object)  # AdmissionRow

    def __init__(self, memory: Memory, today: Callable[[], date]) -> None:
        self.chips = Chips("corrections_chips", (LACKING, ALL))
        self.filter = field("corrections_filter", "", "筛选　Ctrl+F", "filter", says="筛选申报项目：支部、品牌、编号")
        self.filter.setFixedSize(FILTER, 27)
        super().__init__("申报项目", "corrections_panel", action=self.filter)
        self._today = today
        self._rows: tuple[AdmissionRow, ...] = ()
        self.table: Table[AdmissionRow] = Table(
            "corrections",
            _columns(today),
            lambda one: one.application_id,
            search=lambda one: (
                f"{one.search}|{one.number}|{one.brand}|{one.organization}|{one.current.number if one.current else ''}"
            ),
            says="申报项目和还缺的材料",
            unit="项",
            empty="还没有申报项目。按 F2 登记收件，还缺什么都会列在这里。",
            memory=memory,
        )
        self.table.filter_with(self.filter)
        self.table.show_note("按住 Ctrl 或 Shift 可选多项")
        # Seven filters with their numbers are wider than what a small screen leaves beside title and search.
        self.body.addLayout(row(self.chips, 0, margins=(APART - 1, 0, BESIDE - 1, TIGHT)))
        self.body.addWidget(self.table, 1)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)

    def show_page(self, page: AdmissionPage) -> None:
        """Chips that would leave nothing are not there, but for the first."""
        self._rows = page.rows
        left, on = left_by(page.rows, page.today), self.chips.on()
        shown = [(name, left[name]) for name in CHIPS if left[name] or name in (LACKING, on)]
        self.chips.show_choices([*shown, (ALL, len(page.rows))])
        self.table.show_rows(page.rows)
        self._narrow()

    def narrow_to(self, name: str) -> None:
        """Press a chip; one that would leave nothing lets all through."""
        self.chips.choose(name if left_by(self._rows, self._today()).get(name) else ALL)
        self._narrow()

    def select(self, application_id: int) -> bool:
        """Look at one; what hides it gives way. False when it is none of this round's."""
        if all(one.application_id != application_id for one in self._rows):
            return False
        if self.table.model.row_of(application_id) < 0:
            self.filter.clear()
            self.narrow_to(ALL)
        self.table.select(application_id)
        return True

    def _narrow(self) -> None:
        self.table.keep_only(passes(self.chips.on(), self._today()))


def _columns(today: Callable[[], date]) -> tuple[Column[AdmissionRow], ...]:
    def due(one: AdmissionRow) -> date | None:
        current = listed(one)
        return current.due_on if current else None

    return (
        Column("编号", lambda r: r.number, lambda r: short_number(r.number), copied=lambda r: r.number, width=52,
               quiet=True),
        Column("基层党组织", lambda r: r.organization, shown=False),
        Column("党支部", lambda r: r.branch, width=150),
        Column("品牌名称", lambda r: r.brand, width=112),
        Column("状态", lambda r: str(r.state), badge=lambda r: application_badge(r.state, unapproved=unapproved(r)),
               width=108),
        Column("还缺", lambda r: len(r.missing), lambda r: "；".join(r.missing) or "—"),
        Column("补正", lambda r: due(r) or date.max, badge=lambda r: list_badge(r, today()), width=104),
        Column("期限", due, lambda r: f"{d:%m-%d}" if (d := due(r)) else "",
               copied=lambda r: d.isoformat() if (d := due(r)) else "", width=56, quiet=True),
    )  # fmt: skip
