"""What another rule would make of the same sheets; how sure the ranking is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from db.enums import Trimming
from db.models import Review, ReviewStage
from db.opening import row_counts
from desktop_app.office.what_if import diagnostics, what_if
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.diagnostics import Supposition
from desktop_app.shapes.ranking import Standing
from tests.builders import Panel


@pytest.fixture
def panel(office):
    """Trimmed, 甲 leads; 专家1 alone keeps 乙 behind; 丙 was scored by four."""
    made = Panel(office)
    made.application("甲", [95, 88, 88, 88, 80])
    made.application("乙", [70, 88, 88, 87, 90])
    made.application("丙", [86, 86, 86, 86, "回避"])
    made.quota(all=1)
    return made


def places(supposed):
    return [(row.supposed_place, row.place, row.brand, row.supposed_mean) for row in supposed.rows]


def test_without_trimming(panel):
    supposed = what_if(panel.round_id, Supposition(trimming=Trimming.OFF))
    assert supposed.words == "假设：都不去最高分、最低分。"
    assert places(supposed) == [
        (1, 1, "甲", Fraction(439, 5)),
        (2, 3, "丙", Fraction(86)),
        (3, 2, "乙", Fraction(423, 5)),
    ]
    assert (supposed.moved, supposed.crossing) == (2, ())


def test_an_expert_left_out_may_change_who_is_in(panel):
    supposed = what_if(panel.round_id, Supposition(without=1))
    assert supposed.words == "假设：不计专家1的评分。"
    assert places(supposed)[0] == (1, 2, "乙", Fraction(353, 4))
    assert [(row.brand, row.standing, row.supposed_standing) for row in supposed.crossing] == [
        ("乙", Standing.OUTSIDE, Standing.WITHIN),
        ("甲", Standing.WITHIN, Standing.OUTSIDE),
    ]


def test_a_threshold_that_all_reach(panel):
    supposed = what_if(panel.round_id, Supposition(threshold=4))
    assert supposed.words == "假设：有效评分达到 4 份的去掉一个最高分和一个最低分。"
    assert supposed.moved == 0


def test_who_was_scored_by_nobody_else_has_no_place(panel):
    panel.application("丁", ["", "", 90, "", ""])
    supposed = what_if(panel.round_id, Supposition(without=3))
    assert places(supposed)[-1] == (0, 1, "丁", None)


def test_supposing_changes_nothing(panel):
    before = (row_counts(), panel.places(), Review.select().count())
    what_if(panel.round_id, Supposition(trimming=Trimming.OFF, threshold=3, without=2))
    diagnostics(panel.round_id)
    assert (row_counts(), panel.places(), Review.select().count()) == before
    assert ReviewStage.get().trimming == Trimming.FROM_THRESHOLD


@pytest.mark.parametrize(
    ("supposition", "said"), [(Supposition(threshold=2), "至少要有 3 份"), (Supposition(without=9), "没有专家9")]
)
def test_what_cannot_be_supposed(panel, supposition, said):
    with pytest.raises(RuleBroken, match=said):
        what_if(panel.round_id, supposition)


def test_how_sure_it_is(panel):
    found = diagnostics(panel.round_id)
    assert (found.applications, found.complete) == (3, 2)
    assert [(each.number, len(each.totals)) for each in found.experts] == [(1, 3), (2, 3), (3, 3), (4, 3), (5, 2)]
    # 专家1: 95 against a mean of 86, 70 against 88.25, 86 against 86
    assert found.experts[0].severity == pytest.approx((9 - 18.25 + 0) / 3)
    assert (found.concordance.applications, found.concordance.experts) == (2, 5)
    assert found.intraclass is not None
    assert found.one_way is not None
    assert [each.words for each in found.suppositions] == [
        *(f"假设：不计专家{number}的评分。" for number in range(1, 6)),
        "假设：各项都达到 5 份才去掉最高分和最低分。",
        "假设：都不去最高分、最低分。",
    ]


def test_before_there_is_a_stage(office):
    with pytest.raises(RuleBroken, match="立项评审还没有设好"):
        diagnostics(office.round())
