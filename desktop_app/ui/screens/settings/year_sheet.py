"""A year on one sheet: twelve months, days off shaded, days worked instead framed. Quiet, and a day can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.rules.typed_dates import WEEKDAYS, weekday
from desktop_app.shapes.holidays import CalendarDay, YearTable
from desktop_app.ui import style
from desktop_app.ui.parts.basics import CENTER, LEFT
from desktop_app.ui.parts.month import months_on
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import tokens

ACROSS, DOWN = 4, 3
BETWEEN, TITLE, HEAD, WEEKS = 20, 20, 14, 6
MOST_CELL = 30  # px wide; wider, a week falls apart


class YearSheet(QWidget):
    """Arrows move by days and weeks, PageUp and PageDown by months, Enter or a double click takes the day."""

    moved = Signal(object)  # date: the chosen day is another one
    taken = Signal(object)  # date

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(ACROSS * 7 * 16 + (ACROSS - 1) * BETWEEN, DOWN * (TITLE + HEAD + WEEKS * 11))
        self.day = self._today = date(2000, 1, 1)
        self._days: Mapping[date, CalendarDay] = {}
        self._year = 2000

    def show_year(self, table: YearTable, today: date) -> None:
        """Another year, or the same with other days; the chosen day stays in its year."""
        self._year, self._today = table.year, today
        self._days = {each.day: each for each in table.days}
        if self.day.year != table.year:
            self.day = today if today.year == table.year else date(table.year, 1, 1)
        self._say()
        self.update()

    def choose(self, day: date) -> None:
        """Move to a day of the year that is shown."""
        if day.year == self._year and day != self.day:
            self.day = day
            self._say()
            self.moved.emit(day)
            self.update()

    def told(self, day: date) -> str:
        """2025-10-01 周三　国庆节，放假."""
        found = self._days.get(day)
        words = f"{day.isoformat()} {weekday(day)}"
        if found is None:
            return f"{words}　{'周末' if day.weekday() > 4 else '工作日'}"
        whose = "（校内安排）" if found.own else ""
        return f"{words}　{found.name}，{'上班' if found.works else '放假'}{whose}"

    def _say(self) -> None:
        self.setAccessibleName(f"{self._year} 年日历")
        self.setAccessibleDescription(self.told(self.day))

    # Where a day stands.

    @property
    def _cell(self) -> tuple[int, int]:
        wide = (self.width() - (ACROSS - 1) * BETWEEN) // (ACROSS * 7)
        high = (self.height() // DOWN - TITLE - HEAD - 2) // WEEKS
        return min(wide, MOST_CELL), min(high, 24)

    def _corner(self, month: int) -> tuple[int, int]:
        """The left upper corner of a month, 1 to 12."""
        wide, _ = self._cell
        column, line = (month - 1) % ACROSS, (month - 1) // ACROSS
        free = (self.width() - ACROSS * 7 * wide) // (ACROSS - 1)
        step = min(free, 2 * BETWEEN)
        return column * (7 * wide + step), line * (self.height() // DOWN)

    def box_of(self, day: date) -> QRect:
        """Where a day is painted."""
        wide, high = self._cell
        left, top = self._corner(day.month)
        place = day.day - 1 + day.replace(day=1).weekday()
        return QRect(left + place % 7 * wide, top + TITLE + HEAD + place // 7 * high, wide, high)

    def _all_days(self) -> list[date]:
        first = date(self._year, 1, 1)
        return [first + timedelta(days=n) for n in range((date(self._year, 12, 31) - first).days + 1)]

    def _day_at(self, event: QMouseEvent | QHelpEvent) -> date | None:
        at = event.position().toPoint() if isinstance(event, QMouseEvent) else event.pos()
        return next((day for day in self._all_days() if self.box_of(day).contains(at)), None)

    # What it is told by mouse and keys.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if day := self._day_at(event):
            self.choose(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._day_at(event):
            self.taken.emit(self.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in days:
            self.choose(self.day + timedelta(days=days[key]))
        elif key in months:
            self.choose(months_on(self.day, months[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(self.day)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._day_at(event)
            QToolTip.showText(event.globalPos(), plain_tip(self.told(day)) if day else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_month(painter, month)
        for day in self._all_days():
            self._paint_day(painter, day)
        painter.end()

    def _paint_month(self, painter: QPainter, month: int) -> None:
        look = tokens()
        wide, _ = self._cell
        left, top = self._corner(month)
        painter.setFont(style.font(strong=True))
        painter.setPen(QColor(look.text))
        painter.drawText(QRect(left + 4, top, 7 * wide, TITLE), LEFT, f"{month} 月")
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(look.muted))
        for number, word in enumerate(WEEKDAYS):
            painter.drawText(QRect(left + number * wide, top + TITLE, wide, HEAD), CENTER, word)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        """Off: shaded. Worked on a weekend: framed and strong. The school's own: darker. Today: filled as text."""
        look, found, box = tokens(), self._days.get(day), self.box_of(day).adjusted(1, 1, -1, -1)
        today = day == self._today
        ground, edge = "", ""
        if today:
            ground = look.text
        elif found and not found.works:
            ground = look.ink_soft if found.own else look.line
        elif found:
            edge = look.ink
        if ground or edge:
            painter.setPen(QPen(QColor(edge), 1.2) if edge else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)
        if day == self.day and self.hasFocus():
            painter.setPen(QPen(QColor(look.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)
        resting = day.weekday() > 4 and not found
        painter.setPen(QColor(look.window if today else look.muted if resting else look.text))
        painter.setFont(style.font(style.SMALL, strong=bool(found and found.works) or today))
        painter.drawText(box, CENTER, str(day.day))


class Legend(QWidget):
    """What the shades mean, in words."""

    SWATCH, APART = 20, 16
    ITEMS = (("line", "", "放假"), ("", "ink", "调休上班"), ("ink_soft", "", "校内放假"), ("text", "", "今天"))

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("图例：浅灰放假，加框调休上班，深灰校内放假，黑底今天")
        widths = (self.SWATCH + style.font_width(word, style.SMALL) for *_, word in self.ITEMS)
        self.setFixedSize(sum(widths) + 3 * self.APART + 2, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font(style.SMALL))
        left = 0
        for ground, edge, word in self.ITEMS:
            painter.setPen(QPen(QColor(getattr(look, edge)), 1.2) if edge else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(look, ground)) if ground else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRect(left + 1, 4, 14, 13), 3, 3)
            painter.setPen(QColor(look.muted))
            painter.drawText(QRect(left + self.SWATCH, 0, 120, 20), LEFT, word)
            left += self.SWATCH + painter.fontMetrics().horizontalAdvance(word) + self.APART
        painter.end()
