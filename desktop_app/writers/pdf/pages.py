"""A document under construction: pages, what stands on them, and where the next thing goes.

Lengths are points, measured from the upper left corner. Everything is laid out first and drawn last, when the number
of pages is known.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from desktop_app.shapes import shape
from desktop_app.writers.pdf.faces import LACKING, Face, registered
from desktop_app.writers.pdf.typesetting import BASELINE, Line, Piece, Span, Style, height, set_lines

Align = Literal["left", "centre", "right"]
Mark = Callable[[Any], None]  # draws one thing on a reportlab canvas whose y axis points up

SHIFT = {"left": 0.0, "centre": 0.5, "right": 1.0}
HEAVIER = 0.03  # of the size: how wide the line is that thickens an outline
FOOT_STYLE = Style(Face.SANS, 8, 11, grey=0.35)
NOTE_STYLE = Style(Face.SANS, 8.5, 12, grey=0.2)


@shape
class Paper:
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float  # the foot line stands inside it

    @property
    def measure(self) -> float:
        """The width of the text."""
        return self.width - self.left - self.right


PORTRAIT = Paper(595.28, 841.89, left=54, right=54, top=42, bottom=52)
LANDSCAPE = Paper(841.89, 595.28, left=28, right=28, top=36, bottom=46)


class Pages:
    """The pages of one document. `y` is where the next thing goes on the last page."""

    def __init__(self, paper: Paper, on_turn: Callable[["Pages"], None] | None = None) -> None:
        self.paper = paper
        self.y = paper.top
        self._on_turn = on_turn
        self._pages: list[list[Mark]] = [[]]
        self._feet: dict[int, tuple[str, str]] = {}
        self._over: list[Mark] = []
        self._lacking: dict[str, None] = {}

    @property
    def room(self) -> float:
        """What is left of the last page."""
        return self.paper.height - self.paper.bottom - self.y

    def turn(self) -> None:
        """Begin a new page."""
        self._pages.append([])
        self.y = self.paper.top
        if self._on_turn:
            self._on_turn(self)

    @property
    def count(self) -> int:
        """How many pages there are by now."""
        return len(self._pages)

    def foot(self, number: int, left: str, right: str) -> None:
        """What stands under page `number` instead of the document's own foot and page number."""
        self._feet[number] = left, right

    def take(self, other: "Pages") -> None:
        """Everything that stands on the first page of `other` stands here too: laid out once, drawn on many pages."""
        self._pages[-1].extend(other._pages[0])
        self._lacking.update(other._lacking)

    def need(self, points: float) -> None:
        """Turn the page unless `points` are left on it."""
        if self.room < points:
            self.turn()

    # What can stand on a page

    def lines(self, lines: Sequence[Line], x: float, top: float, width: float, align: Align = "left") -> None:
        for line in lines:
            self._lacking.update(dict.fromkeys(line.lacking))
            self._text(line, x + (width - line.width) * SHIFT[align], top)
            top += line.leading

    def _text(self, line: Line, x: float, top: float) -> None:
        base = self.paper.height - top - line.baseline

        def draw(canvas: Any) -> None:
            ends = [*(piece.x for piece in line.pieces[1:]), line.width]
            for piece, end in zip(line.pieces, ends, strict=False):
                _draw_piece(canvas, piece, x + piece.x, x + end, base)

        self._pages[-1].append(draw)

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.5, grey: float = 0.72) -> None:
        def draw(canvas: Any) -> None:
            canvas.setStrokeGray(grey)
            canvas.setLineWidth(weight)
            canvas.line(x1, self.paper.height - y1, x2, self.paper.height - y2)

        self._pages[-1].append(draw)

    def across(self, weight: float = 0.5, grey: float = 0.72) -> None:
        """A rule over the whole measure at `y`."""
        self.rule(self.paper.left, self.y, self.paper.width - self.paper.right, self.y, weight, grey)

    def box(
        self, x: float, top: float, width: float, tall: float, fill: float | None = None, edge: float = 0.0
    ) -> None:
        """A rectangle, filled with the grey `fill`, or, without one, drawn with a line `edge` wide."""

        def draw(canvas: Any) -> None:
            canvas.setFillGray(1.0 if fill is None else fill)
            canvas.setStrokeGray(0.0)
            canvas.setLineWidth(edge)
            canvas.rect(
                x, self.paper.height - top - tall, width, tall, stroke=int(edge > 0), fill=int(fill is not None)
            )

        self._pages[-1].append(draw)

    def code(self, value: str, right: float, top: float, tall: float, bar: float = 0.8) -> None:
        """`value` as Code128, its last bar at `right`, its narrowest ones `bar` wide."""

        def draw(canvas: Any) -> None:
            from reportlab.graphics.barcode.code128 import Code128

            bars = Code128(value, barHeight=tall, barWidth=bar, quiet=False, humanReadable=False)
            canvas.setFillGray(0.0)
            bars.drawOn(canvas, right - bars.width, self.paper.height - top - tall)

        self._pages[-1].append(draw)

    def square_code(self, value: str, x: float, top: float, side: float) -> None:
        """`value` as a QR code that is `side` wide, without the quiet zone; one path, for each module drawn by itself
        takes five times as long."""

        def draw(canvas: Any) -> None:
            import segno

            code = segno.make(value, error="m", micro=False)
            module = side / code.symbol_size(border=0)[0]
            path = canvas.beginPath()
            for down, line in enumerate(code.matrix):
                for across, dark in enumerate(line):
                    if dark:
                        low = self.paper.height - top - (down + 1) * module
                        path.rect(x + across * module, low, module, module)
            canvas.setFillGray(0.0)
            canvas.drawPath(path, stroke=0, fill=1)

        self._pages[-1].append(draw)

    def over(self, words: str) -> None:
        """`words` large, pale and slanting over every page."""
        size = 165.0
        line = set_lines(words, Style(Face.BOLD, size, size), self.paper.width * 2)[0]

        def draw(canvas: Any) -> None:
            canvas.saveState()
            canvas.setFillGray(0.0, alpha=0.13)
            canvas.translate(self.paper.width / 2, self.paper.height / 2)
            canvas.rotate(32)
            for piece in line.pieces:
                canvas.setFont(piece.face.name, size)
                canvas.drawString(piece.x - line.width / 2, -size * 0.38, piece.text)
            canvas.restoreState()

        self._over = [draw]

    # What flows down the pages

    def paragraph(
        self,
        text: str | Sequence[Span],
        style: Style,
        *,
        align: Align = "left",
        indent: float = 0.0,
        after: float = 0.0,
    ) -> None:
        """Text over the whole measure, turning pages where it must."""
        width = self.paper.measure - indent
        for line in set_lines(text, style, width):
            self.need(line.leading)
            self.lines([line], self.paper.left + indent, self.y, width, align)
            self.y += line.leading
        self.y += after

    @property
    def note_height(self) -> float:
        """What `note_what_lacks` will take, as far as the text is laid out."""
        return 6 + height(self._note()) if self._lacking else 0.0

    def note_what_lacks(self) -> None:
        """Say at the end of the document which characters are printed as □."""
        if self._lacking:
            self.y += 6
            for line in self._note():
                self.need(line.leading)
                self.lines([line], self.paper.left, self.y, self.paper.measure)
                self.y += line.leading

    def _note(self) -> list[Line]:
        named = "、".join(f"U+{ord(character):04X}" for character in self._lacking)
        words = f"注：随附字体中没有这些字，已印作“{LACKING}”，请手工补写：{named}。"
        return set_lines(words, NOTE_STYLE, self.paper.measure)

    # The end

    def write(
        self, target: Path, *, title: str, author: str, subject: str, made_at: datetime, foot: str | None
    ) -> None:
        """Write the file. `foot` stands left under every page, the page number right; None: a page has no foot. Same
        input, same bytes."""
        from reportlab.pdfgen.canvas import Canvas

        canvas = Canvas(
            target.name,  # written below: reportlab leaves the file open when the disk is full
            pagesize=(self.paper.width, self.paper.height),
            invariant=1,
            lang="zh-CN",
            initialFontName=registered(Face.SERIF).fontName,
        )
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(subject)
        canvas.setCreator("一支部一特色")
        canvas.setProducer("一支部一特色")
        canvas.setDateFormatter(lambda *_: f"D:{made_at:%Y%m%d%H%M%S}")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        for number, marks in enumerate(self._pages, start=1):
            under = [] if foot is None else self._foot(foot, number)
            for mark in [*marks, *under, *self._over]:
                mark(canvas)
            canvas.showPage()
        target.write_bytes(canvas.getpdfdata())

    def _foot(self, foot: str, number: int) -> list[Mark]:
        """The foot line of one page, laid out like anything else and drawn after it."""
        paper = self.paper
        pages = Pages(paper)
        top = paper.height - paper.bottom + 16
        left, right = self._feet.get(number, (foot, f"第 {number} 页 共 {len(self._pages)} 页"))
        pages.rule(paper.left, top - 4, paper.width - paper.right, top - 4)
        count = set_lines(right, FOOT_STYLE, paper.measure)
        pages.lines(count, paper.left, top, paper.measure, "right")
        room = paper.measure - count[0].width - 18
        pages.lines(set_lines(left, FOOT_STYLE, room)[:2], paper.left, top, room)
        return pages._pages[0]


def _draw_piece(canvas: Any, piece: Piece, x: float, end: float, base: float) -> None:
    """One piece from `x` to `end` on the baseline `base`, what lies behind it first."""
    style = piece.style
    if style.ground < 1.0:
        canvas.setFillGray(style.ground)
        canvas.rect(x, base - style.size * (1.06 - BASELINE), end - x, style.size * 1.12, stroke=0, fill=1)
    canvas.setFillGray(style.grey)
    canvas.setStrokeGray(style.grey)
    canvas.setFont(piece.face.name, style.size)
    if style.heavy:
        canvas.setLineWidth(style.size * HEAVIER)
    canvas.drawString(x, base, piece.text, mode=2 if style.heavy else None, charSpace=piece.spacing)
    if style.struck:
        canvas.setLineWidth(0.6)
        middle = base + style.size * (BASELINE - 0.5)
        canvas.line(x, middle, end, middle)


def modules(value: str) -> float:
    """How many times its narrowest bar a Code128 of `value` is wide, without the quiet zones."""
    from reportlab.graphics.barcode.code128 import Code128

    return float(Code128(value, barWidth=1, quiet=False, humanReadable=False).width)


def tallest(cells: Sequence[Sequence[Line]]) -> float:
    return max((height(cell) for cell in cells), default=0.0)
