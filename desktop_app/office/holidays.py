"""The official holiday table of the office: seeded from the State Council's notices, editable by the office."""

from __future__ import annotations

from datetime import date

from db.models import Holiday, HolidayYear
from desktop_app.shapes.calendars import OfficialCalendar, SpecialDay


def calendar() -> OfficialCalendar:
    """The table in force: which years have one, and the days that differ from their weekday."""
    return OfficialCalendar(
        years=frozenset(row.year for row in HolidayYear.select()),
        special={
            date.fromisoformat(row.day): SpecialDay(date.fromisoformat(row.day), bool(row.works), row.name)
            for row in Holiday.select()
        },
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
