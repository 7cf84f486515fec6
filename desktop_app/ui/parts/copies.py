"""The paper copies on the desk: typed, never assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.ui import style
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import LEFT, RIGHT, dress, label, row
from desktop_app.ui.style import BESIDE, NEAR, TIGHT, tokens

ASPECTS = (("stamped", "盖章", "章"), ("signed", "签字", "签字"), ("whole", "完整", "页"))
IN_A_ROW = 5
HEAD = 30
STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
NUMERALS = "零一二三四五六七八九"


def verdict(marks: CopyMarks) -> Badge:
    """What there is to say of one copy: 未到, 齐全, or what it lacks."""
    if not marks.here:
        return Badge("muted", "circle-dashed", "未到")
    lacking = [short for aspect, _, short in ASPECTS if not getattr(marks, aspect)]
    if not lacking:
        return Badge("good", "circle-check", "齐全")
    return Badge("warn", "alert-triangle", f"缺{lacking[0]}" if len(lacking) == 1 else f"缺 {len(lacking)} 样")


class CopyTile(QFrame):
    """k/5 with its verdict and three real check boxes, so that a screen reader can press them too.

    `received` is the day on which it came, such as “11-09”, when it came before today: then it stands there quietly
    with what was seen that day, until the clerk corrects it.
    """

    changed = Signal()

    def __init__(self, number: int, of: int, marks: CopyMarks = ABSENT, received: str = "") -> None:
        super().__init__()
        self.setObjectName(f"copy_{number}")
        self.setFixedSize(104, 112)
        self.setToolTip("单击上边：此份到或未到")
        self._number, self._of = number, of
        self.marks = self._given = marks
        self._received = received
        self.boxes: list[QCheckBox] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(BESIDE, HEAD + TIGHT, NEAR, NEAR)
        box.setSpacing(2)
        for aspect, word, _ in ASPECTS:
            check = QCheckBox(word)
            check.setObjectName(f"copy_{number}_{aspect}")
            check.setAccessibleName(f"第 {number} 份{word}")
            check.clicked.connect(self._read)
            self.boxes.append(check)
            box.addWidget(check)
        self.show_marks(marks, received)

    @property
    def as_received(self) -> bool:
        """It came earlier and nothing about it was changed since."""
        return bool(self._received) and self.marks == self._given

    @property
    def badge(self) -> Badge:
        if self.as_received and self.marks.complete:
            return Badge("good", "check", f"已收 {self._received}")
        return verdict(self.marks)

    def show_marks(self, marks: CopyMarks, received: str | None = None) -> None:
        """Say what is seen on it; with `received` also that this is how it stood then ("" for a copy of today)."""
        if received is not None:
            self._given, self._received = marks, received
        self.marks = marks
        for check, (aspect, _, _) in zip(self.boxes, ASPECTS, strict=True):
            check.setChecked(marks.here and getattr(marks, aspect))
            dress(check, "absent" if self.as_received or not marks.here else "")
        came = f"，{self._received} 收到" if self._received else ""
        self.setAccessibleName(f"第 {self._number} 份，共 {self._of} 份，{verdict(marks).word}{came}")
        self.update()

    def completed(self) -> None:
        """One of a whole stack of complete copies."""
        self.show_marks(COMPLETE)

    def cleared(self) -> None:
        """Not among those that came now; what came earlier stays as it was."""
        self.show_marks(self._given if self._received else ABSENT)

    def turned(self) -> None:
        """It came, or it did not."""
        if self.marks.here:
            self.show_marks(ABSENT)
        else:
            self.show_marks(self._given if self._received and self._given.here else COMPLETE)
        self.changed.emit()

    def _read(self) -> None:
        """A tick on a copy that had not come says that it has."""
        seen = {aspect: check.isChecked() for check, (aspect, _, _) in zip(self.boxes, ASPECTS, strict=True)}
        here = self.marks.here or any(seen.values())
        self.show_marks(replace(self.marks, here=here, **seen))
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.position().y() < HEAD:
            self.boxes[0].setFocus(Qt.FocusReason.MouseFocusReason)
            self.turned()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, badge, here = tokens(), self.badge, self.marks.here
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        waits = badge.token == "warn"
        pen = QPen(QColor(look.warn if waits else look.line if here else look.edge), 1)
        if not here:
            pen.setStyle(Qt.PenStyle.DashLine)
        ring = any(check.hasFocus() for check in self.boxes)
        if ring:
            pen = QPen(QColor(look.focus), 2)
        inset = 1.0 if ring else 0.5
        painter.setPen(pen)
        painter.setBrush(QColor(look.surface if here and not self.as_received else look.window))
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(inset, inset, -inset, -inset), style.RADIUS, style.RADIUS
        )
        self._draw_head(painter, badge)
        painter.end()

    def _draw_head(self, painter: QPainter, badge: Badge) -> None:
        """The day takes the room of “/5” on a copy that came earlier."""
        look, quiet = tokens(), self.as_received or not self.marks.here
        painter.setPen(QColor(look.muted if quiet else look.text))
        painter.setFont(style.font(strong=True))
        told = str(self._number) if self.as_received and self.marks.complete else f"{self._number}/{self._of}"
        painter.drawText(QRect(BESIDE, NEAR, 44, 22), LEFT, told)
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(look.warn if badge.token == "warn" else look.muted))
        painter.drawText(QRect(0, NEAR, self.width() - 10, 22), RIGHT, badge.word)
        left = self.width() - 10 - painter.fontMetrics().horizontalAdvance(badge.word) - 17
        style.draw_icon(painter, QRect(left, 12, 14, 14), badge.icon, getattr(look, badge.token))


class CopySelector(QWidget):
    """The tiles and one tab stop.

    A digit says how many complete copies lie there: 5 is the whole row in one key, and is typed, never assumed.
    Then the exceptions: arrows choose, space ticks, minus says that this copy did or did not come. E says that the
    electronic version is there, H that other paper takes the place of what came earlier, Enter that all is said.
    """

    changed = Signal()
    electronic_toggled = Signal()
    exchange_toggled = Signal()
    finished = Signal()

    def __init__(self, copies: Sequence[CopyMarks] = (ABSENT,) * 5, received: Sequence[str] = ()) -> None:
        super().__init__()
        self.setObjectName("copies")
        self.setAccessibleName("纸质件")
        self.tiles: list[CopyTile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(NEAR)
        self._hints = label("", "copies_keys", "muted")
        policy = self._hints.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the form must not jump when the hints come
        self._hints.setSizePolicy(policy)
        self._hints.hide()
        outer = row()
        outer.addLayout(self._grid)
        outer.addSpacing(TIGHT)
        outer.addWidget(self._hints, 0, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)
        self.setLayout(outer)
        self.show_copies(copies, received)

    @property
    def copies(self) -> tuple[CopyMarks, ...]:
        return tuple(tile.marks for tile in self.tiles)

    def show_copies(self, copies: Sequence[CopyMarks], received: Sequence[str] = ()) -> None:
        """What lies there. `received[n]` is the day (“11-09”) on which copy n came earlier, "" if it did not."""
        days = [*received, *[""] * (len(copies) - len(received))]
        if len(copies) != len(self.tiles):
            self._lay(len(copies))
        for tile, marks, day in zip(self.tiles, copies, days, strict=True):
            tile.show_marks(marks, day)
        self._stop_at(self.tiles[0].boxes[0])
        self.changed.emit()

    def _lay(self, of: int) -> None:
        """Other tiles, because the round asks for another number of copies; more than five wrap."""
        for old in self.tiles:
            old.hide()
            self._grid.removeWidget(old)
            old.deleteLater()
        self.tiles = [CopyTile(number, of) for number in range(1, of + 1)]
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // IN_A_ROW, place % IN_A_ROW)
            tile.changed.connect(self.changed)
            for check in tile.boxes:
                check.installEventFilter(self)
        digit = min(of, 9)
        self._hints.setText(
            f"{digit}　{NUMERALS[digit]}份齐全\n方向键 移动\n空格 勾选\n−　此份未到\nE　电子版已到\nEnter 完成"
        )

    def _stop_at(self, stop: QCheckBox) -> None:
        """Tab comes back to where it left; the other boxes are reached by arrows or mouse."""
        for tile in self.tiles:
            for check in tile.boxes:
                check.setFocusPolicy(Qt.FocusPolicy.StrongFocus if check is stop else Qt.FocusPolicy.ClickFocus)
            tile.update()
        self.setFocusProxy(stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QCheckBox):
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._hints.setVisible(event.type() == QEvent.Type.FocusIn)
            self._stop_at(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if held == Qt.KeyboardModifier.NoModifier and self._press(watched, Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)

    def _press(self, at: QCheckBox, key: Qt.Key) -> bool:
        here = next(n for n, tile in enumerate(self.tiles) if at in tile.boxes)
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._count(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Delete):
            self.tiles[here].turned()
        elif key == Qt.Key.Key_E:
            self.electronic_toggled.emit()
        elif key == Qt.Key.Key_H:
            self.exchange_toggled.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif key in STEPS:
            self._step(here, self.tiles[here].boxes.index(at), *STEPS[key])
        else:
            return False
        return True

    def _count(self, complete: int) -> None:
        """So many complete copies; a number greater than the round asks for is a slip of the finger."""
        if complete > len(self.tiles):
            return
        for place, tile in enumerate(self.tiles):
            if place < complete:
                tile.completed()
            else:
                tile.cleared()
        self.changed.emit()

    def _step(self, tile: int, line: int, across: int, down: int) -> None:
        """Round and round; below the last box of a tile lies the tile of the next row."""
        if not 0 <= line + down < len(ASPECTS):
            below = tile + down * IN_A_ROW
            tile = below if 0 <= below < len(self.tiles) else tile % IN_A_ROW if down > 0 else self._lowest(tile)
        boxes = self.tiles[(tile + across) % len(self.tiles)].boxes
        boxes[(line + down) % len(ASPECTS)].setFocus(Qt.FocusReason.TabFocusReason)

    def _lowest(self, tile: int) -> int:
        return max(n for n in range(len(self.tiles)) if n % IN_A_ROW == tile % IN_A_ROW)
