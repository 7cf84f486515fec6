"""The 定稿 held against the 申报稿, paragraph by paragraph, characters marked."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead


class Change(StrEnum):
    SAME = "未改"
    CHANGED = "修改"
    ADDED = "新增"
    REMOVED = "删去"


@shape
class Marked:
    """A stretch of a paragraph; ``changed`` where it stands on one side alone."""

    text: str
    changed: bool = False


@shape
class ComparedParagraph:
    """One paragraph on both sides; () on a side where it does not stand."""

    change: Change
    before: tuple[Marked, ...]
    after: tuple[Marked, ...]


@shape
class Comparison:
    """All paragraphs in the order of the later text. ``kept`` is the share of its characters that stood before, 0…1."""

    paragraphs: tuple[ComparedParagraph, ...]
    characters_before: int
    characters_after: int
    kept: float

    def count(self, change: Change) -> int:
        return sum(each.change is change for each in self.paragraphs)

    @property
    def identical(self) -> bool:
        return all(each.change is Change.SAME for each in self.paragraphs)


@shape
class ComparedFile:
    """One of the two files: what it is, when it came, where it lies."""

    kind: str
    name: str
    arrived_at: str
    path: Path


@shape
class RevisionPaper:
    """What a comparison is drawn from, and what stands beside it."""

    letterhead: Letterhead
    round_name: str
    number: str
    organization: str
    branch: str
    brand: str
    opinion: str
    experts_said: tuple[str, ...]
    before: ComparedFile
    after: ComparedFile
    made_at: datetime
