from datetime import date, timedelta

import holidays
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workdays import (
    estimated_last_workday,
    first_workday,
    is_workday,
    last_workday,
    official_calendar,
    workdays_between,
)
from desktop_app.shapes.calendars import Estimate, OfficialCalendar, SpecialDay
from resources.holidays import official_tables

CALENDAR = official_calendar(official_tables())
LAST_YEAR = max(CALENDAR.years)
# Posted, and the last of five working days: the vectors of the programme's rules on 公示.
PUBLICITY = [
    (date(2023, 11, 20), date(2023, 11, 27)),
    (date(2023, 9, 27), date(2023, 10, 10)),
    (date(2024, 9, 12), date(2024, 9, 20)),
    (date(2025, 9, 26), date(2025, 10, 10)),
    (date(2026, 9, 18), date(2026, 9, 24)),
]


@pytest.mark.parametrize(("posted", "last"), PUBLICITY)
def test_five_days_after_posting(posted: date, last: date) -> None:
    assert last_workday(CALENDAR, posted, 5) == last
    assert workdays_between(CALENDAR, posted, last) == 5
    assert first_workday(CALENDAR, last, 6) <= posted < first_workday(CALENDAR, last, 5)


def test_the_day_of_posting_may_count() -> None:
    assert last_workday(CALENDAR, date(2023, 11, 20), 5, include_first=True) == date(2023, 11, 24)
    assert workdays_between(CALENDAR, date(2023, 11, 20), date(2023, 11, 24), include_first=True) == 5


def test_a_first_day_that_rests_never_counts() -> None:
    saturday = date(2023, 11, 18)
    assert last_workday(CALENDAR, saturday, 1, include_first=True) == date(2023, 11, 20)
    assert last_workday(CALENDAR, saturday, 1) == date(2023, 11, 20)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_every_day_agrees_with_an_independent_calendar(year: int) -> None:
    """`holidays` (the Vacanza team, MIT) is kept from the State Council's gazette by hands other than our seed's."""
    other = holidays.country_holidays("CN", years=year)
    days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(366)]
    days = [day for day in days if day.year == year]
    assert {day: is_workday(CALENDAR, day) for day in days} == {day: other.is_working_day(day) for day in days}


def test_the_independent_calendar_can_disagree() -> None:
    """It knows 调休 on both sides of 国庆 2025, so a table that lost one such day would be found out."""
    other = holidays.country_holidays("CN", years=2025)
    swapped = {day: special for day, special in CALENDAR.special.items() if day.year == 2025 and special.works}
    assert {day for day in other.weekend_workdays if day.year == 2025} == set(swapped)
    lost = OfficialCalendar(CALENDAR.years, {d: s for d, s in CALENDAR.special.items() if d != date(2025, 9, 28)})
    assert (is_workday(lost, date(2025, 9, 28)), other.is_working_day(date(2025, 9, 28))) == (False, True)


DAYS = st.dates(date(2022, 1, 1), date(2025, 6, 30))  # sixty working days before and after have a table
COUNTS = st.integers(1, 60)


@given(first=DAYS, count=COUNTS)
@example(first=date(2023, 1, 19), count=3)  # over 春节, with two weekends worked
@example(first=date(2023, 9, 27), count=5)  # over 中秋 and 国庆
def test_counting_back_undoes_counting_on(first: date, count: int) -> None:
    last = last_workday(CALENDAR, first, count)
    assert is_workday(CALENDAR, last)
    assert workdays_between(CALENDAR, first, last) == count
    following = last_workday(CALENDAR, first, 1)
    assert first_workday(CALENDAR, last, count) == following
    assert last_workday(CALENDAR, following, count, include_first=True) == last


@given(last=DAYS, count=COUNTS)
@example(last=date(2025, 10, 10), count=5)
@example(last=date(2024, 2, 18), count=2)
def test_counting_on_undoes_counting_back(last: date, count: int) -> None:
    first = first_workday(CALENDAR, last, count)
    assert is_workday(CALENDAR, first)
    final = first_workday(CALENDAR, last, 1)
    assert last_workday(CALENDAR, first, count, include_first=True) == final
    assert workdays_between(CALENDAR, first, final, include_first=True) == count


@given(first=DAYS, one=COUNTS, more=COUNTS)
def test_counts_add_up(first: date, one: int, more: int) -> None:
    assert last_workday(CALENDAR, last_workday(CALENDAR, first, one), more) == last_workday(CALENDAR, first, one + more)


@pytest.mark.parametrize(
    ("posted", "last"),
    [
        (date(2023, 1, 19), date(2023, 1, 31)),  # 春节 21–27, with the 28th and 29th worked
        (date(2024, 2, 7), date(2024, 2, 20)),  # 春节 10–17; the 8th, 9th and the Sunday of the 18th are worked
        (date(2025, 1, 24), date(2025, 2, 7)),  # 春节 1-28 to 2-4; Sunday 1-26 is worked
        (date(2025, 1, 26), date(2025, 2, 8)),  # and Saturday 2-8
        (date(2026, 2, 13), date(2026, 2, 27)),  # 春节 15–23; Saturday the 14th is worked
        (date(2026, 2, 14), date(2026, 2, 28)),  # and Saturday the 28th
        (date(2024, 9, 30), date(2024, 10, 12)),  # 国庆 1–7; Saturday the 12th is worked
        (date(2026, 9, 30), date(2026, 10, 13)),  # 国庆 1–7; Saturday the 10th is worked
    ],
)
def test_five_days_over_a_long_holiday(posted: date, last: date) -> None:
    assert last_workday(CALENDAR, posted, 5) == last


def test_the_tables_hold_the_notices_words() -> None:
    assert CALENDAR.years == frozenset(range(2004, LAST_YEAR + 1))
    assert CALENDAR.special[date(2023, 10, 1)] == SpecialDay(date(2023, 10, 1), works=False, name="国庆节")
    assert CALENDAR.special[date(2023, 10, 7)] == SpecialDay(date(2023, 10, 7), works=True, name="国庆节调休")
    assert CALENDAR.special[date(2024, 4, 7)] == SpecialDay(date(2024, 4, 7), works=True, name="清明节调休")
    assert all(day == special.day for day, special in CALENDAR.special.items())
    assert all(special.day.weekday() >= 5 for special in CALENDAR.special.values() if special.works)


def test_no_year_without_a_table_is_guessed() -> None:
    with pytest.raises(RuleBroken) as caught:
        last_workday(CALENDAR, date(LAST_YEAR, 12, 28), 5)
    assert f"{LAST_YEAR + 1} 年" in caught.value.what
    assert "“系统设置 → 放假安排”" in caught.value.todo
    with pytest.raises(RuleBroken):
        workdays_between(CALENDAR, date(LAST_YEAR, 12, 28), date(LAST_YEAR + 1, 1, 4))
    with pytest.raises(RuleBroken):
        first_workday(CALENDAR, date(2004, 1, 5), 5)


def test_counting_up_to_the_last_day_of_a_table_needs_no_next_one() -> None:
    calendar = OfficialCalendar(years=frozenset({2023}), special={})
    assert last_workday(calendar, date(2023, 12, 22), 5) == date(2023, 12, 29)


def test_plans_go_on_by_weekends_and_say_so() -> None:
    only_2023 = OfficialCalendar(frozenset({2023}), {d: s for d, s in CALENDAR.special.items() if d.year == 2023})
    assert estimated_last_workday(only_2023, date(2023, 9, 27), 5) == Estimate(date(2023, 10, 10), estimated=False)
    over_the_year = estimated_last_workday(only_2023, date(2023, 12, 28), 5)
    assert (over_the_year, over_the_year.remark) == (Estimate(date(2024, 1, 4), estimated=True), "暂按周末推算")
    assert last_workday(CALENDAR, date(2023, 12, 28), 5) == date(2024, 1, 5)


def test_a_plan_is_estimated_only_by_the_days_it_counts() -> None:
    only_2024 = OfficialCalendar(frozenset({2024}), {})
    assert estimated_last_workday(only_2024, date(2023, 12, 31), 1) == Estimate(date(2024, 1, 1), estimated=False)
    sunday = date(2023, 12, 31)
    assert estimated_last_workday(only_2024, sunday, 1, include_first=True).estimated


def test_the_schools_own_day_off_counts_in_plans_too() -> None:
    own = SpecialDay(date(2027, 5, 7), works=False, name="校运动会")
    calendar = OfficialCalendar(frozenset(), {own.day: own})
    assert estimated_last_workday(calendar, date(2027, 5, 6), 1).day == date(2027, 5, 10)


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_an_impossible_count_is_refused(count: int) -> None:
    with pytest.raises(RuleBroken, match="1 到 1000"):
        last_workday(CALENDAR, date(2023, 11, 20), count)
    with pytest.raises(RuleBroken, match="1 到 1000"):
        estimated_last_workday(CALENDAR, date(2023, 11, 20), count)


def test_no_days_lie_between_a_day_and_an_earlier_one() -> None:
    assert workdays_between(CALENDAR, date(2023, 11, 20), date(2023, 11, 20)) == 0
    assert workdays_between(CALENDAR, date(2023, 11, 20), date(2023, 11, 10)) == 0
