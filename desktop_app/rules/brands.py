"""Brand names that are the same or nearly the same: pointed out to the clerk, never refused."""

from __future__ import annotations

import unicodedata

from desktop_app.rules.patterns import Pattern

_DROPPED = Pattern(r"[\W_]+")
_SHORT, _LONG = 3, 7  # characters: below 3 only equality counts, from 7 on two differences are near


def brand_key(brand: str) -> str:
    """The name without marks, spaces and width: “药香·校园” and 药香校园 are one."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", brand)).casefold()


def is_same(a: str, b: str) -> bool:
    return bool(brand_key(a)) and brand_key(a) == brand_key(b)


def is_near(a: str, b: str) -> bool:
    """Differing in one character (two in long names), or one standing whole in the other."""
    one, two = sorted((brand_key(a), brand_key(b)), key=len)
    if len(one) < _SHORT or one == two:
        return False
    if one in two:
        return True
    allowed = 2 if len(one) >= _LONG else 1
    return len(two) - len(one) <= allowed and _distance(one, two) <= allowed


def _distance(a: str, b: str) -> int:
    """Levenshtein distance, in characters."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1]
