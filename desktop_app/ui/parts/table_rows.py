"""What a table shows: columns that read a row, and the one read-only model that holds, filters and sorts the rows.

Rows are Shapes held in a list. Up to some 5,000 of them, a filter or a sort in Python is done before the next frame;
a table that may grow beyond is a Listing and asks the database instead.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.shapes import shape
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import LEFT, RIGHT
from desktop_app.ui.parts.marks import Marks

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@shape
class Score:
    """An expert's total; `dropped` is "", "high" or "low"; instead of points there may stand 回避 or 缺席."""

    points: str
    dropped: str = ""

    def __str__(self) -> str:
        return self.points + {"": "", "high": " 去最高", "low": " 去最低"}[self.dropped]


@dataclass(frozen=True)  # no slots: Python 3.11 cannot write Column[Row](…) of a frozen class that has them
class Column(Generic[R]):
    """How a table reads one thing from a row. Every callable is given the whole row."""

    title: str
    value: Callable[[R], Any]  # native: a number, a date, a text, None; rows are sorted and summed by it
    text: Callable[[R], str] | None = None  # how it is written; without it the value itself
    badge: Callable[[R], Badge | None] | None = None  # drawn instead of the text
    score: Callable[[R], Score | None] | None = None  # drawn instead of the text
    marks: Callable[[R], Marks | None] | None = None  # drawn instead of the text
    copied: Callable[[R], str] | None = None  # what the clipboard takes: ZBPP-2025-031 where the list says 031
    total: Callable[[Any], str] | None = None  # how the sum of the selected values is written at the foot
    width: int = 0  # px; 0 shares what is left
    share: int = 1  # how much of it, against the others
    number: bool = False  # right-aligned
    quiet: bool = False  # second words
    shown: bool = True  # until the clerk chooses otherwise

    def cell(self, row: R) -> Badge | Score | Marks | str:
        """What is drawn."""
        drawn = (self.badge and self.badge(row)) or (self.score and self.score(row)) or (self.marks and self.marks(row))
        return drawn or self.words(row)

    def words(self, row: R) -> str:
        """What is read aloud, and copied unless `copied` says more."""
        if self.text:
            return self.text(row)
        if self.badge:
            badge = self.badge(row)
            return badge.word if badge else ""
        if self.score:
            return str(self.score(row) or "")
        if self.marks:
            marks = self.marks(row)
            return marks.words if marks else ""
        value = self.value(row)
        return "" if value is None else str(value.value if isinstance(value, Enum) else value)

    def clip(self, row: R) -> str:
        return self.copied(row) if self.copied else self.words(row)


@shape
class Sorting:
    """By which column; `column` -1 is the order the rows were given in."""

    column: int = -1
    descending: bool = False

    def clicked(self, column: int) -> Sorting:
        """Ascending, descending, and back to the order given."""
        if column != self.column:
            return Sorting(column)
        return Sorting() if self.descending else Sorting(column, descending=True)


class CellsModel(QAbstractTableModel, Generic[R]):
    """What Qt asks of any table of ours, read-only: `row_at` gives the row in a place, `count` how many there are."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.sorting = Sorting()

    def row_at(self, place: int) -> R:
        raise NotImplementedError

    def count(self) -> int:
        raise NotImplementedError

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row_at(index.row()), self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.words(row)
        if role == Qt.ItemDataRole.UserRole:
            return column.cell(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.number else LEFT
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].number else LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        title = self.columns[section].title
        if section != self.sorting.column:
            return title
        # In words: the arrow of the style stands over the wrong column when the title is right-aligned.
        return f"{title} {'↓' if self.sorting.descending else '↑'}"


class RowsModel(CellsModel[R]):
    """Read-only. `search` gives the text a filter is looked up in: names, pinyin, initials, numbers."""

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], Hashable], search: Callable[[R], str] | None = None
    ) -> None:
        super().__init__(columns)
        self.key = key
        self.rows: list[R] = []  # all
        self.shown: list[R] = []  # those that pass, in their order
        self._search = search or self._all_words
        self._found_in: dict[Hashable, tuple[R, str]] = {}
        self._read = 0  # so many search texts are ready
        self._words: tuple[str, ...] = ()
        self._passes: Callable[[R], bool] | None = None

    def row_at(self, place: int) -> R:
        return self.shown[place]

    def count(self) -> int:
        return len(self.shown)

    # What is told to it: each is one reset, the view keeps selection and place by key.

    def show_rows(self, rows: Sequence[R]) -> None:
        self.rows, self._read = list(rows), 0
        kept = {self.key(row) for row in self.rows}
        self._found_in = {key: found for key, found in self._found_in.items() if key in kept}
        self._arrange()

    def filter(self, text: str) -> None:
        """Keep the rows whose search text has every word of `text` in it."""
        self._words = tuple(folded(text).split())
        self._arrange()

    def keep_only(self, passes: Callable[[R], bool] | None) -> None:
        """A second filter, such as a chip; None lets all rows through."""
        self._passes = passes
        self._arrange()

    def sort_by(self, sorting: Sorting) -> None:
        self.sorting = sorting
        self._arrange()

    def read_ahead(self, seconds: float) -> bool:
        """Work on the search texts for a moment, so that the first letter typed finds them ready; False when done."""
        end = time.perf_counter() + seconds
        for row in self.rows[self._read :]:
            self._text_of(row)
            self._read += 1
            if time.perf_counter() > end:
                break
        return self._read < len(self.rows)

    @property
    def filtered(self) -> bool:
        return bool(self._words or self._passes)

    def row_of(self, key: Hashable) -> int:
        """Where the row with this key is shown, -1 when it is not."""
        return next((n for n, row in enumerate(self.shown) if self.key(row) == key), -1)

    def _arrange(self) -> None:
        self.beginResetModel()
        found = [row for row in self.rows if self._passes is None or self._passes(row)]
        if self._words:
            found = [row for row in found if all(word in self._text_of(row) for word in self._words)]
        if self.sorting.column >= 0:
            found = in_order(found, self.columns[self.sorting.column].value, descending=self.sorting.descending)
        self.shown = found
        self.endResetModel()

    def _text_of(self, row: R) -> str:
        """Kept while the row stays the same: pinyin is the dear part of a filter."""
        key = self.key(row)
        known = self._found_in.get(key)
        if known and known[0] == row:
            return known[1]
        text = folded(self._search(row))
        self._found_in[key] = (row, text)
        return text

    def _all_words(self, row: R) -> str:
        return "\n".join(column.clip(row) for column in self.columns)


def folded(text: str) -> str:
    """Text as it is searched: full-width letters and capitals are no difference."""
    return unicodedata.normalize("NFKC", text).casefold()


def in_order(rows: Sequence[R], value: Callable[[R], Any], *, descending: bool = False) -> list[R]:
    """Sorted by native values, equal ones in the order given; rows without a value stand last either way."""
    valued = [(value(row), row) for row in rows]
    with_value = [(_comparable(found), row) for found, row in valued if found is not None and found != ""]
    without = [row for found, row in valued if found is None or found == ""]
    return [row for _, row in sorted(with_value, key=lambda pair: pair[0], reverse=descending)] + without


def _comparable(value: Any) -> Any:
    if isinstance(value, Enum):
        return list(type(value)).index(value)
    return _collator().sortKey(value) if isinstance(value, str) else value


@lru_cache(maxsize=1)
def _collator() -> QCollator:
    """Chinese by pinyin, and 9 before 10 within a text."""
    made = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    made.setNumericMode(True)
    return made
