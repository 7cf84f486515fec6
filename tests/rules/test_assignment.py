"""Exactly k experts each, nobody over the limit, what is assigned stays, and no choice is more even."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.assignment import Draw, Wish, draw, too_few

EXPERTS = (1, 2, 3, 4)


def everyone(*applications: int) -> list[Wish]:
    return [Wish(application, EXPERTS) for application in applications]


def loads_after(drawn: Draw, loads: dict[int, int]) -> dict[int, int]:
    return {e: had + sum(e in experts for experts in drawn.drawn.values()) for e, had in loads.items()}


def unevenness(loads: dict[int, int]) -> int:
    return sum(load * load for load in loads.values())


def test_ten_sheets_over_four_experts_are_two_or_three_each() -> None:
    nothing = dict.fromkeys(EXPERTS, 0)
    drawn = draw(everyone(11, 12, 13, 14, 15), each=2, loads=nothing, most=None)
    assert {len(experts) for experts in drawn.drawn.values()} == {2}
    assert sorted(loads_after(drawn, nothing).values()) == [2, 2, 3, 3]


def test_who_has_no_choice_gets_the_expert_another_could_spare() -> None:
    wishes = [Wish(11, (1, 2)), Wish(12, (1,)), Wish(13, (1, 2))]
    drawn = draw(wishes, each=1, loads={1: 0, 2: 0}, most=2)
    assert (drawn.drawn[12], drawn.exhausted) == ({1}, set())
    assert sorted(loads_after(drawn, {1: 0, 2: 0}).values()) == [1, 2]


def test_an_application_that_goes_short_gets_nobody_and_is_named() -> None:
    drawn = draw(everyone(11, 12, 13), each=4, loads=dict.fromkeys(EXPERTS, 0), most=2)
    short = [application for application, experts in drawn.drawn.items() if not experts]
    assert drawn.exhausted == set(short)
    assert len(short) == 1


def test_only_what_lacks_is_drawn() -> None:
    wish = Wish(11, (3, 4), has=frozenset((1, 2)))
    full = Wish(12, (4,), has=frozenset((1, 2, 3)))
    loads = {1: 2, 2: 2, 3: 1, 4: 0}
    assert draw([wish, full], each=3, loads=loads, most=None).drawn == {11: {4}, 12: set()}
    assert list(too_few([wish, full], 5)) == [11, 12]


@st.composite
def panels(draw_: st.DrawFn) -> tuple[list[Wish], int, dict[int, int]]:
    each = draw_(st.integers(1, 2))
    subsets = st.sets(st.sampled_from(EXPERTS), min_size=each).map(lambda found: tuple(sorted(found)))
    wishes = [Wish(10 + n, candidates) for n, candidates in enumerate(draw_(st.lists(subsets, min_size=1, max_size=4)))]
    return wishes, each, {expert: draw_(st.integers(0, 2)) for expert in EXPERTS}


@given(panels())
def test_no_other_choice_is_more_even(panel: tuple[list[Wish], int, dict[int, int]]) -> None:
    wishes, each, loads = panel
    drawn = draw(wishes, each=each, loads=loads, most=None)
    assert not drawn.exhausted
    assert all(len(drawn.drawn[w.application]) == each for w in wishes)
    assert all(drawn.drawn[w.application] <= set(w.candidates) for w in wishes)
    choices = product(*(combinations(w.candidates, each) for w in wishes))
    best = min(
        unevenness({e: had + sum(e in chosen for chosen in choice) for e, had in loads.items()}) for choice in choices
    )
    assert unevenness(loads_after(drawn, loads)) == best


@given(panels(), st.integers(1, 3))
def test_everyone_is_filled_whenever_the_limit_allows_it(
    panel: tuple[list[Wish], int, dict[int, int]], most: int
) -> None:
    wishes, each, loads = panel
    drawn = draw(wishes, each=each, loads=loads, most=most)
    after = loads_after(drawn, loads)
    assert all(after[e] <= max(most, loads[e]) for e in EXPERTS)
    possible = any(
        all(
            had + sum(e in chosen for chosen in choice) <= most
            for e, had in loads.items()
            if any(e in chosen for chosen in choice)
        )
        for choice in product(*(combinations(w.candidates, each) for w in wishes))
    )
    assert (not drawn.exhausted) == possible
