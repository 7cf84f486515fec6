"""应报支部参与情况 of a round: every obligated branch, whether it applied, how far it got."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from db import journal
from db.enums import State
from db.models import Application, Branch, ObligationOverride, PartyOrganization, Round
from desktop_app.office import papers, roster, rounds
from desktop_app.office.official_look import official_look
from desktop_app.rules.deadlines import deadline_day
from desktop_app.rules.obligation import Obligation, honour_short, honour_words
from desktop_app.rules.participation import part_of, telling
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.participation import Part, Participation, ParticipationRow


def participation(now: datetime) -> Participation:
    """Of the current round, as it stands now. RuleBroken without a round."""
    round_ = Round.get_by_id(rounds.required_round_id())
    day = deadline_day(round_.submission_deadline) if round_.submission_deadline else now.date()
    return Participation(
        letterhead=papers.letterhead(round_),
        round_name=round_.name,
        year=round_.year,
        day=day.isoformat(),
        rows=tuple(participation_rows(round_.id)),
        as_of=now,
        look=official_look(),
        journal_head=journal.head(),
    )


def participation_rows(round_id: int) -> Iterable[ParticipationRow]:
    """By 基层党组织 in the office's order: who must apply, and who was exempted with a reason.

    A branch that was exempted counts as that, whatever it handed in: nothing was owed.
    """
    must = {key: one for key, one in roster.obligations(round_id).items() if one.obligated or one.honours}
    overruled: Any = ObligationOverride.select().where(ObligationOverride.round == round_id)
    reasons = {row.branch_id: f"经办人认定：{row.reason}" for row in overruled}
    applied: dict[int, list[Application]] = defaultdict(list)
    for application in Application.select().where(Application.round == round_id).order_by(Application.id):
        applied[application.branch_id].append(application)
    query: Any = Branch.select(Branch, PartyOrganization).join(PartyOrganization).order_by(*roster.ORDER)
    for branch in query.where(Branch.id.in_(list(must))):
        yield _row(branch, must[branch.id], applied[branch.id], reasons.get(branch.id, ""))


def _row(branch: Branch, must: Obligation, applications: list[Application], overruled: str) -> ParticipationRow:
    at = telling([State(each.state) for each in applications])
    told = applications[at] if at is not None else None
    state = State(told.state) if told else None
    return ParticipationRow(
        organization=branch.organization.name,
        branch=branch.name,
        honours="；".join(honour_words(honour) for honour in must.honours),
        honours_short="、".join(honour_short(honour) for honour in must.honours),
        number=told.number if told else "",
        brand=told.brand if told else "",
        reached=state or "",
        part=part_of(state) if must.obligated else Part.EXEMPT,
        remark="；".join(filter(None, (overruled, _ended(told)))),
    )


def _ended(told: Application | None) -> str:
    """Why an application went no further; "" where it did."""
    if told is None:
        return ""
    if told.late and not told.late_approved_by and told.state not in ENDED:
        return "逾期，未批准受理"
    return str(told.state_reason) if told.state in (*ENDED, State.NOT_ESTABLISHED) else ""
