"""The mean of valid totals, exactly."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.enums import Trimming
from desktop_app.rules import scoring

TOTALS = st.lists(st.integers(0, 10_000), min_size=1, max_size=20)
LEAST = st.one_of(st.none(), st.integers(3, 12))


def trimmed(totals: list[int], least: int | None) -> list[int]:
    """The kept totals, told plainly."""
    return sorted(totals)[1:-1] if least is not None and len(totals) >= least else sorted(totals)


@given(TOTALS, LEAST)
def test_the_mean_is_that_of_an_independent_computation(totals, least):
    rest = trimmed(totals, least)
    expected = sum((Fraction(total, 100) for total in rest), Fraction(0)) / len(rest)
    assert scoring.mean_points(*scoring.kept(totals, least)) == expected


@given(TOTALS, LEAST)
def test_the_mean_lies_within_the_kept_values(totals, least):
    rest = trimmed(totals, least)
    assert rest[0] <= 100 * scoring.mean_points(*scoring.kept(totals, least)) <= rest[-1]


@given(TOTALS, LEAST, st.randoms())
def test_the_order_of_the_sheets_does_not_matter(totals, least, random):
    shuffled = random.sample(totals, len(totals))
    assert scoring.kept(shuffled, least) == scoring.kept(totals, least)
    assert scoring.median_halves(shuffled) == scoring.median_halves(totals)


@given(TOTALS, LEAST)
def test_what_is_dropped_is_what_is_missing_from_the_kept(totals, least):
    ends = scoring.dropped(totals, least)
    if ends is None:
        assert scoring.kept(totals, least) == (sum(totals), len(totals))
    else:
        lowest, highest = ends
        assert lowest != highest
        rest = [total for at, total in enumerate(totals) if at not in ends]
        assert sorted(rest) == trimmed(totals, least)
        assert scoring.kept(totals, least) == (sum(rest), len(rest))


@given(TOTALS)
def test_the_median_is_the_usual_one(totals):
    assert Fraction(scoring.median_halves(totals), 2) == median([Fraction(total) for total in totals])


@pytest.mark.parametrize(
    ("trimming", "counts", "least"),
    [
        (Trimming.FROM_THRESHOLD, (9, 4), 5),
        (Trimming.FROM_THRESHOLD, (), 5),
        (Trimming.ALL_OR_NONE, (9, 5), 5),
        (Trimming.ALL_OR_NONE, (9, 4), None),
        (Trimming.ALL_OR_NONE, (), None),
        (Trimming.OFF, (9, 9), None),
    ],
)
def test_from_how_many_on_is_trimmed(trimming, counts, least):
    assert scoring.trim_from(counts, trimming, 5) == least


@pytest.mark.parametrize(
    ("mean", "shown", "exact"),
    [
        (Fraction(259, 3), "86.33", "259/3"),
        (Fraction(86), "86.00", "86/1"),
        (Fraction(86125, 1000), "86.13", "689/8"),  # half up, not half to even: 86.125
        (Fraction(86135, 1000), "86.14", "17227/200"),
        (Fraction(86124999, 1000000), "86.12", "86124999/1000000"),
        (Fraction(99999, 1000), "100.00", "99999/1000"),
        (Fraction(0), "0.00", "0/1"),
    ],
)
def test_a_mean_is_shown_with_two_places_half_up(mean, shown, exact):
    assert (scoring.mean_text(mean), scoring.exact_text(mean)) == (shown, exact)


@given(st.fractions(min_value=0, max_value=100))
def test_a_shown_mean_is_never_half_a_hundredth_off(mean):
    shown = Fraction(scoring.mean_text(mean))
    assert -Fraction(1, 200) < mean - shown < Fraction(1, 200) or shown - mean == Fraction(1, 200)


@pytest.mark.parametrize(("hundredths", "text"), [(8600, "86"), (8650, "86.5"), (8605, "86.05"), (0, "0"), (50, "0.5")])
def test_points_are_written_without_idle_zeros(hundredths, text):
    assert scoring.points_text(hundredths) == text


def test_the_rule_is_said_in_words():
    assert scoring.rule_sentence(Trimming.FROM_THRESHOLD, 5, "一融双高") == (
        "每项有效评分达到 5 份的，去掉一个最高分和一个最低分后取平均；不足 5 份的取全部有效评分的平均。"
        "回避、缺席、弃权不计分，也不算 0 分。按未经舍入的均分排名，表中保留两位小数；"
        "均分相同的，依次比较“一融双高”平均分、有效评分的中位数，仍相同的由集体研究确定，未确定前名次并列。"
    )
    assert scoring.rule_sentence(Trimming.OFF, 5, "").startswith("取全部有效评分的平均，不去最高分、最低分。回避、")
    assert "均分相同的，依次比较有效评分的中位数，" in scoring.rule_sentence(Trimming.OFF, 5, "")
