"""A list inside a panel: as tall as it is long while there is room, and then it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from desktop_app.ui.style import NEAR


class Scroll(QScrollArea):
    """Holds one widget. Whatever in it has the keyboard is brought into sight."""

    SHORTEST = 96  # px, below which scrolling is no help

    def __init__(self, name: str, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setWidgetResizable(True)
        inner.setProperty("is", "page")
        self.setWidget(inner)
        inner.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        inner = self._inner.minimumSizeHint()
        return QSize(inner.width(), min(inner.height(), self.SHORTEST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside grew or shrank: the panel around it may too."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # a line under the mouse would move away between press and release, and the click be lost
        if now is not None and self._inner.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, NEAR)
