"""Tables that run over pages: the head is repeated, rows grow with their text, bands head a group of rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from desktop_app.shapes import shape
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import Align, Pages, tallest
from desktop_app.writers.pdf.typesetting import Line, Span, Style, set_lines, widest_word

BODY = Style(Face.SERIF, 9, 12.5)
HEAD = Style(Face.SANS, 8.5, 12, grey=0.15)
BAND = Style(Face.BOLD, 10, 14)
LABEL = Style(Face.SANS, 8.5, 12, grey=1.0)
PADDING = 3.0  # left and right of a cell
INSET = 3.5  # above and below a row
ALONE = 2.5  # em: a last line shorter than this is given company from the line above
HEAD_FILL, BAND_FILL, LABEL_FILL = 0.93, 0.965, 0.3


@shape
class Column:
    title: str
    width: float  # a share; all are stretched to the measure together
    align: Align = "left"


Cell = str | Span | tuple[Span, ...]


@shape
class Row:
    """One cell per column. `grey` and `struck` set apart a row that no longer counts; a Span keeps its own style."""

    cells: Sequence[Cell]
    grey: float = 0.0
    struck: bool = False


@shape
class Band:
    """A row over all columns that heads the rows after it and stays with the first of them."""

    left: str
    right: str = ""


@shape
class Divider:
    """A heavy line between two rows with its meaning written on it."""

    words: str


@dataclass(slots=True)
class Table:
    """`style` sets the body; the head and the bands keep their own. `inset` is above and below a row's text."""

    columns: Sequence[Column]
    style: Style = BODY
    head: Style = HEAD
    inset: float = INSET
    _widths: list[float] = field(default_factory=list)
    _group: Band | None = None  # the band over the rows now being set: repeated on a new page

    def place(self, pages: Pages, rows: Iterable[Row | Band | Divider]) -> None:
        """Set the table at the pages' `y`, over as many pages as it takes."""
        share = pages.paper.measure / sum(column.width for column in self.columns)
        self._widths = [column.width * share for column in self.columns]
        self._head(pages)
        rows = list(rows)
        self._group = None
        for at, row in enumerate(rows):
            if isinstance(row, Band):
                self._group = None
                self._band(pages, row, self._height_after(rows, at))
                self._group = row
            elif isinstance(row, Divider):
                self._divider(pages, row)
            else:
                self._row(pages, row)
        pages.across(0.8, 0.2)

    def _cells(
        self, texts: Sequence[Cell], style: Style, setting: Callable[..., list[Line]] = set_lines
    ) -> list[list[Line]]:
        return [
            setting([text] if isinstance(text, Span) else text, style, width - 2 * PADDING)
            for text, width in zip(texts, self._widths, strict=True)
        ]

    def _turn(self, pages: Pages) -> None:
        pages.across(0.8, 0.2)
        pages.turn()
        self._head(pages)
        if self._group:
            self._band(pages, Band(f"{self._group.left}（续）"), 0.0)

    def _head(self, pages: Pages) -> None:
        cells = self._cells([column.title for column in self.columns], self.head)
        tall = tallest(cells) + 2 * INSET
        pages.box(pages.paper.left, pages.y, pages.paper.measure, tall, fill=HEAD_FILL)
        pages.across(0.8, 0.2)
        self._lay(pages, cells, centred=tall)
        pages.y += tall
        pages.across(0.5, 0.4)

    def _height_after(self, rows: Sequence[Row | Band | Divider], at: int) -> float:
        following = rows[at + 1] if at + 1 < len(rows) else None
        return tallest(self._cells(following.cells, self.style)) + 2 * self.inset if isinstance(following, Row) else 0.0

    def _band(self, pages: Pages, band: Band, following: float) -> None:
        inner = pages.paper.measure - 2 * PADDING
        right = set_lines(band.right, self.head, inner / 2)
        left = set_lines(band.left, BAND, inner - max(line.width for line in right) - 12)
        tall = tallest([left, right]) + 2 * INSET
        if pages.room < tall + following:
            self._turn(pages)
        pages.box(pages.paper.left, pages.y, pages.paper.measure, tall, fill=BAND_FILL)
        pages.lines(left, pages.paper.left + PADDING, pages.y + INSET, inner)
        pages.lines(right, pages.paper.left + PADDING, pages.y + INSET + 1, inner, "right")
        pages.y += tall
        pages.across()

    def _divider(self, pages: Pages, divider: Divider) -> None:
        label = set_lines(divider.words, LABEL, pages.paper.measure - 4 * PADDING)
        tall = tallest([label]) + 2 * INSET
        if pages.room < tall:
            self._turn(pages)
        left, middle = pages.paper.left, pages.y + tall / 2
        pages.rule(left, middle, left + pages.paper.measure, middle, 1.4, LABEL_FILL)
        wide = max(line.width for line in label) + 4 * PADDING
        pages.box(left, pages.y + 1, wide, tall - 2, fill=LABEL_FILL)
        pages.lines(label, left + 2 * PADDING, pages.y + INSET, wide)
        pages.y += tall

    def _row(self, pages: Pages, row: Row) -> None:
        """A row is kept whole; only one taller than a page is parted between its lines."""
        cells = self._cells(row.cells, self.style.but(grey=row.grey, struck=row.struck), in_company)
        if pages.room < tallest(cells) + 2 * self.inset and not self._fresh(pages):
            self._turn(pages)
        while any(cells):
            fitting = max(int((pages.room - 2 * self.inset) / self.style.leading), 1)
            part = [cell[:fitting] for cell in cells]
            cells = [cell[fitting:] for cell in cells]
            self._lay(pages, part)
            pages.y += tallest(part) + 2 * self.inset
            if any(cells):
                self._turn(pages)
        pages.across()

    def _fresh(self, pages: Pages) -> bool:
        """Whether the last page holds little but the table's head, so that turning would win nothing."""
        return pages.y < pages.paper.top + 80

    def _lay(self, pages: Pages, cells: Sequence[Sequence[Line]], centred: float = 0.0) -> None:
        """The cells side by side at `y`; `centred` is the height to centre them in."""
        x = pages.paper.left
        for cell, column, width in zip(cells, self.columns, self._widths, strict=True):
            top = pages.y + ((centred - tallest([cell])) / 2 if centred else self.inset)
            pages.lines(cell, x + PADDING, top, width - 2 * PADDING, column.align)
            x += width


def in_company(text: str | Sequence[Span], style: Style, width: float) -> list[Line]:
    """The lines of a cell; where the last would hold one or two characters alone, the others are set shorter."""
    lines = set_lines(text, style, width)
    narrower, least = width, max(width / 2, widest_word(text, style))
    while len(lines) > 1 and lines[-1].width < ALONE * style.size and narrower - style.size / 2 >= least:
        narrower -= style.size / 2
        tried = set_lines(text, style, narrower)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines
