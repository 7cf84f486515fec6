"""A plain report of the desk on A4: 补正情况, 未归还, completeness by organisation."""

from datetime import date
from pathlib import Path

from desktop_app.shapes.desk_papers import Cell, DeskReport
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import LANDSCAPE, PORTRAIT, Pages
from desktop_app.writers.pdf.tables import INSET, Column, Row, Table
from desktop_app.writers.pdf.typesetting import Style, height, set_lines
from desktop_app.writers.wording import chinese_time

TITLE = Style(Face.BOLD, 18, 26)
SMALL = Style(Face.SANS, 8.5, 12.5, grey=0.3)
TOTALS = Style(Face.SANS, 9, 14)
BODY = Style(Face.SERIF, 8.5, 12)
HEAD = Style(Face.SANS, 8.5, 12, grey=0.1)
SIGNING = 9.0  # above and below a row in which somebody signs


def write_desk_report(report: DeskReport, target: Path) -> None:
    """Write the report. The same report gives the same bytes."""
    head = report.letterhead
    pages = Pages(LANDSCAPE if report.across else PORTRAIT)
    pages.paragraph(report.title, TITLE, align="centre", after=4)
    measure, left = pages.paper.measure, pages.paper.left
    right = set_lines(f"截至 {chinese_time(report.as_of)}", SMALL, measure)
    lines = set_lines(f"{head.school}{head.department}　{report.round_name}", SMALL, measure - right[0].width - 24)
    pages.lines(lines, left, pages.y, measure)
    pages.lines(right, left, pages.y, measure, "right")
    pages.y += height(lines) + 4
    columns = [Column(each.title, each.share, "centre" if each.number else "left") for each in report.columns]
    rows = [
        Row([_shown(cell) for cell in row.cells], grey=0.5 if row.struck else 0.0, struck=row.struck)
        for row in report.rows
    ]
    Table(columns, BODY, HEAD, SIGNING if report.signed else INSET).place(pages, rows)
    pages.y += 6
    pages.paragraph(report.closing, TOTALS)
    pages.note_what_lacks()
    pages.write(
        target,
        title=f"{report.title} {report.round_name}",
        author=f"{head.school}{head.department}{head.office}",
        subject=report.round_name,
        made_at=report.as_of,
        foot=f"{head.school}{head.department}　{report.title}　截至 {chinese_time(report.as_of)}",
    )


def _shown(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
