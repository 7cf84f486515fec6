"""Where the characters of a PDF stand, read back by pdfium: millimetres from the upper left corner of the page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4


@dataclass(frozen=True)
class Sign:
    """One printed character. `right` is where its advance ends, `middle` the height of its ink's middle."""

    text: str
    left: float
    right: float
    baseline: float
    middle: float
    size: float  # points


@dataclass(frozen=True)
class Line:
    """The characters on one baseline, from left to right."""

    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        return "".join(sign.text for sign in self.signs)

    @property
    def left(self) -> float:
        return self.signs[0].left

    @property
    def right(self) -> float:
        return self.signs[-1].right

    @property
    def baseline(self) -> float:
        return self.signs[0].baseline


def signs(page: pypdfium2.PdfPage) -> list[Sign]:
    """All characters but white space."""
    text, tall, found = page.get_textpage(), page.get_height(), []
    high_half = ""  # of a character above U+FFFF, which pdfium tells in two
    for at in range(text.count_chars()):
        unit = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
        character, high_half = high_half + unit, unit if "\ud800" <= unit <= "\udbff" else ""
        if high_half or character.isspace() or character == "\0":
            continue
        character = character.encode("utf-16", "surrogatepass").decode("utf-16")
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
        _, low, _, high = text.get_charbox(at)
        right = text.get_charbox(at, loose=True)[2]
        size = pdfium.FPDFText_GetFontSize(text.raw, at)
        middle = tall - (low + high) / 2
        found.append(Sign(character, x.value / MM, right / MM, (tall - y.value) / MM, middle / MM, size))
    return found


def lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The page's characters by their baselines, from above."""
    found = sorted(signs(page), key=lambda sign: (round(sign.baseline, 1), sign.left))
    return [Line(tuple(group)) for _, group in groupby(found, key=lambda sign: round(sign.baseline, 1))]


def pages(file: Path) -> list[list[Line]]:
    with pypdfium2.PdfDocument(file) as document:
        return [lines(page) for page in document]
