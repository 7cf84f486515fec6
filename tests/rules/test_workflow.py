"""The transition table, step by step."""

from __future__ import annotations

import itertools

import pytest

from db.enums import State
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workflow import ENDED, NEXT, check_move

SEASON = (
    State.REGISTERED,
    State.INCOMPLETE,
    State.ACCEPTED,
    State.UNDER_REVIEW,
    State.SHORTLISTED,
    State.REVISING,
    State.REVISED,
    State.APPROVED,
    State.PUBLISHED,
    State.ESTABLISHED,
    State.CULTIVATING,
    State.AWAITING_ACCEPTANCE,
    State.QUALIFIED,
)


def test_every_state_has_its_line():
    assert set(NEXT) == set(State)


def test_the_whole_season_can_be_walked():
    for current, target in itertools.pairwise(SEASON):
        check_move(current, target)


@pytest.mark.parametrize("state", [s for s in State if s not in ENDED])
def test_copying_withdrawal_and_refusal_end_it_from_anywhere(state):
    for end in ENDED:
        check_move(state, end)


@pytest.mark.parametrize("state", sorted(ENDED))
def test_what_ended_stays_ended(state):
    assert NEXT[state] == frozenset()


@pytest.mark.parametrize(
    ("current", "target"),
    [
        (State.REGISTERED, State.UNDER_REVIEW),
        (State.INCOMPLETE, State.UNDER_REVIEW),
        (State.SHORTLISTED, State.APPROVED),
        (State.REVISING, State.PUBLISHED),
        (State.APPROVED, State.ESTABLISHED),
        (State.ESTABLISHED, State.REGISTERED),
    ],
)
def test_a_step_that_is_not_in_the_table_is_refused_with_the_ways_there_are(current, target):
    with pytest.raises(RuleBroken) as refused:
        check_move(current, target)
    assert f"“{current}”" in refused.value.what
    assert f"“{target}”" in refused.value.what
    assert all(way in refused.value.todo for way in NEXT[current])
