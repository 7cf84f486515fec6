"""The receipts so far: today's, all of the round's, and those that wait for something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from db.enums import State
from desktop_app.rules.numbering import short_number
from desktop_app.rules.workflow import AT_THE_DESK
from desktop_app.shapes.intake import ReceiptRow
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Panel, field, row
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.states import application_badge
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.style import ROW

TODAY, ALL, INCOMPLETE, LATE, UNPRINTED = "今天", "全部", "待补正", "逾期", "回执未打印"
CAME, NOT_COME = Badge("good", "check", "已到"), Badge("warn", "minus", "未到")
VOIDED = Badge("muted", "ban", "作废")


def state_badge(row: ReceiptRow) -> Badge:
    """作废 before the state, with which 逾期 is said until it is approved."""
    if row.voided:
        return VOIDED
    return application_badge(row.state, unapproved=row.late and not row.late_approved_by and row.state in AT_THE_DESK)


def _came(row: ReceiptRow) -> Badge:
    return CAME if row.electronic_at else NOT_COME


class History(Panel):
    """A list with its filters; `opened` names the visit a row belongs to."""

    opened = Signal(int)  # receipt_id
    selected = Signal(int)  # receipt_id, 0 for none
    pressed = Signal(int)  # receipt_id of a row that was clicked, whether or not it was the selected one

    def __init__(self, memory: Memory, today: Callable[[], date]) -> None:
        self._chips = Chips("receipts_chips", (TODAY, ALL, INCOMPLETE, LATE, UNPRINTED))
        self.filter: QLineEdit = field("receipts_filter", "", "筛选　Ctrl+F", "filter", says="筛选收件")
        self.filter.setFixedSize(168, 27)
        narrow = QWidget()
        narrow.setObjectName("receipts_narrow")
        narrow.setLayout(row(self._chips, self.filter))
        super().__init__("已登记", "receipts_panel", action=narrow)
        self._today = today
        self._rows: Sequence[ReceiptRow] = ()
        self.table: Table[ReceiptRow] = Table(
            "receipts",
            _columns(),
            lambda row: (row.receipt_id, row.application_id),
            search=lambda row: (
                f"{row.branch_search}|{row.brand}|{row.receipt_number}|{row.application_number}"
                f"|{row.organization}|{row.submitter}"
            ),
            says="已登记的收件",
            unit="条",
            empty="还没有登记收件。按 F2，输入支部的拼音首字母开始。",
            memory=memory,
        )
        self.table.filter_with(self.filter)
        self.table.opened.connect(lambda row: self.opened.emit(row.receipt_id))
        self.table.chosen.connect(self._selection_changed)
        self.table.view.clicked.connect(lambda _: self._clicked())
        self._chips.chosen.connect(lambda _: self._narrow())
        self.table.view.setMinimumHeight(2 * ROW)  # the titles and one row: a small screen's height is the form's
        self.body.addWidget(self.table)

    def show_rows(self, rows: Sequence[ReceiptRow]) -> None:
        self._rows = rows
        counts = [(name, sum(map(self._passes(name), rows))) for name in self._chips.names]
        self._chips.show_choices(counts)
        self._narrow()
        self.table.show_rows(rows)

    def narrow_to(self, name: str) -> None:
        """Press a chip from outside."""
        for number, each in enumerate(self._chips.names):
            if each == name:
                chip = self._chips.findChild(QPushButton, f"receipts_chips_{number}")
                if chip is not None:
                    chip.click()

    def find_application(self, application_id: int) -> int | None:
        """The newest visit that stands for an application."""
        return next((r.receipt_id for r in self._rows if r.application_id == application_id and not r.voided), None)

    def _narrow(self) -> None:
        self.table.keep_only(self._passes(self._chips.on() or TODAY))

    def _passes(self, name: str) -> Callable[[ReceiptRow], bool]:
        today = self._today().isoformat()
        return {
            TODAY: lambda row: row.received_at.startswith(today),
            ALL: lambda _: True,
            INCOMPLETE: lambda row: row.state is State.INCOMPLETE and not row.voided,
            LATE: lambda row: row.late and not row.voided,
            UNPRINTED: lambda row: not row.slip_issued and not row.voided,
        }[name]

    def _clicked(self) -> None:
        if row := self.table.current():
            self.pressed.emit(row.receipt_id)

    def _selection_changed(self) -> None:
        row = self.table.current()
        self.selected.emit(row.receipt_id if row else 0)


def _columns() -> tuple[Column[ReceiptRow], ...]:
    return (
        Column(
            "时间", lambda r: datetime.fromisoformat(r.received_at), lambda r: r.received_at[5:], width=92, quiet=True
        ),
        Column(
            "收件号",
            lambda r: r.receipt_number,
            lambda r: short_number(r.receipt_number),
            copied=lambda r: r.receipt_number,
            width=60,
        ),
        Column(
            "编号",
            lambda r: r.application_number,
            lambda r: short_number(r.application_number),
            copied=lambda r: r.application_number,
            width=52,
            quiet=True,
        ),
        Column("基层党组织", lambda r: r.organization, shown=False),
        Column("党支部", lambda r: r.branch),
        Column("品牌名称", lambda r: r.brand),
        Column("纸质", lambda r: r.copies_in, lambda r: f"{r.copies_in}/{r.copies_required}", width=48, number=True),
        Column("电子版", lambda r: bool(r.electronic_at), badge=_came, width=76),
        Column("状态", lambda r: str(r.state), badge=state_badge, width=108),
        Column("送件人", lambda r: r.submitter, width=80, shown=False),
        Column("经手人", lambda r: r.taken_by, width=80, shown=False),
    )
