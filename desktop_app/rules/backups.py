"""Backups: which are kept, when one is due, what their age is called."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime, timedelta

from desktop_app.shapes.backups import Kept

DAYS, WEEKS, MONTHS = 12, 10, 9
NEWEST = 3  # never thinned out, whatever the clock says
EVERY = timedelta(minutes=30)  # of change
OLD = timedelta(days=7)
AHEAD = timedelta(days=1)  # so far in the future a moment cannot be: the clock was put back


def file_name(made_at: datetime, taken: Iterable[str] = ()) -> str:
    """yizhibu-备份-2025-11-09-1020.zip; a second one in the same minute gets a number."""
    stem, others = f"yizhibu-备份-{made_at:%Y-%m-%d-%H%M}", set(taken)
    name, number = f"{stem}.zip", 2
    while name in others:
        name, number = f"{stem}-{number}.zip", number + 1
    return name


def thinned_out(kept: Sequence[Kept]) -> frozenset[str]:
    """Names of the backups that may go: kept are the last of each of the 12 latest days, 10 weeks and 9 months that
    have one, and the three made last.

    Counted are days that have a backup, not days before today, and "made last" goes by the sequence: a clock that is
    wrong by a year cannot take the newest away.
    """
    staying = {each.name for each in sorted(kept, key=lambda each: each.sequence)[-NEWEST:]}
    spans: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS, lambda at: at.date()),
        (WEEKS, lambda at: at.isocalendar()[:2]),
        (MONTHS, lambda at: (at.year, at.month)),
    )
    for count, span in spans:
        newest: dict[Hashable, Kept] = {}
        for each in sorted(kept, key=lambda each: (each.made_at, each.sequence)):
            newest[span(each.made_at)] = each
        staying |= {each.name for each in list(newest.values())[-count:]}
    return frozenset(each.name for each in kept) - staying


def age_words(made_at: datetime | None, now: datetime) -> tuple[str, bool]:
    """How old the last backup is, in words, and whether that is too old or cannot be."""
    if made_at is None:
        return "尚无备份", True
    age = now - made_at
    if age < -AHEAD:
        return "备份时间晚于今天，请核对电脑的日期", True
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        words = "刚刚备份"
    elif hours < 24:
        words = f"备份 {hours} 小时前"
    else:
        words = f"备份 {hours // 24} 天前"
    return words, age > OLD


def second_copy_words(first_at: datetime | None, second_at: datetime | None, now: datetime) -> str:
    """What is said when for a week no backup went to a second place; "" while there is nothing to say."""
    since = second_at or first_at
    if since is None or -AHEAD <= now - since <= OLD:
        return ""
    if second_at is None:
        return "备份只在这台电脑上，还没有第二份"
    if now < since:
        return "第二份备份的时间晚于今天，请核对电脑的日期"
    return f"第二份备份是 {(now - since).days} 天前的"


def backup_due(changed_since: float | None, now: float) -> bool:
    """Half an hour after the first change that no backup holds. Both in seconds of a clock that nobody sets."""
    return changed_since is not None and now - changed_since >= EVERY.total_seconds()
