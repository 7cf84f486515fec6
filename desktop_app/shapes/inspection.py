"""A finished file before it is posted: what it holds beside what is seen, and what stands in it."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.shapes import shape


class Weight(StrEnum):
    """What a finding asks of the clerk."""

    MEND = "须处理"
    LOOK = "请看一看"


@shape
class Finding:
    """One thing in a file: what, where (工作表“名单”第 3 行, 第 2 页; "" the whole file), and what to do about it."""

    what: str
    where: str
    todo: str
    weight: Weight = Weight.MEND


@shape
class FileRow:
    """A row of a table; `number` is the one WPS shows beside it, in a text the count from 1."""

    number: int
    cells: tuple[str, ...]


@shape
class FileTable:
    """A table as it is seen in a file: 工作表“名单”, 第 1 个表格."""

    where: str
    rows: tuple[FileRow, ...]


@shape
class FileText:
    """A stretch of text outside tables, and where it stands."""

    where: str
    text: str


@shape
class PublicFile:
    """What a reader saw in a file: what lies hidden in it, as findings, and its texts, seen and unseen."""

    name: str
    findings: tuple[Finding, ...]
    tables: tuple[FileTable, ...]
    texts: tuple[FileText, ...]
    people: tuple[tuple[str, str], ...] = ()  # what the file says of who made it: 作者, 周喆


NOTICE = "立项公示"  # what a public list is called among the lists


@shape
class OfficeFacts:
    """What the office knows when it looks through a file: its own names and contacts, and its lists as they stand."""

    names: tuple[str, ...] = ()  # may stand as a file's author
    contacts: tuple[str, ...] = ()  # telephone, mailbox: may stand in a public paper
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()  # title and 申报编号; of 公示 every one that was posted


@shape
class Inspection:
    """What is to be said of a file. Without findings nothing keeps it from being posted."""

    name: str
    findings: tuple[Finding, ...]
    listed: str = ""  # 立项名单，40 项，与本批次一致; "" for a file that is no list of ours

    @property
    def to_mend(self) -> int:
        return sum(each.weight is Weight.MEND for each in self.findings)

    @property
    def verdict(self) -> str:
        """In one sentence."""
        if not self.findings:
            return "没有发现不宜公布的内容，可以公布。"
        look = len(self.findings) - self.to_mend
        if not self.to_mend:
            return f"没有必须处理的内容；有 {look} 处请看一看再公布。"
        return f"有 {self.to_mend} 处须处理，处理好再公布" + (f"；另有 {look} 处请看一看。" if look else "。")
