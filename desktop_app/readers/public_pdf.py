"""A PDF before it is posted: its text, and what lies on and under its pages. The parsing is done apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from desktop_app.readers import pdf_contents
from desktop_app.readers.apart import Gone, run_apart
from desktop_app.readers.guard import MAX_FILE, admitted
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name
from desktop_app.shapes.inspection import FileText, Finding, PublicFile, Weight

_PEOPLE: Final = {"Author": "作者"}
_SAID: Final = {"Keywords": "关键词"}
_MADE_AGAIN: Final = "请在原文件里改好，重新导出 PDF。"


def read_public_pdf(path: Path) -> PublicFile:
    """What a PDF holds. RuleBroken for a file that is none, is damaged, bears a password or has more than 500 pages."""
    name = shown_name(path.name)
    if b"%PDF-" not in admitted(path, most=MAX_FILE, program="看 PDF 的软件"):
        raise RuleBroken(f"文件“{name}”不是 PDF 文件，或者已经损坏。", "请重新导出 PDF 再检查。")
    try:
        found = run_apart(pdf_contents, path)
    except Gone:
        found = {"trouble": "damaged"}
    if trouble := found.get("trouble"):
        raise _refused(name, trouble, found)
    pages = list(enumerate(found["pages"], 1))
    return PublicFile(
        name=name,
        findings=(*_of_file(found), *(each for number, page in pages for each in _of_page(page, f"第 {number} 页"))),
        tables=(),
        texts=tuple(FileText(f"第 {number} 页", page["text"]) for number, page in pages),
        people=tuple((words, found["about"][key]) for key, words in _PEOPLE.items() if key in found["about"]),
    )


def _refused(name: str, trouble: str, found: Mapping[str, Any]) -> RuleBroken:
    if trouble == "password":
        return RuleBroken(f"文件“{name}”设了打开密码，不能检查，别人也打不开。", "请取消密码后再检查。")
    if trouble == "pages":
        return RuleBroken(f"文件“{name}”有 {found['pages']} 页，不像一份要公布的名单。", "请只检查要公布的那几页。")
    return RuleBroken(f"文件“{name}”已损坏，读不出内容。", "请重新导出 PDF 再检查。")


def _of_file(found: Mapping[str, Any]) -> Iterator[Finding]:
    for key, words in _SAID.items():
        if key in found["about"]:
            said = f"{words}写着“{found['about'][key][:60]}”。"
            yield Finding(said, "文件属性", "不宜公布的，请清空后重新导出。", Weight.LOOK)
    if found["attachments"]:
        yield Finding(f"里面带着 {found['attachments']} 个附件。", "", _MADE_AGAIN)
    if found["scripts"]:
        yield Finding("里面有脚本。", "", _MADE_AGAIN)
    if found["forms"]:
        yield Finding("有可以填写的表单，别人能改内容。", "", "请打印成新的 PDF 再公布。")
    if not any(page["text"].strip() for page in found["pages"]):
        words = "整份文件没有文字，是扫描件或图片，里面的个人信息检查不到。"
        yield Finding(words, "", "请逐页看过再公布。", Weight.LOOK)


def _of_page(page: Mapping[str, Any], where: str) -> Iterator[Finding]:
    for what, number in Counter(page["notes"]).items():
        yield Finding(f"有 {number} 处{what}。", where, _MADE_AGAIN)
    for address in dict.fromkeys(page["links"]):
        yield Finding(f"有一个链接：{address[:80]}。", where, "请取消链接，只留文字，重新导出。")
    for why, text in page["unseen"].items():
        yield Finding(f"有看不见的文字“{text.strip()[:20]}”：{why}。", where, _MADE_AGAIN)
