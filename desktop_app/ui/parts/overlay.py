"""A sheet that lies above the page: it quietens what is under it, holds the keyboard, and gives it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFrame,
    QGraphicsDropShadowEffect,
    QRadioButton,
    QWidget,
)

from desktop_app.ui.style import tokens


def cast_shadow(widget: QWidget) -> None:
    """The only shadow there is: under what lies above the page."""
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(24)
    shadow.setOffset(0, 6)
    shadow.setColor(QColor(0, 0, 0, 90))
    widget.setGraphicsEffect(shadow)


def press_focused(event: QKeyEvent) -> bool:
    """Let Enter press the button that has the keyboard; whether it did. Boxes to tick are left to Space."""
    here = QApplication.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not isinstance(here, QAbstractButton):
        return False
    if isinstance(here, QCheckBox | QRadioButton):
        return False
    here.click()
    event.accept()
    return True


class Scrim(QWidget):
    """Quietens the page under a sheet; a click on it closes the sheet."""

    pressed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("scrim")
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(tokens().window)
        veil.setAlpha(150)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        painter.end()


class Overlay(QFrame):
    """Made once over a window, opened and dismissed as often as one likes. Esc and a click beside it dismiss it."""

    TOP = 64
    closed = Signal()

    def __init__(self, over: QWidget, name: str, says: str, width: int) -> None:
        self._scrim = Scrim(over)
        super().__init__(over)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setProperty("is", "overlay")
        self.setFixedWidth(width)
        self._over = over
        self._came_from: QWidget | None = None
        self._scrim.pressed.connect(self.dismiss)
        over.installEventFilter(self)
        cast_shadow(self)
        self.hide()

    def open(self) -> None:
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
        self.place()
        for layer in (self._scrim, self):
            layer.show()
            layer.raise_()

    def dismiss(self) -> None:
        """Close and put the keyboard back where it was."""
        if self.isHidden():
            return
        self.hide()
        self._scrim.hide()
        if self._came_from and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._came_from = None
        self.closed.emit()

    def place(self) -> None:
        """Centred, near the top, as tall as it needs."""
        self._scrim.setGeometry(self._over.rect())
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, self.TOP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            press_focused(event)
        event.accept()  # a key pressed here is never meant for the page beneath

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes round inside the sheet."""
        inside = [
            child
            for child in self.findChildren(QWidget)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        here = self.focusWidget()
        at = inside.index(here) if here in inside else -1
        if inside:
            inside[(at + (1 if onward else -1)) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True
