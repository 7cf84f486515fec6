"""Places: held against a slow and plain computation with Fractions."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.ranking import COLLECTIVE, MEDIAN, Decision, Placed, rank, standings
from desktop_app.shapes.ranking import Standing

CRITERION = "一融双高"
# Few different totals, so that ties of every depth come up often.
SHEET = st.tuples(st.integers(80, 84).map(lambda points: 100 * points), st.integers(20, 22).map(lambda p: 100 * p))
PANELS = st.dictionaries(st.integers(1, 99), st.lists(SHEET, max_size=8), max_size=12)
LEAST = st.sampled_from([None, 3, 5])


def totals_of(panel):
    return {key: [total for total, _ in sheets] for key, sheets in panel.items()}


def points_of(panel):
    return {key: [points for _, points in sheets] for key, sheets in panel.items()}


def ranked(panel, least, decisions=None):
    return rank(totals_of(panel), least, CRITERION, points_of(panel), decisions)


def measures(sheets, least):
    """Mean, mean of the tie criterion, median: as the rules tell them."""
    totals = sorted(total for total, _ in sheets)
    rest = totals[1:-1] if least is not None and len(totals) >= least else totals
    return (
        Fraction(sum(rest), len(rest)),
        Fraction(sum(points for _, points in sheets), len(sheets)),
        Fraction(median([Fraction(total) for total in totals])),
    )


@given(PANELS, LEAST)
def test_the_order_is_that_of_the_plain_measures(panel, least):
    found = ranked(panel, least)
    measured = {key: measures(sheets, least) for key, sheets in panel.items() if sheets}
    assert [each.key for each in found] == sorted(measured, key=lambda key: (*(-m for m in measured[key]), key))


@given(PANELS, LEAST)
def test_a_place_is_one_more_than_those_who_are_better(panel, least):
    measured = {key: measures(sheets, least) for key, sheets in panel.items() if sheets}
    for each in ranked(panel, least):
        assert each.place == 1 + sum(other > measured[each.key] for other in measured.values())
        own = measured[each.key]
        assert set(each.shares or [each.key]) == {key for key, m in measured.items() if m == own}
        assert set(each.equals or [each.key]) == {key for key, m in measured.items() if m[0] == own[0]}


@given(PANELS, LEAST)
def test_the_rule_that_parts_is_the_last_that_was_needed(panel, least):
    measured = {key: measures(sheets, least) for key, sheets in panel.items() if sheets}
    for each in ranked(panel, least):
        own = measured.pop(each.key)
        depth = max((sum(1 for n in (1, 2, 3) if own[:n] == m[:n]) for m in measured.values()), default=0)
        assert each.tie == ("", CRITERION, MEDIAN, COLLECTIVE)[depth]
        measured[each.key] = own


@given(PANELS, LEAST, st.randoms())
def test_the_order_of_the_input_does_not_matter(panel, least, random):
    mixed = {key: random.sample(panel[key], len(panel[key])) for key in random.sample(list(panel), len(panel))}
    assert ranked(mixed, least) == ranked(panel, least)


@given(PANELS, LEAST)
def test_a_decision_on_a_whole_tie_parts_it_in_its_order(panel, least):
    before = ranked(panel, least)
    sharing = next((each for each in before if each.shares), None)
    if sharing is None:
        return
    order = sorted(sharing.shares, reverse=True)
    decisions = {key: Decision(at, "部务会", "理由", 7) for at, key in enumerate(order, start=1)}
    after = ranked(panel, least, decisions)
    places = {each.key: each.place for each in after}
    assert [places[key] for key in order] == list(range(sharing.place, sharing.place + len(order)))
    assert {(e.key, e.place, e.tie) for e in before if e.key not in order} == {
        (e.key, e.place, e.tie) for e in after if e.key not in order
    }


@pytest.mark.parametrize(
    "decisions",
    [
        {1: Decision(1, "部务会", "理由", 7)},
        {1: Decision(1, "部务会", "理由", 7), 2: Decision(1, "部务会", "理由", 8)},
        {1: Decision(1, "部务会", "理由", 7), 2: Decision(2, "部务会", "理由", 8)},
    ],
)
def test_half_a_decision_or_two_of_them_part_nothing(decisions):
    found = rank({1: [8600], 2: [8600]}, None, decisions=decisions)
    assert found == [Placed(1, 1, COLLECTIVE, (1, 2), (1, 2)), Placed(2, 1, COLLECTIVE, (1, 2), (1, 2))]


def test_equal_places_are_shared_and_the_next_is_passed_over():
    found = rank({1: [8000], 2: [9000], 3: [9000], 4: [], 5: [7000]}, None)
    assert [(each.key, each.place) for each in found] == [(2, 1), (3, 1), (1, 3), (5, 4)]


def test_nobody_is_ranked_where_nothing_is_valid():
    assert rank({}, 5) == []
    assert rank({1: []}, 5) == []


@given(st.lists(st.integers(1, 4), max_size=8), st.integers(0, 30))
def test_the_line_runs_between_places_or_through_a_shared_one(sizes, quota):
    order, place, key = [], 1, 0
    for size in sizes:
        order += [(key + at, place) for at in range(size)]
        key, place = key + size, place + size
    found = standings(order, quota)
    assert list(found) == [key for key, _ in order]
    within = [key for key, standing in found.items() if standing is Standing.WITHIN]
    across = [key for key, standing in found.items() if standing is Standing.ACROSS]
    assert len(within) <= quota
    assert len(within) + len(across) >= min(quota, len(order))
    assert len({place for key, place in order if key in across}) <= 1
    if not across:
        assert len(within) == min(quota, len(order))
    else:
        assert len(within) < quota < len(within) + len(across)
