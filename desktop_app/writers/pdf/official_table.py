"""A table of an official paper: thin rules, its head on every page, rows that are never parted. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.rules.official_look import MM
from desktop_app.shapes.official import Band, OfficialTable, Script
from desktop_app.writers.pdf.official_flow import Unit, air
from desktop_app.writers.pdf.official_hands import A4, Hands
from desktop_app.writers.pdf.pages import Align, Pages, tallest
from desktop_app.writers.pdf.tables import in_company
from desktop_app.writers.pdf.typesetting import Line, Style, height, set_lines, widest_word

SIZES = (14.0, 12.0, 10.5, 9.0)  # 四号, 小四, 五号, 小五: no smaller one is read at arm's length
LEADING = 1.3  # of the size
PADDING, INSET = 3.0, 3.0  # beside and above the words of a cell
LEAST = 8 * MM  # the height of a row
APART = 5.0  # between the text and the table under it
RULE, GREY = 0.5, 0.0
MOST_LINES = 2.0  # a row has on average, or a smaller size is taken


def table_units(table: OfficialTable, hands: Hands) -> Iterator[Unit]:
    """The head, the bands and the rows; a band, like the head, is said again on a new page."""
    setting = _Setting(table, hands)
    head = setting.head()
    again: tuple[Unit, ...] = (head,)
    yield air(APART)
    yield head
    for row in table.rows:
        if isinstance(row, Band):
            again = (head, setting.band(f"{row.text}（续）", (head,)))
            yield setting.band(row.text, (head,))
        else:
            yield setting.row(row, again)


class _Setting:
    """The styles and widths of one table."""

    def __init__(self, table: OfficialTable, hands: Hands) -> None:
        share = A4.measure / sum(column.share for column in table.columns)
        self._columns = table.columns
        self._widths = [column.share * share for column in table.columns]
        rows = [row for row in table.rows if not isinstance(row, Band)]
        size = next((size for size in SIZES if self._holds(rows, _style(hands, Script.BODY, size))), SIZES[-1])
        self._body = _style(hands, Script.BODY, size)
        self._strong = _style(hands, Script.HEI, size)

    def _holds(self, rows: Sequence[Sequence[str]], style: Style) -> bool:
        """Whether no word is broken for want of room and the rows do not grow tall."""
        rooms = [width - 2 * PADDING for width in self._widths]
        cells = [(text, room) for row in rows for text, room in zip(row, rooms, strict=True)]
        cells += [(column.title, room) for column, room in zip(self._columns, rooms, strict=True)]
        if any(widest_word(text, style) > room for text, room in cells):
            return False
        lines = [max(len(set_lines(text, style, room)) for text, room in zip(row, rooms, strict=True)) for row in rows]
        return sum(lines) <= MOST_LINES * len(lines)

    def head(self) -> Unit:
        cells = [
            in_company(column.title, self._strong, width - 2 * PADDING)
            for column, width in zip(self._columns, self._widths, strict=True)
        ]
        return self._unit(cells, ["centre"] * len(cells), stays=True)

    def row(self, texts: Sequence[str], again: tuple[Unit, ...]) -> Unit:
        cells = [
            in_company(text, self._body, width - 2 * PADDING) for text, width in zip(texts, self._widths, strict=True)
        ]
        return self._unit(cells, ["centre" if column.centred else "left" for column in self._columns], again=again)

    def band(self, text: str, again: tuple[Unit, ...]) -> Unit:
        lines = set_lines(text, self._strong, A4.measure - 2 * PADDING)

        def draw(pages: Pages, top: float) -> None:
            pages.lines(lines, A4.left + PADDING, top + (tall - height(lines)) / 2, A4.measure)
            _frame(pages, top, tall, [A4.measure])

        tall = max(height(lines) + 2 * INSET, LEAST)
        return Unit(tall, draw, stays=True, on_grid=False, again=again)

    def _unit(
        self,
        cells: Sequence[Sequence[Line]],
        aligned: Sequence[Align],
        *,
        stays: bool = False,
        again: tuple[Unit, ...] = (),
    ) -> Unit:
        tall = max(tallest(cells) + 2 * INSET, LEAST)

        def draw(pages: Pages, top: float) -> None:
            x = A4.left
            for cell, align, width in zip(cells, aligned, self._widths, strict=True):
                pages.lines(cell, x + PADDING, top + (tall - height(cell)) / 2, width - 2 * PADDING, align)
                x += width
            _frame(pages, top, tall, self._widths)

        return Unit(tall, draw, stays, on_grid=False, again=again)


def _style(hands: Hands, script: Script, size: float) -> Style:
    return Style(hands.faces[script], size, size * LEADING)


def _frame(pages: Pages, top: float, tall: float, widths: Sequence[float]) -> None:
    """The rules around the cells of one row."""
    right = A4.left + A4.measure
    for y in (top, top + tall):
        pages.rule(A4.left, y, right, y, RULE, GREY)
    x = A4.left
    for width in (0.0, *widths):
        x += width
        pages.rule(x, top, x, top + tall, RULE, GREY)
