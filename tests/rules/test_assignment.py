"""Exactly k experts each, nobody over the limit, what is scored stays, and no choice is cheaper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.assignment import CROWDED, LOAD, MOVED, WARNED, solve
from desktop_app.shapes.assignment import AssignmentPlan, AssignmentProblem, Demand, Pair, Shortage

EXPERTS = (1, 2, 3, 4)


def demand(
    application: int,
    candidates: Iterable[int] = EXPERTS,
    *,
    scored: Iterable[int] = (),
    blank: Iterable[int] = (),
    cost: int = 0,
    organization: int = 0,
) -> Demand:
    told = tuple((expert, cost) for expert in candidates)
    return Demand(application, organization or application, frozenset(scored), frozenset(blank), told)


def problem(*demands: Demand, each: int, least: int | None = None, most: int | None = None) -> AssignmentProblem:
    return AssignmentProblem(each, demands, EXPERTS, least, most)


def chosen(asked: AssignmentProblem) -> set[Pair]:
    """Everything that is assigned after the plan."""
    plan = solve(asked)
    assert isinstance(plan, AssignmentPlan)
    has = {(one.application, expert) for one in asked.demands for expert in one.scored | one.blank}
    assert not has & set(plan.added)
    assert set(plan.removed) <= {(one.application, expert) for one in asked.demands for expert in one.blank}
    return (has - set(plan.removed)) | set(plan.added)


def loads(pairs: Iterable[Pair]) -> list[int]:
    count = Counter(expert for _, expert in pairs)
    return [count[expert] for expert in EXPERTS]


def test_ten_sheets_over_four_experts_are_two_or_three_each() -> None:
    pairs = chosen(problem(*(demand(n) for n in range(11, 16)), each=2))
    assert set(Counter(application for application, _ in pairs).values()) == {2}
    assert sorted(loads(pairs)) == [2, 2, 3, 3]


def test_who_has_no_choice_gets_the_expert_another_could_spare() -> None:
    pairs = chosen(problem(demand(11, (1, 2)), demand(12, (1,)), demand(13, (1, 2)), each=1, most=2))
    assert (12, 1) in pairs
    assert sorted(loads(pairs)) == [0, 0, 1, 2]


def test_the_expert_whose_field_fits_is_preferred_where_loads_are_equal() -> None:
    one = Demand(11, 1, frozenset(), frozenset(), ((1, 100), (2, 40), (3, 0), (4, 50)))
    assert chosen(problem(one, each=2)) == {(11, 3), (11, 2)}


def test_who_is_only_warned_of_is_asked_last() -> None:
    one = Demand(11, 1, frozenset(), frozenset(), ((1, WARNED), (2, 100), (3, WARNED), (4, 100)))
    full = demand(12, (), scored=(2, 4))
    more = demand(13, (), scored=(2, 4))
    assert chosen(problem(one, full, more, each=2)) >= {(11, 2), (11, 4)}


def test_only_what_lacks_is_drawn_and_more_than_k_are_left() -> None:
    asked = problem(demand(11, (3, 4), scored=(1,), blank=(2,)), demand(12, (), blank=EXPERTS), each=3)
    plan = solve(asked)
    assert isinstance(plan, AssignmentPlan)
    assert ([a for a, _ in plan.added], plan.removed) == ([11], ())


def test_a_blank_sheet_moves_only_where_nothing_else_helps() -> None:
    """Expert 1 is full with a sheet that another could write; 12 can have nobody else."""
    held = demand(11, (2, 3), blank=(1,))
    asked = problem(held, demand(12, (1,)), each=1, most=1)
    assert solve(asked) == AssignmentPlan(added=((11, 2), (12, 1)), removed=((11, 1),)) or solve(
        asked
    ) == AssignmentPlan(added=((11, 3), (12, 1)), removed=((11, 1),))
    scored = replace(held, scored=frozenset((1,)), blank=frozenset())
    assert solve(problem(scored, demand(12, (1,)), each=1, most=1)) == Shortage(((12, 1),), (), 2, 0)


def test_where_experts_run_out_it_is_said_who_lacks_and_what_would_hold() -> None:
    asked = problem(*(demand(n) for n in (11, 12, 13)), each=4, most=2)
    shortage = solve(asked)
    assert isinstance(shortage, Shortage)
    assert (sum(lacking for _, lacking in shortage.missing), shortage.most_that_holds) == (4, 3)
    assert not isinstance(solve(replace(asked, most=shortage.most_that_holds)), Shortage)
    below = solve(problem(demand(11), demand(12), each=2, least=2))
    assert below == Shortage((), below.idle, 1, 1)  # type: ignore[union-attr]
    assert not isinstance(solve(problem(demand(11), demand(12), each=2, least=1)), Shortage)


# --- against every choice there is ------------------------------------------------------------------------------------


@st.composite
def problems(draw: st.DrawFn) -> AssignmentProblem:
    each = draw(st.integers(1, 2))
    demands = []
    for application in range(11, 11 + draw(st.integers(1, 4))):
        candidates = draw(st.sets(st.sampled_from(EXPERTS), min_size=each))
        has = draw(st.sets(st.sampled_from(EXPERTS), max_size=each))
        scored = draw(st.sets(st.sampled_from(sorted(has)))) if has else set()
        costs = tuple((expert, draw(st.sampled_from((0, 40, 100, WARNED)))) for expert in sorted(candidates - has))
        demands.append(Demand(application, draw(st.integers(1, 2)), frozenset(scored), frozenset(has - scored), costs))
    return AssignmentProblem(each, tuple(one for one in demands if one.reach >= each), EXPERTS)


def every_choice(asked: AssignmentProblem) -> Iterator[set[Pair]]:
    """All assignments that give every application its experts and keep what is scored."""
    ways = []
    for one in asked.demands:
        movable = sorted(one.blank | {expert for expert, _ in one.candidates})
        lacking = asked.each - len(one.scored)
        ways.append([{(one.application, e) for e in (*one.scored, *more)} for more in combinations(movable, lacking)])
    for way in product(*ways):
        yield set().union(*way)


def cost(asked: AssignmentProblem, pairs: set[Pair]) -> int:
    """What the module's page says a choice costs, reckoned from scratch."""
    open_ = [one for one in asked.demands if len(one.scored) < asked.each]
    count = Counter(loads(pairs))
    total = sum(LOAD * load * (load + 1) // 2 * times for load, times in count.items())
    new = Counter[Pair]()
    for one in open_:
        given_costs = dict(one.candidates)
        for application, expert in pairs:
            if application == one.application and expert not in one.scored:
                total += given_costs.get(expert, 0)
                new[one.organization, expert] += 1
        total += MOVED * sum((one.application, expert) not in pairs for expert in one.blank)
    for (organization, _), sheets in new.items():
        fair = ceil(asked.each * sum(one.organization == organization for one in open_) / len(EXPERTS))
        total += CROWDED * max(0, sheets - fair)
    return total


@settings(deadline=None)
@given(problems())
def test_no_other_choice_is_cheaper(asked: AssignmentProblem) -> None:
    """Nothing blank has to move here: the choice with all of them is optimal among those that keep them."""
    pairs = chosen(asked)
    assert all(len([a for a, _ in pairs if a == one.application]) == asked.each for one in asked.demands)
    allowed = {(o.application, e) for o in asked.demands for e in (*o.scored, *o.blank, *dict(o.candidates))}
    assert pairs <= allowed
    frozen = replace(
        asked, demands=tuple(replace(one, scored=one.scored | one.blank, blank=frozenset()) for one in asked.demands)
    )
    assert cost(frozen, pairs) == min(cost(frozen, choice) for choice in every_choice(frozen))


@settings(deadline=None)
@given(problems(), st.integers(1, 3), st.integers(0, 2))
def test_there_is_a_plan_whenever_the_bounds_allow_one_and_it_moves_as_little_as_can_be(
    asked: AssignmentProblem, most: int, least: int
) -> None:
    asked = replace(asked, most=most, least=min(least, most))
    had = loads((one.application, expert) for one in asked.demands for expert in one.scored)
    holding = [
        choice
        for choice in every_choice(asked)
        if all(min(least, most) <= load <= max(most, before) for load, before in zip(loads(choice), had, strict=True))
    ]
    plan = solve(asked)
    assert isinstance(plan, Shortage) == (not holding)
    if isinstance(plan, AssignmentPlan):
        blank = {(one.application, expert) for one in asked.demands for expert in one.blank}
        assert len(plan.removed) == min(len(blank - choice) for choice in holding)


@settings(deadline=None)
@given(problems(), st.data())
def test_a_conflict_more_is_never_assigned(asked: AssignmentProblem, data: st.DataObject) -> None:
    pairs = [(one.application, expert) for one in asked.demands for expert, _ in one.candidates]
    if not pairs:
        return
    application, expert = data.draw(st.sampled_from(pairs))
    demands = tuple(
        replace(one, candidates=tuple(each for each in one.candidates if each[0] != expert))
        if one.application == application
        else one
        for one in asked.demands
    )
    plan = solve(replace(asked, demands=tuple(one for one in demands if one.reach >= asked.each)))
    assert isinstance(plan, AssignmentPlan)
    assert (application, expert) not in plan.added
