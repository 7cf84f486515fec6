"""A pane at the side whose middle scrolls, the same as a form that saves in one step, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.parts.basics import button, form, form_label, label, row, rule
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.fields import enter_goes_on
from desktop_app.ui.parts.form_draft import FormDraft
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import APART, BESIDE, NEAR, ROW, TIGHT, tokens

Word = TypeVar("Word", bound=StrEnum)


class Pane(QFrame):
    """`head` and `foot` stay in sight, `body` scrolls between them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("is", "panel")
        self.head, self.body, self.foot = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        page = QWidget()
        page.setObjectName(f"{name}_page")
        page.setProperty("is", "page")
        page.setLayout(self.body)
        self._scroll = QScrollArea()
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(page)
        for layout, margins in (
            (self.head, (APART, BESIDE, APART, NEAR)),
            (self.body, (APART, 0, APART, NEAR)),
            (self.foot, (APART, NEAR, APART, BESIDE)),
        ):
            layout.setContentsMargins(*margins)
            layout.setSpacing(NEAR)
        # A badge is only as wide as its word; without something that takes all width, the head counts as no wider than
        # that, and a title as tall as it would be so narrow.
        self.head.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(self.head)
        box.addWidget(self._scroll, 1)
        self._more = rule(f"{name}_more")  # what is cut there goes on below: without it half a line looks like a fault
        kept = self._more.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._more.setSizePolicy(kept)
        box.addWidget(self._more)
        box.addLayout(self.foot)
        bar = self._scroll.verticalScrollBar()
        for moved in (bar.rangeChanged, bar.valueChanged):
            moved.connect(lambda *_: self._more.setVisible(bar.value() < bar.maximum()))
        self._more.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out anew: a page that shrank out of sight keeps the places of before, and its last line is cut."""
        super().showEvent(event)
        self.body.invalidate()

    def scroll_up(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)


class Cut(QLabel):
    """Words on one line, as wide as there is room; cut with an ellipsis, the whole then in the tooltip."""

    def __init__(self, name: str, looks: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("is", looks)
        self.setFixedHeight(ROW)
        self._whole = ""
        self.struck = False

    def show_words(self, words: str, *, struck: bool = False) -> None:
        """`struck` puts a line through: it is there and does not count."""
        self._whole, self.struck = words, struck
        self.setAccessibleName(words)
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(ROW, ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.struck:
            painter = QPainter(self)
            painter.setPen(QColor(tokens().muted))
            middle = self.height() // 2
            painter.drawLine(0, middle, self.fontMetrics().horizontalAdvance(self.text()), middle)
            painter.end()

    def _cut(self) -> None:
        said = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), ROW))
        self.setText(said)
        self.setToolTip(plain_tip(self._whole) if said != self._whole else "")


class Choice(QComboBox, Generic[Word]):
    """One of the stored words. A wheel that passes over it changes nothing."""

    def __init__(self, name: str, words: Sequence[tuple[Word, str]]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = [word for word, _ in words]
        for _, said in words:
            self.addItem(said)

    @property
    def word(self) -> Word:
        return self._words[self.currentIndex()]

    def show_word(self, word: Word) -> None:
        self.setCurrentIndex(self._words.index(word))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FormPane(Pane):
    """A form in the pane. `save` runs what the form is for; what refuses it is said above the buttons."""

    left = Signal()  # saved, or not after all

    def __init__(self, name: str, save_words: str = "保存") -> None:
        super().__init__(name)
        self._title = label("", f"{name}_title", "large", wrap=True)
        self._under = label("", f"{name}_under", "muted", wrap=True)
        self.head.addWidget(self._title)
        self.head.addWidget(self._under)
        self.form = form()
        self.form.setHorizontalSpacing(NEAR)
        self.body.addLayout(self.form)
        self.body.addStretch(1)
        self.notice = Notice(f"{name}_notice")
        self.save_button = button(save_words, f"{name}_save", "primary", keys="Ctrl+S")
        self.leave_button = button("取消", f"{name}_leave", "quiet", keys="Esc")
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.left)
        self.foot.addWidget(self.notice)
        self.foot.addLayout(row(self.save_button, self.leave_button, 0))
        self._before: object = None
        self._half = FormDraft(self)
        self._again = label("这是上次没有保存的内容。", f"{name}_again", "muted")
        self._anew = button("不要了", f"{name}_anew", "link", says="丢弃上次没有保存的内容")
        self._anew.clicked.connect(self.throw_away)
        self._offered = row(self._again, self._anew, 0)
        self.head.addLayout(self._offered)
        self._offer(shown=False)

    def add(self, words: str, name: str, field: QWidget, *more: QWidget) -> None:
        """A line of the form; `more` stands under the field."""
        if not more:
            self.form.addRow(form_label(words, name, field), field)
            return
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        for thing in (field, *more):
            box.addWidget(thing)
        self.form.addRow(form_label(words, name, field), box)

    def add_below(self, thing: QWidget | QLayout) -> None:
        """Under the fields, over what is left."""
        at = self.body.count() - 1
        if isinstance(thing, QWidget):
            self.body.insertWidget(at, thing)
        else:
            self.body.insertLayout(at, thing)

    def complete(self) -> None:
        """Call it when every line stands there."""
        enter_goes_on(self)

    def begin(self, title: str, under: str = "") -> None:
        """Show the form filled: from now on a change counts as half typed."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._under.setText(under)
        self._under.setVisible(bool(under))
        self.notice.clear()
        self.scroll_up()
        self._before = self.typed()
        self._offer(shown=self._half.begin(f"{self.objectName()} {title} {under}".strip()))

    def throw_away(self) -> None:
        """The last time's half is not wanted: the form is as it was opened."""
        self._half.throw_away()
        self._offer(shown=False)

    def _offer(self, *, shown: bool) -> None:
        for part in (self._again, self._anew):
            part.setVisible(shown)

    @property
    def half_typed(self) -> bool:
        """Whether leaving now would lose something."""
        return self.typed() != self._before

    def typed(self) -> object:
        """Everything in the fields, to compare."""
        raise NotImplementedError

    def command(self) -> Callable[[], object]:
        """What saving does. Raises RuleBroken for what cannot be read."""
        raise NotImplementedError

    def _do(self) -> None:
        self.command()()

    def save(self) -> bool:
        done = self.notice.attempt(self._do)
        if done:
            self._half.drop()
            self._before = self.typed()
            self.left.emit()
        return done


class FormStack(QStackedWidget):
    """Panes and forms in one place at the side, one in sight."""

    @property
    def form(self) -> FormPane | None:
        """The form in sight, None while a pane is."""
        shown = self.currentWidget()
        return shown if isinstance(shown, FormPane) else None
