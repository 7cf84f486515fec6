"""What the ranking says of one application."""

from __future__ import annotations

from fractions import Fraction

import pytest

from db.enums import Stage
from desktop_app.shapes.ranking import Dropped, RankedApplication, Ranking, SheetCell, Standing
from desktop_app.ui.parts.tables import Score
from desktop_app.ui.screens.review.ranking_wording import (
    badge_of,
    open_cells,
    place_badge,
    score_facts,
    score_of,
    tie_facts,
    tied,
)


def cell(expert, total=None, word="", dropped=Dropped.NO, *, verified=True, review=1):
    return SheetCell(expert, review, f"PF-2025-031-{expert}", total and total * 100, word, dropped, verified)


def ranked(number="031", cells=(), **facts):
    return RankedApplication(
        int(number),
        f"ZBPP-2025-{number}",
        "基础医学院党委",
        f"支部{number}",
        "薪火",
        "教师",
        "评审中",
        tuple(cells),
        **facts,
    )


def of_mean_85(number, tie_mean, *others, median=85, **facts):
    """One of several with that mean; `others` are the numbers of the rest."""
    equals = tuple(f"ZBPP-2025-{other}" for other in others)
    return ranked(
        number, mean=Fraction(85), tie_mean=Fraction(tie_mean), median=Fraction(median), equals=equals, **facts
    )


def ranking(*rows, tie_criterion="一融双高", unverified=()):
    return Ranking(
        1, 1, Stage.ESTABLISHMENT, "去高低分", tie_criterion, (1, 2, 3, 4, 5), rows, (), (), (), 5, unverified, (), ()
    )


FIVE = (
    cell(1, 79, dropped=Dropped.LOWEST),
    cell(2, 85),
    cell(3, 87),
    cell(4, 83),
    cell(5, 94, dropped=Dropped.HIGHEST),
)


def test_points_say_where_they_come_from():
    assert score_facts(ranked(cells=FIVE, place=1, valid=5, trimmed=True, mean=Fraction(85))) == [
        ("有效分", "79、85、87、83、94"),
        ("去最高", "94（专家5）"),
        ("去最低", "79（专家1）"),
        ("均分", "(85 + 87 + 83) ÷ 3 = 85.00"),
    ]


def test_a_mean_that_was_rounded_says_so_and_blanks_are_named():
    cells = (
        cell(1, 86),
        cell(2, word="回避", review=None),
        cell(3, 85),
        cell(4, word="缺席"),
        cell(5, 85, verified=False),
    )
    assert score_facts(ranked(cells=cells, place=1, valid=3, mean=Fraction(256, 3))) == [
        ("有效分", "86、85、85"),
        ("均分", "(86 + 85 + 85) ÷ 3 ≈ 85.33"),
        ("回避", "专家2"),
        ("缺席", "专家4"),
        ("未核", "专家5"),
    ]


def test_a_cell_shows_what_was_dropped_and_what_is_open():
    assert [score_of(each) for each in (*FIVE[:2], cell(3, 85, verified=False), cell(4, word="回避"))] == [
        Score("79", "low"),
        Score("85"),
        Score("85*"),
        Score("回避"),
    ]


def test_only_sheets_that_are_owed_are_open():
    blank, free = cell(1, word="未录", verified=False), cell(2, word="未分配", review=None, verified=True)
    assert open_cells(ranked(cells=(blank, free, cell(3, 80)))) == [blank]


def test_a_tie_is_told_rule_by_rule_until_one_parts_it():
    first = ranked(
        "031", place=1, mean=Fraction(85), tie_mean=Fraction(21), median=Fraction(85), equals=("ZBPP-2025-033",)
    )
    other = ranked(
        "033", place=2, mean=Fraction(85), tie_mean=Fraction(20), median=Fraction(85), equals=("ZBPP-2025-031",)
    )
    assert tie_facts(first, ranking(first, other)) == [("均分相同", "033"), ("一融双高", "21.00 ＞ 20.00，已分开")]
    assert tie_facts(other, ranking(first, other)) == [("均分相同", "031"), ("一融双高", "20.00 ＜ 21.00，已分开")]


def test_what_no_rule_parts_is_left_to_the_meeting():
    half = Fraction(171, 2)
    first = of_mean_85("031", 21, "033", place=1, median=half, shares=("ZBPP-2025-033",), tie="集体研究")
    other = of_mean_85("033", 21, "031", place=1, median=half, shares=("ZBPP-2025-031",), tie="集体研究")
    apart = ranked("040", place=3, mean=Fraction(80), tie_mean=Fraction(21), median=Fraction(80))
    whole = ranking(first, other, apart)
    assert tied(first, whole) == [first, other]
    assert tie_facts(first, whole) == [
        ("均分相同", "033"),
        ("一融双高", "21.00 = 21.00，未分开"),
        ("中位数", "85.5 = 85.5，未分开"),
        ("集体研究", "未记录"),
    ]
    assert tie_facts(apart, whole) == []


def test_three_of_one_mean_are_named_and_some_parted():
    rows = (
        of_mean_85("031", 21, "033", "035"),
        of_mean_85("033", 21, "031", "035"),
        of_mean_85("035", 20, "031", "033"),
    )
    assert tie_facts(rows[0], ranking(*rows))[:2] == [
        ("均分相同", "033、035"),
        ("一融双高", "21.00；其他 21.00（033）、20.00（035），还有 1 项未分开"),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ranked(cells=(cell(1, 80, verified=False),), place=1, standing=Standing.ACROSS), "未核 1"),
        (ranked(cells=(cell(1, 80),), place=40, standing=Standing.ACROSS, shares=("ZBPP-2025-033",)), "跨线并列"),
        (ranked(place=3, shares=("ZBPP-2025-033",), standing=Standing.WITHIN), "并列"),
        (ranked(place=3, equals=("ZBPP-2025-033",), tie="中位数"), "已分开"),
        (ranked(place=3, equals=("ZBPP-2025-033",), tie="集体研究", decision="部务会：更具体"), "集体研究"),
        (ranked(why="尚未分配评审专家"), "无名次"),
        (ranked(place=3, standing=Standing.WITHIN), None),
    ],
)
def test_the_mark_says_the_most_pressing_thing(row, words):
    badge = badge_of(row)
    assert (badge.word if badge else None) == words


def test_a_veto_stands_before_everything():
    assert badge_of(ranked(cells=(cell(1, 80, verified=False),), why="专家1：抄袭"), vetoed=True).word == "一票否决"


def test_with_a_quota_for_each_kind_who_is_in_is_marked():
    assert badge_of(ranked(place=3, standing=Standing.WITHIN), per_kind=True).word == "名额内"


def test_a_place_is_provisional_until_every_sheet_is_verified():
    within = ranked(place=3, standing=Standing.WITHIN)
    assert place_badge(within, official=True).word == "第 3 名，名额内"
    assert place_badge(within, official=False).word == "暂排第 3 名，名额内，未核"
    across = ranked(place=40, standing=Standing.ACROSS, shares=("ZBPP-2025-033",))
    assert place_badge(across, official=True).word == "第 40 名，跨线并列"
