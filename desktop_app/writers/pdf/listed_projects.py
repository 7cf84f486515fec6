"""立项名单 on A4. Nothing private stands in it, and no score."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.establishment import EstablishedList, ListedProject
from desktop_app.writers.listed_wording import (
    PROJECT_COLUMNS,
    established_summary,
)
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import PORTRAIT, Pages
from desktop_app.writers.pdf.tables import Column, Row, Table
from desktop_app.writers.pdf.typesetting import Style
from desktop_app.writers.wording import chinese_date, record

TITLE = Style(Face.BOLD, 20, 30)
SUBTITLE = Style(Face.SERIF, 11, 16, grey=0.15)
BODY = Style(Face.SERIF, 12, 21)
CELL = Style(Face.SERIF, 10, 14)
WIDTHS = (30, 82, 114, 131, 72, 62)  # 才让·卓玛措 stands on one line

COLUMNS = tuple(
    Column(title, width, "centre" if number in (0, 1) else "left")
    for number, (title, width) in enumerate(zip(PROJECT_COLUMNS, WIDTHS, strict=True))
)


def write_established_list(listed: EstablishedList, target: Path) -> None:
    """Write 立项名单. The same list gives the same bytes."""
    head, pages = listed.letterhead, Pages(PORTRAIT)
    pages.paragraph("“一支部一特色”支部党建品牌立项名单", TITLE, align="centre", after=2)
    pages.paragraph(f"{head.school}　{listed.round_name}", SUBTITLE, align="centre", after=12)
    pages.paragraph(established_summary(listed), BODY, after=6)
    if listed.rows:
        _table(listed.rows, pages)
    pages.note_what_lacks()
    _sign(head, chinese_date(listed.as_of), pages)
    pages.write(
        target,
        title=f"立项名单 {listed.round_name}",
        author=f"{head.school}{head.department}{head.office}",
        subject=listed.round_name,
        made_at=listed.as_of,
        foot=f"{head.school}{head.department}　{listed.round_name}　立项名单{record(listed.journal_head)}",
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
