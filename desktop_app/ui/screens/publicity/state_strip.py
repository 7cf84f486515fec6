"""The way to 立项 as a strip: how many projects stand in each state; pressed, one leaves those."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.enums import State
from desktop_app.rules.establishment import ARRIVED, ON_THE_WAY
from desktop_app.shapes.establishment import ProjectRow
from desktop_app.ui.parts.basics import Mark, button, row, say
from desktop_app.ui.style import APART, BESIDE, TIGHT

STATES = (*ON_THE_WAY, State.ESTABLISHED)


def stands_in(row: ProjectRow, state: State) -> bool:
    """已立项 goes on standing in the last place, whatever becomes of it in 培育."""
    return row.state in ARRIVED if state is State.ESTABLISHED else row.state is state


class StateStrip(QWidget):
    """Six chips in the order of the way; at most one is pressed."""

    chosen = Signal(object)  # State, or None when none is pressed

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("states")
        self.setAccessibleName("进展")
        self._chips = {state: button("", f"state_{state.name.lower()}", "chip") for state in STATES}
        line = row(gap=TIGHT, margins=(APART - 1, 0, BESIDE, BESIDE))
        for number, (state, chip) in enumerate(self._chips.items()):
            if number:
                line.addWidget(Mark("chevron-right", "muted", f"state_arrow_{number}", 13))
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, state=state: self._press(state))
            line.addWidget(chip)
        line.addStretch(1)
        self.setLayout(line)

    def show_rows(self, rows: Sequence[ProjectRow]) -> None:
        for state, chip in self._chips.items():
            number = sum(stands_in(each, state) for each in rows)
            say(chip, f"{state} {number}", says=f"{state} {number} 项")
            chip.setEnabled(number > 0 or chip.isChecked())

    @property
    def on(self) -> State | None:
        return next((state for state, chip in self._chips.items() if chip.isChecked()), None)

    def release(self) -> None:
        """No state is pressed any more."""
        for chip in self._chips.values():
            chip.setChecked(False)

    def press(self, state: State) -> None:
        """As if its chip were pressed."""
        self._chips[state].setChecked(True)
        self._press(state)

    def _press(self, state: State) -> None:
        for other, chip in self._chips.items():
            if other is not state:
                chip.setChecked(False)
        self.chosen.emit(self.on)
