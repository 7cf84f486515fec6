"""The left of 录入评分: the code that opens a sheet, whose pile it is of, and the pile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from desktop_app.rules.score_entry import progress
from desktop_app.shapes.score_entry import SheetRow, SheetState
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Panel, Stack, field
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screens.review.entry_paper import STATE_BADGES, TYPING
from desktop_app.ui.style import BESIDE, NEAR

WIDTH = 268


class ExpertChoice(QComboBox):
    """Whose pile is shown, with how far it is."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entry_expert")
        self.setAccessibleName("专家")
        self.activated.connect(lambda index: self.picked.emit(int(self.itemData(index))))

    def show_piles(self, piles: Mapping[int, Sequence[SheetRow]], on: int) -> None:
        self.clear()
        for number, pile in piles.items():
            seen = progress(pile)
            self.addItem(f"专家{number}　{seen.verified} / {seen.owed} 张已复核", number)
        self.setCurrentIndex(self.findData(on))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a wheel that passes over it must not change the pile


class Queue(Panel):
    """`opened` says which sheet is wanted, `coded` what was typed or scanned."""

    opened = Signal(int)  # review_id
    coded = Signal(str)
    picked = Signal(int)  # the number of an expert

    def __init__(self, memory: Memory) -> None:
        super().__init__("", "entry_queue")
        self._typing: frozenset[int] = frozenset()
        self.code = field("sheet_code_field", "", "扫码，或输 31-3 回车", "filter", says="评分表编码")
        self.code.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.code.returnPressed.connect(self._entered)
        self.experts = ExpertChoice()
        self.experts.picked.connect(self.picked)
        self.table: Table[SheetRow] = Table(
            "entry_sheets",
            (
                Column("编号", lambda row: row.number, text=lambda row: row.short_number, copied=lambda row: row.number,
                       width=50, quiet=True),
                Column("品牌名称", lambda row: row.brand),
                Column("状态", lambda row: row.state, badge=self._badge, width=84),
            ),
            lambda row: row.review_id,
            search=lambda row: row.search,
            says="评分表",
            unit="张",
            empty="这位专家没有评分表。",
            memory=memory,
        )  # fmt: skip
        self.table.opened.connect(lambda row: self.opened.emit(row.review_id))
        self.table.view.clicked.connect(lambda _: self._clicked())
        top = Stack("entry_queue_top", self.code, self.experts, gap=NEAR)
        top.box.setContentsMargins(BESIDE, BESIDE, BESIDE, NEAR)
        self.body.addWidget(top)
        self.body.addWidget(self.table, 1)
        self.setFixedWidth(WIDTH)

    def _badge(self, row: SheetRow) -> Badge:
        if row.review_id in self._typing and not row.state.done:
            return TYPING
        if row.veto and row.state is SheetState.VERIFIED:
            return Badge("warn", "alert-triangle", "一票否决")
        return STATE_BADGES[row.state]

    def show_piles(self, piles: Mapping[int, Sequence[SheetRow]], on: int, typing: frozenset[int]) -> None:
        """The pile of expert `on`; `typing` are the sheets with something half typed."""
        self._typing = typing
        self.experts.show_piles(piles, on)
        self.table.show_rows(piles.get(on, ()))

    def show_typing(self, typing: frozenset[int]) -> None:
        """Which sheets have something half typed."""
        if typing != self._typing:
            self._typing = typing
            self.table.view.viewport().update()

    def select(self, review_id: int) -> None:
        self.table.select(review_id)

    def take_code(self, begun: str = "") -> QLineEdit:
        """The keyboard goes to the code line; `begun` is the letter that led there."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        if begun:
            self.code.setText(begun)
        else:
            self.code.selectAll()
        return self.code

    def _entered(self) -> None:
        if typed := self.code.text().strip():
            self.coded.emit(typed)

    def _clicked(self) -> None:
        if row := self.table.current():
            self.opened.emit(row.review_id)
