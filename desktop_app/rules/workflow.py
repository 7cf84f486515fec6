"""The states of an application and which may follow which (domain: 状态表). One table; nothing else decides."""

from __future__ import annotations

from collections.abc import Mapping

from db.enums import State
from desktop_app.rules.errors import RuleBroken

S = State
ENDED = frozenset({S.WITHDRAWN, S.DISQUALIFIED, S.NOT_ADMITTED})  # kept, but not live: the branch may apply anew
AT_THE_DESK = frozenset({S.REGISTERED, S.INCOMPLETE, S.ACCEPTED})  # material may still be added

_FORWARD: Mapping[State, frozenset[State]] = {
    S.REGISTERED: frozenset({S.INCOMPLETE, S.ACCEPTED}),
    S.INCOMPLETE: frozenset({S.REGISTERED, S.ACCEPTED}),
    S.ACCEPTED: frozenset({S.REGISTERED, S.INCOMPLETE, S.UNDER_REVIEW}),
    S.UNDER_REVIEW: frozenset({S.SHORTLISTED, S.NOT_SELECTED}),
    S.SHORTLISTED: frozenset({S.REVISING, S.NOT_ESTABLISHED}),
    S.NOT_SELECTED: frozenset({S.SHORTLISTED}),  # 递补: a place fell free
    S.REVISING: frozenset({S.REVISED, S.NOT_ESTABLISHED}),
    S.REVISED: frozenset({S.APPROVED, S.REVISING, S.NOT_ESTABLISHED}),
    S.APPROVED: frozenset({S.PUBLISHED, S.REVISING, S.NOT_ESTABLISHED}),
    S.PUBLISHED: frozenset({S.ESTABLISHED, S.REVISING, S.NOT_ESTABLISHED}),
    S.ESTABLISHED: frozenset({S.CULTIVATING}),
    S.CULTIVATING: frozenset({S.AWAITING_ACCEPTANCE}),
    S.AWAITING_ACCEPTANCE: frozenset({S.EXCELLENT, S.QUALIFIED, S.UNQUALIFIED, S.POSTPONED}),
    S.POSTPONED: frozenset({S.AWAITING_ACCEPTANCE}),
    S.EXCELLENT: frozenset(),
    S.QUALIFIED: frozenset(),
    S.UNQUALIFIED: frozenset(),
    S.NOT_ESTABLISHED: frozenset(),
    S.DISQUALIFIED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.NOT_ADMITTED: frozenset(),
}
NEXT: Mapping[State, frozenset[State]] = {
    state: following if state in ENDED else following | ENDED for state, following in _FORWARD.items()
}


def check_move(current: State, target: State) -> None:
    """Raise RuleBroken unless an application may go from `current` to `target` in one step."""
    if target in NEXT[current]:
        return
    ways = "、".join(state for state in State if state in NEXT[current]) or "无（已是终局）"
    raise RuleBroken(f"“{current}”的申报项目不能直接改为“{target}”。", f"从“{current}”可以走到：{ways}。")
