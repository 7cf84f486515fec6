"""A list from outside (专家名册, 申报汇总): as it was read, and what becomes of each of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from desktop_app.shapes import shape
from desktop_app.shapes.roster_import import Fate

F = TypeVar("F", bound=StrEnum)


@shape
class ListTable(Generic[F]):
    """One sheet read as a list. ``rows`` are (row number as WPS shows it, cells by field, "" where a column lacks)."""

    file: str
    sheet: str
    header_row: int
    headers: Mapping[F, str]  # the header's own words, of the fields that were found
    rows: tuple[tuple[int, Mapping[F, str]], ...]
    told: tuple[str, ...] = ()

    def header(self, field: F) -> str:
        """The header's own words of a field's column, else the field's name."""
        return self.headers.get(field, str(field))


@shape
class ListRow:
    """What becomes of one data row. ``name`` is who or what it is about; ``like`` what a near one resembles."""

    row: int
    fate: Fate
    name: str
    column: str = ""
    reason: str = ""
    todo: str = ""
    like: str = ""
    notes: tuple[str, ...] = ()


@shape
class ListSummary:
    """The rows' fates counted, and the rows that were not taken."""

    added: int
    updated: int
    unchanged: int
    refused: tuple[ListRow, ...]
    near: tuple[ListRow, ...]

    def as_json(self) -> dict[str, object]:
        """The keys of `yizhibu import …`."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": [{"row": r.row, "column": r.column, "reason": r.reason} for r in self.refused],
            "near": [{"row": r.row, "name": r.name, "like": r.like} for r in self.near],
        }


def summary_of(rows: Sequence[ListRow]) -> ListSummary:
    """Count the fates."""

    def having(fate: Fate) -> tuple[ListRow, ...]:
        return tuple(row for row in rows if row.fate is fate)

    added, updated, unchanged = (len(having(fate)) for fate in (Fate.NEW, Fate.CHANGED, Fate.UNCHANGED))
    return ListSummary(added, updated, unchanged, having(Fate.REFUSED), having(Fate.NEAR))


def blocked(rows: Sequence[ListRow], *, strict: bool) -> str:
    """Why nothing of a list may be taken, as a sentence; "" when it may."""
    faulty = sum(row.fate in (Fate.REFUSED, Fate.NEAR) for row in rows)
    if not rows:
        return "表中没有数据行。"
    if faulty == len(rows):
        return "没有一行可以导入。"
    if strict and faulty:
        return f"有 {faulty} 行不能导入，按要求整份不导入。"
    return ""
