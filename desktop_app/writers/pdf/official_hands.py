"""The type area of an official paper and the styles of its hands (GB/T 9704-2012, 5.2). Lengths are points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from desktop_app.shapes import shape
from desktop_app.shapes.official import OfficialLook, Script, Words
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import Paper
from desktop_app.writers.pdf.typesetting import Span, Style

MM = 72 / 25.4
A4 = Paper(210 * MM, 297 * MM, left=28 * MM, right=26 * MM, top=37 * MM, bottom=35 * MM)  # 5.2.1
TITLE_SIZE = 22.0  # 二号
TITLE_PITCH = 1.2  # of its size, at least
TWIP = 0.05  # the finest step of a text processor's character spacing
MARKED = 0.85  # the ground of a field that nobody filled in


@shape
class Hands:
    """The styles that a look has on this machine."""

    faces: Mapping[Script, Face]
    look: OfficialLook

    @property
    def cell(self) -> float:
        """From one character to the next, so that the whole number nearest to the natural one fills a line.

        At 16 pt they are 28 with −0.25 pt between them (5.2.3), at 15 pt 29 with 0.2 pt.
        """
        size = self.look.body_size
        return size + floor((A4.measure / round(A4.measure / size) - size) / TWIP) * TWIP

    def style(self, script: Script) -> Style:
        """Body text in one hand."""
        size = self.look.body_size
        tracking = self.cell - size
        return Style(self.faces[script], size, self.look.pitch, tracking=tracking, heavy=script is Script.BOLD)

    def title(self) -> Style:
        return Style(self.faces[Script.TITLE], TITLE_SIZE, max(self.look.pitch, TITLE_PITCH * TITLE_SIZE))

    def spans(self, words: Sequence[Words], style: Style | None = None) -> list[Span]:
        """The words, each in its own hand or all in `style`; a missing one on a grey ground."""
        return [
            Span(each.text, (style or self.style(each.script)).but(ground=MARKED if each.missing else 1.0))
            for each in words
        ]
