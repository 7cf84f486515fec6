"""One copy in words: whose it is, where it is, its way; below it the handovers of late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from desktop_app.shapes.custody import CopyDetails, HandoverRow
from desktop_app.ui.parts.badges import BadgeLabel
from desktop_app.ui.parts.basics import Facts, button, dress, label, row
from desktop_app.ui.parts.lists import Group, Lines
from desktop_app.ui.parts.pane import Pane
from desktop_app.ui.screens.intake.custody.wording import copy_facts, handover_words, movement_words, status_badge

RECENT = 8  # handovers


class CopyPane(Pane):
    """`print_list` asks for a handover on paper, `open_application` for the application's visits."""

    print_list = Signal(str)  # JJ-2025-0001
    print_label = Signal(int)  # copy_id
    open_application = Signal(int)  # application_id

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("copy_pane")
        self._today = today
        self.details: CopyDetails | None = None
        self._title, self._badge = label("", "copy_title", "large", wrap=True), BadgeLabel("copy_badge")
        self._facts = Facts("copy_fact")
        self._way, self._lists = Lines("copy_way"), Lines("handovers")
        self._application = button("申报项目", "copy_application", "quiet", "file-text", says="打开它的申报项目")
        self._label = button("打印标签", "copy_label", "quiet", "printer", says="打印这一份的标签")
        for thing in (self._title, self._badge):
            self.head.addWidget(thing)
        self.body.addLayout(self._facts)
        self.body.addWidget(self._way)
        self.body.addWidget(self._lists)
        self.body.addStretch(1)
        self.foot.addLayout(row(self._application, 0, self._label))
        self._application.clicked.connect(self._open_application)
        self._label.clicked.connect(self._print_label)

    def show_copy(self, details: CopyDetails | None, handovers: Sequence[HandoverRow]) -> None:
        """Without a copy the pane says what to choose."""
        self.details = details
        there = details is not None
        for thing in (self._badge, self._way, self._application, self._label):
            thing.setVisible(there)
        if details is None:
            self._title.setText("扫一份，或在左边选一份，这里显示它在哪里、经过了谁的手。")
            dress(self._title, "muted")
            self._facts.show_facts(())
        else:
            self._title.setText(details.row.code)
            dress(self._title, "large")
            self.setAccessibleName(details.row.code)
            self._badge.show_badge(status_badge(details.row, self._today()))
            self._facts.show_facts(copy_facts(details, self._today()))
            way = [(movement_words(moved), partial(self.print_list.emit, moved.number)) for moved in details.movements]
            self._way.show_groups([Group("经过", way)])
        lines = [(handover_words(one), partial(self.print_list.emit, one.number)) for one in handovers[:RECENT]]
        self._lists.show_groups([Group("最近的交接单", lines)])

    def _open_application(self) -> None:
        if self.details:
            self.open_application.emit(self.details.row.application_id)

    def _print_label(self) -> None:
        if self.details:
            self.print_label.emit(self.details.row.copy_id)
