"""The copies of a round as one list, and the line that a scanner types into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.rules.numbering import short_number
from desktop_app.shapes.custody import CopyRow, CustodyPage
from desktop_app.ui.parts.basics import Panel, button, field, label, row, say
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screens.intake.custody.wording import ALL, left_by, many, passes, status_badge
from desktop_app.ui.style import APART, BESIDE, NEAR

FILTER, SCAN = 168, 220  # px


class CopyList(Panel):
    """`scanned` hands on a code typed or scanned into the line; `cleared` that what was scanned is to be forgotten."""

    chosen = Signal()
    opened = Signal(object)  # CopyRow
    scanned = Signal(str)
    cleared = Signal()

    def __init__(self, memory: Memory, today: Callable[[], date]) -> None:
        self.chips = Chips("copies_chips", (ALL,))
        self.filter = field("copies_filter", "", "筛选　Ctrl+F", "filter", says="筛选纸质件：支部、品牌、编码、在谁处")
        self.filter.setFixedSize(FILTER, 27)
        narrow = QWidget()
        narrow.setObjectName("copies_narrow")
        narrow.setLayout(row(self.chips, self.filter))
        super().__init__("纸质件", "copies_panel", action=narrow)
        self._today = today
        self._rows: tuple[CopyRow, ...] = ()
        self.table: Table[CopyRow] = Table(
            "copies_held",
            _columns(today),
            lambda one: one.copy_id,
            search=lambda one: f"{one.search}|{one.code}|{one.brand}|{one.organization}|{one.holder}|{one.place}",
            says="纸质件",
            unit="份",
            empty="还没有收到纸质件。按 F2 登记收件，每份都会列在这里。",
            memory=memory,
        )
        self.table.filter_with(self.filter)
        self.table.show_note("按住 Ctrl 或 Shift 可选多份")
        self.body.addWidget(self._scan_row())
        self.body.addWidget(self.table, 1)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)

    def _scan_row(self) -> QWidget:
        self.scan = field("scan_code", "", "扫码，或输入 031-3 按 Enter", says="逐份扫码，扫完一起办理")
        self.scan.setFixedWidth(SCAN)
        self._told = label("", "scan_told", "muted")
        self._clear = button("清空", "scan_clear", "link", says="清空已扫的纸质件")
        self.scan.returnPressed.connect(self._scanned)
        self._clear.clicked.connect(self.cleared)
        said = label("扫码", "scan_label")
        said.setBuddy(self.scan)
        line = QWidget()
        line.setObjectName("scan_line")
        line.setLayout(
            row(said, self.scan, self._told, self._clear, 0, gap=BESIDE, margins=(APART - 1, 0, APART, NEAR))
        )
        return line

    def show_page(self, page: CustodyPage) -> None:
        """Chips that would leave nothing are not there."""
        self._rows = page.rows
        counts, on = left_by(page.rows, page.today), self.chips.on()
        self.chips.show_choices(
            [(ALL, len(page.rows)), *((name, count) for name, count in counts if count or name == on)]
        )
        self.table.show_rows(page.rows)
        self._narrow()

    def show_scanned(self, rows: Sequence[CopyRow]) -> None:
        """What was collected so far."""
        self._told.setText(f"已扫 {many(rows)}" if rows else "逐份扫，扫完一起办理")
        self._clear.setVisible(bool(rows))
        say(self._clear, "清空", says=f"清空已扫的 {len(rows)} 份")

    def narrow_to(self, name: str) -> None:
        """Press a chip; one that would leave nothing lets all through."""
        self.chips.choose(name if dict(left_by(self._rows, self._today())).get(name) else ALL)
        self._narrow()

    def select(self, copy_id: int) -> bool:
        """Look at one; what hides it gives way. False when it is none of this round's."""
        if all(one.copy_id != copy_id for one in self._rows):
            return False
        if self.table.model.row_of(copy_id) < 0:
            self.filter.clear()
            self.narrow_to(ALL)
        self.table.select(copy_id)
        return True

    def _narrow(self) -> None:
        self.table.keep_only(passes(self.chips.on() or ALL, self._today()))

    def _scanned(self) -> None:
        code = self.scan.text().strip()
        if code:
            self.scanned.emit(code)


def _columns(today: Callable[[], date]) -> tuple[Column[CopyRow], ...]:
    return (
        Column("编码", lambda r: r.code, lambda r: short_number(r.code), copied=lambda r: r.code, width=64),
        Column("基层党组织", lambda r: r.organization, shown=False),
        Column("党支部", lambda r: r.branch),
        Column("品牌名称", lambda r: r.brand),
        Column("份", lambda r: r.ordinal, width=36, number=True, quiet=True, shown=False),
        Column("用途", lambda r: r.purpose, width=60, quiet=True),
        Column("状态", lambda r: r.status, badge=lambda r: status_badge(r, today()), width=96),
        Column("在哪里", lambda r: r.place, width=132),
        Column("自", lambda r: r.since, lambda r: f"{r.since:%m-%d}", copied=lambda r: f"{r.since:%Y-%m-%d %H:%M}",
               width=56, quiet=True),
        Column("应还", lambda r: r.due_on, lambda r: f"{r.due_on:%m-%d}" if r.due_on else "",
               copied=lambda r: r.due_on.isoformat() if r.due_on else "", width=56),
    )  # fmt: skip
