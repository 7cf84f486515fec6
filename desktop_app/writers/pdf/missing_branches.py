"""应报未报名单 on A4: the branches that must apply and have not, under the organizations that answer for them."""

from collections.abc import Iterator
from pathlib import Path

from desktop_app.shapes.documents import MissingBranches
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import PORTRAIT, Pages
from desktop_app.writers.pdf.tables import Band, Column, Row, Table
from desktop_app.writers.pdf.typesetting import Style
from desktop_app.writers.wording import chinese_date, chinese_time, missing_summary, where_to_bring

TITLE = Style(Face.BOLD, 21, 30)
SUBTITLE = Style(Face.SERIF, 11, 16, grey=0.15)
BODY = Style(Face.SERIF, 10.5, 17)
CELL = Style(Face.SERIF, 10, 14)

COLUMNS = (
    Column("序号", 34, "centre"),
    Column("党支部", 200),
    Column("应报依据", 182),
    Column("支部书记", 82),
)


def write_missing_branches(missing: MissingBranches, target: Path) -> None:
    """Write the list. The same list gives the same bytes."""
    head = missing.letterhead
    pages = Pages(PORTRAIT)
    pages.paragraph("应报未报名单", TITLE, align="centre", after=2)
    pages.paragraph(missing.round_name, SUBTITLE, align="centre", after=12)
    pages.paragraph(missing_summary(missing), BODY, after=2)
    if missing.groups:
        pages.y += 6
        Table(COLUMNS, CELL).place(pages, _rows(missing))
        pages.y += 10
        pages.paragraph(where_to_bring(head), BODY)
    pages.note_what_lacks()
    _signed(missing, pages)
    pages.write(
        target,
        title=f"应报未报名单 {missing.round_name}",
        author=f"{head.school}{head.department}{head.office}",
        subject=missing.round_name,
        made_at=missing.as_of,
        foot=f"{head.school}{head.department}　应报未报名单　截至 {chinese_time(missing.as_of)}",
    )


def _rows(missing: MissingBranches) -> Iterator[Row | Band]:
    number = 0
    for group in missing.groups:
        telephone = f"　电话 {group.telephone}" if group.telephone else ""
        yield Band(group.organization, f"应报 {group.obligated}，未报 {len(group.branches)}{telephone}")
        for branch in group.branches:
            number += 1
            yield Row((str(number), branch.branch, branch.because, branch.secretary))


def _signed(missing: MissingBranches, pages: Pages) -> None:
    """The office's name and the date at the right, without a seal."""
    pages.y += 16
    pages.need(2 * BODY.leading)
    pages.paragraph(f"{missing.letterhead.department}{missing.letterhead.office}", BODY, align="right")
    pages.paragraph(chinese_date(missing.as_of), BODY, align="right")
