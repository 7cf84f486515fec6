"""What every office file (.docx, .xlsx) may carry beside its text: who made it, links, embedded things, comments.

Source: ECMA-376 part 1 (§15.2.12 core, extended and custom properties), part 2 (relationships).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from desktop_app.readers.guarded_zip import GuardedZip
from desktop_app.shapes.inspection import Finding, Weight

_PEOPLE: Final = {"creator": "作者", "lastModifiedBy": "最后保存的人"}
_SAID: Final = {"description": "备注", "keywords": "关键词", "category": "类别"}
_EXTENDED: Final = {"Company": "单位", "Manager": "经理", "HyperlinkBase": "链接基准"}
_USUAL_TEMPLATES: Final = frozenset(("normal", "normal.dotm", "normal.dot", "normal.eit", "normal.wpt"))
_USUAL_CUSTOM: Final = frozenset(("ksoproductbuildver", "icv", "ksotemplatedocersaverecord"))  # WPS's own, of nobody
_EMBEDDED: Final = (
    ("embeddings/", "嵌入的文件"),
    ("activex/", "控件"),
    ("media/audio", "声音"),
    ("media/video", "视频"),
)
_ON_PDF: Final = "请删去；或另存为 PDF 公布，PDF 里不带它。"


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without its namespace, "" when it is not there."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def people(parts: GuardedZip) -> Iterator[tuple[str, str]]:
    """Who the file says made it, and with what: 作者, 周喆."""
    if "docprops/core.xml" in parts:
        for each in parts.xml("docProps/core.xml"):
            if local(each) in _PEOPLE and _text(each):
                yield _PEOPLE[local(each)], _text(each)
    if "docprops/app.xml" in parts:
        for each in parts.xml("docProps/app.xml"):
            if local(each) in _EXTENDED and _text(each):
                yield _EXTENDED[local(each)], _text(each)
            elif local(each) == "Template" and _text(each) and _text(each).lower() not in _USUAL_TEMPLATES:
                yield "模板", _text(each)


def package_findings(parts: GuardedZip) -> Iterator[Finding]:
    """What lies in the package that nobody sees on the page."""
    yield from _properties(parts)
    yield from _links(parts)
    for start, what in _EMBEDDED:
        if number := sum(start in name for name in parts.names):
            yield Finding(f"里面有 {number} 个{what}。", "", "请删去，或换成它的图片，再公布。")
    if any(name.endswith("vbaproject.bin") for name in parts.names):
        yield Finding("里面有宏。", "", "请另存为不带宏的格式（.docx、.xlsx）。")
    if any("thumbnail" in name for name in parts.names):
        yield Finding("带着一张缩略图，可能是改动以前的样子。", "", _ON_PDF, Weight.LOOK)
    for name in parts.names:
        if name.startswith("customxml/item") and "props" not in name and "".join(parts.xml(name).itertext()).strip():
            yield Finding("带着自定义数据（customXml）。", "", _ON_PDF, Weight.LOOK)


def _properties(parts: GuardedZip) -> Iterator[Finding]:
    if "docprops/core.xml" in parts:
        for each in parts.xml("docProps/core.xml"):
            if local(each) in _SAID and _text(each):
                words = f"{_SAID[local(each)]}写着“{_text(each)[:60]}”。"
                yield Finding(words, "文件属性", "不宜公布的，请在“文件 → 属性 → 摘要”里清空。", Weight.LOOK)
    if "docprops/custom.xml" in parts:
        named = [attribute(each, "name") for each in parts.xml("docProps/custom.xml")]
        told = [name for name in named if name and name.lower() not in _USUAL_CUSTOM]
        if told:
            words = f"有自定义的项目：{'、'.join(told[:8])}。"
            yield Finding(words, "文件属性", "请在“文件 → 属性 → 自定义”里删去，再保存。")


def _links(parts: GuardedZip) -> Iterator[Finding]:
    """Relationships that lead out of the file."""
    for name in parts.names:
        if not name.endswith(".rels"):
            continue
        for each in parts.xml(name):
            if each.get("TargetMode", "").lower() == "external":
                kind, target = each.get("Type", "").rpartition("/")[2], each.get("Target", "")
                what = "模板" if kind == "attachedTemplate" else "链接"
                yield Finding(f"有一个指向文件外面的{what}：{target[:80]}。", "", "请取消链接，只留文字。")


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()
