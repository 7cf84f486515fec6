"""递补: a place that fell free after 拟立项 goes to the next in the official ranking, kind by kind of quota."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from db.enums import Stage, State
from db.models import Application, Branch, StateChange
from desktop_app.office import steps
from desktop_app.office.ranking import ranking
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import ARRIVED, ON_THE_WAY, OUT
from desktop_app.rules.ranking import standings
from desktop_app.shapes.establishment import Successor, Vacancy
from desktop_app.shapes.ranking import QuotaLine, RankedApplication, Ranking, Standing

REASON = "递补"


def vacancies(round_id: int) -> tuple[Vacancy, ...]:
    """The places that are free, and who is next; () while nobody who was 拟立项 has gone out."""
    left = _left(round_id)
    if not left:
        return ()
    found = ranking(round_id, Stage.ESTABLISHMENT, official=False)
    holding = _holding(round_id)
    made = (_vacancy(line, found, holding, left) for line in found.lines)
    return tuple(each for each in made if each.free > 0)


def substitute(*, round_id: int, application_ids: Sequence[int], reason: str, by: str, at: str) -> int:
    """The next in the ranking become 拟立项 in place of those that went out; says how many. Run it as a final step.

    RuleBroken without a reason, without a free place, while the ranking is not official, where the place is shared
    (集体研究 first), and for one whose turn it is not.
    """
    if not reason.strip():
        raise RuleBroken("递补要写明理由。", "例如“ZBPP-2025-012 撤回，由下一名递补”。")
    open_ = vacancies(round_id)
    if not open_:
        raise RuleBroken("没有空出的名额，不能递补。", "拟立项的项目未立项、取消资格或撤回之后，才有名额空出。")
    for each in open_:
        if each.why_not and not each.next:
            raise RuleBroken(each.why_not, "请在“专家评审 → 排名”里处理。")
    turn = {one.application_id for each in open_ for one in _in_turn(each.next, application_ids)}
    for application_id in application_ids:
        if application_id not in turn:
            number = Application.get_by_id(application_id).number
            names = "、".join(one.number for each in open_ for one in each.next) or "无"
            raise RuleBroken(f"还没有轮到 {number} 递补。", f"按排名应由：{names}。")
        steps.move(
            application_id=application_id, target=State.SHORTLISTED, reason=f"{REASON}：{reason.strip()}", by=by, at=at
        )
    return len(application_ids)


def _in_turn(waiting: Sequence[Successor], wanted: Sequence[int]) -> list[Successor]:
    """Those that may be taken: nobody in front of them is left out. Equal places stand side by side."""
    first_left_out = min((one.place for one in waiting if one.application_id not in wanted), default=None)
    return [one for one in waiting if first_left_out is None or one.place <= first_left_out]


def is_substitute(application: Application) -> bool:
    """Whether it took a place that had fallen free."""
    filled = StateChange.application == application, StateChange.before == State.NOT_SELECTED
    return bool(StateChange.select().where(*filled, StateChange.after == State.SHORTLISTED).exists())


def _vacancy(line: QuotaLine, found: Ranking, holding: dict[int, str], left: dict[str, str]) -> Vacancy:
    """`holding` and `left`: the kind of branch by application id, and by number."""
    gone = tuple(number for number, kind in left.items() if line.kind in ("", kind))
    held = sum(line.kind in ("", kind) for kind in holding.values())
    free = max(0, min(len(gone), line.places - held))
    waiting = [r for r in found.rows if r.state == State.NOT_SELECTED and line.kind in ("", r.kind)]
    if not waiting:
        return Vacancy(line.kind, free, gone, why_not="排名里没有可以递补的项目。")
    if found.unverified:
        return Vacancy(line.kind, free, gone, why_not=f"还有 {len(found.unverified)} 张评分表没有复核，排不出递补。")
    where = standings([(r.application_id, r.place) for r in waiting], free)
    within = tuple(takewhile(lambda r: where[r.application_id] is Standing.WITHIN, waiting))
    tied = tuple(r.number for r in waiting if where[r.application_id] is Standing.ACROSS)
    why = f"{'、'.join(tied)} 并列，须先集体研究排出先后，再递补。" if tied else ""
    return Vacancy(line.kind, free, gone, tuple(map(_successor, within)), tied, why)


def _successor(row: RankedApplication) -> Successor:
    return Successor(row.application_id, row.number, row.branch, row.brand, row.place)


def _left(round_id: int) -> dict[str, str]:
    """Who was 拟立项 once and is out now."""
    once = StateChange.select(StateChange.application).where(StateChange.after == State.SHORTLISTED)
    return {row.number: row.branch.kind for row in _in_states(round_id, OUT).where(Application.id.in_(once))}


def _holding(round_id: int) -> dict[int, str]:
    return {row.id: row.branch.kind for row in _in_states(round_id, (*ON_THE_WAY, *ARRIVED))}


def _in_states(round_id: int, states: Sequence[State]) -> Any:
    return (
        Application.select(Application, Branch)
        .join(Branch)
        .where(Application.round == round_id, Application.state.in_([str(state) for state in states]))
        .order_by(Application.number)
    )
