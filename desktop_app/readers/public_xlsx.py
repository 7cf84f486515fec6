"""A workbook before it is posted: its cells as they are seen, and what is there and cannot be seen.

Source: ECMA-376 part 1 §18 (SpreadsheetML); x15ac:absPath is [MS-XLSX] 2.6. Read through the guarded container, and no
further than 20,000 rows of a sheet: what is posted is a list, not a store of data.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from desktop_app.readers.guarded_zip import GuardedZip, open_parts
from desktop_app.readers.office_package import attribute, local, package_findings, people
from desktop_app.readers.sheet_looks import Looks
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name
from desktop_app.shapes.inspection import FileRow, FileTable, Finding, PublicFile, Weight

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 20_000, 200, 50
MOST_TEXT: Final = 5_000_000  # characters of all cells
MOST_BYTES: Final = 10 * 1024 * 1024  # of one sheet unpacked: a list of 20,000 rows is no longer
MOST_TOLD: Final = 3  # cells of one kind named one by one
_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STATES: Final = {"hidden": "隐藏的", "veryhidden": "深度隐藏的，右键菜单里也看不到"}
_BUILT_IN: Final = "_xlnm."  # print titles, print area, the range of a filter
_CODES: Final = re.compile(r'&(?:"[^"]*"|[LCRPNDTBIUESXYAGKFZ]|\d+|&)')
_PAGE_WORDS: Final = re.compile(r"[第共页\s\d/—-]")
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_INNER: Final = str.maketrans("“”", "‘’")  # marks within marks
_UNHIDE: Final = "请取消隐藏，看过以后删去不公布的，再公布。"


def read_public_xlsx(path: Path) -> PublicFile:
    """What a workbook holds. RuleBroken for a file that is none, is damaged, or larger than a list."""
    with open_parts(path, kind="xlsx") as parts:
        return _Book(parts, shown_name(path.name)).read()


class _Book:
    def __init__(self, parts: GuardedZip, name: str) -> None:
        self._parts, self._name = parts, name
        self._findings: list[Finding] = []
        self._tables: list[FileTable] = []
        self._strings = _strings(parts)
        self._characters = 0
        self._looks = Looks(parts)

    def read(self) -> PublicFile:
        book = self._parts.xml(_BOOK)
        for each in self._sheets(book):
            self._sheet(*each)
        if not self._tables:
            raise RuleBroken(f"文件“{self._name}”里没有工作表。", "请确认选对了文件，再检查。")
        self._findings += _of_book(book, self._parts)
        self._findings += package_findings(self._parts)
        self._findings += self._comments()
        told = tuple(people(self._parts))
        return PublicFile(self._name, tuple(self._findings), tuple(self._tables), (), told)

    def _sheets(self, book: Element) -> Iterator[tuple[str, str, str]]:
        """Name, state and part of every worksheet."""
        targets = {
            each.get("Id", ""): posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))
            for each in (
                self._parts.xml("xl/_rels/workbook.xml.rels") if "xl/_rels/workbook.xml.rels" in self._parts else ()
            )
        }
        sheets = [each for each in book.iter() if local(each) == "sheet"]
        if len(sheets) > MOST_SHEETS:
            raise self._too_large(f"有 {len(sheets)} 张工作表")
        for each in sheets:
            part = targets.get(attribute(each, "id"), "")
            if part and part in self._parts and "worksheets" in part:
                yield each.get("name", ""), each.get("state", "").lower(), part

    def _sheet(self, name: str, state: str, part: str) -> None:
        where = f"工作表“{name.translate(_INNER)}”"
        if state in _STATES:
            self._findings.append(Finding(f"这张工作表是{_STATES[state]}。", where, _UNHIDE))
        content = self._parts.read(part)
        if len(content) > MOST_BYTES:
            raise self._too_large(f"的{where}太大")
        root = self._parts.parsed(part, content)
        sections = {local(each): each for each in root}
        rows: list[FileRow] = []
        unseen: dict[str, list[str]] = {}
        for number, cells, hidden in self._rows(sections.get("sheetData"), where):
            rows.append(FileRow(number, cells))
            for at, why in hidden.items():
                unseen.setdefault(why, []).append(f"{_letters(at)}{number}")
        self._tables.append(FileTable(where, tuple(rows)))
        self._findings += _hidden_rows(sections, where, {row.number for row in rows})
        self._findings += _hidden_columns(sections.get("cols"), where, rows)
        self._findings += [_unseen(why, places, where) for why, places in unseen.items()]
        said = {cell for row in rows for cell in row.cells} | {name}
        self._findings += _margins(sections.get("headerFooter"), where, said)

    def _rows(self, data: Element | None, where: str) -> Iterator[tuple[int, tuple[str, ...], Mapping[int, str]]]:
        """Number and cells of every row that holds something, and which of them cannot be seen and why."""
        last = 0
        for row in data if data is not None else ():
            last = self._number(row.get("r"), last)
            cells: dict[int, str] = {}
            hidden: dict[int, str] = {}
            at = -1
            for cell in row:
                at = self._column(cell.get("r"), at + 1)
                text = self._text(cell)
                if not text:
                    continue
                if at >= MOST_COLUMNS or last > MOST_ROWS:
                    raise self._too_large(f"的{where}里，{_letters(at)}{last} 有内容，远在名单以外")
                cells[at] = text
                if why := self._looks.hides(cell.get("s")):
                    hidden[at] = why
            if cells:
                yield last, tuple(cells.get(number, "") for number in range(max(cells) + 1)), hidden

    def _number(self, said: str | None, last: int) -> int:
        """The number of a row; one without follows the one before."""
        if said is None:
            return last + 1
        if not (said.isascii() and said.isdigit() and len(said) < 8):
            raise self._damaged(f"行号“{said[:20]}”")
        return int(said)

    def _column(self, reference: str | None, otherwise: int) -> int:
        """The column of a cell from 0; one without a reference follows the one before."""
        if reference is None:
            return otherwise
        found = _CELL.fullmatch(reference)
        if not found:
            raise self._damaged(f"单元格“{reference[:20]}”")
        number = 0
        for letter in found[1]:
            number = number * 26 + ord(letter) - 64
        return number - 1

    def _text(self, cell: Element) -> str:
        kind = cell.get("t", "")
        value = _joined(cell).strip() if kind == "inlineStr" else ""
        value = value or next((each.text or "" for each in cell if local(each) == "v"), "").strip()
        if kind == "s":
            value = self._strings[int(value)].strip() if value.isdecimal() and int(value) < len(self._strings) else ""
        self._characters += len(value)
        if self._characters > MOST_TEXT:
            raise self._too_large("里的文字太长")
        return value

    def _comments(self) -> Iterator[Finding]:
        for name in self._parts.names:
            if not re.fullmatch(r"xl/(?:comments\d*|threadedcomments/.*|comments/.*)\.xml", name):
                continue
            for each in self._parts.xml(name).iter():
                if local(each) in ("comment", "threadedComment"):
                    text = _joined(each).strip()
                    words = f"单元格 {each.get('ref', '')} 有批注：{text[:60]}" if text else "有批注"
                    yield Finding(f"{words}。", "", "请在“审阅”里删除批注。")

    def _damaged(self, what: str) -> RuleBroken:
        todo = "请在 WPS 里打开，另存一份后再检查。"
        return RuleBroken(f"文件“{self._name}”已损坏：{what}不合规定。", todo)

    def _too_large(self, how: str) -> RuleBroken:
        return RuleBroken(f"文件“{self._name}”{how}，不像一份要公布的名单。", "请只保留要公布的内容，另存后再检查。")


def _strings(parts: GuardedZip) -> list[str]:
    if "xl/sharedstrings.xml" not in parts:
        return []
    return [_joined(each) for each in parts.xml("xl/sharedStrings.xml") if local(each) == "si"]


def _joined(element: Element) -> str:
    """The text of a cell or comment, phonetic hints apart."""
    said, waiting = [], [element]
    while waiting:
        each = waiting.pop()
        if local(each) in ("t", "text") and each.text:
            said.append(each.text)
        if local(each) != "rPh":
            waiting += reversed(each)
    return "".join(said)


def _of_book(book: Element, parts: GuardedZip) -> Iterator[Finding]:
    """What the workbook itself carries: names, links to other workbooks, where it was last saved, caches."""
    names = [each.get("name", "") for each in book.iter() if local(each) == "definedName"]
    own = [name for name in names if name and not name.startswith(_BUILT_IN)]
    if own:
        words = f"定义了 {len(own)} 个名称：{'、'.join(own[:8])}。"
        yield Finding(words, "", "请在“公式 → 名称管理器”里删去。", Weight.LOOK)
    if any(name.startswith("xl/externallinks/") and name.endswith(".xml") for name in parts.names):
        yield Finding("有指向别的工作簿的链接，里面存着对方的数据。", "", "请在“数据 → 编辑链接”里断开。")
    if any(name.startswith("xl/pivotcache/") for name in parts.names):
        yield Finding("有数据透视表，里面存着全部原始数据。", "", "请把它粘贴为数值，删去透视表。")
    if any(name in ("xl/connections.xml", "xl/model/item.data") for name in parts.names):
        yield Finding("有到数据源的连接。", "", "请在“数据 → 连接”里删去。")
    for each in book.iter():
        if local(each) == "absPath" and each.get("url"):
            words = f"记着保存它的文件夹：{each.get('url', '')[:80]}。"
            yield Finding(words, "", "公布 PDF 就不带它；公布工作簿的，请用 WPS 另存一次。", Weight.LOOK)


def _hidden_rows(sections: Mapping[str, Element], where: str, filled: set[int]) -> Iterator[Finding]:
    data, rule = sections.get("sheetData"), sections.get("autoFilter")
    hidden: list[int] = []
    last = 0
    for row in data if data is not None else ():
        last = int(row.get("r", last + 1))
        if last in filled and (_true(row.get("hidden")) or row.get("ht") in ("0", "0.0")):
            hidden.append(last)
    filtered = rule is not None and any(local(each) == "filterColumn" for each in rule)
    if hidden and filtered:
        yield Finding(f"自动筛选藏起了 {len(hidden)} 行：第 {_spans(hidden)} 行。", where, "请清除筛选，看过再公布。")
    elif hidden:
        yield Finding(f"隐藏着 {len(hidden)} 行：第 {_spans(hidden)} 行。", where, _UNHIDE)
    elif filtered:
        yield Finding("开着自动筛选，换一台电脑打开可能少几行。", where, "请清除筛选。")


def _hidden_columns(columns: Element | None, where: str, rows: Sequence[FileRow]) -> Iterator[Finding]:
    filled = {at for row in rows for at, text in enumerate(row.cells) if text}
    for each in columns if columns is not None else ():
        first, last = (int(said) if (said := each.get(end, "")).isdigit() else 0 for end in ("min", "max"))
        if _true(each.get("hidden")) or each.get("width") in ("0", "0.0"):
            inside = [at for at in sorted(filled) if first <= at + 1 <= last]
            if inside:
                named = "、".join(_letters(at) for at in inside[:8])
                yield Finding(f"隐藏着 {len(inside)} 列：{named} 列。", where, _UNHIDE)


def _unseen(why: str, places: Sequence[str], where: str) -> Finding:
    more = f" 等 {len(places)} 个单元格" if len(places) > MOST_TOLD else ""
    return Finding(
        f"{'、'.join(places[:MOST_TOLD])}{more} 里有看不见的内容：{why}。", where, "请改成看得见的，或删去。"
    )


def _margins(margins: Element | None, where: str, said: set[str]) -> Iterator[Finding]:
    """页眉页脚 that say more than the page and what stands on the sheet anyway."""
    for each in margins if margins is not None else ():
        text = each.text or ""
        if "&F" in text or "&Z" in text:
            yield Finding("页眉页脚会印出文件名或文件夹。", where, "请在“页面设置”里删去。", Weight.LOOK)
        for stretch in _CODES.sub("\n", text.replace("&&", "＆")).split("\n"):
            left = stretch.replace("＆", "&").strip()
            if _PAGE_WORDS.sub("", left) and not any(left in cell for cell in said):
                yield Finding(
                    f"页眉或页脚写着“{left[:60]}”。", where, "不宜公布的，请在“页面设置”里删去。", Weight.LOOK
                )


def _true(said: str | None) -> bool:
    return said in ("1", "true")


def _letters(at: int) -> str:
    letters, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _spans(numbers: Sequence[int]) -> str:
    """2—4、7: rows one after the other as one stretch."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    shown = "、".join("—".join(map(str, span)) for span in spans[:8])
    return f"{shown} 等" if len(spans) > 8 else shown
