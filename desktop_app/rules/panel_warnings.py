"""What must be known before scoring starts: unequal numbers of experts, and namesakes. Source: domain page §3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from db.enums import Trimming
from desktop_app.rules.numbering import short_number
from desktop_app.rules.scoring import trim_from

NAMED = 8  # applications named in a sentence; more are counted


def unequal_experts(
    owed: Mapping[str, int], trimming: Trimming, threshold: int, substitutes: Sequence[str] = ()
) -> str:
    """What unequal numbers of experts would do to the means; "" where all have the same.

    `owed` counts the experts by 申报编号, applications without any left out. `substitutes` names experts who may
    score every application that has too few.
    """
    counts = Counter(owed.values())
    if len(counts) < 2:
        return ""
    many = "、".join(f"{counts[n]} 项有 {n} 位" for n in sorted(counts))
    begin = f"各项申报的评审专家人数不等：{many}。"
    short = [number for number, n in owed.items() if n < threshold]
    if trimming is Trimming.OFF:
        return f"{begin}各项都取全部评分的平均，规则一致。"
    if not short:
        return f"{begin}都达到 {threshold} 位，各项都去掉一个最高分和一个最低分，规则一致。"
    offer = _offer(substitutes)
    if trim_from(counts.elements(), trimming, threshold) is None:
        return f"{begin}{_named(short)}不足 {threshold} 位，因此各项都不去最高分和最低分。{offer}"
    trimmed = len(owed) - len(short)
    if not trimmed:
        return f"{begin}都不足 {threshold} 位，各项都取全部评分的平均，规则一致。"
    return (
        f"{begin}按现行规则，{trimmed} 项去掉一个最高分和一个最低分后取平均，"
        f"{_named(short)}不足 {threshold} 位，取全部评分的平均。{offer}"
    )


def _named(numbers: Sequence[str]) -> str:
    if len(numbers) > NAMED:
        return f"{len(numbers)} 项"
    return f"{len(numbers)} 项（{'、'.join(short_number(number) for number in numbers)}）"


def _offer(substitutes: Sequence[str]) -> str:
    if not substitutes:
        return "可在评分前为它们增加一位无须回避的专家。"
    return f"可在评分前为它们增加一位无须回避的专家，例如{'、'.join(substitutes[:3])}。"
