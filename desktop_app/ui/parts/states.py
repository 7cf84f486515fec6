"""The states of an application as badges: one mark and one word for each, on every page."""

from __future__ import annotations

from db.enums import State
from desktop_app.ui.parts.badges import Badge

_AT_THE_DESK = {
    State.REGISTERED: Badge("text", "circle-dot", "登记"),
    State.INCOMPLETE: Badge("warn", "hourglass", "待补正"),
    State.ACCEPTED: Badge("good", "circle-check", "已受理"),
    State.WITHDRAWN: Badge("muted", "ban", "已撤回"),
    State.NOT_ADMITTED: Badge("muted", "ban", "不予受理"),
    State.DISQUALIFIED: Badge("muted", "ban", "取消资格"),
}


def application_badge(state: State, *, unapproved: bool = False) -> Badge:
    """Where an application stands; what is under way beyond the desk bears its own word. `unapproved`: it came late,
    and nobody has yet said that it counts."""
    if unapproved:
        return Badge("warn", "clock", f"逾期{state}" if state is State.INCOMPLETE else "逾期待批", filled=True)
    return _AT_THE_DESK.get(state, Badge("text", "circle-dot", str(state)))
