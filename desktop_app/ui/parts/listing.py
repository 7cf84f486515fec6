"""A table too long to hold: ids in order, and the rows in sight fetched a page at a time.

The database sorts and filters; a hundred thousand rows scroll as a hundred do, for the scroll bar knows how many there
are from the start and only what is painted is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop_app.ui.parts.basics import CENTER, label, row
from desktop_app.ui.parts.memory import FORGETFUL, Memory
from desktop_app.ui.parts.table_columns import ColumnLayout
from desktop_app.ui.parts.table_copy import clipping
from desktop_app.ui.parts.table_rows import CellsModel, Column, Sorting
from desktop_app.ui.parts.table_view import TableView
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

R = TypeVar("R")
Fetch = Callable[[Sequence[int]], Sequence[R]]
PAGE = 128  # rows fetched at once
KEPT = 16  # pages; enough for the wildest scrolling without asking twice
MOST_COPIED = 5_000


class PagesModel(CellsModel[R]):
    """`ids` in order; `fetch` gives the rows of some of them, in the same order."""

    def __init__(self, columns: Sequence[Column[R]], fetch: Fetch[R]) -> None:
        super().__init__(columns)
        self.ids: Sequence[int] = ()
        self._fetch = fetch
        self._pages: dict[int, Sequence[R]] = {}

    def show_ids(self, ids: Sequence[int]) -> None:
        self.beginResetModel()
        self.ids = ids
        self._pages.clear()
        self.endResetModel()

    def count(self) -> int:
        return len(self.ids)

    def row_at(self, place: int) -> R:
        number, at = divmod(place, PAGE)
        if number not in self._pages:
            while len(self._pages) >= KEPT:
                del self._pages[next(iter(self._pages))]  # the one that was fetched first
            self._pages[number] = self._fetch(self.ids[number * PAGE : (number + 1) * PAGE])
        return self._pages[number][at]


class Listing(QWidget, Generic[R]):
    """Titles, rows, and a foot that counts them. `orders` are the names the database sorts the columns by, "" for none.

    The page answers `sorting_asked` by new ids: `show_ids`. What was chosen stays chosen while its id is there.
    """

    opened = Signal(object)  # id
    chosen = Signal()  # the current row is another one
    sorting_asked = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        fetch: Fetch[R],
        *,
        orders: Sequence[str],
        says: str,
        unit: str = "行",
        empty: str = "还没有内容。",
        memory: Memory = FORGETFUL,
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}_listing")
        self.model: PagesModel[R] = PagesModel(columns, fetch)
        self.model.setParent(self)
        self.view = TableView(name, self.model)
        self.view.setAccessibleName(says)
        self.setFocusProxy(self.view)
        self._orders, self._unit, self._filtered = tuple(orders), unit, False
        self._columns = ColumnLayout(self.view, columns, memory)
        self._nothing = label(empty, f"{name}_empty", "muted", wrap=True)
        self._nothing.setParent(self.view.viewport())
        self._nothing.setAlignment(CENTER)
        self._nothing.setContentsMargins(APART, APART, APART, APART)
        self._empty = empty
        self._foot = label("", f"{name}_foot", "muted")
        self._soon = QTimer(self, singleShot=True, interval=0)  # arrows held down: the last row is told, not each
        self._soon.timeout.connect(self.chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.view, 1)
        box.addLayout(row(self._foot, 0, margins=(NEAR, NEAR, BESIDE, TIGHT)))
        self._connect()

    def _connect(self) -> None:
        self.view.opened.connect(lambda index: self.opened.emit(self.model.ids[index.row()]))
        self.view.copy_asked.connect(lambda titled: self.copy(titled=titled))
        self.view.menu_asked.connect(lambda at: self.menu().popup(at))
        self.view.resized.connect(self._cover)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._soon.start())
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._title_clicked)
        header.customContextMenuRequested.connect(self._open_header_menu)

    @property
    def order(self) -> tuple[str, bool]:
        """By what the database is to sort, and whether downwards; ("", False) for the page's own order."""
        sorting = self.model.sorting
        return (self._orders[sorting.column], sorting.descending) if sorting.column >= 0 else ("", False)

    def show_ids(self, ids: Sequence[int], *, everything: int, filtered: bool) -> None:
        """Show these rows; `everything` is how many there are without the filter."""
        before, top = self.current_id(), self.view.rowAt(0)
        held = self.model.ids[top] if 0 <= top < len(self.model.ids) else None
        self.model.show_ids(ids)
        count = f"{len(ids):,} {self._unit}".replace(",", " ")
        self._foot.setText(f"筛出 {count}，共 {everything:,} {self._unit}".replace(",", " ") if filtered else count)
        self._nothing.setText("没有符合筛选的行。" if filtered else self._empty)
        self._nothing.setVisible(not ids)
        self._cover()
        place = {each: at for at, each in enumerate(ids)}
        if ids:
            self._go(place.get(before, 0) if before is not None else 0)
            if held is not None and top > 0:
                self.view.verticalScrollBar().setValue(place.get(held, 0))
        self._soon.start()

    def current_id(self) -> int | None:
        at = self.view.currentIndex().row()
        return self.model.ids[at] if 0 <= at < len(self.model.ids) else None

    def select(self, row_id: int) -> bool:
        """Choose a row and scroll to it; False when it is not among those shown."""
        try:
            at = self.model.ids.index(row_id)
        except ValueError:
            return False
        self._go(at)
        self.view.scrollTo(self.view.currentIndex())
        return True

    def copy(self, *, titled: bool = False) -> None:
        """The chosen rows and the columns in sight, to the clipboard; at most 5,000 of them."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedRows())[:MOST_COPIED]
        if places:
            columns = [self.model.columns[number] for number in self._columns.titles()]
            rows = [self.model.row_at(place) for place in places]
            QGuiApplication.clipboard().setMimeData(clipping(columns, rows, titled=titled))

    def menu(self) -> QMenu:
        """What the page gave the list as actions, copying, and the choice of columns."""
        menu = QMenu(self)
        menu.setObjectName(f"{self.view.objectName()}_menu")
        menu.addActions(self.actions())
        menu.addSeparator()
        for words, keys, titled in (("复制", "Ctrl+C", False), ("连同列名复制", "Ctrl+Shift+C", True)):
            action = menu.addAction(words)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, t=titled: self.copy(titled=t))
        menu.addMenu(self._columns.menu(self.view))
        return menu

    def _go(self, at: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(self.model.index(at, self._columns.titles()[0]), flags)

    def _title_clicked(self, column: int) -> None:
        if self._orders[column]:
            self.model.sorting = self.model.sorting.clicked(column)
            self.sorting_asked.emit()
            self.view.horizontalHeader().viewport().update()

    def sort_by(self, sorting: Sorting) -> None:
        self.model.sorting = sorting
        self.sorting_asked.emit()

    def _open_header_menu(self, at: QPoint) -> None:
        header = self.view.horizontalHeader()
        self._columns.menu_at(header.logicalIndexAt(at), self.view).popup(header.mapToGlobal(at))

    def _cover(self) -> None:
        self._nothing.setGeometry(self.view.viewport().rect())
