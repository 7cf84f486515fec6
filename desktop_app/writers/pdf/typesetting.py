"""Breaking text into lines: Chinese between any two characters, except where its punctuation forbids it.

A line may be stretched to the measure; what it lacks is spread over the places where it could be broken or where a word
meets a Chinese character, never inside a word or a number. Lengths are points (1/72 inch).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from desktop_app.shapes import shape
from desktop_app.writers.pdf.faces import Face, Glyph, glyphs

# JIS X 4051 and GB/T 15834: what may not begin a line, what may not end one.
NO_START = frozenset("，。、；：？！）》〉」』】〕〗”’…—·～%％‰℃,.;:?!)]}>")
NO_END = frozenset("（《〈「『【〔〖“‘([{<￥$№")
INSEPARABLE = frozenset("—…")
AFTER_A_NUMBER = frozenset("年月日份项个")
LOOSEST = 0.5  # of the size: a line that would need more between its characters is left short
BASELINE = 0.88  # of the size, below the upper edge of the em box (the Noto CJK faces' own measure)


@shape
class Style:
    """How a text looks. `grey` is 0 black … 1 white; there is no colour on these documents.

    `tracking` is added after every character. `heavy` thickens the outlines of a hand that has no bold face. `ground`
    is the grey behind the words, 1 for none.
    """

    face: Face = Face.SERIF
    size: float = 10.5
    leading: float = 15.5
    grey: float = 0.0
    struck: bool = False
    tracking: float = 0.0
    heavy: bool = False
    ground: float = 1.0

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
    """What is drawn in one go, `x` from the line's left edge, `spacing` after each character but the last."""

    x: float
    text: str
    face: Face
    style: Style
    spacing: float = 0.0


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
        return self.glyph.width * self.style.size / 1000 + self.style.tracking


def set_lines(
    text: str | Sequence[Span], style: Style, width: float, *, indent: float = 0.0, justified: bool = False
) -> list[Line]:
    """A paragraph broken to `width`. Nothing is ever cut: a word too wide for a line is broken inside.

    The first line begins at `indent`. `justified`: all lines but the last end at `width`.
    Data never brings a line break of its own (it is printed as a space); `BREAK` between two spans makes one.
    """
    spans = [Span(text, style)] if isinstance(text, str) else text
    rows: list[list[_Set]] = [[]]
    for span in spans:
        if span is BREAK:
            rows.append([])
        rows[-1] += [_Set(glyph, span.style) for glyph in glyphs(span.text, span.style.face)]
    return [line for row in rows for line in _set_row(row, style, width, indent, justified)]


def text_width(text: str, style: Style) -> float:
    return sum(glyph.width * style.size / 1000 + style.tracking for glyph in glyphs(text, style.face))


def widest_word(text: str | Sequence[Span], style: Style) -> float:
    """What the longest run takes that is broken only for want of room: a date, a number, a word of Latin letters."""
    spans = [Span(text, style)] if isinstance(text, str) else text
    runs = (("".join(run), span.style) for span in spans for whole, run in groupby(span.text, _in_a_word) if whole)
    return max((text_width(run, look) for run, look in runs), default=0.0)


def height(lines: Iterable[Line]) -> float:
    return sum(line.leading for line in lines)


def _set_row(row: list[_Set], style: Style, width: float, indent: float, justified: bool) -> Iterator[Line]:
    parts = list(_broken(row, width, indent))
    for number, part in enumerate(parts):
        begins = 0.0 if number else indent
        last = number == len(parts) - 1
        yield _line(part, style, begins, _stretch(part, width - begins) if justified and not last else 0.0)


def _broken(row: list[_Set], width: float, indent: float) -> Iterator[list[_Set]]:
    start = 0
    while start < len(row) or not start:
        end = _end_of_line(row, start, width - (0.0 if start else indent))
        yield _stripped(row[start:end])
        start = max(end, 1)
        while start < len(row) and row[start].glyph.character == " ":
            start += 1


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
    if before.isdigit() and (after in AFTER_A_NUMBER or after.isdigit()):
        return False
    return before == " " or not (_in_a_word(before) and _in_a_word(after))


def _stretches(before: str, after: str) -> bool:
    """Whether room may be given between the two."""
    if before == after and before in INSEPARABLE:
        return False
    return not (_in_a_word(before) and _in_a_word(after))


def _stretch(part: list[_Set], width: float) -> float:
    """What each place that stretches gets, for the line's last character to end at `width`."""
    places = sum(_stretches(a.glyph.character, b.glyph.character) for a, b in pairwise(part))
    if not places:
        return 0.0
    each = (width - sum(item.width for item in part) + part[-1].style.tracking) / places
    return each if each <= LOOSEST * part[-1].style.size else 0.0


def _in_a_word(character: str) -> bool:
    """Letters, figures and signs of the narrow scripts stay together."""
    return unicodedata.east_asian_width(character) in ("Na", "N", "H") and not character.isspace()


def _stripped(part: list[_Set]) -> list[_Set]:
    while part and part[-1].glyph.character == " ":
        part = part[:-1]
    return part


def _line(part: list[_Set], style: Style, begins: float, stretch: float) -> Line:
    pieces: list[Piece] = []
    x, place = begins, 0
    gaps = [stretch * _stretches(a.glyph.character, b.glyph.character) for a, b in pairwise(part)] + [0.0]
    while place < len(part):
        end = _end_of_piece(part, gaps, place)
        first = part[place]
        words = "".join(item.glyph.character for item in part[place:end])
        spacing = first.style.tracking + (gaps[place] if end > place + 1 else 0.0)
        pieces.append(Piece(x, words, first.glyph.face, first.style, spacing))
        x += sum(item.width for item in part[place:end]) + sum(gaps[place:end])
        place = end
    lacking = tuple(item.glyph.lacking for item in part if item.glyph.lacking)
    leading = max((piece.style.leading for piece in pieces), default=style.leading)
    return Line(tuple(pieces), x, leading, lacking)


def _end_of_piece(part: list[_Set], gaps: list[float], start: int) -> int:
    """Where what is drawn in one go ends: one face, one style and the same room after each character."""
    end = start + 1
    alike = part[start].glyph.face, part[start].style
    while end < len(part) and gaps[end - 1] == gaps[start] and (part[end].glyph.face, part[end].style) == alike:
        end += 1
    return end
