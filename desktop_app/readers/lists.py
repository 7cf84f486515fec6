"""专家名册 and 申报汇总 as they come: the sheet and the header row that fit best, and the data rows below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from desktop_app.readers.roster import excerpt, filled_rows, is_note, is_total, told_sheets
from desktop_app.readers.sheets import Sheet, column_letters, read_sheets
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.list_headers import Headings
from desktop_app.rules.roster_header import is_personal
from desktop_app.rules.typed_values import folded
from desktop_app.shapes.list_import import ListTable

F = TypeVar("F", bound=StrEnum)

_SERIAL = frozenset(("序号", "编号", "no", "no."))


class _Candidate(NamedTuple):
    sheet: Sheet
    rows: Sequence[Sequence[str]]
    header: int  # index of the header row
    score: int


def read_list(path: Path, headings: Headings[F]) -> ListTable[F]:
    """Read a list of one kind. RuleBroken for a file that cannot be read, is empty or lacks a column it needs."""
    sheets = [found for found in read_sheets(path) if any(map(any, found.rows))]
    if not sheets:
        raise RuleBroken(f"文件“{path.name}”里没有内容。", "请确认选对了文件。")
    chosen = max((_candidate(sheet, headings) for sheet in sheets), key=lambda one: (not one.sheet.hidden, one.score))
    header = chosen.rows[chosen.header]
    columns = headings.fields_of(header)
    _check_columns(path, chosen, headings, columns)
    rows, left_out = _data_rows(chosen, columns, _serial(header))
    return ListTable(
        file=path.name,
        sheet=chosen.sheet.name,
        header_row=chosen.header + 1,
        headers={field: "".join(header[at].split()) for field, at in columns.items()},
        rows=rows,
        told=(*told_sheets(sheets, chosen.sheet), *_told_columns(header, columns), *left_out),
    )


def _candidate(sheet: Sheet, headings: Headings[F]) -> _Candidate:
    rows = filled_rows(sheet)
    return _Candidate(sheet, rows, *headings.likely_header(rows))


def _check_columns(path: Path, chosen: _Candidate, headings: Headings[F], columns: Mapping[F, int]) -> None:
    missing = [f"“{field}”" for field in headings.needed if field not in columns]
    if missing:
        raise RuleBroken(
            f"“{path.name}”的工作表“{chosen.sheet.name}”里没有找到{'、'.join(missing)}一列，不像是{headings.what}。",
            f"请确认选对了文件；表头应有：{'、'.join(headings.words)}。",
        )
    if foreign := headings.foreign_in(chosen.rows[chosen.header]):
        raise RuleBroken(
            f"“{path.name}”的工作表“{chosen.sheet.name}”里有{'、'.join(f'“{words}”' for words in foreign)}，"
            f"不是{headings.what}。",
            f"请确认选对了文件；{headings.what}的表头是：{'、'.join(headings.words)}。确是{headings.what}的，请删去那几列。",
        )


def _serial(header: Sequence[str]) -> int:
    return next((at for at, words in enumerate(header) if folded(words) in _SERIAL), -1)


def _data_rows(
    chosen: _Candidate, columns: Mapping[F, int], serial: int
) -> tuple[tuple[tuple[int, Mapping[F, str]], ...], list[str]]:
    """The data rows with their numbers, and what is told of the rows left out."""
    header = [chosen.rows[chosen.header][at] for at in columns.values()]
    rows: list[tuple[int, Mapping[F, str]]] = []
    told: list[str] = []
    for number, row in enumerate(chosen.rows[chosen.header + 1 :], chosen.header + 2):
        cells = {field: row[at].strip() for field, at in columns.items()}
        own = chosen.sheet.rows[number - 1]  # before merged cells were filled: what the line itself says
        said = [cell.strip() for at, cell in enumerate(own) if cell.strip() and not (at == serial and cell.isdigit())]
        if not said:
            continue
        if what := _left_out(said, [row[at] for at in columns.values()] == header):
            told.append(f"第 {number} 行{what}，没有当作数据。")
        else:
            rows.append((number, cells))
    if hidden := [number for number, _ in rows if number in chosen.sheet.hidden_rows]:
        shown = "、".join(map(str, hidden[:10])) + ("等" if len(hidden) > 10 else "")
        told.append(f"第 {shown} 行在 WPS 里被隐藏，照常读入。")
    return tuple(rows), told


def _left_out(said: Sequence[str], is_header: bool) -> str:
    """Why a row is no data row; "" for one that is."""
    if is_header:
        return "是重复的表头"
    if any(is_total(cell) for cell in said[:2]):
        return "是合计"
    if len(said) <= 2 and is_note(said[0]):
        return f"是表下的说明（{excerpt(said[0])}）"
    return ""


def _told_columns(header: Sequence[str], columns: Mapping[F, int]) -> list[str]:
    used = set(columns.values())
    told, spare = [], []
    for at, words in enumerate("".join(cell.split()) for cell in header):
        if is_personal(words):
            told.append(f"{column_letters(at)} 列“{words}”是个人信息，没有读入。")
        elif words and at not in used and folded(words) not in _SERIAL:
            spare.append(f"{column_letters(at)} 列“{words}”")
    return [*told, f"没有用到的列：{'、'.join(spare)}。"] if spare else told
