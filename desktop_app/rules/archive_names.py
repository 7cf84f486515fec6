"""Names inside an archive pack: readable, unique, and short enough to be unpacked anywhere.

Windows counts a whole path in UTF-16 units and takes 260 of them (Microsoft, “Maximum Path Length Limitation”); a path
in a pack stays below 150, so that some hundred are left for where it is unpacked.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.rules.file_names import LONGEST_SUFFIX, safe_name

FOLDER, FILE = 32, 48  # UTF-16 units of a folder's, a file's name
_SLASHES = str.maketrans("/\\", "／＼")


def folder_name(*words: str) -> str:
    """One folder, named with these words: 药学院党总支; ZBPP-2025-001 教工第一党支部 药香校园."""
    return _short(safe_name(" ".join(words).translate(_SLASHES)), FOLDER)


def file_name(*words: str) -> str:
    """One file, named with these words, the last of which ends in its suffix."""
    return _short(safe_name(" ".join(words).translate(_SLASHES)), FILE)


class Names:
    """The paths given out so far. Windows tells no case apart, so that none differ in that alone."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, steps: Iterable[str], name: str) -> str:
        """`name` in these folders, with a number where it is taken: 申报稿.docx, 申报稿 (2).docx."""
        folder = "".join(f"{step}/" for step in steps)
        stem, suffix = _parted(name)
        path, number = f"{folder}{name}", 1
        while path.casefold() in self._taken:
            number += 1
            path = f"{folder}{stem} ({number}){suffix}"
        self._taken.add(path.casefold())
        return path


def _parted(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) >= LONGEST_SUFFIX:
        return name, ""
    return stem, f".{suffix}"


def _short(name: str, most: int) -> str:
    """The front of a name and its suffix."""
    stem, suffix = _parted(name)
    if _units(name) <= most:
        return name
    room = most - _units(suffix) - 1
    while _units(stem) > room:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}…{suffix}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
