"""What a typed score sheet must hold to. Source: domain page §3, “Scores” and “Verification”. Integer hundredths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from db.enums import ReviewMark, Verification
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.scoring import points_text
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_entry import EntryProgress, SheetEntry, SheetRow, SheetState

LONGEST_REASON, LONGEST_OPINION = 200, 20_000
VETOES = ("抄袭", "政治性问题")
_POINTS = Pattern(r"(\d{1,4})(?:\.(\d+))?", re.ASCII)

# --- one field --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def read_points(typed: str, *, decimals: int) -> int:
    """Points in hundredths. RuleBroken for what is no number, and for decimals where whole points are set."""
    found = _POINTS.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        raise RuleBroken(f"“{typed.strip()}”不是分数。", "请只用数字填写。")
    fraction = (found[2] or "").rstrip("0")
    if fraction and not decimals:
        raise RuleBroken(
            f"“{typed.strip()}”带小数，本次评审只取整数分。", "请看纸面；专家写了小数的，请专家改为整数并签字。"
        )
    if len(fraction) > decimals:
        raise RuleBroken(f"“{typed.strip()}”的小数太长。", "最多一位小数。")
    return int(found[1]) * 100 + int(fraction.ljust(2, "0") if fraction else 0)


def typed_out(typed: str, full_hundredths: int, *, decimals: int) -> bool:
    """Whether nothing more can follow, so that the keyboard may go on by itself.

    By the number of figures, never by their value: an 8 where 20 is full waits for Enter, so that a slip such as 35 is
    refused in its own field instead of running into the next one.
    """
    if decimals:
        return "." in typed and len(typed.partition(".")[2]) >= decimals
    return len(typed) >= len(str(full_hundredths // 100))


def check_points(criterion: CriterionRow, hundredths: int, *, decimals: int) -> None:
    """RuleBroken for points above full marks, or finer than the stage allows."""
    if not 0 <= hundredths <= criterion.full_hundredths:
        given, full = points_text(hundredths), points_text(criterion.full_hundredths)
        raise RuleBroken(
            f"“{criterion.name}”填了 {given} 分，超过满分 {full} 分。",
            "请看纸面；专家写超了的，请专家更正并签字。",
        )
    if hundredths % (10 if decimals else 100):
        allowed = "最多一位小数" if decimals else "整数"
        raise RuleBroken(f"“{criterion.name}”的得分应是{allowed}。", "请看纸面后改正。")


# --- a whole sheet ----------------------------------------------------------------------------------------------------


def check_entry(
    entry: SheetEntry, criteria: Sequence[CriterionRow], *, decimals: int, verification: Verification
) -> int | None:
    """The sheet's total; None when it has none, by a mark, or by a veto that was given without points.

    RuleBroken, with what is wrong and what to do: a mark beside points, a criterion left out, points above full marks,
    a handwritten total that is not the sum, a veto without a reason.
    """
    _check_texts(entry)
    if entry.mark is not ReviewMark.NONE:
        _check_mark(entry)
        return None
    if entry.veto and not entry.points and entry.total is None:
        return None
    known = {criterion.criterion_id for criterion in criteria}
    if stray := set(entry.points) - known:
        raise RuleBroken(f"有 {len(stray)} 项得分不属于这次评审的指标。", "请按本批次的评分表录入。")
    if lacking := [criterion for criterion in criteria if criterion.criterion_id not in entry.points]:
        names = "、".join(criterion.name for criterion in lacking)
        raise RuleBroken(f"还没有填：{names}。", "空着的不等于 0 分；专家没有评的，请标为缺席或弃权。")
    for criterion in criteria:
        check_points(criterion, entry.points[criterion.criterion_id], decimals=decimals)
    return _checked_total(entry, verification)


def _checked_total(entry: SheetEntry, verification: Verification) -> int:
    summed = sum(entry.points.values())
    if entry.total is None:
        if verification is Verification.TOTAL:
            raise RuleBroken("还没有填手写合计。", "请照纸面填写专家写的合计，用来核对。")
        return summed
    if entry.total != summed:
        raise RuleBroken(
            f"合计对不上：各项相加是 {points_text(summed)}，手写合计是 {points_text(entry.total)}。",
            "请看纸面：录错的改过来；专家加错的，请专家更正并签字后再录。",
        )
    return summed


def _check_mark(entry: SheetEntry) -> None:
    if entry.points or entry.total is not None:
        raise RuleBroken(f"标为“{entry.mark}”的评分表不能再有分数。", "请清空分数，或撤去标记。")
    if entry.veto:
        raise RuleBroken(f"标为“{entry.mark}”的评分表不能提出一票否决。", "请撤去其中一样。")


def _check_texts(entry: SheetEntry) -> None:
    if entry.veto and not entry.veto_reason.strip():
        raise RuleBroken("一票否决没有写理由。", "请照纸面写明是哪一处抄袭，或什么政治性问题。")
    if len(entry.veto_reason) > LONGEST_REASON:
        raise RuleBroken(f"一票否决的理由超过 {LONGEST_REASON} 字。", "请概括填写，详情附在纸面。")
    if len(entry.opinion) > LONGEST_OPINION:
        raise RuleBroken(f"专家意见超过 {LONGEST_OPINION} 字。", "请精简后再录。")


def differing(
    first: Mapping[int, int], second: Mapping[int, int], criteria: Sequence[CriterionRow]
) -> tuple[CriterionRow, ...]:
    """The criteria on which two entries of one sheet do not say the same, in the order of the rubric."""
    return tuple(each for each in criteria if first.get(each.criterion_id) != second.get(each.criterion_id))


def difference_words(
    criterion: CriterionRow, first: int | None, second: int | None, sources: tuple[str, str] = ("第一遍", "第二遍")
) -> str:
    """“一融双高”第一遍 21、第二遍 22."""
    told = ["空白" if points is None else points_text(points) for points in (first, second)]
    return f"“{criterion.name}”{sources[0]} {told[0]}、{sources[1]} {told[1]}"


def sheet_state(mark: ReviewMark, *, entered: bool, verified: bool) -> SheetState:
    """How far a sheet is."""
    if mark is ReviewMark.RECUSED:
        return SheetState.RECUSED
    if not verified:
        return SheetState.HALF if entered else SheetState.BLANK
    return SheetState.VERIFIED if mark is ReviewMark.NONE else SheetState(str(mark))


def verifies(verification: Verification, state: SheetState, mark: ReviewMark) -> bool:
    """Whether recording the sheet now proves it, which makes the step final.

    回避 is no score and has nothing to prove.
    """
    return verification is Verification.TOTAL or state is SheetState.HALF or mark is ReviewMark.RECUSED


def veto_words(kind: str, told: str) -> str:
    """The reason as it is stored: 抄袭：第二部分与……相同; "" while nothing is told."""
    return f"{kind}：{told.strip()}" if kind and told.strip() else told.strip()


def veto_parts(words: str) -> tuple[str, str]:
    """Kind and reason of a stored veto; kind "" when it was written otherwise."""
    kind, colon, told = words.partition("：")
    return (kind, told) if colon and kind in VETOES else ("", words)


def veto_said(entry: SheetEntry) -> str:
    """How a sheet answers to 一票否决: 没有一票否决; 抄袭; 抄袭，没有打分."""
    if not entry.veto:
        return "没有一票否决"
    kind = veto_parts(entry.veto_reason)[0] or "一票否决"
    return kind if entry.points else f"{kind}，没有打分"


def correction_title(code: str, reason: str) -> str:
    """The name of a correction in 操作记录: which sheet, and why."""
    return f"更正评分表 {code}：{reason.strip()}"


def recorded_words(number: str, entry: SheetEntry, state: SheetState) -> str:
    """What became of a sheet: 038　85 分　已复核."""
    total = f"{points_text(sum(entry.points.values()))} 分" if entry.points and state is SheetState.VERIFIED else ""
    said = "已录第一遍" if state is SheetState.HALF else str(state)
    return "　".join(filter(None, (number.rsplit("-", 1)[-1], total, said)))


# --- a pile -----------------------------------------------------------------------------------------------------------


def progress(rows: Iterable[SheetRow]) -> EntryProgress:
    """How far a pile is."""
    states = [row.state for row in rows]
    recused = states.count(SheetState.RECUSED)
    half, blank = states.count(SheetState.HALF), states.count(SheetState.BLANK)
    owed = len(states) - recused
    return EntryProgress(owed, owed - half - blank, half, blank, recused)


def progress_line(rows: Sequence[SheetRow]) -> str:
    """How the whole stage stands, in one line."""
    if not rows:
        return "还没有评分表"
    seen = progress(rows)
    told = [f"{seen.owed} 张评分表", f"已复核 {seen.verified}"]
    told += [f"待复录 {seen.half}"] if seen.half else []
    told += [f"未录 {seen.blank}"] if seen.blank else []
    told += [f"回避 {seen.recused}"] if seen.recused else []
    told.append("可以生成正式排名" if all_verified(rows) else "全部复核后才能生成正式排名")
    return " · ".join(told)


def all_verified(rows: Sequence[SheetRow]) -> bool:
    """Whether the official ranking can be made."""
    seen = progress(rows)
    return not seen.unverified and seen.owed > 0


def next_sheet(queue: Sequence[SheetRow], after: int, wanted: SheetState) -> SheetRow | None:
    """The sheet to open when the one with id `after` is done: the next of the pile in the same state, else the first
    that is left in it; a pile without such goes on with whatever is not done."""
    at = next((place for place, row in enumerate(queue) if row.review_id == after), -1)
    ahead = [*queue[at + 1 :], *queue[:at]] if at >= 0 else list(queue)
    for states in ((wanted,), (SheetState.BLANK, SheetState.HALF)):
        if found := next((row for row in ahead if row.state in states), None):
            return found
    return None


def first_owing(piles: Mapping[int, Sequence[SheetRow]]) -> int:
    """The first expert of whom a sheet is owed, else the first; 0 without any."""
    owing = (number for number, pile in piles.items() if progress(pile).unverified)
    return next(owing, next(iter(piles), 0))
