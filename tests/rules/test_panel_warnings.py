"""Unequal numbers of experts are told before scoring, with what they do to the means."""

from __future__ import annotations

import pytest

from db.enums import Trimming
from desktop_app.rules.panel_warnings import unequal_experts

T = Trimming


def owed(*counts: int) -> dict[str, int]:
    return {f"ZBPP-2025-{n:03}": count for n, count in enumerate(counts, 1)}


@pytest.mark.parametrize("counts", [(), (5,), (9, 9, 9)])
def test_equal_numbers_need_no_word(counts: tuple[int, ...]) -> None:
    assert unequal_experts(owed(*counts), T.FROM_THRESHOLD, 5) == ""


@pytest.mark.parametrize(
    ("counts", "trimming", "said"),
    [
        (
            (9, 4, 9),
            T.FROM_THRESHOLD,
            (
                "1 项有 4 位、2 项有 9 位。按现行规则，2 项去掉一个最高分和一个最低分后取平均，"
                "1 项（002）不足 5 位，取全部评分的平均。可在评分前为它们增加一位无须回避的专家，例如丙。"
            ),
        ),
        (
            (8, 9),
            T.FROM_THRESHOLD,
            "1 项有 8 位、1 项有 9 位。都达到 5 位，各项都去掉一个最高分和一个最低分，规则一致。",
        ),
        ((3, 4), T.FROM_THRESHOLD, "1 项有 3 位、1 项有 4 位。都不足 5 位，各项都取全部评分的平均，规则一致。"),
        (
            (9, 4),
            T.ALL_OR_NONE,
            (
                "1 项有 4 位、1 项有 9 位。1 项（002）不足 5 位，因此各项都不去最高分和最低分。"
                "可在评分前为它们增加一位无须回避的专家，例如丙。"
            ),
        ),
        ((9, 4), T.OFF, "1 项有 4 位、1 项有 9 位。各项都取全部评分的平均，规则一致。"),
    ],
)
def test_what_unequal_numbers_do(counts: tuple[int, ...], trimming: Trimming, said: str) -> None:
    assert unequal_experts(owed(*counts), trimming, 5, ["丙"]) == f"各项申报的评审专家人数不等：{said}"


def test_many_are_counted_not_named() -> None:
    said = unequal_experts(owed(9, *[4] * 9), T.FROM_THRESHOLD, 5)
    assert said.endswith("9 项不足 5 位，取全部评分的平均。可在评分前为它们增加一位无须回避的专家。")
