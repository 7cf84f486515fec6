"""Titles broken by meaning: whole lines compared, and what no line may do."""

from __future__ import annotations

import pytest

from desktop_app.rules.official import break_title
from desktop_app.rules.official.breaking import CAPACITY, title_width

SCHOOL = "示例医科大学"
LONG_SCHOOL = "内蒙古自治区呼和浩特市示例民族医科大学第一附属医院"
PROGRAMME = "“一支部一特色”支部党建品牌"

TITLES = {
    "申报材料补正通知": ("申报材料补正通知",),
    f"关于{PROGRAMME}拟立项名单的公示": ("关于“一支部一特色”", "支部党建品牌拟立项名单的公示"),
    f"关于公布2025年{PROGRAMME}立项名单的通知": ("关于公布2025年“一支部一特色”", "支部党建品牌立项名单的通知"),
    f"{SCHOOL}党委组织部关于公布2025年{PROGRAMME}立项名单的通知": (
        "示例医科大学党委组织部",
        "关于公布2025年“一支部一特色”",
        "支部党建品牌立项名单的通知",
    ),
    f"关于开展2023年{PROGRAMME}创建活动的通知": ("关于开展2023年“一支部一特色”", "支部党建品牌创建活动的通知"),
    f"关于更正{PROGRAMME}拟立项名单的公示": ("关于更正“一支部一特色”", "支部党建品牌拟立项名单的公示"),
    "关于做好2025年度基层党组织书记抓党建工作述职评议考核工作的通知": (
        "关于做好2025年度基层党组织",
        "书记抓党建工作述职评议考核工作的通知",
    ),
    "中共示例医科大学委员会关于表彰先进基层党组织、优秀共产党员和优秀党务工作者的决定": (
        "中共示例医科大学委员会关于表彰",
        "先进基层党组织、优秀共产党员",
        "和优秀党务工作者的决定",
    ),
    f"{LONG_SCHOOL}关于公布2025年{PROGRAMME}立项名单的通知": (
        "内蒙古自治区呼和浩特市",
        "示例民族医科大学第一附属医院",
        "关于公布2025年“一支部一特色”",
        "支部党建品牌立项名单的通知",
    ),
    "关于召开2025年“双带头人”教师党支部书记工作室建设推进会暨经验交流会的通知": (
        "关于召开2025年“双带头人”",
        "教师党支部书记工作室建设",
        "推进会暨经验交流会的通知",
    ),
}
MORE = (
    f"关于印发《{SCHOOL}{PROGRAMME}创建实施办法（试行）》的通知",
    "关于转发《全国高校党建工作示范高校、标杆院系、样板支部培育创建工作方案》的通知",
    "关于公布拟立项的、未入选的和递补的支部党建品牌项目的名单的公示",
    f"关于第一批{PROGRAMME}结项验收结果的公示",
    "关于延长第二批全国党建工作样板支部培育创建单位建设期限的请示",
    f"{LONG_SCHOOL}党委组织部关于{PROGRAMME}递补拟立项名单的公示",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_broken_where_its_meaning_parts(title):
    assert break_title(title, (SCHOOL, LONG_SCHOOL, "党委组织部")) == TITLES[title]


@pytest.mark.parametrize("title", [*TITLES, *MORE, "关于" + "药" * 50 + "的通知", "Brand " * 9, "、" * 50])
def test_nothing_is_lost_and_no_line_is_wider_than_the_page(title):
    lines = break_title(title, (SCHOOL, LONG_SCHOOL))
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert max(map(title_width, lines)) <= CAPACITY


@pytest.mark.parametrize("title", [*TITLES, *MORE])
def test_no_line_begins_with_what_belongs_to_the_line_before_and_no_quotation_is_parted(title):
    lines = break_title(title, (SCHOOL, LONG_SCHOOL))
    assert not [line for line in lines if line[0] in "的了、，）》”" or line[-1] in "（《“"]
    assert not [line for line in lines if line.count("“") != line.count("”")]


@pytest.mark.parametrize("title", [*TITLES, *MORE])
def test_the_lines_are_a_trapezoid_or_a_diamond(title):
    widths = [title_width(line) for line in break_title(title, (SCHOOL, LONG_SCHOOL))]
    peak = widths.index(max(widths))
    assert widths[: peak + 1] == sorted(widths[: peak + 1])
    assert widths[peak:] == sorted(widths[peak:], reverse=True)


def test_the_clerk_may_break_it_otherwise():
    forced = f"{SCHOOL}｜关于公布{PROGRAMME}｜立项名单的通知"
    assert break_title(forced) == ("示例医科大学", f"关于公布{PROGRAMME}", "立项名单的通知")
    assert break_title("｜申报材料｜｜补正通知｜") == ("申报材料", "补正通知")
