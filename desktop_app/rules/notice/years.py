"""Dates without a year get the one the notice itself settles, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from desktop_app.rules.notice.dates import Mention, Moment
from desktop_app.rules.notice.folding import Folded
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes import shape

FARTHEST = 300
"""Days after the anchor up to which a date without a year is read as the next such day; beyond, it may be a slip."""


@shape
class Dated:
    """A mention with ISO moments: `first`, `last` as in PhaseDates, "" where `problem` says why it is unreadable.

    `problem` is a Chinese clause that follows the quoted words; `note` another that is only to be looked over;
    `assumed` names what settled a year that was not written.
    """

    mention: Mention
    first: str
    last: str
    problem: str = ""
    note: str = ""
    assumed: str = ""

    @property
    def last_day(self) -> str:
        """`last` when it names a day, else ""."""
        return self.last if len(self.last) >= 10 and not self.problem else ""


@shape
class Anchor:
    """What settles a missing year: the date is the next such one from `day` on, if not after `latest`.

    `source` says in words where the day was taken from.
    """

    day: date
    latest: date
    source: str


def from_day(day: date, source: str) -> Anchor:
    """Dates without a year are counted from a day that the notice gives."""
    return Anchor(day, day + timedelta(days=FARTHEST), source)


def within_year(year: int, source: str) -> Anchor:
    """Dates without a year belong to a year that the notice gives."""
    return Anchor(date(year, 1, 1), date(year, 12, 31), source)


_OFFICE_END = r"(?:部|委|委员会|科|处|室|组|中心|大学|学院|学校|总支)"
_SIGNED = Pattern(rf"(?:[^，。；,;:]{{2,40}}{_OFFICE_END})?(?:\(代章\))?$")
_AFTER_ISSUE = Pattern(r"(?:印发)?\)?$")
_LABELLED = Pattern(r"(?:发布|发文|印发|成文|通知)(?:时间|日期)?:$|^(?:日期|时间):$")


def issue_mentions(folded: Folded, mentions: Iterable[Mention]) -> list[Mention]:
    """The full dates that stand where a notice bears its date: alone on a line or beside the office's name.

    The likeliest comes first: one under or beside an office's name, then a labelled one (发布时间), then any other.
    """
    ranked: list[tuple[int, Mention]] = []
    above = ""
    for line, start, end in _lines(folded.text):
        for mention in mentions:
            moment = mention.last
            if mention.start < start or mention.end > end or not moment or moment != mention.first:
                continue
            if not (moment.year and moment.day and _AFTER_ISSUE.match(folded.text[mention.end : end])):
                continue
            before = folded.text[start : mention.start].strip(" (")
            if _LABELLED.search(before):
                ranked.append((1, mention))
            elif _SIGNED.fullmatch(before):
                ranked.append((0 if before or re.search(_OFFICE_END + r"\)?$", above) else 2, mention))
        above = line or above
    return [mention for _, mention in sorted(ranked, key=lambda pair: pair[0])]


def _lines(text: str) -> Iterable[tuple[str, int, int]]:
    start = 0
    for line in text.split("\n"):
        yield line, start, start + len(line)
        start += len(line) + 1


def date_all(mentions: Iterable[Mention], issued: Anchor | None, heading: Anchor | None) -> tuple[Dated, ...]:
    """Every mention with its years, in the notice's order.

    A missing year is counted from the day of issue; where that is unknown from the last full date before it, else
    it is the heading's, as long as the dates go up.
    """
    dated: list[Dated] = []
    previous: date | None = None
    for mention in mentions:
        anchor = issued or (from_day(previous, f"前文的日期（{previous}）") if previous else heading)
        one = _date(mention, anchor, previous)
        dated.append(one)
        if one.first and not one.assumed:
            previous = _day(one.first)
        elif one.first and heading and anchor is heading:
            heading = replace(heading, day=_day(one.first))
    return tuple(dated)


def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10] if len(iso) >= 10 else f"{iso[:7]}-01")


def _date(mention: Mention, anchor: Anchor | None, previous: date | None) -> Dated:
    first, last = mention.first, mention.last
    if first is None or last is None:
        again = mention.relative.startswith(("另", "待"))
        return Dated(mention, "", "", "，没有给出日期" if again else "不是写明的日期")
    if not (first.exists and last.exists):
        return Dated(mention, "", "", "这一天在日历上不存在")
    years = _years(first, last, anchor, previous)
    if years is None:
        return Dated(mention, "", "", "没有写年份，按通知里的其他日期也定不出是哪一年")
    first_iso, last_iso = _iso(first, years[0]), _iso(last, years[1])
    if not (first_iso and last_iso):
        return Dated(mention, "", "", "这一天在日历上不存在")
    if last_iso < first_iso[: len(last_iso)]:
        return Dated(mention, "", "", "结束早于开始")
    problem = ""
    if last.vague:
        problem = "没有写明哪一天"
    elif not last.day:
        problem = "只写到月份，没有写明哪一天"
    return Dated(mention, first_iso, last_iso, problem, _note(mention, first_iso, last_iso), _assumed(mention, anchor))


def _assumed(mention: Mention, anchor: Anchor | None) -> str:
    first, last = mention.first, mention.last
    written = (first and first.year) or (last and last.year)
    return anchor.source if anchor and not written else ""


def _years(first: Moment, last: Moment, anchor: Anchor | None, previous: date | None) -> tuple[int, int] | None:
    base = anchor.day if anchor else previous
    one, other = _year(first, base, previous), _year(last, base, previous)
    later = (last.month, last.day or 31) >= (first.month, first.day)
    if first is last:
        year = one or _next_year(last, anchor)
        return (year, year) if year else None
    if one is None:  # a range is dated by its end; it may have begun before the notice
        other = other or _next_year(last, anchor)
        return (other if later else other - 1, other) if other else None
    if last.year_word in ("次年", "翌年", "第二年"):
        other = one + 1
    return one, other or (one if later else one + 1)


def _year(moment: Moment, base: date | None, previous: date | None) -> int | None:
    """The year that is written, in figures or in words."""
    if moment.year or not moment.year_word or not base:
        return moment.year
    if moment.year_word in ("明年", "来年"):
        return base.year + 1
    if moment.year_word in ("次年", "翌年", "第二年"):
        return (previous or base).year + 1
    if moment.year_word in ("当年", "同年"):
        return (previous or base).year
    return base.year


def _next_year(moment: Moment, anchor: Anchor | None) -> int | None:
    """The year of the next such day or month from the anchor on, None when there is none near enough."""
    if anchor is None:
        return None
    base = anchor.day
    year = base.year if (moment.month, moment.day or 31) >= (base.month, base.day) else base.year + 1
    try:
        return year if date(year, moment.month, moment.day or 1) <= anchor.latest else None
    except ValueError:  # 29 February: said to be no day of that year
        return year


def _iso(moment: Moment, year: int) -> str:
    try:
        day = date(year, moment.month, moment.day or 1).isoformat()
    except ValueError:
        return ""
    if not moment.day:
        return day[:7]
    return f"{day} {moment.time}" if moment.time else day


def _note(mention: Mention, first_iso: str, last_iso: str) -> str:
    """What the clerk should look over: a weekday that does not fit, a time in doubt."""
    notes = []
    for moment, iso in {mention.first: first_iso, mention.last: last_iso}.items():
        if not moment:
            continue
        if moment.weekday and moment.weekday != "一二三四五六日"[_day(iso).weekday()]:
            actual = "一二三四五六日"[_day(iso).weekday()]
            notes.append(f"写的是星期{moment.weekday}，{iso[:10]} 实为星期{actual}")
        if moment.unclear_time:
            notes.append(f"里的“{moment.unclear_time}”分不清上午还是下午，时间没有读入")
    return "；".join(notes)
