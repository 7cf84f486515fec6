"""The program's own numbers, and 发文字号.

ZBPP-2023-001 (申报编号), ZBPP-2023-001-3 (its third copy), SJ-2023-0001 (收件号), BZ-2023-0001 (补正通知),
JJ-2023-0001 (交接单); 031 in lists for ZBPP-2023-031.
"""

import re
import unicodedata
from enum import Enum
from typing import Final

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes import shape

APPLICATION_PREFIX: Final = "ZBPP"
RECEIPT_PREFIX: Final = "SJ"
DEFICIENCY_PREFIX: Final = "BZ"
HANDOVER_PREFIX: Final = "JJ"
_APPLICATION_WIDTH: Final = 3
_PAPER_WIDTH: Final = 4  # of what the office itself gives out: receipts, notices, handovers
_DASHES: Final = Pattern(r"[-‐‑‒–—―−ー_]+")  # what input methods make of a hyphen
_APPLICATION: Final = Pattern(APPLICATION_PREFIX + r"-?(\d{4})-(\d{1,6})(?:-(\d{1,2}))?", re.ASCII)
_PAPER: Final = Pattern(rf"({RECEIPT_PREFIX}|{DEFICIENCY_PREFIX}|{HANDOVER_PREFIX})-?(\d{{4}})-(\d{{1,6}})", re.ASCII)
_SHORT: Final = Pattern(r"(\d{1,6})(?:-(\d{1,2}))?", re.ASCII)
_DOCUMENT_NUMBER: Final = Pattern(r"(\D*?)[〔\[({【](\d+)[〕\])}】]第?0*(\d+)号?", re.ASCII)


class Numbered(Enum):
    """What a number stands for."""

    APPLICATION = "申报编号"
    COPY = "纸质件编码"
    RECEIPT = "收件号"
    DEFICIENCY = "补正通知编号"
    HANDOVER = "交接单号"


_PREFIXES: Final = {
    Numbered.RECEIPT: RECEIPT_PREFIX,
    Numbered.DEFICIENCY: DEFICIENCY_PREFIX,
    Numbered.HANDOVER: HANDOVER_PREFIX,
}
_PAPERS: Final = {prefix: what for what, prefix in _PREFIXES.items()}


@shape
class Number:
    """One number, taken apart. `copy` counts from 1, 0 when it is no copy's code."""

    what: Numbered
    year: int
    serial: int
    copy: int = 0

    @property
    def full(self) -> str:
        """As details, print and the clipboard show it."""
        if self.what in _PREFIXES:
            return paper_number(self.what, self.year, self.serial)
        number = application_number(self.year, self.serial)
        return number if self.what is Numbered.APPLICATION else copy_code(number, self.copy)


def application_number(year: int, serial: int) -> str:
    """ZBPP-2023-001; a serial over 999 is written in full."""
    return f"{APPLICATION_PREFIX}-{year:04}-{serial:0{_APPLICATION_WIDTH}}"


def receipt_number(year: int, serial: int) -> str:
    """SJ-2023-0001."""
    return paper_number(Numbered.RECEIPT, year, serial)


def paper_number(what: Numbered, year: int, serial: int) -> str:
    """The number of a receipt, a notice or a handover: SJ-2023-0001, BZ-2023-0001, JJ-2023-0001."""
    return f"{_PREFIXES[what]}-{year:04}-{serial:0{_PAPER_WIDTH}}"


def copy_code(application: str, copy: int) -> str:
    """ZBPP-2023-001-3: the third copy of an application."""
    return f"{application}-{copy}"


def short_number(full: str) -> str:
    """What lists show: 031 for ZBPP-2023-031, 031-3 for its third copy, 0012 for SJ-2023-0012."""
    return "-".join(full.split("-")[2:]) or full


def normalized_code(text: str) -> str:
    """What a scanner or a hand typed, as numbers are written: half-width, upper case, no spaces, plain hyphens."""
    half_width = unicodedata.normalize("NFKC", text)
    seen = "".join(char for char in half_width if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc"))
    return _DASHES.sub("-", seen).upper()


def parse_number(text: str, *, year: int | None = None) -> Number | None:
    """The number that `text` gives, however it was typed; None when it is none.

    With the `year` of the current round the short forms are read too: 031 or 31 (an application), 031-3 (its third
    copy). A serial or a copy of 0 is none.
    """
    code = normalized_code(text)
    if found := _PAPER.fullmatch(code):
        return _number(_PAPERS[found[1]], found[2], found[3], None)
    if found := _APPLICATION.fullmatch(code):
        return _number(Numbered.APPLICATION, found[1], found[2], found[3])
    if year is not None and (found := _SHORT.fullmatch(code)):
        return _number(Numbered.APPLICATION, str(year), found[1], found[2])
    return None


def _number(what: Numbered, year: str, serial: str, copy: str | None) -> Number | None:
    if int(serial) == 0 or (copy is not None and int(copy) == 0):
        return None
    return (
        Number(what, int(year), int(serial))
        if copy is None
        else Number(Numbered.COPY, int(year), int(serial), int(copy))
    )


def document_number(text: str) -> str:
    """A 发文字号 as GB/T 9704-2012 (7.2.5) writes it: 校党组〔2023〕5号; "" for blank, never invented.

    Read alike: 〔2023〕 [2023] (2023) 【2023】, 第 before the number, leading zeros, full-width digits, a missing 号.
    RuleBroken when the year has not four digits, or the department's word or the number is missing.
    """
    typed = "".join(unicodedata.normalize("NFKC", text).split())
    if not typed:
        return ""
    found = _DOCUMENT_NUMBER.fullmatch(typed)
    if found is None or not found[1] or int(found[3]) == 0:
        raise RuleBroken(
            f"发文字号“{text.strip()}”不完整。", "请按“校党组〔2023〕5号”填写：代字、年份、顺序号；没有就空着。"
        )
    if len(found[2]) != 4:
        raise RuleBroken(f"发文字号“{text.strip()}”的年份不是四位。", "请写全年份，例如〔2023〕。")
    return f"{found[1]}〔{found[2]}〕{found[3]}号"
