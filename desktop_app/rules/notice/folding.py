"""A text as the notice rules look at it, every character traceable to the place it came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ALIKE = str.maketrans("―─━‒−‐‑∶〜∼", "———----:~~")
_SENTENCE_ENDS = "。;；\n!！?？\r"
# A date or a count broken over two lines by a hard wrap: joined, so that it can be read.
_BROKEN = re.compile(r"(?<=[0-9])\n(?=[年月日号时点个份篇字])|(?<=[年月])\n(?=[0-9]{1,2}[月日])")
_KEPT = re.compile("[①-⑳]")  # NFKC would turn an enumerator into a figure


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` with compatibility forms folded (（→(, ：→:, ７→7), invisible characters and needless spaces dropped.

    Spaces stay only between two Latin letters or figures, so `2023 年 11 月` and `品 牌` read as if set solid.
    `places[i]` is where `text[i]` stands in `original`.
    """

    original: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of `text[start:end]`, which must not be empty."""
        return self.places[start], self.places[end - 1] + 1

    def sentence(self, start: int, end: int) -> str:
        """The original's sentence around `text[start:end]`: what stands between 。；and line ends."""
        first, last = self.span(start, end)
        while first and self.original[first - 1] not in _SENTENCE_ENDS:
            first -= 1
        while last < len(self.original) and self.original[last] not in _SENTENCE_ENDS:
            last += 1
        return self.original[first:last].strip()

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `text` of the sentence around `text[start:end]`."""
        while start and self.text[start - 1] not in _SENTENCE_ENDS:
            start -= 1
        while end < len(self.text) and self.text[end] not in _SENTENCE_ENDS:
            end += 1
        return start, end


def fold(original: str) -> Folded:
    """Fold a text for reading; nothing is lost of the original."""
    pairs = [(folded, at) for at, c in enumerate(original) if (folded := _folded(c))]
    kept: list[tuple[str, int]] = []
    for index, (c, at) in enumerate(pairs):
        if c == " ":
            following = pairs[index + 1][0] if index + 1 < len(pairs) else ""
            if not (kept and _latin(kept[-1][0]) and (_latin(following) or following == " ")):
                continue
        elif kept and kept[-1][0] == " " and not _latin(c):
            kept.pop()
        kept.append((c, at))
    text = "".join(c for c, _ in kept)
    dropped = {broken.start() for broken in _BROKEN.finditer(text)}
    kept = [pair for index, pair in enumerate(kept) if index not in dropped]
    return Folded(original, "".join(c for c, _ in kept), tuple(at for _, at in kept))


def _folded(c: str) -> str:
    if c in _LINE_ENDS:
        return "\n"
    if c.isascii():
        return " " if c == "\t" else c
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
