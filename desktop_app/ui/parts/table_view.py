"""The grid of a table as Qt sees it: how its cells are painted, and how its rows answer to keys and mouse."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from desktop_app.shapes import shape
from desktop_app.ui import style
from desktop_app.ui.parts.badges import WORD, Badge, draw_badge
from desktop_app.ui.parts.basics import LEFT, RIGHT, elided
from desktop_app.ui.parts.marks import Marks, draw_marks
from desktop_app.ui.parts.table_rows import CellsModel, Column, Index, Score
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import NEAR, ROW, TIGHT, tokens

HEADER = 32
BAR = 3
DIVIDER = 24


@shape
class Divider:
    """A line across the table below one row, with its meaning written on it, such as the quota."""

    row: int  # as shown; -1 when it is out of sight
    words: str = ""


class TableView(QTableView):
    """Rows are chosen whole; Enter and a double click open; Tab leaves the table."""

    opened = Signal(QModelIndex)
    copy_asked = Signal(bool)  # whether with the titles of the columns
    menu_asked = Signal(QPoint)
    resized = Signal()

    def __init__(self, name: str, model: CellsModel[Any]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.under_mouse = -1
        self.divider = Divider(-1)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.entered.connect(self._point_at)
        self.doubleClicked.connect(self.opened)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setObjectName(f"{name}_header")
        header.setFixedHeight(HEADER)
        header.setMinimumSectionSize(36)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def show_divider(self, divider: Divider) -> None:
        if self.divider.row >= 0 and self.divider.row < self.model().rowCount():
            self.setRowHeight(self.divider.row, ROW)
        self.divider = divider
        if divider.row >= 0:
            self.setRowHeight(divider.row, ROW + DIVIDER)
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Typed letters belong to the filter, and a scanner types too: neither may move the row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex())
                return
            event.ignore()
            return
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_C and event.modifiers() in (control, control | Qt.KeyboardModifier.ShiftModifier):
            self.copy_asked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        under = self.visualRect(self.currentIndex()).bottomLeft() if by_key else event.pos()
        self.menu_asked.emit(self.viewport().mapToGlobal(under))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.selectRow(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(QModelIndex())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at(QModelIndex())
        return super().viewportEvent(event)

    def _point_at(self, index: QModelIndex) -> None:
        if self.under_mouse != index.row():
            self.under_mouse = index.row()
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The divider goes over the cells: its words run across columns. A row that would be cut is not shown."""
        super().paintEvent(event)
        cover_cut_row(self)
        if self.divider.row >= 0 and not _is_cut(self, self.divider.row):
            top = self.rowViewportPosition(self.divider.row) + ROW
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_divider(painter, QRect(0, top, self.viewport().width(), DIVIDER), self.divider.words)
            painter.end()


def cover_cut_row(view: QTableView) -> None:
    """Paint over the row at the lower edge that has not its whole height in sight.

    Below a table stands its foot, so half a row looks like a fault and not like more to come. A table lower than one
    row shows what it can.
    """
    page = view.viewport()
    last = view.rowAt(page.height() - 1)
    top = view.rowViewportPosition(last)
    if last < 0 or top <= 0 or not _is_cut(view, last):
        return
    painter = QPainter(page)
    painter.fillRect(page.rect().adjusted(0, top, 0, 0), QColor(tokens().surface))
    painter.end()


def _is_cut(view: QTableView, row: int) -> bool:
    return view.rowViewportPosition(row) + view.rowHeight(row) > view.viewport().height()


class CellDelegate(QStyledItemDelegate):
    """Paints every cell: ground, accent bar of the current row, then text, badge or score."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if box.height() > ROW:  # room for the divider, which Qt has filled with the colour of a selection
            painter.fillRect(box, QColor(tokens().surface))
            box = QRect(box.left(), box.top(), box.width(), ROW)
        self._ground(painter, box, index, selected=selected)
        inner, cell = box.adjusted(NEAR, 0, -NEAR, 0), index.data(Qt.ItemDataRole.UserRole)
        match cell:
            case Badge():
                draw_badge(painter, inner, cell)
            case Score():
                draw_score(painter, inner, cell)
            case Marks():
                draw_marks(painter, inner, cell)
            case _:
                draw_text(painter, inner, str(cell), self._column(index))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(style.font_width(index.data(), style.BODY) + WORD + 2 * NEAR, ROW)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole text of a cell that is cut."""
        words = index.data() or ""
        column = self._column(index)
        room = self._view.columnWidth(index.column()) - 2 * NEAR - (WORD if column.badge else 0)
        size = style.SMALL if column.quiet or column.badge else style.BODY
        QToolTip.showText(event.globalPos(), plain_tip(words) if style.font_width(words, size) > room else "", view)
        return True

    def _column(self, index: Index) -> Column[Any]:
        model: CellsModel[Any] = index.model()  # type: ignore[assignment]
        return model.columns[index.column()]

    def _ground(self, painter: QPainter, box: QRect, index: Index, *, selected: bool) -> None:
        look = tokens()
        if selected:
            painter.fillRect(box, QColor(look.selected))
        elif self._view.under_mouse == index.row():
            painter.fillRect(box, QColor(look.window))
        if self._view.divider.row != index.row():
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(look.line))
        # The bar tells where Enter would go; grey while the keyboard is elsewhere, for keys would not act on this row.
        if selected and box.left() == 0 and self._view.currentIndex().row() == index.row():
            bar = look.accent_text if self._view.hasFocus() else look.edge
            painter.fillRect(QRect(0, box.top(), BAR, box.height()), QColor(bar))


def draw_text(painter: QPainter, box: QRect, text: str, column: Column[Any]) -> None:
    painter.setFont(style.font(style.SMALL if column.quiet else style.BODY))
    painter.setPen(QColor(tokens().muted if column.quiet else tokens().text))
    painter.drawText(box, RIGHT if column.number else LEFT, elided(painter, text, box.width()))


def draw_score(painter: QPainter, box: QRect, score: Score) -> None:
    """Points at the right; a dropped one struck through, with an arrow for the highest or the lowest."""
    look, valid = tokens(), score.points.replace(".", "").isdigit()
    painter.setFont(style.font(style.BODY if valid else style.SMALL, struck=bool(score.dropped)))
    painter.setPen(QColor(look.muted if score.dropped or not valid else look.text))
    painter.drawText(box, RIGHT, score.points)
    if score.dropped:
        left = box.right() - painter.fontMetrics().horizontalAdvance(score.points) - 15
        arrow = "arrow-up" if score.dropped == "high" else "arrow-down"
        style.draw_icon(painter, QRect(left, box.center().y() - 5, 12, 12), arrow, look.muted)


def draw_divider(painter: QPainter, box: QRect, words: str) -> None:
    look = tokens()
    painter.setFont(style.font(style.SMALL, strong=True))
    flag = QRect(box.left() + NEAR, box.top() + 1, 0, box.height() - 2)
    flag.setWidth(min(painter.fontMetrics().horizontalAdvance(words) + 2 * NEAR, box.width() - 2 * NEAR))
    painter.fillRect(QRect(box.left(), box.center().y(), box.width(), 2), QColor(look.ink))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.ink))
    painter.drawRoundedRect(flag, style.RADIUS, style.RADIUS)
    painter.setPen(QColor(look.surface))
    painter.drawText(flag.adjusted(NEAR, 0, -TIGHT, 0), LEFT, elided(painter, words, flag.width() - NEAR))
