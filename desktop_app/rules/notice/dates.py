"""Dates in a notice, in every spelling: a day, a month, a range, a deadline with its time, or none that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop_app.rules.numerals import NUMERALS, read_numeral
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes import shape


@shape
class Moment:
    """One date as written: `year` None when it is not, `year_word` then may be 次年 or 今年; `day` 0 for a month.

    `vague` holds what makes it no exact day: 底, 上旬, 左右. `time` is "17:30" or "".
    """

    year: int | None
    year_word: str
    month: int
    day: int
    weekday: str = ""
    time: str = ""
    vague: str = ""
    unclear_time: str = ""

    @property
    def exists(self) -> bool:
        try:
            date(self.year or 2024, self.month, self.day or 1)
        except ValueError:
            return False
        return True


@shape
class Mention:
    """A date or range and where it stands (offsets in the folded text).

    `first` equals `last` for a single date. `until`: only the end is meant (11月7日前, 截止11月7日); `since`: only the
    beginning. `relative` is the phrase when there is no date at all (下周五, 另行通知): no `first`, no `last` then.
    """

    start: int
    end: int
    first: Moment | None
    last: Moment | None
    until: bool = False
    since: bool = False
    relative: str = ""


_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇零○Oo0一二三四五六七八九]{3})"
_YEAR_WORD = r"今年|本年度?|当年|同年|次年|翌年|明年|来年|第二年"
_TWO = r"(?:[0-9]{1,2}|[〇零一二三四五六七八九十廿卅]{1,3})"
_BEFORE = r"(?:之|以)?前(?![后期往]|提(?!交))"
_HAN = Pattern(
    rf"(?:(?P<y>{_YEAR})年度?|(?P<w>{_YEAR_WORD}))?(?P<m>{_TWO})月份?"
    rf"(?:(?P<d>{_TWO})(?:[日号]|(?=[-–—~至到]+{_TWO}[日号月])|(?={_BEFORE}))|(?P<v>上旬|中旬|下旬|初|中(?![旬国共])|底|末))?"
)
_DOT = Pattern(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<s>[./-])(?P<m>[0-9]{1,2})"
    r"(?:(?P=s)(?P<d>[0-9]{1,2})(?![0-9])日?|(?![0-9]|(?P=s)[0-9]))"
)
_SHORT = Pattern(rf"(?<![0-9./-])(?P<m>[0-9]{{1,2}})[./-](?P<d>[0-9]{{1,2}})(?=日?{_BEFORE})日?")
_MONTHS = Pattern(
    rf"(?:(?P<y>{_YEAR})年度?|(?P<w>{_YEAR_WORD}))?(?P<m>{_TWO})[-–—~至到]+(?P<m2>{_TWO})月份?(?!{_TWO}[日号])"
)
_START = Pattern(rf"(?<![0-9])(?=[0-9])|(?<![{NUMERALS}])(?=[一二三四五六七八九十])|(?={_YEAR_WORD})")
_SEPARATOR = Pattern(r"(?:起)?(?:-{1,2}|—{1,2}|–|~{1,2}|至|到)")
_TAIL_DAY = Pattern(rf"(?P<d>{_TWO})[日号]")
_TAIL_DOT = Pattern(r"(?P<m>[0-9]{1,2})[./-](?P<d>[0-9]{1,2})(?![0-9])日?")
_TAIL_FIGURE = Pattern(r"(?P<d>[0-9]{1,2})(?![0-9.年月:时点])日?")
_WEEKDAY = Pattern(r"[(,]?(?:本|这|下)?(?:星期|周|礼拜)(?P<w>[一二三四五六日天])[),]?")
_TIME = Pattern(
    rf"[ (,]?(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚)?(?P<h>{_TWO})"
    rf"(?::(?P<colon>[0-9]{{2}})(?::[0-9]{{2}})?|[时点](?:(?P<min>{_TWO})分?(?![0-9日号月])|(?P<half>半)|整|钟)?)"
)
_UNTIL = Pattern(rf"\)?(?:\(含[当日天]*\))?(?:(?:下班)?{_BEFORE}|截止|为止|截至|止)")
_SINCE = Pattern(r"(?:起|开始|之?以?后)")
_ABOUT = Pattern(r"左右|前后")
_LEAD_UNTIL = Pattern(r"(?:截[止至](?:时间|日期|期限|日)?|不[迟晚]于|最[迟晚])[为到至于是在]?:?$|(?:[至到]|起[-—–~]+)$")
_RELATIVE = Pattern(
    rf"(?:本|这|下下|下)个?(?:周|星期|礼拜)(?:[一二三四五六日天末内](?!期))?|(?:本|下|当)个?月(?:{_TWO}[日号]|底|末|初)?"
    rf"|月底|月末|年底|年末|学期末|(?:开学|放假|寒假|国庆|元旦)前|{_TWO}个?(?:工作日|日|天|周|月)(?:之|以)?内"
    rf"|另行(?:通知|公布|安排|下发)|另定|待定|(?<![月至到{NUMERALS}—–~-]){_TWO}[日号]{_BEFORE}"
)


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Every date, range and relative date of a folded text, in its order."""
    found: list[Mention] = []
    at = 0
    for start in _START.finditer(text):
        if start.start() >= at and (mention := _mention_at(text, start.start())):
            found.append(mention)
            at = mention.end
    found += (m for m in _relatives(text) if not any(f.start < m.end and m.start < f.end for f in found))
    return tuple(sorted(found, key=lambda m: m.start))


def _relatives(text: str) -> Iterator[Mention]:
    for found in _RELATIVE.finditer(text):
        yield Mention(found.start(), found.end(), None, None, until=True, relative=found[0])


def _mention_at(text: str, start: int) -> Mention | None:
    if months := _MONTHS.match(text, start):
        first = _moment(months)
        last = Moment(None, "", read_numeral(months["m2"]) or 0, 0)
        return Mention(start, months.end(), first, last)
    in_words = _HAN.match(text, start)
    head = in_words or _DOT.match(text, start) or _SHORT.match(text, start)
    if head is None or (head.lastgroup == "m" and text.startswith("一", head.end())):  # 一月一主题 is no date
        return None
    first, end = _with_clock(text, _moment(head), head.end())
    last = first
    separator = _SEPARATOR.match(text, end)
    if separator and (tail := _tail(text, separator.end(), first, dotted=in_words is None)):
        last, end = tail
    return _marked(text, start, end, first, last)


def _tail(text: str, at: int, first: Moment, *, dotted: bool) -> tuple[Moment, int] | None:
    """The second half of a range, which leaves out what it shares with the first."""
    if first.time and (clock := _TIME.match(text, at)):  # 11月7日8:30—17:30
        return replace(first, time=_clock_time(clock), unclear_time=""), clock.end()
    patterns = [_HAN, _DOT, _TAIL_DOT, _TAIL_FIGURE] if dotted else [_HAN, _DOT]
    if first.day:
        patterns.append(_TAIL_DAY)
    for pattern in patterns:
        if found := pattern.match(text, at):
            moment = _moment(found)
            if not moment.month:
                moment = replace(moment, month=first.month)
            return _with_clock(text, moment, found.end())
    return None


def _moment(found: re.Match[str]) -> Moment:
    parts = found.groupdict()
    year = read_numeral(parts["y"]) if parts.get("y") else None
    month, day = (read_numeral(parts[key]) or 99 if parts.get(key) else 0 for key in ("m", "d"))
    return Moment(year, parts.get("w") or "", month, day, vague=parts.get("v") or "")


def _with_clock(text: str, moment: Moment, end: int) -> tuple[Moment, int]:
    """What follows the day: (周五), 17:30, 下午5点半."""
    if weekday := _WEEKDAY.match(text, end):
        moment, end = replace(moment, weekday=weekday["w"].replace("天", "日")), weekday.end()
    if moment.day and (clock := _TIME.match(text, end)):
        time = _clock_time(clock)
        moment = replace(moment, time=time, unclear_time="" if time else clock[0].strip(" (,"))
        end = clock.end()
    if about := _ABOUT.match(text, end):
        moment, end = replace(moment, vague=about[0]), about.end()
    return moment, end


def _clock_time(clock: re.Match[str]) -> str:
    """HH:MM, or "" when it could be morning or evening: 5点 is both."""
    hour = read_numeral(clock["h"])
    minute = 30 if clock["half"] else read_numeral(clock["colon"] or clock["min"] or "0")
    if hour is None or minute is None or minute > 59:
        return ""
    part = clock["part"] or ""
    if hour < {"下午": 12, "傍晚": 12, "晚上": 12, "晚间": 12, "晚": 12, "中午": 3}.get(part, 0):
        hour += 12
    elif (not part and hour < 7 and not clock["colon"]) or (part.startswith("晚") and hour == 12):
        return ""
    if (hour, minute) == (24, 0):
        hour, minute = 23, 59
    return f"{hour:02}:{minute:02}" if hour < 24 else ""


def _marked(text: str, start: int, end: int, first: Moment, last: Moment) -> Mention:
    until = bool(_UNTIL.match(text, end) or _LEAD_UNTIL.search(text[max(0, start - 12) : start]))
    return Mention(start, end, first, last, until, not until and bool(_SINCE.match(text, end)))
