"""评审汇总表 on A4 across: every expert's total beside the mean, the quota line between the rows, room to sign."""

from collections.abc import Iterator
from pathlib import Path

from desktop_app.rules.scoring import mean_text
from desktop_app.shapes.ranking import RankedApplication, Ranking, SheetCell
from desktop_app.shapes.review_summary import ReviewSummary
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import LANDSCAPE, Pages
from desktop_app.writers.pdf.tables import Band, Cell, Column, Divider, Row, Table
from desktop_app.writers.pdf.typesetting import BREAK, Span, Style, height, set_lines
from desktop_app.writers.review_wording import (
    DRAFT,
    SIGNERS,
    UNVERIFIED,
    apart,
    cell_text,
    groups,
    remark,
    summary_facts,
    summary_title,
    with_divider,
)
from desktop_app.writers.wording import chinese_date, chinese_time, record

TITLE = Style(Face.BOLD, 18, 26)
SMALL = Style(Face.SANS, 8.5, 13, grey=0.25)
HEADING = Style(Face.BOLD, 9.5, 15)
TEXT = Style(Face.SERIF, 9, 14)
CELL = Style(Face.SERIF, 8.5, 11.5)
MEAN = Style(Face.BOLD, 8.5, 11.5)
DROPPED = Style(Face.SERIF, 8.5, 11.5, grey=0.45, struck=True)
WORD = Style(Face.SERIF, 8.5, 11.5, grey=0.35)
HEAD = Style(Face.SANS, 8, 11, grey=0.1)
SIGN = Style(Face.SERIF, 11, 18)

NAMES, NARROWEST, WIDEST = 270.0, 22.0, 31.0  # points: what the three names need, and what one expert may have


def write_review_summary(summary: ReviewSummary, target: Path) -> None:
    """Write the table. The same summary gives the same bytes."""
    head, ranking, title = summary.letterhead, summary.ranking, summary_title(summary)
    pages = Pages(LANDSCAPE)
    _head(summary, pages)
    Table(_columns(ranking), CELL, HEAD).place(pages, _rows(ranking))
    for heading, lines in apart(ranking, "划去并标 ↑、↓ 的是去掉的最高分、最低分"):
        _section(pages, heading, lines)
    if ranking.official:
        _sign(pages)
    else:
        pages.over(DRAFT)
    pages.note_what_lacks()
    by = f"{head.school}{head.department}"
    pages.write(
        target,
        title=f"{title} {summary.round_name}",
        author=f"{by}{head.office}",
        subject=summary.round_name,
        made_at=summary.as_of,
        foot=f"{by}　{title}{'' if ranking.official else f'（{DRAFT}）'}　{chinese_time(summary.as_of)}"
        f"{record(summary.journal_head)}",
    )


def _head(summary: ReviewSummary, pages: Pages) -> None:
    head, ranking = summary.letterhead, summary.ranking
    draft = "" if ranking.official else f"（{DRAFT}）"
    pages.paragraph(f"{summary_title(summary)}{draft}", TITLE, align="centre", after=4)
    measure, left = pages.paper.measure, pages.paper.left
    right = set_lines(chinese_date(summary.as_of), SMALL, measure)
    lines = set_lines(f"{head.school}{head.department}　{summary.round_name}", SMALL, measure - right[0].width - 24)
    pages.lines(lines, left, pages.y, measure)
    pages.lines(right, left, pages.y, measure, "right")
    pages.y += height(lines)
    pages.paragraph(f"计分规则：{ranking.rule}", SMALL)
    pages.paragraph(summary_facts(ranking), SMALL, after=5)


def _columns(ranking: Ranking) -> tuple[Column, ...]:
    """The experts share what the names leave; a large panel takes from the names."""
    fixed = 26 + 68 + 24 + 36 + (38 if ranking.tie_criterion else 0) + 38 + 46
    count = max(len(ranking.experts), 1)
    each = min(max((LANDSCAPE.measure - fixed - NAMES) / count, NARROWEST), WIDEST)
    names = max(LANDSCAPE.measure - fixed - each * count, 150)
    tie = (Column(f"{ranking.tie_criterion}均分", 38, "right"),) if ranking.tie_criterion else ()
    return (
        Column("名次", 26, "centre"),
        Column("申报编号", 68),
        Column("基层党组织", names * 0.34),
        Column("党支部", names * 0.38),
        Column("品牌名称", names * 0.28),
        *(Column(f"专家{number}", each, "right") for number in ranking.experts),
        Column("有效", 24, "centre"),
        Column("均分", 36, "right"),
        *tie,
        Column("中位数", 38, "right"),
        Column("并列处理", 46),
    )


def _rows(ranking: Ranking) -> Iterator[Row | Band | Divider]:
    for name, line, rows in groups(ranking):
        if name:
            yield Band(name, f"{len(rows)} 项参加排名" if line else f"{len(rows)} 项参加排名，未设名额")
        for row in with_divider(line, rows):
            yield Divider(row) if isinstance(row, str) else Row(_cells(row, bool(ranking.tie_criterion)))


def _cells(row: RankedApplication, with_tie: bool) -> tuple[Cell, ...]:
    return (
        str(row.place),
        row.number,
        row.organization,
        row.branch,
        row.brand,
        *map(_points, row.cells),
        str(row.valid),
        Span(mean_text(row.mean), MEAN) if row.mean is not None else "",
        *([mean_text(row.tie_mean) if row.tie_mean is not None else ""] if with_tie else []),
        mean_text(row.median) if row.median is not None else "",
        remark(row),
    )


def _points(cell: SheetCell) -> Cell:
    """A dropped total is struck and its mark is not, so that both can be read; 未核 stands below."""
    text = cell_text(cell)
    if cell.word:
        return Span(text, WORD)
    points = text.removesuffix(UNVERIFIED)
    first = (Span(points[:1], WORD), Span(points[1:], DROPPED)) if cell.dropped else (Span(points, CELL),)
    return first if cell.verified else (*first, BREAK, Span(UNVERIFIED, WORD))


def _section(pages: Pages, heading: str, lines: tuple[str, ...]) -> None:
    pages.y += 8
    pages.need(HEADING.leading + TEXT.leading)
    pages.paragraph(heading, HEADING)
    for line in lines:
        pages.paragraph(line, TEXT)


def _sign(pages: Pages) -> None:
    """A line to sign on and a date for each; kept together."""
    pages.need(18 + 2 * SIGN.leading + 12)
    pages.y += 18
    share = pages.paper.measure / len(SIGNERS)
    for number, who in enumerate(SIGNERS):
        left = pages.paper.left + number * share
        name = set_lines(f"{who}：", SIGN, share)
        pages.lines(name, left, pages.y, share)
        base = pages.y + SIGN.leading - 2
        pages.rule(left + name[0].width, base, left + share - 40, base, 0.6, 0.2)
        day = set_lines("　　　　年　　月　　日", SIGN, share)
        pages.lines(day, left + name[0].width, pages.y + SIGN.leading + 12, share)
    pages.y += 2 * SIGN.leading + 12
