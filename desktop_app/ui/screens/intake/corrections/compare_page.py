"""核对汇总表: a 基层党组织's own list read and laid beside what came. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.office.desk import propose_organizations
from desktop_app.office.handed_in import compare_list
from desktop_app.readers.lists import read_list
from desktop_app.rules.list_headers import APPLICATION_HEADINGS
from desktop_app.rules.numbering import short_number
from desktop_app.shapes.applications_import import ApplicationField
from desktop_app.shapes.handed_in import ComparedLine, Comparison, Verdict
from desktop_app.shapes.list_import import ListTable
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Panel, button, form_label, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.fields import ProposalField
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screen import Desk
from desktop_app.ui.style import APART, BESIDE, NEAR

FILES = "汇总表 (*.xlsx *.xls *.et *.csv);;全部文件 (*)"
FOLDER = "compare/folder"
ALL = "全部"
BADGES = {
    Verdict.NOT_HERE: Badge("warn", "alert-triangle", "我们没有"),
    Verdict.INCOMPLETE: Badge("warn", "hourglass", "还不齐"),
    Verdict.OTHER_BRAND: Badge("warn", "git-compare", "品牌不同"),
    Verdict.NOT_LISTED: Badge("text", "circle-dot", "表里没有"),
    Verdict.NOT_READ: Badge("warn", "help", "没有看懂"),
    Verdict.AGREES: Badge("good", "check", "一致"),
}


class ComparePage(QWidget):
    """`opened` is an application to look at; `left` says that the page is done with."""

    opened = Signal(int)  # application_id
    left = Signal()

    def __init__(self, desk: Desk, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("compare_page")
        self._desk, self._now = desk, now
        self._table: ListTable[ApplicationField] | None = None
        self.comparison: Comparison | None = None
        self.organization = ProposalField(
            "compare_organization", propose_organizations, "表里写明的可以不填", says="是哪个基层党组织的汇总表"
        )
        self.organization.setFixedWidth(220)
        self._organization_id: int | None = None
        self.choose_button = button("选择汇总表…", "compare_choose", "", "folder")
        self._leave = button("回到补正", "compare_leave", "quiet", "arrow-back-up", keys="Esc")
        self._told = label("", "compare_told", "muted", wrap=True)
        self.notice = Notice("compare_notice")
        self.chips = Chips("compare_chips", (ALL,))
        self.rows: Table[ComparedLine] = Table(
            "compare",
            _columns(),
            lambda one: (one.row, one.application_id, one.branch),
            says="汇总表与收到的材料",
            unit="行",
            empty="选择基层党组织报来的汇总表，这里列出他们报了而我们没有的，和我们有而表里没有的。",
            memory=desk.memory,
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        whose = form_label("基层党组织", "compare_organization", self.organization)
        sheet = Panel("核对汇总表", "compare_panel", action=self.chips)
        sheet.body.addLayout(
            row(
                whose,
                self.organization,
                self.choose_button,
                0,
                self._leave,
                gap=NEAR,
                margins=(APART - 1, 0, BESIDE, NEAR),
            )
        )
        sheet.body.addLayout(row(self._told, margins=(APART - 1, 0, APART, 0)))
        sheet.body.addWidget(self.notice)
        sheet.body.addWidget(self.rows, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(sheet)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self.choose)
        self._leave.clicked.connect(self.left)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.organization.accepted.connect(lambda proposal: self._of(proposal.record_id))
        self.organization.unsettled.connect(lambda: self._of(None))
        self.rows.opened.connect(lambda one: self.opened.emit(one.application_id) if one.application_id else None)

    def begin(self) -> None:
        """The page was opened: with the file of before, as things stand now."""
        self._compare()
        self.choose_button.setFocus()

    def choose(self) -> None:
        folder = self._desk.memory.recall(FOLDER)
        chosen, _ = QFileDialog.getOpenFileName(self, "选择汇总表", folder, FILES)
        if chosen:
            self.read(Path(chosen))

    def read(self, file: Path) -> None:
        """Read the file in a Job, then compare."""
        self._desk.memory.remember(FOLDER, str(file.parent))
        self.notice.clear()
        self._desk.jobs.start(
            lambda _: read_list(file, APPLICATION_HEADINGS),
            title=f"正在读取 {file.name}",
            done=self._read,
            failed=self.notice.show_failure,
        )

    def refresh(self) -> None:
        """Something came meanwhile."""
        self._compare()

    def _read(self, table: ListTable[ApplicationField]) -> None:
        self._table = table
        self._compare()

    def _of(self, organization_id: int | None) -> None:
        if organization_id != self._organization_id:
            self._organization_id = organization_id
            self._compare()

    def _compare(self) -> None:
        if self._table is not None:
            self.notice.attempt(self._show)

    def _show(self) -> None:
        assert self._table is not None
        found = self.comparison = compare_list(self._table, self._now(), self._organization_id)
        self._told.setText("　".join((found.file, *found.told)))
        counts = [(BADGES[each].word, found.count(each)) for each in Verdict if found.count(each)]
        self.chips.show_choices([(ALL, len(found.lines)), *counts])
        self.rows.show_rows(found.lines)
        self._narrow()

    def _narrow(self) -> None:
        on = self.chips.on()
        self.rows.keep_only(None if on in ("", ALL) else lambda one: BADGES[one.verdict].word == on)


def _columns() -> tuple[Column[ComparedLine], ...]:
    return (
        Column("行", lambda r: r.row or None, width=44, number=True, quiet=True),
        Column("结果", lambda r: list(Verdict).index(r.verdict), badge=lambda r: BADGES[r.verdict], width=100),
        Column("基层党组织", lambda r: r.organization, shown=False),
        Column("党支部", lambda r: r.branch, width=180),
        Column("品牌名称", lambda r: r.brand, width=150),
        Column("编号", lambda r: r.number, lambda r: short_number(r.number) if r.number else "",
               copied=lambda r: r.number, width=52, quiet=True),
        Column("说明", lambda r: r.remark),
    )  # fmt: skip
