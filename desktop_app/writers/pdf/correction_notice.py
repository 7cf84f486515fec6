"""补正通知 on A4: one complete list of what is missing, until when, and where to bring it; a part to be signed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from desktop_app.rules.typed_dates import weekday
from desktop_app.shapes.desk_papers import CorrectionNotice, CorrectionNotices
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import PORTRAIT, Pages
from desktop_app.writers.pdf.tables import Band, Column, Row, Table
from desktop_app.writers.pdf.typesetting import Style, height, set_lines
from desktop_app.writers.wording import chinese_date, chinese_time, where_to_bring

TITLE = Style(Face.BOLD, 22, 31)
SENDER = Style(Face.SANS, 10.5, 15)
SMALL = Style(Face.SANS, 8.5, 12, grey=0.3)
BODY = Style(Face.SERIF, 12, 21)
CELL = Style(Face.SERIF, 10.5, 15)
HEAD = Style(Face.SANS, 9, 13, grey=0.15)
LABEL = Style(Face.SANS, 9.5, 15)
INDENT = "　　"
CODE_ROOM = 170.0

COLUMNS = (
    Column("序号", 34, "centre"),
    Column("缺少或不符合要求的材料", 190),
    Column("请这样补正", 230),
)


def write_correction_notices(notices: CorrectionNotices, target: Path) -> None:
    """Write the notices, each on a page of its own. The same notices give the same bytes."""
    head = notices.letterhead
    pages = Pages(PORTRAIT)
    for place, notice in enumerate(notices.notices):
        if place:
            pages.turn()
        _notice(notice, notices, pages)
    pages.write(
        target,
        title=f"申报材料补正通知 {notices.round_name}",
        author=f"{head.school}{head.department}{head.office}",
        subject=notices.round_name,
        made_at=notices.printed_at,
        foot=f"{head.school}{head.department}　打印于 {chinese_time(notices.printed_at)}",
    )


def _notice(notice: CorrectionNotice, notices: CorrectionNotices, pages: Pages) -> None:
    first = pages.count
    _head(notice, notices, pages)
    pages.paragraph("申报材料补正通知", TITLE, align="centre", after=2)
    pages.paragraph(notices.round_name, CELL, align="centre", after=14)
    pages.paragraph(f"{notice.to}：", BODY)
    pages.paragraph(f"{INDENT}{_opening(notice)}", BODY, after=6)
    Table(COLUMNS, CELL, HEAD).place(pages, _rows(notice))
    pages.y += 8
    pages.paragraph(f"{INDENT}{where_to_bring(notices.letterhead)}{_quoting(notice)}", BODY)
    pages.paragraph(f"{INDENT}逾期没有补齐的，不能进入专家评审。", BODY)
    _signed(notice, notices, pages)
    _receipt(pages)
    pages.note_what_lacks()
    total = pages.count - first + 1
    numbers = "、".join(each.number for each in notice.lists)
    printed = f"{'补打' if notice.reprint else '打印'}于 {chinese_time(notices.printed_at)}"
    left = f"{numbers if len(notice.lists) <= 3 else notice.to}　{printed}"
    for number in range(first, pages.count + 1):
        pages.foot(number, left, f"第 {number - first + 1} 页 共 {total} 页")


def _head(notice: CorrectionNotice, notices: CorrectionNotices, pages: Pages) -> None:
    """The sender; of one list its number, too, for the scanner and in clear."""
    paper, head = pages.paper, notices.letterhead
    if not notice.whole_organization:
        (each,) = notice.lists
        right = paper.width - paper.right
        pages.code(each.number, right, pages.y, 25)
        pages.lines(set_lines(each.number, SMALL, CODE_ROOM), right - CODE_ROOM, pages.y + 27, CODE_ROOM, "right")
    sender = set_lines("　".join(filter(None, (head.school, head.department))), SENDER, paper.measure - 190)
    pages.lines(sender, paper.left, pages.y + 2, paper.measure)
    pages.y += max(height(sender), 39) + 10


def _opening(notice: CorrectionNotice) -> str:
    last = chinese_term(min(each.due for each in notice.lists))
    if notice.whole_organization:
        same = len({each.due for each in notice.lists}) == 1
        until = f"请于 {last} 前一次补齐" if same else "请在各自期限之前一次补齐"
        return f"你单位所属 {len(notice.lists)} 个党支部的申报材料，尚有下列各项缺少或不符合要求，{until}："
    (each,) = notice.lists
    return (
        f"你支部申报的“{each.brand}”（申报编号 {each.application_number}），材料尚有下列各项缺少或不符合要求，"
        f"请于 {last} 前一次补齐："
    )


def chinese_term(due: datetime) -> str:
    """2023年11月16日（周四）17:30."""
    return f"{chinese_date(due)}（{weekday(due.date())}）{due:%H:%M}"


def _quoting(notice: CorrectionNotice) -> str:
    number = f"补正编号 {notice.lists[0].number}" if len(notice.lists) == 1 else "补正编号"
    return f"送交、查询时请报{number}。"


def _rows(notice: CorrectionNotice) -> Iterator[Row | Band]:
    number = 0
    for each in notice.lists:
        if notice.whole_organization:
            yield Band(
                f"{each.branch}　“{each.brand}”",
                f"{each.number}　{each.due.month}月{each.due.day}日 {each.due:%H:%M} 前",
            )
            number = 0
        for item in each.items:
            number += 1
            yield Row((str(number), item.words, item.asked))


def _signed(notice: CorrectionNotice, notices: CorrectionNotices, pages: Pages) -> None:
    pages.y += 18
    pages.need(2 * BODY.leading + 60)
    pages.paragraph(f"{notices.letterhead.department}{notices.letterhead.office}", BODY, align="right")
    pages.paragraph(chinese_date(notice.dated), BODY, align="right")


def _receipt(pages: Pages) -> None:
    """Who took the notice: to be written by hand."""
    paper = pages.paper
    pages.y += 16
    pages.across(0.5, 0.5)
    pages.y += 12
    third = paper.measure / 3
    for place, words in enumerate(("签收人", "联系电话", "签收日期")):
        x = paper.left + place * third
        pages.lines(set_lines(words, LABEL, 60), x, pages.y, 60)
        pages.rule(x + 50, pages.y + 14, x + third - 14, pages.y + 14, 0.6, 0.2)
    pages.y += 22
