"""How 录入评分 lies on the page: the pile, the sheet, what is said beside it; before there are sheets, the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.ui.parts.basics import Panel, button, row
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.screens.review.entry_paper import NothingOpen, Paper
from desktop_app.ui.screens.review.entry_queue import Queue
from desktop_app.ui.screens.review.entry_side import Side
from desktop_app.ui.style import BESIDE


class EntryFrame(QStackedWidget):
    """`waiting` stands in the place of the sheet while none is open; `assign` leads to the assignment."""

    def __init__(self, queue: Queue, paper: Paper, side: Side) -> None:
        super().__init__()
        self.setObjectName("entry_pages")
        self._paper = paper
        self.waiting = NothingOpen()
        self._middle = QStackedWidget()
        self._middle.setObjectName("entry_middle")
        self._middle.addWidget(self.waiting)
        self._middle.addWidget(paper)
        self.addWidget(self._empty_page())
        inside = QWidget()
        inside.setObjectName("entry")
        body = row(queue, self._middle, side, gap=BESIDE)
        body.setStretch(1, 1)
        inside.setLayout(body)
        self.addWidget(inside)

    def _empty_page(self) -> Panel:
        page = Panel("", "entry_empty_panel")
        self.assign = button("分配评审专家", "entry_assign", "", "users-group")
        words = "分配评审专家后，在这里打印评分表、录入评分。"
        page.body.addWidget(EmptyState("entry_empty", "clipboard-check", "还没有评分表", words, self.assign))
        return page

    def show_begun(self, *, begun: bool) -> None:
        """Whether there are sheets at all."""
        self.setCurrentIndex(1 if begun else 0)

    def show_paper(self, *, open_one: bool) -> None:
        """The open sheet, or that none is."""
        self._middle.setCurrentWidget(self._paper if open_one else self.waiting)

    def take_keyboard(self) -> None:
        """Before there are sheets: to the way on."""
        self.assign.setFocus(Qt.FocusReason.OtherFocusReason)
