"""Fields that help: what is typed proposes whole records; Enter leads on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop_app.rules import names
from desktop_app.shapes.window import Proposal
from desktop_app.ui import style
from desktop_app.ui.parts.basics import LEFT, elided
from desktop_app.ui.parts.date_fields import DateField, DateTimeField
from desktop_app.ui.parts.overlay import cast_shadow
from desktop_app.ui.parts.search_line import SearchLine, draw_found
from desktop_app.ui.style import APART, NEAR, TIGHT, tokens

__all__ = ["DateField", "DateTimeField", "Proposal", "ProposalField", "SearchLine", "enter_goes_on", "enter_leads"]

Propose = Callable[[str], Sequence[Proposal]]
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProposalList(QFrame):
    """What a field proposes, under it and above the page; never has the keyboard."""

    MOST = 7
    clicked = Signal(int)

    def __init__(self, name: str, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName(name)
        self.setProperty("is", "overlay")
        self.setMouseTracking(True)
        self.proposals: tuple[Proposal, ...] = ()
        self.at = 0
        self._nothing = ""
        cast_shadow(self)
        self.hide()

    def show_under(self, field: QWidget, proposals: Sequence[Proposal], nothing: str) -> None:
        """Below the field, above it where there is no room; `nothing` is said when there are none."""
        self.proposals, self.at, self._nothing = tuple(proposals[: self.MOST]), 0, nothing
        over = field.window()
        if self.parentWidget() is not over:
            self.setParent(over)
        self._say()
        self.resize(max(field.width(), 360), 2 * TIGHT + self._row() * max(1, len(self.proposals)))
        below = field.mapTo(over, QPoint(0, field.height() + TIGHT))
        fits = below.y() + self.height() <= over.height() - NEAR
        above = field.mapTo(over, QPoint(0, -self.height() - TIGHT))
        at = below if fits or above.y() < 0 else above
        self.move(max(NEAR, min(at.x(), over.width() - self.width() - NEAR)), at.y())
        self.show()
        self.raise_()
        self.update()

    def step(self, by: int) -> None:
        if self.proposals:
            self.at = (self.at + by) % len(self.proposals)
            self._say()
            self.update()

    @property
    def current(self) -> Proposal | None:
        return self.proposals[self.at] if self.proposals else None

    def _say(self) -> None:
        on = self.current
        self.setAccessibleName(f"{on.text}，{on.note}" if on else self._nothing)

    def _row(self) -> int:
        return style.ROW_TWO_LINES if any(each.note for each in self.proposals) else style.ROW

    def _number_at(self, at: QPoint) -> int:
        number = (at.y() - TIGHT) // self._row()
        return number if 0 <= number < len(self.proposals) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (number := self._number_at(event.position().toPoint())) >= 0:
            self.at = number
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # not the page beneath

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (number := self._number_at(event.position().toPoint())) >= 0:
            self.clicked.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter = tokens(), QPainter(self)
        for number, proposal in enumerate(self.proposals):
            box = QRect(1, TIGHT + number * self._row(), self.width() - 2, self._row())
            if number == self.at:
                painter.fillRect(box, QColor(look.selected))
                painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(look.accent_text))
            self._paint(painter, box.adjusted(APART - 4, 0, -APART, 0), proposal)
        if not self.proposals:
            painter.setPen(QColor(look.muted))
            painter.setFont(style.font(style.SMALL))
            painter.drawText(self.rect().adjusted(APART - 4, 0, -NEAR, 0), LEFT, self._nothing)
        painter.end()

    def _paint(self, painter: QPainter, box: QRect, proposal: Proposal) -> None:
        base = box.top() + (18 if proposal.note else 21)
        draw_found(painter, QPoint(box.left(), base), proposal.text, proposal.found, box.width())
        if proposal.note:
            painter.setFont(style.font(style.SMALL))
            painter.setPen(QColor(tokens().muted))
            second = QRect(box.left(), box.top() + 23, box.width(), 18)
            painter.drawText(second, LEFT, elided(painter, proposal.note, second.width()))


class ProposalField(SearchLine):
    """Asks `propose` at every key. Enter, Tab or a click takes the marked proposal, arrows mark, Esc closes the list.

    `chosen` is what was taken and holds until the text is changed; `accepted` tells it. Enter also leads on.
    """

    accepted = Signal(object)  # Proposal
    unsettled = Signal()  # the text was changed: nothing is chosen any more

    def __init__(
        self,
        name: str,
        propose: Propose,
        hint: str = "",
        *,
        says: str = "",
        nothing: str = "没有找到“{}”。",
        clean: Callable[[str], str] = names.clean,
    ) -> None:
        super().__init__(name, hint, says=says, clean=clean)
        self._propose = propose
        self._nothing = nothing
        self.chosen: Proposal | None = None
        self._list = ProposalList(f"{name}_proposals", self)
        self._list.clicked.connect(self._clicked)
        self.typed.connect(self._typed)

    @property
    def open(self) -> bool:
        """Whether the list stands under the field."""
        return not self._list.isHidden()

    @property
    def marked(self) -> Proposal | None:
        """What Enter would take."""
        return self._list.current if self.open else None

    def show_chosen(self, proposal: Proposal | None) -> None:
        """Put a record there, or empty the field, without telling anyone."""
        self.chosen = proposal
        self.fill(proposal.text if proposal else "")
        self._list.hide()

    def take(self, proposal: Proposal) -> None:
        self.show_chosen(proposal)
        self.setAccessibleDescription(proposal.note)
        self.accepted.emit(proposal)

    def _typed(self, meant: str) -> None:
        if self.chosen:
            self.chosen = None
            self.unsettled.emit()
        self._offer(meant.strip())

    def _offer(self, meant: str, *, always: bool = False) -> None:
        if not meant and not always:
            self._list.hide()
            return
        found = self._propose(meant)
        if found or meant:
            self._list.show_under(self, found, self._nothing.format(meant))
        else:
            self._list.hide()

    def _clicked(self, number: int) -> None:
        self.take(self._list.proposals[number])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.open:
                self._list.step(1 if key == Qt.Key.Key_Down else -1)
            elif key == Qt.Key.Key_Down:
                self._offer(self.meant().strip(), always=True)
        elif key == Qt.Key.Key_Escape and self.open:
            self._list.hide()
        elif key in ENTER and (taken := self.marked):
            self.take(taken)
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Tab is told to `event` alone: it takes what is marked, then leads on as always. Esc is claimed while the
        list is open, else the window would go back a page."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.open
        ):
            event.accept()
            return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and not self.composing
            and (taken := self.marked)
        ):
            self.take(taken)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left without taking anything: what was typed in full is taken, anything else stays open to be mended."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        named = [each for each in self._list.proposals if each.text == self.text()] if self.open else []
        self._list.hide()
        if not self.chosen and len(named) == 1:
            self.take(named[0])


class _EnterGoesOn(QObject):
    """Watches the lines of one form."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
            and isinstance(watched, QLineEdit)
            and not (isinstance(watched, ProposalField) and (watched.marked or watched.composing))
        ):
            watched.editingFinished.emit()
            watched.focusNextChild()
            return True
        return False


def enter_leads(lines: Sequence[QLineEdit], at_last: Callable[[], object]) -> None:
    """Enter goes from each line to the next one that is shown; on the last of them it does `at_last`."""

    def lead(at: int) -> None:
        following = next((line for line in lines[at + 1 :] if line.isVisible()), None)
        if following is None:
            at_last()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    for place, line in enumerate(lines):
        line.returnPressed.connect(partial(lead, place))


def enter_goes_on(form: QWidget) -> None:
    """Inside `form` Enter leads from one line to the next, as Tab does; call it when the form is complete."""
    watcher = _EnterGoesOn(form)
    for line in form.findChildren(QLineEdit):
        line.installEventFilter(watcher)
