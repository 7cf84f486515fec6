"""How near an expert's field is to an application: a soft wish of the assignment, never a rule."""

from __future__ import annotations

import re
from functools import lru_cache

FITS, PARTLY, UNKNOWN, STRANGE = 0, 40, 50, 100

_HAN = re.compile(r"[㐀-鿿𠀀-𯿿]+")
# What every branch of a medical university has in its name, and every expert in his field, tells nothing.
_GENERAL = ("党支部", "支部", "党委", "党总支", "直属", "学院", "大学", "教研室", "教育", "工作", "研究", "建设", "第")


def strangeness(expertise: str, application: str) -> int:
    """0 where a stretch of three characters of the field stands in the application's own words (organisation, branch,
    kind, brand), 40 for two, 100 for less; 50 where the expert names no field."""
    field = _telling(expertise)
    if not field:
        return UNKNOWN
    words = _telling(application)
    for length, cost in ((3, FITS), (2, PARTLY)):
        if any(part in text for part in _stretches(field, length) for text in words):
            return cost
    return STRANGE


@lru_cache(maxsize=4096)
def _telling(text: str) -> tuple[str, ...]:
    for word in _GENERAL:
        text = text.replace(word, " ")
    return tuple(found for found in _HAN.findall(text) if len(found) > 1)


@lru_cache(maxsize=4096)
def _stretches(words: tuple[str, ...], length: int) -> tuple[str, ...]:
    return tuple(word[at : at + length] for word in words for at in range(len(word) - length + 1))
