"""The first rows of a sheet as they stand there, for the clerk to recognise the table by."""

from __future__ import annotations

from pathlib import Path

from desktop_app.readers.sheets import read_sheets

FIRST = 30  # rows: a header further down is not looked for either


def first_rows(path: Path, sheet: str) -> tuple[tuple[str, ...], ...]:
    """The first rows of the sheet called `sheet`, row 1 first, blank ones included. Raises RuleBroken."""
    found = next((each for each in read_sheets(path) if each.name == sheet), None)
    return tuple(tuple(row) for row in found.rows[:FIRST]) if found else ()
