"""支部名册 as a workbook: one row per branch and honour. Read back by the program it changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop_app.shapes.documents import BranchRoster, RosterExportRow
from desktop_app.writers.xlsx.sheets import Column, Row, Sheet, Value, write_sheet

COLUMNS = (
    Column("序号", "number", centred=True),
    Column("基层党组织"),
    Column("党支部", widest=36),
    Column("支部类型", centred=True),
    Column("支部书记", widest=16),
    Column("办公电话", widest=20),
    Column("党员数", "number"),
    Column("荣誉", centred=True),
    Column("级别", centred=True),
    Column("状态", centred=True),
    Column("批次", centred=True),
    Column("有效期起", "date"),
    Column("有效期止", "date"),
)


def write_roster(roster: BranchRoster, target: Path) -> None:
    """Write the roster. The same roster gives the same bytes."""
    head = roster.letterhead
    write_sheet(
        Sheet(
            title="支部名册",
            under=f"{head.school}{head.department}　{roster.as_of:%Y-%m-%d}",
            columns=COLUMNS,
            rows=[Row(_values(number, row)) for number, row in _numbered(roster.rows)],
            closing="注：一行一项荣誉，有几项荣誉的支部占几行；有效期止空白的仍在有效期内。改动后可以重新导入。",
            across=True,
            author=f"{head.school}{head.department}{head.office}",
            subject="支部名册",
            made_at=roster.as_of,
        ),
        target,
    )


def _numbered(rows: tuple[RosterExportRow, ...]) -> list[tuple[int, RosterExportRow]]:
    """Branches are counted, not rows: a further honour of a branch bears its number again."""
    numbered: list[tuple[int, RosterExportRow]] = []
    number, last = 0, ("", "")
    for row in rows:
        if (row.organization, row.branch) != last:
            number, last = number + 1, (row.organization, row.branch)
        numbered.append((number, row))
    return numbered


def _values(number: int, row: RosterExportRow) -> tuple[Value, ...]:
    return (
        number,
        row.organization,
        row.branch,
        row.kind,
        row.secretary,
        row.telephone,
        row.members,
        row.honour,
        row.level,
        row.stage,
        row.batch,
        _day(row.valid_from),
        _day(row.valid_to),
    )


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
