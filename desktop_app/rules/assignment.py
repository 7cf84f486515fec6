"""Who scores what: exactly k experts for each application, no conflict, loads as even as they can be.

Each application draws its experts one by one along a shortest alternating path to the least loaded expert in reach
(Harvey, Ladner, Lovász, Tamir: Semi-matchings for bipartite graphs and load balancing, 2003); so no other choice that
keeps what is already assigned has loads that are more even, and a lower bound that is missed cannot be met at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.shapes import shape

Pair = tuple[int, int]  # application, expert


@shape
class Wish:
    """What an application needs: `candidates` may be drawn, `has` are assigned already and stay."""

    application: int
    candidates: Sequence[int]
    has: frozenset[int] = frozenset()


@dataclass(slots=True)
class Draw:
    """Whom every application drew; the `exhausted` ones got nobody, for all experts in their reach are full."""

    drawn: dict[int, set[int]] = field(default_factory=dict)
    exhausted: set[int] = field(default_factory=set)


def draw(wishes: Sequence[Wish], *, each: int, loads: Mapping[int, int], most: int | None) -> Draw:
    """Draw experts so that every application has `each` of them and nobody more than `most`.

    `loads` counts what every expert has already. An application that cannot get all it lacks gets none.
    """
    drawing = _Drawing(wishes, dict(loads), most)
    result = Draw(drawn=drawing.drawn)
    # Who has the least choice comes first: it keeps the paths short, the outcome is as even either way.
    for wish in sorted(wishes, key=lambda wish: len(wish.candidates) + len(wish.has)):
        for _ in range(each - len(wish.has)):
            if not drawing.add_one(wish.application):
                drawing.give_back(wish.application)
                result.exhausted.add(wish.application)
                break
    return result


class _Drawing:
    """The state of a draw: who has drawn whom, and how many sheets everybody has."""

    def __init__(self, wishes: Sequence[Wish], loads: dict[int, int], most: int | None) -> None:
        self._candidates = {wish.application: wish.candidates for wish in wishes}
        self._loads = loads
        self._most = most
        self._drawn_by: dict[int, set[int]] = {expert: set() for expert in loads}
        self.drawn: dict[int, set[int]] = {wish.application: set() for wish in wishes}

    def add_one(self, application: int) -> bool:
        """Give the application one expert more, whoever has to change for it; False when all in reach are full."""
        came_from: dict[int, tuple[int, int | None]] = {}  # expert: the application that asks, and whom it would free
        waiting: deque[tuple[int, int | None]] = deque([(application, None)])
        asked = {application}
        best: int | None = None
        least = min(self._loads.values(), default=0)
        while waiting and (best is None or self._loads[best] > least):
            asking, frees = waiting.popleft()
            for expert in self._candidates[asking]:
                if expert in came_from or expert in self.drawn[asking]:
                    continue
                came_from[expert] = (asking, frees)
                if not self._is_full(expert) and (best is None or self._loads[expert] < self._loads[best]):
                    best = expert
                for other in sorted(self._drawn_by[expert] - asked):
                    asked.add(other)
                    waiting.append((other, expert))
        if best is None:
            return False
        self._take_path(best, came_from)
        return True

    def give_back(self, application: int) -> None:
        for expert in self.drawn[application]:
            self._drawn_by[expert].discard(application)
            self._loads[expert] -= 1
        self.drawn[application].clear()

    def _is_full(self, expert: int) -> bool:
        return self._most is not None and self._loads[expert] >= self._most

    def _take_path(self, last: int, came_from: Mapping[int, tuple[int, int | None]]) -> None:
        """Everyone on the path takes the next expert and frees the one before; only the last has a sheet more."""
        self._loads[last] += 1
        expert: int | None = last
        while expert is not None:
            asking, frees = came_from[expert]
            self.drawn[asking].add(expert)
            self._drawn_by[expert].add(asking)
            if frees is not None:
                self.drawn[asking].discard(frees)
                self._drawn_by[frees].discard(asking)
            expert = frees


def too_few(wishes: Sequence[Wish], each: int) -> Collection[int]:
    """The applications that could not get `each` experts were nobody ever full."""
    return [wish.application for wish in wishes if len(wish.candidates) + len(wish.has) < each]
