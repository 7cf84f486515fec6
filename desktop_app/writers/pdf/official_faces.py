"""The hands of an official paper: the faces installed on this machine first, what the program brings along otherwise.

GB/T 9704-2012 names 小标宋, 仿宋, 楷体, 黑体 and 宋体. The faces that offices use may not be passed on, so they are
looked for among the machine's fonts, by the names inside the files.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from desktop_app.shapes import shape
from desktop_app.shapes.official import FaceChoice, Script
from desktop_app.writers.pdf.faces import FANG, KAI, Face

NAMES = frozenset({1, 4, 6, 16})  # OpenType, name table: family, whole, PostScript and typographic family name
SUFFIXES = frozenset({".ttf", ".ttc", ".otf"})
NEEDED = frozenset({"glyf", "loca", "cmap", "head", "hhea", "hmtx", "maxp", "post"})
NOT_EMBEDDED = 0x0302  # OS/2, fsType: embedding restricted, no subsets, bitmaps only
BROKEN_FONT = (OSError, ValueError, LookupError, AssertionError, EOFError, AttributeError, struct.error)
PROOF = "党支部公示"  # a face without these is no Chinese one, whatever it is called


@shape
class _Hand:
    wanted: tuple[str, ...]
    stand_in: Face
    called: str


IMITATED_SONG = _Hand(("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"), FANG, "Fandol 仿宋")
HANDS: Mapping[Script, _Hand] = {
    Script.TITLE: _Hand(
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"), Face.BOLD, "Noto 宋体（粗）"
    ),
    Script.BODY: IMITATED_SONG,
    Script.BOLD: IMITATED_SONG,
    Script.HEI: _Hand(("黑体", "SimHei"), Face.SANS, "Noto 黑体"),
    Script.KAI: _Hand(("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"), KAI, "文楷 GBK"),
    Script.SONG: _Hand(("宋体", "SimSun"), Face.SERIF, "Noto 宋体"),
}


def face_choices() -> tuple[FaceChoice, ...]:
    """What each hand of the standard is set in here, in the order of `Script`; 仿宋加粗 is 仿宋 with thicker strokes.

    The machine's fonts are read once per process.
    """
    return tuple(choice for choice, _ in _choices(font_folders()) if choice.script is not Script.BOLD)


def official_faces() -> Mapping[Script, Face]:
    """The face of each hand, ready for the page kit."""
    return {choice.script: face for choice, face in _choices(font_folders())}


def stand_in_words(choice: FaceChoice) -> str:
    """What the clerk is told about a hand that is not installed; "" about one that is."""
    if not choice.bundled:
        return ""
    return f"本机没有 {choice.wanted[0]}，PDF 用随程序的 {choice.used} 代替；docx 里仍写标准字体名。"


def font_folders() -> tuple[Path, ...]:
    """Where this machine keeps its fonts: the system's folders, the user's own, and those of WPS."""
    if sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")]
        if local := os.environ.get("LOCALAPPDATA"):
            folders.append(Path(local, "Microsoft", "Windows", "Fonts"))
        return tuple(folders)
    home = Path.home()
    data = [os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")]
    data += (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    folders = [Path(each, "fonts") for each in data if each]
    folders += [Path("/usr/share/fonts"), home / ".fonts", home / ".kingsoft" / "office6" / "fonts"]
    folders += [Path("/opt/kingsoft/wps-office/office6/fonts")]
    return tuple(dict.fromkeys(folders))


@cache
def _choices(folders: tuple[Path, ...]) -> tuple[tuple[FaceChoice, Face], ...]:
    installed = _installed(folders)
    return tuple(_choice(script, hand, installed) for script, hand in HANDS.items())


def _choice(script: Script, hand: _Hand, installed: Mapping[str, Face]) -> tuple[FaceChoice, Face]:
    for name in hand.wanted:
        if face := installed.get(name.casefold()):
            return FaceChoice(script, hand.wanted, name, bundled=False), face
    return FaceChoice(script, hand.wanted, hand.called, bundled=True), hand.stand_in


def _installed(folders: tuple[Path, ...]) -> dict[str, Face]:
    """The wanted faces that are installed and usable, by each of their names; the first one found counts."""
    wanted = {name.casefold() for hand in HANDS.values() for name in hand.wanted}
    found: dict[str, Face] = {}
    for file in _font_files(folders):
        for name, face in _wanted_in(file, wanted):
            found.setdefault(name, face)
    return found


def _font_files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        for inside, below, files in os.walk(folder):
            below.sort()
            yield from (Path(inside, name) for name in sorted(files) if Path(name).suffix.lower() in SUFFIXES)


def _wanted_in(file: Path, wanted: set[str]) -> list[tuple[str, Face]]:
    """The usable wanted faces of one file. What is damaged, or no font at all, holds none."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        collection = file.suffix.lower() == ".ttc"
        with TTCollection(file, lazy=True) if collection else TTFont(file, lazy=True) as opened:
            fonts = opened.fonts if collection else [opened]
            return [
                (name, Face(f"{file.stem}-{number}", str(file), number))
                for number, font in enumerate(fonts)
                if (names := _names(font) & wanted) and _usable(font)
                for name in sorted(names)
            ]
    except (*BROKEN_FONT, TTLibError):
        return []


def _names(font: Any) -> set[str]:
    """All the names that one face goes by, in every language."""
    return {
        record.toUnicode(errors="ignore").strip().casefold() for record in font["name"].names if record.nameID in NAMES
    }


def _usable(font: Any) -> bool:
    """Whether a PDF takes it: no CFF outlines, which reportlab refuses, no variable face, which it prints Thin."""
    if NEEDED - set(font.keys()) or "fvar" in font:
        return False
    if "OS/2" in font and font["OS/2"].fsType & NOT_EMBEDDED:
        return False
    characters = font.getBestCmap() or {}
    return all(ord(each) in characters for each in PROOF)
