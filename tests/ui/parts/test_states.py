"""A state has one mark and one word, wherever it stands."""

from __future__ import annotations

from db.enums import State
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.states import application_badge


def test_every_state_is_said_in_its_own_word() -> None:
    words = {state: application_badge(state).word for state in State}
    assert words == {state: "已撤回" if state is State.WITHDRAWN else str(state) for state in State}


def test_only_what_waits_for_something_is_amber() -> None:
    assert [state for state in State if application_badge(state).token == "warn"] == [State.INCOMPLETE]
    assert application_badge(State.CULTIVATING) == Badge("text", "circle-dot", "培育中")


def test_what_came_late_says_so_beside_its_state_until_it_is_approved() -> None:
    assert application_badge(State.ACCEPTED, unapproved=True) == Badge("warn", "clock", "逾期待批", filled=True)
    assert application_badge(State.INCOMPLETE, unapproved=True).word == "逾期待补正"
