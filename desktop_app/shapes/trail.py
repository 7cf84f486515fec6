"""操作记录: what the journal holds, in the clerk's words."""

from __future__ import annotations

from db.enums import EntryKind
from desktop_app.shapes import shape

NEWEST_FIRST = ("id", True)


@shape
class TrailFilter:
    """Which entries are wanted; "" and 0 leave nothing out. Days are ISO, both included."""

    person: str = ""
    first: str = ""
    last: str = ""
    words: str = ""  # in the step's title
    record: tuple[str, int] | None = None  # a table's name and a row's id: the entries about that record


@shape
class TrailRow:
    """One entry, as the list shows it. `undone` says that a later entry took it back."""

    entry_id: int
    at: str
    person: str
    title: str
    kind: EntryKind
    final: bool
    undone: bool


@shape
class TrailValue:
    """One column of a row, before and after, as the clerk sees it; "" where there was or is none."""

    column: str
    before: str
    after: str


@shape
class TrailChange:
    """One row that an entry changed: what it is, what was done, and which values differ."""

    what: str  # 申报项目
    record: str  # ZBPP-2025-031 “药香校园”
    deed: str  # 添加, 改动, 删除
    values: tuple[TrailValue, ...]


@shape
class TrailEntry:
    """One entry with all it did. `more` is how many changed rows are not in `changes`; `why_not` and `todo` say why it
    cannot be undone, "" when it can."""

    row: TrailRow
    changes: tuple[TrailChange, ...]
    more: int
    hash: str
    answers: str  # of an undo: which entry it took back
    why_not: str
    todo: str


@shape
class TrailHead:
    """The end of the chain: its hash, how many entries lead to it, and when the last one was written ("" for none)."""

    hash: str
    entries: int
    at: str
