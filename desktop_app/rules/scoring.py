"""得分: the mean of an application's valid totals by exact arithmetic, and how points are written (domain §3).

Totals and points are integer hundredths. 回避, 缺席 and 弃权 never come here: they are blanks, not zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from db.enums import Trimming


def trim_from(counts: Iterable[int], trimming: Trimming, threshold: int) -> int | None:
    """From how many valid totals on one highest and one lowest are dropped; None when nowhere.

    `counts` are the numbers of valid totals of all applications that are ranked.
    """
    if trimming is Trimming.OFF:
        return None
    if trimming is Trimming.ALL_OR_NONE and min(counts, default=0) < threshold:
        return None
    return threshold


def kept(totals: Sequence[int], least: int | None) -> tuple[int, int]:
    """The sum of what is averaged, and how many that are: with `least` totals or more without one of either end."""
    if least is None or len(totals) < least:
        return sum(totals), len(totals)
    return sum(totals) - max(totals) - min(totals), len(totals) - 2


def dropped(totals: Sequence[int], least: int | None) -> tuple[int, int] | None:
    """Where the dropped lowest and highest stand; None when nothing is dropped.

    Of equal totals the first lowest and the last highest go, so that all-equal totals lose two, not one twice.
    """
    if least is None or len(totals) < least:
        return None
    lowest = totals.index(min(totals))
    return lowest, len(totals) - 1 - totals[::-1].index(max(totals))


def mean_points(sum_hundredths: int, count: int) -> Fraction:
    return Fraction(sum_hundredths, 100 * count)


def median_halves(totals: Sequence[int]) -> int:
    """The median in half hundredths: of an even number of totals it lies between two."""
    ordered, half = sorted(totals), len(totals) // 2
    return 2 * ordered[half] if len(totals) % 2 else ordered[half - 1] + ordered[half]


def mean_text(mean: Fraction) -> str:
    """Two decimals, half up: 86.33."""
    hundredths = (200 * mean.numerator + mean.denominator) // (2 * mean.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def exact_text(mean: Fraction) -> str:
    """The fraction itself, also of a whole number: 259/3, 86/1."""
    return f"{mean.numerator}/{mean.denominator}"


def points_text(hundredths: int) -> str:
    """Points as a sheet shows them: 86, 86.5."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)


def rule_sentence(trimming: Trimming, threshold: int, tie_criterion: str) -> str:
    """The rule of a ranking, as the 评审汇总表 states it."""
    means = {
        Trimming.FROM_THRESHOLD: f"每项有效评分达到 {threshold} 份的，去掉一个最高分和一个最低分后取平均；"
        f"不足 {threshold} 份的取全部有效评分的平均。",
        Trimming.ALL_OR_NONE: f"各项有效评分都达到 {threshold} 份的，各去掉一个最高分和一个最低分后取平均；"
        f"只要有一项不足 {threshold} 份，各项均取全部有效评分的平均。",
        Trimming.OFF: "取全部有效评分的平均，不去最高分、最低分。",
    }[trimming]
    criterion = f"“{tie_criterion}”平均分、" if tie_criterion else ""
    return (
        f"{means}回避、缺席、弃权不计分，也不算 0 分。按未经舍入的均分排名，表中保留两位小数；"
        f"均分相同的，依次比较{criterion}有效评分的中位数，仍相同的由集体研究确定，未确定前名次并列。"
    )
