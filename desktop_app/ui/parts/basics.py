"""Labels, buttons, fields, panels, and ways to set them side by side.

Kept by every part: an objectName, an accessible name for what a person uses, plain text only, tokens instead of
colours, a mark and a word beside every colour. What changes is made once and told what to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import style
from desktop_app.ui.parts.memory import FORGETFUL, Memory
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT, tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter

Widget = TypeVar("Widget", bound=QWidget)
ICON_TOKENS = {"primary": "on_accent", "quiet": "muted", "link": "focus"}


def label(text: str, name: str, looks: str = "", *, wrap: bool = False) -> QLabel:
    """Text to read. Always plain: a name typed by someone must never become markup.

    `looks` is "" or title, section, large, muted, group, warn, error.
    """
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if looks:
        made.setProperty("is", looks)
    return made


def button(text: str, name: str, looks: str = "", icon: str = "", *, keys: str = "", says: str = "") -> QPushButton:
    """`looks` is "" or primary, quiet, link, chip, tab, gate; `keys` is told in the tooltip.

    `says` is what it does where the words do not tell: it must be given when there is only an icon.
    """
    made = QPushButton()
    made.setObjectName(name)
    made.setProperty("is", looks)
    say(made, text, keys=keys, says=says)
    if icon:
        made.setIcon(style.icon(icon, ICON_TOKENS.get(looks, "text")))
        made.setIconSize(QSize(style.ICON, style.ICON))
    return made


def say(made: QPushButton, text: str, *, keys: str = "", says: str = "") -> None:
    """Give a button other words. An ampersand in a name stays one and is no mnemonic."""
    made.setText(text.replace("&", "&&"))
    made.setAccessibleName(says or text)
    if keys or says:
        made.setToolTip(plain_tip(f"{says or text}　{keys}".strip()))


def dress(widget: QWidget, looks: str) -> None:
    """Give a widget that is already shown another rule of look.qss."""
    if widget.property("is") != looks:
        widget.setProperty("is", looks)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class Mark(QWidget):
    """An icon that only shows. Painted, not a pixmap, so that it follows the theme."""

    def __init__(self, icon: str, token: str, name: str, size: int = style.ICON) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedSize(size, size)
        self._icon, self._token = icon, token

    def show_icon(self, icon: str, token: str) -> None:
        self._icon, self._token = icon, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style.draw_icon(painter, self.rect(), self._icon, getattr(tokens(), self._token))
        painter.end()


def field(name: str, text: str = "", hint: str = "", looks: str = "", *, says: str = "") -> QLineEdit:
    """One line to type in. `looks` is "" or filter, score, goto; `says` names it where no label is its buddy."""
    made = QLineEdit(text)
    if looks == "filter":
        made.addAction(style.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        emptied = made.addAction(style.icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        emptied.setToolTip("清空　Esc")
        emptied.setVisible(bool(text))
        emptied.triggered.connect(made.clear)
        made.textChanged.connect(lambda now: emptied.setVisible(bool(now)))
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    made.setAccessibleName(says or hint)
    made.setProperty("is", looks)
    return made


def rule(name: str) -> QFrame:
    """A line between two groups."""
    line = QFrame()
    line.setObjectName(name)
    line.setProperty("is", "rule")
    line.setFixedHeight(1)
    return line


def row(*things: QWidget | int, gap: int = NEAR, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Side by side. A number is fixed space, 0 takes what is left."""
    box = QHBoxLayout()
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for thing in things:
        if isinstance(thing, QWidget):
            box.addWidget(thing)
        elif thing:
            box.addSpacing(thing)
        else:
            box.addStretch(1)
    return box


class Panel(QFrame):
    """A white sheet with a heading: title, count, and at most one quiet action. What it holds goes into `body`."""

    HEAD = 39

    def __init__(self, title: str, name: str, count: str = "", action: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("is", "panel")
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, TIGHT)
        self.body.setSpacing(0)
        self._title = label(title, f"{name}_title", "section")
        self._count = label(count, f"{name}_count", "muted")
        self._head = QWidget()
        self._head.setObjectName(f"{name}_head")
        self._head.setFixedHeight(self.HEAD)
        line = row(self._title, self._count, 0, margins=(APART - 1, NEAR, BESIDE - 1, TIGHT))
        if action:
            line.addWidget(action)
        self._head.setLayout(line)
        self.body.addWidget(self._head)
        self._head.setVisible(bool(title or action))

    def show_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)
        self._head.show()

    def show_count(self, count: str) -> None:
        """What stands beside the title, such as “9 / 41”."""
        self._count.setText(count)


class Stack(QWidget):
    """One under the other. A number is fixed space, 0 takes what is left."""

    def __init__(self, name: str, *things: QWidget | QHBoxLayout | int, gap: int = NEAR) -> None:
        super().__init__()
        self.setObjectName(name)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(gap)
        for thing in things:
            if isinstance(thing, QWidget):
                self.box.addWidget(thing)
            elif isinstance(thing, QHBoxLayout):
                self.box.addLayout(thing)
            elif thing:
                self.box.addSpacing(thing)
            else:
                self.box.addStretch(1)


def panes(name: str, left: QWidget, right: QWidget, right_width: int, memory: Memory = FORGETFUL) -> QSplitter:
    """Table left, details right; the width of the right pane is the clerk's and is remembered."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setObjectName(name)
    split.setHandleWidth(BESIDE)
    split.setChildrenCollapsible(False)
    split.addWidget(left)
    split.addWidget(right)
    split.setStretchFactor(0, 1)
    split.setStretchFactor(1, 0)
    right.setMinimumWidth(right_width)
    remembered = memory.recall(f"{name}/right")
    wanted = int(remembered) if remembered.isdigit() else right_width
    split.setSizes([2000, max(wanted, right_width)])
    split.splitterMoved.connect(lambda *_: memory.remember(f"{name}/right", str(split.sizes()[1])))
    return split


def form() -> QFormLayout:
    """Labels right-aligned in one column; the fields begin on one line."""
    made = QFormLayout()
    made.setLabelAlignment(RIGHT)
    made.setHorizontalSpacing(BESIDE)
    made.setVerticalSpacing(NEAR)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return made


def form_label(text: str, name: str, buddy: QWidget | None = None) -> QLabel:
    """What stands before a field: names the field for a screen reader too."""
    made = label(text, f"{name}_label")
    made.setFixedHeight(style.CONTROL)
    made.setMinimumWidth(64)
    made.setAlignment(RIGHT)
    if buddy:
        made.setBuddy(buddy)
        if not buddy.accessibleName():
            buddy.setAccessibleName(text.removesuffix("*").strip())
    return made


def wide(widget: Widget) -> Widget:
    """Let a widget take the width that is left."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    return widget


class Facts(QGridLayout):
    """Key and value, one pair a line, in words that can be marked and copied. Told again, it changes its words."""

    def __init__(self, name: str, key_width: int = 56) -> None:
        super().__init__()
        self._name = name
        self._lines: list[tuple[QLabel, QLabel]] = []
        self.setHorizontalSpacing(BESIDE)
        self.setVerticalSpacing(6)
        self.setColumnMinimumWidth(0, key_width)
        self.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]], hints: Mapping[str, str] = MappingProxyType({})) -> None:
        """`hints`: by key, what a value says under the mouse."""
        while len(self._lines) < len(facts):
            self._add_line()
        for number, (key_label, value_label) in enumerate(self._lines):
            key, value = facts[number] if number < len(facts) else ("", "")
            key_label.setText(key)
            value_label.setText(value)
            value_label.setToolTip(plain_tip(hints.get(key, "")))
            value_label.setAccessibleName(f"{key}：{value}")
            for said in (key_label, value_label):
                if number >= len(facts):
                    said.hide()
                elif said.parentWidget():  # without a parent it would open as a window of its own
                    said.show()

    def _add_line(self) -> None:
        number = len(self._lines)
        key = label("", f"{self._name}_{number}_key", "muted")
        value = label("", f"{self._name}_{number}", wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.addWidget(key, number, 0, Qt.AlignmentFlag.AlignTop)
        self.addWidget(value, number, 1)
        self._lines.append((key, value))


def elided(painter: QPainter, text: str, width: int) -> str:
    """`text`, cut with an ellipsis where it would not fit into `width` px."""
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
