"""Saving so that the same content gives the same bytes, and the plain look of an office's workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MADE = datetime(2025, 8, 15, 9, 0, 0)
_STAMPED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def save(document: Any, path: Path | BytesIO) -> None:
    """Save a workbook (openpyxl) or a document (python-docx) with no hour of making in it."""
    made = BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMPED.sub(rb"\g<1>2025-08-15T01:00:00Z\g<2>", content)
            info = ZipInfo(name, date_time=MADE.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, content)


def new_workbook() -> Any:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.properties.creator = "示例医科大学党委组织部"
    return workbook


def set_widths(sheet: Any, widths: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def head(sheet: Any, row: int, words: Sequence[str]) -> None:
    """A header row: bold, centred, ruled."""
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    for column, word in enumerate(words, 1):
        cell = sheet.cell(row, column, word)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)


def title(sheet: Any, row: int, text: str, columns: int, size: int = 16) -> None:
    """A title merged over the table's width."""
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, 1, text)
    cell.font = Font(size=size, bold=size > 12)
    cell.alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
