"""Words of an official paper as Word's runs, and the room they take. Lengths are twips (twentieths of a point)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from desktop_app.rules.official_look import character_spacing
from desktop_app.shapes.official import OfficialLook, Script, Words
from desktop_app.writers.docx.markup import plain, tag


def runs(words: Iterable[Words], own: Script = Script.BODY) -> str:
    """Words in a paragraph whose style has the hand `own`; those of another hand bear a style of theirs."""
    return "".join(
        run(each.text, hand=each.script if each.script is not own else None, missing=each.missing) for each in words
    )


def run(text: str, *, hand: Script | None = None, missing: bool = False) -> str:
    """A stretch of text. The hint makes quotes, dashes and dots Chinese ones; what is missing is highlighted."""
    told = [
        *([tag("rStyle", val=f"HAND_{hand.name}")] if hand else ()),
        tag("rFonts", hint="eastAsia"),
        *([tag("highlight", val="yellow")] if missing else ()),
    ]
    return tag("r", tag("rPr", *told), f'<w:t xml:space="preserve">{plain(text)}</w:t>') if text else ""


def width_of(text: str, look: OfficialLook) -> float:
    """What `text` takes in the body."""
    return (ems(text) * look.body_size + len(text) * character_spacing(look)) * 20


def ems(text: str) -> float:
    """What `text` takes in the faces of the standard, in characters: Latin letters and figures are half a one."""
    return sum(1 if unicodedata.east_asian_width(each) in ("W", "F", "A") else 0.5 for each in text)
