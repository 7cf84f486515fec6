"""The default rubrics are the domain's, and a rubric that cannot be scored by is refused."""

from __future__ import annotations

import pytest

from db.enums import Stage
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.rubric import DEFAULT_RUBRICS, checked_rubric, rubric_words
from desktop_app.shapes.panel import CriterionDraft


def test_the_defaults() -> None:
    assert [(one.name, one.full_hundredths, one.tie) for one in DEFAULT_RUBRICS[Stage.ESTABLISHMENT]] == [
        ("党性原则", 2000, False),
        ("品牌标识与内涵", 2000, False),
        ("一融双高", 2500, True),
        ("可持续发展", 2000, False),
        ("工作基础与成效", 1000, False),
        ("文本规范", 500, False),
    ]
    assert [(one.name, one.full_hundredths, one.tie) for one in DEFAULT_RUBRICS[Stage.ACCEPTANCE]] == [
        ("现场答辩", 4000, False),
        ("案例总结", 3000, False),
        ("视频展示", 2000, False),
        ("宣传推广", 1000, False),
    ]
    assert {rubric_words(rubric) for rubric in DEFAULT_RUBRICS.values()} == {"满分合计 100 分"}
    assert [checked_rubric(rubric, decimals=0) for rubric in DEFAULT_RUBRICS.values()] == list(DEFAULT_RUBRICS.values())


def test_another_sum_is_told() -> None:
    assert (
        rubric_words([CriterionDraft("甲", 3050), CriterionDraft("乙", 6000)])
        == "满分合计 90.5 分（不是 100 分，请核对）"
    )


@pytest.mark.parametrize(
    ("criteria", "decimals", "said"),
    [
        ([], 0, "一项也没有"),
        ([CriterionDraft(f"第{n}项", 100) for n in range(13)], 0, "有 13 项"),
        ([CriterionDraft(" ", 100)], 0, "第 1 项评分指标没有名称"),
        ([CriterionDraft("甲", 0)], 0, "“甲”的满分不合适"),
        ([CriterionDraft("甲", 1050)], 0, "应是整数"),
        ([CriterionDraft("甲", 1055)], 1, "最多一位小数"),
        ([CriterionDraft("甲", 100), CriterionDraft("甲 ", 200)], 0, "“甲”出现了两次"),
        ([CriterionDraft("甲", 100, tie=True), CriterionDraft("乙", 100, tie=True)], 0, "只能有一项"),
    ],
)
def test_what_cannot_be_scored_by_is_refused(criteria: list[CriterionDraft], decimals: int, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        checked_rubric(criteria, decimals=decimals)


def test_half_points_where_they_are_allowed_and_no_tie_criterion() -> None:
    assert checked_rubric([CriterionDraft(" 甲　", 1050)], decimals=1) == (CriterionDraft("甲", 1050),)
