"""The type area of an official paper and the styles of its hands (GB/T 9704-2012, 5.2). Lengths are points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.rules.official_look import (
    BOTTOM_MM,
    LEFT_MM,
    MM,
    PAGE_MM,
    RIGHT_MM,
    TITLE_SIZE,
    TOP_MM,
    character_spacing,
)
from desktop_app.shapes import shape
from desktop_app.shapes.official import OfficialLook, Script, Words
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import Paper
from desktop_app.writers.pdf.typesetting import Span, Style

A4 = Paper(
    PAGE_MM[0] * MM, PAGE_MM[1] * MM, left=LEFT_MM * MM, right=RIGHT_MM * MM, top=TOP_MM * MM, bottom=BOTTOM_MM * MM
)
TITLE_PITCH = 1.2  # of its size, at least
MARKED = 0.85  # the ground of a field that nobody filled in


@shape
class Hands:
    """The styles that a look has on this machine."""

    faces: Mapping[Script, Face]
    look: OfficialLook

    @property
    def cell(self) -> float:
        """From one character to the next."""
        return self.look.body_size + character_spacing(self.look)

    def style(self, script: Script) -> Style:
        """Body text in one hand."""
        tracking = character_spacing(self.look)
        return Style(
            self.faces[script],
            self.look.body_size,
            self.look.pitch,
            tracking=tracking,
            heavy=script is Script.BOLD,
        )

    def title(self) -> Style:
        return Style(self.faces[Script.TITLE], TITLE_SIZE, max(self.look.pitch, TITLE_PITCH * TITLE_SIZE))

    def spans(self, words: Sequence[Words], style: Style | None = None) -> list[Span]:
        """The words, each in its own hand or all in `style`; a missing one on a grey ground."""
        return [
            Span(each.text, (style or self.style(each.script)).but(ground=MARKED if each.missing else 1.0))
            for each in words
        ]
