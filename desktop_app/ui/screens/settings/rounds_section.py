"""批次: all rounds, what each holds to, which is the current one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.office import rounds
from desktop_app.rules import typed_dates
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft, RoundRow
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Panel, button, panes, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.lists import Details
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import NEAR

CURRENT = Badge("good", "circle-check", "当前批次")
PANE = 400


class RoundsSection(Section):
    title, name = "批次", "rounds"

    new_wanted = Signal()
    open_wanted = Signal(int)  # round_id

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        first = button("从通知新建批次", "rounds_first", "", "plus")
        first.clicked.connect(self.new_wanted)
        empty = EmptyState(
            "rounds_empty", "calendar-event", "还没有批次", "把当年的通知粘贴或拖进来，日期和要求会自动读出。", first
        )
        self.table: Table[RoundRow] = Table(
            "rounds",
            (
                Column("批次", lambda r: r.name),
                Column("年份", lambda r: r.year, width=80, number=True),
                Column("状态", lambda r: r.current, badge=lambda r: CURRENT if r.current else None, width=120),
            ),
            key=lambda r: r.round_id,
            says="批次",
            unit="个批次",
            empty=empty,
            memory=self.desk.memory,
        )
        panel = Panel("批次", "rounds_panel")
        panel.body.addWidget(self.table, 1)
        self.details = Details("round_details")
        self.trouble = Notice("rounds_trouble")
        self._open = button("打开修改", "round_open", "", "pencil", keys="Enter")
        self._switch = button("设为当前批次", "round_switch")
        self.details.body.addSpacing(NEAR)
        self.details.body.addWidget(self.trouble)
        self.details.body.addLayout(row(self._open, self._switch, 0))
        self.details.body.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("rounds_panes", panel, self.details, PANE, self.desk.memory))
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda opened: self.open_wanted.emit(opened.round_id))
        self._open.clicked.connect(self._open_current)
        self._switch.clicked.connect(self._make_current)

    def refresh(self) -> None:
        self.table.show_rows(rounds.rounds())

    def begin(self) -> None:
        self.table.view.setFocus()

    def _choose(self) -> None:
        self.trouble.clear()
        chosen = self.table.current()
        for pressed in (self._open, self._switch):
            pressed.setVisible(chosen is not None)
        if chosen is None:
            self.details.show_nothing("新建批次后，这里显示它的日期和要求。")
            return
        self._switch.setVisible(not chosen.current)
        draft = rounds.round_details(chosen.round_id).draft
        self.details.show_details(chosen.name, CURRENT if chosen.current else None, facts_of(draft))

    def _open_current(self) -> None:
        if chosen := self.table.current():
            self.open_wanted.emit(chosen.round_id)

    def _make_current(self) -> None:
        chosen = self.table.current()
        if chosen is None:
            return
        title = f"切换到 {chosen.name}"
        self.trouble.attempt(
            lambda: self.page.run(
                title, rounds.switch_round, round_id=chosen.round_id, say=lambda _: f"当前批次改为“{chosen.name}”"
            )
        )


def facts_of(draft: RoundDraft) -> tuple[tuple[str, str], ...]:
    """A round's dates and demands in words; what nobody said is a dash."""
    return (
        ("申报截止", _moment(draft.submission_deadline)),
        ("立项", _moment(draft.establishment_deadline)),
        ("要求", f"一式 {draft.copies} 份，公示 {draft.publicity_workdays} 个工作日"),
        ("结项", f"案例 {draft.case_limit} 字以内，新闻稿件 {draft.news_minimum} 篇以上"),
        ("报送地点", draft.room or "—"),
        ("办公电话", draft.telephone or "—"),
        ("电子邮箱", draft.mailbox or "—"),
        *((str(phase.kind), said) for phase in draft.phases if (said := _phase(phase))),
    )


def _moment(text: str) -> str:
    """2025-11-10 周一, with its time where there is one."""
    if not text:
        return "—"
    return f"{text[:10]} {typed_dates.weekday(date.fromisoformat(text[:10]))}{text[10:]}"


def _phase(phase: PhaseDraft) -> str:
    if phase.first and phase.last and phase.first != phase.last:
        return f"{phase.first} 至 {phase.last}"
    if phase.first == phase.last:
        return phase.first
    return f"{phase.first} 起" if phase.first else f"{phase.last} 前"
