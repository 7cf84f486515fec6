"""Make resources/holidays/*.json anew: python installers/holidays.py (needs chinesecalendar; run by a developer).

Run it when chinesecalendar brings the table of another year, and look at the difference before committing it.
"""

import json
from datetime import date
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays  # type: ignore[import-untyped]

HOLIDAYS = Path(__file__).parent.parent / "resources" / "holidays"
# The package shortens some names; these are the notices' own words.
NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


def entry(day: date, english: str) -> str:
    """One day as a line of JSON."""
    name = Holiday(english).chinese
    name = NAMES.get(name, name)
    works = day in workdays
    fields = {"day": day.isoformat(), "works": works, "name": f"{name}调休" if works else name}
    return json.dumps(fields, ensure_ascii=False)


def main() -> None:
    """Write one file a year, one day a line."""
    table = {**holidays, **workdays}
    for year in sorted({day.year for day in table}):
        lines = [entry(day, table[day]) for day in sorted(table) if day.year == year]
        text = "[\n  " + ",\n  ".join(lines) + "\n]\n"
        (HOLIDAYS / f"{year}.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
