"""Who scores what: exactly k experts for each application, no conflict, loads as even and as fitting as can be.

A minimum-cost flow, solved as a linear programme by HiGHS (Huangfu, Hall: Parallelizing the dual revised simplex
method, 2018) through SciPy. Every sheet flows from its application to its expert, through the expert's share of the
application's organisation, into the expert's load, and costs more the more have flowed there. The constraints are
those of a network, so the corners of the programme are whole numbers (Hoffman, Kruskal 1956): nothing is rounded.

What a choice costs: the n-th sheet of an expert 1,000 n; an expert who is only warned of 200,000; one whose field does
not fit up to 100; a sheet beyond an even share of an organisation 60; a blank sheet taken back 500,000.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from desktop_app.shapes.assignment import AssignmentPlan, AssignmentProblem, Demand, Pair, Shortage

if TYPE_CHECKING:
    from numpy.typing import NDArray

MISSING = 50_000_000  # a sheet that nobody writes, or one below the least load
MOVED = 500_000
WARNED = 200_000
LOAD = 1_000
CROWDED = 60


def solve(problem: AssignmentProblem) -> AssignmentPlan | Shortage:
    """The cheapest choice. Blank sheets are taken back only where there is no choice that leaves them all.

    An application that has `each` experts or more gets none. A Shortage is told where no choice keeps to the bounds.
    """
    choice = _cheapest(problem, movable=False)
    if choice.short and any(demand.blank for demand in problem.demands):
        choice = _cheapest(problem, movable=True)
    return _shortage(problem, choice) if choice.short else choice.plan


@dataclass(slots=True)
class _Choice:
    """What was chosen, what everybody has then, and where that does not keep to the bounds."""

    plan: AssignmentPlan
    loads: Counter[int]
    missing: dict[int, int]
    idle: dict[int, int]
    over: bool  # somebody's blank sheets alone are too many

    @property
    def short(self) -> bool:
        return bool(self.missing or self.idle or self.over)


def _shortage(problem: AssignmentProblem, choice: _Choice) -> Shortage:
    """Loads that are as even as can be hold to the tightest bounds that any choice could hold to."""
    even = _cheapest(replace(problem, least=None, most=None), movable=True)
    return Shortage(
        tuple(choice.missing.items()),
        tuple(choice.idle.items()),
        max(even.loads.values(), default=0),
        min(even.loads.values(), default=0),
    )


def _cheapest(problem: AssignmentProblem, *, movable: bool) -> _Choice:
    network = _Network(problem, movable=movable)
    flow = network.solved()
    chosen = {pair for pair, column in network.pairs.items() if flow[column] > 0.5}
    blank = {(one.application, expert) for one in network.open for expert in one.blank} if movable else set()
    loads = network.had.copy()
    loads.update(expert for _, expert in chosen)
    missing = {one: round(flow[column]) for one, column in network.lacks.items() if flow[column] > 0.5}
    least = problem.least or 0
    idle = {expert: least - loads[expert] for expert in problem.experts if loads[expert] < least}
    plan = AssignmentPlan(tuple(sorted(chosen - blank)), tuple(sorted(blank - chosen)))
    return _Choice(plan, loads, missing, idle, over=not movable and _is_over(problem, loads))


def _is_over(problem: AssignmentProblem, loads: Counter[int]) -> bool:
    """More than `most`, and not because so many are scored already."""
    scored = Counter(expert for one in problem.demands for expert in one.scored)
    most = problem.most
    return most is not None and any(load > max(most, scored[expert]) for expert, load in loads.items())


@dataclass(slots=True)
class _Columns:
    """The programme's variables as they are added, and where each one enters which row, with which sign."""

    costs: list[float] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    signs: list[float] = field(default_factory=list)

    def add(self, cost: float, top: float, *, into: int | None = None, out_of: int | None = None) -> int:
        """One variable, the flow from a row into another; its number."""
        number = len(self.costs)
        self.costs.append(cost)
        self.tops.append(top)
        for row, sign in ((into, 1.0), (out_of, -1.0)):
            if row is not None:
                self.rows.append(row)
                self.places.append(number)
                self.signs.append(sign)
        return number


class _Network:
    """The problem as rows and columns. Every row is an equation: what flows in flows out, or is wanted there."""

    def __init__(self, problem: AssignmentProblem, *, movable: bool) -> None:
        self._problem = problem
        self._movable = movable
        self._columns = _Columns()
        self._wanted: list[float] = []  # the right-hand side
        self.open = [one for one in problem.demands if self._stay(one) < problem.each]
        self.had: Counter[int] = Counter(dict.fromkeys(problem.experts, 0))  # sheets that stay, by expert
        self.pairs: dict[Pair, int] = {}
        self.lacks: dict[int, int] = {}  # by application: the column of what it goes without
        self._build()

    def _stay(self, demand: Demand) -> int:
        """How many of its sheets stay. More than `each` are never cut down: nobody would know which."""
        return demand.has if demand.has > self._problem.each or not self._movable else len(demand.scored)

    def _build(self) -> None:
        moving = {one.application for one in self.open} if self._movable else set()
        for demand in self._problem.demands:
            self.had.update(demand.scored)
            if demand.application not in moving:
                self.had.update(demand.blank)
        loads = {expert: self._row() for expert in self._problem.experts}
        shares: dict[Pair, int] = {}
        for demand in self.open:
            lacking = self._row(self._problem.each - self._stay(demand))
            self.lacks[demand.application] = self._columns.add(MISSING, math.inf, into=lacking)
            for expert, cost in self._choosable(demand):
                share = shares.setdefault((demand.organization, expert), len(self._wanted))
                if share == len(self._wanted):
                    self._row()
                column = self._columns.add(cost, 1.0, into=lacking, out_of=share)
                self.pairs[demand.application, expert] = column
        fair = self._fair_shares()
        for (organization, expert), share in shares.items():
            self._columns.add(0.0, fair[organization], into=share, out_of=loads[expert])
            self._columns.add(CROWDED, math.inf, into=share, out_of=loads[expert])
        for expert, row in loads.items():
            self._add_loads(expert, row)

    def _row(self, wanted: float = 0.0) -> int:
        self._wanted.append(wanted)
        return len(self._wanted) - 1

    def _choosable(self, demand: Demand) -> Iterable[Pair]:
        """Who can be chosen, at what cost: a blank sheet that stays is a gain beside one that is taken back."""
        yield from demand.candidates
        if self._movable:
            yield from ((expert, -MOVED) for expert in demand.blank)

    def _fair_shares(self) -> dict[int, float]:
        """How many of an organisation's sheets an expert takes before they crowd."""
        applications = Counter(one.organization for one in self.open)
        experts = max(1, len(self._problem.experts))
        return {where: math.ceil(self._problem.each * count / experts) for where, count in applications.items()}

    def _add_loads(self, expert: int, row: int) -> None:
        """One column a sheet, dearer than the one before. Far beyond an even load one wide column stands for the rest,
        dearer still: a thousand columns for each of sixty experts would only be carried along."""
        had, most, least = self.had[expert], self._problem.most, self._problem.least or 0
        room = math.inf if most is None else max(0, most - had)
        steps = int(min(room, max(self._enough, least - had)))
        for number in range(had + 1, had + steps + 1):
            self._columns.add(LOAD * number - (MISSING if number <= least else 0), 1.0, into=row)
        if room > steps:
            self._columns.add(2.0 * LOAD * (had + steps + 1), room - steps, into=row)

    @property
    def _enough(self) -> int:
        """Twice the even load, and some."""
        return 8 + 2 * self._problem.each * len(self.open) // max(1, len(self._problem.experts))

    def solved(self) -> NDArray[Any]:
        """The flow in every column; where nothing is open, nothing flows."""
        import numpy as np
        from scipy.optimize import linprog

        if not self.open:
            return np.zeros(len(self._columns.costs))
        result = linprog(**self.programme())
        if result.status:  # every row has a column that may take anything: there is always an answer
            raise RuntimeError(f"HiGHS: {result.message}")
        return result.x  # type: ignore[no-any-return]

    def programme(self) -> dict[str, Any]:
        """What `scipy.optimize.linprog` is handed."""
        import numpy as np
        from scipy.sparse import csr_array

        columns = self._columns
        shape = (len(self._wanted), len(columns.costs))
        return {
            "c": np.array(columns.costs),
            "A_eq": csr_array((columns.signs, (columns.rows, columns.places)), shape=shape),
            "b_eq": np.array(self._wanted),
            "bounds": np.column_stack((np.zeros(shape[1]), columns.tops)),
            "method": "highs-ds",
        }
