"""修改对照表: the 定稿 beside the 申报稿, what was put anew in bold, what fell away struck; the opinions above them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.shapes.comparison import Change, ComparedParagraph, Comparison, Marked, RevisionPaper
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import LANDSCAPE, Pages
from desktop_app.writers.pdf.tables import Band, Column, Row, Table
from desktop_app.writers.pdf.typesetting import Span, Style
from desktop_app.writers.wording import chinese_time

TITLE = Style(Face.BOLD, 18, 26)
FACTS = Style(Face.SERIF, 10, 15)
OPINION = Style(Face.SERIF, 10, 15)
LABEL = Style(Face.SANS, 9, 15, grey=0.2)
TEXT = Style(Face.SERIF, 9.5, 14)
PALE = TEXT.but(grey=0.45)
NEW = Style(Face.BOLD, 9.5, 14)
GONE = TEXT.but(struck=True, grey=0.35)
COLUMNS = (Column("", 40, "centre"), Column("申报稿", 340), Column("定稿", 340))
NEIGHBOURS = 1  # unchanged paragraphs shown before and after a change, for the sense


def write_revision_comparisons(made: Sequence[tuple[RevisionPaper, Comparison]], target: Path) -> None:
    """Write the comparisons, each from a new page. The same input gives the same bytes."""
    pages = Pages(LANDSCAPE)
    for place, (paper, comparison) in enumerate(made):
        if place:
            pages.turn()
        _one(paper, comparison, pages)
    first, head = made[0][0], made[0][0].letterhead
    pages.write(
        target,
        title=f"修改完善对照表 {first.number if len(made) == 1 else first.round_name}",
        author=f"{head.school}{head.department}{head.office}",
        subject=first.round_name,
        made_at=first.made_at,
        foot=f"{head.school}{head.department}　打印于 {chinese_time(first.made_at)}",
    )


def _one(paper: RevisionPaper, comparison: Comparison, pages: Pages) -> None:
    pages.paragraph("修改完善对照表", TITLE, align="centre", after=4)
    named = f"{paper.number}　{paper.organization}　{paper.branch}　“{paper.brand}”"
    pages.paragraph(named, FACTS, align="centre", after=8)
    for label, text in _opinions(paper):
        pages.paragraph([Span(f"{label}　", LABEL), Span(text, OPINION)], OPINION, after=3)
    pages.y += 4
    pages.paragraph(_summary(paper, comparison), LABEL, after=6)
    Table(COLUMNS, TEXT, LABEL).place(pages, list(_rows(comparison.paragraphs)))
    pages.note_what_lacks()


def _opinions(paper: RevisionPaper) -> Iterator[tuple[str, str]]:
    if paper.opinion:
        yield "综合意见", paper.opinion
    else:
        yield from ((f"专家意见 {at}", text) for at, text in enumerate(paper.experts_said, 1))


def _summary(paper: RevisionPaper, comparison: Comparison) -> str:
    files = "　".join(f"{each.kind}：{each.name}（{each.arrived_at}）" for each in (paper.before, paper.after))
    if comparison.identical:
        return f"{files}　两份文件的文字完全一样，没有修改。"
    counted = "，".join(
        f"{change} {comparison.count(change)} 段"
        for change in (Change.CHANGED, Change.ADDED, Change.REMOVED)
        if comparison.count(change)
    )
    return f"{files}　{counted}。粗体为新写的文字，划去的为删掉的文字。"


def _rows(paragraphs: Sequence[ComparedParagraph]) -> Iterator[Row | Band]:
    """Changes with what stands around them; longer unchanged stretches are told in a line."""
    shown = {
        near
        for at, each in enumerate(paragraphs)
        if each.change is not Change.SAME
        for near in range(at - NEIGHBOURS, at + NEIGHBOURS + 1)
    }
    hidden = 0
    for at, each in enumerate(paragraphs):
        if at not in shown:
            hidden += 1
            continue
        if hidden:
            yield Band(f"（{hidden} 段未改）")
            hidden = 0
        yield Row(("" if each.change is Change.SAME else str(each.change), *_cells(each)))
    if hidden:
        yield Band(f"（{hidden} 段未改）")


def _cells(paragraph: ComparedParagraph) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    plain = PALE if paragraph.change is Change.SAME else TEXT
    return _spans(paragraph.before, plain, GONE), _spans(paragraph.after, plain, NEW)


def _spans(parts: Sequence[Marked], plain: Style, marked: Style) -> tuple[Span, ...]:
    return tuple(Span(part.text, marked if part.changed else plain) for part in parts) or (Span("", plain),)
