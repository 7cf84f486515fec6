"""What a clerk types for a date is read, or refused with what to write instead."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.typed_dates import read_date, read_moment, weekday, written_date, written_moment

NEAR = date(2023, 11, 10)


@pytest.mark.parametrize(
    "typed",
    [
        "1109", "11.9", "11-9", "11/09", "11月9日", "11月9号", "2023-11-09", "2023.11.9", "2023年11月9日", "20231109",
        "231109", "23.11.9", "２０２３．１１．９", " 2023 年 11 月 9 日 ", "11月9日（星期四）", "2023-11-09周四",
        "昨天", "11。9", "2023\u200b-11-09", "11、9",
    ],
)  # fmt: skip
def test_every_spelling_of_one_day(typed):
    assert read_date(typed, near=NEAR) == date(2023, 11, 9)


@pytest.mark.parametrize(
    ("typed", "near", "day"),
    [
        ("1228", date(2024, 1, 8), date(2023, 12, 28)),
        ("0105", date(2023, 12, 20), date(2024, 1, 5)),
        ("0229", date(2023, 11, 10), date(2024, 2, 29)),
        ("930", date(2023, 11, 10), date(2023, 9, 30)),
        ("今天", date(2023, 11, 10), date(2023, 11, 10)),
        ("后天", date(2023, 11, 10), date(2023, 11, 12)),
        ("1958-07-01", date(2023, 11, 10), date(1958, 7, 1)),
    ],
)
def test_a_day_without_a_year_is_the_nearest(typed, near, day):
    assert read_date(typed, near=near) == day


@pytest.mark.parametrize(
    ("typed", "what", "todo"),
    [
        ("1131", "11 月没有 31 日。", "可写 1109、11.9 或 2023-11-09。"),
        ("1301", "没有 13 月。", "可写 1109、11.9 或 2023-11-09。"),
        ("2023-02-29", "2023 年 2 月没有 29 日。", "可写 1109、11.9 或 2023-11-09。"),
        ("119", "“119”可以是 1 月 19 日，也可以是 11 月 9 日。", "请写成 0119 或 1109。"),
        ("11月9日（周五）", "2023-11-09 是周四，不是周五。", "请核对日期，或只写日期。"),
        ("1023-11-09", "1023 年不在 1900—2099 年之间。", "请改正年份。"),
        ("下周五", "“下周五”不是日期。", "可写 1109、11.9 或 2023-11-09。"),
        ("", "“”不是日期。", "可写 1109、11.9 或 2023-11-09。"),
        ("1/2/3/4", "“1/2/3/4”不是日期。", "可写 1109、11.9 或 2023-11-09。"),
        ("²1", "“²1”不是日期。", "可写 1109、11.9 或 2023-11-09。"),
    ],
)
def test_a_wrong_day_says_what_and_how(typed, what, todo):
    with pytest.raises(RuleBroken) as refused:
        read_date(typed, near=NEAR)
    assert (refused.value.what, refused.value.todo) == (what, todo)


@pytest.mark.parametrize(
    "typed",
    [
        "1109 1612", "11.9 16:12", "2023-11-09 16:12", "2023-11-09T16:12:30", "11月9日16时12分", "11月9日 16点12分",
        "11月9日下午4:12", "20231109 1612", "202311091612", "11091612", "１１０９　１６１２", "11月9日（周四）16:12",
        "昨天 16:12",
    ],
)  # fmt: skip
def test_every_spelling_of_one_moment(typed):
    assert read_moment(typed, near=NEAR) == datetime(2023, 11, 9, 16, 12)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("16:12", datetime(2023, 11, 10, 16, 12)),
        ("9点", datetime(2023, 11, 10, 9, 0)),
        ("1109 912", datetime(2023, 11, 9, 9, 12)),
        ("1110 0000", datetime(2023, 11, 10, 0, 0)),
        ("上午 9:05", datetime(2023, 11, 10, 9, 5)),
    ],
)
def test_a_time_alone_is_of_the_day(typed, at):
    assert read_moment(typed, near=NEAR) == at


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("1109", "只写了日期，还缺时间。"),
        ("2023-11-09", "只写了日期，还缺时间。"),
        ("1109 2412", "没有 24:12 这个时间。"),
        ("1109 1660", "没有 16:60 这个时间。"),
        ("1131 1612", "11 月没有 31 日。"),
        ("明早", "“明早”不是日期。"),
    ],
)
def test_a_wrong_moment_says_what(typed, what):
    with pytest.raises(RuleBroken) as refused:
        read_moment(typed, near=NEAR)
    assert refused.value.what == what
    assert refused.value.todo


def test_what_was_read_is_written_in_one_way():
    assert written_date(date(2023, 1, 9)) == "2023-01-09"
    assert written_moment(datetime(2023, 1, 9, 8, 5)) == "2023-01-09 08:05"
    assert [weekday(date(2023, 11, n)) for n in (5, 6)] == ["周日", "周一"]
