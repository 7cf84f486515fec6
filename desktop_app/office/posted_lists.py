"""A list that hangs: whether it still says what is true, 更正重贴, and when its paper was taken off the wall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from db.enums import PublicityPurpose, State
from db.models import Application, Branch, Objection, Publicity, PublicityItem
from desktop_app.office import office_settings, publicity
from desktop_app.office.rows import row_of
from desktop_app.rules import publicity as rules
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import ARRIVED
from desktop_app.shapes.dashboard import OpenObjection, PostedList
from desktop_app.shapes.establishment import Difference, Opened, PublicityPlan

_STAYING = frozenset({State.PUBLISHED, *ARRIVED})
WORDS = {"organization": "基层党组织", "branch": "党支部", "brand": "品牌名称", "head": "负责人"}


def differences(row: Publicity) -> tuple[Difference, ...]:
    """What of a list that is up reads otherwise now, and who stands on it and has gone out or back since."""
    if row.closed_at:
        return ()
    gone = (
        Difference(item.application.number, "项目", item.brand, str(item.application.state))
        for item in row.items.order_by(PublicityItem.position)
        if item.application.state not in _STAYING
    )
    return (*gone, *_changed_words(row))


def _changed_words(row: Publicity) -> Iterator[Difference]:
    for item in publicity.waiting_items(row):
        now = publicity.words_of(item.application)
        for field, words in WORDS.items():
            if getattr(item, field) != now[field]:
                yield Difference(item.application.number, words, getattr(item, field), now[field])


def repost_plan(publicity_id: int, first: date) -> PublicityPlan:
    """The days of the corrected list: anew from `first`, or those of the old one, as the office has set it."""
    row = row_of(Publicity, publicity_id)
    if office_settings.profile().repost_starts_anew:
        return publicity.plan(row.round_id, first)
    return publicity.plan_of(row)


def repost(*, publicity_id: int, first: date, reason: str, by: str, at: str) -> Opened:
    """更正重贴: the old list is closed and comes off the wall, a corrected one hangs in its place from `first`.

    Its projects stay 公示中 and objections stay with them. Run it as a final step. RuleBroken without a reason, for a
    list that is no longer up, for a day out of place, and for a year without a table.
    """
    old = row_of(Publicity, publicity_id)
    if old.closed_at:
        raise RuleBroken("这次公示已经结束，不能更正重贴。", "已立项的项目请逐项更正。")
    anew = office_settings.profile().repost_starts_anew
    rules.check_reposted(publicity.plan_of(old), first, reason, anew=anew)
    projects: list[Application] = [item.application for item in publicity.waiting_items(old)]
    planned = repost_plan(publicity_id, first)
    made = Publicity.create(
        round=old.round_id,
        first=planned.first.isoformat(),
        last=planned.last.isoformat(),
        workdays=planned.workdays,
        first_counts=planned.first_counts,
        purpose=PublicityPurpose.CORRECTED,
        reason=reason.strip(),
        replaces=old,
    )
    publicity.list_projects(made, projects)
    old.closed_at, old.removed_on, old.removed_by = at, first.isoformat(), by
    old.save(only=[Publicity.closed_at, Publicity.removed_on, Publicity.removed_by])
    return Opened(made.id, planned.first, planned.last, tuple(str(project.number) for project in projects))


def remove(*, publicity_id: int, removed_on: date, by: str, at: str) -> None:
    """已撤下: the paper of a list whose days are over came off the wall. RuleBroken before, and for a day ahead."""
    row = row_of(Publicity, publicity_id)
    if row.removed_on:
        raise RuleBroken(f"这次公示已于 {row.removed_on} 撤下。", "")
    planned = publicity.plan_of(row)
    closed = date.fromisoformat(row.closed_at[:10]) if row.closed_at else planned.last
    today = date.fromisoformat(at[:10])
    rules.check_removal(planned, removed_on, since=min(closed, planned.last), today=today)
    if not hangs_over(row, datetime.fromisoformat(at)):
        rules.check_over(planned, datetime.fromisoformat(at))
    row.removed_on, row.removed_by = removed_on.isoformat(), by
    row.save(only=[Publicity.removed_on, Publicity.removed_by])


def hangs_over(row: Publicity, now: datetime) -> bool:
    """Whether a list's days are over, or everybody left it, and its paper still hangs."""
    return not row.removed_on and (bool(row.closed_at) or now >= publicity.plan_of(row).closing)


def to_remove(round_id: int, now: datetime) -> tuple[Publicity, ...]:
    """The lists of a round whose paper is to be taken off the wall, the longest over first."""
    rows = Publicity.select().where(Publicity.round == round_id, Publicity.removed_on == "").order_by(Publicity.last)
    return tuple(row for row in rows if hangs_over(row, now))


def up(round_id: int) -> tuple[PostedList, ...]:
    """The lists of a round that are up, the one that ends first before the others."""
    rows = Publicity.select().where(Publicity.round == round_id, Publicity.closed_at == "").order_by(Publicity.last)
    return tuple(PostedList(date.fromisoformat(row.last), len(publicity.waiting_items(row))) for row in rows)


def open_objections(round_id: int) -> tuple[OpenObjection, ...]:
    """The objections of a round that nobody has concluded, the oldest first."""
    rows = (
        Objection.select(Objection, PublicityItem, Application, Branch)
        .join(PublicityItem)
        .join(Application)
        .join(Branch)
        .where(Application.round == round_id, Objection.concluded_on == "")
        .order_by(Objection.received_on, Objection.id)
    )
    return tuple(
        OpenObjection(
            row.item.application_id,
            row.item.application.branch.name,
            row.item.application.brand,
            date.fromisoformat(row.received_on),
        )
        for row in rows
    )


def listed_count(row: Publicity) -> int:
    """How many projects a list names."""
    return int(PublicityItem.select().where(PublicityItem.publicity == row).count())


def lists_up(round_id: int) -> tuple[int, ...]:
    """The ids of the lists of a round that are up."""
    rows = Publicity.select(Publicity.id).where(Publicity.round == round_id, Publicity.closed_at == "")
    return tuple(row.id for row in rows.order_by(Publicity.id))
