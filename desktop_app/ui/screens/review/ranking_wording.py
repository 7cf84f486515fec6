"""What the ranking says of one application, in words: its mark in the list, where its points come from, how ties part.

Pure: from Shapes to words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from db.enums import ReviewMark
from desktop_app.rules.numbering import short_number
from desktop_app.rules.ranking import COLLECTIVE, MEDIAN
from desktop_app.rules.ranking_words import NOT_ASSIGNED
from desktop_app.rules.scoring import mean_text, points_text
from desktop_app.shapes.ranking import Dropped, RankedApplication, Ranking, SheetCell, Standing
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.tables import Score

Facts = list[tuple[str, str]]
BLANKS = frozenset((ReviewMark.RECUSED, ReviewMark.ABSENT, ReviewMark.ABSTAINED))
UNVERIFIED = "*"  # behind points that nobody has verified yet
ENDS = {Dropped.NO: "", Dropped.HIGHEST: "high", Dropped.LOWEST: "low"}


def open_cells(row: RankedApplication) -> list[SheetCell]:
    """The sheets that are owed and not verified yet."""
    return [cell for cell in row.cells if cell.review_id is not None and not cell.verified]


def score_of(cell: SheetCell) -> Score:
    """How one expert's part stands in the list."""
    if cell.total_hundredths is None:
        return Score(cell.word)
    return Score(points_text(cell.total_hundredths) + ("" if cell.verified else UNVERIFIED), ENDS[cell.dropped])


def tied(row: RankedApplication, ranking: Ranking) -> list[RankedApplication]:
    """All that no rule parts from `row`, itself included, in order: what 集体研究 decides on."""
    measured = (row.mean, row.tie_mean, row.median)
    return [other for other in ranking.rows if (other.mean, other.tie_mean, other.median) == measured]


def badge_of(row: RankedApplication, *, vetoed: bool = False, per_kind: bool = False) -> Badge | None:
    """The mark in the list: what is open comes first, then what a tie came to."""
    if vetoed:
        return Badge("warn", "ban", "一票否决")
    if count := len(open_cells(row)):
        return Badge("text", "clock", f"未核 {count}")
    if not row.place:
        return Badge("muted", "minus", "无名次")
    if row.standing is Standing.ACROSS:
        return Badge("warn", "alert-triangle", "跨线并列")
    if row.shares:
        return Badge("text", "equal", "并列")
    if row.tie:
        return Badge("good", "check", COLLECTIVE if row.decision else "已分开")
    if per_kind and row.standing is Standing.WITHIN:
        return Badge("good", "check", "名额内")
    return None


def place_badge(row: RankedApplication, *, official: bool) -> Badge:
    """第 40 名，跨线并列."""
    if not row.place:
        return Badge("warn", "ban", "没有名次")
    said = [f"第 {row.place} 名" if official else f"暂排第 {row.place} 名"]
    if row.standing is Standing.ACROSS:
        return Badge("warn", "alert-triangle", "，".join((*said, "跨线并列")))
    said += [f"与 {'、'.join(map(short_number, row.shares))} 并列"] if row.shares else []
    said += [str(row.standing)] if row.standing else []
    if not official:
        return Badge("text", "clock", "，".join((*said, "未核")))
    return Badge(
        "good" if row.standing is Standing.WITHIN else "text", "equal" if row.shares else "check", "，".join(said)
    )


def identity_facts(row: RankedApplication) -> Facts:
    facts = [("申报编号", row.number), ("品牌名称", row.brand), ("党组织", row.organization)]
    return [*facts, ("支部类型", row.kind)] if row.kind else facts


def score_facts(row: RankedApplication) -> Facts:
    """分数从哪里来."""
    valid = [cell for cell in row.cells if cell.total_hundredths is not None]
    facts: Facts = []
    if valid:
        facts.append(("有效分", "、".join(_points(cell) for cell in valid)))
    for words, end in (("去最高", Dropped.HIGHEST), ("去最低", Dropped.LOWEST)):
        facts += [(words, f"{_points(cell)}（专家{cell.expert}）") for cell in valid if cell.dropped is end]
    if row.mean is not None:
        kept = [_points(cell) for cell in valid if not cell.dropped]
        facts.append(("均分", f"({' + '.join(kept)}) ÷ {len(kept)} {_equal(row.mean)} {mean_text(row.mean)}"))
    for word in dict.fromkeys(cell.word for cell in row.cells if cell.word and cell.word != NOT_ASSIGNED):
        facts.append((word, "、".join(f"专家{cell.expert}" for cell in row.cells if cell.word == word)))
    if half := [cell for cell in open_cells(row) if cell.total_hundredths is not None]:
        facts.append(("未核", "、".join(f"专家{cell.expert}" for cell in half)))
    return [*facts, ("没有名次", row.why)] if row.why else facts


def tie_facts(row: RankedApplication, ranking: Ranking) -> Facts:
    """并列怎么分: rule after rule until one parts this application from all others of its mean; [] without a tie."""
    group = [other for other in ranking.rows if other.number in row.equals]
    if not group:
        return []
    facts: Facts = [("均分相同", "、".join(short_number(other.number) for other in group))]
    measures: list[tuple[str, Callable[[RankedApplication], Fraction | None], Callable[[Fraction], str]]] = []
    if ranking.tie_criterion:
        measures.append((ranking.tie_criterion, lambda one: one.tie_mean, mean_text))
    measures.append((MEDIAN, lambda one: one.median, _plain))
    for name, measure, text in measures:
        if not group:
            return facts
        facts.append((name, _compared(row, group, measure, text)))
        group = [other for other in group if measure(other) == measure(row)]
    return [*facts, (COLLECTIVE, row.decision or "未记录")] if group else facts


def _compared(
    row: RankedApplication,
    group: Sequence[RankedApplication],
    measure: Callable[[RankedApplication], Fraction | None],
    text: Callable[[Fraction], str],
) -> str:
    """21.00 = 21.00，未分开; with more than one other they stand with their numbers."""
    own = measure(row) or Fraction(0)
    left = sum(measure(other) == own for other in group)
    verdict = "已分开" if not left else "未分开" if left == len(group) else f"还有 {left} 项未分开"
    if len(group) == 1:
        (other,) = (measure(one) or Fraction(0) for one in group)
        sign = "=" if own == other else "＞" if own > other else "＜"
        return f"{text(own)} {sign} {text(other)}，{verdict}"
    others = "、".join(f"{text(measure(one) or Fraction(0))}（{short_number(one.number)}）" for one in group)
    return f"{text(own)}；其他 {others}，{verdict}"


def _points(cell: SheetCell) -> str:
    return points_text(cell.total_hundredths or 0)


def _equal(mean: Fraction) -> str:
    """Two decimals are the whole of it, or not."""
    return "=" if (mean * 100).denominator == 1 else "≈"


def _plain(value: Fraction) -> str:
    """85, 85.5: a median has no more decimals than it needs."""
    return mean_text(value).rstrip("0").rstrip(".")
