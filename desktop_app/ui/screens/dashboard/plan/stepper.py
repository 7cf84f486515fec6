"""A value that goes up and down by working days: typed, or moved by − and +, by ↑ and ↓."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.parts.basics import button, label, row
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import TIGHT

STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: -5}
SIGNS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
HINT = "↑ ↓ 移动 1 个工作日，PageUp、PageDown 移动 5 个"
LINE, NUMBER = 92, 44  # px, of a date and of a number
PRESSED = 24


class _Line(QLineEdit):
    """Whole when it is entered, so that typing replaces it. In a number − and + move, too; in a date − is typed."""

    stepped = Signal(int)

    def __init__(self, name: str, *, number: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self._keys = STEPS | (SIGNS if number else {})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = self._keys.get(Qt.Key(event.key()), 0)
        if by:
            self.stepped.emit(by)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()


class Stepper(QWidget):
    """`stepped` by so many working days; `typed` is another text, when the field is left or Enter was pressed."""

    stepped = Signal(int)
    typed = Signal(str)

    def __init__(self, name: str, says: str, *, number: bool, unit: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._says, self._shown = says, ""
        self.line = _Line(f"{name}_typed", number=number)
        self.line.setFixedWidth(NUMBER if number else LINE)
        if number:
            self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.line.setToolTip(plain_tip(HINT))
        what = "少 1 个工作日" if number else "早 1 个工作日"
        more = "多 1 个工作日" if number else "晚 1 个工作日"
        self.less = button("", f"{name}_less", "quiet", "minus", says=f"{says}{what}")
        self.more = button("", f"{name}_more", "quiet", "plus", says=f"{says}{more}")
        for pressed, by in ((self.less, -1), (self.more, 1)):
            pressed.setFixedWidth(PRESSED)
            pressed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            pressed.clicked.connect(lambda _=False, by=by: self.stepped.emit(by))
        self.unit = label(unit, f"{name}_unit", "muted")
        self.setLayout(row(self.less, self.line, self.more, self.unit, 0, gap=TIGHT // 2))
        self.setFocusProxy(self.line)
        self.line.stepped.connect(self.stepped)
        self.line.editingFinished.connect(self._settle)

    def show_text(self, text: str, unit: str = "", *, open_: bool = True) -> None:
        """`open_` False: what is over cannot be moved any more."""
        self._shown = text
        self.line.setText(text)
        if self.line.hasFocus():
            self.line.selectAll()
        self.unit.setText(unit)
        self.line.setAccessibleName(f"{self._says} {text} {unit}".strip())
        self.line.setReadOnly(not open_)
        for pressed in (self.less, self.more):
            pressed.setEnabled(open_)

    def show_day(self, day: date | None, weekday: str, *, open_: bool = True) -> None:
        self.show_text(day.isoformat() if day else "", weekday, open_=open_)

    def put_back(self) -> None:
        """What was typed is no good: what stood there before stands there again."""
        self.line.setText(self._shown)

    def _settle(self) -> None:
        if self.line.text().strip() != self._shown:
            self.typed.emit(self.line.text().strip())
