"""公示: which days count, when it is over, what an objection must have.

Source: domain.md §3 (the day of posting does not count; five working days, the last one included) and §2.6.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from desktop_app.rules.deadlines import closing_moment
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workdays import estimated_last_workday, extended_by_weekends, is_workday, last_workday
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.establishment import ListDay, PublicityPlan

_DAY = timedelta(days=1)
NAMELESS = frozenset({"匿名", "无名", "佚名", "群众", "不详", "无", "某某"})


def plan_publicity(
    calendar: OfficialCalendar, first: date, workdays: int, *, first_counts: bool, close_of_office: str
) -> PublicityPlan:
    """The days of a list posted on `first`. RuleBroken for a year without a table."""
    last = last_workday(calendar, first, workdays, include_first=first_counts)
    closing = closing_moment(last.isoformat(), close_of_office=close_of_office)
    return PublicityPlan(
        first, last, workdays, first_counts, closing, list_days(calendar, first, last, first_counts=first_counts)
    )


def outlook(
    calendar: OfficialCalendar, first: date, workdays: int, *, first_counts: bool, close_of_office: str
) -> PublicityPlan:
    """The same as a plan: a year without a table counts by weekends alone, and is marked so."""
    guess = estimated_last_workday(calendar, first, workdays, include_first=first_counts)
    closing = closing_moment(guess.day.isoformat(), close_of_office=close_of_office)
    days = list_days(calendar, first, guess.day, first_counts=first_counts)
    return PublicityPlan(first, guess.day, workdays, first_counts, closing, days, estimated=guess.estimated)


def list_days(calendar: OfficialCalendar, first: date, last: date, *, first_counts: bool) -> tuple[ListDay, ...]:
    """Whole weeks from Monday around the list. Days beyond it may lie in a year without a table: weekends then rest."""
    start, end = first - first.weekday() * _DAY, last + (6 - last.weekday()) * _DAY
    known = extended_by_weekends(calendar, start.year, end.year)
    made: list[ListDay] = []
    named: set[str] = set()
    number = 0
    for offset in range((end - start).days + 1):
        day = start + offset * _DAY
        works = is_workday(known, day)
        counts = works and (first if first_counts else first + _DAY) <= day <= last
        number += counts
        made.append(
            ListDay(
                day,
                number if counts else 0,
                "张贴" if day == first else "" if works else _rest(calendar, day, named),
                off=not works,
                swapped=works and day.weekday() > 4,
            )
        )
    return tuple(made)


def _rest(calendar: OfficialCalendar, day: date, named: set[str]) -> str:
    """国庆 on the first day of a holiday that is shown, 休 on its other days and on weekends."""
    special = calendar.special.get(day)
    if special is None or special.name in named:
        return "休"
    named.add(special.name)
    return special.name.removesuffix("节")[:3]


def check_over(plan: PublicityPlan, at: datetime) -> None:
    """RuleBroken before the close of office on the last day; that minute itself is in time."""
    if at.date() < plan.first:
        raise RuleBroken(
            f"公示 {plan.first.isoformat()} 才张贴，不能在 {at:%Y-%m-%d %H:%M} 结束：结束不能早于开始。",
            f"公示到 {plan.last.isoformat()} {plan.closing:%H:%M} 期满，请核对日期。",
        )
    if at < plan.closing:
        raise RuleBroken(
            f"公示到 {plan.last.isoformat()} {plan.closing:%H:%M} 期满，{at:%Y-%m-%d %H:%M} 还不能结束。",
            "请在期满之后结束公示。",
        )


def check_objection(
    plan: PublicityPlan, *, received_on: date, objector: str, contact: str, content: str, since: date | None = None
) -> None:
    """In writing, in a real name, with contact, while the list is up (domain §2.6).

    `since` is when the first list was posted, where this one is a corrected one.
    """
    first = since or plan.first
    if not objector.strip() or objector.strip() in NAMELESS:
        raise RuleBroken("异议要实名提出。", "请填写提出人的姓名或单位；匿名反映的线索另行处理。")
    if not contact.strip():
        raise RuleBroken("异议要留联系方式。", "请填写提出人的电话或地址，办结后要答复。")
    if not content.strip():
        raise RuleBroken("异议要以书面提出，还没有写内容。", "请摘录书面异议的要点。")
    if not first <= received_on <= plan.last:
        raise RuleBroken(
            f"收到异议的日期 {received_on.isoformat()} 不在公示期内。",
            f"公示期是 {first.isoformat()} 至 {plan.last.isoformat()}。",
        )


def check_conclusion(*, received_on: str, concluded_on: date, conclusion: str) -> None:
    """A conclusion says something and comes after the objection."""
    if not conclusion.strip():
        raise RuleBroken("办结异议要写明核查结论。", "例如“经核查，两项内容不同，异议不成立”。")
    if concluded_on.isoformat() < received_on:
        raise RuleBroken(f"办结日期 {concluded_on.isoformat()} 早于收到异议的日期 {received_on}。", "请核对办结日期。")


def check_reposted(plan: PublicityPlan, first: date, reason: str, *, anew: bool) -> None:
    """A corrected list has a reason and hangs after the old one; within the old days where they are not begun anew."""
    if not reason.strip():
        raise RuleBroken("更正重贴要写明理由。", "例如“第 5 项的品牌名称有误，已更正”。")
    if first < plan.first:
        raise RuleBroken(
            f"重新张贴的日期 {first.isoformat()} 早于原来张贴的日期 {plan.first.isoformat()}。", "请核对张贴日期。"
        )
    if not anew and first > plan.last:
        raise RuleBroken(
            f"公示到 {plan.last.isoformat()} 已经期满，不能在 {first.isoformat()} 沿用原来的期限重贴。",
            "请在期满之前重贴，或者在设置里改为重新计算公示期。",
        )


def check_removal(plan: PublicityPlan, removed_on: date, *, since: date, today: date) -> None:
    """The paper comes off the wall from `since` on, when its days were over, and not tomorrow."""
    if removed_on > today:
        raise RuleBroken(f"撤下的日期 {removed_on.isoformat()} 还没有到。", "请填实际撤下的日期。")
    if removed_on < plan.first:
        raise RuleBroken(
            f"撤下的日期 {removed_on.isoformat()} 早于张贴的日期 {plan.first.isoformat()}。", "请核对撤下的日期。"
        )
    if removed_on < since:
        raise RuleBroken(
            f"公示到 {plan.last.isoformat()} 期满，{removed_on.isoformat()} 还不能撤下。",
            "确需提前撤下的，请用“撤下公示”并写明理由。",
        )
