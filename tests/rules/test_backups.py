"""Which backups stay, when one is due, what their age is called."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.backups import age_words, backup_due, file_name, second_copy_words, thinned_out
from desktop_app.shapes.backups import Kept

NOON = datetime(2025, 11, 9, 12, 0)


def made(*moments: datetime) -> list[Kept]:
    """Backups in the order in which they were made."""
    return [Kept(f"{number}", at, number) for number, at in enumerate(moments, 1)]


def stay(kept: list[Kept]) -> list[datetime]:
    gone = thinned_out(kept)
    return sorted(each.made_at for each in kept if each.name not in gone)


def test_a_name_says_when_and_is_given_once() -> None:
    first = file_name(NOON)
    assert first == "yizhibu-备份-2025-11-09-1200.zip"
    assert file_name(NOON, [first]) == "yizhibu-备份-2025-11-09-1200-2.zip"


def test_of_a_day_the_last_stays_and_the_three_made_last() -> None:
    day = [NOON + timedelta(minutes=30 * half) for half in range(10)]
    before = [at - timedelta(days=1) for at in day]
    assert stay(made(*before, *day)) == [before[-1], *day[-3:]]


def test_twelve_days_ten_weeks_nine_months() -> None:
    daily = [NOON - timedelta(days=back) for back in range(400, -1, -1)]
    assert stay(made(*daily)) == [
        datetime(2025, 3, 31, 12), datetime(2025, 4, 30, 12), datetime(2025, 5, 31, 12), datetime(2025, 6, 30, 12),
        datetime(2025, 7, 31, 12), datetime(2025, 8, 31, 12), datetime(2025, 9, 7, 12), datetime(2025, 9, 14, 12),
        datetime(2025, 9, 21, 12), datetime(2025, 9, 28, 12), datetime(2025, 9, 30, 12), datetime(2025, 10, 5, 12),
        datetime(2025, 10, 12, 12), datetime(2025, 10, 19, 12), datetime(2025, 10, 26, 12),
        *(NOON - timedelta(days=back) for back in range(11, -1, -1)),
    ]  # fmt: skip


@given(st.lists(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)), min_size=1, max_size=80))
def test_the_three_made_last_stay_whatever_the_clock_says(moments: list[datetime]) -> None:
    kept = made(*moments)
    gone = thinned_out(kept)
    assert not gone & {each.name for each in kept[-3:]}
    assert len(kept) - len(gone) <= 12 + 10 + 9 + 3


@pytest.mark.parametrize("wrong", [timedelta(days=365), timedelta(days=-365)])
def test_a_clock_that_was_wrong_for_a_while_costs_one_day_of_the_twelve(wrong: timedelta) -> None:
    days = [NOON - timedelta(days=back) for back in range(11, -1, -1)]
    odd = [NOON + wrong + timedelta(minutes=30 * half) for half in range(3)]
    after = [NOON + timedelta(hours=half) for half in range(1, 4)]
    kept = made(*days, *odd, *after)
    staying = set(stay(kept))
    assert set(after) <= staying
    assert len(set(days[:-1]) & staying) >= 10


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (None, ("尚无备份", True)),
        (NOON, ("刚刚备份", False)),
        (NOON - timedelta(hours=5), ("备份 5 小时前", False)),
        (NOON - timedelta(days=7), ("备份 7 天前", False)),
        (NOON - timedelta(days=8), ("备份 8 天前", True)),
        (NOON + timedelta(minutes=5), ("刚刚备份", False)),
        (NOON + timedelta(days=365), ("备份时间晚于今天，请核对电脑的日期", True)),
    ],
)
def test_the_age_of_a_backup(at: datetime | None, words: tuple[str, bool]) -> None:
    assert age_words(at, NOON) == words


WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (None, None, ""),
        (NOON - WEEK, None, ""),
        (NOON - WEEK - timedelta(minutes=1), None, "备份只在这台电脑上，还没有第二份"),
        (NOON - 9 * WEEK, NOON - WEEK, ""),
        (NOON - 9 * WEEK, NOON - timedelta(days=9), "第二份备份是 9 天前的"),
        (NOON - 9 * WEEK, NOON + 50 * WEEK, "第二份备份的时间晚于今天，请核对电脑的日期"),
    ],
)
def test_a_week_without_a_second_copy_is_said(first: datetime | None, second: datetime | None, words: str) -> None:
    assert second_copy_words(first, second, NOON) == words


def test_half_an_hour_of_change_makes_one_due() -> None:
    assert [backup_due(since, 5000.0) for since in (None, 5000.0, 3201.0, 3200.0)] == [False, False, False, True]
