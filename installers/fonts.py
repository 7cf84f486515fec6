"""Make the faces in resources/fonts anew: python installers/fonts.py (needs npm, Debian's apt-get and dpkg, fonttools).

The faces are static TrueType outlines, the one kind that reportlab embeds (it refuses CFF and prints a variable face
Thin). All of GB 2312, GBK (but ≒) and 通用规范汉字表 are in the Noto faces; the 楷体 is cut to the same. The bold one
sets headings and marks alone: it is cut to CJK Unified Ideographs and 通用规范汉字表, and what else comes in bold falls
back to the regular weight. The 仿宋 has GB 2312 alone; its cubic outlines are made quadratic.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent.parent
FONTS = HERE / "resources" / "fonts"
STANDARD_CHARACTERS = HERE / "tests" / "writers" / "standard_characters.txt"
EXTENSION_A = range(0x3400, 0x4DC0)
UNSHAPED = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT"]  # read by shaping engines alone
RENAMED = {1: "WenKai GBK", 3: "WenKaiGBK-Regular 1.250", 4: "WenKai GBK Regular", 6: "WenKaiGBK-Regular"}
FAMILY_AGAIN = (16, 17, 21, 22)  # OpenType, name table: the same in more detail
TOLERANCE = 1.0  # how far a quadratic outline may leave the cubic one, in thousandths of the size


@dataclass(frozen=True, slots=True)
class Face:
    """One committed face, where it comes from, and what it must be, byte for byte."""

    file: str
    package: str  # npm: name@version; Debian: name=version
    member: str  # path inside the package
    change: Callable[[Path, Path], None] | None
    sha256: str


def standard_characters() -> set[int]:
    """The code points of 通用规范汉字表."""
    lines = STANDARD_CHARACTERS.read_text(encoding="utf-8").splitlines()
    return {ord(character) for line in lines if not line.startswith("#") for character in line}


def gbk_characters() -> set[int]:
    """What GBK holds, ASCII included."""
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF) if low != 0x7F)
    return {*range(0x20, 0x7F), *(ord(each) for pair in pairs if len(each := pair.decode("gbk", "ignore")) == 1)}


def cut_extension_a(source: Path, target: Path) -> None:
    """Leave out Extension A where 通用规范汉字表 does not need it, and the tables that only a shaping engine reads."""
    cut(source, target, lambda code: code not in EXTENSION_A or code in standard_characters())


def cut_to_gbk(source: Path, target: Path) -> None:
    """Keep GBK and 通用规范汉字表. A changed face may not keep a reserved name: it is called anew."""
    from fontTools.ttLib import TTFont

    kept = gbk_characters() | standard_characters()
    cut(source, target, kept.__contains__)
    font = TTFont(target, recalcTimestamp=False)
    make_full_width(font, "“‘", "”’")
    for record in list(font["name"].names):
        if record.nameID in RENAMED:
            font["name"].setName(RENAMED[record.nameID], *record_place(record))
        elif record.nameID in FAMILY_AGAIN:
            font["name"].removeNames(record.nameID)
    font.save(target)


def make_full_width(font: Any, opening: str, closing: str) -> None:
    """Make quotation marks as wide as a character: the opening ones stand at its right, the closing at its left."""
    em, names = font["head"].unitsPerEm, font.getBestCmap()
    for mark in opening + closing:
        name = names[ord(mark)]
        width, _ = font["hmtx"][name]
        outline = font["glyf"][name]
        if mark in opening:
            outline.coordinates.translate((em - width, 0))
            outline.recalcBounds(font["glyf"])
        font["hmtx"][name] = em, outline.xMin


def record_place(record: Any) -> tuple[int, int, int, int]:
    return record.nameID, record.platformID, record.platEncID, record.langID


def cut(source: Path, target: Path, kept: Callable[[int], bool]) -> None:
    from fontTools import subset

    options = subset.Options()
    options.drop_tables += UNSHAPED
    options.name_IDs = ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for code in font.getBestCmap() if kept(code)])
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def make_quadratic(source: Path, target: Path) -> None:
    """A CFF face as a TrueType one: every cubic curve by quadratic ones within `TOLERANCE` (fontTools' cu2qu)."""
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(source, recalcTimestamp=False)
    order = font.getGlyphOrder()
    outlines = quadratic_outlines(font)
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = outlines
    for name, outline in outlines.items():
        outline.recalcBounds(glyf)
        font["hmtx"][name] = font["hmtx"][name][0], getattr(outline, "xMin", 0)
    font["maxp"].tableVersion = 0x00010000
    for limit in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"):
        setattr(font["maxp"], limit, int(limit == "maxZones"))
    for limit in ("maxStackElements", "maxSizeOfInstructions"):
        setattr(font["maxp"], limit, 0)
    font["maxp"].maxComponentElements = max((len(getattr(g, "components", ())) for g in outlines.values()), default=0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    for table in ("CFF ", *UNSHAPED):
        if table in font:
            del font[table]
    font.save(target)


def quadratic_outlines(font: Any) -> dict[str, Any]:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    drawn = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        outlines[name] = pen.glyph()
    return outlines


FACES = (
    Face(
        "NotoSansSC-Regular.ttf",
        "@expo-google-fonts/noto-sans-sc@0.4.3",
        "package/400Regular/NotoSansSC_400Regular.ttf",
        None,
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    Face(
        "NotoSerifSC-Regular.ttf",
        "@expo-google-fonts/noto-serif-sc@0.4.3",
        "package/400Regular/NotoSerifSC_400Regular.ttf",
        None,
        "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    ),
    Face(
        "NotoSerifSC-Bold.ttf",
        "@expo-google-fonts/noto-serif-sc@0.4.3",
        "package/700Bold/NotoSerifSC_700Bold.ttf",
        cut_extension_a,
        "78d3a85efd5199cb7270cd39f386def84084e3ac06cd43e86ee7b0d2f411bfda",
    ),
    Face(
        "WenKaiGBK-Regular.ttf",
        "fonts-lxgw-wenkai=1.250+repack-1",
        "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        cut_to_gbk,
        "55e7ae6af57173247c3a8b30958b4e398df7042ebfb326ba0e9af7b12522d29a",
    ),
    Face(
        "FandolFang-Regular.ttf",
        "texlive-lang-chinese=2022.20230122-1",
        "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        make_quadratic,
        "b5a685f61145f0d82f6c0396fb7ccbd4cc55e013eca626fc226c381bb3513c86",
    ),
)


def fetch(package: str, folder: Path) -> Path:
    """The package unpacked: npm's by npm, Debian's by apt-get, in a folder of its own below ``folder``."""
    unpacked = folder / hashlib.sha256(package.encode()).hexdigest()[:8]
    unpacked.mkdir()
    if "=" in package:
        subprocess.run(["apt-get", "download", package], cwd=unpacked, check=True, capture_output=True)
        (archive,) = unpacked.glob("*.deb")
        subprocess.run(["dpkg-deb", "--extract", archive, unpacked], check=True)
    else:
        subprocess.run(["npm", "pack", "--silent", package], cwd=unpacked, check=True, capture_output=True)
        (archive,) = unpacked.glob("*.tgz")
        with tarfile.open(archive) as tar:
            tar.extractall(unpacked, filter="data")
    return unpacked


def make(face: Face, unpacked: Path, folder: Path) -> bytes:
    source = unpacked / face.member
    if face.change:
        face.change(source, folder / face.file)
        source = folder / face.file
    return source.read_bytes()


def main() -> int:
    FONTS.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages = {package: fetch(package, folder) for package in dict.fromkeys(f.package for f in FACES)}
        for face in FACES:
            made = make(face, packages[face.package], folder)
            digest = hashlib.sha256(made).hexdigest()
            if digest != face.sha256:
                wrong += 1
                print(f"{face.file}: is {digest}, was {face.sha256}: look at it, then write the new one here")
            (FONTS / face.file).write_bytes(made)
            print(f"{face.file}: {len(made) / 1e6:.1f} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
