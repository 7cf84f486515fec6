"""What a data folder needs before the first day: the official holiday tables that the program brings along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from db.models import HolidayYear
from desktop_app.office.holidays import seed_years
from desktop_app.shapes.calendars import SpecialDay
from resources.holidays import official_tables, source_of


def prepare(run: Callable[..., Any]) -> None:
    """Load, through the Ledger's `run`, the tables of years that the office has none of."""
    have = {row.year for row in HolidayYear.select(HolidayYear.year)}
    tables = tuple(
        (year, source_of(year), tuple(_special(entry) for entry in entries))
        for year, entries in official_tables().items()
        if year not in have
    )
    if tables:
        run("载入放假安排", seed_years, final=True, tables=tables)


def _special(entry: Any) -> SpecialDay:
    return SpecialDay(date.fromisoformat(entry["day"]), bool(entry["works"]), entry["name"])
