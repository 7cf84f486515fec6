"""Icons, painted when they are shown: sharp at every scale, in the colours of the theme in force."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from desktop_app.ui.style.palette import tokens

ICONS = Path(next(iter(resources.__path__))) / "icons"


@lru_cache(maxsize=512)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(svg.replace("currentColor", colour).replace('width="2"', 'width="1.75"').encode()))


def draw_icon(painter: QPainter, rect: QRect | QRectF, name: str, colour: str) -> None:
    """Paint the icon `name` (a file of resources/icons, without suffix) in the colour `#RRGGBB`."""
    _drawing(name, colour).render(painter, QRectF(rect))


class _TokenIcon(QIconEngine):
    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "edge" if mode == QIcon.Mode.Disabled else self._token
        draw_icon(painter, rect, self._name, getattr(tokens(), token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _TokenIcon(self._name, self._token)


def icon(name: str, token: str = "text") -> QIcon:
    """The icon `name` in the colour of a token, whichever theme is in force when it is painted."""
    return QIcon(_TokenIcon(name, token))
