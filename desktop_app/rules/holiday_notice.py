"""The State Council's own words: 国务院办公厅关于某年部分节假日安排的通知, read into a year's table.

Its clauses have kept one form for years: “二、春节：1月28日至2月4日放假调休，共8天。2月8日（周六）上班。”
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.typed_dates import weekday
from desktop_app.shapes.calendars import SpecialDay
from desktop_app.shapes.holidays import HolidayPlan

LONGEST: Final = 20_000  # characters; the notice has some six hundred
LONGEST_SPAN: Final = timedelta(days=15)
_TODO: Final = "请对照国务院办公厅的通知核对原文，或改用 CSV 文件载入。"
_TITLE = Pattern(r"(?:国务院办公厅)?关于(20\d\d)年(?:部分)?节假日安排的通知")
# A clause begins behind a full stop: 正月初七、周二 holds a numeral with its comma, too.
_CLAUSE_BEGINS = Pattern(r"(?<=[。:;])[一二三四五六七八九十]{1,2}、(?=[^:。]{2,16}:)")
_CLAUSES_END = "节假日期间"
_NOTE = r"(?:\(([^()]*)\))?"
_DAYS = Pattern(
    rf"(?:(\d{{4}})年)?(\d{{1,2}})月(\d{{1,2}})日{_NOTE}"
    rf"(?:(?:至|到|-|—|–|~)(?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日{_NOTE})?"
)
_WEEKDAY = Pattern(r"(?:周|星期)([一二三四五六日天])")
_COUNT = Pattern(r"(?:共|放假)(\d{1,2})天")


def is_holiday_notice(text: str) -> bool:
    """Whether it is that notice, by its title."""
    return bool(_TITLE.search(_folded(text)))


def read_holiday_notice(text: str) -> HolidayPlan:
    """The days of the title's year; days of the years beside it belong to their tables. RuleBroken, with the clause,
    where a day does not exist, is another weekday, or the days are not as many as the clause says."""
    folded = _folded(text)
    title = _TITLE.search(folded)
    if title is None:
        raise RuleBroken("这段文字不是国务院办公厅的节假日安排通知。", _TODO)
    year = int(title[1])
    days: dict[date, SpecialDay] = {}
    for clause in _CLAUSE_BEGINS.split(folded[title.end() :])[1:]:
        name, _, body = clause.partition(":")
        for special in _clause(name, body.split(_CLAUSES_END)[0], year):
            known = days.setdefault(special.day, special)
            if known.works != special.works:
                raise RuleBroken(f"{special.day.isoformat()} 一处写放假，另一处写上班。", _TODO)
    kept = tuple(days[day] for day in sorted(days) if day.year == year)
    if not any(not special.works for special in kept):
        raise RuleBroken(f"通知里没有读出 {year} 年的放假日期。", _TODO)
    return HolidayPlan(year, kept, f"国务院办公厅关于{year}年部分节假日安排的通知")


def _clause(name: str, body: str, year: int) -> Iterator[SpecialDay]:
    for sentence in re.split("[。;]", body):
        works = "上班" in sentence
        if not works and "放假" not in sentence:
            continue  # advice, such as 鼓励各单位结合带薪年休假安排休息
        found = [day for match in _DAYS.finditer(sentence) for day in _days(name, match, year)]
        told = _COUNT.search(sentence)
        if told and not works and len(found) != int(told[1]):
            raise RuleBroken(f"“{name}”写的是 {told[1]} 天，读出的日期有 {len(found)} 天。", _TODO)
        for day in found:
            yield SpecialDay(day, works, f"{name}调休" if works else name)


def _days(name: str, match: re.Match[str], year: int) -> list[date]:
    first_year, first_month, first_day, first_note, last_year, last_month, last_day, last_note = match.groups()
    first = _day(name, int(first_year or year), int(first_month), int(first_day), first_note)
    if not last_day:
        return [first]
    last = _day(name, int(last_year or year), int(last_month or first_month), int(last_day), last_note)
    if not first <= last <= first + LONGEST_SPAN:
        raise RuleBroken(f"“{name}”从 {first.isoformat()} 到 {last.isoformat()}，不像一次放假。", _TODO)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _day(name: str, year: int, month: int, day: int, note: str | None) -> date:
    try:
        made = date(year, month, day)
    except ValueError as error:
        raise RuleBroken(f"“{name}”里的 {year} 年 {month} 月没有 {day} 日。", _TODO) from error
    told = _WEEKDAY.search(note or "")
    if told and "一二三四五六日".index(told[1].replace("天", "日")) != made.weekday():
        raise RuleBroken(
            f"“{name}”写 {month} 月 {day} 日是周{told[1]}，{year} 年的这一天是{weekday(made)}。",
            "请核对通知的年份和日期。",
        )
    return made


def _folded(text: str) -> str:
    """Half-width, without any white space: the notice is broken differently wherever it is copied from."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text[:LONGEST]))
