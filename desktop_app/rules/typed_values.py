"""What people type into cells and fields: dates, counts, telephones and the words of honours.

Every reader raises `NotRead` with a sentence that says what is wrong; nothing is guessed. Source: domain page §4.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from db.enums import BranchKind
from desktop_app.rules.names import NUMBER
from desktop_app.rules.numerals import read_numeral
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes import shape


class NotRead(ValueError):
    """A value that cannot be taken; the text is for the clerk, without a full stop."""


_NOTHING = frozenset(("", "无", "暂无", "没有", "否", "-", "--", "—", "——", "/", "\\", "─"))
_LONGEST_NOTHING = 8  # with spaces around it


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """NFKC, lower case, without white space or invisible characters: the form in which typed words are compared."""
    if not text:
        return text
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def says_nothing(text: str) -> bool:
    """Whether a cell is blank or holds a word for it: 无, —, /."""
    return not text or (len(text) <= _LONGEST_NOTHING and folded(text) in _NOTHING)


# --- dates ------------------------------------------------------------------------------------------------------------


@shape
class DateSpan:
    """The days a typed date may mean: one day, a month or a year."""

    first: date
    last: date


_IN_A_DATE = Pattern(rf"({NUMBER})(?=[年月日号级])|(?<=[年月])({NUMBER})$")
_DATE = Pattern(
    r"(?P<year>\d{4})(?:年|[-./年](?P<month>\d{1,2})(?:月|[-./月](?P<day>\d{1,2})[日号]?)?)?"
    r"(?:星期.|周.|\(.*\))?(?:[t ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?[起止前]?"
)
_COMPACT = Pattern(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})?")
_NO_YEAR = Pattern(r"(?P<month>\d{1,2})(?:月|[-./])(?P<day>\d{1,2})[日号]?")
_OPEN_END = frozenset(("长期", "长期有效", "至今", "永久", "不限", "有效", "现在", "今"))


def _figures(found: re.Match[str]) -> str:
    read = read_numeral(found[1] or found[2])
    return found.group() if read is None or found.group().isdigit() else str(read)


@lru_cache(maxsize=4096)
def read_date(text: str, *, year: int | None = None) -> DateSpan:
    """2023.11.9, 2023-11-09, 2023/11, 20231109, 2024年, 二〇二四年三月, and 11月9日 where ``year`` is given.

    Raises `NotRead` when it is no date, no real day, or lacks its year.
    """
    typed = _IN_A_DATE.sub(_figures, folded(text))
    if found := _DATE.fullmatch(typed) or _COMPACT.fullmatch(typed):
        return _span(text, int(found["year"]), found["month"], found["day"])
    if found := _NO_YEAR.fullmatch(typed):
        if year is None:
            raise NotRead(f"“{text}”没有写明年份")
        return _span(text, year, found["month"], found["day"])
    raise NotRead(f"“{text}”不是日期")


def _span(text: str, year: int, month: str | None, day: str | None) -> DateSpan:
    if not 1921 <= year <= 2199:
        raise NotRead(f"“{text}”的年份不对")
    try:
        first = date(year, int(month or 1), int(day or 1))
    except ValueError:
        raise NotRead(f"“{text}”不是日历上有的一天") from None
    last_month = int(month or 12)
    last = first if day else date(year, last_month, calendar.monthrange(year, last_month)[1])
    return DateSpan(first, last)


@lru_cache(maxsize=4096)
def read_start(text: str) -> str:
    """The ISO day on which a validity begins: of a month or a year its first day; "" for a blank."""
    return "" if says_nothing(text) else read_date(text).first.isoformat()


@lru_cache(maxsize=4096)
def read_end(text: str) -> str:
    """The ISO day on which a validity ends: of a month or a year its last day; "" for a blank and for 长期."""
    return "" if says_nothing(text) or folded(text) in _OPEN_END else read_date(text).last.isoformat()


_BETWEEN = Pattern(r"\s*(?:至|到|~|～|—+|–|－|--|(?<=[\d年月日])-(?=\d{4}))\s*")


@lru_cache(maxsize=4096)
def read_period(text: str) -> tuple[str, str]:
    """“2021.9—2024.9” in one cell: the ISO days of its beginning and end."""
    if says_nothing(text):
        return "", ""
    parts = _BETWEEN.split(unicodedata.normalize("NFKC", text))
    if len(parts) != 2:
        raise NotRead(f"“{text}”不是起止日期")
    return read_start(parts[0]), read_end(parts[1])


# --- counts and telephones --------------------------------------------------------------------------------------------

_COUNT = Pattern(rf"({NUMBER})(?:\.0+)?[人名个]?")


@lru_cache(maxsize=4096)
def read_count(text: str) -> int | None:
    """35, ３５, 35人, 三十五; None for a blank."""
    if text.isdigit() and text.isascii() and len(text) <= 5:
        return int(text)
    if says_nothing(text):
        return None
    found = _COUNT.fullmatch(folded(text))
    if found and found[1].isascii() and int(found[1]) < 100_000:
        return int(found[1])
    if found and (read := read_numeral(found[1])) is not None and read < 100_000:
        return read
    raise NotRead(f"“{text}”不是人数")


@shape
class Telephones:
    """The numbers of one cell: ``office`` as they are kept (joined by 、), ``mobiles`` how many look private."""

    office: str
    mobiles: tuple[str, ...]


_BETWEEN_NUMBERS = Pattern(r"[、,，;；/|\n\r]|(?<=[\d)])\s+(?=\(?\d{3,})")
_TELEPHONE = Pattern(r"\(?\+?\d{1,5}\)?(?:[- ]?\d{2,12}){0,3}(?: ?\(?(?:-|转|分机|ext\.?|x) ?\d{1,6}\)?)?")
_USUAL_TELEPHONE = Pattern(r"(?:0[0-9]{2,3}-)?[0-9]{7,8}")
_MOBILE = Pattern(r"(?:\+?86)?(1[3-9]\d{9})")
_IDENTITY = Pattern(r"(?<!\d)\d{17}[\dxX](?!\d)|(?<!\d)\d{15}(?!\d)")


def holds_identity_number(text: str) -> bool:
    """Whether a cell holds what looks like a 身份证号: never kept, never repeated in a message."""
    return bool(_IDENTITY.search(text))


@lru_cache(maxsize=8192)
def read_telephones(text: str) -> Telephones:
    """3831311, 0371-65790500, 010-12345678-806, 3831402转806, several in one cell."""
    if _USUAL_TELEPHONE.fullmatch(text):
        return Telephones(text, ())
    if says_nothing(text):
        return Telephones("", ())
    if holds_identity_number(text):
        raise NotRead("这里像是身份证号，不是电话")
    kept: list[str] = []
    mobiles: list[str] = []
    cleaned = unicodedata.normalize("NFKC", text).replace("——", "-").replace("—", "-").replace("–", "-")
    cleaned = "".join(char for char in cleaned if unicodedata.category(char) != "Cf")
    if mobile := _MOBILE.fullmatch(re.sub(r"[\s-]", "", cleaned)):  # 138 1234 5678 is one number
        return Telephones("", (mobile[1],))
    for part in filter(None, (part.strip() for part in _BETWEEN_NUMBERS.split(cleaned))):
        if mobile := _MOBILE.fullmatch(re.sub(r"[\s-]", "", part)):
            mobiles.append(mobile[1])
        elif _TELEPHONE.fullmatch(part) and 3 <= sum(char.isdigit() for char in part) <= 20:
            kept.append(part)
        else:
            raise NotRead(f"“{part}”不是电话号码")
    return Telephones("、".join(dict.fromkeys(kept)), tuple(mobiles))


# --- words ------------------------------------------------------------------------------------------------------------

W = TypeVar("W", bound=StrEnum)


def word_reader(name: str, words: dict[W, str]) -> Callable[[str], W | None]:
    """A reader of one vocabulary called ``name``; ``words`` has a regular expression for each of its members.

    The reader answers None for a blank and raises `NotRead` for a word it does not know.
    """
    patterns = [(word, Pattern(pattern)) for word, pattern in words.items()]
    offered = "、".join(word for word in words if word)

    @lru_cache(maxsize=1024)
    def read(text: str) -> W | None:
        if says_nothing(text):
            return None
        typed = folded(text)
        for word, pattern in patterns:
            if pattern.fullmatch(typed):
                return word
        raise NotRead(f"“{text}”不是{name}（可填：{offered}）")

    return read


read_branch_kind = word_reader(
    "支部类型",
    {
        BranchKind.TEACHERS: r"(?:在职|专任)?(?:教师|教工|教职工)(?:党?支部|类)?",
        BranchKind.STUDENTS: r"(?:大?学生|本科生|研究生|本专科生|博士生|硕士生)(?:党?支部|类)?",
        BranchKind.ADMINISTRATION: (
            r"(?:机关|行政|管理服务|管理|机关行政|机关管理|机关后勤|后勤|教辅)(?:\(.*\))?(?:党?支部|类)?"
        ),
        BranchKind.MEDICAL: r"(?:医护|临床医技|临床|医技|医务|医疗|护理|医院)(?:\(.*\))?(?:党?支部|类)?",
        BranchKind.RETIRED: r"(?:离退休|退休|离休|老干部)(?:人员|教工|教职工)?(?:党?支部|类)?",
        BranchKind.JOINT: r"(?:师生)?(?:联合|混合)(?:党?支部|类)?|师生",
    },
)
