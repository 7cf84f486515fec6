"""归档文件目录, as archive offices keep it.

Columns, dates as 20151025 and square brackets around titles that we made: DA/T 22-2015 归档文件整理规则, 5.5 编目.
档号, 文号, 密级 and 保管期限 are the archive office's to fill in; nothing is invented.
"""

from __future__ import annotations

from desktop_app.shapes.archive import Catalogue, CatalogueItem
from desktop_app.shapes.desk_papers import DeskReport, ReportColumn, ReportRow

TITLE = "归档文件目录"
_COLUMNS = (
    ReportColumn("序号", 28, number=True),
    ReportColumn("档号", 56),
    ReportColumn("文号", 50),
    ReportColumn("责任者", 120),
    ReportColumn("题名", 210),
    ReportColumn("日期", 50),
    ReportColumn("密级", 28),
    ReportColumn("页数", 30, number=True),
    ReportColumn("保管期限", 44),
    ReportColumn("备注", 110),
)


def catalogue_report(catalogue: Catalogue) -> DeskReport:
    """One line for each 件."""
    cover = catalogue.cover
    rows = tuple(ReportRow(_cells(number, item)) for number, item in enumerate(catalogue.items, 1))
    closing = (
        f"全宗名称：{cover.letterhead.school}　年度：{cover.year}　机构（问题）：{cover.letterhead.department}"
        f"{cover.letterhead.office}　共 {len(rows)} 件。全宗号、档号、文号、密级、保管期限由归档时填写。"
    )
    return DeskReport(cover.letterhead, TITLE, cover.round_name, cover.made_at, _COLUMNS, rows, closing, across=True)


def _cells(number: int, item: CatalogueItem) -> tuple[str | int | None, ...]:
    remark = "；".join(part for part in (item.number if item.number not in item.title else "", item.remark) if part)
    return (
        *(number, "", "", item.responsible, item.title, item.day.replace("-", "")),
        *("", item.pages, "", remark),
    )
