"""A .docx in the order of its page: paragraphs and tables, every merged cell once (ECMA-376 part 1, WordprocessingML).

Read with zipfile and ElementTree: a thirteenth of python-docx's time, which also repeats a merged cell for every column
it covers. Deleted text and what moved away are left out; text boxes follow the paragraph they hang on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from desktop_app.readers.guarded_zip import GuardedZip, open_content, open_parts
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.forms import Block, Cell, Grid, Page, PageText

_MAIN_PART: Final = re.compile(r"word/document[0-9]*\.xml")  # Word on the web calls it document2.xml
_STYLES: Final = "word/styles.xml"
_STYLE_USED: Final = re.compile(rb"""<w:pStyle\s+w:val=["']([^"'<>]{1,80})["']""")
_STYLE_NAME: Final = re.compile(rb"""<w:name\s+w:val=["']([^"'<>]{1,80})["']""")
_HEADING: Final = re.compile(r"heading ?[1-9]|标题 ?[1-9]", re.IGNORECASE)
_NAMED_WITHIN: Final = 600  # bytes behind a style's id in which its name stands
# What is looked for first as plain bytes: few documents have any of it, and the quick way then suffices.
_MOVED, _BOXED = (b"moveFrom", b"Fallback"), b"txbxContent"
_MOST_CELLS: Final = 20_000
_MOST_BLOCKS: Final = 50_000
_LINE_MARKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WRAPPERS: Final = (
    "sdt",
    "sdtContent",
    "customXml",
    "ins",
    "smartTag",
    "hyperlink",
    "fldSimple",
    "moveTo",
    "dir",
    "bdo",
)


def read_page(path: Path) -> Page:
    """The whole document. RuleBroken for what `guarded_zip` refuses, and for a document beyond any form's size."""
    with open_parts(path, kind="docx") as parts:
        return page_of(parts, path.name)


def page_of_content(content: bytes, file_name: str) -> Page:
    """As `read_page`, for a file that lay in a mail or in an archive."""
    with open_content(content, file_name, kind="docx") as parts:
        return page_of(parts, file_name)


def page_of(parts: GuardedZip, file_name: str) -> Page:
    """As `read_page`, from a container that is open already."""
    main = next((name for name in parts.names if _MAIN_PART.fullmatch(name)), "word/document.xml")
    content = parts.read(main)
    root = parts.parsed(main, content)
    if b"altChunk" in content:
        raise RuleBroken(
            f"文档“{file_name}”里嵌入了另一份文件，其中的文字读不到。",
            "请在 WPS 或 Word 里打开，另存为 .docx，再重新选择。",
        )
    flow = _Flow(root.tag.partition("}")[0] + "}", _heading_styles(parts, content))
    if any(mark in content for mark in _MOVED):
        flow.drop_moved(root)
    blocks = flow.blocks(root, boxed=_BOXED in content)
    if len(blocks) > _MOST_BLOCKS or flow.cells > _MOST_CELLS:
        raise RuleBroken(
            f"文档“{file_name}”有 {len(blocks)} 段、{flow.cells} 个单元格，不像申报书。", "请确认选对了文件。"
        )
    return Page(tuple(blocks))


def _heading_styles(parts: GuardedZip, content: bytes) -> frozenset[str]:
    """The ids of the heading styles among those used; WPS and Word in Chinese number them, and the name tells."""
    used = {style.decode("utf-8", "replace") for style in _STYLE_USED.findall(content)}
    found = {style for style in used if _HEADING.match(style)}
    styles = parts.read(_STYLES) if used - found and _STYLES in parts else b""
    for style in used - found:
        at = styles.find(f'w:styleId="{style}"'.encode())
        name = _STYLE_NAME.search(styles, at, at + _NAMED_WITHIN) if at >= 0 else None
        if name and _HEADING.match(name[1].decode("utf-8", "replace")):
            found.add(style)
    return frozenset(found)


class _Flow:
    """Reads one document. ``space`` is the namespace's prefix of its tags: strict and transitional ones differ."""

    def __init__(self, space: str, headings: frozenset[str]) -> None:
        self._headings = headings
        self._marks = {space + name: mark for name, mark in _LINE_MARKS.items()}
        self._wrappers = frozenset(space + name for name in _WRAPPERS)
        self._p, self._r, self._t, self._tbl = (space + name for name in ("p", "r", "t", "tbl"))
        self._tr, self._tc, self._val = space + "tr", space + "tc", space + "val"
        self._space = space
        self._boxes = False
        self.cells = 0

    def drop_moved(self, root: Element) -> None:
        """What was moved away with changes tracked, and what older programs are shown in place of a drawing."""
        gone = {f"{self._space}moveFrom"}
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag in gone or child.tag.endswith("}Fallback"):
                    parent.remove(child)

    def blocks(self, root: Element, *, boxed: bool) -> list[Block]:
        self._boxes = boxed
        found: list[Block] = []
        waiting = [iter(root)]
        while waiting:
            for element in waiting[-1]:
                if element.tag == self._p:
                    self._put(found, element)
                elif element.tag == self._tbl:
                    found.append(self._grid(element))
                elif element.tag != self._space + "sectPr":
                    waiting.append(iter(element))
                    break
            else:
                waiting.pop()
        return found

    def _put(self, found: list[Block], paragraph: Element) -> None:
        text = self._text(paragraph)
        if text.strip():
            found.append(PageText(text, self._is_heading(paragraph)))
        if self._boxes:
            found.extend(PageText(inner) for inner in self._boxed(paragraph) if inner.strip())

    def _boxed(self, paragraph: Element) -> Iterator[str]:
        for box in paragraph.iter(self._space + "txbxContent"):
            for inner in box.iter(self._p):
                yield self._text(inner)

    def _is_heading(self, paragraph: Element) -> bool:
        if not self._headings or not len(paragraph):
            return False
        style = paragraph[0].find(self._space + "pStyle")
        return style is not None and style.get(self._val) in self._headings

    def _text(self, paragraph: Element) -> str:
        """A paragraph's own text: its runs, those within links, controls and insertions too, boxes left out."""
        pieces: list[str] = []
        runs = [paragraph]
        while runs:
            at = runs.pop()
            if at.tag == self._r:
                for piece in at:
                    if piece.tag == self._t:
                        pieces.append(piece.text or "")
                    elif piece.tag in self._marks:
                        pieces.append(self._marks[piece.tag])
            elif at is paragraph or at.tag in self._wrappers:
                runs.extend(reversed(at))
        return "".join(pieces)

    def _grid(self, table: Element) -> Grid:
        cells: list[Cell] = []
        above: dict[int, int] = {}  # by column, the cell a vertical merge goes on with
        for row, tr in enumerate(self._inner(table, self._tr)):
            column = self._number(tr, "trPr", "gridBefore", 0)
            for tc in self._inner(tr, self._tc):
                width = self._number(tc, "tcPr", "gridSpan", 1)
                if self._goes_on(tc, "vMerge"):
                    if column in above:
                        cells[above[column]] = _taller(cells[above[column]])
                elif not self._goes_on(tc, "hMerge"):
                    above[column] = len(cells)
                    cells.append(Cell(row, column, self._paragraphs(tc), width))
                column += width
        self.cells += len(cells)
        return Grid(tuple(cells))

    def _paragraphs(self, cell: Element) -> tuple[str, ...]:
        """The texts of a cell, those of tables within it in their order."""
        texts = (self._text(paragraph) for paragraph in cell.iter(self._p))
        return tuple(text for text in texts if text.strip())

    def _inner(self, parent: Element, wanted: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, those within content controls too."""
        waiting = [iter(parent)]
        while waiting:
            for element in waiting[-1]:
                if element.tag == wanted:
                    yield element
                elif element.tag in self._wrappers:
                    waiting.append(iter(element))
                    break
            else:
                waiting.pop()

    def _number(self, element: Element, properties: str, name: str, otherwise: int) -> int:
        found = element.find(f"{self._space}{properties}/{self._space}{name}")
        text = "" if found is None else found.get(self._val, "")
        return min(int(text), 1000) if text.isascii() and text.isdigit() else otherwise

    def _goes_on(self, cell: Element, name: str) -> bool:
        """Whether a cell is only the continuation of the merged one above it or to its left (17.4.84)."""
        found = cell.find(f"{self._space}tcPr/{self._space}{name}")
        return found is not None and found.get(self._val, "continue") == "continue"


def _taller(cell: Cell) -> Cell:
    return Cell(cell.row, cell.column, cell.paragraphs, cell.width, cell.height + 1)
