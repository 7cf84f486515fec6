"""Personal data as they are seen in a text that is to be public."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.shapes import shape


class Private(StrEnum):
    """What a public list never carries (domain §3: 公示 and exported lists)."""

    IDENTITY = "身份证号"
    MOBILE = "手机号码"
    EMAIL = "电子邮箱"
    TELEPHONE = "电话号码"
    ACCOUNT = "QQ 或微信号"
    BIRTH = "出生日期"
    ADDRESS = "住址"


@shape
class PrivateWord:
    """What was seen: as it is written; of a 身份证号 only its ends, for a message must not spread it."""

    kind: Private
    seen: str

    def __str__(self) -> str:
        return f"{self.kind}“{self.seen}”"


@shape
class PrivateCell:
    """Where it was seen: the row counts from 1, the column by its title."""

    row: int
    column: str
    word: PrivateWord

    def __str__(self) -> str:
        return f"第 {self.row} 行“{self.column}”里有{self.word}"
