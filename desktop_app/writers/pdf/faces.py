"""The faces that pages are set in: registered at first use, embedded, with a fallback for every single character.

reportlab prints nothing, or a box, for a character that a face lacks, and says nothing about it; so every text goes
through `pieces`, which finds a face for each character and says which have none.
"""

import unicodedata
from functools import cache
from typing import Any, ClassVar

from desktop_app.shapes import shape
from resources import FONTS

LACKING = "□"  # what stands for a character that no face has


@shape
class Face:
    """A file of outlines. `name` is what the page kit calls it; `number` its place in a collection (.ttc).

    SERIF, BOLD and SANS set the house's own papers; the hands of an official one are chosen in `official_faces`.
    """

    name: str
    file: str
    number: int = 0

    SERIF: ClassVar["Face"]
    BOLD: ClassVar["Face"]
    SANS: ClassVar["Face"]


def bundled(name: str) -> Face:
    """A face that the program brings along, by its file's name."""
    return Face(name, str(FONTS / f"{name}.ttf"))


Face.SERIF = bundled("NotoSerifSC-Regular")
Face.BOLD = bundled("NotoSerifSC-Bold")
Face.SANS = bundled("NotoSansSC-Regular")
KAI, FANG = bundled("WenKaiGBK-Regular"), bundled("FandolFang-Regular")
BORROWED_FROM = {  # what a face borrows from; any other from SERIF and SANS
    Face.SANS: (Face.SANS, Face.SERIF),
    FANG: (FANG, KAI, Face.SERIF, Face.SANS),  # 楷体 is as light, and names stand beside each other
}


@shape
class Glyph:
    """One character as it will be printed. `width` is in thousandths of the size; `lacking` is what □ stands for."""

    character: str
    face: Face
    width: float
    lacking: str = ""


def glyphs(text: str, face: Face) -> list[Glyph]:
    """`text` in `face`, or for single characters in another face that has them."""
    return [_glyph(character, face) for character in printable(text)]


def printable(text: str) -> str:
    """`text` without what has no shape of its own: controls become spaces; format marks and variation selectors go."""
    return "".join(filter(None, map(_shape, text)))


def _shape(character: str) -> str:
    if character.isascii() and character >= " " and character != "\x7f":
        return character
    if unicodedata.category(character) in ("Cc", "Zl", "Zp"):
        return " "
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return "" if selector or unicodedata.category(character) == "Cf" else character


@cache
def _glyph(character: str, face: Face) -> Glyph:
    code = ord(character)
    for candidate in BORROWED_FROM.get(face, (face, Face.SERIF, Face.SANS)):
        outlines = registered(candidate).face
        if code in outlines.charToGlyph:
            return Glyph(character, candidate, outlines.getCharWidth(code))
    box = _glyph(LACKING, face)
    return Glyph(LACKING, box.face, box.width, lacking=character)


@cache
def registered(face: Face) -> Any:
    """The reportlab font of `face`, loaded and registered the first time it is asked for (about 0.1 s)."""
    from reportlab.pdfbase import pdfmetrics

    font = _font_class()(face.name, face.file, subfontIndex=face.number)
    pdfmetrics.registerFont(font)
    return font


@cache
def _font_class() -> Any:
    """TTFont with a right ToUnicode map; a function, so that reportlab is loaded only when a page is written."""
    from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

    class CopyableFont(TTFont):
        """reportlab 5.1 writes code points above U+FFFF as five digits, which readers take for another character."""

        def addObjects(self, doc: Any) -> None:  # noqa: N802 (reportlab's name)
            subsets = self.state[doc].subsets  # super() lets go of them
            super().addObjects(doc)
            for number, subset in enumerate(subsets):
                base = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("pdfdoc")
                doc.idToObject[f"toUnicodeCMap:{base}"].content = to_unicode_map(base, subset)

    return CopyableFont


def to_unicode_map(name: str, subset: list[int]) -> str:
    """The ToUnicode CMap of a one-byte font whose code i shows the character subset[i].

    ISO 32000-1, 9.10.3: the characters stand in UTF-16BE, above U+FFFF as surrogate pairs. Adobe Technical Note 5014:
    at most 100 entries in a block.
    """
    entries = [f"<{i:02X}> <{chr(c).encode('utf-16-be').hex().upper()}>" for i, c in enumerate(subset) if c]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
