"""补正: how long its term is, when it is over, and in what words lists and terms are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from db.enums import Lack
from desktop_app.rules.deadlines import parse_clock
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workdays import last_workday
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.deficiencies import Lacking

DEFAULT_WORKDAYS = 5
MOST_WORKDAYS = 60  # a longer term is a slip of the keys
PAPER = frozenset({Lack.ABSENT})
FILE = frozenset({Lack.NO_FILE})


def due_day(calendar: OfficialCalendar, made: date, workdays: int) -> date:
    """The last day of a term: the day of the list does not count. RuleBroken for a year without a holiday table."""
    if not 1 <= workdays <= MOST_WORKDAYS:
        raise RuleBroken(f"补正期限是 {workdays} 个工作日，应当在 1 到 {MOST_WORKDAYS} 之间。", "请改正天数。")
    return last_workday(calendar, made, workdays)


def check_extension(due_on: date, longer: date, reason: str, today: date) -> None:
    """A term may be made longer, for a reason, and not into the past."""
    if not reason.strip():
        raise RuleBroken("延长补正期限要写明理由。", "例如“支部书记出差，周五返校”。")
    if longer <= due_on:
        raise RuleBroken(f"新的期限 {longer.isoformat()} 不晚于原来的 {due_on.isoformat()}。", "请填写更晚的日期。")
    if longer < today:
        raise RuleBroken(f"新的期限 {longer.isoformat()} 已经过去。", "请填写今天或以后的日期。")
    if (longer - due_on).days > 366:
        raise RuleBroken(f"新的期限 {longer.isoformat()} 太远了。", "请核对年份。")


def is_over(due_on: date, now: datetime, close_of_office: str) -> bool:
    """Whether a term has ended: it lasts until the close of office of its last day, that minute included."""
    return now.replace(second=0, microsecond=0) > datetime.combine(due_on, parse_clock(close_of_office))


def in_term(
    at: datetime, lacks: Iterable[Lack], terms: Iterable[tuple[datetime, date, frozenset[Lack]]], close: time
) -> bool:
    """Whether what came at `at` answers a list that asked for it and whose term was not over (domain §2).

    A term is (made, last day, what the list asks for).
    """
    wanted = frozenset(lacks)
    return any(made <= at <= datetime.combine(due_on, close) and asked & wanted for made, due_on, asked in terms)


def due_words(due_on: date, today: date) -> str:
    """今天到期, 还有 3 天, 逾期 2 天."""
    days = (due_on - today).days
    if days == 0:
        return "今天到期"
    return f"还有 {days} 天" if days > 0 else f"逾期 {-days} 天"


def item_words(lacking: Lacking) -> str:
    """第 3 份未盖章, 电子版未到."""
    return f"第 {lacking.ordinal} 份{lacking.lack}" if lacking.ordinal else str(lacking.lack)


def what_to_do(lack: Lack) -> str:
    """What a branch is asked to do about a lack, as the notice prints it."""
    return {
        Lack.ABSENT: "补交纸质申报书",
        Lack.UNSTAMPED: "由所属基层党组织审核后加盖公章",
        Lack.UNSIGNED: "由负责人签字",
        Lack.NOT_WHOLE: "补齐缺页，或更换完整的一份",
        Lack.NO_FILE: "发送电子版，内容与纸质件一致",
        Lack.OTHER_TEXT: "核对后重新报送，使电子版与纸质件内容一致",
    }[lack]
