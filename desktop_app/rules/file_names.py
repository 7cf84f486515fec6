"""The one rule for names that files get from outside or from data: a bare name that every system can keep.

Source: Windows' own rules for names (reserved devices, characters, trailing dots and blanks), which are the strictest;
255 bytes is what Linux takes, so that a long Chinese name is cut before that.
"""

from __future__ import annotations

import unicodedata

LONGEST = 200  # bytes in UTF-8; room for “.part” and a number behind it
LONGEST_SUFFIX = 12  # characters with the dot; longer ones are no suffix but a sentence with a full stop in it
NAMELESS = "未命名"

_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")))
_STAND_IN = str.maketrans('<>:"|?*', "＜＞：＂｜？＊")


def safe_name(given: str, *, nameless: str = NAMELESS) -> str:
    """`given` as the name of a file: no folders, no control or invisible characters (which can turn the reading order
    round, so that exe reads as txt), none that Windows refuses, no device's name, short enough. Never empty."""
    bare = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in unicodedata.normalize("NFC", bare) if not _invisible(char))
    kept = " ".join(kept.translate(_STAND_IN).split()).strip(" .")
    if kept.partition(".")[0].rstrip().casefold() in _DEVICES:
        kept = f"_{kept}"
    return _cut(kept) or nameless


def shown_name(given: str) -> str:
    """A name as a sentence shows it: on one line, nothing invisible in it."""
    kept = "".join("�" if _invisible(char) else char for char in given)
    return kept if len(kept) <= 120 else f"{kept[:80]}…{kept[-30:]}"


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _cut(name: str) -> str:
    """Short enough, the suffix kept."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) >= LONGEST_SUFFIX:
        stem, suffix = name, ""
    else:
        suffix = f".{suffix}"
    room = LONGEST - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + suffix
