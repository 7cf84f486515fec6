"""States: a mark and a word, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shapes import shape
from desktop_app.ui import style
from desktop_app.ui.parts.basics import LEFT, elided
from desktop_app.ui.style import TIGHT, tokens

MARK = 15  # px; odd, so that the rings of Tabler stand in the middle of a line
WORD = 20  # where the word begins


@shape
class Badge:
    """A state: mark and word. `good` is done, `warn` waits for someone, `text` is under way, `muted` asks nothing."""

    token: str
    icon: str
    word: str
    filled: bool = False  # late or blocking: at most a few on a page


def draw_badge(painter: QPainter, box: QRect, badge: Badge) -> None:
    """Mark, then word. What is as it should be must not shout: of a `good` badge only the mark is green."""
    look, left = tokens(), box.left()
    mark = getattr(look, badge.token)
    word = look.muted if badge.token == "good" else mark
    painter.setFont(style.font(style.SMALL, strong=badge.filled))
    said = elided(painter, badge.word, box.width() - WORD - (TIGHT if badge.filled else 0))
    if badge.filled:
        ground = QRect(left - TIGHT, box.center().y() - 10, painter.fontMetrics().horizontalAdvance(said) + 32, 21)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.warn))
        painter.drawRoundedRect(ground, style.RADIUS, style.RADIUS)
        mark = word = look.on_warn
        left += 2
    style.draw_icon(painter, QRect(left, box.center().y() - MARK // 2 + 1, MARK, MARK), badge.icon, mark)
    painter.setPen(QColor(word))
    painter.drawText(box.adjusted(left - box.left() + WORD, 0, 2 * TIGHT, 0), LEFT, said)


class BadgeLabel(QWidget):
    """A badge outside a table. Without a badge it keeps its line and shows nothing."""

    HEIGHT = 24

    def __init__(self, name: str, badge: Badge | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.badge: Badge | None = None
        self.show_badge(badge)

    def show_badge(self, badge: Badge | None) -> None:
        self.badge = badge
        self.setAccessibleName(badge.word if badge else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self.badge is None:
            return QSize(0, self.HEIGHT)
        around = WORD + 5 * TIGHT if self.badge.filled else WORD + TIGHT
        return QSize(style.font_width(self.badge.word, style.SMALL, strong=self.badge.filled) + around, self.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.badge is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_badge(painter, self.rect().adjusted(TIGHT if self.badge.filled else 0, 0, 0, 0), self.badge)
        painter.end()
