"""The page that one looks up to: where am I, what is due, who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from db.models import (
    Application,
    Branch,
    Deficiency,
    Designation,
    ElectronicVersion,
    Handover,
    Holiday,
    HolidayYear,
    ObligationOverride,
    OfficeSetting,
    PaperCopy,
    PartyOrganization,
    Publicity,
    PublicityItem,
    Receipt,
    ReceiptLine,
    Revision,
    Round,
    RoundPhase,
    StateChange,
)
from desktop_app.documents import document
from desktop_app.office.dashboard import dashboard
from desktop_app.rules.season import COLLECTING
from desktop_app.shapes.dashboard import Dashboard
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.basics import Mark, Panel, Stack, button, label, row
from desktop_app.ui.parts.errors import KNOWN
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.season import Phase, SeasonStrip
from desktop_app.ui.screen import Action, Desk, Screen
from desktop_app.ui.screens.dashboard.missing_panel import MissingPanel
from desktop_app.ui.screens.dashboard.progress_panel import ProgressPanel
from desktop_app.ui.screens.dashboard.todo_panel import TodoPanel
from desktop_app.ui.style import BESIDE, TIGHT

if TYPE_CHECKING:
    from desktop_app.ui.screens.dashboard.plan import PlanPage

DESK, ROSTER, PAPERS, SETTINGS = "收件登记", "支部名册", "文件中心", "系统设置"
NEW_ROUND = Place(SETTINGS, "new_round", 0)
SHARES = (40, 33, 34)  # of 今天要办, 应报未报, 进度
PLAN = "plan"  # what a Place calls 时间倒排
MINUTE = 60_000  # ms


class DashboardScreen(Screen):
    title = "工作台"
    icon = "layout-dashboard"
    initials = "gzt"
    watches = frozenset(
        {
            Round,
            RoundPhase,
            PartyOrganization,
            Branch,
            Designation,
            ObligationOverride,
            Application,
            Receipt,
            ReceiptLine,
            Deficiency,
            Handover,
            PaperCopy,
            ElectronicVersion,
            Publicity,
            PublicityItem,
            Holiday,
            HolidayYear,
            OfficeSetting,
            StateChange,
            Revision,
            Publicity,
            PublicityItem,
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown = Dashboard(self.ledger.clock(), "")
        self._plan: PlanPage | None = None
        self.strip = SeasonStrip()
        self.todo, self.missing, self.progress = TodoPanel(self.wanted.emit), MissingPanel(), ProgressPanel()
        self._doubt = label("", "season_doubt", "error")
        self._pages = QStackedWidget()
        self._pages.setObjectName("dashboard_pages")
        self._pages.addWidget(self._season_page())
        self._pages.addWidget(self._without_round())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)
        self._connect()

    def _season_page(self) -> QWidget:
        adjust = button("调整日期", "adjust_dates", "link")
        adjust.clicked.connect(self.open_plan)
        self._doubt_line = QWidget()
        self._doubt_line.setObjectName("season_doubt_line")
        self._doubt_line.setLayout(row(Mark("alert-triangle", "warn", "season_doubt_mark", 14), self._doubt, adjust, 0))
        columns = QWidget()  # as tall as the tallest of the three, not as the screen; shorter where there is no room
        columns.setObjectName("dashboard_columns")
        columns.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        line = row(gap=BESIDE)
        for panel, share in zip((self.todo, self.missing, self.progress), SHARES, strict=True):
            line.addWidget(panel, share)
        columns.setLayout(line)
        page = Stack("dashboard", self.strip, TIGHT, self._doubt_line, BESIDE, columns, 0, gap=0)
        page.box.setStretchFactor(columns, 1000)
        return page

    def _without_round(self) -> QWidget:
        begin = self._new_round = button("从通知新建批次", "dashboard_new_round", "", "file-text")
        begin.clicked.connect(lambda: self.wanted.emit(NEW_ROUND))
        sheet = Panel("", "dashboard_empty_panel")
        sheet.body.addWidget(
            EmptyState(
                "dashboard_empty",
                "calendar-event",
                "还没有批次",
                "收到通知后从这里开始：截止日期、份数、公示天数都从通知里读出，核对后就能收件。",
                begin,
            )
        )
        return sheet

    def _connect(self) -> None:
        self.strip.opened.connect(self._open_phase)
        self.missing.branch_opened.connect(lambda branch_id: self.go(ROSTER, "branch", branch_id))
        self.missing.roster_wanted.connect(lambda: self.go(ROSTER))
        self.missing.print_wanted.connect(lambda: self.go(PAPERS, "missing_branches", 0))
        self.missing.copy_wanted.connect(self.copy_missing)
        self.progress.copied.connect(lambda: self.said.emit("已复制进度图，可以粘贴到文档", ""))
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self.look_at_clock)
        self._clock.start()

    # What the window asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        shown = self._shown = dashboard(self.ledger.clock())
        if shown.round_id is None:
            self._pages.setCurrentIndex(1)
            return
        if self._planning:
            self.plan.refresh()
        else:
            self._pages.setCurrentIndex(0)
        phases = [
            Phase(each.name, each.first, each.last, each.note, each.tight, each.undone) for each in shown.season.phases
        ]
        self.strip.show_phases(phases, shown.now.date())
        self.strip.setVisible(bool(phases))
        self._doubt.setText(shown.season.doubt)
        self._doubt_line.setVisible(bool(shown.season.doubt))
        for panel in (self.todo, self.missing, self.progress):
            panel.show_dashboard(shown)

    def state_line(self) -> str:
        return self.plan.state_line() if self._planning else self._shown.state_line

    def primary(self) -> Action | None:
        if self._shown.round_id is None:
            return None
        if self._planning:
            return self.plan.primary()
        return Action("登记收件", lambda: self.go(DESK, "new", 0), "plus", "F2")

    def header_actions(self) -> Sequence[Action]:
        if self._shown.round_id is None:
            return ()
        if self._planning:
            return self.plan.header_actions()
        return (Action("时间倒排…", self.open_plan, "calendar-event"),)

    def open_record(self, kind: str, record_id: int) -> None:
        """ "plan" with any id is 时间倒排."""
        self.bring_up_to_date()
        if kind == PLAN:
            self.open_plan()

    def back(self) -> bool:
        return self._planning and self.plan.back()

    def save(self) -> bool:
        return self._planning and self.plan.save()

    def export(self) -> bool:
        return self._planning and self.plan.export()

    def take_keyboard(self) -> None:
        if self._shown.round_id is None:
            self._new_round.setFocus()
        elif self._planning:
            self.plan.take_keyboard()
        else:
            super().take_keyboard()

    def print_out(self) -> bool:
        """What is printed from here is the chase list, from 时间倒排 the plan."""
        if self._planning:
            return self.plan.print_out()
        self.go(PAPERS, "missing_branches", 0)
        return True

    # ------------------------------------------------------------------------------------------------------------------

    def look_at_clock(self) -> None:
        """A new day, or the closing minute gone by: the page says something else although nothing was written."""
        before, now = self._shown.now, self.ledger.clock()
        closing = self._shown.can_change_at
        if before.date() == now.date() and not (closing and before <= closing < now):
            return
        self._stale = True
        if self.isVisible():
            self.bring_up_to_date()

    def copy_missing(self) -> None:
        """The chase list as text, for a chat or the OA."""
        try:
            QGuiApplication.clipboard().setText(document("missing_branches").text(now=self.ledger.clock()))
        except KNOWN as trouble:
            self.said.emit(f"没有复制：{trouble.what}{trouble.todo}", "")
            return
        count = sum(len(group.branches) for group in self._shown.missing)
        self.said.emit(f"已复制催报文字，{count} 个支部", "")

    def open_plan(self) -> None:
        """时间倒排: a page within the page; without a round there is nothing to plan."""
        if self._shown.round_id is None:
            return
        self._pages.setCurrentWidget(self.plan)
        self.plan.begin()
        self.refreshed.emit()

    @property
    def plan(self) -> PlanPage:
        """The page 时间倒排; built, and its code loaded, when it is first asked for: the window opens on 工作台."""
        if self._plan is None:
            from desktop_app.ui.screens.dashboard.plan import PlanPage

            self._plan = PlanPage(self)
            self._plan.left.connect(self._leave_plan)
            self._plan.changed.connect(self.refreshed)
            self._pages.addWidget(self._plan)
        return self._plan

    @property
    def _planning(self) -> bool:
        return self._plan is not None and self._pages.currentWidget() is self._plan

    def _leave_plan(self) -> None:
        self._pages.setCurrentIndex(0)
        super().take_keyboard()
        self.refreshed.emit()

    def _open_phase(self, name: str) -> None:
        """收件 has its own page; whatever the days are counted for leads to them."""
        if name == COLLECTING:
            self.go(DESK)
        else:
            self.open_plan()
