"""The words of the official papers as the clerk edits them: kinds, fields, what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_app.shapes import shape
from desktop_app.shapes.official import Block, OfficialPapers


class TextKind(StrEnum):
    """A text of its own; 公示 has one for each purpose."""

    PUBLICITY = "立项公示"
    SUBSTITUTES = "递补公示"
    CORRECTED = "更正公示"
    ESTABLISHMENT = "立项通知"
    CORRECTION = "补正通知"
    FEEDBACK = "专家意见反馈"


@shape
class Field:
    """A field of a text, written {name}. `filled`: what the clerk does where it has no value. A `block` stands alone on
    its line: a table, the signature, something to sign."""

    name: str
    meaning: str
    example: str  # obviously invented; "" of a block, and of what is never invented
    filled: str = ""
    block: bool = False


@shape
class Problem:
    """What is wrong with a text. `line` is from 1; 0 is the text as a whole."""

    line: int
    what: str
    todo: str

    @property
    def words(self) -> str:
        """第 3 行：没有名为“项目数”的字段。"""
        return f"第 {self.line} 行：{self.what}" if self.line else self.what


@shape
class Filling:
    """What one paper says: a value ("" none) for every field among words, blocks for those that stand alone.

    `at` is the moment (ISO) whose words it is printed in, since it left the office then; "" is those in force.
    """

    kind: TextKind
    values: Mapping[str, str]
    blocks: Mapping[str, tuple[Block, ...]]
    code: str = ""
    at: str = ""


@shape
class Sample:
    """What the preview of the editor lays out; `invented`: of example values, since there is nothing real yet."""

    papers: OfficialPapers
    missing: tuple[str, ...]  # names of fields without a value, in the order of the text
    invented: bool
