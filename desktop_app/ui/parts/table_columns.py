"""Which columns of a table stand where and how wide: the clerk's choice, remembered by their titles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu

from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.table_rows import Column
from desktop_app.ui.parts.table_view import TableView

NARROWEST = 36  # of any column
NARROWEST_SHARED = 96  # of a column that takes what is left: names are unreadable below


class ColumnLayout(QObject):
    """Columns with a width keep it, the others share what is left, so that no table is wider than its place."""

    def __init__(self, view: TableView, columns: Sequence[Column[Any]], memory: Memory) -> None:
        super().__init__(view)
        self._view, self._columns, self._memory = view, columns, memory
        self._place = f"{view.objectName()}/columns"
        self._widths: dict[int, int] = {}  # those the clerk drew, by column
        self._busy = True
        self.header: QHeaderView = view.horizontalHeader()
        self.header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._stand_as_designed()
        self._recall()
        self._busy = False
        self.share()
        view.resized.connect(self.share)
        self.header.sectionResized.connect(self._drawn)
        self.header.sectionMoved.connect(self._remember)

    def titles(self) -> list[int]:
        """The columns in sight, from left to right."""
        count = len(self._columns)
        return [c for c in map(self.header.logicalIndex, range(count)) if not self.header.isSectionHidden(c)]

    def share(self) -> None:
        """Give every column its width in the room there is."""
        seen = self.titles()
        fixed = {c: self._widths.get(c) or self._columns[c].width for c in seen}
        sharing = [c for c in seen if not fixed[c]]
        left = self._view.viewport().width() - sum(fixed.values())
        self._busy = True
        for number, column in enumerate(sharing):
            part = left * self._columns[column].share // sum(self._columns[c].share for c in sharing[number:])
            left -= part
            self.header.resizeSection(column, max(part, NARROWEST_SHARED))
        for column, width in fixed.items():
            if width:
                self.header.resizeSection(column, max(width, NARROWEST))
        self._busy = False

    def menu(self, parent: TableView) -> QMenu:
        """Choose and reorder by keyboard or mouse; also reached by the right button on the titles."""
        menu = QMenu("列", parent)
        menu.setObjectName(f"{parent.objectName()}_columns")
        seen = self.titles()
        for number in map(self.header.logicalIndex, range(len(self._columns))):
            action = menu.addAction(self._columns[number].title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(number in seen)
            action.setEnabled(seen != [number])  # the last one stays
            action.toggled.connect(lambda on, n=number: self.show_column(n, on))
        menu.addSeparator()
        menu.addAction("恢复默认的列").triggered.connect(self.reset)
        return menu

    def menu_at(self, column: int, parent: TableView) -> QMenu:
        """The menu of one title: besides the choice of columns, move this one."""
        menu = self.menu(parent)
        seen = self.titles()
        if column in seen:
            at, first = seen.index(column), menu.actions()[0]
            for words, by in (("向左移", -1), ("向右移", 1)):
                action = QAction(words, menu)
                action.setEnabled(0 <= at + by < len(seen))
                action.triggered.connect(lambda _=False, c=column, b=by: self.move(c, b))
                menu.insertAction(first, action)
            menu.insertSeparator(first)
        return menu

    def show_column(self, column: int, on: bool) -> None:
        self.header.setSectionHidden(column, not on)
        self.share()
        self._remember()

    def move(self, column: int, by: int) -> None:
        """Move a column past `by` of those in sight."""
        seen = self.titles()
        beside = seen[seen.index(column) + by]
        self.header.moveSection(self.header.visualIndex(column), self.header.visualIndex(beside))

    def reset(self) -> None:
        self._widths.clear()
        self._busy = True
        self._stand_as_designed()
        self._busy = False
        self.share()
        self._memory.remember(self._place, "")

    def _stand_as_designed(self) -> None:
        for number, column in enumerate(self._columns):
            self.header.moveSection(self.header.visualIndex(number), number)
            self.header.setSectionHidden(number, not column.shown)

    def _drawn(self, column: int, _before: int, width: int) -> None:
        """The clerk drew a border: that column keeps the width, the sharing ones give way, all stay in sight."""
        if self._busy or width == 0:
            return
        others = [c for c in self.titles() if c != column]
        taken = sum(self._widths.get(c) or self._columns[c].width or NARROWEST_SHARED for c in others)
        most = max(self._view.viewport().width() - taken, NARROWEST)
        self._widths[column] = max(NARROWEST, min(width, most))
        self.share()
        self._remember()

    def _remember(self, *_: int) -> None:
        if self._busy:
            return
        titles = [column.title for column in self._columns]
        order = [titles[self.header.logicalIndex(n)] for n in range(len(titles))]
        hidden = [title for n, title in enumerate(titles) if self.header.isSectionHidden(n)]
        widths = {titles[n]: width for n, width in self._widths.items()}
        kept = {"order": order, "hidden": hidden, "widths": widths}
        self._memory.remember(self._place, json.dumps(kept, ensure_ascii=False))

    def _recall(self) -> None:
        """Columns that came since the last day stand where they were designed; those that went are forgotten."""
        try:
            kept = json.loads(self._memory.recall(self._place) or "{}")
            order, hidden, widths = kept["order"], set(kept["hidden"]), dict(kept["widths"])
        except (ValueError, KeyError, TypeError):
            return
        number_of = {column.title: n for n, column in enumerate(self._columns)}
        known = [number_of[title] for title in order if title in number_of]
        for place, number in enumerate(known):
            self.header.moveSection(self.header.visualIndex(number), place)
        for number in known:
            self.header.setSectionHidden(number, self._columns[number].title in hidden)
        self._widths = {number_of[t]: w for t, w in widths.items() if t in number_of and isinstance(w, int)}
