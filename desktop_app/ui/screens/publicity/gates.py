"""The gates of 立项 as buttons: how many projects pass each; pressed, one leaves those that do not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.shapes import shape
from desktop_app.shapes.establishment import Gate
from desktop_app.ui.parts.basics import Mark, dress, label, row, say
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import BESIDE, NEAR, TIGHT


@shape
class GateWords:
    """What a gate says: 40/40, 3/5 天, 1 项未结; `lacking` is how many projects it would leave."""

    words: str
    icon: str
    token: str
    lacking: int


class GateButton(QPushButton):
    """Checkable. What it says is painted by labels inside it, so that it reads like a line of a form."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        name = f"gate_{gate.name.lower()}"
        self.setObjectName(name)
        self.setProperty("is", "gate")
        self.setCheckable(True)
        self._gate = gate
        self._mark = Mark("circle-dashed", "muted", f"{name}_mark")
        self._words = label("", f"{name}_state", "section")
        box = QVBoxLayout(self)
        box.setContentsMargins(BESIDE, NEAR, NEAR, NEAR)
        box.setSpacing(TIGHT)
        box.addWidget(label(gate, f"{name}_title", "muted"))
        box.addLayout(row(self._mark, self._words, 0, gap=6))

    def show_words(self, said: GateWords) -> None:
        self._mark.show_icon(said.icon, said.token)
        self._words.setText(said.words)
        dress(self._words, "warn" if said.token == "warn" else "section")
        say(self, "", says=f"{self._gate}，{said.words}")
        left = f"只看还差这一关的 {said.lacking} 项" if said.lacking else "全部通过"
        self.setToolTip(plain_tip(left))


class GateBar(QWidget):
    """The gates in their order; at most one is pressed."""

    chosen = Signal(object)  # Gate, or None when none is pressed

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gates")
        self._buttons = {gate: GateButton(gate) for gate in Gate}
        line = row(gap=NEAR)
        for gate, made in self._buttons.items():
            line.addWidget(made, 1)
            made.clicked.connect(lambda _=False, gate=gate: self._press(gate))
        self.setLayout(line)

    def show_gates(self, said: Sequence[tuple[Gate, GateWords]]) -> None:
        for gate, words in said:
            self._buttons[gate].show_words(words)

    @property
    def on(self) -> Gate | None:
        return next((gate for gate, made in self._buttons.items() if made.isChecked()), None)

    def release(self) -> None:
        """No gate is pressed any more."""
        for made in self._buttons.values():
            made.setChecked(False)

    def _press(self, gate: Gate) -> None:
        for other, made in self._buttons.items():
            if other is not gate:
                made.setChecked(False)
        self.chosen.emit(self.on)
