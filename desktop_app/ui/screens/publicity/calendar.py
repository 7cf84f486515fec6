"""The calendar of a 公示: which days count, which rest, and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.rules.typed_dates import WEEKDAYS
from desktop_app.shapes.establishment import ListDay, PublicityPlan
from desktop_app.ui import style
from desktop_app.ui.parts.basics import CENTER, LEFT, RIGHT
from desktop_app.ui.style import tokens


class PublicityCalendar(QWidget):
    """Whole weeks from Monday: a counted day carries its number, a rest day its reason, a 调休 day 班."""

    CELL, HEAD = 50, 22

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._days: tuple[ListDay, ...] = ()
        self._today = date.min

    def show_plan(self, plan: PublicityPlan | None, today: date) -> None:
        """None shows nothing."""
        self._days, self._today = (plan.days if plan else ()), today
        self.setAccessibleName("公示期日历" if plan else "")
        self.setAccessibleDescription(told(plan) if plan else "")
        self.setFixedHeight(self.HEAD + self.CELL * (len(self._days) // 7) if self._days else 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / 7
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(tokens().muted))
        for number, word in enumerate(WEEKDAYS):
            painter.drawText(QRectF(number * wide, 0, wide, self.HEAD), CENTER, word)
        for number, day in enumerate(self._days):
            cell = QRectF(number % 7 * wide, self.HEAD + number // 7 * self.CELL, wide, self.CELL)
            self._paint_day(painter, cell.adjusted(1.5, 1.5, -1.5, -1.5), day)
        painter.end()

    def _paint_day(self, painter: QPainter, cell: QRectF, day: ListDay) -> None:
        """Top left the date, top right 班 on a 调休 day, below what the day is to the count."""
        look = tokens()
        today = day.day == self._today
        gone = today or (day.number > 0 and day.day < self._today)
        painter.setPen(QPen(QColor(look.text if today else look.ink if day.number else look.line), 1))
        painter.setBrush(QColor(look.text if today else look.ink if gone else look.sunken if day.off else look.surface))
        painter.drawRoundedRect(cell, style.RADIUS, style.RADIUS)
        top = cell.adjusted(6, 3, -4, -cell.height() / 2)
        painter.setPen(QColor(look.surface if gone else look.muted if day.off else look.text))
        painter.setFont(style.font(style.BODY, strong=day.number > 0 or (bool(day.words) and not day.off)))
        first = day.day.day == 1 and not day.swapped
        painter.drawText(top, LEFT, f"{day.day.month}/{day.day.day}" if first else str(day.day.day))
        painter.setFont(style.font(style.SMALL))
        words = f"第{day.number}天" if day.number else day.words
        painter.drawText(cell.adjusted(6, cell.height() / 2 - 1, 0, -4), LEFT, words)
        if day.swapped:
            painter.setFont(style.font(style.SMALL, strong=True))
            painter.setPen(QColor(look.surface if gone else look.warn))
            painter.drawText(top, RIGHT, "班")


def told(plan: PublicityPlan) -> str:
    """The same as words: 9 月 26 日张贴；9 月 28 日第 1 天 …"""
    counted = "；".join(f"{day.day.month} 月 {day.day.day} 日第 {day.number} 天" for day in plan.days if day.number)
    return f"{plan.first.month} 月 {plan.first.day} 日张贴；{counted}"
