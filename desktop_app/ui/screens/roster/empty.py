"""The roster before anything is in it: what to do next, and which columns an import understands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.shapes.roster_import import RosterField
from desktop_app.ui.parts.basics import CENTER, Stack, button, label, row, rule
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.style import NEAR

UNDERSTOOD = "、".join(str(field) for field in list(RosterField)[2:])


class EmptyRoster(QWidget):
    bring_in = Signal()
    by_hand = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("roster_empty")
        bring_in = button("导入名册…", "empty_import", "primary", "file-import")
        by_hand = button("手工添加", "empty_by_hand", "", "plus")
        bring_in.clicked.connect(self.bring_in)
        by_hand.clicked.connect(self.by_hand)
        state = EmptyState(
            "roster_empty_state",
            "users-group",
            "名册还是空的",
            "导入现有的支部名册：.xlsx、.xls、.csv 都可以，也可以把文件拖到这里。收件、应报都从名册来。",
            bring_in,
            by_hand,
        )
        state.setFixedHeight(220)
        notes = Stack("empty_notes", rule("empty_rule"), NEAR)
        notes.setFixedWidth(560)
        for name, looks, words in (
            ("needed", "section", "必须有两列：基层党组织、党支部"),
            ("understood", "muted", f"还认得：{UNDERSTOOD}。列的次序、多余的列和表头上面的标题都不要紧。"),
            (
                "personal",
                "muted",
                "身份证号、出生日期、手机、住址等个人信息不读入。每一行的结果都能先看一遍，导入后可以撤销。",
            ),
        ):
            said = label(words, f"empty_{name}", looks, wrap=True)
            said.setAlignment(CENTER)
            notes.box.addWidget(said)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addStretch(2)
        box.addWidget(state)
        box.addLayout(row(0, notes, 0))
        box.addStretch(3)
