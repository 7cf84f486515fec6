"""A plain report of the desk as a workbook."""

from pathlib import Path

from desktop_app.shapes.desk_papers import DeskReport, ReportColumn
from desktop_app.writers.wording import chinese_time
from desktop_app.writers.xlsx.sheets import Column, Row, Sheet, write_sheet

WIDER = 0.24  # half-width characters of a workbook to a point of paper


def write_desk_report(report: DeskReport, target: Path) -> None:
    """Write the report. The same report gives the same bytes."""
    head = report.letterhead
    write_sheet(
        Sheet(
            title=report.title,
            under=f"{head.school}{head.department}　{report.round_name}　截至 {chinese_time(report.as_of)}",
            columns=[_column(each) for each in report.columns],
            rows=[Row(row.cells, struck=row.struck) for row in report.rows],
            closing=report.closing,
            across=report.across,
            author=f"{head.school}{head.department}{head.office}",
            subject=report.round_name,
            made_at=report.as_of,
        ),
        target,
    )


def _column(column: ReportColumn) -> Column:
    if column.number:
        return Column(column.title, "number", centred=True)
    return Column(column.title, "date") if column.day else Column(column.title, widest=round(column.share * WIDER))
