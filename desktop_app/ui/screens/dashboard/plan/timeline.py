"""The days of a plan, drawn: one bar a step, all on one scale, with the days of rest, today and the day of 立项."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.rules.workdays import extended_by_weekends, is_workday
from desktop_app.shapes import shape
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.planner import Fit, PlannedStep, SeasonPlan
from desktop_app.ui import style
from desktop_app.ui.parts.basics import LEFT
from desktop_app.ui.style import NEAR, TIGHT, tokens

DAY = timedelta(days=1)
BAR, THIN = 8, 3
LEAST_WIDE = 120
BETWEEN_WORDS = 44  # px from one date of the scale to the next


@shape
class Scale:
    """The days that every bar is drawn over; `rest` are those nobody works on."""

    first: date
    last: date
    rest: frozenset[date]
    today: date
    target: date | None

    def left(self, day: date, wide: float) -> float:
        """Where a day begins, in px."""
        return (day - self.first).days / self.days * wide

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def scale_of(plans: Sequence[SeasonPlan], calendar: OfficialCalendar) -> Scale:
    """From Monday to Sunday over every day that the plans name; today only where it lies among them."""
    days = [
        day
        for plan in plans
        for each in plan.steps
        for day in (each.first, each.last, each.expected_first, each.expected_last, each.latest_last)
        if day
    ]
    first, last = min(days), max(days)
    first -= first.weekday() * DAY
    last += (6 - last.weekday()) * DAY
    guess = extended_by_weekends(calendar, first.year, last.year)
    span = [first + number * DAY for number in range((last - first).days + 1)]
    rest = frozenset(day for day in span if not is_workday(guess, day))
    return Scale(first, last, rest, plans[0].today, plans[0].timetable.establishment)


class _Drawn(QWidget):
    """What bar and scale have in common: the days of rest behind, today and the day of 立项 across."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(LEAST_WIDE)
        self.scale: Scale | None = None

    def sizeHint(self) -> QSize:
        return QSize(LEAST_WIDE, style.ROW)

    def _ground(self, painter: QPainter, scale: Scale) -> None:
        look, wide = tokens(), self.width() / scale.days
        for number in range(scale.days):
            if scale.first + number * DAY in scale.rest:
                painter.fillRect(QRectF(number * wide, 0, wide, self.height()), QColor(look.sunken))
        if scale.target and scale.first <= scale.target <= scale.last:
            at = scale.left(scale.target + DAY, self.width())
            painter.fillRect(QRectF(at - 1, 0, 1, self.height()), QColor(look.edge))
        if scale.first <= scale.today <= scale.last:
            at = scale.left(scale.today, self.width()) + wide / 2
            painter.fillRect(QRectF(at - 1, 0, 2, self.height()), QColor(look.text))


class PlanBar(_Drawn):
    """One step: what is expected as a bar, the plan thin above where that is another, its latest end as a stroke."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._step: PlannedStep | None = None

    def show_step(self, step: PlannedStep, scale: Scale) -> None:
        self._step, self.scale = step, scale
        latest = f"，最迟 {step.latest_last.isoformat()}" if step.latest_last else ""
        said = f"{step.expected_first.isoformat()} 至 {step.expected_last.isoformat()}{latest}"
        self.setAccessibleName(f"{step.name}：{said}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        step, scale = self._step, self.scale
        if step is None or scale is None:
            return
        look, painter = tokens(), QPainter(self)
        self._ground(painter, scale)
        middle = self.height() / 2
        if (step.first, step.last) != (step.expected_first, step.expected_last):
            self._bar(painter, scale, step.first, step.last, middle - BAR - 1, THIN, look.edge)
        done = look.ink_soft if step.fit is Fit.DONE else look.ink
        self._bar(painter, scale, step.expected_first, step.expected_last, middle - BAR / 2, BAR, done)
        latest = step.latest_last
        if latest and step.fit is not Fit.DONE:
            at = scale.left(latest + DAY, self.width())
            painter.fillRect(QRectF(at - 2, middle - BAR, 2, 2 * BAR), QColor(look.text))
        painter.end()

    def _bar(
        self, painter: QPainter, scale: Scale, first: date, last: date, top: float, tall: float, colour: str
    ) -> None:
        left, right = scale.left(first, self.width()), scale.left(last + DAY, self.width())
        painter.fillRect(QRectF(left + 1, top, max(right - left - 2, 2), tall), QColor(colour))


class PlanScale(_Drawn):
    """The dates above the bars: the Mondays for which there is room."""

    def show_scale(self, scale: Scale) -> None:
        self.scale = scale
        self.setAccessibleName(f"{scale.first.isoformat()} 至 {scale.last.isoformat()}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self.scale
        if scale is None:
            return
        look, painter = tokens(), QPainter(self)
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(look.muted))
        week = 7 / scale.days * self.width()
        every = max(1, -int(-BETWEEN_WORDS // week))
        for number in range(0, scale.days, 7 * every):
            box = QRectF(number / scale.days * self.width(), 0, BETWEEN_WORDS, self.height())
            painter.drawText(box, LEFT, f"{scale.first + number * DAY:%m-%d}")
        painter.end()


class Legend(QWidget):
    """What is drawn how, in one line."""

    WORDS = (("ink", "现在看"), ("edge", "计划"), ("text", "最迟、今天"), ("sunken", "休息日"))

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("图例：" + "、".join(words for _, words in self.WORDS))
        self.setFixedHeight(20)
        self.setFixedWidth(sum(self._wide(words) for _, words in self.WORDS))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        painter.setFont(style.font(style.SMALL))
        left = 0
        for token, words in self.WORDS:
            mark = QRectF(left, (20 - BAR) / 2, 12, BAR)
            if token == "text":
                mark = QRectF(left + 8, 3, 2, 14)
            elif token == "edge":
                mark = QRectF(left, 9, 12, THIN)
            painter.fillRect(mark, QColor(getattr(look, token)))
            if token == "sunken":
                painter.setPen(QColor(look.line))
                painter.drawRect(mark)
            painter.setPen(QColor(look.muted))
            painter.drawText(QRectF(left + 12 + TIGHT, 0, self._wide(words), 20), LEFT, words)
            left += self._wide(words)
        painter.end()

    @staticmethod
    def _wide(words: str) -> int:
        return style.font_width(words, style.SMALL) + 12 + TIGHT + 2 * NEAR
