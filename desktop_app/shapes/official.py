"""An official paper (公文) as it is laid out: one content for the PDF and for the editable docx.

Source: GB/T 9704-2012 (党政机关公文格式) as domain.md §5 gives its numbers. Lengths are points where no unit is named.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from desktop_app.shapes import shape


class Script(StrEnum):
    """In which hand words are set; which face that is depends on the machine."""

    TITLE = "小标宋"
    BODY = "仿宋"
    BOLD = "仿宋加粗"
    HEI = "黑体"
    KAI = "楷体"
    SONG = "宋体"  # page numbers


class BodySize(StrEnum):
    """字号 of the body that offices use; the standard has 三号."""

    THREE = "三号"
    SMALL_THREE = "小三"


@shape
class FaceChoice:
    """Which face the PDF sets a hand in on this machine. `wanted`: the faces the standard means, by name, best first;
    `used`: the one of them that is installed, or, `bundled`, what the program brings along instead."""

    script: Script
    wanted: tuple[str, ...]
    used: str
    bundled: bool


@shape
class OfficialLook:
    """版式 of an office: schools differ from the standard in these and in no other ways.

    The type area is 156 × 225 mm. `pitch` is exact: 28.95 pt gives 22 lines a page, 29 gives 21.
    """

    body_size: float = 16.0  # 三号; 小三 is 15
    pitch: float = 28.95
    bold_third: bool = False  # 1. in bold, as some offices do


@shape
class Words:
    """A stretch of text in one hand. `missing`: a field that nobody filled in; it is marked, never printed as blank."""

    text: str
    script: Script = Script.BODY
    missing: bool = False


@shape
class Title:
    """标题: centred, broken by meaning into these lines; a blank line follows."""

    lines: tuple[tuple[Words, ...], ...]


@shape
class Addressee:
    """主送机关: flush left, with its full-width colon."""

    words: tuple[Words, ...]


@shape
class Paragraph:
    """A paragraph, its first line indented two characters. `level` 1 一、 2 （一） 3 1. 4 （1）; 0 is plain text."""

    words: tuple[Words, ...]
    level: int = 0


@shape
class OfficialColumn:
    """A column of a table; `share` is its part of the width beside the others'."""

    title: str
    share: int
    centred: bool = False


@shape
class Band:
    """A line over the whole table: the 基层党组织 whose rows follow."""

    text: str


@shape
class OfficialTable:
    """A table whose header is repeated on every page."""

    columns: tuple[OfficialColumn, ...]
    rows: tuple[tuple[str, ...] | Band, ...]


@shape
class AttachmentNote:
    """附件说明: one blank line above, indented two characters, wraps aligned to the name; no end punctuation."""

    names: tuple[tuple[Words, ...], ...]


@shape
class SignOff:
    """落款: the date four characters from the right edge, the name centred over it, room for the seal."""

    name: tuple[Words, ...]
    day: tuple[Words, ...]


@shape
class Blanks:
    """A line to be written on by hand: 签收人＿＿＿ 联系电话＿＿＿ …."""

    labels: tuple[str, ...]


@shape
class Attachment:
    """附件: begins a new page; “附件1” in 黑体 flush left, its title centred on the third line, then what follows.

    `number` 0 where there is only one: it is then called 附件.
    """

    number: int
    title: Title


Block = Title | Addressee | Paragraph | OfficialTable | AttachmentNote | SignOff | Blanks | Attachment


@shape
class OfficialPaper:
    """One paper: its blocks in their order. `code` stands at its head for the scanner, "" for none."""

    blocks: tuple[Block, ...]
    code: str = ""


@shape
class OfficialPapers:
    """What goes into one file: papers of one kind, each beginning a page, each with page numbers of its own.

    `record` is printed small at the foot of the last page of each ("" none): 记录号 of a final paper.
    """

    look: OfficialLook
    papers: tuple[OfficialPaper, ...]
    title: str  # of the file
    author: str
    subject: str
    made_at: datetime
    record: str = ""
