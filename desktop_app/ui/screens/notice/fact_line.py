"""One fact of the round: what it is called, a field to correct it, and where the notice says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop_app.rules import typed_dates
from desktop_app.rules.deadlines import deadline_day
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.round_form import cleaned, excerpt
from desktop_app.shapes.round_form import Fact, FactKind, FactSource
from desktop_app.ui import style
from desktop_app.ui.parts.basics import field, form_label, label
from desktop_app.ui.parts.month import MonthPopup
from desktop_app.ui.screens.notice.quote import Quote, Run

DATED = (FactKind.DAY, FactKind.DEADLINE, FactKind.MOMENT)
SILENT = "通知没有写"


class FactLine(QObject):
    """The widgets of one fact, told what to say. `line` is typed in, `beside` says the unit or the weekday.

    A fact that the clerk corrected stays as it is when the notice is read again.
    """

    changed = Signal()  # a value was settled that is another one than before
    entered = Signal()  # the keyboard came into the field

    def __init__(
        self,
        fact: Fact,
        name: str,
        *,
        width: int,
        near: Callable[[], date],
        today: Callable[[], date],
        quote: Quote,
        partner: FactLine | None = None,
    ) -> None:
        """`near` is the day that a date without a year is nearest to. Two `partner` lines share one quote."""
        super().__init__()
        self.fact = fact
        self._near, self._today = near, today
        self._partner = partner
        if partner:
            partner._partner = self
        self.line = field(name, says=fact.label)
        self.line.setFixedWidth(width)
        self.line.setMaxLength(200)
        self.label = form_label(f"{fact.label} *" if fact.required else fact.label, name, self.line)
        self.beside = label(fact.unit, f"{name}_beside", "muted")
        self.quote = quote
        self.problem = ""
        self._value = ""
        self._proposed = ""  # what stood there before the clerk corrected it
        self._default = ""
        self._notice, self._source = "", FactSource()
        self._read = False  # whether there is a notice at all
        self.line.editingFinished.connect(self.settle)
        self.line.installEventFilter(self)
        if fact.kind in DATED:
            self._offer_calendar(name)

    def _offer_calendar(self, name: str) -> None:
        self._month = MonthPopup(f"{name}_month", self.line, self._today)
        self._month.picked.connect(self._picked)
        if self.fact.kind is not FactKind.MOMENT:
            act = self.line.addAction(style.icon("calendar-event", "muted"), QLineEdit.ActionPosition.TrailingPosition)
            act.setText("打开日历")
            act.setToolTip("打开日历　Alt+↓")
            act.triggered.connect(self.open_calendar)

    @property
    def value(self) -> str:
        """The settled value, as the round keeps it."""
        return self._value

    @property
    def corrected(self) -> bool:
        """Whether it differs from what the notice (or the round that was opened) says."""
        return self._value != self._proposed or bool(self.problem)

    @property
    def silent(self) -> bool:
        """Whether the notice was read and does not say it."""
        return self._read and not self._source.text and not self._source.sentence

    def propose(self, value: str, source: FactSource, notice: str, *, default: str = "") -> None:
        """What the notice says (notice "" for none at all), and what holds when it does not. Corrections stay."""
        kept = self.corrected
        self._proposed, self._source, self._notice, self._default = value, source, notice, default
        self._read = bool(notice)
        if not kept:
            self.put(value)
        self.tell()

    def start(self, value: str) -> None:
        """A fresh form: nothing read, nothing corrected."""
        self.problem, self._proposed, self._value = "", value, value
        self.propose(value, FactSource(), "")

    def put(self, value: str) -> None:
        """Put a value there, as if it had been typed."""
        self.problem, self._value = "", value
        self.line.setText(value)
        self.tell()

    def settle(self) -> None:
        """Read what was typed, clean it, say what is wrong. Happens by itself when the field is left."""
        before, self.problem = (self._value, self.problem), ""
        try:
            self._value = cleaned(self.fact, self.line.text(), near=self._year_near())
            self.line.setText(self._value)
        except RuleBroken as broken:
            self.problem = str(broken)
        self.tell()
        if before != (self._value, self.problem):
            self.changed.emit()

    def open_calendar(self) -> None:
        self._month.open_under(self.line, self._day())

    def tell(self) -> None:
        """Say again what stands beside the field."""
        self.line.setProperty("wrong", "true" if self.problem else "false")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        if self.fact.kind in DATED:
            self.beside.setText(self._weekday())
        louder = self._partner if self._partner and self._partner._loudness > self._loudness else self
        louder._speak()
        self.line.setAccessibleDescription(self.quote.words)

    @property
    def _loudness(self) -> int:
        return 2 if self.problem else int(self.corrected)

    def _speak(self) -> None:
        if self.problem:
            self.quote.show_runs((Run(self.problem, "warn"),), marked=True)
        elif not self._read:
            self.quote.show_runs(())
        elif self._source.text and self.corrected:
            self.quote.show_runs((Run(f"已改，通知写的是 {self._source.text}"),))
        elif self._source.sentence:
            self._quote_sentence()
        elif self.corrected:
            self.quote.show_runs((Run("通知没有写，由您填写"),))
        elif self.fact.key == "name":
            self.quote.show_runs((Run("按年份取名，可以改"),))
        else:
            self.quote.show_runs((Run(SILENT, "warn"), Run(self._default)), marked=True)

    def _quote_sentence(self) -> None:
        """The notice's words; where they are no value, that is said before them."""
        found = excerpt(self._notice, self._source, self.quote.room)
        said = (Run("“"), Run(found.before), Run(found.value, "text"), Run(found.after), Run("”"))
        clear = self._source.text or self.corrected or self.fact.kind is FactKind.MOMENT
        unread = () if clear else (Run("没有写明：", "warn"),)
        whole = f"{''.join(run.text for run in unread)}“{self._source.sentence}”"
        self.quote.show_runs((*unread, *said), marked=bool(unread), whole=whole)

    def _weekday(self) -> str:
        day = self._day_of(self._value)
        return typed_dates.weekday(day) if day and not self.problem else ""

    def _year_near(self) -> date:
        return self._day_of(self._value) or self._day_of(self._proposed) or self._near()

    def _day(self) -> date:
        return self._day_of(self._value) or self._near()

    @staticmethod
    def _day_of(value: str) -> date | None:
        try:
            return deadline_day(value)
        except RuleBroken:
            return None

    def _picked(self, day: date) -> None:
        """The day is picked; a time that stood there stays."""
        clock = self._value[10:] if self._day_of(self._value) else ""
        self.line.setText(f"{day.isoformat()}{clock}")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.fact.kind in DATED:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
                self.open_calendar()
                return True
        return False
