"""Texts that were read from files, and how long they are."""

from enum import Enum

from desktop_app.shapes import shape


@shape
class Aside:
    """What stands in a document and is no body text: 标题, 表格, 题注, 脚注 …"""

    what: str
    text: str


@shape
class BodyText:
    """The paragraphs and headings of a document's body; the other texts apart. `encoding` is "" for a .docx."""

    paragraphs: tuple[str, ...]
    apart: tuple[Aside, ...] = ()
    encoding: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def title(self) -> str:
        return "\n".join(aside.text for aside in self.apart if aside.what == "标题")


class Length(Enum):
    """How a text's length stands to its limit."""

    WITHIN = "字数符合"
    CLOSE = "接近上限"
    OVER = "超出字数"


@shape
class LengthVerdict:
    """`length` and what to say of it."""

    length: Length
    words: int
    limit: int
    sentence: str
