"""排名: places by exact means, what parts equal ones, and who stands where against the quota (domain §3).

Means are never rounded and never floats: all are brought to one denominator and compared as integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import lcm
from typing import NamedTuple

from desktop_app.rules.scoring import kept, median_halves
from desktop_app.shapes import shape
from desktop_app.shapes.ranking import Standing

MEDIAN, COLLECTIVE = "中位数", "集体研究"


@shape
class Decision:
    """集体研究 on one application: 1 is first among those it was decided with; they share `sitting`, who and why."""

    precedence: int
    names: str
    reason: str
    sitting: int


class Placed(NamedTuple):
    """Where one application stands. `equals` all have its mean, `shares` of them still its place; it is among both.

    Both are () where no other has its mean, and `shares` where no other has its place.
    """

    key: int
    place: int
    tie: str = ""
    equals: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()


def rank(
    totals: Mapping[int, Sequence[int]],
    least: int | None,
    tie_criterion: str = "",
    tie_points: Mapping[int, Sequence[int]] | None = None,
    decisions: Mapping[int, Decision] | None = None,
) -> list[Placed]:
    """The applications in order, best first; equal places are shared (1, 1, 3) and stand in the order of their keys.

    `totals` are the valid totals by application, in hundredths; one without any has no place. `least` is that of
    `scoring.trim_from`. `tie_points` are the points of the tie criterion on the same sheets.
    """
    means = _on_one_scale({key: kept(given, least) for key, given in totals.items() if given})
    criteria: Mapping[int, int] = {}
    if tie_criterion and tie_points is not None:
        criteria = _on_one_scale({key: (sum(tie_points[key]), len(tie_points[key]) or 1) for key in means})
    placed: list[Placed] = []
    for alike in _best_first(means, means):
        if len(alike) == 1:
            placed.append(Placed(alike[0], len(placed) + 1))
            continue
        everyone = tuple(sorted(alike))
        for group, tie in _parted(everyone, criteria, tie_criterion, totals, decisions or {}):
            place, shares = len(placed) + 1, tuple(group) if len(group) > 1 else ()
            placed += [Placed(key, place, tie, everyone, shares) for key in group]
    return placed


def _on_one_scale(means: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """Means (a sum and a count) as integers that compare as they do."""
    scale = lcm(*{count for _, count in means.values()})
    return {key: total * (scale // count) for key, (total, count) in means.items()}


def _best_first(keys: Iterable[int], values: Mapping[int, int]) -> list[list[int]]:
    """Keys grouped by their value, the highest first."""
    groups: dict[int, list[int]] = {}
    for key in keys:
        groups.setdefault(values[key], []).append(key)
    return [groups[value] for value in sorted(groups, reverse=True)]


def _parted(
    alike: Sequence[int],
    criteria: Mapping[int, int],
    tie_criterion: str,
    totals: Mapping[int, Sequence[int]],
    decisions: Mapping[int, Decision],
) -> Iterator[tuple[list[int], str]]:
    """Groups that share a place, in order, each with the rule that parted it, or that has yet to."""
    for still in _best_first(alike, criteria) if criteria else [list(alike)]:
        if len(still) == 1:
            yield still, tie_criterion
            continue
        for equal in _best_first(still, {key: median_halves(totals[key]) for key in still}):
            if len(equal) == 1:
                yield equal, MEDIAN
            else:
                for group in _decided(equal, decisions):
                    yield group, COLLECTIVE


def _decided(alike: Sequence[int], decisions: Mapping[int, Decision]) -> list[list[int]]:
    """One by one as 集体研究 put them; all together unless one and the same decision places every one of them.

    Two that were decided on apart, and tie with each other only since, were never weighed against each other.
    """
    if not decisions:
        return [list(alike)]
    found = [decisions[key] for key in alike if key in decisions]
    whole = len(found) == len(alike) and len({decision.sitting for decision in found}) == 1
    return [[key] for key in sorted(alike, key=lambda key: decisions[key].precedence)] if whole else [list(alike)]


def standings(order: Iterable[tuple[int, int]], quota: int) -> dict[int, Standing]:
    """Who is in and who is out, of (key, place) in order. Those who share a place across the line are neither."""
    found: dict[int, Standing] = {}
    for _, sharing in groupby(order, key=lambda row: row[1]):
        group = [key for key, _ in sharing]
        before, after = len(found), len(found) + len(group)
        standing = Standing.WITHIN if after <= quota else Standing.OUTSIDE if before >= quota else Standing.ACROSS
        found.update(dict.fromkeys(group, standing))
    return found
