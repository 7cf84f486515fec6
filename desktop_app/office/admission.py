"""Whether an application counts: 撤回, 不予受理, and taking either back; all by name and with a reason."""

from __future__ import annotations

from db.enums import State, TextCheck
from db.models import Application, StateChange
from desktop_app.office import steps
from desktop_app.office.lacking import copies_of, has_file
from desktop_app.office.live import LIVE
from desktop_app.office.rows import row_of
from desktop_app.rules.completeness import state_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workflow import AT_THE_DESK

OUT = frozenset({State.WITHDRAWN, State.NOT_ADMITTED})  # what can be taken back here; 取消资格 is not


def withdraw(*, application_id: int, reason: str, by: str, at: str) -> None:
    """撤回: the branch takes its application back."""
    steps.move(application_id=application_id, target=State.WITHDRAWN, by=by, at=at, reason=reason)


def refuse(*, application_id: int, reason: str, by: str, at: str) -> None:
    """不予受理: the office does not take it."""
    steps.move(application_id=application_id, target=State.NOT_ADMITTED, by=by, at=at, reason=reason)


def reinstate(*, application_id: int, reason: str, by: str, at: str) -> State:
    """Let an application count again that was withdrawn or not admitted, for a reason; says its state.

    At the desk the state follows from what lies there. RuleBroken when the branch has applied anew meanwhile.
    """
    application = row_of(Application, application_id)
    named = f"{application.number}“{application.branch.name}”"
    before = State(application.state)
    if before not in OUT:
        raise RuleBroken(f"{named}是“{before}”，不需要恢复。", "只有撤回、不予受理的可以恢复。")
    if not reason.strip():
        raise RuleBroken(f"恢复 {named} 要写明理由。", "例如“支部来函，继续申报”。")
    other = Application.get_or_none(
        (Application.round == application.round) & (Application.branch == application.branch) & LIVE
    )
    if other:
        raise RuleBroken(
            f"“{application.branch.name}”已另行申报 {other.number}“{other.brand}”。", "一个支部只能有一项。"
        )
    after = _state_before(application)
    steps.reinstate(application, after, reason=reason, by=by, at=at)
    return after


def _state_before(application: Application) -> State:
    """Where it stood when it went out; a public list it stood on has gone on without it."""
    last = StateChange.select().where(StateChange.application == application).order_by(StateChange.id.desc()).first()
    before = State(last.before) if last is not None and last.after == application.state else State.REGISTERED
    if before is State.PUBLISHED:
        return State.APPROVED
    if before not in AT_THE_DESK:
        return before
    copies = copies_of(application, application.round.copies)
    return state_of(copies, electronic=has_file(application), text=TextCheck(application.text_check))
