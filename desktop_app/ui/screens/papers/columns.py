"""Beside the preview of a list: which columns it has and in what order it stands. The preview follows at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.office import project_lists
from desktop_app.office.season_papers import LISTS
from desktop_app.shapes.project_lists import ListColumn, ListOrder
from desktop_app.ui.parts.basics import button, form_label, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.screen import Desk
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

STEP = "名单的栏目和排列"
TELLS = "各份名单通用"


class ListColumns(QWidget):
    """Chips for the columns, and one of three orders. What is pressed is the office's from then on, and undoable."""

    said = Signal(str, str)

    def __init__(self, desk: Desk, notice: Notice) -> None:
        super().__init__()
        self.setObjectName("list_columns")
        self.setAccessibleName("名单的栏目和排列")
        self._desk, self._notice = desk, notice
        self._chips: dict[ListColumn, QPushButton] = {}
        for number, column in enumerate(ListColumn):
            chip = self._chips[column] = button(column, f"list_column_{number}", "chip", says=f"栏目：{column}")
            chip.setCheckable(True)
            chip.setToolTip("")
            chip.clicked.connect(partial(self._pressed, chip))
        self.orders = Chips("list_orders", tuple(ListOrder))
        self.orders.chosen.connect(self._keep)
        box = QVBoxLayout(self)
        box.setContentsMargins(APART - 1, TIGHT, BESIDE, NEAR)
        box.setSpacing(NEAR)
        box.addLayout(row(_head("栏目", "list_columns"), *self._chips.values(), 0, gap=TIGHT))
        box.addLayout(row(_head("排列", "list_orders"), self.orders, 0, label(TELLS, "list_columns_tell", "muted")))

    def show_for(self, key: str) -> None:
        """Show the office's choice beside a list; beside any other document nothing."""
        self.setVisible(key in LISTS)
        if key in LISTS:
            now = project_lists.choice()
            for column, chip in self._chips.items():
                chip.setChecked(column in now.columns)
            self.orders.choose(now.order)

    def _pressed(self, chip: QPushButton) -> None:
        self._keep()
        chip.setFocus()

    def _keep(self) -> None:
        columns = [column for column, chip in self._chips.items() if chip.isChecked()]
        keep = partial(project_lists.choose_columns, columns=columns, order=self.orders.on())
        before = project_lists.choice()
        if not self._notice.attempt(lambda: self._desk.ledger.run(STEP, keep)):
            for column, chip in self._chips.items():  # as it was: what was refused is not kept
                chip.setChecked(column in before.columns)
        elif project_lists.choice() != before:
            self.said.emit(f"已改{STEP}", STEP)


def _head(words: str, name: str) -> QWidget:
    made = form_label(words, name)
    made.setMinimumWidth(0)
    return made
