"""公示 on A4, as it is posted. Nothing private stands in it, and no score."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.establishment import ListedProject, PublicityNotice
from desktop_app.writers.listed_wording import (
    PROJECT_COLUMNS,
    publicity_objections,
    publicity_opening,
)
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import PORTRAIT, Pages
from desktop_app.writers.pdf.tables import Column, Row, Table
from desktop_app.writers.pdf.typesetting import Style
from desktop_app.writers.wording import chinese_date, record

TITLE = Style(Face.BOLD, 20, 30)
BODY = Style(Face.SERIF, 12, 21)
CELL = Style(Face.SERIF, 10, 14)
WIDTHS = (30, 82, 114, 131, 72, 62)  # 才让·卓玛措 stands on one line
INDENT = "　　"

COLUMNS = tuple(
    Column(title, width, "centre" if number in (0, 1) else "left")
    for number, (title, width) in enumerate(zip(PROJECT_COLUMNS, WIDTHS, strict=True))
)


def write_publicity_notice(notice: PublicityNotice, target: Path) -> None:
    """Write 公示. The same notice gives the same bytes."""
    head, pages = notice.letterhead, Pages(PORTRAIT)
    pages.paragraph("关于“一支部一特色”支部党建品牌", TITLE, align="centre")
    pages.paragraph("拟立项名单的公示", TITLE, align="centre", after=14)
    pages.paragraph(INDENT + publicity_opening(notice), BODY, after=2)
    if notice.rows:
        pages.paragraph(INDENT + publicity_objections(notice), BODY, after=10)
        _table(notice.rows, pages)
    pages.note_what_lacks()
    signed = notice.first or notice.made_at.date()
    _sign(head, chinese_date(signed), pages)
    pages.write(
        target,
        title=f"公示 {notice.round_name}",
        author=f"{head.school}{head.department}{head.office}",
        subject=notice.round_name,
        made_at=notice.made_at,
        foot=f"{head.school}{head.department}　{notice.round_name}　拟立项名单公示{record(notice.journal_head)}",
    )


def _table(rows: Sequence[ListedProject], pages: Pages) -> None:
    Table(COLUMNS, CELL).place(
        pages,
        [
            Row((str(place), row.number, row.organization, row.branch, row.brand, row.head))
            for place, row in enumerate(rows, 1)
        ],
    )


def _sign(head: Letterhead, day: str, pages: Pages) -> None:
    """The department's name and the date at the right."""
    pages.y += 18
    pages.need(2 * BODY.leading)
    pages.paragraph(f"{head.school}{head.department}", BODY, align="right")
    pages.paragraph(day, BODY, align="right")
