"""归档: what is written down for the record alone: all applications, every public list, objections, the journal."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from db import journal, trail
from db.models import Application, Branch, Objection, Publicity, PublicityItem, Round
from desktop_app.office.archive_contents import handed_in
from desktop_app.office.papers import letterhead
from desktop_app.office.rows import row_of
from desktop_app.office.trail import trail_rows
from desktop_app.rules.trail_words import short_head
from desktop_app.shapes.archive import JournalExtract, JournalLine
from desktop_app.shapes.desk_papers import DeskReport, ReportColumn, ReportRow

_OVERVIEW = (
    ReportColumn("序号", 26, number=True),
    ReportColumn("申报编号", 78),
    ReportColumn("基层党组织", 120),
    ReportColumn("党支部", 140),
    ReportColumn("品牌名称", 130),
    ReportColumn("归档时的状态", 70),
    ReportColumn("电子版", 44, number=True),
)
_POSTED = (
    ReportColumn("序号", 28, number=True),
    ReportColumn("申报编号", 80),
    ReportColumn("基层党组织", 110),
    ReportColumn("党支部", 130),
    ReportColumn("品牌名称", 110),
    ReportColumn("负责人", 50),
)
_OBJECTIONS = (
    ReportColumn("序号", 24, number=True),
    ReportColumn("申报编号", 74),
    ReportColumn("党支部", 96),
    ReportColumn("收到日期", 54, day=True),
    ReportColumn("提出人", 50),
    ReportColumn("联系方式", 74),
    ReportColumn("内容", 120),
    ReportColumn("核查人", 50),
    ReportColumn("办结日期", 54, day=True),
    ReportColumn("结论", 110),
    ReportColumn("异议成立", 44),
)
_JOURNAL = (
    ReportColumn("记录", 32, number=True),
    ReportColumn("时间", 84),
    ReportColumn("经手人", 56),
    ReportColumn("类别", 36),
    ReportColumn("事项", 250),
    ReportColumn("标记", 50),
    ReportColumn("校验值", 150),
)


def applications_overview(round_id: int, now: datetime) -> DeskReport:
    """Every application of a round and what became of it."""
    rows = handed_in(round_id)
    states = Counter(row.state for row in rows)
    said = "、".join(f"{state} {number} 项" for state, number in states.most_common())
    cells = [
        (place, row.number, row.organization, row.branch, row.brand, row.state, len(row.files))
        for place, row in enumerate(rows, 1)
    ]
    closing = f"共 {len(rows)} 项：{said}。" if rows else "没有申报项目。"
    return _report("申报项目总表", _OVERVIEW, cells, closing, round_id, now, across=True)


def posted_lists(round_id: int, now: datetime) -> tuple[tuple[str, DeskReport], ...]:
    """Every public list of a round, in the words that were posted, with the day of posting (ISO)."""
    rows = Publicity.select().where(Publicity.round == round_id).order_by(Publicity.first, Publicity.id)
    return tuple((row.first, _posted(row, now)) for row in rows)


def _posted(row: Publicity, now: datetime) -> DeskReport:
    cells: list[tuple[int | str, ...]] = []
    for item in row.items.order_by(PublicityItem.position):
        branch = item.application.branch
        posted = (item.organization or branch.organization.name, item.branch or branch.name)
        named = (item.brand or item.application.brand, item.head or branch.secretary)
        cells.append((len(cells) + 1, item.application.number, *posted, *named))
    days = f"{row.first} 张贴，公示 {row.workdays} 个工作日，至 {row.last}"
    ended = f"，{row.closed_at[:16].replace('T', ' ')} 结束" if row.closed_at else "，尚未结束"
    why = f"；{row.reason}" if row.reason else ""
    closing = f"共 {len(cells)} 项。{days}{ended}{why}。"
    return _report(f"{row.purpose}名单", _POSTED, cells, closing, row.round_id, now)


def objection_register(round_id: int, now: datetime) -> DeskReport | None:
    """异议 of a round, investigated and concluded, by the day they came; None when there were none."""
    found: Any = (
        Objection.select(Objection, PublicityItem, Application, Branch)
        .join(PublicityItem)
        .join(Application)
        .join(Branch)
        .where(Application.round == round_id)
        .order_by(Objection.received_on, Objection.id)
    )
    cells = [
        (
            *(place, row.item.application.number, row.item.application.branch.name, _day(row.received_on)),
            *(row.objector, row.contact, row.content, row.investigator, _day(row.concluded_on), row.conclusion),
            ("是" if row.upheld else "否") if row.concluded_on else "未办结",
        )
        for place, row in enumerate(found, 1)
    ]
    if not cells:
        return None
    waiting = sum(row[-1] == "未办结" for row in cells)
    closing = (
        f"共 {len(cells)} 件，{f'{waiting} 件未办结' if waiting else '均已办结'}。内有联系方式，只供存档，不得公布。"
    )
    return _report("异议处理登记", _OBJECTIONS, cells, closing, round_id, now, across=True)


def journal_extract(round_id: int) -> JournalExtract:
    """The entries about a round and whatever refers to it, the oldest first, each with its link of the chain."""
    ids = trail.entry_ids(rows=trail.related({"round": [round_id]}), descending=False)
    lines = tuple(
        JournalLine(
            entry_id=row.entry_id,
            at=row.at,
            person=row.person,
            kind=str(row.kind),
            title=row.title,
            mark="已撤销" if row.undone else "最终" if row.final else "",
            hash=trail.hash_of(row.entry_id),
        )
        for row in trail_rows(ids)
    )
    return JournalExtract(lines, trail.count(), journal.head())


def journal_report(extract: JournalExtract, round_id: int, now: datetime) -> DeskReport:
    """The extract as a table, with the heads of the chain under it."""
    cells = [
        (each.entry_id, each.at, each.person, each.kind, each.title, each.mark, each.hash) for each in extract.lines
    ]
    return _report("操作记录摘录", _JOURNAL, cells, chain_words(extract), round_id, now, across=True)


def chain_words(extract: JournalExtract) -> str:
    """How the extract hangs on the chain of all entries."""
    first = extract.lines[0] if extract.lines else None
    begun = f"摘录第一条 {short_head(first.hash)}，" if first else ""
    return (
        f"摘录 {len(extract.lines)} 条，全部操作记录共 {extract.count} 条；{begun}归档时链尾（记录号）"
        f" {short_head(extract.head)}。记录号可在“操作记录”页查对。"
    )


def _day(iso: str) -> Any:
    return datetime.fromisoformat(iso).date() if iso else None


def _report(
    title: str,
    columns: tuple[ReportColumn, ...],
    cells: Any,
    closing: str,
    round_id: int,
    now: datetime,
    *,
    across: bool = False,
) -> DeskReport:
    round_: Round = row_of(Round, round_id)
    rows = tuple(ReportRow(tuple(each)) for each in cells)
    return DeskReport(letterhead(round_), title, round_.name, now, columns, rows, closing, across)
