"""What a ranking says beside its numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from db.enums import Stage, State, Trimming
from desktop_app.rules import ranking_words as words
from desktop_app.shapes.ranking import Dropped, QuotaLine, RankedApplication, Ranking, SheetCell, Standing


def row(number: str, **facts: object) -> RankedApplication:
    return RankedApplication(0, number, "药学院党总支", f"{number}党支部", "", "教师", "评审中", (), **facts)


def cell(word: str) -> SheetCell:
    return SheetCell(1, 1, "PF-1", None, word, Dropped.NO, True)


@pytest.mark.parametrize(
    ("state", "reason", "cells", "said"),
    [
        (State.WITHDRAWN, "", ["缺席"], "撤回"),
        (State.DISQUALIFIED, "抄袭", [], "取消资格：抄袭"),
        (State.ACCEPTED, "", ["未分配"], "尚未分配评审专家"),
        (State.UNDER_REVIEW, "", ["回避", "回避"], "评审专家均回避"),
        (State.UNDER_REVIEW, "", ["缺席", "未分配", "弃权", "缺席"], "没有有效评分（缺席 2、弃权 1）"),
    ],
)
def test_why_one_has_no_place(state, reason, cells, said):
    assert words.unplaced_because(state, reason, [cell(word) for word in cells]) == said


def test_many_sheets_are_named_as_far_as_a_sentence_holds():
    assert words.sheets_named(["PF-1", "PF-2"]) == "PF-1、PF-2 共 2 张评分表"
    assert words.sheets_named([f"PF-{n}" for n in range(31)]).endswith("、PF-29 等 31 张评分表")


@pytest.mark.parametrize(
    ("valid", "trimming", "said"),
    [
        ((9, 9), Trimming.FROM_THRESHOLD, ""),
        ((9, 8), Trimming.FROM_THRESHOLD, "各项有效评分份数不一：9 份的 1 项，8 份的 1 项；适用同一规则。"),
        ((9, 4), Trimming.OFF, "各项有效评分份数不一：9 份的 1 项，4 份的 1 项；适用同一规则。"),
        (
            (9, 4),
            Trimming.FROM_THRESHOLD,
            (
                "各项有效评分份数不一：9 份的 1 项，4 份的 1 项。"
                "其中 002 不足 5 份，未去最高分、最低分，与其他各项规则不同。"
            ),
        ),
        (
            (4, 3),
            Trimming.FROM_THRESHOLD,
            "各项有效评分份数不一：4 份的 1 项，3 份的 1 项；均不足 5 份，都不去最高分、最低分。",
        ),
        (
            (9, 4),
            Trimming.ALL_OR_NONE,
            "各项有效评分份数不一：9 份的 1 项，4 份的 1 项。不足 5 份的有 002，因此各项均不去最高分、最低分。",
        ),
    ],
)
def test_unequal_numbers_of_sheets_are_told(valid, trimming, said):
    trims = trimming is Trimming.FROM_THRESHOLD
    rows = [row(f"{n:03}", valid=count, trimmed=trims and count >= 5) for n, count in enumerate(valid, start=1)]
    assert words.unequal_sheets(rows, trimming, 5) == said


def test_means_that_only_look_alike_are_told_exactly():
    rows = [
        row("001", mean=Fraction(2581, 30)),
        row("002", mean=Fraction(3011, 35)),
        row("003", mean=Fraction(3011, 35)),
        row("004", mean=Fraction(80)),
    ]
    assert words.close_means(rows) == (
        "舍入后相同而实际不同、按实际值排名的均分：86.03（2581/30 为 001，3011/35 为 002、003）。"
    )
    assert words.close_means(rows[1:]) == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (QuotaLine("", 40, 74, 40), "立项名额 40　线上 40 项"),
        (QuotaLine("教师", 3, 2, 2), "教师支部立项名额 3　线上 2 项"),
        (
            QuotaLine("", 1, 9, 0, ("001", "002"), 1),
            "立项名额 1　线上 0 项，第 1 名 2 项跨线并列（001、002），须集体研究",
        ),
    ],
)
def test_what_is_written_on_the_line(line, said):
    assert words.line_words(line) == said


def ranking(*rows: RankedApplication, criterion: str = "一融双高") -> Ranking:
    return Ranking(1, 1, Stage.ESTABLISHMENT, "", criterion, (), rows, (), (), (), 1, (), (), ())


def tied(number: str, place: int, tie: str, criterion: object, median: int, **facts: object) -> RankedApplication:
    measures = {"mean": Fraction(90), "tie_mean": None if criterion is None else Fraction(criterion)}
    return row(number, place=place, tie=tie, equals=("…",), median=Fraction(median), **measures, **facts)


def test_a_tie_says_who_and_what_parted_them():
    made = ranking(tied("001", 1, "一融双高", 23, 90), tied("002", 2, "一融双高", 22, 91), row("003", mean=Fraction(1)))
    assert words.tie_sentences(made) == (
        "均分 90.00：第 1 名 001（一融双高 23.00）；第 2 名 002（一融双高 22.00）；由一融双高分出。",
    )


def test_a_tie_that_is_parted_step_by_step_says_it_of_each():
    made = ranking(
        tied("001", 1, "一融双高", 23, 90),
        tied("002", 2, "中位数", 22, 91),
        tied("003", 3, "集体研究", 22, 90, shares=("004",)),
        tied("004", 3, "集体研究", 22, 90, shares=("003",)),
    )
    assert words.tie_sentences(made) == (
        (
            "均分 90.00：第 1 名 001（一融双高 23.00，由一融双高分出）；"
            "第 2 名 002（一融双高 22.00，中位数 91.00，由中位数分出）；"
            "第 3 名 003（一融双高 22.00，中位数 90.00，并列）；第 3 名 004（一融双高 22.00，中位数 90.00，并列）。"
        ),
    )


def test_measures_that_only_look_alike_are_written_exactly():
    made = ranking(
        tied("001", 1, "一融双高", Fraction(2581, 120), 90), tied("002", 2, "一融双高", Fraction(3011, 140), 91)
    )
    assert words.tie_sentences(made) == (
        "均分 90.00：第 1 名 001（一融双高 2581/120）；第 2 名 002（一融双高 3011/140）；由一融双高分出。",
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"decision": "部务会：理由"}, "集体研究确定（部务会：理由）"),
        ({"shares": ("002",)}, "并列"),
        ({"shares": ("002",), "standing": Standing.ACROSS}, "跨名额线并列，须集体研究"),
    ],
)
def test_what_became_of_those_that_no_rule_parts(facts, said):
    assert words.outcome(tied("001", 1, "集体研究", None, 90, **facts)) == said


def test_what_keeps_a_list_from_being_drawn():
    rows = [row("001", standing=Standing.WITHIN), row("002")]
    line = QuotaLine("学生", 1, 2, 0, ("001", "002"), 1)
    assert words.obstacles([], [], []) == ("还没有可以排名的项目。",)
    assert words.obstacles(rows, [], ["PF-1"]) == ("还有 1 张评分表没有复核。", "还没有设定名额。")
    assert words.obstacles(rows, [line], []) == (
        "教师支部有 1 项参加排名，还没有设定名额。",
        "学生支部立项名额 1　线上 0 项，第 1 名 2 项跨线并列（001、002），须集体研究。",
    )
