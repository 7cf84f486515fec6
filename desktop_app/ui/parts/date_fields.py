"""A day, or a day and minute, typed as one likes and shown as ISO; the calendar for who would rather point."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.rules import typed_dates
from desktop_app.rules.errors import RuleBroken
from desktop_app.ui.parts.basics import Mark, button, dress, field, label, row
from desktop_app.ui.parts.month import MonthPopup
from desktop_app.ui.style import TIGHT

When = TypeVar("When", date, datetime)


class _WhenField(QWidget, Generic[When]):
    """What both fields share. The line under the field is always there, so that nothing jumps: it says the weekday of
    what was read, or in amber what is wrong and how to write it. Wrong is said when the field is left, not before.
    `beside` puts these words to the right of the field, for forms that have the width and not the height."""

    changed = Signal(object)  # date or datetime, or None: when the field is left or a day picked
    WIDTH, HINT = 160, ""

    def __init__(
        self,
        name: str,
        *,
        says: str = "",
        required: bool = False,
        today: Callable[[], date] = date.today,
        beside: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._required, self._today = required, today
        self._value: When | None = None
        self._problem = ""
        self.line = field(f"{name}_typed", "", self.HINT, says=says)
        self.line.setFixedWidth(self.WIDTH)
        self.line.editingFinished.connect(self.settle)
        self.line.textEdited.connect(self._read_along)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.setAccessibleName(says)
        self._open = button("", f"{name}_calendar", "quiet", "calendar-event", says="打开日历", keys="Alt+↓")
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.clicked.connect(self.open_calendar)
        self._under = label("", f"{name}_said", "muted")
        self._under.setFixedHeight(18)
        self._mark = Mark("alert-triangle", "warn", f"{name}_mark", 13)
        self._mark.hide()
        self._month = MonthPopup(f"{name}_month", self, today)
        self._month.picked.connect(self._picked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if beside:
            box.addLayout(row(self.line, self._open, self._mark, self._under, 0, gap=TIGHT))
        else:
            box.addLayout(row(self.line, self._open, 0, gap=TIGHT))
            box.addLayout(row(self._mark, self._under, gap=TIGHT))

    @property
    def value(self) -> When | None:
        """What was read, None when the field is empty or what stands there is wrong (see `problem`)."""
        return self._value

    @property
    def problem(self) -> str:
        """What is wrong and how to write it, in one or two sentences; "" when all is well."""
        return self._problem

    def show_value(self, value: When | None) -> None:
        """Put a day there without telling anyone."""
        self._value, self._problem = value, ""
        self.line.setText(self._written(value) if value else "")
        self._say_under()

    def settle(self) -> None:
        """Read what was typed, clean it, say what is wrong. Happens by itself when the field is left."""
        text, before = self.line.text().strip(), self._value
        self._value, self._problem = None, ""
        if text:
            try:
                self._value = self._read(text)
                self.line.setText(self._written(self._value))
            except RuleBroken as broken:
                self._problem = str(broken)
        elif self._required:
            self._problem = f"请填写。{typed_dates.HOW_DATE}"
        self._say_under()
        if self._value != before:
            self.changed.emit(self._value)

    def open_calendar(self) -> None:
        self._month.open_under(self.line, self._day())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
                self.open_calendar()
                return True
        return False

    def _read_along(self, typed: str) -> None:
        """While typing only what is right is told; half a date is not yet wrong."""
        self._problem = ""
        try:
            reading = self._read(typed) if typed.strip() else None
        except RuleBroken:
            reading = None
        self._put_under(self._told(reading, with_date=True) if reading else "")

    def _say_under(self) -> None:
        self._put_under(self._problem or (self._told(self._value, with_date=False) if self._value else ""))

    def _put_under(self, words: str) -> None:
        dress(self._under, "error" if self._problem else "muted")
        self._under.setText(words)
        self._mark.setVisible(bool(self._problem))
        self.line.setAccessibleDescription(words)

    def _told(self, value: When, *, with_date: bool) -> str:
        day = typed_dates.weekday(value)
        return f"{self._written(value)}　{day}" if with_date else day

    def _read(self, typed: str) -> When:
        raise NotImplementedError

    def _written(self, value: When) -> str:
        raise NotImplementedError

    def _day(self) -> date | None:
        raise NotImplementedError

    def _picked(self, day: date) -> None:
        raise NotImplementedError


class DateField(_WhenField[date]):
    """Takes 1109, 11.9, 2023-11-09, 11月9日 …; a date without a year is the one nearest to today."""

    HINT = "如 1109"

    def _read(self, typed: str) -> date:
        return typed_dates.read_date(typed, near=self._today())

    def _written(self, value: date) -> str:
        return typed_dates.written_date(value)

    def _day(self) -> date | None:
        return self._value

    def _picked(self, day: date) -> None:
        self.line.setText(typed_dates.written_date(day))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settle()


class DateTimeField(_WhenField[datetime]):
    """The same with a time: 1109 1612, 11.9 16:12; 16:12 alone is today's."""

    HINT = "如 1109 1612"

    def _read(self, typed: str) -> datetime:
        return typed_dates.read_moment(typed, near=self._today())

    def _written(self, value: datetime) -> str:
        return typed_dates.written_moment(value)

    def _day(self) -> date | None:
        return self._value.date() if self._value else None

    def _picked(self, day: date) -> None:
        """The day is picked; the time stays as it was, or is to be typed now, behind it."""
        if self._value:
            self.line.setText(typed_dates.written_moment(datetime.combine(day, self._value.time())))
            self.settle()
        else:
            self.line.setText(f"{typed_dates.written_date(day)} ")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.end(False)
