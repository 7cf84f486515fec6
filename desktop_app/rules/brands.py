"""Brand names that are the same or nearly the same: pointed out to the clerk, never refused."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

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


def alike(brands: Sequence[str]) -> dict[int, list[int]]:
    """For each place in `brands` the places of the others that are the same or nearly so; places without any are left
    out. As `is_same` and `is_near` judge, without comparing all with all: candidates share what is left of them when
    up to two characters are taken out, or a part of them.
    """
    keys = [brand_key(brand) for brand in brands]
    places: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if key:
            places[key].append(at)
    near: dict[str, set[str]] = {key: {key} for key in places}
    for one, two in map(sorted, _pairs(places)):
        if is_near(one, two):
            near[one].add(two)
            near[two].add(one)
    found = {
        at: sorted(n for other in near[key] for n in places[other] if n != at) for at, key in enumerate(keys) if key
    }
    return {at: others for at, others in found.items() if others}


def _pairs(keys: Mapping[str, object]) -> set[frozenset[str]]:
    """Every two keys that may be near."""
    shortened: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        for variant in _shortened(key):
            shortened[variant].append(key)
    pairs = {frozenset(pair) for group in shortened.values() for pair in combinations(group, 2)}
    return pairs | {frozenset(pair) for key in keys for pair in _candidates(key, keys)}


def _candidates(key: str, by_key: Mapping[str, object]) -> list[tuple[str, str]]:
    """The brands that stand whole in this one."""
    parts = {key[i:j] for i in range(len(key)) for j in range(i + _SHORT, len(key) + 1)}
    return [(part, key) for part in parts if part != key and part in by_key]


def _shortened(key: str) -> set[str]:
    """What is left with at most two characters (one in short names) taken out: two near names share one of these."""
    most = 2 if len(key) >= _LONG else 1
    return {
        "".join(char for at, char in enumerate(key) if at not in out)
        for count in range(most + 1)
        for out in combinations(range(len(key)), count)
    }
