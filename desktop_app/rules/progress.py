"""进度: how many applications got how far. A stage counts whoever reached it, also those who then fell out."""

from __future__ import annotations

from collections.abc import Sequence

from db.enums import State
from desktop_app.shapes.dashboard import Progress, Stage

S = State
_CLOSED = frozenset({S.EXCELLENT, S.QUALIFIED})
_ESTABLISHED = _CLOSED | {S.ESTABLISHED, S.CULTIVATING, S.AWAITING_ACCEPTANCE, S.UNQUALIFIED, S.POSTPONED}
_SHORTLISTED = _ESTABLISHED | {S.SHORTLISTED, S.REVISING, S.REVISED, S.APPROVED, S.PUBLISHED, S.NOT_ESTABLISHED}
_REVIEWED = _SHORTLISTED | {S.UNDER_REVIEW, S.NOT_SELECTED}
_ACCEPTED = _REVIEWED | {S.ACCEPTED}
_LATER = (("评审中", _REVIEWED), ("拟立项", _SHORTLISTED), ("已立项", _ESTABLISHED), ("结项", _CLOSED))


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
