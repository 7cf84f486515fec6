"""The season as a strip of steps: what is done, where today stands, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.shapes import shape
from desktop_app.ui import style
from desktop_app.ui.parts.basics import CENTER, LEFT, elided
from desktop_app.ui.style import NEAR, tokens

WEEKDAYS = "一二三四五六日"
BAR_TOP, BAR = 26, 4
CUT = 3  # between two steps


@shape
class Phase:
    """`first` and `last` are days inclusive, None while nobody has set them."""

    name: str
    first: date | None
    last: date | None
    note: str = ""  # said instead of the dates
    tight: bool = False  # the back-planner doubts it
    undone: bool = False  # projects are not past it: when its days are over they are over, no more

    def words(self) -> str:
        if self.note:
            return self.note
        if self.first is None or self.last is None:
            return "日期未定"
        return f"{self.first:%m-%d} — {self.last:%m-%d}"


class PhaseStep(QAbstractButton):
    """One step: a bar, the name, its dates. `flag` is where in the bar today stands, 0 to 1, None elsewhere.

    `passed`: the flag stands in a later step, and the bar runs through to it, even while this one still goes on beside.
    """

    HEIGHT = 76

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName(f"phase_{number}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(self.HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._phase = Phase("", None, None)
        self._today = date.min
        self._flag: float | None = None
        self._passed = False

    def show_phase(self, phase: Phase, today: date, flag: float | None, *, passed: bool = False) -> None:
        self._phase, self._today, self._flag, self._passed = phase, today, flag, passed
        over = "日期已过，尚未办完" if self._phase.undone else "已完成"
        state = over if self._done else "进行中" if self._current else "未开始"
        doubt = "，时间偏紧" if phase.tight else ""
        self.setAccessibleName(f"{phase.name}，{state}，{phase.words()}{doubt}")
        self.setToolTip(f"{phase.name}　{phase.words()}{f'　{over}' if self._done and phase.undone else ''}")
        self.update()

    @property
    def _done(self) -> bool:
        """Its days are over."""
        return self._phase.last is not None and self._today > self._phase.last

    @property
    def _current(self) -> bool:
        first, last = self._phase.first, self._phase.last
        return first is not None and last is not None and first <= self._today <= last

    def paintEvent(self, event: QPaintEvent) -> None:
        look, phase = tokens(), self._phase
        painter = QPainter(self)
        wide = self.width() - CUT
        if self.underMouse() or self.hasFocus():
            ground = QRect(0, BAR_TOP + BAR, wide, self.height() - BAR_TOP - BAR)
            painter.fillRect(ground, QColor(look.selected if self.hasFocus() else look.sunken))
        bar = QRect(0, BAR_TOP, wide, BAR)
        full = self._done or (self._current and self._passed)
        painter.fillRect(bar, QColor(look.ink if full else look.ink_soft if self._current else look.line))
        if self._current and not full:
            painter.fillRect(QRect(0, BAR_TOP, round(wide * _reached(self._phase, self._today)), BAR), QColor(look.ink))
        left = NEAR if self.hasFocus() else 0
        painter.setFont(style.font(strong=self._flag is not None))
        painter.setPen(QColor(look.text if self._done or self._current else look.muted))
        name = elided(painter, phase.name, wide - 24)
        painter.drawText(QRect(left, 34, wide, 20), LEFT, name)
        if self._done:
            beside = left + painter.fontMetrics().horizontalAdvance(name) + 5
            mark, colour = ("clock", look.muted) if phase.undone else ("check", look.good)
            style.draw_icon(painter, QRect(beside, 37, 14, 14), mark, colour)
        if phase.tight:
            style.draw_icon(painter, QRect(left, 56, 14, 14), "alert-triangle", look.warn)
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(look.warn if phase.tight else look.muted))
        under = QRect(left + 18 if phase.tight else left, 54, wide - 18 if phase.tight else wide, 18)
        painter.drawText(under, LEFT, elided(painter, phase.words(), under.width()))
        if self._flag is not None:
            self._draw_flag(painter, round(wide * self._flag))
        painter.end()

    def _draw_flag(self, painter: QPainter, at: int) -> None:
        look = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font(style.SMALL, strong=True))
        day = f"{self._today.month}月{self._today.day}日"
        for words in (f"今天 {day} 周{WEEKDAYS[self._today.weekday()]}", f"今天 {day}", "今天"):
            wide = painter.fontMetrics().horizontalAdvance(words) + 12
            if wide + CUT <= self.width():
                break
        flag = QRect(max(0, min(at - wide // 2, self.width() - wide - CUT)), 0, wide, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.text))
        painter.drawRoundedRect(flag, style.RADIUS, style.RADIUS)
        painter.drawRect(QRectF(max(at - 1, 0), 18, 2, 14))
        painter.setPen(QColor(look.window))
        painter.drawText(flag, CENTER, words)


class SeasonStrip(QWidget):
    """All phases, equally wide: 培育 lasts nine months and must not push the fortnight of 评审 out of sight."""

    opened = Signal(str)  # the name of the phase

    def __init__(self, phases: Sequence[Phase] = (), today: date | None = None) -> None:
        super().__init__()
        self.setObjectName("season")
        self.setAccessibleName("本批次进程")
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._steps: list[PhaseStep] = []
        self._phases: Sequence[Phase] = ()
        if phases and today:
            self.show_phases(phases, today)

    def show_phases(self, phases: Sequence[Phase], today: date) -> None:
        self._phases = phases
        while len(self._steps) < len(phases):
            number = len(self._steps)
            step = PhaseStep(number)
            step.clicked.connect(lambda _=False, n=number: self.opened.emit(self._phases[n].name))
            self._box.addWidget(step, 1)
            self._steps.append(step)
        at, reached = flag_at(phases, today)
        for number, step in enumerate(self._steps):
            step.setVisible(number < len(phases))
            if number < len(phases):
                step.show_phase(phases[number], today, reached if number == at else None, passed=number < at)


def flag_at(phases: Sequence[Phase], today: date) -> tuple[int, float]:
    """Which step carries today's flag, and where in it (0 to 1).

    Where phases run side by side (酝酿 up to the deadline of 收件) it stands in the last of them: that is the desk's.
    Between two phases it stands at the start of the next one, after all of them at the end of the last.
    """
    dated = [(n, each.first, each.last) for n, each in enumerate(phases) if each.first and each.last]
    ahead = [(n, first, last) for n, first, last in dated if today <= last]
    if not ahead:
        return len(phases) - 1, 1.0
    running = [each for each in ahead if each[1] <= today]
    number = (running[-1] if running else ahead[0])[0]
    return number, _reached(phases[number], today)


def _reached(phase: Phase, today: date) -> float:
    """How much of a dated phase has passed by the middle of today, 0 to 1."""
    if phase.first is None or phase.last is None:
        return 0.0
    return min(1.0, max(0.0, ((today - phase.first).days + 0.5) / ((phase.last - phase.first).days + 1)))
