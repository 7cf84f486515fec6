"""How long ranking 10,000 reviews takes, as a ratio to summing their points in plain Python; run by name, when it is
quiet.

Run: python -m pytest -s tests/benchmarks/test_ranking_speed.py
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from random import Random
from statistics import median

from db.enums import Trimming
from desktop_app.rules.ranking import Placed, rank
from desktop_app.rules.scoring import trim_from

FULL = (20, 20, 25, 20, 10, 5)
Review = tuple[int, int, tuple[int, ...]]  # as it is stored: the application, the total and the points in hundredths


def reviews(applications: int, experts: int) -> list[Review]:
    """Every expert on every application, in no order; at nine experts nearly every mean is shared by several."""
    random = Random(2023)
    made = []
    for application in [*range(applications)] * experts:
        points = tuple(100 * random.randint(most // 2, most) for most in FULL)
        made.append((application, sum(points), points))
    random.shuffle(made)
    return made


def summed(given: list[Review]) -> dict[int, int]:
    """The bare adding up: every point of every sheet, by application."""
    sums: dict[int, int] = {}
    for application, _, points in given:
        sums[application] = sums.get(application, 0) + sum(points)
    return sums


def ranked(given: list[Review]) -> list[Placed]:
    """The same sheets, ranked."""
    totals: dict[int, list[int]] = defaultdict(list)
    ties: dict[int, list[int]] = defaultdict(list)
    for application, total, points in given:
        totals[application].append(total)
        ties[application].append(points[2])
    least = trim_from(map(len, totals.values()), Trimming.FROM_THRESHOLD, 5)
    return rank(totals, least, "一融双高", ties)


def seconds(*tasks: Callable[[], object], rounds: int = 25) -> list[float]:
    """Medians of runs that take turns, so that whatever else the machine does weighs on all alike."""
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for times, task in zip(taken, tasks, strict=True):
            start = time.perf_counter()
            task()
            times.append(time.perf_counter() - start)
    return [median(times) for times in taken]


def test_ranking_takes_at_most_three_times_the_summing() -> None:
    for applications, experts in ((1112, 9), (2000, 5), (100, 100)):
        given = reviews(applications, experts)
        bare, whole = seconds(lambda given=given: summed(given), lambda given=given: ranked(given))
        print(f"\n{len(given)} reviews: summed {bare * 1e3:.2f} ms, ranked {whole / bare:.2f}×")
        assert whole / bare <= 3
