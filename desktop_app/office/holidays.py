"""The official holiday table of the office: seeded from the State Council's notices, editable by the office."""

from __future__ import annotations

from datetime import date

from db.connection import database
from db.models import Holiday, HolidayYear
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.calendars import OfficialCalendar, SpecialDay
from desktop_app.shapes.holidays import CalendarDay, YearTable

LONGEST_NAME = 20  # characters of a day's name


def calendar() -> OfficialCalendar:
    """The table in force: which years have one, and the days that differ from their weekday."""
    days = [
        SpecialDay(date.fromisoformat(day), bool(works), name)
        for day, works, name in database.execute(Holiday.select(Holiday.day, Holiday.works, Holiday.name))
    ]
    return OfficialCalendar(years=frozenset(table_years()), special={each.day: each for each in days})


def table_years() -> tuple[int, ...]:
    """The years that have a table, the newest first."""
    return tuple(row.year for row in HolidayYear.select(HolidayYear.year).order_by(HolidayYear.year.desc()))


def year_table(year: int) -> YearTable:
    """A year's days, the school's own among them; without a table its source is ""."""
    row = HolidayYear.get_or_none(HolidayYear.year == year)
    days = Holiday.select().where(Holiday.day.startswith(f"{year}-")).order_by(Holiday.day)
    return YearTable(
        year,
        "" if row is None else row.source,
        tuple(CalendarDay(date.fromisoformat(d.day), bool(d.works), d.name, bool(d.own)) for d in days),
    )


def load_year(*, year: int, source: str, days: tuple[SpecialDay, ...]) -> None:
    """Take a year's table, in place of the one there was; the school's own days stay."""
    prefix = f"{year}-"
    HolidayYear.delete().where(HolidayYear.year == year).execute()
    HolidayYear.create(year=year, source=source)
    for row in Holiday.select().where(Holiday.day.startswith(prefix), Holiday.own == False):  # noqa: E712
        row.delete_instance()
    kept = {row.day for row in Holiday.select().where(Holiday.day.startswith(prefix))}
    for day in days:
        if day.day.isoformat() not in kept:
            Holiday.create(day=day.day.isoformat(), works=day.works, name=day.name)


def seed_years(*, tables: tuple[tuple[int, str, tuple[SpecialDay, ...]], ...]) -> None:
    """Take every year that has no table yet: `tables` holds year, source, days."""
    have = {row.year for row in HolidayYear.select()}
    for year, source, days in tables:
        if year not in have:
            load_year(year=year, source=source, days=days)


def add_own_day(*, day: date, works: bool, name: str) -> None:
    """The school's own day off, or a day it works although others rest. A day the State Council named stays its own."""
    cleaned = " ".join(name.split())
    if not cleaned:
        raise RuleBroken("校内安排的名称不能空着。", "例如“校庆”“运动会”。")
    if len(cleaned) > LONGEST_NAME:
        raise RuleBroken(f"名称有 {len(cleaned)} 个字符，太长了。", f"请不超过 {LONGEST_NAME} 个字符。")
    row = Holiday.get_or_none(Holiday.day == day.isoformat())
    if row is not None:
        whose = "校内安排" if row.own else "国务院放假安排"
        raise RuleBroken(
            f"{day.isoformat()} 已在{whose}里：{row.name}（{'上班' if row.works else '休息'}）。",
            "要改校内安排，请先删去原来的一条。" if row.own else "国务院安排的日子以通知为准，不能另设。",
        )
    if works == (day.weekday() < 5):
        usual = "工作日" if works else "周末"
        raise RuleBroken(f"{day.isoformat()} 本来就是{usual}，不用添加。", "请核对日期，或改选“放假”“上班”。")
    Holiday.create(day=day.isoformat(), works=works, name=cleaned, own=True)


def remove_own_day(*, day: date) -> None:
    """Take the school's own day off again; the day then follows its weekday."""
    row = Holiday.get_or_none((Holiday.day == day.isoformat()) & (Holiday.own == True))  # noqa: E712
    if row is None:
        raise RuleBroken(f"{day.isoformat()} 没有校内安排。", "国务院安排的日子要改，请重新载入这一年的放假安排。")
    row.delete_instance()
