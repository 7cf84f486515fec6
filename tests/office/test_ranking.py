"""The ranking of a stage on a real database: what counts, what parts equal means, who is in, what is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from db.models import (
    Application,
    Expert,
    Recusal,
    Review,
    Score,
)
from desktop_app.office import ranking as ranks
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.scoring import exact_text, mean_text
from desktop_app.shapes.ranking import QuotaLine, Standing
from tests.builders import Panel

DONE = "2023-11-14T09:00:00"


@pytest.fixture
def panel(office):
    return Panel(office)


def words(row: Any) -> list[str]:
    return [cell.word or f"{cell.total_hundredths // 100}{cell.dropped}" for cell in row.cells]


# --- means ------------------------------------------------------------------------------------------------------------


def test_five_sheets_lose_one_highest_and_one_lowest(panel):
    panel.application("杏林薪火", [84, 90, 90, 86, 84])
    (row,) = panel.ranking().rows
    assert (row.place, row.valid, row.trimmed, row.mean, row.median) == (1, 5, True, Fraction(260, 3), 86)
    assert (mean_text(row.mean), exact_text(row.mean), row.dropped) == ("86.67", "260/3", (8400, 9000))
    assert words(row) == ["84最低", "90", "90最高", "86", "84"]


def test_equal_totals_lose_two_of_them(panel):
    panel.application("杏林薪火", [88] * 5)
    (row,) = panel.ranking().rows
    assert (row.mean, row.dropped) == (88, (8800, 8800))
    assert words(row) == ["88最低", "88", "88", "88", "88最高"]


def test_blanks_are_no_zeros_and_below_the_threshold_nothing_is_dropped(panel):
    panel.application("杏林薪火", [84, "回避", "缺席", 86, "弃权"])
    panel.application("药香校园", [80, 81, 82, 83, 84])
    first, second = panel.ranking().rows
    assert (first.mean, first.valid, first.trimmed, first.dropped) == (85, 2, False, ())
    assert words(first) == ["84", "回避", "缺席", "86", "弃权"]
    assert (second.mean, second.dropped) == (82, (8000, 8400))
    assert panel.ranking().notes == (
        (
            "各项有效评分份数不一：5 份的 1 项，2 份的 1 项。其中 ZBPP-2023-001 不足 5 份，未去最高分、最低分，"
            "与其他各项规则不同。"
        ),
    )


def test_a_recusal_is_not_owed_and_a_conflict_without_a_sheet_reads_like_one(panel):
    application = panel.application("杏林薪火", ["", "", 84, "回避", 86])
    branch = Application.get_by_id(application).branch_id

    def conflicts() -> None:
        Recusal.create(expert=Expert.get(Expert.name == "专1"), application=application, note="师生")
        Expert.update(branch=branch).where(Expert.name == "专5").execute()

    panel.office.ledger.run("回避", conflicts)
    found = panel.ranking()
    assert (found.owed, found.official) == (2, True)
    assert words(found.rows[0]) == ["回避", "未分配", "84", "回避", "86"]
    assert found.notes == ("有回避情形而未回避、评分计入的：专家5 对 ZBPP-2023-001（本支部）。",)


@pytest.mark.parametrize(
    ("settings", "means"),
    [
        ({}, [Fraction(82), Fraction(81)]),
        ({"trim_threshold": 4}, [Fraction(82), Fraction(81)]),
        ({"trimming": "不去高低分"}, [Fraction(415, 5), Fraction(324, 4)]),
        ({"trimming": "每项都达到人数才去高低分"}, [Fraction(415, 5), Fraction(324, 4)]),
        ({"trimming": "每项都达到人数才去高低分", "trim_threshold": 4}, [Fraction(82), Fraction(81)]),
    ],
)
def test_the_settings_say_when_to_trim(office, settings, means):
    panel = Panel(office, settings=settings)
    panel.application("杏林薪火", [80, 82, 82, 82, 89])
    panel.application("药香校园", [80, 82, "回避", 82, 80])
    assert [row.mean for row in panel.ranking().rows] == means


def test_it_is_ranked_on_the_unrounded_value(office):
    panel = Panel(office, experts=9, settings={"decimals": 1})
    panel.application("杏林薪火", [*[86] * 7, 86.2, 86.2])
    panel.application("药香校园", [*[86] * 6, 86.2, 86.2])
    assert [(row.brand, exact_text(row.mean), mean_text(row.mean)) for row in panel.ranking().rows] == [
        ("药香校园", "2581/30", "86.03"),
        ("杏林薪火", "3011/35", "86.03"),
    ]


# --- ties -------------------------------------------------------------------------------------------------------------


def test_equal_means_are_parted_by_the_marked_criterion_over_all_valid_sheets(panel):
    low = panel.application("杏林薪火", [80, 84, 84, 84, 90], tie=[20, 21, 21, 21, 22])
    high = panel.application("药香校园", [80, 84, 84, 84, 90], tie=[20, 21, 21, 21, 23])
    found = panel.ranking().rows
    assert [(row.application_id, row.place, row.tie, row.tie_mean) for row in found] == [
        (high, 1, "一融双高", Fraction(106, 5)),
        (low, 2, "一融双高", Fraction(105, 5)),
    ]
    assert [row.equals for row in found] == [("ZBPP-2023-001",), ("ZBPP-2023-002",)]
    assert [row.shares for row in found] == [(), ()]


def test_then_by_the_median_of_the_valid_totals(panel):
    panel.application("杏林薪火", [80, 83, 84, 85, 90], tie=[21] * 5)
    panel.application("药香校园", [80, 82, 85, 85, 90], tie=[21] * 5)
    assert [(row.place, row.brand, row.tie) for row in panel.ranking().rows] == [
        (1, "药香校园", "中位数"),
        (2, "杏林薪火", "中位数"),
    ]


def test_a_rubric_without_a_marked_criterion_goes_on_to_the_median(office):
    panel = Panel(office, tie_criterion="")
    panel.application("杏林薪火", [80, 83, 84, 85, 90], tie=[25] * 5)
    panel.application("药香校园", [80, 82, 85, 85, 90], tie=[1] * 5)
    found = panel.ranking()
    assert [(row.brand, row.tie, row.tie_mean) for row in found.rows] == [
        ("药香校园", "中位数", None),
        ("杏林薪火", "中位数", None),
    ]
    assert (found.tie_criterion, "一融双高" in found.rule) == ("", False)


def test_what_nothing_parts_shares_its_place(panel):
    for brand, total in (("甲", 90), ("乙", 90), ("丙", 80)):
        panel.application(brand, [total] * 5)
    found = panel.ranking().rows
    assert [(row.place, row.brand, row.tie, row.shares) for row in found] == [
        (1, "甲", "集体研究", ("ZBPP-2023-002",)),
        (1, "乙", "集体研究", ("ZBPP-2023-001",)),
        (3, "丙", "", ()),
    ]


def test_a_group_is_parted_step_by_step(panel):
    same = {"tie": [21] * 5}
    for brand, totals, facts in (
        ("甲", [80, 84, 84, 84, 90], same),
        ("乙", [80, 84, 84, 84, 90], same),
        ("丙", [80, 82, 85, 85, 90], same),
        ("丁", [80, 84, 84, 84, 90], {"tie": [22] * 5}),
    ):
        panel.application(brand, totals, **facts)
    assert [(row.place, row.brand, row.tie) for row in panel.ranking().rows] == [
        (1, "丁", "一融双高"),
        (2, "丙", "中位数"),
        (3, "甲", "集体研究"),
        (3, "乙", "集体研究"),
    ]


def test_a_collective_decision_parts_the_rest_and_is_told(panel):
    first, second = (panel.application(brand, [90] * 5) for brand in "甲乙")
    panel.decide(second, first)
    assert [(row.place, row.brand, row.tie, row.shares, row.decision) for row in panel.ranking().rows] == [
        (1, "乙", "集体研究", (), "部务会：兼顾支部类型"),
        (2, "甲", "集体研究", (), "部务会：兼顾支部类型"),
    ]
    panel.decide(first, second, reason="复议")
    assert panel.places() == [(1, "甲"), (2, "乙")]
    panel.office.ledger.undo()
    assert panel.places() == [(1, "乙"), (2, "甲")]


def test_a_decision_holds_only_for_those_it_was_made_on(panel):
    first, second = (panel.application(brand, [90] * 5) for brand in "甲乙")
    panel.decide(second, first)
    panel.application("丙", [90] * 5)
    assert [(row.place, row.tie, row.decision) for row in panel.ranking().rows] == [(1, "集体研究", "")] * 3


def test_decisions_on_two_ties_do_not_part_a_third_that_came_of_them(panel):
    first, second, third, fourth = (
        panel.application(brand, [total] * 5) for brand, total in zip("甲乙丙丁", (90, 90, 80, 80), strict=True)
    )
    panel.decide(first, second)
    panel.decide(third, fourth)
    assert panel.places() == [(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁")]

    def correct() -> None:
        for application, total in ((first, 9200), (third, 9000)):
            mine = Review.select().where(Review.application == application)
            Review.update(total_hundredths=total).where(Review.application == application).execute()
            Score.update(hundredths=total // 4).where(Score.review.in_(mine), Score.criterion == panel.fusion).execute()

    panel.office.ledger.run("更正", correct)
    found = panel.ranking().rows
    assert [(row.place, row.brand, row.decision) for row in found] == [
        (1, "甲", ""),
        (2, "乙", ""),
        (2, "丙", ""),
        (4, "丁", ""),
    ]


@pytest.mark.parametrize(
    ("chosen", "names", "reason", "what"),
    [
        ("甲乙", "", "有理由", "集体研究要写明参加人和理由。"),
        ("甲乙", "部务会", " ", "集体研究要写明参加人和理由。"),
        ("甲", "部务会", "有理由", "集体研究要给并列的全部项目排出先后。"),
        ("甲甲", "部务会", "有理由", "集体研究要给并列的全部项目排出先后。"),
        ("甲丙", "部务会", "有理由", "集体研究要给并列的全部项目排出先后。"),
        ("丙", "部务会", "有理由", "这些项目没有并列，不需要集体研究。"),
        ("", "部务会", "有理由", "这些项目没有并列，不需要集体研究。"),
    ],
)
def test_a_decision_is_about_one_whole_tie_and_says_who_and_why(panel, chosen, names, reason, what):
    ids = {brand: panel.application(brand, [total] * 5) for brand, total in (("甲", 90), ("乙", 90), ("丙", 80))}
    with pytest.raises(RuleBroken) as broken:
        panel.decide(*(ids[brand] for brand in chosen), names=names, reason=reason)
    assert broken.value.what == what


def test_a_decision_waits_for_every_sheet_and_ends_with_the_list(panel):
    ids = [panel.application(brand, [90] * 5) for brand in "甲乙"]
    panel.application("丙", [80] * 5, unverified=[2])
    with pytest.raises(RuleBroken, match="PF-2023-003-2 共 1 张评分表还没有复核"):
        panel.decide(*ids)
    panel.office.ledger.run("复核", lambda: Review.update(verified_at=DONE).execute())
    panel.office.ledger.run(
        "选定", lambda: Application.update(state="拟立项").where(Application.id == ids[0]).execute()
    )
    with pytest.raises(RuleBroken, match="ZBPP-2023-001 已是“拟立项”"):
        panel.decide(*ids)


# --- who is ranked ----------------------------------------------------------------------------------------------------


def test_a_veto_stands_apart_with_its_reasons(panel):
    panel.application("杏林薪火", [90] * 5, veto={2: "抄袭", 5: "政治性问题"})
    panel.application("药香校园", [80] * 5)
    found = panel.ranking()
    assert panel.places() == [(1, "药香校园")]
    assert [(row.brand, row.place, row.mean, row.why) for row in found.vetoed] == [
        ("杏林薪火", 0, None, "专家2：抄袭；专家5：政治性问题")
    ]
    assert words(found.vetoed[0]) == ["90"] * 5


def test_who_has_no_valid_sheet_has_no_place_and_says_why(panel):
    panel.application("甲", [80] * 5)
    panel.application("乙", ["缺席", "弃权", "缺席", "回避", "回避"])
    panel.application("丙", ["回避"] * 5)
    panel.application("丁", [90] * 5, state="取消资格", state_reason="抄袭")
    panel.application("戊", [""] * 5, state="已受理")
    panel.application("己", [""] * 5, state="已受理", late=True)
    panel.application("庚", [""] * 5, state="登记")
    found = panel.ranking()
    assert [(row.place, row.brand) for row in found.rows] == [(1, "甲")]
    assert [(row.brand, row.why) for row in found.unplaced] == [
        ("乙", "没有有效评分（缺席 2、弃权 1、回避 2）"),
        ("丙", "评审专家均回避"),
        ("丁", "取消资格：抄袭"),
        ("戊", "尚未分配评审专家"),
    ]


def test_the_official_ranking_is_refused_while_a_sheet_is_unverified_and_names_it(panel):
    panel.application("甲", [80, 81, 82, 83, 84], unverified=[2])
    panel.application("乙", [90, None, 90, "回避", "缺席"], unverified=[5])
    with pytest.raises(RuleBroken) as broken:
        panel.ranking()
    assert (
        broken.value.what == "PF-2023-001-2、PF-2023-002-2、PF-2023-002-5 共 3 张评分表还没有复核，不能生成正式排名。"
    )
    found = panel.ranking(official=False)
    assert (found.official, found.owed, len(found.unverified)) == (False, 9, 3)
    assert [(row.brand, row.place) for row in found.rows] == [("乙", 1), ("甲", 2)]
    assert words(found.rows[0]) == ["90", "未录", "90", "回避", "缺席"]
    assert [cell.verified for cell in found.rows[0].cells] == [True, False, True, True, False]


def test_nobody_waits_for_the_sheets_of_one_that_has_left(panel):
    panel.application("甲", [80] * 5)
    panel.application("乙", [90, None, 90, 90, 90], state="撤回", state_reason="支部撤回")
    found = panel.ranking()
    assert (found.owed, found.unverified) == (5, ())
    assert [(row.brand, row.why) for row in found.unplaced] == [("乙", "撤回：支部撤回")]


def test_without_sheets_there_is_nothing_official(office):
    round_id = office.round()
    with pytest.raises(RuleBroken, match="立项评审还没有评分表"):
        ranks.ranking(round_id)
    found = ranks.ranking(round_id, official=False)
    assert (found.stage_id, found.rows, found.official) == (None, (), False)
    assert found.obstacles == ("还没有可以排名的项目。",)


# --- quota ------------------------------------------------------------------------------------------------------------


def test_a_quota_parts_those_in_from_those_out(panel):
    for brand, total in (("甲", 90), ("乙", 85), ("丙", 80)):
        panel.application(brand, [total] * 5)
    assert panel.ranking().obstacles == ("还没有设定名额。",)
    panel.quota(all=2)
    found = panel.ranking()
    assert [row.standing for row in found.rows] == [Standing.WITHIN, Standing.WITHIN, Standing.OUTSIDE]
    assert (found.lines, found.obstacles) == ((QuotaLine("", 2, 3, 2),), ())


def test_a_tie_across_the_line_is_never_broken_silently(panel):
    ids = [panel.application(brand, [total] * 5) for brand, total in (("甲", 90), ("乙", 85), ("丙", 85), ("丁", 80))]
    panel.quota(all=2)
    found = panel.ranking()
    assert [row.standing for row in found.rows] == [
        Standing.WITHIN,
        Standing.ACROSS,
        Standing.ACROSS,
        Standing.OUTSIDE,
    ]
    assert found.lines == (QuotaLine("", 2, 4, 1, ("ZBPP-2023-002", "ZBPP-2023-003"), 2),)
    assert found.obstacles == (
        "立项名额 2　线上 1 项，第 2 名 2 项跨线并列（ZBPP-2023-002、ZBPP-2023-003），须集体研究。",
    )
    panel.decide(ids[2], ids[1])
    found = panel.ranking()
    assert [(row.brand, row.standing) for row in found.rows[1:3]] == [
        ("丙", Standing.WITHIN),
        ("乙", Standing.OUTSIDE),
    ]
    assert found.obstacles == ()


def test_a_tie_that_is_all_in_or_all_out_does_not_hold_up_the_list(panel):
    for brand, total in (("甲", 90), ("乙", 90), ("丙", 80), ("丁", 80)):
        panel.application(brand, [total] * 5)
    panel.quota(all=2)
    assert panel.ranking().obstacles == ()


def test_a_quota_per_kind_has_a_line_for_each(panel):
    for brand, total, kind in (("甲", 90, "教师"), ("乙", 90, "学生"), ("丙", 85, "教师"), ("丁", 80, "学生")):
        panel.application(brand, [total] * 5, kind=kind)
    panel.quota(学生=2, 教师=1)
    found = panel.ranking()
    assert [(row.place, row.brand, row.standing) for row in found.rows] == [
        (1, "甲", Standing.WITHIN),
        (1, "乙", Standing.WITHIN),
        (3, "丙", Standing.OUTSIDE),
        (4, "丁", Standing.WITHIN),
    ]
    assert found.lines == (QuotaLine("教师", 1, 2, 1), QuotaLine("学生", 2, 2, 2))
    panel.application("戊", [70] * 5, kind="")
    assert panel.ranking().obstacles == ("类型不明的支部有 1 项参加排名，还没有设定名额。",)


@pytest.mark.parametrize(
    ("places", "what"),
    [
        ({}, "名额要么是一个总数，要么按支部类型分别设定。"),
        ({"all": 3, "教师": 1}, "名额要么是一个总数，要么按支部类型分别设定。"),
        ({"教工": 3}, "没有“教工”这一支部类型。"),
        ({"all": -1}, "名额不能是 -1。"),
    ],
)
def test_a_quota_that_makes_no_sense_is_refused(panel, places, what):
    with pytest.raises(RuleBroken) as broken:
        panel.quota(**places)
    assert broken.value.what == what


def test_a_new_quota_replaces_the_old_and_can_be_undone(panel):
    panel.application("甲", [90] * 5)
    panel.quota(all=3)
    panel.quota(教师=1, 学生=0)
    assert [(line.kind, line.places) for line in panel.ranking().lines] == [("教师", 1), ("学生", 0)]
    panel.quota(教师=2)
    assert [(line.kind, line.places) for line in panel.ranking().lines] == [("教师", 2)]
    panel.office.ledger.undo()
    panel.office.ledger.undo()
    assert [(line.kind, line.places) for line in panel.ranking().lines] == [("", 3)]
