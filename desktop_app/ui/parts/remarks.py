"""Sentences above a list that must be known to read it: amber where somebody must act, quiet otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.ui.parts.basics import Mark, button, label, row, say
from desktop_app.ui.style import NEAR, TIGHT

PRESSING, QUIET = ("alert-triangle", "warn"), ("info-circle", "muted")
MOST = 2  # lines that stand there unasked: the list needs the room


class Remarks(QWidget):
    """Lines are made once and told what to say; without any it is not there. Beyond two they are unfolded on demand."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._lines: list[tuple[QWidget, Mark, QLabel]] = []
        self._count = 0
        self._unfolded = False
        self.more = button("", f"{name}_more", "link")
        self.more.clicked.connect(self._fold)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(TIGHT)
        self._box.addLayout(row(NEAR + 20, self.more, 0))
        self.hide()

    @property
    def words(self) -> list[str]:
        """What is said, folded away or not."""
        return [said.text() for _, _, said in self._lines[: self._count]]

    def show_lines(self, lines: Sequence[tuple[str, bool]]) -> None:
        """Sentences, each with whether somebody must act: those come first."""
        ordered = sorted(lines, key=lambda line: not line[1])
        while len(self._lines) < len(ordered):
            self._add_line()
        self._count = len(ordered)
        for (_, mark, said), (words, pressing) in zip(self._lines, ordered, strict=False):
            said.setText(words)
            mark.show_icon(*(PRESSING if pressing else QUIET))
        self._arrange()

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._arrange()

    def _arrange(self) -> None:
        folds = self._count > MOST + 1  # one line more takes no more room than the words that would unfold it
        seen = MOST if folds and not self._unfolded else self._count
        for number, (line, _, _) in enumerate(self._lines):
            line.setVisible(number < seen)
        self.more.setVisible(folds)
        say(self.more, "收起" if self._unfolded else f"另有 {self._count - MOST} 条说明")
        self.setVisible(self._count > 0)

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
        self._box.insertWidget(number, line)
        self._lines.append((line, mark, said))
