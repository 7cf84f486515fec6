"""Distances, heights and the type scale, in logical pixels, and the face that carries them."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

GAP = 4  # the grid: every distance is a multiple
TIGHT, NEAR, BESIDE, APART, FAR = GAP, 2 * GAP, 3 * GAP, 4 * GAP, 6 * GAP  # BESIDE: between panels
SMALL, BODY, LARGE, TITLE = 12, 13, 16, 22  # the type scale; nothing is smaller than 12
CONTROL, ROW, ROW_TWO_LINES = 32, 32, 44  # heights
RADIUS, RADIUS_PANEL = 4, 6
ICON, ICON_RAIL = 16, 18

# The system's own face where it has a Chinese one; "Noto Sans SC" is also the name of the bundled face.
FACES = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")


def font(size: int = BODY, *, strong: bool = False, struck: bool = False) -> QFont:
    """The application's face at `size` px. Two weights only: the Windows faces have no others."""
    face = QFont(QApplication.font())
    face.setPixelSize(size)
    face.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    face.setStrikeOut(struck)
    return face


def font_width(text: str, size: int = BODY, *, strong: bool = False) -> int:
    """How wide `text` runs in the application's face, in px."""
    return QFontMetrics(font(size, strong=strong)).horizontalAdvance(text)
