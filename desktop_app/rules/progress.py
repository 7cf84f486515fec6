"""进度: how many applications got how far. A stage counts whoever reached it, also those who then fell out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from db.enums import State
from desktop_app.shapes.dashboard import Progress, Stage

S = State
_CLOSED = frozenset({S.EXCELLENT, S.QUALIFIED})
_ESTABLISHED = _CLOSED | {S.ESTABLISHED, S.CULTIVATING, S.AWAITING_ACCEPTANCE, S.UNQUALIFIED, S.POSTPONED}
_SHORTLISTED = _ESTABLISHED | {S.SHORTLISTED, S.REVISING, S.REVISED, S.APPROVED, S.PUBLISHED, S.NOT_ESTABLISHED}
_REVIEWED = _SHORTLISTED | {S.UNDER_REVIEW, S.NOT_SELECTED}
_ACCEPTED = _REVIEWED | {S.ACCEPTED}
_LATER = (("评审中", _REVIEWED), ("拟立项", _SHORTLISTED), ("已立项", _ESTABLISHED), ("结项", _CLOSED))


# What a step of the season has to deal with, and where a project is that it is done with.
_STEPS = {
    "专家评审": (frozenset({S.UNDER_REVIEW}), _SHORTLISTED | {S.NOT_SELECTED}),
    "修改审定": (frozenset({S.SHORTLISTED, S.REVISING, S.REVISED}), _ESTABLISHED | {S.APPROVED, S.PUBLISHED}),
    "立项公示": (frozenset({S.APPROVED, S.PUBLISHED}), _ESTABLISHED),
    "培育建设": (
        frozenset({S.ESTABLISHED, S.CULTIVATING}),
        _CLOSED | {S.AWAITING_ACCEPTANCE, S.UNQUALIFIED, S.POSTPONED},
    ),
    "结项验收": (frozenset({S.AWAITING_ACCEPTANCE, S.POSTPONED}), _CLOSED | {S.UNQUALIFIED}),
}


def undone(step: str, states: Collection[State]) -> bool:
    """Whether a step of the season is still to be done for these projects; those the calendar ends never are."""
    if step not in _STEPS:
        return False
    inside, past = _STEPS[step]
    return any(state in inside for state in states) or not any(state in past for state in states)


def stages(obligated: int, applications: Sequence[Progress]) -> tuple[Stage, ...]:
    """应报 (branches of the roster), 已收 and 已受理 always; what comes after the desk once somebody is there."""
    received = [each for each in applications if each.received or each.state in _REVIEWED]
    counted = [Stage("应报", obligated, obligated), _stage("已收", received)]
    counted.append(_stage("已受理", [each for each in applications if each.state in _ACCEPTED]))
    for name, states in _LATER:
        there = [each for each in applications if each.state in states]
        counted.append(_stage(name, there) if there else Stage(name, None))
    return tuple(counted)


def _stage(name: str, there: Sequence[Progress]) -> Stage:
    return Stage(name, len(there), sum(each.obligated for each in there))
