"""补正: Commands. One complete list per application, with a term; what comes later is logged against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from db.enums import Lack, State
from db.models import Application, Deficiency, DeficiencyItem, ReceiptLine
from desktop_app.office import holidays
from desktop_app.office.lacking import lacking_of
from desktop_app.office.numbers import give_deficiency_number
from desktop_app.office.rows import row_of
from desktop_app.rules.deficiencies import check_extension, due_day
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workflow import AT_THE_DESK
from desktop_app.shapes.deficiencies import Lacking, MadeList


def make_lists(*, application_ids: Sequence[int], workdays: int, by: str, at: str) -> tuple[MadeList, ...]:
    """A list of everything each of these applications lacks, due in so many working days; all of them or none.

    RuleBroken, naming the application, when it lacks nothing, has an open list, or is no longer at the desk; and for a
    year without a holiday table.
    """
    if not application_ids:
        raise RuleBroken("还没有选要补正的申报项目。", "请在列表里选一项或多项。")
    due_on = due_day(holidays.calendar(), date.fromisoformat(at[:10]), workdays)
    return tuple(_make(row_of(Application, each), workdays, due_on, by, at) for each in application_ids)


def renew(*, deficiency_id: int, workdays: int, by: str, at: str) -> MadeList:
    """Another list in place of one that no longer says all that is missing; the old one stays, closed."""
    old = _open(deficiency_id)
    application = old.application
    due_on = due_day(holidays.calendar(), date.fromisoformat(at[:10]), workdays)
    _close(old, "另开清单", at)
    made = _make(application, workdays, due_on, by, at)
    _close(old, f"另开 {made.number}", at)
    return made


def issue_notices(*, deficiency_ids: Sequence[int], at: str) -> int:
    """Note that notices left the office. Run it as a final step; says how many had not before."""
    fresh = list(Deficiency.select().where(Deficiency.id.in_(list(deficiency_ids)), Deficiency.issued_at == ""))
    for row in fresh:
        row.issued_at = at
        row.save(only=[Deficiency.issued_at])
    return len(fresh)


def extend(*, deficiency_id: int, due_on: str, reason: str, at: str) -> None:
    """Make a term longer, for a reason."""
    row = _open(deficiency_id)
    longer = _day(due_on)
    check_extension(date.fromisoformat(row.due_on), longer, reason, date.fromisoformat(at[:10]))
    row.due_on, row.extension_reason = longer.isoformat(), reason.strip()
    row.save(only=[Deficiency.due_on, Deficiency.extension_reason])


def close(*, deficiency_id: int, reason: str, at: str) -> None:
    """作废: a list that was a mistake. It stays in the report with its reason, and its number stays used."""
    if not reason.strip():
        raise RuleBroken("作废补正清单要写明原因。", "例如“盖章看错，实际齐全”。")
    _close(_open(deficiency_id), reason.strip(), at)


def follow(application: Application, lacking: Iterable[Lacking], at: str, line: ReceiptLine | None) -> None:
    """Log what came, or what fell away again, against the application's newest list. Called by the desk's Commands.

    `line` is the visit's part that brought it; None for a file, a check, or a visit that was voided.
    """
    row = (
        Deficiency.select()
        .where(Deficiency.application == application, Deficiency.closed_at == "")
        .order_by(Deficiency.id.desc())
        .first()
    )
    if row is None:
        return
    still = frozenset(lacking)
    items = list(row.items)
    for item in items:
        missing = Lacking(item.lack, item.ordinal) in still
        if missing == bool(item.settled_at):
            item.settled_at, item.receipt_line = ("", None) if missing else (at, line)
            item.save(only=[DeficiencyItem.settled_at, DeficiencyItem.receipt_line])
    settled_at = max(item.settled_at for item in items) if all(item.settled_at for item in items) else ""
    if settled_at != row.settled_at:
        row.settled_at = settled_at
        row.save(only=[Deficiency.settled_at])


def terms_of(application: Application) -> list[tuple[datetime, date, frozenset[Lack]]]:
    """When each list was made, its last day, and what it asks for: what answers one in its term is in time."""
    rows = Deficiency.select().where(Deficiency.application == application, Deficiency.closed_at == "")
    return [
        (
            datetime.fromisoformat(row.made_at),
            date.fromisoformat(row.due_on),
            frozenset(Lack(i.lack) for i in row.items),
        )
        for row in rows
    ]


def _make(application: Application, workdays: int, due_on: date, by: str, at: str) -> MadeList:
    named = f"{application.number}“{application.branch.name}”"
    if State(application.state) not in AT_THE_DESK:
        raise RuleBroken(f"{named}已是“{application.state}”，不再补正。", "只有登记、待补正的项目可以补正。")
    lacking = lacking_of(application)
    if not lacking:
        raise RuleBroken(f"{named}材料齐全，没有要补正的。", "请去掉这一项。")
    there = Deficiency.get_or_none(
        (Deficiency.application == application) & (Deficiency.settled_at == "") & (Deficiency.closed_at == "")
    )
    if there:
        raise RuleBroken(f"{named}已有补正清单 {there.number}，{there.due_on} 到期。", "可以补打通知，或延长期限。")
    row = Deficiency.create(
        application=application,
        number=give_deficiency_number(application.round.year),
        made_at=at,
        made_by=by,
        workdays=workdays,
        due_on=due_on.isoformat(),
    )
    DeficiencyItem.insert_many(
        [
            {"deficiency": row, "position": place, "lack": each.lack, "ordinal": each.ordinal}
            for place, each in enumerate(lacking, 1)
        ]
    ).execute()
    return MadeList(row.id, row.number, application.number, application.branch.name, due_on)


def _open(deficiency_id: int) -> Deficiency:
    row = row_of(Deficiency, deficiency_id)
    if row.closed_at or row.settled_at:
        how = "已作废" if row.closed_at else "已经补齐"
        raise RuleBroken(f"补正清单 {row.number} {how}。", "请刷新页面，重新选择。")
    return row


def _close(row: Deficiency, reason: str, at: str) -> None:
    row.closed_at, row.close_reason = at, reason
    row.save(only=[Deficiency.closed_at, Deficiency.close_reason])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RuleBroken(f"日期“{text}”无法识别。", "请写成 年-月-日，例如 2025-11-14。") from None
