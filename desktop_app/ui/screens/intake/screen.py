"""The page 收件登记: what comes over the counter, and what becomes of it, in tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.models import (
    Application,
    Branch,
    CopyMovement,
    Deficiency,
    DeficiencyItem,
    Designation,
    ElectronicVersion,
    FormField,
    Handover,
    Holiday,
    HolidayYear,
    OfficeSetting,
    PaperCopy,
    PartyOrganization,
    Receipt,
    ReceiptLine,
    Round,
)
from desktop_app.office import admission_page
from desktop_app.office import desk as desk_queries
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.basics import Panel, button
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.screen import Waiting
from desktop_app.ui.screens.intake.corrections import CorrectionsTab
from desktop_app.ui.screens.intake.counter import CounterTab
from desktop_app.ui.screens.intake.custody import CustodyTab
from desktop_app.ui.screens.intake.electronic import ElectronicTab
from desktop_app.ui.tabs import TabbedScreen

SHOWS = {  # kinds of places by the tab that shows them; the others are the counter's
    CorrectionsTab.key: ("deficiency", "correction", "overdue_lists", "unlisted", "unapproved", "alike"),
    CustodyTab.key: ("copy", "handover", "overdue_loans"),
    ElectronicTab.key: (
        "electronic_import",
        "paper_only",
        "file_only",
        "several",
        "without_file",
        "unchecked",
        "different",
    ),
}
TAB_OF = {kind: key for key, kinds in SHOWS.items() for kind in kinds}


class IntakeScreen(TabbedScreen):
    title = "收件登记"
    icon = "inbox"
    initials = "sjdj"
    tabs = (CounterTab, CorrectionsTab, CustodyTab, ElectronicTab)
    watches = frozenset(
        {
            Round,
            PartyOrganization,
            Branch,
            Designation,
            Application,
            Receipt,
            ReceiptLine,
            PaperCopy,
            ElectronicVersion,
            FormField,
            Deficiency,
            DeficiencyItem,
            Handover,
            CopyMovement,
            Holiday,
            HolidayYear,
            OfficeSetting,
        }
    )

    def without_round(self) -> QWidget:
        begin = button("从通知新建批次", "intake_new_round", "", "file-text")
        begin.clicked.connect(lambda: self.wanted.emit(Place("系统设置", "new_round", 0)))
        sheet = Panel("", "intake_empty_panel")
        words = "收件属于一个批次：从通知新建批次之后，在这里登记交来的申报书。"
        sheet.body.addWidget(EmptyState("intake_empty", "inbox", "还没有批次", words, begin))
        return sheet

    def tab_of(self, kind: str) -> str:
        """Kinds of places that are no tab's key are the counter's: a receipt, an application, a branch, a filter."""
        return kind if kind in self._buttons else TAB_OF.get(kind, CounterTab.key)

    def state_line(self) -> str:
        return super().state_line() if self._has_round else desk_queries.facts(self.ledger.clock()).state_line

    def waiting(self) -> Waiting:
        count = admission_page.waiting_count(self.ledger.clock())
        return Waiting(count, count > 0)

    def begin(self) -> bool:
        """F2: the next visitor, from whichever tab."""
        if self._has_round:
            self.show_tab(CounterTab.key)
        return super().begin()
