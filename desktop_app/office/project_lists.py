"""名单: the Query of each, how many they are, and the office's choice of columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from db import journal
from db.enums import State
from db.models import Application, Branch, PartyOrganization, Round
from desktop_app.office import office_settings, papers, ranking, roster, rounds
from desktop_app.office.official_look import official_look
from desktop_app.rules import project_lists as rules
from desktop_app.rules.private_data import refuse_private
from desktop_app.shapes.project_lists import ListChoice, ListKind, ListLine, ListOrder, ProjectList

CHOICE = "project_lists"  # the key of the office's setting
_EMPTY = {
    ListKind.SHORTLISTED: "还没有拟立项的项目。评审排名复核以后，在“立项公示”里取拟立项名单。",
    ListKind.ESTABLISHED: "还没有已立项的项目。公示期满后，在“立项公示”里结束公示。",
    ListKind.NOT_SELECTED: "还没有未入选的项目。取了拟立项名单以后，其余的在这里。",
}
_ALL_ARRIVED = "拟立项的项目都已立项，请看《立项名单》。"


def choice() -> ListChoice:
    """The office's columns and order; the usual ones while nothing was said."""
    said: Any = office_settings.setting(CHOICE)
    return rules.chosen(said["columns"], said["order"]) if said else ListChoice()


def choose_columns(*, columns: Sequence[str], order: str) -> None:
    """Keep them for all lists. RuleBroken for a column that there is not, or when no project could be told."""
    wanted = rules.chosen(columns, order)
    office_settings.put(CHOICE, {"columns": [*wanted.columns], "order": wanted.order})


def shortlisted_list(now: datetime) -> ProjectList:
    """拟立项名单: what is on its way to 立项. RuleBroken for personal data in it."""
    return _made(ListKind.SHORTLISTED, now)


def established_list(now: datetime) -> ProjectList:
    """立项名单 of the current round; without lines while nothing is 已立项. RuleBroken for personal data in it."""
    return _made(ListKind.ESTABLISHED, now)


def not_selected_list(now: datetime) -> ProjectList:
    """未入选名单, for the office: with what became of each. Not to be published."""
    return _made(ListKind.NOT_SELECTED, now)


def count(round_id: int, kind: ListKind) -> int:
    """How many projects a list has."""
    return int(_of(round_id, kind).count())


def numbers(round_id: int, kind: ListKind) -> tuple[str, ...]:
    """The 申报编号 of a list."""
    return tuple(row.number for row in _of(round_id, kind).order_by(Application.number))


def why_empty(round_id: int, kind: ListKind) -> str:
    """Why a list has no line, and what comes next; "" where it has some."""
    if count(round_id, kind):
        return ""
    arrived = kind is ListKind.SHORTLISTED and count(round_id, ListKind.ESTABLISHED)
    return _ALL_ARRIVED if arrived else _EMPTY[kind]


def _of(round_id: int, kind: ListKind) -> Any:
    states = [str(state) for state in rules.STATES[kind]]
    return Application.select().where(Application.round == round_id, Application.state.in_(states))


def _made(kind: ListKind, now: datetime) -> ProjectList:
    round_ = Round.get_by_id(rounds.required_round_id())
    wanted = choice()
    rows, unranked = _ordered(round_.id, kind, wanted.order)
    honours = {row.branch_id: "、".join(row.honours) for row in roster.branch_rows(round_.id)} if rows else {}
    made = ProjectList(
        kind=kind,
        letterhead=papers.letterhead(round_),
        round_name=round_.name,
        year=round_.year,
        choice=wanted,
        lines=tuple(_line(row, honours.get(row.branch_id, "")) for row in rows),
        as_of=now,
        look=official_look(),
        empty=why_empty(round_.id, kind),
        unranked=unranked,
        journal_head=journal.head(),
    )
    if not kind.internal:
        cells = (rules.cells(made, line, place) for place, line in enumerate(made.lines, 1))
        refuse_private(kind, rules.headings(made), cells)
    return made


def _ordered(round_id: int, kind: ListKind, order: ListOrder) -> tuple[list[Application], int]:
    """The projects in the order asked for, and how many of them the ranking does not know."""
    query = _of(round_id, kind).select(Application, Branch, PartyOrganization).join(Branch).join(PartyOrganization)
    if order is ListOrder.ORGANIZATION:
        return list(query.order_by(PartyOrganization.position, PartyOrganization.id, Application.number)), 0
    rows = list(query.order_by(Application.number))
    if order is ListOrder.NUMBER or not rows:
        return rows, 0
    places = {row.application_id: row.place for row in ranking.ranking(round_id).rows}
    rows.sort(key=lambda row: places.get(row.id, len(places) + 1))
    return rows, sum(row.id not in places for row in rows)


def _line(row: Application, honours: str) -> ListLine:
    branch = row.branch
    outcome = (
        f"{row.state}：{row.state_reason}" if row.state == State.NOT_ESTABLISHED and row.state_reason else row.state
    )
    return ListLine(
        row.number, branch.organization.name, branch.name, branch.kind, row.brand, branch.secretary, honours, outcome
    )
