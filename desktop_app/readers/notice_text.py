"""The text of a notice from a file: .txt in any Chinese encoding, or .docx with its paragraphs and tables in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from desktop_app.readers.body_text import body_text
from desktop_app.readers.guarded_zip import GuardedZip, open_parts
from desktop_app.rules.errors import RuleBroken

_WORD_SUFFIXES: Final = frozenset({".docx", ".docm", ".dotx", ".doc", ".wps"})
_MAIN_PART: Final = re.compile(r"word/document[0-9]*\.xml")  # Word on the web calls it document2.xml
_MARKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED: Final = frozenset({"pPr", "rPr", "del", "moveFrom", "txbxContent", "Fallback", "instrText", "rt"})


def notice_text(path: Path) -> str:
    """The notice's text, line by line; the cells of a table's row stand on one line, a tab between them.

    RuleBroken, with the way out, for a file that is neither .txt nor .docx, an old .doc, a PDF, an encrypted, damaged
    or empty one, and beyond the limits of `guarded_zip`.
    """
    suffix = path.suffix.lower()
    if suffix == ".txt":
        text = "\n".join(body_text(path).paragraphs)
    elif suffix in _WORD_SUFFIXES:
        with open_parts(path, kind="docx") as parts:
            text = _document_text(parts, path.name)
    else:
        raise RuleBroken(
            f"不能从“{path.name}”读取通知：只认 .txt 和 .docx 文件。",
            "请在 WPS 或 Word 里打开后另存为 .docx；PDF 和网页可以全选复制，把文字粘贴进来。",
        )
    if not text.strip():
        raise RuleBroken(
            f"文件“{path.name}”里没有文字。", "如果通知是扫描件或图片，请向发文部门要文字版，或把内容录入后粘贴进来。"
        )
    return text


def _document_text(parts: GuardedZip, file_name: str) -> str:
    main = next((name for name in parts.names if _MAIN_PART.fullmatch(name)), "word/document.xml")
    try:
        return "\n".join(_lines(parts.xml(main)))
    except RecursionError as error:
        raise RuleBroken(
            f"文档“{file_name}”的表格层层嵌套，无法读取。", "请在 WPS 或 Word 里复制全文，把文字粘贴进来。"
        ) from error


def _lines(element: Element) -> Iterator[str]:
    """The paragraphs and table rows under an element, in the order of the document."""
    for child in element:
        tag = _local(child)
        if tag == "p":
            yield _paragraph(child)
        elif tag == "tr":
            yield "\t".join("\n".join(_lines(cell)).strip() for cell in _cells(child))
        elif tag not in _SKIPPED:
            yield from _lines(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        tag = _local(child)
        if tag == "tc":
            yield child
        elif tag not in _SKIPPED:  # a content control around cells
            yield from _cells(child)


def _paragraph(element: Element) -> str:
    pieces = []
    for child in element:
        tag = _local(child)
        if tag == "t":
            pieces.append(child.text or "")
        elif tag in _MARKS:
            pieces.append(_MARKS[tag])
        elif tag not in _SKIPPED and not _hidden(child):
            pieces.append(_paragraph(child))
    return "".join(pieces)


def _hidden(run: Element) -> bool:
    return any(_local(node) == "vanish" for properties in run if _local(properties) == "rPr" for node in properties)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
