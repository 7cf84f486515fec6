"""A 基层党组织's own 汇总表 beside what came: what they say they handed in and we do not have, and the reverse."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.shapes import shape


class Verdict(StrEnum):
    """What there is to say of one branch, what presses most at the front."""

    NOT_HERE = "表里有，我们没有"
    INCOMPLETE = "收到了，还不齐"
    OTHER_BRAND = "品牌名称不同"
    NOT_LISTED = "我们有，表里没有"
    NOT_READ = "没有看懂"
    AGREES = "一致"


@shape
class ComparedLine:
    """One row of the list (`row` as WPS shows it), or, with 0, an application that the list does not name."""

    row: int
    verdict: Verdict
    organization: str
    branch: str
    brand: str  # as the list has it, else as registered
    number: str = ""  # 申报编号, "" where there is none
    application_id: int = 0
    remark: str = ""


@shape
class Comparison:
    file: str
    lines: tuple[ComparedLine, ...]
    told: tuple[str, ...]  # what the reader says of the file

    def count(self, verdict: Verdict) -> int:
        return sum(line.verdict is verdict for line in self.lines)
