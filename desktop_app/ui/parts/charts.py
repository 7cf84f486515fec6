"""Charts drawn with QPainter: direct labels, no axis numbers, two tones.

Every one carries its numbers as words too (accessibleDescription), and can be copied as a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.shapes import shape
from desktop_app.ui import style
from desktop_app.ui.parts.basics import CENTER, LEFT, RIGHT
from desktop_app.ui.parts.season import Phase, SeasonStrip
from desktop_app.ui.style import BESIDE, NEAR, tokens

__all__ = ["DayBars", "Funnel", "Phase", "SeasonStrip", "Stage", "copy_picture"]


def copy_picture(*charts: QWidget) -> None:
    """Put the charts, one under the other as they stand, on the clipboard: twice as sharp as the screen."""
    wide = max(chart.width() for chart in charts) + 2 * BESIDE
    tall = sum(chart.height() + BESIDE for chart in charts) + BESIDE
    picture = QPixmap(2 * wide, 2 * tall)
    picture.setDevicePixelRatio(2)
    picture.fill(QColor(tokens().surface))
    top = BESIDE
    painter = QPainter(picture)
    for chart in charts:
        chart.render(painter, QPoint(BESIDE, top), renderFlags=QWidget.RenderFlag.DrawChildren)
        top += chart.height() + BESIDE
    painter.end()
    QGuiApplication.clipboard().setPixmap(picture)


@shape
class Stage:
    """How many got so far, and how many of them are obligated branches; None when the stage has not begun."""

    name: str
    count: int | None
    obligated: int = 0


class Funnel(QWidget):
    """How many got how far; the obligated branches' part dark, the voluntary ones' light. A stage to come is a dash."""

    LINE, BAR, LEGEND = 26, 14, 24
    NAMES, NUMBERS = 68, 52  # px left and right of the bars

    def __init__(self, stages: Sequence[Stage] = ()) -> None:
        super().__init__()
        self.setObjectName("funnel")
        self.setAccessibleName("进度")
        self.stages: Sequence[Stage] = ()
        self.show_stages(stages)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        self.stages = stages
        self.setAccessibleDescription(
            "；".join(f"{s.name} {s.count}，其中应报 {s.obligated}" for s in stages if s.count is not None)
        )
        self.setFixedHeight(self.LINE * len(stages) + self.LEGEND)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        most = max((stage.count or 0 for stage in self.stages), default=0)
        for number, stage in enumerate(self.stages):
            self._draw_stage(painter, number * self.LINE, stage, most)
        self._draw_legend(painter, len(self.stages) * self.LINE)
        painter.end()

    def _draw_stage(self, painter: QPainter, top: int, stage: Stage, most: int) -> None:
        look = tokens()
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(look.muted if stage.count is None else look.text))
        painter.drawText(QRect(0, top, self.NAMES - BESIDE, self.LINE), RIGHT, stage.name)
        if stage.count is None:
            painter.drawText(QRect(self.NAMES, top, 40, self.LINE), LEFT, "—")
            return
        room = self.width() - self.NAMES - self.NUMBERS
        wide, dark = (round(room * part / most) if most else 0 for part in (stage.count, stage.obligated))
        bar = QRect(self.NAMES, top + (self.LINE - self.BAR) // 2, wide, self.BAR)
        painter.fillRect(bar, QColor(look.ink_soft))
        bar.setWidth(dark)
        painter.fillRect(bar, QColor(look.ink))
        within = str(stage.obligated)
        if 0 < stage.obligated < stage.count and painter.fontMetrics().horizontalAdvance(within) + 2 * NEAR < dark:
            painter.setPen(QColor(look.surface))
            painter.drawText(bar.adjusted(0, -2, -6, 2), RIGHT, within)
        painter.setPen(QColor(look.text))
        painter.setFont(style.font(style.SMALL, strong=True))
        painter.drawText(QRect(self.NAMES + wide + 6, top, self.NUMBERS - 6, self.LINE), LEFT, str(stage.count))

    def _draw_legend(self, painter: QPainter, top: int) -> None:
        look, left = tokens(), self.NAMES
        painter.setFont(style.font(style.SMALL))
        for words, colour in (("应报支部", look.ink), ("自愿申报", look.ink_soft)):
            painter.fillRect(QRect(left, top + 8, 10, 10), QColor(colour))
            painter.setPen(QColor(look.muted))
            painter.drawText(QRect(left + 16, top + 2, 80, 22), LEFT, words)
            left += 84


class DayBars(QWidget):
    """How many came in each day; weekends are a tint, today is dark and labelled, the last day has a line."""

    HEIGHT, FOOT, TOP = 168, 20, 16
    NEAR_DAYS = 3  # no date is written so close to today

    def __init__(
        self,
        first: date | None = None,
        counts: Sequence[int] = (),
        today: date | None = None,
        deadline: date | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("per_day")
        self.setAccessibleName("每日收件")
        self.setFixedHeight(self.HEIGHT)
        self._first = self._deadline = self._today = date.min
        self._counts: Sequence[int] = ()
        if first and today and deadline:
            self.show_days(first, counts, today, deadline)

    def show_days(self, first: date, counts: Sequence[int], today: date, deadline: date) -> None:
        """`counts[n]` came in n days after `first`; what came after the deadline widens the picture."""
        self._first, self._counts, self._today, self._deadline = first, counts, today, deadline
        self.setAccessibleDescription(
            "；".join(f"{first + timedelta(n):%m-%d} 收 {count}" for n, count in enumerate(counts) if count)
        )
        self.update()

    @property
    def _days(self) -> int:
        return max((self._deadline - self._first).days + 1, len(self._counts), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first == date.min:
            return
        look, floor = tokens(), self.height() - self.FOOT
        painter = QPainter(self)
        painter.setFont(style.font(style.SMALL))
        for number in range(self._days):
            self._draw_day(painter, number, floor)
        painter.fillRect(QRect(0, floor, self.width(), 1), QColor(look.edge))
        at = round(((self._deadline - self._first).days + 1) * self.width() / self._days) - 1
        painter.setPen(QPen(QColor(look.warn), 1, Qt.PenStyle.DashLine))
        painter.drawLine(at, self.TOP, at, floor)
        painter.drawText(QRect(at - 39, floor + 2, 40, 18), RIGHT, "截止")
        painter.end()

    def _draw_day(self, painter: QPainter, number: int, floor: int) -> None:
        look, day, step = tokens(), self._first + timedelta(number), self.width() / self._days
        left, today = round(number * step), day == self._today
        wide = round((number + 1) * step) - left
        if day.weekday() > 4:
            painter.fillRect(QRect(left, self.TOP, wide, floor - self.TOP), QColor(look.window))
        count, highest = (self._counts[number] if number < len(self._counts) else 0), max(self._counts, default=0)
        tall = round((floor - 36) * count / highest) if highest else 0
        painter.fillRect(QRect(left + 2, floor - tall, wide - 4, tall), QColor(look.text if today else look.ink_soft))
        painter.setPen(QColor(look.text))
        if count and (today or count == highest):
            self._write(painter, str(count), left + wide // 2, floor - tall - 18)
        under = self._under(day)
        if under:
            painter.setPen(QColor(look.text if today else look.muted))
            self._write(painter, under, left + wide // 2, floor + 2)

    def _write(self, painter: QPainter, words: str, middle: int, top: int) -> None:
        """Words above or under a bar: at the edges they are moved in, so that nothing is cut."""
        wide = painter.fontMetrics().horizontalAdvance(words) + 2
        painter.drawText(QRect(max(0, min(middle - wide // 2, self.width() - wide)), top, wide, 17), CENTER, words)

    def _under(self, day: date) -> str:
        """Today and the Mondays, unless they would run into another word."""
        if abs((day - self._deadline).days) < 2 and day != self._today:
            return ""
        if day == self._today:
            return "今天" if abs((day - self._deadline).days) > 1 else ""
        near = any(abs((day - other).days) <= self.NEAR_DAYS for other in (self._today, self._deadline))
        return f"{day:%m-%d}" if day.weekday() == 0 and not near else ""
