"""材料接收登记表 on A4 across."""

from collections.abc import Iterator
from pathlib import Path

from desktop_app.shapes.documents import ReceivingRegister, RegisterRow
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import LANDSCAPE, Pages
from desktop_app.writers.pdf.tables import Column, Row, Table
from desktop_app.writers.pdf.typesetting import Span, Style, height, set_lines
from desktop_app.writers.wording import chinese_time, register_totals

TITLE = Style(Face.BOLD, 18, 26)
SMALL = Style(Face.SANS, 8.5, 12.5, grey=0.3)
TOTALS = Style(Face.SANS, 9, 14)
BODY = Style(Face.SERIF, 8, 11)
VOIDED = Style(Face.BOLD, 8, 11)
HEAD = Style(Face.SANS, 8, 11, grey=0.1)

COLUMNS = (
    Column("序号", 24, "centre"),
    Column("收件时间", 54),
    Column("收件号", 56),
    Column("申报编号", 68),
    Column("基层党组织", 84),
    Column("党支部", 100),
    Column("品牌名称", 90),
    Column("份数", 22, "centre"),
    Column("盖章", 22, "centre"),
    Column("签字", 22, "centre"),
    Column("完整", 22, "centre"),
    Column("电子版", 54),
    Column("状态", 34),
    Column("逾期", 24),
    Column("送件人", 38),
    Column("经手人", 32),
    Column("备注", 42),
)


def write_receiving_register(register: ReceivingRegister, target: Path) -> None:
    """Write the register. The same register gives the same bytes."""
    head = register.letterhead
    pages = Pages(LANDSCAPE)
    _head(register, pages)
    Table(COLUMNS, BODY, HEAD).place(pages, _rows(register))
    pages.y += 6
    pages.need(TOTALS.leading)
    pages.paragraph(register_totals(register), TOTALS)
    pages.note_what_lacks()
    pages.write(
        target,
        title=f"材料接收登记表 {register.round_name}",
        author=f"{head.school}{head.department}{head.office}",
        subject=register.round_name,
        made_at=register.as_of,
        foot=f"{head.school}{head.department}　材料接收登记表　截至 {chinese_time(register.as_of)}",
    )


def _head(register: ReceivingRegister, pages: Pages) -> None:
    head = register.letterhead
    pages.paragraph("材料接收登记表", TITLE, align="centre", after=4)
    measure, left = pages.paper.measure, pages.paper.left
    right = set_lines(f"截至 {chinese_time(register.as_of)}", SMALL, measure)
    words = f"{head.school}{head.department}　{register.round_name}"
    lines = set_lines(words, SMALL, measure - right[0].width - 24)
    pages.lines(lines, left, pages.y, measure)
    pages.lines(right, left, pages.y, measure, "right")
    pages.y += height(lines) + 4


def _rows(register: ReceivingRegister) -> Iterator[Row]:
    for number, row in enumerate(register.rows, start=1):
        yield Row(_cells(number, row), grey=0.5 if row.voided else 0.0, struck=row.voided)


def _cells(number: int, row: RegisterRow) -> tuple[str | Span, ...]:
    arrived = f"{row.electronic_at:%Y-%m-%d %H:%M}" if row.electronic_at else row.electronic
    return (
        str(number),
        f"{row.received_at:%Y-%m-%d %H:%M}",
        row.receipt_number,
        row.application_number,
        row.organization,
        row.branch,
        row.brand,
        str(row.copies),
        str(row.stamped),
        str(row.signed),
        str(row.whole),
        arrived,
        Span("作废", VOIDED) if row.voided else row.state,
        "逾期" if row.late else "",
        row.submitter,
        row.taken_by,
        row.remark,
    )
