"""排名: places by exact means, what parts equal ones, and who stands where against the quota (domain §3).

Means are never rounded and never floats: all are brought to one denominator and compared as integers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from math import lcm
from typing import NamedTuple

from desktop_app.rules.scoring import kept, median_halves
from desktop_app.shapes.ranking import Standing

MEDIAN, COLLECTIVE = "中位数", "集体研究"


class Decision(NamedTuple):
    """集体研究 on one application: 1 is first among those it was decided with, who and why is the same for all."""

    precedence: int
    names: str
    reason: str


class Placed(NamedTuple):
    """Where one application stands. `equals` all have its mean; `shares` of them still have its place."""

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
    parting: list[tuple[str, Callable[[int], tuple[int, int]]]] = []
    if tie_criterion and tie_points is not None:
        parting.append((tie_criterion, lambda key: (sum(tie_points[key]), len(tie_points[key]) or 1)))
    parting.append((MEDIAN, lambda key: (median_halves(totals[key]), 1)))
    placed: list[Placed] = []
    for alike in _by_mean({key: kept(given, least) for key, given in totals.items() if given}):
        if len(alike) == 1:
            placed.append(Placed(alike[0], len(placed) + 1))
        else:
            placed += _place(alike, parting, decisions or {}, len(placed) + 1)
    return placed


def _by_mean(means: Mapping[int, tuple[int, int]]) -> list[list[int]]:
    """Keys grouped by their mean (a sum and a count), the highest first."""
    scale = lcm(*{count for _, count in means.values()})
    factors = {count: scale // count for _, count in means.values()}
    groups: dict[int, list[int]] = {}
    for key, (total, count) in means.items():
        groups.setdefault(total * factors[count], []).append(key)
    return [groups[mean] for mean in sorted(groups, reverse=True)]


def _place(
    alike: Sequence[int],
    parting: Sequence[tuple[str, Callable[[int], tuple[int, int]]]],
    decisions: Mapping[int, Decision],
    first: int,
) -> list[Placed]:
    """The places of applications with one mean, from `first` on."""
    everyone = tuple(sorted(alike))
    placed: list[Placed] = []
    for group, tie in _parted(everyone, parting, decisions):
        place = first + len(placed)
        for key in group:
            equals, shares = (tuple(k for k in others if k != key) for others in (everyone, group))
            placed.append(Placed(key, place, tie, equals, shares))
    return placed


def _parted(
    alike: Sequence[int],
    parting: Sequence[tuple[str, Callable[[int], tuple[int, int]]]],
    decisions: Mapping[int, Decision],
) -> list[tuple[list[int], str]]:
    """Groups that share a place, in order, each with the rule that parted it, or that has yet to."""
    if not parting:
        return [(group, COLLECTIVE) for group in _decided(alike, decisions)]
    (name, measure), *rest = parting
    parts: list[tuple[list[int], str]] = []
    for group in _by_mean({key: measure(key) for key in alike}):
        parts += [(group, name)] if len(group) == 1 else _parted(sorted(group), rest, decisions)
    return parts


def _decided(alike: Sequence[int], decisions: Mapping[int, Decision]) -> list[list[int]]:
    """One by one as 集体研究 put them; all together unless one and the same decision places every one of them."""
    found = [decisions[key] for key in alike if key in decisions]
    whole = len({d.precedence for d in found}) == len(alike) and len({(d.names, d.reason) for d in found}) == 1
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
