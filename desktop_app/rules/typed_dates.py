"""Dates and moments as a clerk types them: 1109, 11.9, 2023-11-09, 11月9日, 1109 1612.

A date without a year is the one nearest to `near` (today, as a rule): in January “1228” is last December. What was
read is always shown back as ISO, so that nothing is guessed silently; what can be read in two ways is refused.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from desktop_app.rules.errors import RuleBroken

HOW_DATE = "可写 1109、11.9 或 2023-11-09。"
HOW_MOMENT = "可写 1109 1612、11.9 16:12 或 2023-11-09 16:12。"
WEEKDAYS = "一二三四五六日"
FIRST_YEAR, LAST_YEAR = 1900, 2099

_NAMED = {"前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "后天": 2}
_DATE = (  # the first that matches the whole of what was typed is taken
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
    r"(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})",
    r"(?P<y>)(?P<m>\d{2})(?P<d>\d{2})",
    r"(?:(?P<y>\d{4}|\d{2})[-./、,年])?(?P<m>\d{1,2})[-./、,月](?P<d>\d{1,2})[日号]?",
)
_WEEKDAY = r"(?:[(]?(?:星期|周|礼拜)(?P<w>[一二三四五六日天])[)]?)?"
_CLOCK = r"(?P<H>\d{1,2})[:点时](?:(?P<M>\d{1,2})(?:[:分](?:\d{1,2}秒?)?)?)?"
_TIME = rf"(?P<half>上午|下午|晚上)?(?:{_CLOCK}|(?P<HM>\d{{3,4}}))"


def read_date(typed: str, *, near: date) -> date:
    """The day that was typed. Raises RuleBroken with what is wrong and how to write it."""
    text = _clean(typed).replace(" ", "")
    if text in _NAMED:
        return near + timedelta(days=_NAMED[text])
    if re.fullmatch(r"\d{3}", text):
        return _three_figures(text, near)
    for pattern in _DATE:
        if found := re.fullmatch(pattern + _WEEKDAY, text):
            return _checked_weekday(_day(found["y"] or "", found["m"], found["d"], near), found["w"])
    raise RuleBroken(f"“{typed.strip()}”不是日期。", HOW_DATE)


def read_moment(typed: str, *, near: date) -> datetime:
    """The day and minute that were typed; a time with a colon alone is that of `near`. Raises RuleBroken."""
    text = _clean(typed)
    if found := re.fullmatch(r"(\d{4})(\d{2})(\d{2})(\d{4})", text.replace(" ", "")):
        return datetime.combine(_day(found[1], found[2], found[3], near), _time("", found[4][:2], found[4][2:]))
    if (found := re.fullmatch(r"(\d{2})(\d{2})(\d{4})", text)) and not text.startswith(("19", "20")):
        return datetime.combine(_day("", found[1], found[2], near), _time("", found[3][:2], found[3][2:]))
    day_text, clock = _split(text)
    if not clock:
        read_date(typed, near=near)  # says what is wrong with the date first
        raise RuleBroken("只写了日期，还缺时间。", HOW_MOMENT)
    found = re.fullmatch(_TIME, clock)
    if not found or (not day_text and found["HM"]):
        raise RuleBroken(f"“{typed.strip()}”不是日期和时间。", HOW_MOMENT)
    day = read_date(day_text, near=near) if day_text else near
    hour, minute = (found["HM"][:-2], found["HM"][-2:]) if found["HM"] else (found["H"], found["M"] or "0")
    return datetime.combine(day, _time(found["half"] or "", hour, minute))


def written_date(day: date) -> str:
    """As a field shows it: 2023-11-09."""
    return day.isoformat()


def written_moment(at: datetime) -> str:
    """As a field shows it: 2023-11-09 16:12."""
    return f"{at:%Y-%m-%d %H:%M}"


def weekday(day: date) -> str:
    """周四."""
    return f"周{WEEKDAYS[day.weekday()]}"


def chinese_date(day: date) -> str:
    """2023年11月9日: no padding zeros (GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _clean(typed: str) -> str:
    """Half-width, without what cannot be seen, one blank where there were several."""
    text = unicodedata.normalize("NFKC", typed)
    text = "".join(" " if letter.isspace() else letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(text.replace("。", ".").replace("—", "-").replace("–", "-").split())


def _split(text: str) -> tuple[str, str]:
    """Where the date ends and the time begins; one of the two may be empty."""
    text = re.sub(r"(?<=\d)T(?=\d)", " ", text)
    if found := re.fullmatch(r"(.*?)\s*((?:上午|下午|晚上)\s*[\d:点时分秒]+|\d{1,2}[:点时][\d:分秒]*)", text):
        return found[1], found[2].replace(" ", "")
    if found := re.fullmatch(r"(.*\S) (\d{3,4})", text):
        return found[1], found[2]
    return text, ""


def _three_figures(text: str, near: date) -> date:
    """119 is 1月19日 or 11月9日; it is taken only where one of the two exists."""
    readings = []
    for month, day in ((text[0], text[1:]), (text[:2], text[2])):
        try:
            readings.append((_day("", month, day, near), f"{int(month):02}{int(day):02}"))
        except RuleBroken:
            continue
    if len(readings) == 1:
        return readings[0][0]
    if not readings:
        raise RuleBroken(f"“{text}”不是日期。", HOW_DATE)
    (first, one), (second, other) = readings
    raise RuleBroken(
        f"“{text}”可以是 {first.month} 月 {first.day} 日，也可以是 {second.month} 月 {second.day} 日。",
        f"请写成 {one} 或 {other}。",
    )


def _day(year: str, month: str, day: str, near: date) -> date:
    if not 1 <= int(month) <= 12:
        raise RuleBroken(f"没有 {int(month)} 月。", HOW_DATE)
    if not 1 <= int(day) <= 31:
        raise RuleBroken(f"{int(month)} 月没有 {int(day)} 日。", HOW_DATE)
    if year:
        full = int(year) + (2000 if len(year) == 2 else 0)
        if not FIRST_YEAR <= full <= LAST_YEAR:
            raise RuleBroken(f"{full} 年不在 {FIRST_YEAR}—{LAST_YEAR} 年之间。", "请改正年份。")
        years = [full]
    else:
        years = [near.year - 1, near.year, near.year + 1]
    days = []
    for each in years:
        try:
            days.append(date(each, int(month), int(day)))
        except ValueError:
            continue
    if not days:
        told = f"{years[0]} 年 " if year else ""
        raise RuleBroken(f"{told}{int(month)} 月没有 {int(day)} 日。", HOW_DATE)
    return min(days, key=lambda found: abs(found - near))


def _checked_weekday(day: date, told: str | None) -> date:
    if told and "一二三四五六日".index(told.replace("天", "日")) != day.weekday():
        raise RuleBroken(f"{day.isoformat()} 是{weekday(day)}，不是周{told}。", "请核对日期，或只写日期。")
    return day


def _time(half: str, hour: str, minute: str) -> time:
    hours, minutes = int(hour), int(minute)
    if half in {"下午", "晚上"} and hours < 12:
        hours += 12
    if hours > 23 or minutes > 59:
        raise RuleBroken(f"没有 {hours}:{minutes:02} 这个时间。", "时间从 0:00 到 23:59，可写 1612 或 16:12。")
    return time(hours, minutes)
