"""The State Council's holiday tables as plain data, one file a year; made by installers/holidays.py.

A new year may be added by hand: copy a file, name it after the year, put in what the notice says.
"""

import json
from typing import TypedDict

from resources import HOLIDAYS


class Entry(TypedDict):
    """A day off (`works` false) or a weekend day that is worked instead."""

    day: str  # ISO
    works: bool
    name: str


def official_tables() -> dict[int, list[Entry]]:
    """Every year's days off and 调休 working days, oldest first."""
    files = sorted(HOLIDAYS.glob("*.json"))
    return {int(file.stem): json.loads(file.read_text(encoding="utf-8")) for file in files}


def source_of(year: int) -> str:
    """The title of the notice that a year's table comes from."""
    return f"国务院办公厅关于{year}年部分节假日安排的通知"
