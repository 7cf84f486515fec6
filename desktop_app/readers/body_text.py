"""The body text of a .txt or .docx: what 字数 counts, and apart from it what does not count.

.txt: all of it. .docx (ECMA-376 part 1, WordprocessingML): the body's paragraphs and headings, inserted text included;
the title, contents, tables, captions, text boxes, notes, headers, footers, comments, hidden and deleted text apart.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from desktop_app.readers.guard import admitted
from desktop_app.readers.guarded_zip import GuardedZip, open_parts
from desktop_app.readers.plain_text import decode_text
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.wordcount import case_parts
from desktop_app.shapes.texts import Aside, BodyText

TITLE: Final = "标题"
TABLE: Final = "表格"
TEXT_BOX: Final = "文本框"
DELETED: Final = "已删除"
HIDDEN: Final = "隐藏文字"
CONTENTS: Final = "目录"
HEADING: Final = "heading"  # a style's kind: it stays in the body
# Built-in style names are English in every language's Word; a style made by hand may bear the Chinese word.
_STYLES_APART: Final = {
    "title": TITLE,
    "subtitle": TITLE,
    "标题": TITLE,
    "副标题": TITLE,
    "caption": "题注",
    "题注": "题注",
}
_PARTS_APART: Final = (
    ("footnotes", "脚注"),
    ("endnotes", "尾注"),
    ("header", "页眉"),
    ("footer", "页脚"),
    ("comments", "批注"),
)
_MARKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SEPARATE: Final = {  # elements whose text is no body text, wherever they stand
    "del": DELETED,
    "moveFrom": DELETED,
    "txbxContent": TEXT_BOX,
    "tbl": TABLE,
}
_SKIPPED: Final = frozenset({"pPr", "rPr", "sdtPr", "sectPr", "rt", "Fallback", "instrText", "delInstrText"})


def body_text(path: Path) -> BodyText:
    """Read a file. RuleBroken when it is neither .txt nor .docx, is an old .doc, encrypted, too large or damaged."""
    suffix = path.suffix.lower()
    if suffix == ".txt":
        return _plain(path)
    if suffix in (".docx", ".docm", ".doc", ".wps"):
        with open_parts(path, kind="docx") as parts:
            return _document(parts, path.name)
    raise RuleBroken(
        f"不能读取“{path.name}”：只认 .txt 和 .docx 文件。", "请用原来的软件打开，另存为 .docx，再重新选择。"
    )


def _plain(path: Path) -> BodyText:
    admitted(path, smaller="请只保留正文，另存后重新选择。", may_be_empty=True)
    text, encoding = decode_text(path.read_bytes(), path.name)
    return BodyText(tuple(text.split("\n")), encoding=encoding)


def _document(parts: GuardedZip, file_name: str) -> BodyText:
    main = _main_part(parts)
    folder = posixpath.dirname(main)
    body = parts.xml(main)
    if any(_local(element) == "altChunk" for element in body.iter()):
        raise RuleBroken(
            f"文档“{file_name}”里嵌入了另一份文件，其中的文字读不到。",
            "请在 WPS 或 Word 里打开，另存为 .docx，再重新选择。",
        )
    reader = _BodyReader(_styles_apart(parts, posixpath.join(folder, "styles.xml")))
    reader.read(body)
    for name in parts.names:
        for start, what in _PARTS_APART:
            if posixpath.dirname(name) == folder and posixpath.basename(name).startswith(start):
                reader.put_apart(what, _pieces(parts.xml(name), what))
    return BodyText(tuple(reader.paragraphs), tuple(reader.apart))


def _main_part(parts: GuardedZip) -> str:
    """The part that the package names as its document; WPS and Word call it word/document.xml."""
    for relationship in parts.xml("_rels/.rels"):
        if relationship.get("Type", "").endswith("/officeDocument"):
            return relationship.get("Target", "").lstrip("/").lower()
    return "word/document.xml"


def _styles_apart(parts: GuardedZip, name: str) -> dict[str, str]:
    """Style id → what its paragraphs are: one of the kinds apart, HEADING, or "" for text."""
    if name not in parts:
        return {}
    names: dict[str, str] = {}
    based_on: dict[str, str] = {}
    for style in parts.xml(name):
        style_id = _attribute(style, "styleId")
        for child in style:
            if _local(child) == "name":
                names[style_id] = _attribute(child, "val").strip().lower()
            elif _local(child) == "basedOn":
                based_on[style_id] = _attribute(child, "val")
    return {style_id: _style_kind(style_id, names, based_on) for style_id in names}


def _style_kind(style_id: str, names: dict[str, str], based_on: dict[str, str]) -> str:
    seen: set[str] = set()
    while style_id in names and style_id not in seen:
        seen.add(style_id)
        style = names[style_id]
        if style.startswith("heading"):
            return HEADING
        if style.startswith("toc"):
            return CONTENTS
        if style in _STYLES_APART:
            return _STYLES_APART[style]
        style_id = based_on.get(style_id, "")
    return ""


class _BodyReader:
    """Gathers the paragraphs of a document's body, and apart what is none of it."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.paragraphs: list[str] = []
        self.apart: list[Aside] = []
        self._styles = styles
        self._headed = False
        self._carried = ""  # text of a paragraph whose end was deleted: it runs on into the next

    def read(self, root: Element) -> None:
        waiting = [root]
        while waiting:
            element = waiting.pop()
            tag = _local(element)
            if tag == "p":
                self._paragraph(element)
            elif tag in _SEPARATE or _is_contents(element):
                what = _SEPARATE.get(tag, CONTENTS)
                self.put_apart(what, _pieces(element, what))
            elif tag not in _SKIPPED:
                waiting.extend(reversed(element))
        if self._carried:
            self.paragraphs.append(self._carried)

    def put_apart(self, what: str, pieces: Iterable[tuple[str, str]]) -> None:
        text = "".join(piece for _, piece in pieces).strip("\n")
        if text.strip():
            self.apart.append(Aside(what, text))

    def _paragraph(self, paragraph: Element) -> None:
        properties = _child(paragraph, "pPr")
        pieces = list(_pieces(paragraph, ""))
        text = self._carried + "".join(piece for what, piece in pieces if not what)
        for what, group in groupby((piece for piece in pieces if piece[0]), key=itemgetter(0)):
            self.put_apart(what, group)
        if _ends_deleted(properties):
            self._carried = text
            return
        self._carried = ""
        kind = self._kind(properties, text)
        if kind:
            self.put_apart(kind, [(kind, text)])
        else:
            self.paragraphs.append(text)

    def _kind(self, properties: Element | None, text: str) -> str:
        """What a paragraph is by its style. A title stands before the first heading; later, its style is decoration."""
        style = None if properties is None else _child(properties, "pStyle")
        style_id = "" if style is None else _attribute(style, "val")
        kind = self._styles.get(style_id, _STYLES_APART.get(style_id.lower(), ""))
        if kind == HEADING or case_parts([text]):
            self._headed = True
            return ""
        return "" if kind == TITLE and self._headed else kind


def _pieces(element: Element, what: str) -> Iterator[tuple[str, str]]:
    """All text under an element as (what it is, text); "" is body text. The outermost thing apart names the rest."""
    waiting: list[tuple[Element | None, str]] = [(element, what)]
    while waiting:
        current, what = waiting.pop()
        if current is None:
            yield what, "\n"
            continue
        tag = _local(current)
        if tag in _SKIPPED:
            continue
        if not what:
            what = _SEPARATE.get(tag, "") or (HIDDEN if _is_hidden(current) else "")
        if tag == "t" or (tag == "delText" and what == DELETED):
            yield what, current.text or ""
        elif tag in _MARKS:
            yield what, _MARKS[tag]
        elif tag == "sym":
            yield what, _symbol(current)
        else:
            if tag == "p" and what:
                waiting.append((None, what))
            waiting.extend((child, what) for child in reversed(current))


def _is_contents(element: Element) -> bool:
    """A block that Word keeps as a table of contents (17.5.2.12, docPartGallery)."""
    if _local(element) != "sdt":
        return False
    properties = _child(element, "sdtPr")
    return properties is not None and any(
        _local(node) == "docPartGallery" and _attribute(node, "val") == "Table of Contents"
        for node in properties.iter()
    )


def _is_hidden(element: Element) -> bool:
    properties = _child(element, "rPr") if _local(element) == "r" else None
    vanish = None if properties is None else _child(properties, "vanish")
    return vanish is not None and _attribute(vanish, "val") not in ("0", "false", "off")


def _ends_deleted(properties: Element | None) -> bool:
    """Whether the paragraph's mark was deleted with track changes on (17.13.5.15)."""
    marks = None if properties is None else _child(properties, "rPr")
    return marks is not None and _child(marks, "del") is not None


def _symbol(element: Element) -> str:
    code = _attribute(element, "char")
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _local(child) == name), None)


def _local(element: Element) -> str:
    """The name without its namespace, which strict and transitional documents write differently."""
    return element.tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
