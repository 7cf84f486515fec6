"""A sheet as the office files it: title, one line under it, a frozen and filtered head, and pages that print well.

Text is text, whatever it begins with; dates are dates, numbers are numbers.
"""

import re
import unicodedata
import zipfile
from collections.abc import Collection, Sequence
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any, Literal

from desktop_app.shapes import shape

Value = str | int | Decimal | datetime | date | None
Kind = Literal["text", "number", "points", "mean", "date", "time"]

FORMATS: dict[Kind, str] = {
    "text": "@",
    "number": "0",
    "points": "General",
    "mean": "0.00",
    "date": "yyyy-mm-dd",
    "time": "yyyy-mm-dd hh:mm",
}
NUMBERS = ("number", "points", "mean")
FACE = "宋体"  # on every Windows and, under this name or replaced, on every Linux with WPS
HEAD_ROW = 3
FILTER_ARROW, SLACK = 2, 1  # half-width characters
LINE = 15.0  # points of row height a line of text takes
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML 1.0


@shape
class Column:
    """`widest` in half-width characters: longer text wraps."""

    title: str
    kind: Kind = "text"
    widest: int = 30
    centred: bool = False


@shape
class Row:
    values: Sequence[Value]
    struck: bool = False  # grey and struck through: does not count
    struck_at: Collection[int] = ()  # columns, from 0, of which that is said alone


@shape
class Divider:
    """A dark row between two others with its meaning written on it."""

    words: str


@shape
class Sheet:
    """`under` stands in small print under the title; `closing` under the table, and each of `below` on its own line."""

    title: str
    under: str
    columns: Sequence[Column]
    rows: Sequence[Row | Divider]
    closing: str
    across: bool  # landscape
    author: str
    subject: str
    made_at: datetime
    below: Sequence[str] = ()


def write_sheet(sheet: Sheet, target: Path) -> None:
    """Write a workbook of one sheet. The same sheet gives the same bytes."""
    write_sheets((sheet,), target)


def write_sheets(sheets: Sequence[Sheet], target: Path) -> None:
    """Write a workbook; the first sheet says what the file says of itself. The same sheets give the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book._named_styles["Normal"].font = _font()  # the measure of column widths, as in a workbook made by a Chinese WPS
    for number, sheet in enumerate(sheets):
        page = book.create_sheet() if number else book.active
        page.title = re.sub(r"[\[\]:*?/\\]", " ", sheet.title)[:31]
        widths = [_width(sheet, at) for at in range(len(sheet.columns))]
        _titles(page, sheet)
        _head(page, sheet)
        _rows(page, sheet, widths)
        _closing(page, sheet, widths)
        _layout(page, sheet, widths)
    _describe(book, sheets[0])
    save_settled(book, target, sheets[0].made_at)


def save_settled(book: Any, target: Path, made_at: datetime) -> None:
    """Save a workbook so that the same content gives the same bytes."""
    book.properties.created = made_at.replace(microsecond=0)
    kept = BytesIO()
    book.save(kept)
    target.write_bytes(_settled(kept.getvalue(), made_at))


def legal(text: str) -> str:
    """`text` without what a workbook cannot hold; a line break becomes a space."""
    return UNPRINTABLE.sub("", re.sub(r"[\r\n\t]+", " ", text))


def shown_width(text: str) -> int:
    """How many half-width characters `text` is wide: a Chinese one counts 2."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _shown(value: Value, kind: Kind) -> str:
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d %H:%M" if kind == "time" else "%Y-%m-%d")
    return "" if value is None else str(value)


def _width(sheet: Sheet, at: int) -> int:
    """As wide as its widest cell, but not wider than the column allows nor narrower than its title and filter arrow."""
    column = sheet.columns[at]
    rows = (row for row in sheet.rows if isinstance(row, Row))
    widest = max((shown_width(_shown(row.values[at], column.kind)) for row in rows), default=0)
    return max(min(widest, column.widest), shown_width(column.title) + FILTER_ARROW) + SLACK


def _font(**changes: Any) -> Any:
    from openpyxl.styles import Font

    return Font(**{"name": FACE, "size": 11, **changes})


def _titles(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment

    for row, text, font, tall in (
        (1, sheet.title, _font(size=20, bold=True), 36),
        (2, sheet.under, _font(size=10, color="FF555555"), 20),
    ):
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(sheet.columns))
        cell = page.cell(row, 1)
        write_text(cell, text)
        cell.font, cell.alignment = font, Alignment(horizontal="center", vertical="center")
        page.row_dimensions[row].height = tall


def _head(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, PatternFill

    for at, column in enumerate(sheet.columns, start=1):
        cell = page.cell(HEAD_ROW, at)
        write_text(cell, column.title)
        cell.font = _font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFEDEDED")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = border()
    page.row_dimensions[HEAD_ROW].height = 24


def _rows(page: Any, sheet: Sheet, widths: Sequence[int]) -> None:
    looks: dict[tuple[int, bool, bool], Any] = {}  # looks are made once: openpyxl takes long to compare them
    for at, row in enumerate(sheet.rows, start=HEAD_ROW + 1):
        if isinstance(row, Divider):
            _divider(page, at, row, len(sheet.columns))
            continue
        lines = 1
        for number, (value, column, width) in enumerate(zip(row.values, sheet.columns, widths, strict=True), start=1):
            cell = page.cell(at, number)
            text, struck = isinstance(value, str), row.struck or number - 1 in row.struck_at
            look = (number, struck, text)
            if look not in looks:
                _dress(cell, column, struck=struck, text=text)
                looks[look] = cell._style
            cell._style = copy(looks[look])
            if isinstance(value, str):
                write_text(cell, value)
            else:
                cell.value = value
            lines = max(lines, ceil(shown_width(_shown(value, column.kind)) / (width - SLACK)))
        page.row_dimensions[at].height = lines * LINE + 5


def _divider(page: Any, at: int, divider: Divider, columns: int) -> None:
    """The words run over the empty cells beside them; cells are not merged, so that the table can still be sorted."""
    from openpyxl.styles import PatternFill

    for number in range(1, columns + 1):
        page.cell(at, number).fill = PatternFill("solid", fgColor="FF4D4D4D")
    write_text(page.cell(at, 1), divider.words)
    page.cell(at, 1).font = _font(size=10, color="FFFFFFFF")
    page.row_dimensions[at].height = LINE + 3


def _dress(cell: Any, column: Column, *, struck: bool, text: bool) -> None:
    from openpyxl.styles import Alignment

    across = "center" if column.centred else "right" if column.kind in NUMBERS else "left"
    cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=column.kind == "text")
    cell.font = _font(strike=True, color="FF808080") if struck else _font()
    cell.border = border()
    cell.number_format = FORMATS["text" if text else column.kind]


def write_text(cell: Any, text: str) -> None:
    """Text that stays text: also when it begins with =, and also after somebody has edited it."""
    cell.value = legal(text)
    cell.data_type = "s"
    cell.number_format = FORMATS["text"]
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True


def border() -> Any:
    """Thin and grey, all around."""
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="FFBFBFBF")
    return Border(left=line, right=line, top=line, bottom=line)


def _closing(page: Any, sheet: Sheet, widths: Sequence[int]) -> None:
    """A blank row apart, so that sorting and filtering leave it where it is."""
    from openpyxl.styles import Alignment

    for row, text in enumerate((sheet.closing, *sheet.below), start=HEAD_ROW + len(sheet.rows) + 2):
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(sheet.columns))
        write_text(page.cell(row, 1), text)
        page.cell(row, 1).font = _font(size=10)
        page.cell(row, 1).alignment = Alignment(vertical="top", wrap_text=True)
        lines = max(ceil(shown_width(legal(text)) / (sum(widths) - SLACK)), 1 if sheet.below else 2)
        page.row_dimensions[row].height = lines * LINE + 4


def _layout(page: Any, sheet: Sheet, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    last = get_column_letter(len(sheet.columns))
    page.freeze_panes = page.cell(HEAD_ROW + 1, 1)
    page.auto_filter.ref = f"A{HEAD_ROW}:{last}{HEAD_ROW + max(len(sheet.rows), 1)}"
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if sheet.across else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.5  # inches
    page.page_margins.top, page.page_margins.bottom = 0.6, 0.75
    page.oddFooter.left.text = sheet.title.replace("&", "&&")
    page.oddFooter.right.text = "第 &P 页 共 &N 页"


def _describe(book: Any, sheet: Sheet) -> None:
    about = book.properties
    about.title, about.subject = legal(sheet.title), legal(sheet.subject)
    about.creator = about.lastModifiedBy = legal(sheet.author)
    about.language = "zh-CN"


def _settled(data: bytes, made_at: datetime) -> bytes:
    """The same workbook without the time of writing, which openpyxl puts into every part."""
    settled = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                moment = f"{made_at:%Y-%m-%dT%H:%M:%SZ}".encode()
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment, part)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return settled.getvalue()
