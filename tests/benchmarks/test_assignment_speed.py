"""Choosing experts beside the bare call of the solver on the same problem."""

from __future__ import annotations

import random
from collections.abc import Callable

from desktop_app.rules.assignment import _Network, solve
from desktop_app.shapes.assignment import AssignmentPlan, AssignmentProblem, Demand

APPLICATIONS, EXPERTS, EACH = 1_000, 60, 5


def _problem() -> AssignmentProblem:
    """Experts come from 30 organisations, 24 of which have applications; one pair in fifty is declared a tie."""
    dice = random.Random(20251124)
    homes = [dice.randrange(30) for _ in range(EXPERTS)]
    demands = []
    for application in range(APPLICATIONS):
        organization = dice.randrange(24)
        able = [e for e in range(EXPERTS) if homes[e] != organization and dice.random() > 0.02]
        costs = tuple((expert, dice.choice((0, 40, 100))) for expert in able)
        demands.append(Demand(application, organization, frozenset(), frozenset(), costs))
    return AssignmentProblem(EACH, tuple(demands), tuple(range(EXPERTS)))


def test_assignment(compare: Callable[..., None]) -> None:
    """1,000 applications × 60 experts × 5 each: the programme is built, and read, in less time than it is solved in."""
    from scipy.optimize import linprog

    problem = _problem()
    programme = _Network(problem, movable=False).programme()
    made: list[object] = []
    compare(
        f"assignment of {APPLICATIONS} × {EXPERTS} × {EACH}",
        lambda: linprog(**programme),
        lambda: made.append(solve(problem)),
        goal=2,
        rounds=5,
    )
    (plan, *_) = made
    assert isinstance(plan, AssignmentPlan)
    assert len(plan.added) == APPLICATIONS * EACH
