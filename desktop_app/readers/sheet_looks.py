"""Which cells of a workbook are there and cannot be seen: white on white, tiny, or formatted away.

Source: ECMA-376 part 1 §18.8 (styles), §18.8.3 (indexed colours), §20.1.6.2 (theme colours; 0 is the ground, white).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from desktop_app.readers.guarded_zip import GuardedZip
from desktop_app.readers.office_package import local

TINY: Final = 4.0  # points and below: nobody reads it
FAINT: Final = 1.25  # contrast below which words melt into their ground
_WHITE: Final = (255, 255, 255)
_INDEXED_WHITE: Final = frozenset(("1", "9"))
_NOTHING_SHOWN: Final = ";;;"


class Looks:
    """The styles of a workbook. `hides` says why a cell of a style shows nothing, "" when it shows."""

    def __init__(self, parts: GuardedZip) -> None:
        self._why: list[str] = []
        if "xl/styles.xml" not in parts:
            return
        found = {local(each): each for each in parts.xml("xl/styles.xml")}
        formats = {each.get("numFmtId", ""): each.get("formatCode", "") for each in found.get("numFmts", ())}
        fonts, fills = list(found.get("fonts", ())), list(found.get("fills", ()))
        for each in found.get("cellXfs", ()):
            font, fill = _at(fonts, each.get("fontId")), _at(fills, each.get("fillId"))
            self._why.append(_hides(font, _ground(fill), formats.get(each.get("numFmtId", ""), "")))

    def hides(self, style: str | None) -> str:
        number = int(style) if style and style.isdigit() else 0
        return self._why[number] if number < len(self._why) else ""


def _hides(font: Element | None, ground: tuple[int, int, int], number_format: str) -> str:
    if "".join(number_format.replace('"', "").split()) == _NOTHING_SHOWN:
        return "单元格格式不显示内容"
    size, colour = None, None
    for each in font if font is not None else ():
        if local(each) == "sz":
            size = each.get("val")
        elif local(each) == "color":
            colour = rgb(each)
    if size and _number(size) <= TINY:
        return f"字号只有 {_number(size):g} 磅"
    if colour and contrast(colour, ground) < FAINT:
        return "字的颜色和底色一样"
    return ""


def _ground(fill: Element | None) -> tuple[int, int, int]:
    """The colour behind a cell; white where nothing fills it, or what cannot be told."""
    for pattern in fill if fill is not None else ():
        if local(pattern) == "patternFill" and pattern.get("patternType") == "solid":
            for each in pattern:
                if local(each) == "fgColor":
                    return rgb(each) or (128, 128, 128)
    return _WHITE


def rgb(colour: Element) -> tuple[int, int, int] | None:
    """A colour where it can be told; None for themes other than the white ground."""
    said = colour.get("rgb", "")
    if len(said) in (6, 8):
        try:
            return int(said[-6:-4], 16), int(said[-4:-2], 16), int(said[-2:], 16)
        except ValueError:
            return None
    bare = not _number(colour.get("tint", "0"))
    if (colour.get("theme") == "0" and bare) or colour.get("indexed") in _INDEXED_WHITE:
        return _WHITE
    return None


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """WCAG 2.1 contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _at(elements: Sequence[Element], number: str | None) -> Element | None:
    at = int(number) if number and number.isdigit() else 0
    return elements[at] if at < len(elements) else None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
