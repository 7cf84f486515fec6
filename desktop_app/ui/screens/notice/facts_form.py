"""All facts of a round, one line each, in the order a clerk checks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.enums import PhaseKind
from desktop_app.rules import round_form
from desktop_app.rules.deadlines import deadline_day
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.round_draft import DEFAULT
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.round_form import Fact, FactKind, FactSource
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.ui.parts.basics import form_label, label, row
from desktop_app.ui.parts.fields import enter_goes_on
from desktop_app.ui.screens.notice.fact_line import FactLine
from desktop_app.ui.screens.notice.quote import Quote
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

WIDE, NUMBER, DAY, MOMENT = 248, 72, 176, 113  # px, so that all fields end on one edge
WIDTHS = {FactKind.WORDS: WIDE, FactKind.WHOLE: NUMBER, FactKind.DAY: DAY, FactKind.DEADLINE: DAY}
GROUPS = (
    ("批次", (round_form.NAME, round_form.YEAR)),
    ("期限", (round_form.SUBMISSION, round_form.ESTABLISHMENT, round_form.ISSUED)),
    ("要求", (round_form.COPIES, round_form.PUBLICITY, round_form.CASE, round_form.NEWS)),
    ("报送", (round_form.ROOM, round_form.TELEPHONE, round_form.MAILBOX)),
)
AFTER_PHASES = 2  # how many groups stand above the phases


class FactsForm(QScrollArea):
    """Knows what stands in the fields; what the notice says is told to it."""

    changed = Signal(str)  # key of the fact
    entered = Signal(str)

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("批次的各项内容")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._today = today
        self.lines: dict[str, FactLine] = {}
        self._page = QWidget()
        self._page.setObjectName(f"{name}_page")
        self._page.setProperty("is", "page")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(BESIDE)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(2, 1)
        self._build()
        box = QVBoxLayout(self._page)
        box.setContentsMargins(APART, 0, APART, APART)
        box.addLayout(self._grid)
        box.addStretch(1)
        self.setWidget(self._page)
        enter_goes_on(self._page)

    def _build(self) -> None:
        for title, facts in GROUPS[:AFTER_PHASES]:
            self._add_group(title, facts)
        self._head("各阶段")
        for kind, first, last in round_form.PHASES:
            self._add_phase(kind, first, last)
        for title, facts in GROUPS[AFTER_PHASES:]:
            self._add_group(title, facts)
        for key, line in self.lines.items():
            line.changed.connect(lambda key=key: self._changed(key))
            line.entered.connect(lambda key=key: self.entered.emit(key))

    def _head(self, title: str) -> None:
        head = label(title, f"facts_group_{self._grid.rowCount()}", "group")
        head.setContentsMargins(0, NEAR, 0, 0)
        self._grid.addWidget(head, self._grid.rowCount(), 0, 1, 3)

    def _add_group(self, title: str, facts: tuple[Fact, ...]) -> None:
        self._head(title)
        for fact in facts:
            line = self._line(fact, WIDTHS[fact.kind], Quote(f"fact_{fact.key}_quote"))
            self._put(line.label, row(line.line, line.beside, 0), line.quote)

    def _add_phase(self, kind: PhaseKind, first: Fact, last: Fact) -> None:
        """Both ends of a phase share a line and the sentence they were read from."""
        quote = Quote(f"fact_{kind.name.lower()}_quote")
        begin = self._line(first, MOMENT, quote)
        end = self._line(last, MOMENT, quote, begin)
        named = form_label(str(kind), f"phase_{kind.name.lower()}", begin.line)
        dash = label("—", f"phase_{kind.name.lower()}_dash", "muted")
        self._put(named, row(begin.line, dash, end.line, 0, gap=TIGHT), quote)

    def _line(self, fact: Fact, width: int, quote: Quote, partner: FactLine | None = None) -> FactLine:
        made = FactLine(
            fact, f"fact_{fact.key}", width=width, near=self._near, today=self._today, quote=quote, partner=partner
        )
        made.setParent(self)
        self.lines[fact.key] = made
        return made

    def _put(self, named: QWidget, fields: QHBoxLayout, quote: Quote) -> None:
        at = self._grid.rowCount()
        holder = QWidget()
        holder.setObjectName(f"{quote.objectName()}_fields")
        holder.setLayout(fields)
        holder.setFixedWidth(WIDE)
        self._grid.addWidget(named, at, 0)
        self._grid.addWidget(holder, at, 1)
        self._grid.addWidget(quote, at, 2)

    # What the page tells it -------------------------------------------------------------------------------------------

    def start(self, draft: RoundDraft) -> None:
        """Show a round, as if nothing had been read yet."""
        for key, text in round_form.texts_of(draft).items():
            self.lines[key].start(text)

    def propose(self, draft: RoundDraft, sources: Mapping[str, FactSource], profile: OfficeProfile) -> None:
        """What the notice says; what the clerk corrected stays."""
        for key, text in round_form.texts_of(draft).items():
            default = _default(self.lines[key].fact, profile)
            self.lines[key].propose(text, sources.get(key, FactSource()), draft.notice, default=default)

    def show_profile(self, profile: OfficeProfile) -> None:
        """Rooms and numbers that are left empty are the office's own."""
        for fact in GROUPS[-1][1]:
            own = getattr(profile, fact.key)
            self.lines[fact.key].line.setPlaceholderText(f"{own}（单位的）" if own else "")

    # What the page asks it --------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Read every field that is still being typed in."""
        for line in self.lines.values():
            if line.line.text() != line.value or line.problem:
                line.settle()

    def texts(self) -> dict[str, str]:
        return {key: line.value for key, line in self.lines.items()}

    def first_wrong(self) -> FactLine | None:
        return next((line for line in self.lines.values() if line.problem), None)

    @property
    def corrected(self) -> bool:
        return any(line.corrected for line in self.lines.values())

    def silent(self) -> int:
        """How many facts the notice does not say; a phase counts once, the name never."""
        lasts = {last.key for _, _, last in round_form.PHASES}
        return sum(line.silent for key, line in self.lines.items() if key not in lasts and key != round_form.NAME.key)

    def show_line(self, key: str) -> None:
        self.ensureWidgetVisible(self.lines[key].line)

    def _near(self) -> date:
        """A date without a year belongs to the round's season."""
        for key in (round_form.SUBMISSION.key, round_form.ESTABLISHMENT.key):
            try:
                return deadline_day(self.lines[key].value)
            except RuleBroken:
                continue
        year = self.lines[round_form.YEAR.key].value
        today = self._today()
        return today if not year or int(year) == today.year else date(int(year), 10, 1)

    def _changed(self, key: str) -> None:
        self.show_line(key)
        self.changed.emit(key)


def _default(fact: Fact, profile: OfficeProfile) -> str:
    """What holds where the notice is silent."""
    if fact.kind is FactKind.WHOLE and fact is not round_form.YEAR:
        return f"，按 {getattr(DEFAULT, fact.key)} {fact.unit}"
    if fact is round_form.YEAR:
        return "，按今年"
    if fact.kind is FactKind.WORDS:
        return "，用单位的" if getattr(profile, fact.key, "") else "，请填写"
    return "，可以先空着"
