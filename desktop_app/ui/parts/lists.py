"""Around a list: a line that opens its place, filter chips, the pane of details. Each is told what to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktop_app.shapes import shape
from desktop_app.ui import style
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import LEFT, RIGHT, Facts, button, dress, elided, label, say
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import APART, BESIDE, NEAR, ROW, tokens

BAR = 3
CHIP_GAP = 6


@shape
class Words:
    """What a line says: mark, words, a second line, something quiet beside, and when it is due at the right.

    `token` colours the mark and the due word: `warn` when someone must act, `muted` otherwise.
    """

    text: str
    note: str = ""
    due: str = ""
    icon: str = ""
    token: str = "muted"
    beside: str = ""


class Line(QAbstractButton):
    """One line that opens its place: `clicked`, by mouse, Enter or space."""

    def __init__(
        self,
        name: str,
        text: str = "",
        note: str = "",
        due: str = "",
        icon: str = "",
        token: str = "muted",
        *,
        beside: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words = Words("")
        self.show_words(Words(text, note, due, icon, token, beside))

    def show_words(self, words: Words) -> None:
        self.words = words
        self.setText(words.text.replace("&", "&&"))
        said = (words.text, words.note, words.beside, words.due)
        self.setAccessibleName("，".join(part for part in said if part))
        self.setToolTip("")
        self.setFixedHeight(style.ROW_TWO_LINES if words.note else ROW)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, style.ROW_TWO_LINES if self.words.note else ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """The whole note under the mouse, where it is cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            room = self.width() - 2 * APART - style.ICON - NEAR + 1
            cut = style.font_width(self.words.note, style.SMALL) > room
            QToolTip.showText(event.globalPos(), plain_tip(self.words.note) if cut else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        """To the line above or below in the same list; at its end the keyboard stays."""
        place = self.parentWidget()
        lines = [line for line in place.findChildren(Line) if line.isVisible()] if place else [self]
        lines.sort(key=lambda line: line.mapTo(self.window(), QPoint()).y())
        at = lines.index(self) + by
        if 0 <= at < len(lines):
            lines[at].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, words, box = tokens(), self.words, self.rect()
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            painter.fillRect(box, QColor(look.selected if self.hasFocus() else look.window))
        if self.hasFocus():
            painter.fillRect(QRect(0, 0, BAR, box.height()), QColor(look.accent_text))
        left = APART - 1
        if words.icon:
            top = 6 if words.note else (box.height() - style.ICON) // 2
            mark = QRect(left, top, style.ICON, style.ICON)
            style.draw_icon(painter, mark, words.icon, getattr(look, words.token))
        left += style.ICON + NEAR
        first = QRect(left, 2, box.width() - left - APART, 24) if words.note else box.adjusted(left, 0, -APART, 0)
        self._draw_first(painter, first)
        if words.note:
            painter.setFont(style.font(style.SMALL))
            painter.setPen(QColor(look.muted))
            second = QRect(left, 22, box.width() - left - APART, 18)
            painter.drawText(second, LEFT, elided(painter, words.note, second.width()))
        painter.end()

    def _draw_first(self, painter: QPainter, box: QRect) -> None:
        """From the right: when it is due, what is quiet beside, and the words in what is left."""
        look, words = tokens(), self.words
        due = look.muted if words.token == "good" else getattr(look, words.token)
        for said, colour, strong in (
            (words.due, due, words.token == "warn"),
            (words.beside, look.muted, False),
        ):
            if said:
                painter.setFont(style.font(style.SMALL, strong=strong))
                painter.setPen(QColor(colour))
                painter.drawText(box, RIGHT, said)
                box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(said) - NEAR)
        painter.setFont(style.font())
        painter.setPen(QColor(look.text))
        painter.drawText(box, LEFT, elided(painter, words.text, box.width()))


@shape
class Group:
    """Lines under a heading; without lines it is not shown. `opens` is what the page does with the line's number."""

    title: str
    lines: Sequence[tuple[Words, Callable[[], None]]]


class Lines(QWidget):
    """Groups of lines that live: told again, lines change their words where they stand, and the keyboard stays."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, NEAR)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        self._heads: list[QWidget] = []
        self._lines: list[Line] = []
        self._opens: list[Callable[[], None]] = []

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Nothing is destroyed: spare lines are hidden, so none is left as a ghost until the event loop runs."""
        for thing in (*self._heads, *self._lines):
            self._box.removeWidget(thing)
        self._opens = []
        heads = 0
        for group in groups:
            if not group.lines:
                continue
            if group.title:
                self._put(self._head(heads, f"{group.title}　{len(group.lines)}"))
                heads += 1
            for words, opens in group.lines:
                line = self._line(len(self._opens))
                line.show_words(words)
                self._opens.append(opens)
                self._put(line)
        for spare in (*self._heads[heads:], *self._lines[len(self._opens) :]):
            spare.hide()

    def _put(self, thing: QWidget) -> None:
        self._box.insertWidget(self._box.count() - 1, thing)
        thing.show()

    def _head(self, number: int, words: str) -> QWidget:
        if number == len(self._heads):
            made = label("", f"{self.objectName()}_group_{number}", "group")
            made.setContentsMargins(APART - 1, NEAR if number else 0, APART, 0)
            made.setFixedHeight(ROW if number else ROW - NEAR)  # the first stands under the panel's own title
            made.setParent(self)
            self._heads.append(made)
        head = self._heads[number]
        head.setText(words)  # type: ignore[attr-defined]
        return head

    def _line(self, number: int) -> Line:
        if number == len(self._lines):
            made = Line(f"{self.objectName()}_{number}")
            made.setParent(self)
            made.clicked.connect(lambda _=False, n=number: self._opens[n]())
            self._lines.append(made)
        return self._lines[number]


class Chips(QWidget):
    """Filters of one list; one is on. Each says how many it would leave: told again, it keeps the one that is on."""

    chosen = Signal(str)  # the choice without its number

    def __init__(self, name: str, choices: Sequence[str] = (), on: int = 0) -> None:
        super().__init__()
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(CHIP_GAP)
        self._chips: list[QPushButton] = []
        self.names: list[str] = []
        self.show_choices([(choice, None) for choice in choices])
        if self._chips:
            self._chips[on].setChecked(True)

    def show_choices(self, choices: Sequence[tuple[str, int | None]]) -> None:
        """Name and how many it leaves; None where the words already tell."""
        on = self.on()
        while len(self._chips) < len(choices):
            self._add_chip()
        self.names = [name for name, _ in choices]
        for number, chip in enumerate(self._chips):
            if number >= len(choices):
                chip.hide()
                continue
            name, left = choices[number]
            say(chip, name if left is None else f"{name} {left}")
            chip.show()
        if self._chips:
            self._chips[self.names.index(on) if on in self.names else 0].setChecked(True)

    def choose(self, name: str) -> None:
        """Press one, by its name; one that is not there changes nothing."""
        if name in self.names:
            self._chips[self.names.index(name)].setChecked(True)

    def on(self) -> str:
        """The name of the chosen one, "" before there is any."""
        number = self._group.checkedId()
        return self.names[number] if 0 <= number < len(self.names) else ""

    def _add_chip(self) -> None:
        number = len(self._chips)
        chip = button("", f"{self.objectName()}_{number}", "chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self.chosen.emit(self.on()))
        self._group.addButton(chip, number)
        self._box.addWidget(chip)
        self._chips.append(chip)


class Details(QFrame):
    """The pane at the right: what the selected row is, in words, and what can be done with it.

    Facts come first; what a page adds goes into `body` below them. Without a row, `show_nothing` says what to choose.
    """

    def __init__(
        self, name: str, title: str = "", badge: Badge | None = None, facts: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("is", "panel")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(APART, BESIDE, APART, BESIDE)
        self.body.setSpacing(NEAR)
        self._title = label("", f"{name}_title", "large", wrap=True)
        self._badge = BadgeLabel(f"{name}_badge")
        self._facts = Facts(name)
        self.body.addWidget(self._title)
        self.body.addWidget(self._badge)
        self.body.addLayout(self._facts)
        self.show_details(title, badge, facts)

    def show_details(self, title: str, badge: Badge | None = None, facts: Sequence[tuple[str, str]] = ()) -> None:
        self.setAccessibleName(title)
        self._title.setText(title)
        dress(self._title, "large")
        self._badge.show_badge(badge)
        self._badge.setVisible(badge is not None)
        self._facts.show_facts(facts)

    def show_nothing(self, words: str = "在左边选一行，这里显示它的详情。") -> None:
        self.show_details(words)
        dress(self._title, "muted")
