"""Working days by the State Council's yearly notices (国务院办公厅关于某年部分节假日安排的通知).

What binds (公示, 补正 terms) is counted only in years that have a table. Plans may count further, by weekends alone,
and say so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.calendars import Estimate, OfficialCalendar, SpecialDay

MAX_COUNT: Final = 1_000  # about four years: what is more is a slip of the keys
_DAY: Final = timedelta(days=1)


def official_calendar(tables: Mapping[int, Iterable[Mapping[str, object]]]) -> OfficialCalendar:
    """The calendar that plain tables make, as `resources.holidays.official_tables` returns them."""
    days = [
        SpecialDay(date.fromisoformat(str(entry["day"])), bool(entry["works"]), str(entry["name"]))
        for table in tables.values()
        for entry in table
    ]
    return OfficialCalendar(years=frozenset(tables), special={special.day: special for special in days})


def is_workday(calendar: OfficialCalendar, day: date) -> bool:
    """Whether people work on `day`. RuleBroken for a year without a table."""
    if day.year not in calendar.years:
        raise RuleBroken(
            f"还没有 {day.year} 年的放假安排，不能推算这一年的工作日。",
            f"请在“系统设置 → 放假安排”里载入 {day.year} 年的国务院放假通知。",
        )
    special = calendar.special.get(day)
    return day.weekday() < 5 if special is None else special.works


def last_workday(calendar: OfficialCalendar, first: date, count: int, *, include_first: bool = False) -> date:
    """The last of `count` working days after `first`; `include_first`: `first` itself counts when it is one.

    RuleBroken for a count outside 1 to 1,000 and for a year without a table.
    """
    _check(first, count)
    day = first if include_first else first + _DAY
    while True:
        count -= is_workday(calendar, day)
        if count == 0:
            return day
        day += _DAY


def first_workday(calendar: OfficialCalendar, last: date, count: int, *, include_last: bool = True) -> date:
    """The first of `count` working days that end by `last`: `last_workday` counted back. Raises as it does."""
    _check(last, count)
    day = last if include_last else last - _DAY
    while True:
        count -= is_workday(calendar, day)
        if count == 0:
            return day
        day -= _DAY


def workdays_between(calendar: OfficialCalendar, first: date, last: date, *, include_first: bool = False) -> int:
    """How many working days lie after `first` up to and with `last`, as `last_workday` counts them; 0 when none do.

    RuleBroken for a year without a table.
    """
    start = first if include_first else first + _DAY
    return sum(is_workday(calendar, start + offset * _DAY) for offset in range((last - start).days + 1))


def estimated_last_workday(
    calendar: OfficialCalendar, first: date, count: int, *, include_first: bool = False
) -> Estimate:
    """`last_workday` for plans: a year without a table counts by weekends (and the school's own days), flagged.

    The working day on or after a date is this with `count=1, include_first=True`.
    """
    guess = extended_by_weekends(calendar, first.year, first.year + MAX_COUNT // 200)
    last = last_workday(guess, first, count, include_first=include_first)
    return Estimate(last, is_estimated(calendar, first if include_first else first + _DAY, last))


def extended_by_weekends(calendar: OfficialCalendar, first_year: int, last_year: int) -> OfficialCalendar:
    """A calendar for plans: no year from `first_year` to `last_year` is refused."""
    return replace(calendar, years=calendar.years | frozenset(range(first_year, last_year + 1)))


def is_estimated(calendar: OfficialCalendar, first: date, last: date) -> bool:
    """Whether counting from `first` to `last` touches a year without a table."""
    return not calendar.years.issuperset(range(first.year, last.year + 1))


def _check(start: date, count: int) -> None:
    """No holiday table lies outside these years, and beyond them the calendar itself would end."""
    if not 1900 <= start.year < 2200:
        raise RuleBroken(f"{start.isoformat()} 不在 1900—2199 年之间，没有放假安排可查。", "请改正日期。")
    if not 1 <= count <= MAX_COUNT:
        raise RuleBroken(f"工作日的天数是 {count}，应当在 1 到 {MAX_COUNT} 之间。", "请改正天数。")
