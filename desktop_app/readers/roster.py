"""支部名册 as it comes: which sheet, which header row, which column is what, and the data rows below.

Everything is a proposal that the caller may override; nothing is judged here (that is `rules.roster`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from desktop_app.readers.sheets import Sheet, column_letters, read_sheets
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.roster_header import fields_of, is_personal, likely_header
from desktop_app.rules.typed_values import folded
from desktop_app.shapes import shape
from desktop_app.shapes.roster_import import RosterColumn, RosterField, RosterTable

Rows = list[Sequence[str]]

is_total = re.compile(r"\s*(?:合|总|小|共)\s*计").match
is_note = re.compile(
    r"注|备注|说明|填表|填报|制表|审核|审批|报送|盖章|单位|日期|联系|负责|[（(]?\d+[）)]?[.．、]|[*※]"
).match
_SERIAL = frozenset(("序号", "编号", "no", "no."))
_HARMLESS = _SERIAL | {"备注"}
_FIELDS = tuple(RosterField)
_ORGANIZATION = _FIELDS.index(RosterField.ORGANIZATION)
_BRANCH = _FIELDS.index(RosterField.BRANCH)


@shape
class _Candidate:
    sheet: Sheet
    rows: Rows
    header: int  # index of the header row
    score: int


def propose(
    path: Path,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    mapping: Mapping[int, RosterField | None] | None = None,
) -> RosterTable:
    """Read a roster. ``sheet``, ``header_row`` (as WPS numbers it) and ``mapping`` (by column index) override.

    Raises RuleBroken for a file that cannot be read or has no cells at all.
    """
    sheets = [found for found in read_sheets(path) if any(map(any, found.rows))]
    if not sheets:
        raise RuleBroken(f"文件“{path.name}”里没有内容。", "请确认选对了文件。")
    chosen = _chosen(sheets, sheet, header_row, path.name)
    headers = _headers(chosen.rows[chosen.header])
    columns = _columns(headers, mapping)
    rows, left_out = _data_rows(chosen, columns)
    told = (*told_sheets(sheets, chosen.sheet), *_told_columns(columns), *_told_hidden(chosen), *left_out)
    names = tuple(found.name for found in sheets)
    return RosterTable(path.name, names, chosen.sheet.name, chosen.header + 1, columns, rows, told)


def _chosen(sheets: Sequence[Sheet], name: str | None, header_row: int | None, file: str) -> _Candidate:
    offered = [found for found in sheets if name in (None, found.name)]
    if not offered:
        raise RuleBroken(f"文件“{file}”里没有工作表“{name}”。", "请重新选择工作表。")
    candidates = [_candidate(found) for found in offered]
    best = max(candidates, key=lambda one: (len(one.rows) > one.header + 1, not one.sheet.hidden, one.score))
    if header_row is None:
        return best
    if not 1 <= header_row <= len(best.rows):
        raise RuleBroken(f"工作表“{best.sheet.name}”没有第 {header_row} 行。", "请重新选择表头所在的行。")
    return _Candidate(best.sheet, best.rows, header_row - 1, 0)


def _candidate(sheet: Sheet) -> _Candidate:
    rows = filled_rows(sheet)
    while rows and not any(rows[-1]):
        rows.pop()
    header, score = likely_header(rows)
    return _Candidate(sheet, rows, header, score)


def filled_rows(sheet: Sheet) -> Rows:
    """The rows, with a value that is merged over several rows standing in each of them."""
    rows: Rows = list(sheet.rows)
    copied: set[int] = set()
    for merged in sheet.merged:
        if merged.bottom == merged.top or merged.top > len(rows) or merged.left >= len(rows[merged.top - 1]):
            continue
        value = rows[merged.top - 1][merged.left]
        for at in range(merged.top, min(merged.bottom, len(rows))):
            if at not in copied:
                rows[at] = list(rows[at])
                copied.add(at)
            rows[at][merged.left] = value  # type: ignore[index]  # a list, copied just above
    return rows


def _headers(row: Sequence[str]) -> list[str]:
    return ["".join(header.split()) for header in row]


def _columns(headers: Sequence[str], mapping: Mapping[int, RosterField | None] | None) -> tuple[RosterColumn, ...]:
    proposed = fields_of(headers)
    columns = []
    for index, header in enumerate(headers):
        personal = is_personal(header)
        field = proposed[index] if mapping is None else mapping.get(index)
        columns.append(RosterColumn(index, column_letters(index), header, None if personal else field, personal))
    return tuple(columns)


def _data_rows(
    chosen: _Candidate, columns: Sequence[RosterColumn]
) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], list[str]]:
    """The data rows with their numbers, and what is told of the rows left out."""
    at = {column.field: column.index for column in columns if column.field}
    pick = itemgetter(*(at.get(field, -1) for field in _FIELDS))  # -1: the blank put at the end of every row
    header = pick([*chosen.rows[chosen.header], ""])
    serial = next((column.index for column in columns if folded(column.header) in _SERIAL), -1)
    personal = frozenset(column.index for column in columns if column.personal)
    rows: list[tuple[int, tuple[str, ...]]] = []
    told: list[str] = []
    for number, row in enumerate(chosen.rows[chosen.header + 1 :], chosen.header + 2):
        cells = pick([*row, ""])
        branch = cells[_BRANCH]
        odd = is_total(branch) or is_total(row[0]) or branch == header[_BRANCH] or branch.strip("()（） ").isdigit()
        ordinary = branch and cells[_ORGANIZATION] and not odd
        what = None if ordinary else _left_out(chosen.sheet.rows[number - 1], cells, header, serial, personal)
        if what is None:
            rows.append((number, cells))
        elif what:
            told.append(f"第 {number} 行{what}，没有当作数据。")
    return tuple(rows), told


def _left_out(
    row: Sequence[str], cells: tuple[str, ...], header: tuple[str, ...], serial: int, personal: frozenset[int]
) -> str | None:
    """Why an unusual row is no data row; "" for a blank one, None for one that is data all the same.

    ``row`` is the row itself, before merged cells were filled: an empty line in a merged block says nothing.
    """
    cleaned = ("" if index in personal else cell.strip() for index, cell in enumerate(row))
    said = [cell for index, cell in enumerate(cleaned) if cell and not (index == serial and cell.isdigit())]
    if not said:
        return ""
    if cells[_BRANCH] and cells[_BRANCH] == header[_BRANCH]:
        return "是重复的表头"
    if any(is_total(cell) for cell in (row[0], *said[:2])):
        return "是合计"
    if len(said) >= 3 and all(cell.strip("()（）").isdigit() for cell in said) and _counts_up(said):
        return "是栏目编号"
    branch, organization = cells[_BRANCH].strip(), cells[_ORGANIZATION].strip()
    if not (branch and organization) and len(said) <= 4 and is_note(said[0]):
        return f"是表下的说明（{excerpt(said[0])}）"
    if not branch and len(said) == 1:
        return f"只有“{excerpt(said[0])}”"
    return None


def excerpt(text: str) -> str:
    return f"{text[:12]}…" if len(text) > 12 else text


def _counts_up(said: Sequence[str]) -> bool:
    numbers = [int(cell.strip("()（）")) for cell in said]
    return all(before < after for before, after in pairwise(numbers))


def told_sheets(sheets: Sequence[Sheet], chosen: Sheet) -> list[str]:
    told = [f"工作表“{chosen.name}”在 WPS 里被隐藏。"] if chosen.hidden else []
    if others := "、".join(f"“{found.name}”" for found in sheets if found is not chosen):
        told.append(f"只读工作表“{chosen.name}”，没有读{others}。")
    return told


def _told_columns(columns: Sequence[RosterColumn]) -> list[str]:
    told = [f"{column.letters} 列“{column.header}”是个人信息，没有读入。" for column in columns if column.personal]
    spare = [c for c in columns if c.header and not c.field and not c.personal and folded(c.header) not in _HARMLESS]
    if spare:
        told.append("没有用到的列：" + "、".join(f"{c.letters} 列“{c.header}”" for c in spare) + "。")
    return told


def _told_hidden(chosen: _Candidate) -> list[str]:
    hidden = sorted(number for number in chosen.sheet.hidden_rows if number > chosen.header + 1)
    if not hidden:
        return []
    numbers = "、".join(str(number) for number in hidden[:10]) + ("等" if len(hidden) > 10 else "")
    return [f"第 {numbers} 行在 WPS 里被隐藏，照常读入。"]
