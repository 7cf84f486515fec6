"""Sentences above a list that must be known to read it: amber where somebody must act, quiet otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.ui.parts.basics import Mark, label, row
from desktop_app.ui.style import NEAR, TIGHT

PRESSING, QUIET = ("alert-triangle", "warn"), ("info-circle", "muted")


class Remarks(QWidget):
    """Lines are made once and told what to say; without any it is not there. The tooltip tells long ones whole."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._lines: list[tuple[QWidget, Mark, QLabel]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(TIGHT)
        self.hide()

    @property
    def words(self) -> list[str]:
        """What stands there."""
        return [said.text() for line, _, said in self._lines if not line.isHidden()]

    def show_lines(self, lines: Sequence[tuple[str, bool]]) -> None:
        """Sentences, each with whether somebody must act."""
        while len(self._lines) < len(lines):
            self._add_line()
        for number, (line, mark, said) in enumerate(self._lines):
            line.setVisible(number < len(lines))
            if number < len(lines):
                words, pressing = lines[number]
                said.setText(words)
                mark.show_icon(*(PRESSING if pressing else QUIET))
        self.setVisible(bool(lines))

    def _add_line(self) -> None:
        number = len(self._lines)
        mark = Mark(*QUIET, f"{self.objectName()}_{number}_mark")
        said = label("", f"{self.objectName()}_{number}", wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = QWidget(self)
        line.setObjectName(f"{self.objectName()}_{number}_line")
        laid = row(mark, said, gap=NEAR, margins=(TIGHT, 0, 0, 0))
        laid.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        laid.setStretch(1, 1)
        line.setLayout(laid)
        self._box.addWidget(line)
        self._lines.append((line, mark, said))
