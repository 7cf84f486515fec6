"""A small picture of a sheet of labels: the used ones grey, those to be printed filled; a click says where to begin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shapes.desk_papers import LabelFormat
from desktop_app.ui.style import tokens

TALL = 300  # px of an A4 sheet
SHEET = (210.0, 297.0)  # mm


class LabelGrid(QWidget):
    """`first` is the first free label, from 1. Arrows move it; Home is the first of the sheet."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._format: LabelFormat | None = None
        self._count = 0
        self.first = 1

    def show_format(self, form: LabelFormat, count: int) -> None:
        """`count` labels are to be printed; another format begins at its first label again."""
        if form != self._format:
            self.first = 1
        self._format, self._count = form, count
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(round(TALL * SHEET[0] / SHEET[1]) + 2, TALL + 2)

    def _say(self) -> None:
        of = self._format.labels if self._format else 0
        self.setAccessibleName(f"从第 {self.first} 张开始，每页 {of} 张")
        self.setToolTip(f"从第 {self.first} 张开始")
        self.update()

    def _begin_at(self, first: int) -> None:
        if self._format and 1 <= first <= self._format.labels and first != self.first:
            self.first = first
            self._say()
            self.changed.emit()

    def _area(self, at: int) -> QRectF:
        form, scale = self._format, TALL / SHEET[1]
        assert form is not None
        left = (form.left + at % form.across * (form.width + form.between)) * scale
        top = (form.top + at // form.across * form.height) * scale
        return QRectF(left + 2, top + 2, form.width * scale - 2, form.height * scale - 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for at in range(self._format.labels if self._format else 0):
            if self._area(at).contains(event.position()):
                self._begin_at(at + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across = self._format.across if self._format else 1
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -across,
            Qt.Key.Key_Down: across,
            Qt.Key.Key_Home: 1 - self.first,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._begin_at(self.first + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.focus if self.hasFocus() else look.line))
        painter.setBrush(QColor(look.surface))
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1))
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(self._format.labels if self._format else 0):
            printed = self.first <= at + 1 < self.first + self._count
            painter.setBrush(QColor(look.focus if printed else look.line if at + 1 < self.first else look.window))
            painter.drawRoundedRect(self._area(at), 2, 2)
        painter.end()
