"""A plain table as CSV: UTF-8 with BOM and CRLF, as Excel and WPS open it with a double click."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def write_csv_table(table: tuple[Sequence[str], Iterable[Sequence[object]]], target: Path) -> None:
    """Write heads and rows. Text that a spreadsheet would run as a formula is led by an apostrophe (OWASP, “CSV
    Injection”)."""
    heads, rows = table
    text = StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(heads)
    lines.writerows([_cell(value) for value in row] for row in rows)
    target.write_bytes(text.getvalue().encode("utf-8-sig", "replace"))


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULAS) else text
