"""A row of small boxes with a letter each: how far something has come, gate by gate.

Filled is done, framed comes next, amber stops; the letter tells which it is, so that a picture printed grey reads.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_app.shapes import shape
from desktop_app.shapes.board import GateMark, GateState
from desktop_app.ui import style
from desktop_app.ui.parts.basics import CENTER
from desktop_app.ui.style import tokens

BOX, GAP = 19, 3  # px


@shape
class Marks:
    """The gates of one row, in their order."""

    marks: tuple[GateMark, ...]

    @property
    def words(self) -> str:
        """All of them, a line each."""
        return "\n".join(mark.words for mark in self.marks)


def draw_marks(painter: QPainter, box: QRect, found: Marks) -> None:
    look = tokens()
    top = box.center().y() - BOX // 2
    for number, mark in enumerate(found.marks):
        place = QRect(box.left() + number * (BOX + GAP), top, BOX, BOX)
        ground, edge, word = {
            GateState.PASSED: (look.ink, look.ink, look.surface),
            GateState.NEXT: (look.surface, look.text, look.text),
            GateState.BLOCKED: (look.warn, look.warn, look.on_warn),
            GateState.AHEAD: ("", "", look.muted),
        }[mark.state]
        if ground:
            painter.setPen(QPen(QColor(edge), 1))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), style.RADIUS, style.RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(style.font(style.SMALL, strong=mark.state in (GateState.NEXT, GateState.BLOCKED)))
        painter.setPen(QColor(word))
        painter.drawText(place, CENTER, mark.letter)
