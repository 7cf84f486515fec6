"""放假安排 as the office looks after it: a year's table, and what a file brings."""

from __future__ import annotations

from datetime import date

from desktop_app.shapes import shape
from desktop_app.shapes.calendars import SpecialDay


@shape
class CalendarDay:
    """A day that differs from its weekday, or rests under a name. `own`: the school's, not the State Council's."""

    day: date
    works: bool
    name: str
    own: bool


@shape
class YearTable:
    """A year and its days, oldest first. `source` "" says that the year has no table by the State Council."""

    year: int
    source: str
    days: tuple[CalendarDay, ...]


@shape
class HolidayPlan:
    """A year's table as a file gives it, proved but not yet taken. `source` is the notice's title, "" for a table."""

    year: int
    days: tuple[SpecialDay, ...]
    source: str = ""
