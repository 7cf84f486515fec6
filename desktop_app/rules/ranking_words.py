"""What a ranking says beside its numbers: why one has no place, what a reader must know, what still stops a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from db.enums import ReviewMark, State, Trimming
from desktop_app.rules.scoring import exact_text, mean_text
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.diagnostics import Supposition
from desktop_app.shapes.ranking import QuotaLine, RankedApplication, Ranking, SheetCell, Standing

NOT_ASSIGNED, NOT_ENTERED = "未分配", "未录"  # what stands in a cell where neither points nor a mark do


def unplaced_because(state: State, state_reason: str, cells: Sequence[SheetCell]) -> str:
    """Why an application without a veto has no place."""
    if state in ENDED:
        return f"{state}：{state_reason}" if state_reason else str(state)
    words = Counter(cell.word for cell in cells if cell.word != NOT_ASSIGNED)
    if not words:
        return "尚未分配评审专家"
    if words.keys() == {ReviewMark.RECUSED}:
        return "评审专家均回避"
    return f"没有有效评分（{'、'.join(f'{word} {count}' for word, count in words.items())}）"


def sheets_named(codes: Sequence[str]) -> str:
    """The sheets that keep a ranking from being official, by name as far as a sentence can hold them."""
    named = "、".join(codes[:30])
    return f"{named} 等 {len(codes)} 张评分表" if len(codes) > 30 else f"{named} 共 {len(codes)} 张评分表"


def unequal_sheets(rows: Sequence[RankedApplication], trimming: Trimming, threshold: int) -> str:
    """Unequal numbers of valid sheets, and who met another rule because of it; "" where all have as many."""
    counts = Counter(row.valid for row in rows)
    if len(counts) < 2:
        return ""
    said = "，".join(f"{valid} 份的 {number} 项" for valid, number in sorted(counts.items(), reverse=True))
    said = f"各项有效评分份数不一：{said}"
    few = "、".join(row.number for row in rows if row.valid < threshold)
    if trimming is Trimming.OFF or not few:
        return f"{said}；适用同一规则。"
    if trimming is Trimming.ALL_OR_NONE:
        return f"{said}。不足 {threshold} 份的有 {few}，因此各项均不去最高分、最低分。"
    if not any(row.trimmed for row in rows):
        return f"{said}；均不足 {threshold} 份，都不去最高分、最低分。"
    return f"{said}。其中 {few} 不足 {threshold} 份，未去最高分、最低分，与其他各项规则不同。"


def not_recused(pairs: Sequence[str]) -> str:
    """Scores that count although the expert has a conflict; `pairs` say who and what."""
    return f"有回避情形而未回避、评分计入的：{'、'.join(pairs)}。" if pairs else ""


def obstacles(
    rows: Sequence[RankedApplication], lines: Sequence[QuotaLine], unverified: Sequence[str]
) -> tuple[str, ...]:
    """Why no list can be drawn from a ranking by its quota; () when one can."""
    said = [f"还有 {len(unverified)} 张评分表没有复核。"] if unverified else []
    if not rows:
        return (*said, "还没有可以排名的项目。")
    if not lines:
        return (*said, "还没有设定名额。")
    uncovered = Counter(row.kind for row in rows if row.standing is Standing.OPEN)
    said += [f"{kind_words(kind)}有 {number} 项参加排名，还没有设定名额。" for kind, number in uncovered.items()]
    return (*said, *(f"{line_words(line)}。" for line in lines if line.across))


def kind_words(kind: str) -> str:
    return f"{kind}支部" if kind else "类型不明的支部"


def line_words(line: QuotaLine) -> str:
    """What is written on a quota line."""
    quota = f"{kind_words(line.kind)}立项名额 {line.places}" if line.kind else f"立项名额 {line.places}"
    said = f"{quota}　线上 {line.within} 项"
    if not line.across:
        return said
    named = "、".join(line.across)
    return f"{said}，第 {line.place} 名 {len(line.across)} 项跨线并列（{named}），须集体研究"


def close_means(rows: Sequence[RankedApplication]) -> str:
    """Means that look alike when rounded and are not, with their exact values; "" where there are none."""
    alike: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if row.mean is not None:
            exact = alike.setdefault(mean_text(row.mean), {})
            exact.setdefault(exact_text(row.mean), []).append(row.number)
    said = [
        f"{shown}（{'，'.join(f'{exact} 为 ' + '、'.join(numbers) for exact, numbers in values.items())}）"
        for shown, values in alike.items()
        if len(values) > 1
    ]
    return f"舍入后相同而实际不同、按实际值排名的均分：{'；'.join(said)}。" if said else ""


def tie_sentences(ranking: Ranking) -> tuple[str, ...]:
    """Of every mean that several applications have: who they are, and what parted them, best first."""
    groups: dict[str, list[RankedApplication]] = {}
    for row in ranking.rows:
        if row.mean is not None and row.equals:
            groups.setdefault(exact_text(row.mean), []).append(row)
    return tuple(_tie_sentence(rows, ranking.tie_criterion) for rows in groups.values())


def _tie_sentence(rows: Sequence[RankedApplication], criterion: str) -> str:
    """Values are shown exactly where rounding would hide that they differ; an outcome of all is said once."""
    ties, medians = _told_apart([row.tie_mean for row in rows]), _told_apart([row.median for row in rows])
    outcomes = [outcome(row) for row in rows]
    alike = len(set(outcomes)) == 1
    said = []
    for row, tie, median, what in zip(rows, ties, medians, outcomes, strict=True):
        values = [f"{criterion} {tie}"] if tie else []
        if row.tie != criterion or not criterion:
            values.append(f"中位数 {median}")
        said.append(f"第 {row.place} 名 {row.number}（{'，'.join(values if alike else [*values, what])}）")
    end = f"；{outcomes[0]}。" if alike else "。"
    return f"均分 {mean_text(rows[0].mean or Fraction(0))}：{'；'.join(said)}{end}"


def outcome(row: RankedApplication) -> str:
    """What became of equal means for one of them: parted, by what; or shared. "" where no other has its mean."""
    if not row.tie:
        return ""
    if row.decision:
        return f"集体研究确定（{row.decision}）"
    if row.shares:
        return "跨名额线并列，须集体研究" if row.standing is Standing.ACROSS else "并列"
    return f"由{row.tie}分出"


def _told_apart(values: Sequence[Fraction | None]) -> list[str]:
    known = {value for value in values if value is not None}
    write = mean_text if len({mean_text(value) for value in known}) == len(known) else exact_text
    return ["" if value is None else write(value) for value in values]


def supposition_words(supposition: Supposition, trimming: Trimming, threshold: int) -> str:
    """What is supposed, in a line: 假设：不计专家3；不去最高分、最低分。"""
    said = [] if supposition.without is None else [f"不计专家{supposition.without}的评分"]
    then = supposition.trimming or trimming
    least = threshold if supposition.threshold is None else supposition.threshold
    if (then, least) != (trimming, threshold):
        said.append(
            {
                Trimming.FROM_THRESHOLD: f"有效评分达到 {least} 份的去掉一个最高分和一个最低分",
                Trimming.ALL_OR_NONE: f"各项都达到 {least} 份才去掉最高分和最低分",
                Trimming.OFF: "都不去最高分、最低分",
            }[then]
        )
    return f"假设：{'；'.join(said) or '与现行规则相同'}。"
