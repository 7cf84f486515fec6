"""操作记录: every step, found by record, person, day and words; taken back where nothing stands upon it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from db.models import JOURNALED
from desktop_app.office import trail
from desktop_app.shapes.trail import TrailFilter, TrailRow
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.basics import Panel, Stack, button, field, label, panes, row
from desktop_app.ui.parts.fields import DateField, ProposalField
from desktop_app.ui.parts.listing import Listing
from desktop_app.ui.parts.tables import Column
from desktop_app.ui.screen import Desk, Screen
from desktop_app.ui.screens.trail.chain import Chain
from desktop_app.ui.screens.trail.entry_pane import EntryPane, badge_of
from desktop_app.ui.style import CONTROL, NEAR, TIGHT

PANE = 340
EVERYONE = "所有经手人"
PAUSE = 120  # ms after the last key before the engine is asked


class TrailScreen(Screen):
    title = "操作记录"
    icon = "history"
    initials = "czjl"
    apart = True
    watches = frozenset(JOURNALED)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._record: tuple[str, int] | None = None
        self._everything = 0
        self.words = field("trail_filter", "", "步骤名称　Ctrl+F", "filter", says="筛选步骤")
        self.person = QComboBox()
        self.person.setObjectName("trail_person")
        self.person.setAccessibleName("经手人")
        self.person.addItem(EVERYONE)
        self.record = ProposalField("trail_record", trail.propose_records, "支部、项目、编号", says="哪一条记录")
        self.first, self.last = (self._day(name, says) for name, says in (("first", "从哪天"), ("last", "到哪天")))
        self._clear = button("清除筛选", "trail_clear", "link")
        self.list: Listing[TrailRow] = Listing(
            "trail",
            _columns(),
            trail.trail_rows,
            orders=("id", "person", "title", "kind", "id"),
            says="操作记录",
            unit="条",
            empty="还没有操作记录。办理的每一步都会记在这里。",
            memory=desk.memory,
        )
        self.pane, self.chain = EntryPane(), Chain()
        self._build()
        self._connect()

    def _day(self, name: str, says: str) -> DateField:
        return DateField(f"trail_{name}", says=says, today=lambda: self.ledger.clock().date())

    def _build(self) -> None:
        self.words.setMinimumWidth(140)
        self.words.setFixedHeight(CONTROL)
        self._clear.setFixedHeight(CONTROL)
        self.person.setMinimumWidth(124)
        self.record.setMinimumWidth(150)
        for day in (self.first, self.last):
            day.line.setFixedWidth(112)
        sheet = Panel("", "trail_panel")
        sheet.body.addWidget(self.list, 1)
        one = row(self.words, self.record, self.person, gap=NEAR)
        one.setStretch(0, 1)
        one.setStretch(1, 1)
        days = (label("日期", "trail_days", "muted"), self.first, label("至", "trail_to", "muted"), self.last)
        for each in days[::2]:
            each.setFixedHeight(CONTROL)
        span = row(*days, 0, self._clear)
        for part in (*days, self._clear):
            span.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        left = Stack("trail_left", one, span, sheet, self.chain, gap=TIGHT)
        left.box.setStretch(2, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("trail_panes", left, self.pane, PANE, self.desk.memory))

    def _connect(self) -> None:
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._find)
        self.words.textChanged.connect(lambda _: self._soon.start())
        self.person.currentIndexChanged.connect(lambda _: self._find())
        self.record.accepted.connect(self._record_taken)
        self.record.unsettled.connect(self._record_left)
        self.record.textChanged.connect(lambda text: self._record_left() if not text else None)
        for day in (self.first, self.last):
            day.changed.connect(lambda _: self._find())
        self._clear.clicked.connect(self.clear_filters)
        self.list.chosen.connect(self._show_entry)
        self.list.opened.connect(lambda _: self.pane.deeds.setFocus())
        self.list.sorting_asked.connect(self._find)
        self.pane.undo.connect(self.undo_chosen)
        self.chain.said.connect(lambda words: self.said.emit(words, ""))

    # What the window asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        head = trail.trail_head()
        self._everything = head.entries
        self.chain.show_head(head)
        self._show_persons()
        self._find()

    def state_line(self) -> str:
        if not self._everything:
            return "还没有操作记录"
        return f"{self._everything:,} 条 · 每一步都记着经手人、时间和前后内容".replace(",", " ")

    def focus_filter(self) -> bool:
        self.words.setFocus()
        self.words.selectAll()
        return True

    def take_keyboard(self) -> None:
        self.list.setFocus()

    def open_record(self, kind: str, record_id: int) -> None:
        """The steps of an "application", "branch", "receipt" or "expert"; of "entry" that one step."""
        if kind == "entry":
            self.clear_filters()
            self.list.select(record_id)
        elif kind in trail.KINDS:
            self.clear_filters()
            name = trail.record_name(kind, record_id)
            self.record.show_chosen(Proposal(trail.pack_record(kind, record_id), name))
            self._record = (kind, record_id)
            self._find()

    def back(self) -> bool:
        """Esc first takes the filters away."""
        if self._wanted() != TrailFilter():
            self.clear_filters()
            return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.chain.stop()

    # Filters ----------------------------------------------------------------------------------------------------------

    def clear_filters(self) -> None:
        self._record = None
        for part in (self.words, self.record):
            part.blockSignals(True)
        self.words.clear()
        self.record.show_chosen(None)
        for part in (self.words, self.record):
            part.blockSignals(False)
        self.first.show_value(None)
        self.last.show_value(None)
        self.person.setCurrentIndex(0)
        self._find()

    def _show_persons(self) -> None:
        wanted = [EVERYONE, *trail.trail_persons()]
        if [self.person.itemText(n) for n in range(self.person.count())] != wanted:
            kept = self.person.currentText()
            self.person.blockSignals(True)
            self.person.clear()
            self.person.addItems(wanted)
            self.person.setCurrentIndex(max(0, self.person.findText(kept)))
            self.person.blockSignals(False)

    def _record_taken(self, proposal: Proposal) -> None:
        self._record = trail.unpack_record(proposal.record_id)
        self._find()
        self.list.setFocus()

    def _record_left(self) -> None:
        if self._record:
            self._record = None
            self._soon.start()

    def _wanted(self) -> TrailFilter:
        return TrailFilter(
            person=self.person.currentText() if self.person.currentIndex() > 0 else "",
            first=_iso(self.first.value),
            last=_iso(self.last.value),
            words=self.words.text().strip(),
            record=self._record,
        )

    def _find(self) -> None:
        self._soon.stop()
        wanted, (order, descending) = self._wanted(), self.list.order
        ids = trail.trail_ids(wanted, order or "id", descending=descending if order else True)
        filtered = wanted != TrailFilter()
        self._clear.setVisible(filtered)
        self.list.show_ids(ids, everything=self._everything, filtered=filtered)

    # The chosen step --------------------------------------------------------------------------------------------------

    def _show_entry(self) -> None:
        entry_id = self.list.current_id()
        entry = trail.trail_entry(entry_id) if entry_id is not None else None
        if entry is None:
            self.pane.show_nothing()
        else:
            self.pane.show_entry(entry)

    def undo_chosen(self) -> None:
        entry = self.pane.entry
        if entry is None:
            return
        done = self.pane.notice.attempt(lambda: self.ledger.undo_step(entry.row.entry_id, entry.row.title))
        if done:
            self.said.emit(f"已撤销：{entry.row.title}", "")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _columns() -> tuple[Column[TrailRow], ...]:
    return (
        Column("时间", lambda r: r.at, lambda r: r.at[:16], copied=lambda r: r.at, width=132, quiet=True),
        Column("经手人", lambda r: r.person, width=96),
        Column("步骤", lambda r: r.title),
        Column("性质", lambda r: str(r.kind), badge=badge_of, width=84),
        Column("序号", lambda r: r.entry_id, width=64, number=True, quiet=True, shown=False),
    )
