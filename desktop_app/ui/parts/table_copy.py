"""Rows as a spreadsheet takes them from the clipboard."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData

from desktop_app.ui.parts.table_rows import Column


def clipping(columns: Sequence[Column[Any]], rows: Sequence[Any], *, titled: bool) -> QMimeData:
    """Two forms of the same cells: tab-separated text, and an HTML table in which every text is marked as text.

    WPS and Excel prefer the table: without the mark they would read 03831425 as a number, 1-2 as a date, and a name
    that begins with = as a formula.
    """
    lines = [[column.clip(row) for column in columns] for row in rows]
    if titled:
        lines.insert(0, [column.title for column in columns])
    mime = QMimeData()
    mime.setText("\n".join("\t".join(map(_quoted, line)) for line in lines) + "\n")
    mime.setHtml(_table(lines, [column.number for column in columns], titled=titled))
    return mime


def _quoted(cell: str) -> str:
    """A cell with a tab, a line break or a quotation mark in it stays one cell."""
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in '\t\n\r"') else cell


def _table(lines: Sequence[Sequence[str]], numbers: Sequence[bool], *, titled: bool) -> str:
    rows = []
    for place, line in enumerate(lines):
        of_text = [(titled and place == 0) or not number for number in numbers]
        cells = (_cell(cell, as_text) for cell, as_text in zip(line, of_text, strict=True))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(rows)}</table>'


def _cell(words: str, as_text: bool) -> str:
    style = " style='mso-number-format:\"\\@\"'" if as_text else ""
    return f"<td{style}>{html.escape(words).replace(chr(10), '<br>')}</td>"
