"""时间倒排: the plan of the current round, what has happened in it, and what was tried out made its dates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import peewee as pw

from db.enums import State
from db.models import Application, Publicity, PublicityItem, Revision, Round, StateChange
from desktop_app.office import admission_page, holidays, office_settings, rounds
from desktop_app.office.live import LIVE
from desktop_app.office.papers import letterhead
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import ARRIVED, ON_THE_WAY
from desktop_app.rules.plan_moves import adopted, basis_of, differences, later_steps
from desktop_app.rules.plan_report import plan_report
from desktop_app.rules.planner import season_plan
from desktop_app.shapes.desk_papers import DeskReport
from desktop_app.shapes.planner import PlanBasis, PlanKey, SeasonFacts, SeasonPlan, StepRecord, WorkPlan

K, S = PlanKey, State
_SELECTED = (*ON_THE_WAY, *ARRIVED)
_NO_DEADLINE = ("批次没有写申报截止日期，没有什么可以倒排。", "请在“系统设置 → 批次”里填写申报截止。")


def work_plan(now: datetime) -> WorkPlan:
    """The current round's plan as it stands. RuleBroken without a round, and for a round without a deadline."""
    round_id = rounds.required_round_id()
    draft = rounds.round_details(round_id).draft
    if not draft.submission_deadline:
        raise RuleBroken(*_NO_DEADLINE)
    return WorkPlan(round_id, draft.name, what_if(basis_of(draft, office_settings.profile()), now))


def what_if(basis: PlanBasis, now: datetime) -> SeasonPlan:
    """The current round planned from other dates and lengths; nothing is stored."""
    round_id, calendar, today = rounds.required_round_id(), holidays.calendar(), now.date()
    later = later_steps(rounds.round_details(round_id).draft, calendar, today)
    return season_plan(calendar, basis, happened(round_id), today, later)


def adopt(*, round_id: int, basis: PlanBasis) -> int:
    """Make these the dates of the round and the lengths of the office; says how many things are other than before.

    RuleBroken when nothing is, and for what `rounds.change_round` and the office's settings refuse.
    """
    draft, office = rounds.round_details(round_id).draft, office_settings.profile()
    changes = differences(basis_of(draft, office), basis)
    if not changes:
        raise RuleBroken("与现行安排没有不同，不用修改。", "请先改动日期或天数。")
    changed, settings = adopted(draft, office, basis)
    if changed != draft:
        rounds.change_round(round_id=round_id, draft=changed)
    if settings != office:
        office_settings.change_profile(profile=settings)
    return len(changes)


def work_plan_report(now: datetime) -> DeskReport:
    """工作倒排表, for the head of the department."""
    found = work_plan(now)
    return plan_report(found, letterhead(Round.get_by_id(found.round_id)), now)


# What has happened ----------------------------------------------------------------------------------------------------


def happened(round_id: int) -> SeasonFacts:
    """Actual days by step, of the applications that count."""
    states = [State(row.state) for row in Application.select(Application.state).where(_mine(round_id))]
    selected = sum(state in _SELECTED for state in states)
    past_review = sum(state in (*_SELECTED, S.NOT_SELECTED, S.NOT_ESTABLISHED) for state in states)
    posted, listed = _publicity(round_id)
    held = _held(round_id)
    return SeasonFacts(
        {
            K.SUBMISSION: StepRecord(through=len(states), of=len(states)),
            K.CORRECTION: _correction(round_id, states),
            K.REVIEW: StepRecord(
                _day(round_id, pw.fn.MIN, after=[S.UNDER_REVIEW]),
                _day(round_id, pw.fn.MAX, after=[S.SHORTLISTED, S.NOT_SELECTED], before=S.UNDER_REVIEW),
                past_review,
                past_review + states.count(S.UNDER_REVIEW),
                past_review > 0 and S.UNDER_REVIEW not in states,
            ),
            K.REVISION: _revision(round_id, states, selected),
            K.APPROVAL: _through(
                states,
                selected,
                (S.SHORTLISTED, S.REVISING, S.REVISED),
                None,
                _day(round_id, pw.fn.MAX, after=[S.APPROVED]),
            ),
            K.POSTING: StepRecord(posted, posted, over=posted is not None),
            K.PUBLICITY: _through(states, selected, ON_THE_WAY, posted, listed, held),
            K.ESTABLISHMENT: _through(
                states, selected, ON_THE_WAY, None, _day(round_id, pw.fn.MAX, after=[S.ESTABLISHED]), held
            ),
        },
        held,
    )


def _through(
    states: Collection[State],
    selected: int,
    waiting: Collection[State],
    begun: date | None,
    ended: date | None,
    held: int = 0,
) -> StepRecord:
    """A step that those in `waiting` are still to take; who is `held` by an objection keeps nobody else."""
    left = sum(state in waiting for state in states)
    return StepRecord(begun, ended, selected - left, selected, selected > left and left == held)


def _correction(round_id: int, states: Collection[State]) -> StepRecord:
    """Who still owes something, and the last day of the terms that were given."""
    owing = sum(state in (S.REGISTERED, S.INCOMPLETE) for state in states)
    terms = admission_page.open_terms(round_id).values()
    return StepRecord(None, max(terms, default=None), len(states) - owing, len(states), bool(states) and not owing)


def _revision(round_id: int, states: Collection[State], selected: int) -> StepRecord:
    """Opinions sent, 定稿 received: over when all are in and confirmed."""
    rows: Any = (
        Revision.select(pw.fn.COUNT(Revision.id), pw.fn.MAX(Revision.received_at))
        .join(Application)
        .where(_mine(round_id), Application.state.in_([str(state) for state in _SELECTED]))
        .tuples()
    )
    ((received, last),) = rows
    waiting = any(state in (S.SHORTLISTED, S.REVISING) for state in states)
    return StepRecord(
        _day(round_id, pw.fn.MIN, after=[S.REVISING]),
        date.fromisoformat(last[:10]) if last else None,
        received,
        selected,
        received > 0 and not waiting,
    )


def _publicity(round_id: int) -> tuple[date | None, date | None]:
    """The first list that projects stand on, from the day of posting to its last day; one that came down is none."""
    rows = (
        Publicity.select(Publicity.first, Publicity.last)
        .join(PublicityItem)
        .join(Application)
        .where(Publicity.round == round_id, LIVE)
        .where((Publicity.closed_at == "") | Application.state.in_([str(state) for state in (S.PUBLISHED, *ARRIVED)]))
        .order_by(Publicity.id.desc())
    )
    row = rows.first()
    return (date.fromisoformat(row.first), date.fromisoformat(row.last)) if row else (None, None)


def _held(round_id: int) -> int:
    """公示中 with no list of theirs still up."""
    up = (
        PublicityItem.select(PublicityItem.application)
        .join(Publicity)
        .where(Publicity.round == round_id, Publicity.closed_at == "")
    )
    rows = Application.select().where(_mine(round_id), Application.state == S.PUBLISHED)
    return int(rows.where(Application.id.not_in(up)).count())


def _day(round_id: int, pick: Any, *, after: list[State], before: State | None = None) -> date | None:
    """The first or last day on which applications of the round took such a step."""
    rows = StateChange.select(pick(StateChange.at)).join(Application).where(_mine(round_id))
    rows = rows.where(StateChange.after.in_([str(state) for state in after]))
    if before is not None:
        rows = rows.where(StateChange.before == before)
    at = rows.scalar()
    return date.fromisoformat(at[:10]) if at else None


def _mine(round_id: int) -> Any:
    return (Application.round == round_id) & LIVE
