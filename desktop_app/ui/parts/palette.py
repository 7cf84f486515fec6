"""Ctrl+K: one field that finds records by characters, pinyin, initials or number, and runs commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from desktop_app.shapes.window import Hit
from desktop_app.ui import style
from desktop_app.ui.parts.basics import LEFT, RIGHT, Mark, elided, label, row, rule
from desktop_app.ui.parts.overlay import Overlay
from desktop_app.ui.parts.search_line import SearchLine, draw_found
from desktop_app.ui.style import APART, NEAR, TIGHT, tokens

Search = Callable[[str], Sequence[Hit]]


class HitLine(QAbstractButton):
    """One thing that was found. Never has the keyboard: the field above keeps it."""

    HEIGHT = 36

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName(f"hit_{number}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(self.HEIGHT)
        self._hit: Hit | None = None
        self._on = False

    def show_hit(self, hit: Hit, on: bool) -> None:
        self._hit, self._on = hit, on
        self.setAccessibleName("，".join(part for part in (hit.group, hit.text, hit.note) if part))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        hit = self._hit
        if hit is None:
            return
        look, painter, box = tokens(), QPainter(self), self.rect().adjusted(NEAR, 0, -NEAR, 0)
        if self._on:
            painter.fillRect(box, QColor(look.selected))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(look.accent_text))
        style.draw_icon(painter, QRect(box.left() + 14, 10, style.ICON, style.ICON), hit.icon, look.muted)
        painter.setFont(style.font(style.SMALL))
        keys = hit.keys or ("Enter 打开" if self._on else "")
        right = box.right() - 12 - painter.fontMetrics().horizontalAdvance(keys) - NEAR
        left = box.left() + 42
        left += draw_found(painter, QPoint(left, 23), hit.text, hit.found, right - left) + 12
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(look.muted))
        room = QRect(left, 0, max(0, right - left), self.HEIGHT)
        painter.drawText(room, LEFT, elided(painter, hit.note, room.width()))
        painter.drawText(box.adjusted(0, 0, -12, 0), RIGHT, keys)
        painter.end()


def _indented(words: QLabel, margins: tuple[int, int, int, int]) -> QWidget:
    """A label within margins. Margins of its own are lost when it is styled, the first time it is seen."""
    made = QWidget()
    made.setLayout(row(words, 0, margins=margins))
    return made


class CommandPalette(Overlay):
    """Asks `search` at every key; arrows choose, Enter or a click opens, Esc closes."""

    WIDTH, MOST = 640, 10
    FOOT = "↑ ↓ 选择　　Enter 打开　　Esc 关闭　　拼音首字母也可以：lcyx → 临床医学"

    chosen = Signal(object)  # Hit

    def __init__(self, over: QWidget, search: Search) -> None:
        super().__init__(over, "palette", "前往", self.WIDTH)
        self._search = search
        self._hits: tuple[Hit, ...] = ()
        self._at = 0
        self.field = SearchLine("palette_field", "支部、申报编号、份号、文件或命令", "goto", says="前往")
        self.field.typed.connect(self._look_up)
        self._nothing = label("", "palette_nothing", "muted")
        foot = label(self.FOOT, "palette_foot", "muted")
        foot.setContentsMargins(20, NEAR, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, NEAR)
        box.setSpacing(0)
        box.addLayout(row(Mark("search", "muted", "palette_mark", 18), self.field, margins=(20, 2, APART, 2)))
        box.addWidget(rule("palette_rule"))
        self._empty = _indented(self._nothing, (20, NEAR + TIGHT, 20, TIGHT))
        box.addWidget(self._empty)
        self._lines: list[tuple[QWidget, QLabel, HitLine]] = []
        for number in range(self.MOST):
            heading, line = label("", f"palette_group_{number}", "group"), HitLine(number)
            line.clicked.connect(lambda _=False, n=number: self._open(n))
            above = _indented(heading, (20, NEAR + 2, 0, TIGHT))
            for thing in (above, line):
                box.addWidget(thing)
            self._lines.append((above, heading, line))
        box.addSpacing(NEAR)
        box.addWidget(rule("palette_rule_2"))
        box.addWidget(foot)

    def open(self) -> None:
        self.field.fill("")
        self._look_up("")
        super().open()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self._hits

    def _look_up(self, typed: str) -> None:
        self._hits = tuple(self._search(typed.strip()))[: self.MOST]
        self._at = 0
        self._nothing.setText(f"没有找到“{typed.strip()}”。可换支部名称、编号或拼音首字母。")
        self._empty.setVisible(not self._hits and bool(typed.strip()))
        self._show_hits()
        self.place()

    def _show_hits(self) -> None:
        group = ""
        for number, (above, heading, line) in enumerate(self._lines):
            hit = self._hits[number] if number < len(self._hits) else None
            above.setVisible(hit is not None and hit.group != group)
            line.setVisible(hit is not None)
            if hit:
                group = hit.group
                heading.setText(group)
                line.show_hit(hit, number == self._at)
        on = self._hits[self._at] if self._hits else None
        self.field.setAccessibleDescription(f"{on.text}，{on.note}" if on else "没有找到")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.field.composing:
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._hits:
            self._at = (self._at + step) % len(self._hits)
            self._show_hits()
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._at)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _open(self, number: int) -> None:
        if number < len(self._hits):
            hit = self._hits[number]
            self.dismiss()
            self.chosen.emit(hit)
