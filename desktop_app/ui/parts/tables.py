"""A table over held rows: sorted by its titles, filtered as the clerk types, copied as WPS pastes it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.shapes import shape
from desktop_app.ui.parts.basics import CENTER, label, row
from desktop_app.ui.parts.memory import FORGETFUL, Memory
from desktop_app.ui.parts.table_columns import ColumnLayout
from desktop_app.ui.parts.table_copy import clipping
from desktop_app.ui.parts.table_rows import Column, RowsModel, Score, Sorting
from desktop_app.ui.parts.table_view import Divider, TableView
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

__all__ = ["Column", "RowsModel", "Score", "Sorting", "Table"]

R = TypeVar("R")
NONE_FOUND = "没有符合筛选的行。"


@shape
class _Place:
    """What the clerk was looking at, in keys: rows may come, go and move meanwhile."""

    selected: frozenset[Hashable]
    current: Hashable
    current_row: int
    top: Hashable
    top_row: int


class Table(QWidget, Generic[R]):
    """Titles, rows, and a foot that counts them.

    `key` tells rows apart, so that selection and place outlive a refresh. `search` is the text a filter looks in, with
    pinyin and initials. `unit` is what the foot counts. `empty` stands there when there are no rows: a sentence, or a
    widget that offers what to do.
    """

    opened = Signal(object)  # the row: Enter or double click
    chosen = Signal()  # the selection, or what is told of it, is another one

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        *,
        search: Callable[[R], str] | None = None,
        says: str = "",
        unit: str = "行",
        empty: str | QWidget = "还没有内容。",
        memory: Memory = FORGETFUL,
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}_table")
        self.model: RowsModel[R] = RowsModel(columns, key, search)
        self.model.setParent(self)
        self.view = TableView(name, self.model)
        self.view.setAccessibleName(says or name)
        self.setFocusProxy(self.view)
        self._columns = ColumnLayout(self.view, columns, memory)
        self._unit = unit
        self._divided: tuple[Hashable, str] | None = None
        self._field: QLineEdit | None = None
        self._placing = False
        self._reading = QTimer(self, interval=20)
        self._reading.timeout.connect(self._read_ahead)
        self._build(name, empty)
        self._connect()
        self._tell()

    def _build(self, name: str, empty: str | QWidget) -> None:
        """Words about an empty table lie over the rows: the table stays where it is and keeps the keyboard."""
        self._nothing = label(empty, f"{name}_empty", "muted", wrap=True) if isinstance(empty, str) else empty
        self._none_found = label(NONE_FOUND, f"{name}_none_found", "muted", wrap=True)
        self._over = QStackedWidget(self.view.viewport())
        self._over.setObjectName(f"{name}_over")
        for page in (self._nothing, self._none_found):
            page.setContentsMargins(APART, APART, APART, APART)
            self._over.addWidget(page)
            if page is not empty:
                page.setAlignment(CENTER)  # type: ignore[attr-defined]
        self._foot = label("", f"{name}_foot", "muted")
        self._note = label("", f"{name}_note", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.view, 1)
        box.addLayout(row(self._foot, self._note, 0, gap=APART, margins=(NEAR, NEAR, BESIDE, TIGHT)))

    def _connect(self) -> None:
        self.view.opened.connect(lambda index: self.opened.emit(self.model.shown[index.row()]))
        self.view.copy_asked.connect(lambda titled: self.copy(titled=titled))
        self.view.menu_asked.connect(self._open_menu)
        self.view.resized.connect(self._cover)
        self.view.selectionModel().selectionChanged.connect(self._selection_changed)
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(lambda column: self.sort_by(self.model.sorting.clicked(column)))
        header.customContextMenuRequested.connect(self._open_header_menu)

    # What the page tells it.

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these instead; selection and place stay with their rows. A chosen row that went hands on to its next."""
        self._rearranged(lambda: self.model.show_rows(rows), hand_on=True)
        self._reading.start()
        self.chosen.emit()

    def filter(self, text: str) -> None:
        """Words looked up in the search text; when the chosen row falls out, the first that is left is chosen."""
        before = self.selected_keys()
        self._rearranged(lambda: self.model.filter(text), hand_on=False)
        if self.selected_keys() != before:
            self.chosen.emit()

    def keep_only(self, passes: Callable[[R], bool] | None) -> None:
        """A second filter, such as a chip; None lets all rows through."""
        before = self.selected_keys()
        self._rearranged(lambda: self.model.keep_only(passes), hand_on=False)
        if self.selected_keys() != before:
            self.chosen.emit()

    def sort_by(self, sorting: Sorting) -> None:
        self._rearranged(lambda: self.model.sort_by(sorting), hand_on=False)

    def filter_with(self, field: QLineEdit) -> None:
        """Type in `field` to filter; Down goes to the rows, Enter opens the chosen one, Esc empties it."""
        self._field = field
        field.textChanged.connect(self.filter)
        field.installEventFilter(self)

    def show_divider(self, after: Hashable | None, words: str = "") -> None:
        """A line below the row with this key, with its meaning on it; seen while the rows stand in the order given."""
        self._divided = None if after is None else (after, words)
        self._divide()

    def show_note(self, words: str) -> None:
        """A word of explanation at the foot."""
        self._note.setText(words)

    def select(self, *keys: Hashable) -> None:
        """Choose the rows with these keys; the first becomes the current one and is scrolled to."""
        self._choose(frozenset(keys), keys[0] if keys else None)
        if keys and self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    # What the page asks it.

    def current(self) -> R | None:
        """The row Enter would open."""
        index = self.view.currentIndex()
        return self.model.shown[index.row()] if index.isValid() else None

    def selected(self) -> list[R]:
        """The chosen rows, in the order shown."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.shown[number] for number in rows]

    def selected_keys(self) -> frozenset[Hashable]:
        return frozenset(self.model.key(chosen) for chosen in self.selected())

    def copy(self, *, titled: bool = False) -> None:
        """The chosen rows and the columns in sight, to the clipboard."""
        if rows := self.selected():
            columns = [self.model.columns[number] for number in self._columns.titles()]
            QGuiApplication.clipboard().setMimeData(clipping(columns, rows, titled=titled))

    # Selection and place, kept over a change of rows.

    def _rearranged(self, change: Callable[[], None], *, hand_on: bool) -> None:
        place = self._place()
        self._placing = True
        change()
        at = {self.model.key(found): number for number, found in enumerate(self.model.shown)}
        self._choose(place.selected, place.current)
        if self.model.shown and not self.view.selectionModel().hasSelection():
            self.view.selectRow(min(place.current_row, len(at) - 1) if hand_on and place.current_row > 0 else 0)
        self._divide()
        self.view.verticalScrollBar().setValue(at.get(place.top, place.top_row if hand_on else 0))
        self._placing = False
        self._tell()

    def _place(self) -> _Place:
        current, top = self.current(), self.view.rowAt(0)
        return _Place(
            self.selected_keys(),
            None if current is None else self.model.key(current),
            self.view.currentIndex().row(),
            self.model.key(self.model.shown[top]) if top >= 0 else None,
            max(top, 0),
        )

    def _choose(self, keys: frozenset[Hashable], current: Hashable) -> None:
        """Neighbours are chosen as one range: five thousand ranges of one row would take seconds."""
        chosen = QItemSelection()
        rows = [n for n, shown in enumerate(self.model.shown) if self.model.key(shown) in keys] if keys else []
        last = len(self.model.columns) - 1
        for place, number in enumerate(rows):
            if place == 0 or rows[place - 1] != number - 1:
                start = number
            if place == len(rows) - 1 or rows[place + 1] != number + 1:
                chosen.select(self.model.index(start, 0), self.model.index(number, last))
        selection = self.view.selectionModel()
        at = self.model.row_of(current) if current is not None else -1
        if at >= 0:
            index = self.model.index(at, self._columns.titles()[0])
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _selection_changed(self) -> None:
        if not self._placing:
            self._tell()
            self.chosen.emit()

    def _divide(self) -> None:
        after, words = self._divided or (None, "")
        in_sight = self._divided and self.model.sorting == Sorting()
        self.view.show_divider(Divider(self.model.row_of(after), words) if in_sight else Divider(-1))

    def _read_ahead(self) -> None:
        if self._field is None or not self.model.read_ahead(seconds=0.008):
            self._reading.stop()

    # What stands around the rows.

    def _tell(self) -> None:
        everything, shown = len(self.model.rows), len(self.model.shown)
        said = [
            f"筛出 {shown} {self._unit}，共 {everything} {self._unit}"
            if self.model.filtered
            else f"{shown} {self._unit}"
        ]
        rows = self.selected()
        if len(rows) > 1:
            said.append(f"选中 {len(rows)} {self._unit}")
            said += [f"{column.title}合计 {total}" for column, total in self._totals(rows)]
        self._foot.setText("　".join(said))
        self._over.setCurrentWidget(self._none_found if everything else self._nothing)
        self._over.setVisible(not shown)
        self._cover()

    def _totals(self, rows: Sequence[R]) -> list[tuple[Column[R], str]]:
        columns = [self.model.columns[number] for number in self._columns.titles()]
        made = []
        for column in columns:
            values = [value for value in map(column.value, rows) if value is not None]
            if column.total and values:
                made.append((column, column.total(sum(values))))
        return made

    def _cover(self) -> None:
        self._over.setGeometry(self.view.viewport().rect())

    def _open_menu(self, at: QPoint) -> None:
        self.menu().popup(at)

    def menu(self) -> QMenu:
        """What the page gave the table as actions, and what every table can do."""
        menu = QMenu(self)
        menu.setObjectName(f"{self.view.objectName()}_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.addSeparator()
        some = self.view.selectionModel().hasSelection()
        for words, keys, do in (
            ("复制", "Ctrl+C", self.copy),
            ("连同列名复制", "Ctrl+Shift+C", lambda: self.copy(titled=True)),
        ):
            action = menu.addAction(words)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(some)
            action.triggered.connect(lambda _=False, do=do: do())
        menu.addAction("全选", QKeySequence("Ctrl+A"), self.view.selectAll)
        menu.addSeparator()
        menu.addMenu(self._sort_menu(menu))
        columns = self._columns.menu(self.view)
        columns.setParent(menu, columns.windowFlags())
        menu.addMenu(columns)
        return menu

    def _sort_menu(self, parent: QMenu) -> QMenu:
        menu = QMenu("排序", parent)
        for number in self._columns.titles():
            for words, descending in (("升序", False), ("降序", True)):
                sorting = Sorting(number, descending)
                action = menu.addAction(f"{self.model.columns[number].title} {words}")
                action.triggered.connect(lambda _=False, s=sorting: self.sort_by(s))
        menu.addAction("恢复原来的顺序").triggered.connect(lambda: self.sort_by(Sorting()))
        return menu

    def _open_header_menu(self, at: QPoint) -> None:
        header = self.view.horizontalHeader()
        menu = self._columns.menu_at(header.logicalIndexAt(at), self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(header.mapToGlobal(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._typed(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _typed(self, event: QKeyEvent) -> bool:
        assert self._field is not None
        found = self.current()
        match event.key():
            case Qt.Key.Key_Down if self.model.shown:
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if found is not None:
                self.opened.emit(found)
            case Qt.Key.Key_Escape if self._field.text():
                self._field.clear()
            case _:
                return False
        return True
