"""What answers without stopping anyone, and what stands where there is nothing yet: toast, empty state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.ui.parts.basics import CENTER, Mark, button, label, row, say
from desktop_app.ui.parts.overlay import cast_shadow
from desktop_app.ui.style import APART, NEAR


class Toast(QFrame):
    """What was done, in the past tense, and its undo. Stays while the mouse is on it; never takes the keyboard."""

    LASTS = 6000  # ms
    ABOVE_STATUS = 40  # px from the foot of the window

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("toast")
        self.setProperty("is", "toast")
        self._over = over
        self._act: Callable[[], object] | None = None
        self._mark = Mark("check", "on_toast", "toast_mark")
        self._words = label("", "toast_words")
        self._button = button("", "toast_undo")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._pressed)
        self._keys = label("", "toast_keys")
        line = row(self._mark, self._words, NEAR, self._button, self._keys, margins=(APART, NEAR, APART, NEAR))
        self.setLayout(line)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide)
        over.installEventFilter(self)
        cast_shadow(self)
        self.hide()

    def tell(
        self, words: str, action: str = "", act: Callable[[], object] | None = None, *, keys: str = "", says: str = ""
    ) -> None:
        """Say `words`; `action` is the word of the one thing that can be done about it, `says` its full name."""
        self._act = act
        self._mark.show_icon("check", "on_toast")
        self._show(words, action if act else "", keys, says)

    def warn(self, words: str) -> None:
        """Say why something asked for from anywhere was not done."""
        self._act = None
        self._mark.show_icon("alert-triangle", "on_toast")
        self._show(words, "", "", "")

    def withdraw_action(self) -> None:
        """What it offered no longer holds: the words stay, the button goes."""
        self._act = None
        self._button.hide()
        self._keys.hide()
        self._place()

    def _show(self, words: str, action: str, keys: str, says: str) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        say(self._button, action, says=says or action)
        self._keys.setText(keys)
        self._button.setVisible(bool(action))
        self._keys.setVisible(bool(action and keys))
        self.show()
        self._place()
        self.raise_()
        self._clock.start(self.LASTS)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _place(self) -> None:
        self.setMaximumWidth(self._over.width() - 2 * APART)
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - self.ABOVE_STATUS)

    def _pressed(self) -> None:
        act = self._act
        self.hide()
        if act:
            act()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start(self.LASTS // 2)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False


class EmptyState(QWidget):
    """Nothing here yet: why, what comes next, and the action that brings it."""

    def __init__(self, name: str, icon: str, title: str, next_step: str, *actions: QWidget) -> None:
        super().__init__()
        self.setObjectName(name)
        self._mark = Mark(icon, "edge", f"{name}_mark", 40)
        self._title = label(title, f"{name}_title", "large")
        self._next = label(next_step, f"{name}_next", "muted")
        self._next.setAlignment(CENTER)
        box = QVBoxLayout(self)
        box.setSpacing(NEAR)
        box.addStretch(2)
        for said in (self._mark, self._title, self._next):
            box.addWidget(said, 0, CENTER)
        box.addSpacing(NEAR)
        box.addLayout(row(0, *actions, 0))
        box.addStretch(3)

    def show_words(self, title: str, next_step: str) -> None:
        self._title.setText(title)
        self._next.setText(next_step)
