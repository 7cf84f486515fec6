"""Tables of an official paper. Lengths are twips (twentieths of a point) where no unit is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import ceil

from desktop_app.rules.official_look import MM, TYPE_MM
from desktop_app.shapes import shape
from desktop_app.shapes.official import Band, OfficialTable
from desktop_app.writers.docx.markup import on, tag, twips
from desktop_app.writers.docx.official_styles import CELL_ROOM, TABLE_SIZES, TABLE_STYLE, Style
from desktop_app.writers.docx.official_words import ems, run

TYPE_WIDTH = twips(TYPE_MM[0] * MM)
_ROW_HEIGHT = twips(8 * MM)
_MOST_LINES = 2.0  # a row has on average, or a smaller size is taken
_WHOLE = re.compile("[!-~]+")  # what is broken only for want of room: numbers, words of Latin letters


@shape
class Grid:
    """A table before it is written. `keep`: its last rows go with what follows."""

    table: OfficialTable
    keep: bool = False

    def xml(self) -> str:
        return _grid(self.table, keep=self.keep)


def table_size(tables: Sequence[OfficialTable]) -> float:
    """The largest size, in points, in which no number is broken and rows stay low in every table of a file."""
    return next((size for size in TABLE_SIZES if all(_holds(each, size) for each in tables)), TABLE_SIZES[-1])


def _holds(table: OfficialTable, size: float) -> bool:
    rooms = [width / 20 / size - 2 * CELL_ROOM / size for width in _widths(table)]
    rows = [row for row in table.rows if not isinstance(row, Band)]
    heads = [column.title for column in table.columns]
    if any(ems(head) > room for head, room in zip(heads, rooms, strict=True) if len(head) <= len("负责人")):
        return False
    cells = [(text, room) for row in (heads, *rows) for text, room in zip(row, rooms, strict=True)]
    if any(ems(word) > room for text, room in cells for word in _WHOLE.findall(text)):
        return False
    lines = [max(ceil(ems(text) / room) for text, room in zip(row, rooms, strict=True)) for row in rows]
    return sum(lines) <= _MOST_LINES * len(lines)


def _grid(table: OfficialTable, *, keep: bool) -> str:
    widths = _widths(table)
    about = tag(
        "tblPr",
        tag("tblStyle", val=TABLE_STYLE),
        tag("tblW", w=TYPE_WIDTH, type="dxa"),
        tag("jc", val="center"),
        tag("tblLayout", type="fixed"),
    )
    head = _row(
        (_cell(column.title, width, Style.TABLE_HEAD) for column, width in zip(table.columns, widths, strict=True)),
        header=True,
    )
    rows = []
    for at, row in enumerate(table.rows, 1):
        with_next = keep and at >= len(table.rows) - 1
        if isinstance(row, Band):
            rows.append(_row([_cell(row.text, TYPE_WIDTH, Style.TABLE_BAND, span=len(widths))]))
        else:
            rows.append(
                _row(
                    _cell(text, width, Style.TABLE_CENTRED if column.centred else Style.TABLE_TEXT, keep=with_next)
                    for text, width, column in zip(row, widths, table.columns, strict=True)
                )
            )
    return tag("tbl", about, tag("tblGrid", *(tag("gridCol", w=width) for width in widths)), head, *rows)


def _widths(table: OfficialTable) -> list[int]:
    """The type area shared out; what rounding leaves goes to the last column."""
    whole = sum(column.share for column in table.columns)
    made = [TYPE_WIDTH * column.share // whole for column in table.columns]
    made[-1] += TYPE_WIDTH - sum(made)
    return made


def _row(cells: Iterable[str], *, header: bool = False) -> str:
    about = [on("cantSplit"), tag("trHeight", val=_ROW_HEIGHT, hRule="atLeast"), *([on("tblHeader")] if header else ())]
    return tag("tr", tag("trPr", *about), *cells)


def _cell(text: str, width: int, style: Style, *, span: int = 1, keep: bool = False) -> str:
    about = [
        tag("tcW", w=width, type="dxa"),
        *([tag("gridSpan", val=span)] if span > 1 else ()),
        tag("vAlign", val="center"),
    ]
    kept = [on("keepNext")] if keep else []
    return tag("tc", tag("tcPr", *about), tag("p", tag("pPr", tag("pStyle", val=style.name), *kept), run(text)))
