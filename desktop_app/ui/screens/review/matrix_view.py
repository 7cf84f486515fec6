"""The assignment as a grid: applications down, experts across. One cell has the keyboard; space ticks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop_app.rules.numbering import short_number
from desktop_app.shapes.panel import AssignmentCell, AssignmentRow, CellState, SeatRow
from desktop_app.ui import style
from desktop_app.ui.parts.basics import CENTER, LEFT, RIGHT, elided
from desktop_app.ui.parts.table_copy import clipping
from desktop_app.ui.parts.table_rows import NOWHERE, Index
from desktop_app.ui.parts.table_view import cover_cut_row
from desktop_app.ui.parts.tables import Column
from desktop_app.ui.screens.review.matrix_wording import assignable, cell_words, mark_of
from desktop_app.ui.style import NEAR, ROW, TIGHT, tokens

BEFORE = 2  # columns that name the application
NUMBER, BRANCH, CELL, OWED = 46, 120, 52, 46  # px; the branch takes what is left
HEAD = 58
MARK = 16
Cell = tuple[AssignmentRow, AssignmentCell]


class MatrixModel(QAbstractTableModel):
    """Read-only; rows are shown as they are given."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[AssignmentRow] = ()
        self.seats: Sequence[SeatRow] = ()

    def show(self, rows: Sequence[AssignmentRow], seats: Sequence[SeatRow]) -> None:
        self.beginResetModel()
        self.rows, self.seats = rows, seats
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """Row and cell of a place in the grid; None beside the experts' columns."""
        at = index.column() - BEFORE
        if not index.isValid() or not 0 <= at < len(self.seats):
            return None
        return self.rows[index.row()], self.rows[index.row()].cells[at]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else BEFORE + len(self.seats) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, found = self.rows[index.row()], self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if found:
                return cell_words(*found)
            return (short_number(row.number), row.branch, str(row.owed))[min(index.column(), BEFORE)]
        if role == Qt.ItemDataRole.ToolTipRole:
            if found:
                seat = self.seats[index.column() - BEFORE]
                return f"{seat.anonymous} {seat.name}：{cell_words(*found)}"
            return f"{row.number}　{row.branch}（{row.organization}）　{row.brand}"
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way == Qt.Orientation.Vertical or not 0 <= section < self.columnCount():
            return None
        at = section - BEFORE
        if not 0 <= at < len(self.seats):
            return ("编号", "党支部", "份数")[min(section, BEFORE)] if role == Qt.ItemDataRole.DisplayRole else None
        seat = self.seats[at]
        if role == Qt.ItemDataRole.ToolTipRole:
            known = (seat.anonymous, seat.name, seat.unit, seat.organization, f"{seat.reviews} 份")
            return "　".join(filter(None, known))
        return f"{seat.anonymous} {seat.name} {seat.reviews} 份" if role == Qt.ItemDataRole.DisplayRole else None


class MatrixHeader(QHeaderView):
    """Number, name and load of every expert, one under the other."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(f"{name}_header")
        self.setFixedHeight(HEAD)
        self.setMinimumSectionSize(36)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, model = tokens(), self.model()
        assert isinstance(model, MatrixModel)
        painter.save()
        painter.fillRect(rect, QColor(look.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.edge))
        at = section - BEFORE
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(look.muted))
        if 0 <= at < len(model.seats):
            seat = model.seats[at]
            for place, words in enumerate((seat.anonymous, seat.name, f"{seat.reviews} 份")):
                line = QRect(rect.left() + 2, rect.top() + 4 + place * 17, rect.width() - 4, 17)
                painter.setPen(QColor(look.text if place == 0 else look.muted))
                painter.drawText(line, CENTER, elided(painter, words, line.width()))
        else:
            box = rect.adjusted(NEAR, 0, -NEAR, -NEAR)
            beside = RIGHT if section >= BEFORE else LEFT
            words = model.headerData(section, Qt.Orientation.Horizontal)
            painter.drawText(QRect(box.left(), box.bottom() - 17, box.width(), 17), beside, words)
        painter.restore()


class MatrixView(QTableView):
    """`toggled` asks for the chosen cells to be assigned or taken back; `moved` tells that others are looked at."""

    toggled = Signal()
    moved = Signal()
    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("分配表：申报项目和专家")
        self.grid = MatrixModel()
        self.grid.setParent(self)
        self.setModel(self.grid)
        self.setHorizontalHeader(MatrixHeader(name))
        self.setItemDelegate(MatrixDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.selectionModel().selectionChanged.connect(lambda *_: self.moved.emit())

    def show_grid(self, rows: Sequence[AssignmentRow], seats: Sequence[SeatRow]) -> None:
        """Show these; the cell that was looked at stays so while its application is there."""
        at, top = self.currentIndex(), self.verticalScrollBar().value()
        key = self.grid.rows[at.row()].application_id if at.isValid() else None
        column = max(at.column(), BEFORE)
        self.grid.show(rows, seats)
        self._share()
        number = next((n for n, row in enumerate(rows) if row.application_id == key), 0)
        if rows and seats:
            self.setCurrentIndex(self.grid.index(number, min(column, BEFORE + len(seats) - 1)))
        self.verticalScrollBar().setValue(top)
        self.moved.emit()

    def select_application(self, application_id: int) -> None:
        number = next((n for n, row in enumerate(self.grid.rows) if row.application_id == application_id), -1)
        if number >= 0:
            self.setCurrentIndex(self.grid.index(number, max(self.currentIndex().column(), BEFORE)))

    def current_cell(self) -> Cell | None:
        return self.grid.cell(self.currentIndex())

    def chosen_cells(self) -> list[Cell]:
        """The chosen ones, row by row."""
        chosen = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        return [cell for cell in map(self.grid.cell, chosen) if cell]

    def _share(self) -> None:
        """The branch takes what the other columns leave."""
        seats = len(self.grid.seats)
        left = self.viewport().width() - NUMBER - OWED - CELL * seats
        for section, width in enumerate((NUMBER, max(BRANCH, left), *[CELL] * seats, OWED)):
            self.horizontalHeader().resizeSection(section, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        cover_cut_row(self)

    def keyboardSearch(self, search: str) -> None:
        """Typed letters belong to the filter, and a scanner types too: neither may move the cell."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The rows in which something is chosen, with titles, as a table that WPS pastes."""
        numbers = sorted({index.row() for index in self.selectedIndexes()})
        rows = [self.grid.rows[number] for number in numbers]
        QGuiApplication.clipboard().setMimeData(clipping(self._columns(), rows, titled=True))

    def _columns(self) -> list[Column[AssignmentRow]]:
        return [
            Column[AssignmentRow]("申报编号", lambda row: row.number),
            Column[AssignmentRow]("党支部", lambda row: row.branch),
            *(_expert_column(at, seat) for at, seat in enumerate(self.grid.seats)),
            Column[AssignmentRow]("份数", lambda row: row.owed, number=True),
        ]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The mark itself is pressed like a box to tick; beside it a click only looks."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        alone = event.button() == Qt.MouseButton.LeftButton and self.selectedIndexes() == [index]
        if alone and self.grid.cell(index) and abs(at.x() - self.visualRect(index).center().x()) <= MARK:
            self.toggled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()


def _expert_column(at: int, seat: SeatRow) -> Column[AssignmentRow]:
    return Column(f"{seat.anonymous} {seat.name}", lambda row: str(row.cells[at].state))


class MatrixDelegate(QStyledItemDelegate):
    """Paints marks; a word only where somebody must not score."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(CELL, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self._view.currentIndex()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(look.selected))
        elif current.row() == index.row():
            painter.fillRect(box, QColor(look.window))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(look.line))
        found = self._view.grid.cell(index)
        if found:
            draw_cell(painter, box, *found)
            if current == index and self._view.hasFocus():
                painter.setPen(QPen(QColor(look.focus), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(2, 2, -2, -3), style.RADIUS, style.RADIUS)
        else:
            self._draw_words(painter, box.adjusted(NEAR, 0, -NEAR, 0), index)
        painter.restore()

    def _draw_words(self, painter: QPainter, box: QRect, index: Index) -> None:
        quiet = index.column() == 0
        painter.setFont(style.font(style.SMALL if quiet else style.BODY))
        painter.setPen(QColor(tokens().muted if quiet else tokens().text))
        words = str(self._view.grid.data(index))
        painter.drawText(box, RIGHT if index.column() >= BEFORE else LEFT, elided(painter, words, box.width()))


def draw_cell(painter: QPainter, box: QRect, row: AssignmentRow, cell: AssignmentCell) -> None:
    """The mark in the middle; an amber one beside it where a conflict came to light or is a warning."""
    look = tokens()
    middle = QRect(box.center().x() - MARK // 2 + 1, box.center().y() - MARK // 2, MARK, MARK)
    if cell.state is CellState.CONFLICT or (cell.state is CellState.FREE and not assignable(row)):
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(look.muted))
        painter.drawText(box, CENTER, "回避" if cell.state is CellState.CONFLICT else "–")
        return
    draw_mark(painter, middle, cell.state)
    if cell.conflict or cell.suspected:
        beside = QRect(middle.right() + TIGHT, middle.top() + 2, 12, 12)
        style.draw_icon(painter, beside, "alert-triangle", look.warn)


def draw_mark(painter: QPainter, box: QRect, state: CellState) -> None:
    """A box to tick, or what became of the sheet."""
    look, square = tokens(), box.adjusted(1, 1, -1, -1)
    if state in (CellState.FREE, CellState.ASSIGNED):
        ticked = state is CellState.ASSIGNED
        painter.setPen(QPen(QColor(look.ink if ticked else look.edge), 1))
        painter.setBrush(QColor(look.ink if ticked else look.surface))
        painter.drawRoundedRect(square, 3, 3)
        if ticked:
            style.draw_icon(painter, square.adjusted(1, 1, -1, -1), "check", look.surface)
        return
    icon, token = mark_of(state)
    style.draw_icon(painter, box, icon, getattr(look, token))
