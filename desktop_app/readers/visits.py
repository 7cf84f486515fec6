"""A table of visits (收件记录): rows of one 来访序号 are one visit. Header on the first row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from desktop_app.readers.sheets import Sheet, read_sheets
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import CopyMarks
from desktop_app.shapes.visits import VisitLine, VisitRecord

_NEEDED = (
    "来访序号",
    "收件时间",
    "基层党组织",
    "送件人",
    "党支部",
    "品牌名称",
    "纸质份数",
    "盖章份数",
    "签字份数",
    "完整份数",
)
_NUMBERS = re.compile(r"\d+")

Cells = Mapping[str, str]


def read_visits(path: Path) -> tuple[VisitRecord, ...]:
    """All visits in the file's order. RuleBroken names the row and column of what cannot be read."""
    sheet = read_sheets(path)[0]
    header = [cell.strip() for cell in sheet.rows[0]] if sheet.rows else []
    missing = [word for word in _NEEDED if word not in header]
    if missing:
        raise RuleBroken(f"“{path.name}”的第一行缺少列：{'、'.join(missing)}。", "请照示例的收件记录补上表头。")
    rows = list(_rows(sheet, header))
    return tuple(
        _visit(number, [cells for _, cells in lines], [row for row, _ in lines])
        for number, lines in ((key, list(group)) for key, group in groupby(rows, lambda row: row[1]["来访序号"]))
    )


def _rows(sheet: Sheet, header: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    found = []
    for number, row in enumerate(sheet.rows[1:], 2):
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        if any(cells.values()):
            found.append((number, cells))
    return found


def _visit(number: str, lines: Sequence[Cells], rows: Sequence[int]) -> VisitRecord:
    first = lines[0]
    return VisitRecord(
        number=number,
        received_at=_moment(first["收件时间"], rows[0], "收件时间"),
        submitter=first["送件人"],
        telephone=first.get("电话", ""),
        taken_by=first.get("经手人", ""),
        lines=tuple(_line(cells, row) for cells, row in zip(lines, rows, strict=True)),
    )


def _line(cells: Cells, row: int) -> VisitLine:
    count = _count(cells, "纸质份数", row)
    said = [int(word) for word in _NUMBERS.findall(cells.get("份号", ""))]
    ordinals = said or list(range(1, count + 1))
    if len(ordinals) != count:
        raise RuleBroken(f"第 {row} 行“份号”写了 {len(ordinals)} 份，“纸质份数”是 {count}。", "请改成一致。")
    stamped, signed, whole = (_count(cells, word, row) for word in ("盖章份数", "签字份数", "完整份数"))
    marks = tuple(
        (ordinal, CopyMarks(here=True, stamped=n < stamped, signed=n < signed, whole=n < whole))
        for n, ordinal in enumerate(ordinals)
    )
    electronic = cells.get("电子版时间", "")
    return VisitLine(
        row=row,
        organization=cells["基层党组织"],
        branch=cells["党支部"],
        brand=cells["品牌名称"],
        copies=marks,
        electronic_at=_moment(electronic, row, "电子版时间") if electronic else "",
        late_approved_by=cells.get("逾期批准人", ""),
        late_reason=cells.get("逾期理由", ""),
        remark=cells.get("备注", ""),
    )


def _count(cells: Cells, column: str, row: int) -> int:
    if not cells[column].isdigit():
        raise RuleBroken(f"第 {row} 行“{column}”是“{cells[column]}”，不是份数。", "请填 0 到 20 的整数。")
    return int(cells[column])


def _moment(text: str, row: int, column: str) -> str:
    try:
        return datetime.fromisoformat(text).isoformat(sep=" ", timespec="minutes")
    except ValueError:
        raise RuleBroken(f"第 {row} 行“{column}”是“{text}”，不是时间。", "请写成 2025-09-12 10:20。") from None
