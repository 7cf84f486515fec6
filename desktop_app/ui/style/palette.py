"""The colours: four jobs, no more. Grey and white carry everything; colour is spent where a person must act.

`accent` fills the one primary action and marks a selection, and never means that something is wrong. What is wrong is
`warn`, with a sentence. `good` is the mark of what is done; its word stays grey. `ink` is quantities and the past.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from desktop_app.shapes import shape


@shape
class Palette:
    """One theme. Every value is `#RRGGBB`."""

    window: str  # behind everything
    surface: str  # what is read or typed on
    sunken: str  # navigation, status bar
    line: str  # separates; carries no meaning
    edge: str  # border of what can be typed in or pressed: 3:1 on surface
    text: str
    muted: str  # second words: still 4.5:1
    accent: str  # ground of the one primary action; nothing else is filled with it
    accent_down: str
    on_accent: str
    accent_text: str  # bar of a selection, line under a tab
    focus: str  # ring of the keyboard, links; not the accent: a red ring reads as an error
    selected: str  # ground of a selected row
    good: str
    warn: str
    on_warn: str  # words on a ground of `warn`
    warn_ground: str
    ink: str  # what has been: bars, done steps, ticked boxes
    ink_soft: str
    toast: str
    on_toast: str


LIGHT = Palette(
    window="#F6F5F3",
    surface="#FFFFFF",
    sunken="#EEECE9",
    line="#E2DFDB",
    edge="#8E8A84",
    text="#22201D",
    muted="#615D57",
    accent="#9B1C1F",
    accent_down="#7F1518",
    on_accent="#FFFFFF",
    accent_text="#9B1C1F",
    focus="#37424D",
    selected="#F2EAE6",
    good="#1B6A3A",
    warn="#8A5000",
    on_warn="#FFFFFF",
    warn_ground="#FCF1DD",
    ink="#55606B",
    ink_soft="#C5CBD1",
    toast="#2B2926",
    on_toast="#F6F5F3",
)
DARK = Palette(
    window="#1A1A19",
    surface="#232322",
    sunken="#151514",
    line="#373634",
    edge="#7E7B75",
    text="#E9E7E3",
    muted="#A9A59E",
    accent="#B83A3C",
    accent_down="#9E2E30",
    on_accent="#FFFFFF",
    accent_text="#EF8A84",
    focus="#CBD3DB",
    selected="#3B2D2B",
    good="#7FCB9A",
    warn="#E6B55E",
    on_warn="#1E1706",
    warn_ground="#3A2F18",
    ink="#9BA6B1",
    ink_soft="#4B535B",
    toast="#E9E7E3",
    on_toast="#22201D",
)

# Every pair in which words stand on a ground. A new pair goes here first: a test holds all of them to 4.5:1.
WORDS_ON = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "sunken"),
    ("text", "selected"),
    ("text", "warn_ground"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("muted", "selected"),
    ("muted", "warn_ground"),
    ("muted", "line"),
    ("good", "window"),
    ("good", "surface"),
    ("good", "selected"),
    ("warn", "window"),
    ("warn", "surface"),
    ("warn", "sunken"),
    ("warn", "selected"),
    ("warn", "warn_ground"),
    ("accent_text", "window"),
    ("accent_text", "surface"),
    ("accent_text", "selected"),
    ("focus", "window"),
    ("focus", "surface"),
    ("focus", "warn_ground"),
    ("on_accent", "accent"),
    ("on_accent", "accent_down"),
    ("on_warn", "warn"),
    ("on_toast", "toast"),
    ("surface", "ink"),
    ("window", "text"),
)


def tokens() -> Palette:
    """The palette in force, read back from the application: no state of our own, right after every change of theme."""
    return DARK if QGuiApplication.palette().window().color().lightness() < 128 else LIGHT


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
