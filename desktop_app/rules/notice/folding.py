"""A text as the notice rules look at it, every character traceable to the place it came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

from desktop_app.rules.patterns import Pattern
from desktop_app.shapes import shape

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ALIKE = str.maketrans("―─━‒−‐‑∶〜∼", "———----:~~")
_REACH = 300  # characters; no sentence of a notice is longer
_SENTENCE_ENDS = "。;\n!?"
# A date or a count broken over two lines by a hard wrap: joined, so that it can be read.
_BROKEN = Pattern(r"(?<=[0-9])\n(?=[年月日号时点个份篇字])|(?<=[年月])\n(?=[0-9]{1,2}[月日])")
_PARAGRAPH_ENDS = "。;!?:"
_PARAGRAPH = Pattern(
    r"$|\(?[0-9一二三四五六七八九十]{1,3}[、.)]|第[一二三四五六][阶步]|[^,。]{2,8}:|附件|20[0-9]{2}[年./-]"
)
_KEPT = Pattern("[①-⑳]")  # NFKC would turn an enumerator into a figure


@shape
class Folded:
    """`text` with compatibility forms folded (（→(, ：→:, ７→7), invisible characters and needless spaces dropped.

    Spaces stay only between two Latin letters or figures, so that `2023 年 11 月` reads as if set solid; a tab ends a
    table cell. `places[i]` is where `text[i]` stands in `original`; `ends` are where sentences of `text` end.
    """

    original: str
    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of `text[start:end]`, which must not be empty."""
        return self.places[start], self.places[end - 1] + 1

    def sentence(self, start: int, end: int) -> str:
        """The original's sentence around `text[start:end]`, between 。；and line ends; hard wraps are closed up."""
        first, last = self.span(*self.bounds(start, end))
        return re.sub(r"[ \t]*[\r\n]+[ \t]*", "", self.original[first:last].strip())

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `text` of the sentence around `text[start:end]`."""
        before, after = bisect_left(self.ends, start), bisect_left(self.ends, end)
        return (
            self.ends[before - 1] + 1 if before else 0,
            self.ends[after] if after < len(self.ends) else len(self.text),
        )

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What the sentence around `text[start:end]` says before and after it, so far as it can matter."""
        first, last = self.bounds(start, end)
        return self.text[max(first, start - _REACH) : start], self.text[end : min(last, end + _REACH)]


def fold(original: str) -> Folded:
    """Fold a text for reading; nothing is lost of the original."""
    pairs = [(folded, at) for at, c in enumerate(original) if (folded := _folded(c, original[at + 1 : at + 2]))]
    kept: list[tuple[str, int]] = []
    for index, (c, at) in enumerate(pairs):
        following = pairs[index + 1][0] if index + 1 < len(pairs) else "\n"
        before = kept[-1][0] if kept else "\n"
        if c == " " and not (_latin(before) and (_latin(following) or following == " ")):
            continue
        if c == "\t" and "\n" in (before, following):
            continue
        if before == " " and not _latin(c):
            kept.pop()
        kept.append((c, at))
    text = "".join(c for c, _ in kept)
    dropped = {broken.start() for broken in _BROKEN.finditer(text)} | _wraps(text)
    kept = [pair for index, pair in enumerate(kept) if index not in dropped]
    text = "".join(c for c, _ in kept)
    ends = tuple(index for index, c in enumerate(text) if c in _SENTENCE_ENDS)
    return Folded(original, text, tuple(at for _, at in kept), ends)


def _wraps(text: str) -> set[int]:
    """Where lines were broken at a width, as in text copied from a PDF or a mail: there the line end means nothing.

    Known by many lines as wide as the widest, which is no wider than a page; of these every one that ends amid a
    sentence was broken, unless what follows opens a paragraph.
    """
    lines = text.split("\n")
    widths = [sum(1 if c.isascii() else 2 for c in line) for line in lines]
    widest = max(widths)
    full = [width >= widest - 8 for width in widths]  # an indent and a character that may not begin a line
    if not 40 <= widest <= 100 or sum(full) < max(3, 0.3 * sum(map(bool, lines))):
        return set()
    ends, at = set(), 0
    for line, is_full, following in zip(lines, full, [*lines[1:], ""], strict=True):
        at += len(line)
        if is_full and line[-1] not in _PARAGRAPH_ENDS and "\t" not in line and not _PARAGRAPH.match(following):
            ends.add(at)
        at += 1
    return ends


def _folded(c: str, following: str) -> str:
    if c == "\r" and following == "\n":
        return ""
    if c in _LINE_ENDS:
        return "\n"
    if c.isascii():
        return c
    category = unicodedata.category(c)
    if category == "Cf":
        return ""
    if category == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", c)
    if len(plain) != 1 or _KEPT.match(c):
        plain = c
    return plain.translate(_ALIKE)


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()
