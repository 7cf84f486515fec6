"""评审汇总表 as a workbook: points are numbers; the quota line stands between the rows, and in a column as words."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from desktop_app.rules.scoring import exact_text, mean_text, points_text
from desktop_app.shapes.ranking import RankedApplication, Ranking
from desktop_app.shapes.review_summary import ReviewSummary
from desktop_app.writers.review_wording import (
    DRAFT,
    SIGNERS,
    apart,
    cell_text,
    groups,
    remark,
    summary_facts,
    summary_title,
    with_divider,
)
from desktop_app.writers.wording import chinese_time
from desktop_app.writers.xlsx.sheets import Column, Divider, Row, Sheet, Value, write_sheet

DROPPED = "划去的是去掉的最高分、最低分，另列在“去最高”“去最低”两列"
BEFORE = (
    Column("名次", "number", centred=True),
    Column("申报编号", widest=16),
    Column("基层党组织", widest=22),
    Column("党支部", widest=26),
    Column("品牌名称", widest=24),
)


def write_review_summary(summary: ReviewSummary, target: Path) -> None:
    """Write the table. The same summary gives the same bytes."""
    head, ranking = summary.letterhead, summary.ranking
    sections = [line for heading, lines in apart(ranking, DROPPED) for line in (f"【{heading}】", *lines)]
    sign = "　　　　　　　　".join(f"{who}：＿＿＿＿＿＿＿＿　　　　年　　月　　日" for who in SIGNERS)
    write_sheet(
        Sheet(
            title=f"{summary_title(summary)}{'' if ranking.official else f'（{DRAFT}）'}",
            under=f"{head.school}{head.department}　{summary.round_name}　{chinese_time(summary.as_of)}",
            columns=_columns(ranking),
            rows=tuple(_rows(ranking)),
            closing=f"计分规则：{ranking.rule}",
            below=(summary_facts(ranking), *sections, *(("", sign) if ranking.official else ())),
            across=True,
            author=f"{head.school}{head.department}{head.office}",
            subject=summary.round_name,
            made_at=summary.as_of,
        ),
        target,
    )


def _columns(ranking: Ranking) -> tuple[Column, ...]:
    tie = (Column(ranking.tie_criterion, "mean"),) if ranking.tie_criterion else ()
    return (
        *BEFORE,
        *(Column(f"专家{number}", "points") for number in ranking.experts),
        Column("有效", "number", centred=True),
        Column("去最高", "points"),
        Column("去最低", "points"),
        Column("均分", "mean"),
        Column("精确值", widest=12, centred=True),
        *tie,
        Column("中位数", "mean"),
        Column("并列处理", widest=12, centred=True),
        Column("名额", widest=12, centred=True),
        *((Column("类型", widest=8, centred=True),) if _by_kind(ranking) else ()),
    )


def _by_kind(ranking: Ranking) -> bool:
    return any(line.kind for line in ranking.lines)


def _rows(ranking: Ranking) -> Iterator[Row | Divider]:
    with_tie, by_kind = bool(ranking.tie_criterion), _by_kind(ranking)
    for name, line, placed in groups(ranking):
        if name:
            yield Divider(f"{name}　{len(placed)} 项参加排名{'' if line else '，未设名额'}")
        for row in with_divider(line, placed):
            yield Divider(row) if isinstance(row, str) else _row(row, with_tie, by_kind)


def _row(row: RankedApplication, with_tie: bool, by_kind: bool) -> Row:
    lowest, highest = row.dropped or (None, None)
    values: tuple[Value, ...] = (
        row.place,
        row.number,
        row.organization,
        row.branch,
        row.brand,
        *(_points(cell.total_hundredths) if cell.verified and not cell.word else cell_text(cell) for cell in row.cells),
        row.valid,
        _points(highest),
        _points(lowest),
        Decimal(mean_text(row.mean)) if row.mean is not None else None,
        exact_text(row.mean) if row.mean is not None else None,
        *([Decimal(mean_text(row.tie_mean)) if row.tie_mean is not None else None] if with_tie else []),
        Decimal(mean_text(row.median)) if row.median is not None else None,
        remark(row),
        str(row.standing),
        *([row.kind] if by_kind else []),
    )
    struck = frozenset(len(BEFORE) + at for at, cell in enumerate(row.cells) if cell.dropped)
    return Row(values, struck_at=struck)


def _points(hundredths: int | None) -> Value:
    return None if hundredths is None else Decimal(points_text(hundredths))
