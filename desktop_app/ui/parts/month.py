"""A month to pick a day from, for who would rather point than type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.rules.typed_dates import WEEKDAYS, weekday, written_date
from desktop_app.ui import style
from desktop_app.ui.parts.basics import CENTER, button, label, row
from desktop_app.ui.style import NEAR, TIGHT, tokens

CELL, HEAD, WEEKS = 36, 24, 6


def first_shown(month: date) -> date:
    """The Monday that the sheet of `month` begins with."""
    first = month.replace(day=1)
    return first - timedelta(days=first.weekday())


def months_on(day: date, months: int) -> date:
    """`day` so many months later; the last day of the month where it has no such day."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    last = (date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


class MonthSheet(QWidget):
    """Six weeks from Monday. Arrows move by days and weeks, PageUp and PageDown by months, Enter takes the day."""

    moved = Signal(object)  # date
    taken = Signal(object)  # date

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(7 * CELL, HEAD + WEEKS * CELL)
        self.day = self.today = date(2000, 1, 1)

    def show_day(self, day: date, today: date) -> None:
        self.day, self.today = day, today
        self.setAccessibleName(f"{written_date(day)} {weekday(day)}")
        self.moved.emit(day)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in days:
            self.show_day(self.day + timedelta(days=days[key]), self.today)
        elif key in months:
            self.show_day(months_on(self.day, months[key]), self.today)
        elif key == Qt.Key.Key_Home:
            self.show_day(self.today, self.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        column, week = at.x() // CELL, (at.y() - HEAD) // CELL
        if at.y() >= HEAD and 0 <= column < 7 and week < WEEKS:
            self.taken.emit(first_shown(self.day) + timedelta(days=7 * week + column))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(look.muted))
        for number, word in enumerate(WEEKDAYS):
            painter.drawText(QRect(number * CELL, 0, CELL, HEAD), CENTER, word)
        first = first_shown(self.day)
        for number in range(7 * WEEKS):
            self._paint_day(painter, first + timedelta(days=number), number)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date, number: int) -> None:
        """The chosen day on the selection's ground, today ringed as text, other months in second words."""
        look = tokens()
        cell = QRect(number % 7 * CELL, HEAD + number // 7 * CELL, CELL, CELL).adjusted(2, 2, -2, -2)
        today, chosen = day == self.today, day == self.day
        if today or chosen:
            painter.setPen(QPen(QColor(look.focus if chosen else look.text), 2 if chosen and self.hasFocus() else 1))
            painter.setBrush(QColor(look.text if today else look.selected))
            painter.drawRoundedRect(cell, style.RADIUS, style.RADIUS)
        outside = day.month != self.day.month
        painter.setPen(QColor(look.window if today else look.muted if outside or day.weekday() > 4 else look.text))
        painter.setFont(style.font(style.SMALL if outside else style.BODY, strong=chosen))
        painter.drawText(cell, CENTER, str(day.day))


class MonthPopup(QFrame):
    """Opens under a field and hands back the day."""

    picked = Signal(object)  # date

    def __init__(self, name: str, parent: QWidget, today: Callable[[], date]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(name)
        self.setProperty("is", "overlay")
        self._today = today
        self._month = label("", f"{name}_month", "section")
        self._sheet = MonthSheet(f"{name}_sheet")
        back = button("", f"{name}_back", "quiet", "chevron-left", says="上个月", keys="PageUp")
        on = button("", f"{name}_on", "quiet", "chevron-right", says="下个月", keys="PageDown")
        back.clicked.connect(lambda: self._turn(-1))
        on.clicked.connect(lambda: self._turn(1))
        to_today = button("今天", f"{name}_today", "link", keys="Home")
        to_today.clicked.connect(lambda: self._take(self._today()))
        for pressed in (back, on, to_today):
            pressed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet.moved.connect(lambda day: self._month.setText(f"{day.year} 年 {day.month} 月"))
        self._sheet.taken.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        box.setSpacing(TIGHT)
        box.addLayout(row(self._month, 0, to_today, back, on, gap=TIGHT))
        box.addWidget(self._sheet)

    def open_under(self, field: QWidget, day: date | None) -> None:
        self._sheet.show_day(day or self._today(), self._today())
        self.adjustSize()
        at = field.mapToGlobal(QPoint(0, field.height() + TIGHT))
        screen = field.screen().availableGeometry()
        if at.y() + self.height() > screen.bottom():
            at = field.mapToGlobal(QPoint(0, -self.height() - TIGHT))
        self.move(max(screen.left(), min(at.x(), screen.right() - self.width())), max(screen.top(), at.y()))
        self.show()
        self._sheet.setFocus(Qt.FocusReason.PopupFocusReason)

    def _turn(self, months: int) -> None:
        self._sheet.show_day(months_on(self._sheet.day, months), self._today())

    def _take(self, day: date) -> None:
        self.hide()
        self.picked.emit(day)
