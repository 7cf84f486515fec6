"""Choosing experts: what is asked of the solver, and what it chose. Applications and experts are ids."""

from __future__ import annotations

from desktop_app.shapes import shape

Pair = tuple[int, int]  # application, expert


@shape
class Demand:
    """What one application needs.

    `scored` sheets and locked ones stay whatever happens; `blank` ones stay unless nothing else helps. `candidates` may
    be drawn besides, each with its cost: 0 fits, 100 does not, more is a warning (another's home).
    """

    application: int
    organization: int
    scored: frozenset[int]
    blank: frozenset[int]
    candidates: tuple[tuple[int, int], ...]

    @property
    def has(self) -> int:
        """How many experts it has already."""
        return len(self.scored) + len(self.blank)

    @property
    def reach(self) -> int:
        """How many it could have at the most."""
        return self.has + len(self.candidates)


@shape
class AssignmentProblem:
    """Exactly `each` experts for every application, nobody below `least` or above `most` sheets."""

    each: int
    demands: tuple[Demand, ...]
    experts: tuple[int, ...]
    least: int | None = None
    most: int | None = None


@shape
class AssignmentPlan:
    """What is to be assigned anew, and which blank sheets are to be taken back for it."""

    added: tuple[Pair, ...] = ()
    removed: tuple[Pair, ...] = ()


@shape
class Shortage:
    """Why there is no plan, and what would make one.

    `missing` tells how many experts an application lacks, `idle` how many sheets an expert is below the least. With
    `most_that_holds` as the upper bound, or `least_that_holds` as the lower one, everything has a place.
    """

    missing: tuple[tuple[int, int], ...]
    idle: tuple[tuple[int, int], ...]
    most_that_holds: int
    least_that_holds: int
