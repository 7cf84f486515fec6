"""Deadlines as the notice gives them: a day, “2023-11-10”, or a day and a time, “2023-11-10 17:30”.

A day alone ends at the close of office, for the electronic version at the end of the day. What came is compared to the
minute: the closing minute itself is in time, the next one is late.
"""

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.patterns import Pattern

BEIJING: Final = timezone(timedelta(hours=8))
_DEADLINE: Final = Pattern(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}))?", re.ASCII)
_CLOCK: Final = Pattern(r"(\d{1,2})[:：](\d{2})", re.ASCII)
_END_OF_DAY: Final = time(23, 59)


def parse_clock(text: str) -> time:
    """“17:30” as a time. 24:00 is the last minute of the day. RuleBroken for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2])) if found else (99, 99)
    if (hour, minute) == (24, 0):
        return _END_OF_DAY
    if hour > 23 or minute > 59:
        raise RuleBroken(f"时间“{text}”无法识别。", "请按“时:分”填写，例如 17:30。")
    return time(hour, minute)


def deadline_day(deadline: str) -> date:
    """The day of a deadline. RuleBroken when the text is no deadline."""
    return _parsed(deadline)[0]


def closing_moment(deadline: str, *, close_of_office: str = "17:30", whole_day: bool = False) -> datetime:
    """The last minute in time, local and naive. A time in the deadline binds; else `whole_day` or the close of office.

    RuleBroken for a deadline or a close of office that cannot be read.
    """
    day, clock = _parsed(deadline)
    if clock is None:
        clock = _END_OF_DAY if whole_day else parse_clock(close_of_office)
    return datetime.combine(day, clock)


def is_late(moment: datetime, deadline: str, *, close_of_office: str = "17:30", whole_day: bool = False) -> bool:
    """Whether what came at `moment` came late. A moment with a time zone is read as Beijing time."""
    last = closing_moment(deadline, close_of_office=close_of_office, whole_day=whole_day)
    return _local_minute(moment) > last


def days_left(now: datetime, deadline: str, *, close_of_office: str = "17:30", whole_day: bool = False) -> str:
    """How far off: 距截止 2 天, 今天截止 (今天 17:30 截止 when the deadline names a time), 今天已截止, 已截止 3 天."""
    local = _local_minute(now)
    day, clock = _parsed(deadline)
    days = (day - local.date()).days
    if days > 0:
        return f"距截止 {days} 天"
    if days < 0:
        return f"已截止 {-days} 天"
    if is_late(local, deadline, close_of_office=close_of_office, whole_day=whole_day):
        return "今天已截止"
    return "今天截止" if clock is None else f"今天 {clock:%H:%M} 截止"


def _local_minute(moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        moment = moment.astimezone(BEIJING).replace(tzinfo=None)
    return moment.replace(second=0, microsecond=0)


def _parsed(deadline: str) -> tuple[date, time | None]:
    found = _DEADLINE.fullmatch(deadline.strip())
    try:
        if found is None:
            raise ValueError(deadline)
        day = date.fromisoformat(found[1])
        if not 2000 <= day.year < 2100:  # a slip of the keys, such as 0203 or 2203
            raise ValueError(deadline)
    except ValueError as error:
        raise RuleBroken(
            f"截止时间“{deadline}”无法识别。", "请填写日期，例如 2023-11-10；有具体时刻的写作 2023-11-10 17:30。"
        ) from error
    return day, None if found[2] is None else parse_clock(found[2])
