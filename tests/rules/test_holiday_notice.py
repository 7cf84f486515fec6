from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.holiday_notice import is_holiday_notice, read_holiday_notice
from desktop_app.rules.workdays import is_workday, official_calendar
from desktop_app.shapes.calendars import SpecialDay
from desktop_app.shapes.holidays import HolidayPlan
from resources.holidays import official_tables, source_of

HEAD = "国务院办公厅关于{}年\n部分节假日安排的通知\n各省、自治区、直辖市人民政府：\n现将具体安排通知如下。\n"
FOOT = "\n节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。\n国务院办公厅\n2024年11月12日"
NOTICES = {
    2023: "一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。二、春节：1月21日至27日放假调休，共7天。"
    "1月28日（星期六）、1月29日（星期日）上班。三、清明节：4月5日放假，共1天。四、劳动节：4月29日至5月3日放假调休，"
    "共5天。4月23日（星期日）、5月6日（星期六）上班。五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。"
    "六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。",
    2024: "一、元旦：1月1日放假，与周末连休。\n二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、"
    "2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。\n三、清明节：4月4日至6日放假调休，共3天。"
    "4月7日（星期日）上班。\n四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。\n"
    "五、端午节：6月10日放假，与周末连休。\n六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。\n"
    "七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。",
    2025: "一、元旦：1月1日（周三）放假1天，不调休。\n二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）"
    "放假调休，共8天。1月26日（周日）、2月8日（周六）上班。\n三、清明节：4月4日（周五）至6日（周日）放假，共3天。\n"
    "四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。\n五、端午节：5月31日（周六）至6月2日"
    "（周一）放假，共3天。\n六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日"
    "（周六）上班。",
}


def notice(year: int) -> str:
    return HEAD.format(year) + NOTICES[year] + FOOT


@pytest.mark.parametrize("year", NOTICES)
def test_the_notice_gives_the_same_working_days_as_the_official_table(year: int) -> None:
    plan = read_holiday_notice(notice(year))
    official = official_calendar(official_tables())
    read = replace(official, years=frozenset({year}), special={special.day: special for special in plan.days})
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [day for day in days if is_workday(read, day) != is_workday(official, day)] == []
    assert (plan.year, plan.source) == (year, source_of(year))


def test_days_bear_the_name_of_their_clause() -> None:
    text = (
        HEAD.format(2025) + "一、元旦：1月1日（周三）放假1天。二、劳动节：5月1日至2日放假，共2天。4月27日（周日）上班。"
    )
    assert read_holiday_notice(text) == HolidayPlan(
        2025,
        (
            SpecialDay(date(2025, 1, 1), False, "元旦"),
            SpecialDay(date(2025, 4, 27), True, "劳动节调休"),
            SpecialDay(date(2025, 5, 1), False, "劳动节"),
            SpecialDay(date(2025, 5, 2), False, "劳动节"),
        ),
        source_of(2025),
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("一、元旦：1月1日（周四）放假1天。", "“元旦”写 1 月 1 日是周四，2025 年的这一天是周三"),
        ("一、春节：1月28日至2月4日放假调休，共7天。", "“春节”写的是 7 天，读出的日期有 8 天"),
        ("一、春节：2月28日至30日放假调休，共3天。", "“春节”里的 2025 年 2 月没有 30 日"),
        ("一、春节：1月28日至12月4日放假调休。", "不像一次放假"),
        ("一、元旦：1月1日放假。二、春节：1月1日上班。", "2025-01-01 一处写放假，另一处写上班"),
        ("一、元旦：另行通知。", "没有读出 2025 年的放假日期"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(body: str, said: str) -> None:
    with pytest.raises(RuleBroken, match=said) as refused:
        read_holiday_notice(HEAD.format(2025) + body)
    assert refused.value.todo


def test_another_text_is_none() -> None:
    assert is_holiday_notice(notice(2024))
    assert not is_holiday_notice("床前明月光")
    with pytest.raises(RuleBroken, match="不是国务院办公厅的节假日安排通知"):
        read_holiday_notice("床前明月光")
