"""The readable workbook inside a backup: plain tables, for the day on which this program is not at hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from desktop_app.writers.xlsx.sheets import legal, shown_width

WIDEST = 40  # half-width characters
LOOKED_AT = 200  # rows that a column's width is taken from


class Tabled(Protocol):
    """A sheet: title, column heads, rows, and the columns (from 0) that hold hundredths of a point."""

    @property
    def title(self) -> str: ...
    @property
    def columns(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[str | int | None]]: ...
    @property
    def points(self) -> Collection[int]: ...


def write_snapshot(tables: Sequence[Tabled], target: Path) -> None:
    """Write one sheet a table, row by row, so that a hundred thousand rows take no more memory than one.

    Text stays text, whatever it begins with; nothing becomes a formula.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in tables:
        _sheet(book, table)
    if not tables:
        book.create_sheet("空")
    book.save(target)


def _sheet(book: Any, table: Tabled) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(table.title)
    for number, title in enumerate(table.columns):
        shown = (str(row[number] or "") for row in table.rows[:LOOKED_AT])
        width = max((shown_width(text) for text in (title, *shown)), default=0)
        page.column_dimensions[get_column_letter(number + 1)].width = min(width, WIDEST) + 2
    page.freeze_panes = "A2"
    head = []
    for title in table.columns:
        cell = WriteOnlyCell(page, title)
        cell.font = Font(bold=True)
        head.append(cell)
    page.append(head)
    for row in table.rows:
        page.append([_value(page, value, number in table.points) for number, value in enumerate(row)])


def _value(page: Any, value: str | int | None, points: bool) -> Any:
    """Numbers as they are, points with two places, text as text."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, int):
        return Decimal(value) / 100 if points else value
    text = legal(value or "")
    if not text.startswith("="):
        return text or None
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    return cell
