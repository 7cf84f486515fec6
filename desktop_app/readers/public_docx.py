"""A Word document before it is posted: its text and tables as they are seen, and what lies under them.

Source: ECMA-376 part 1 §17 (WordprocessingML): §17.13.5 revisions, §17.13.4 comments, §17.3.2.41 vanish, §17.15.1
settings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from desktop_app.readers.guarded_zip import GuardedZip, open_parts
from desktop_app.readers.office_package import attribute, local, package_findings, people
from desktop_app.readers.sheet_looks import FAINT, TINY, contrast
from desktop_app.rules.file_names import shown_name
from desktop_app.shapes.inspection import FileRow, FileTable, FileText, Finding, PublicFile, Weight

_BODY: Final = "word/document.xml"
_STORIES: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_STORY_WORDS: Final = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_REVISIONS: Final = {
    "ins": "插入", "del": "删除", "moveFrom": "移动", "moveTo": "移动", "rPrChange": "改格式", "pPrChange": "改格式",
    "tblPrChange": "改格式", "trPrChange": "改格式", "tcPrChange": "改格式", "sectPrChange": "改格式",
}  # fmt: skip
_GONE: Final = frozenset(("del", "moveFrom", "delText", "instrText"))  # not seen as text of the page
_PAGE_WORDS: Final = re.compile(r"[第共页\s\d/—-]")
_SHOWN: Final = 20  # characters of a hidden stretch in a sentence
_NOT_SEEN: Final = "请改成看得见的，或删去。"


def read_public_docx(path: Path) -> PublicFile:
    """What a document holds. RuleBroken for a file that is none or is damaged."""
    with open_parts(path, kind="docx") as parts:
        return _Document(parts, shown_name(path.name)).read()


class _Document:
    def __init__(self, parts: GuardedZip, name: str) -> None:
        self._parts, self._name = parts, name
        self._findings: list[Finding] = []
        self._tables: list[FileTable] = []
        self._texts: list[FileText] = []

    def read(self) -> PublicFile:
        for name in self._parts.names:
            if found := _STORIES.fullmatch(name):
                self._story(self._parts.xml(name), found[1])
        self._findings += _comments(self._parts)
        self._findings += _settings(self._parts)
        self._findings += package_findings(self._parts)
        told = tuple(people(self._parts))
        return PublicFile(self._name, tuple(self._findings), tuple(self._tables), tuple(self._texts), told)

    def _story(self, root: Element, story: str) -> None:
        where = _STORY_WORDS.get(story.rstrip("0123456789"), "")
        self._findings += _revisions(root, where)
        self._findings += _unseen(root, where)
        for number, table in enumerate((each for each in root.iter() if local(each) == "tbl" and not where), 1):
            self._tables.append(FileTable(f"第 {number} 个表格", tuple(_rows(table))))
        number = 0
        for paragraph, in_table, _ in _walked(root):
            if local(paragraph) != "p":
                continue
            number += 1
            text = _text(paragraph).strip()
            if not text or (in_table and not where):
                continue
            self._texts.append(FileText(where or f"第 {number} 段“{text[:12]}”", text))
            if where in ("页眉", "页脚") and _PAGE_WORDS.sub("", text):
                words = f"{where}写着“{text[:60]}”。"
                self._findings.append(Finding(words, where, "不宜公布的，请删去。", Weight.LOOK))


def _walked(root: Element) -> Iterator[tuple[Element, bool, bool]]:
    """Every element in its order, whether it stands in a table, and whether on a ground of its own."""
    waiting = [(root, False, False)]
    while waiting:
        each, in_table, shaded = waiting.pop()
        yield each, in_table, shaded
        in_table = in_table or local(each) == "tbl"
        shaded = shaded or (local(each) in ("tc", "p") and _is_shaded(each))
        waiting += [(inner, in_table, shaded) for inner in reversed(each)]


def _is_shaded(element: Element) -> bool:
    marks = (mark for part in element if local(part) in ("tcPr", "pPr") for mark in part if local(mark) == "shd")
    return any(attribute(mark, "fill").upper() not in ("", "AUTO", "FFFFFF") for mark in marks)


def _rows(table: Element) -> Iterator[FileRow]:
    """Its own rows; a table in a cell is told by itself."""
    number = 0
    for row in table:
        if local(row) == "tr":
            number += 1
            yield FileRow(number, tuple(_cell(cell) for cell in row if local(cell) == "tc"))


def _cell(cell: Element) -> str:
    """Its paragraphs, those in a content control too."""
    said, waiting = [], [cell]
    while waiting:
        each = waiting.pop()
        if local(each) == "p":
            said.append(_text(each))
        elif local(each) != "tbl":
            waiting += reversed(each)
    return "".join(said).strip()


def _text(paragraph: Element) -> str:
    """What is read on the page: without deleted text and the codes of fields."""
    said, waiting = [], [paragraph]
    while waiting:
        each = waiting.pop()
        name = local(each)
        if name == "t":
            said.append(each.text or "")
        elif name in ("tab", "br", "cr"):
            said.append(" ")
        if name not in _GONE and (name != "p" or each is paragraph):
            waiting += reversed(each)
    return "".join(said)


def _revisions(root: Element, where: str) -> Iterator[Finding]:
    found = Counter(_REVISIONS[local(each)] for each in root.iter() if local(each) in _REVISIONS)
    who = {attribute(each, "author") for each in root.iter() if local(each) in _REVISIONS} - {""}
    if found:
        counted = "、".join(f"{what} {number} 处" for what, number in found.items())
        by = f"（{'、'.join(sorted(who)[:4])}）" if who else ""
        yield Finding(f"留着修订记录{by}：{counted}。", where, "请在“审阅”里接受或拒绝全部修订。")


def _comments(parts: GuardedZip) -> Iterator[Finding]:
    if "word/comments.xml" not in parts:
        return
    for each in parts.xml("word/comments.xml"):
        if local(each) == "comment":
            text = "".join(part.text or "" for part in each.iter() if local(part) == "t").strip()
            by = attribute(each, "author")
            yield Finding(f"有批注{f'（{by}）' if by else ''}：{text[:60] or '空的'}。", "", "请在“审阅”里删除批注。")


def _settings(parts: GuardedZip) -> Iterator[Finding]:
    if "word/settings.xml" not in parts:
        return
    found = {local(each) for each in parts.xml("word/settings.xml")}
    if "trackRevisions" in found:
        yield Finding("开着修订模式，谁一改就又留下记录。", "", "请在“审阅”里关掉修订。", Weight.LOOK)
    if "mailMerge" in found:
        yield Finding("连着邮件合并的数据源。", "", "请在“邮件”里断开数据源。")
    if "docVars" in found:
        yield Finding("存着文档变量。", "", "请把内容复制到新文档里另存。", Weight.LOOK)


def _unseen(root: Element, where: str) -> Iterator[Finding]:
    """Stretches of text that are there and cannot be seen."""
    told: dict[str, list[str]] = {}
    for run, _, shaded in _walked(root):
        if local(run) != "r":
            continue
        text = "".join(each.text or "" for each in run if local(each) == "t").strip()
        why = _hides(run, shaded=shaded) if text else ""
        if why:
            told.setdefault(why, []).append(text)
    for why, texts in told.items():
        said = "".join(texts)
        more = "…" if len(said) > _SHOWN else ""
        yield Finding(f"有看不见的文字“{said[:_SHOWN]}{more}”：{why}。", where, _NOT_SEEN)


def _hides(run: Element, *, shaded: bool) -> str:
    """Why a run shows nothing; "" when it shows. White on a shade or a highlight is meant to be read."""
    properties = next((each for each in run if local(each) == "rPr"), None)
    found = {local(each): each for each in properties} if properties is not None else {}
    if "vanish" in found and attribute(found["vanish"], "val") not in ("0", "false"):
        return "设成了隐藏文字"
    if "sz" in found and attribute(found["sz"], "val").isdigit() and int(attribute(found["sz"], "val")) / 2 <= TINY:
        return f"字号只有 {int(attribute(found['sz'], 'val')) / 2:g} 磅"
    colour = attribute(found["color"], "val") if "color" in found else ""
    if re.fullmatch("[0-9A-Fa-f]{6}", colour) and not shaded and not {"shd", "highlight"} & set(found):
        rgb = (int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16))
        if contrast(rgb, (255, 255, 255)) < FAINT:
            return "字是白色的"
    return ""
