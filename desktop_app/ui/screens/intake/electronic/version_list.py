"""Applications with what came of them as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.rules.numbering import short_number
from desktop_app.shapes.electronic import ElectronicRow
from desktop_app.ui.parts.basics import Panel, field, row
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screens.intake.electronic.wording import ALL, CHECKS, file_badge, left_by, passes

FILTER = 168  # px


class VersionList(Panel):
    chosen = Signal()

    def __init__(self, memory: Memory) -> None:
        self.chips = Chips("electronic_chips", (ALL,))
        self.filter = field(
            "electronic_filter", "", "筛选　Ctrl+F", "filter", says="筛选电子版：支部、品牌、编号、文件名"
        )
        self.filter.setFixedSize(FILTER, 27)
        narrow = QWidget()
        narrow.setObjectName("electronic_narrow")
        narrow.setLayout(row(self.chips, self.filter))
        super().__init__("", "electronic_panel", action=narrow)
        self._rows: tuple[ElectronicRow, ...] = ()
        self.table: Table[ElectronicRow] = Table(
            "electronic",
            _COLUMNS,
            lambda one: one.application_id,
            search=_searched,
            says="电子版",
            unit="项",
            empty="还没有申报项目。导入电子版，或登记收件，都会在这里出现。",
            memory=memory,
        )
        self.table.filter_with(self.filter)
        self.body.addWidget(self.table, 1)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.table.chosen.connect(self.chosen)

    def show_rows(self, rows: Sequence[ElectronicRow]) -> None:
        """Chips that would leave nothing are not there."""
        self._rows = tuple(rows)
        on = self.chips.on()
        self.chips.show_choices(
            [(ALL, len(rows)), *((name, count) for name, count in left_by(rows) if count or name == on)]
        )
        self.table.show_rows(rows)
        self._narrow()

    def narrow_to(self, name: str) -> None:
        """Press a chip; one that would leave nothing lets all through."""
        self.chips.choose(name if dict(left_by(self._rows)).get(name) else ALL)
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

    def select_all(self, application_ids: Iterable[int]) -> None:
        """Choose several, such as what was imported; where one is hidden the whole list is shown."""
        wanted = tuple(application_ids)
        if any(self.table.model.row_of(each) < 0 for each in wanted):
            self.filter.clear()
            self.narrow_to(ALL)
        if wanted:
            self.table.select(*wanted)

    def _narrow(self) -> None:
        self.table.keep_only(passes(self.chips.on() or ALL))


def _searched(one: ElectronicRow) -> str:
    files = " ".join(f"{each.file_name} {each.sender} {each.subject}" for each in one.versions)
    return f"{one.search}|{one.number}|{one.brand}|{one.organization}|{files}"


_COLUMNS: tuple[Column[ElectronicRow], ...] = (
    Column("编号", lambda r: r.number, lambda r: short_number(r.number), copied=lambda r: r.number, width=52),
    Column("基层党组织", lambda r: r.organization, shown=False),
    Column("党支部", lambda r: r.branch),
    Column("品牌名称", lambda r: r.brand),
    Column("电子版", lambda r: file_badge(r).word, badge=file_badge, width=104),
    Column("到达", lambda r: r.arrived_at, lambda r: r.arrived_at[5:], copied=lambda r: r.arrived_at, width=92),
    Column("纸质", lambda r: r.copies, lambda r: f"{r.copies}/{r.required}", width=48, number=True),
    Column("核对", lambda r: str(r.text_check), badge=lambda r: CHECKS[r.text_check] if r.files else None, width=92),
    Column("状态", lambda r: str(r.state), width=72, quiet=True),
)
