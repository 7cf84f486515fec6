"""Breaking text into lines: Chinese between any two characters, except where its punctuation forbids it.

Lengths are points (1/72 inch).
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from desktop_app.shapes import shape
from desktop_app.writers.pdf.faces import Face, Glyph, glyphs

# JIS X 4051 and GB/T 15834: what may not begin a line, what may not end one.
NO_START = frozenset("，。、；：？！）》〉」』】〕〗”’…—·～%％‰℃,.;:?!)]}>")
NO_END = frozenset("（《〈「『【〔〖“‘([{<￥$№")
INSEPARABLE = frozenset("—…")
AFTER_A_NUMBER = frozenset("年月日份项个")
BASELINE = 0.88  # of the size, below the upper edge of the em box (the Noto CJK faces' own measure)


@shape
class Style:
    """How a text looks. `grey` is 0 black … 1 white; there is no colour on these documents."""

    face: Face = Face.SERIF
    size: float = 10.5
    leading: float = 15.5
    grey: float = 0.0
    struck: bool = False

    def but(self, **changes: Face | float | bool) -> "Style":
        return replace(self, **changes)  # type: ignore[arg-type]


@shape
class Span:
    """A stretch of text in one style; a paragraph is a sequence of spans."""

    text: str
    style: Style


BREAK = Span("", Style())  # a new line, whatever the room


@shape
class Piece:
    """What is drawn in one go, `x` from the line's left edge."""

    x: float
    text: str
    face: Face
    style: Style


@shape
class Line:
    pieces: tuple[Piece, ...]
    width: float
    leading: float
    lacking: tuple[str, ...]  # characters printed as □

    @property
    def baseline(self) -> float:
        """How far the baseline lies below the line's upper edge."""
        size = max((piece.style.size for piece in self.pieces), default=self.leading)
        return (self.leading - size) / 2 + BASELINE * size


@shape
class _Set:
    """One glyph in its style."""

    glyph: Glyph
    style: Style

    @property
    def width(self) -> float:
        return self.glyph.width * self.style.size / 1000


def set_lines(text: str | Sequence[Span], style: Style, width: float) -> list[Line]:
    """A paragraph broken to `width`. Nothing is ever cut: a word too wide for a line is broken inside.

    Data never brings a line break of its own (it is printed as a space); `BREAK` between two spans makes one.
    """
    spans = [Span(text, style)] if isinstance(text, str) else text
    rows: list[list[_Set]] = [[]]
    for span in spans:
        if span is BREAK:
            rows.append([])
        rows[-1] += [_Set(glyph, span.style) for glyph in glyphs(span.text, span.style.face)]
    return [_line(part, style) for row in rows for part in _broken(row, width)]


def text_width(text: str, style: Style) -> float:
    return sum(glyph.width for glyph in glyphs(text, style.face)) * style.size / 1000


def widest_word(text: str | Sequence[Span], style: Style) -> float:
    """What the longest run takes that is broken only for want of room: a date, a number, a word of Latin letters."""
    spans = [Span(text, style)] if isinstance(text, str) else text
    runs = (("".join(run), span.style) for span in spans for whole, run in groupby(span.text, _in_a_word) if whole)
    return max((text_width(run, look) for run, look in runs), default=0.0)


def height(lines: Iterable[Line]) -> float:
    return sum(line.leading for line in lines)


def _broken(row: list[_Set], width: float) -> list[list[_Set]]:
    lines: list[list[_Set]] = []
    start = 0
    while start < len(row):
        end = _end_of_line(row, start, width)
        lines.append(_stripped(row[start:end]))
        start = end
        while start < len(row) and row[start].glyph.character == " ":
            start += 1
    return lines or [[]]


def _end_of_line(row: list[_Set], start: int, width: float) -> int:
    """Where the line that begins at `start` ends: at the last place that fits and allows a break."""
    used, last_break = 0.0, start
    for at in range(start, len(row)):
        if at > start and _may_break(row[at - 1].glyph.character, row[at].glyph.character):
            last_break = at
        used += row[at].width
        if used > width + 0.01 and row[at].glyph.character != " ":
            return last_break if last_break > start else max(at, start + 1)
    return len(row)


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in NO_START or before in NO_END:
        return False
    if before == after and before in INSEPARABLE:
        return False
    if before.isdigit() and after in AFTER_A_NUMBER:
        return False
    return before == " " or not (_in_a_word(before) and _in_a_word(after))


def _in_a_word(character: str) -> bool:
    """Letters, figures and signs of the narrow scripts stay together."""
    return unicodedata.east_asian_width(character) in ("Na", "N", "H") and not character.isspace()


def _stripped(part: list[_Set]) -> list[_Set]:
    while part and part[-1].glyph.character == " ":
        part = part[:-1]
    return part


def _line(part: list[_Set], style: Style) -> Line:
    pieces: list[Piece] = []
    x = 0.0
    for (face, look), alike in groupby(part, key=lambda item: (item.glyph.face, item.style)):
        together = list(alike)
        pieces.append(Piece(x, "".join(item.glyph.character for item in together), face, look))
        x += sum(item.width for item in together)
    lacking = tuple(item.glyph.lacking for item in part if item.glyph.lacking)
    leading = max((piece.style.leading for piece in pieces), default=style.leading)
    return Line(tuple(pieces), x, leading, lacking)
