"""交接单 on A4: which copies went from hand to hand, counted, with room for both signatures."""

from collections.abc import Iterator
from pathlib import Path

from db.enums import MovementKind
from desktop_app.shapes.desk_papers import HandedCopy, HandoverList
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import PORTRAIT, Pages
from desktop_app.writers.pdf.tables import Column, Row, Table
from desktop_app.writers.pdf.typesetting import Style, height, set_lines
from desktop_app.writers.wording import chinese_date, chinese_time

TITLE = Style(Face.BOLD, 22, 31)
SENDER = Style(Face.SANS, 10.5, 15)
SMALL = Style(Face.SANS, 8.5, 12, grey=0.3)
BODY = Style(Face.SERIF, 10.5, 16)
CELL = Style(Face.SERIF, 9, 12.5)
LABEL = Style(Face.SANS, 9, 16, grey=0.35)
LABEL_WIDTH = 64.0
CODE_ROOM = 170.0

COLUMNS = (
    Column("序号", 28, "centre"),
    Column("纸质件", 84),
    Column("党支部", 148),
    Column("品牌名称", 110),
    Column("原在", 66),
    Column("备注", 62),
)
SIGNS = {
    MovementKind.LEND: ("交出人", "借用人"),
    MovementKind.RETURN: ("交还人", "收回人"),
    MovementKind.ARCHIVE: ("交出人", "归档人"),
    MovementKind.HAND_BACK: ("交出人", "领回人"),
}


def write_handover_list(paper: HandoverList, target: Path) -> None:
    """Write the list. The same list gives the same bytes."""
    head = paper.letterhead
    pages = Pages(PORTRAIT)
    _head(paper, pages)
    for left, right in _facts(paper):
        _pair(pages, left, right)
    pages.across(1.0, 0.0)
    pages.y += 10
    Table(COLUMNS, CELL).place(pages, _rows(paper.copies))
    pages.y += 8
    branches = len({(copy.organization, copy.branch) for copy in paper.copies})
    pages.paragraph(f"合计 {len(paper.copies)} 份，涉及 {branches} 个党支部。", BODY)
    _signatures(paper, pages)
    pages.note_what_lacks()
    again = "　补打" if paper.reprint else ""
    pages.write(
        target,
        title=f"交接单 {paper.number}",
        author=f"{head.school}{head.department}{head.office}",
        subject=paper.round_name,
        made_at=paper.printed_at,
        foot=f"{paper.number}　打印于 {chinese_time(paper.printed_at)}{again}",
    )


def _head(paper: HandoverList, pages: Pages) -> None:
    page, head = pages.paper, paper.letterhead
    right = page.width - page.right
    pages.code(paper.number, right, pages.y, 25)
    pages.lines(set_lines(paper.number, SMALL, CODE_ROOM), right - CODE_ROOM, pages.y + 27, CODE_ROOM, "right")
    sender = set_lines("　".join(filter(None, (head.school, head.department))), SENDER, page.measure - 190)
    pages.lines(sender, page.left, pages.y + 2, page.measure)
    pages.y += max(height(sender), 39) + 10
    pages.paragraph(f"申报材料交接单（{paper.kind}）", TITLE, align="centre", after=2)
    pages.paragraph(paper.round_name, BODY, align="centre", after=10)
    pages.across(1.0, 0.0)


def _facts(paper: HandoverList) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    who = {MovementKind.LEND: "借给", MovementKind.RETURN: "交还人", MovementKind.HAND_BACK: "领回人"}
    holder = (who.get(paper.kind, "送交人"), paper.holder)
    yield ("交接单号", paper.number), ("时间", chinese_time(paper.at))
    yield holder, ("现在何处", paper.place)
    due = chinese_date(paper.due_on) if paper.due_on else "未定" if paper.kind is MovementKind.LEND else ""
    yield ("经手人", paper.by), ("归还期限", due) if due else ("说明", paper.note)
    if due and paper.note:
        yield ("说明", paper.note), ("", "")


def _pair(pages: Pages, left: tuple[str, str], right: tuple[str, str]) -> None:
    paper = pages.paper
    half = paper.measure / 2
    values = [set_lines(words, BODY, half - LABEL_WIDTH - 8) for _, words in (left, right)]
    tall = max(map(height, values)) + 8
    pages.need(tall)
    for x, (label, _), lines in zip((paper.left, paper.left + half), (left, right), values, strict=True):
        pages.lines(set_lines(label, LABEL, LABEL_WIDTH), x + 4, pages.y + 4, LABEL_WIDTH)
        pages.lines(lines, x + LABEL_WIDTH, pages.y + 4, half)
    pages.y += tall
    pages.across()


def _rows(copies: tuple[HandedCopy, ...]) -> Iterator[Row]:
    for number, copy in enumerate(copies, 1):
        branch = copy.branch if copy.branch == copy.organization else f"{copy.organization}　{copy.branch}"
        yield Row((str(number), copy.code, branch, copy.brand, copy.came_from, copy.remark))


def _signatures(paper: HandoverList, pages: Pages) -> None:
    """Two names and the day, written by hand; they stay together."""
    page = pages.paper
    pages.y += 22
    pages.need(30)
    third = page.measure / 3
    for place, words in enumerate((*SIGNS[paper.kind], "日期")):
        x = page.left + place * third
        pages.lines(set_lines(f"{words}（签字）" if place < 2 else words, LABEL, 80), x, pages.y, 80)
        pages.rule(x + (74 if place < 2 else 28), pages.y + 15, x + third - 12, pages.y + 15, 0.6, 0.2)
    pages.y += 24
