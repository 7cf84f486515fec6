"""One guarded way to read .xlsx, .xls and .csv: sheets of text cells, numbered as WPS numbers them.

What the content is decides, not the suffix. Limits: file 20 MB, unpacked 200 MB, 2,000 parts, 20,000 rows, 200 columns;
a DOCTYPE is refused. Workbooks are parsed in a process of its own, with a clock and a bound on memory (`apart`).
Everything refused is a `RuleBroken` that names the file and what to do.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from struct import unpack
from typing import Any

from desktop_app.readers import workbook_cells
from desktop_app.readers.apart import Gone, run_apart
from desktop_app.readers.guard import admitted
from desktop_app.readers.guarded_zip import GuardedZip, open_parts
from desktop_app.readers.plain_text import decode_text
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes import shape

MAX_ROWS = 20_000
MAX_COLUMNS = 200

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_SAVE_AGAIN = "请在 WPS 里打开，另存为 .xlsx，再重新选择。"
_BEYOND = re.compile(
    # A cell with content right of column GR or below row 19,999; `_check_extent` looks closer at what this finds.
    rb'r="((?:[A-Z]{3,}|[H-Z][A-Z]|G[S-Z])\d+|[A-Z]+(?:[2-9]\d{4}|\d{6,}))"[^>/]*>'
)
_DIMENSIONS = re.compile(rb"\x00\x02\x0e\x00([\x00-\xff]{12}\x00\x00)", re.DOTALL)  # [MS-XLS] 2.4.90
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


@shape
class Merged:
    """A merged range; rows from 1 as WPS shows them, columns from 0; both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@shape
class Sheet:
    """A sheet as text. ``rows[0]`` is row 1; all are equally long. Dates are ISO, whole numbers without a point."""

    name: str
    rows: Sequence[Sequence[str]]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """All sheets with cells of a workbook or a table in text form, in the file's order. Raises RuleBroken."""
    start = _start_of(path)
    if start.startswith(b"PK"):
        return _read_xlsx(path)
    if start.startswith(_OLE):
        return _read_xls(path)
    return (_read_csv(path),)


def column_letters(index: int) -> str:
    """0 → A, 26 → AA: the letters WPS shows over a column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1


def _start_of(path: Path) -> bytes:
    return admitted(path, program=" WPS 或 Excel ", smaller="请删去其中的图片或多余的工作表后另存，再重新选择。")


# --- workbooks --------------------------------------------------------------------------------------------------------


@shape
class _Layout:
    merged: tuple[Merged, ...] = ()
    hidden_rows: frozenset[int] = frozenset()


def _read_xlsx(path: Path) -> tuple[Sheet, ...]:
    with open_parts(path, kind="xlsx") as parts:
        if "xl/workbook.bin" in parts:
            raise RuleBroken(f"文件“{path.name}”是二进制工作簿（.xlsb）。", _SAVE_AGAIN)
        layouts = {name: _layout(parts.read(part), path.name, name) for name, part in _sheet_parts(parts)}
        if "xl/sharedstrings.xml" in parts:
            _refuse_doctype(parts.read("xl/sharedStrings.xml"), path.name)
    return _read_workbook(path, layouts)


def _read_xls(path: Path) -> tuple[Sheet, ...]:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise RuleBroken(f"文件“{path.name}”设了打开密码。", "请在 WPS 里打开，取消密码后另存为 .xlsx，再重新选择。")
    if "WordDocument".encode("utf-16-le") in content:
        raise RuleBroken(
            f"文件“{path.name}”是旧版 Word 文档，不是表格。", "请选择表格文件；表格在文档里的，请复制到 WPS 表格另存。"
        )
    for found in _DIMENSIONS.finditer(content):
        _, rows, _, columns, _ = unpack("<IIHHH", found[1])
        if MAX_ROWS * MAX_COLUMNS < rows * columns <= 65_536 * 256:  # laid out densely: a gigabyte at the most
            _check_size(path.name, path.stem, rows, columns)
    return _read_workbook(path, None)


def _read_workbook(path: Path, layouts: dict[str, _Layout] | None) -> tuple[Sheet, ...]:
    """The cells from the parser's process; merged ranges from `layouts`, of an .xls from the parser too."""
    try:
        said = run_apart(workbook_cells, path, str(MAX_ROWS), str(MAX_COLUMNS), "1" if layouts is None else "")
    except Gone as error:
        raise _trouble(path.name, {"trouble": "damaged"}) from error
    if "trouble" in said:
        raise _trouble(path.name, said)
    return tuple(_sheet(each, layouts) for each in said["sheets"])


def _sheet(said: dict[str, Any], layouts: dict[str, _Layout] | None) -> Sheet:
    if layouts is None:
        merged = tuple(Merged(top + 1, left, bottom + 1, right) for top, left, bottom, right in said["merged"])
        return Sheet(said["name"], said["rows"], merged, said["hidden"])
    layout = layouts.get(said["name"], _Layout())
    return Sheet(said["name"], said["rows"], layout.merged, said["hidden"], layout.hidden_rows)


def _trouble(name: str, said: dict[str, Any]) -> RuleBroken:
    match said["trouble"]:
        case "password":
            return RuleBroken(f"文件“{name}”设了打开密码。", "请在 WPS 里打开，取消密码后另存为 .xlsx，再重新选择。")
        case "beyond":
            return _too_large(name, said["sheet"], said["rows"], said["columns"])
        case "long":
            return RuleBroken(f"文件“{name}”的单元格里文字太多，不像是手工填写的表格。", _SAVE_AGAIN)
        case _:
            return RuleBroken(f"文件“{name}”已损坏，或者不是表格。", _SAVE_AGAIN)


def _sheet_parts(parts: GuardedZip) -> Iterator[tuple[str, str]]:
    """Names of the sheets and the parts they are kept in (ECMA-376 part 1, 18.2.19)."""
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in parts.xml("xl/_rels/workbook.xml.rels")
        if relation.get("Type", "").endswith("/worksheet")
    }
    for sheet in parts.xml("xl/workbook.xml").iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            relation_id = next((value for name, value in sheet.items() if name.rpartition("}")[2] == "id"), None)
            if target := targets.get(relation_id):
                yield sheet.get("name", ""), target if target.startswith("/") else f"xl/{target}"


def _layout(xml: bytes, file_name: str, sheet: str) -> _Layout:
    """Merged ranges and hidden rows, taken from the XML itself: calamine parses a sheet anew for the former."""
    _refuse_doctype(xml, file_name)
    _check_extent(xml, file_name, sheet)
    merged = (
        Merged(int(top), _column_index(left), int(bottom), _column_index(right))
        for left, top, right, bottom in _MERGED.findall(xml, max(0, xml.rfind(b"</sheetData>")))
    )
    return _Layout(tuple(merged), frozenset(_hidden_rows(xml)))


def _hidden_rows(xml: bytes) -> Iterator[int]:
    for found in _HIDDEN.finditer(xml):
        tag = xml[xml.rfind(b"<", 0, found.start()) : found.start()] + xml[found.end() : xml.find(b">", found.end())]
        if number := _ROW_NUMBER.match(tag):
            yield int(number[1])


def _refuse_doctype(xml: bytes, file_name: str) -> None:
    if b"<!DOCTYPE" in xml[:2048] or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RuleBroken(
            f"文件“{file_name}”的内部部件含有 DOCTYPE 声明或不常见的编码，正常的表格不会有，为安全起见不予读取。",
            "请在 WPS 里打开，另存一份后再重新选择。",
        )


def _check_extent(xml: bytes, file_name: str, sheet: str) -> None:
    """Refuse before calamine lays out a dense grid: one cell at XFD1048576 would need 17 billion."""
    for found in _BEYOND.finditer(xml):
        reference = found[1]
        letters = reference.rstrip(b"0123456789")
        _check_size(file_name, sheet, int(reference[len(letters) :]), _column_index(letters) + 1)


def _check_size(file_name: str, sheet: str, rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise _too_large(file_name, sheet, rows, columns)


def _too_large(file_name: str, sheet: str, rows: int, columns: int) -> RuleBroken:
    todo = "请删去多余的行列（选中后面的空行空列，删除并保存），再重新选择。"
    if rows > MAX_ROWS:
        return RuleBroken(f"文件“{file_name}”的工作表“{sheet}”用到第 {rows} 行，上限是 {MAX_ROWS} 行。", todo)
    where = column_letters(columns - 1)
    return RuleBroken(f"文件“{file_name}”的工作表“{sheet}”用到 {where} 列，上限是 {MAX_COLUMNS} 列。", todo)


# --- tables in text form ----------------------------------------------------------------------------------------------

_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<table|<\?xml)", re.IGNORECASE)
_OTHERS = ((b"%PDF", "PDF 文件"), (b"Rar!", "RAR 压缩包"), (b"7z\xbc\xaf", "7z 压缩包"), (b"{\\rtf", "RTF 文档"),
           (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"))  # fmt: skip


def _read_csv(path: Path) -> Sheet:
    content = path.read_bytes()
    _refuse_foreign(path, content)
    try:
        text, _ = decode_text(content, path.name)
    except RuleBroken:
        raise RuleBroken(f"文件“{path.name}”不是文本表格，或者编码认不出来。", _SAVE_AGAIN) from None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise RuleBroken(f"文件“{path.name}”的引号不成对，分不出单元格。", _SAVE_AGAIN) from error
    width = max((len(row) for row in rows), default=0)
    _check_size(path.name, path.stem, len(rows), width)
    return Sheet(path.stem, [row + [""] * (width - len(row)) for row in rows])


def _refuse_foreign(path: Path, content: bytes) -> None:
    head = content[:512].removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(head):
        raise RuleBroken(f"文件“{path.name}”的内容是网页，不是表格。", _SAVE_AGAIN)
    for signature, kind in _OTHERS:
        if head.startswith(signature):
            raise RuleBroken(f"文件“{path.name}”的内容是{kind}，不是表格。", "请选择 .xlsx、.xls 或 .csv 文件。")
    if path.suffix.lower() in (".xlsx", ".xls", ".xlsm", ".et"):
        raise RuleBroken(
            f"文件“{path.name}”的后缀是 {path.suffix}，内容却不是工作簿，可能是改了名的文本表格或没有下载完整。",
            "是文本表格的，请把后缀改成 .csv；否则请在 WPS 里打开，另存为 .xlsx，再重新选择。",
        )


def _delimiter(text: str) -> str:
    """The one of comma, semicolon and tab that parts the first lines most often, in quotes not counted."""
    head = re.sub(r'"[^"]*"', "", text[:20_000])
    return max((",", "\t", ";"), key=head.count)
