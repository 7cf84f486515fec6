from datetime import date
from typing import Any

import pytest

from desktop_app.office import holidays
from desktop_app.office.first_start import prepare
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workdays import is_workday
from desktop_app.shapes.calendars import SpecialDay
from desktop_app.shapes.holidays import CalendarDay, YearTable

NEW_YEAR = SpecialDay(date(2027, 1, 1), False, "元旦")
WORKED = SpecialDay(date(2027, 9, 26), True, "国庆节调休")


def load(office: Any, *days: SpecialDay, source: str = "文件“2027.csv”") -> None:
    office.ledger.run("载入放假安排", holidays.load_year, year=2027, source=source, days=days)


def test_the_first_start_brings_the_tables_and_the_second_brings_nothing(office: Any) -> None:
    prepare(office.ledger.run)
    assert holidays.table_years() == tuple(range(2026, 2003, -1))
    assert not is_workday(holidays.calendar(), date(2025, 10, 1))
    office.round()
    prepare(office.ledger.run)
    assert office.ledger.undo_title == "新建批次"


def test_a_year_without_a_table_says_so(office: Any) -> None:
    assert holidays.year_table(2027) == YearTable(2027, "", ())


def test_a_loaded_year_replaces_the_one_there_was_and_keeps_the_schools_days(office: Any) -> None:
    load(office, NEW_YEAR, source="旧")
    office.ledger.run("添加校内安排", holidays.add_own_day, day=date(2027, 5, 12), works=False, name=" 校庆 ")
    load(office, WORKED, source="新")
    assert holidays.year_table(2027) == YearTable(
        2027,
        "新",
        (
            CalendarDay(date(2027, 5, 12), False, "校庆", True),
            CalendarDay(date(2027, 9, 26), True, "国庆节调休", False),
        ),
    )
    office.ledger.undo()
    assert [day.name for day in holidays.year_table(2027).days] == ["元旦", "校庆"]


def test_own_days_count_in_the_calendar_until_they_are_removed(office: Any) -> None:
    load(office, NEW_YEAR)
    for day, works, name in ((date(2027, 5, 12), False, "校庆"), (date(2027, 5, 15), True, "补课")):
        office.ledger.run("添加校内安排", holidays.add_own_day, day=day, works=works, name=name)
    calendar = holidays.calendar()
    assert [is_workday(calendar, date(2027, 5, day)) for day in (12, 15)] == [False, True]
    office.ledger.run("删去校内安排", holidays.remove_own_day, day=date(2027, 5, 12))
    assert is_workday(holidays.calendar(), date(2027, 5, 12))


@pytest.mark.parametrize(
    ("day", "works", "name", "said"),
    [
        (date(2027, 5, 12), False, " ", "名称不能空着"),
        (date(2027, 5, 12), False, "校" * 21, "有 21 个字符，太长了"),
        (date(2027, 1, 1), False, "校庆", "2027-01-01 已在国务院放假安排里：元旦（休息）"),
        (date(2027, 5, 12), True, "补课", "2027-05-12 本来就是工作日"),
        (date(2027, 5, 15), False, "校庆", "2027-05-15 本来就是周末"),
    ],
)
def test_an_own_day_that_changes_nothing_is_refused(office: Any, day: date, works: bool, name: str, said: str) -> None:
    load(office, NEW_YEAR)
    with pytest.raises(RuleBroken, match=said):
        office.ledger.run("添加校内安排", holidays.add_own_day, day=day, works=works, name=name)


def test_an_official_day_is_not_removed_by_hand(office: Any) -> None:
    load(office, NEW_YEAR)
    with pytest.raises(RuleBroken, match="2027-01-01 没有校内安排"):
        office.ledger.run("删去校内安排", holidays.remove_own_day, day=date(2027, 1, 1))
    office.ledger.run("添加校内安排", holidays.add_own_day, day=date(2027, 5, 12), works=False, name="校庆")
    with pytest.raises(RuleBroken, match="2027-05-12 已在校内安排里：校庆（休息）"):
        office.ledger.run("添加校内安排", holidays.add_own_day, day=date(2027, 5, 12), works=False, name="校庆")
