"""What the branches receive of the experts' opinions, and what the experts sign beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import fn

from db.enums import Stage, State
from db.models import Application, Branch, PanelOpinion, PartyOrganization, ReviewStage, Round, StateChange
from desktop_app.office import panel
from desktop_app.office.establishment import experts_said
from desktop_app.office.papers import letterhead
from desktop_app.office.rounds import required_round_id
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import Numbered, parse_number
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.review_papers import Feedback, FeedbackSheets, Pledges

BLANK = "＿＿＿＿＿＿"
_UNDECIDED = frozenset({State.REGISTERED, State.INCOMPLETE, State.ACCEPTED, State.UNDER_REVIEW, State.NOT_SELECTED})


def feedback_sheets(code: str | None, now: datetime) -> FeedbackSheets:
    """专家意见反馈表 of an application, or of all that are on the way to 立项. RuleBroken when nothing was said."""
    round_ = Round.get_by_id(required_round_id())
    rows = _applications(round_, code)
    said: Any = (
        PanelOpinion.select(PanelOpinion.application, PanelOpinion.text)
        .join(ReviewStage)
        .where(ReviewStage.round == round_, ReviewStage.stage == Stage.ESTABLISHMENT)
        .tuples()
    )
    opinions: dict[int, str] = dict(said)
    sent_at = _sent_at(rows)
    sheets = tuple(
        Feedback(
            number=row.number,
            organization=row.branch.organization.name,
            branch=row.branch.name,
            brand=row.brand,
            panel_opinion=opinions.get(row.id, ""),
            experts_said=experts_said(row.id),
            dated=sent_at.get(row.id, now).date(),
        )
        for row in rows
    )
    told = tuple(each for each in sheets if each.panel_opinion or each.experts_said)
    if not told:
        raise RuleBroken(
            "还没有专家意见或综合意见，没有反馈表可以生成。", "请先录入专家意见，或在“立项公示”里写综合意见。"
        )
    return FeedbackSheets(letterhead(round_), round_.name, now, told)


def pledges(now: datetime) -> Pledges:
    """承诺书 for everyone on the panel; before there is one, a page to fill in by hand."""
    round_ = Round.get_by_id(required_round_id())
    stage_id = panel.stage_id_of(round_.id, Stage.ESTABLISHMENT)
    seats = panel.seats(stage_id) if stage_id else ()
    names = tuple((seat.name, seat.unit) for seat in seats) or ((BLANK, ""),)
    return Pledges(letterhead(round_), round_.name, now, names)


def _sent_at(rows: Sequence[Application]) -> dict[int, datetime]:
    """When the branches were last given their opinions, by application; those that were not are left out."""
    steps: Any = (
        StateChange.select(StateChange.application, fn.MAX(StateChange.at))
        .where(StateChange.application.in_([row.id for row in rows]), StateChange.after == State.REVISING)
        .group_by(StateChange.application)
        .tuples()
    )
    return {application_id: datetime.fromisoformat(at) for application_id, at in steps}


def _applications(round_: Round, code: str | None) -> list[Application]:
    """One by its number, or all that were taken: without a list to say who, all that competed."""
    rows: Any = (
        Application.select(Application, Branch, PartyOrganization)
        .join(Branch)
        .join(PartyOrganization)
        .where(Application.round == round_)
        .order_by(Application.number)
    )
    if code:
        number = parse_number(code, year=round_.year)
        found = [row for row in rows if number and number.what is Numbered.APPLICATION and row.number == number.full]
        if not found:
            raise RuleBroken(f"本批次没有申报 {code}。", "请写申报编号，例如 ZBPP-2025-031。")
        return found
    live = [row for row in rows if State(row.state) not in ENDED]
    return [row for row in live if State(row.state) not in _UNDECIDED] or live
