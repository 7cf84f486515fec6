"""One expert and one application: what is between them, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shapes.panel import AssignmentCell, AssignmentRow, CellState, SeatRow, StageRules
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import Facts, button, label, row, rule, say
from desktop_app.ui.parts.pane import Pane
from desktop_app.ui.screens.review.matrix_wording import (
    can_admit,
    can_assign,
    can_declare,
    can_take_back,
    cell_sentence,
    is_admitted,
    is_declared,
)

KEYS = 50
BADGES = {
    CellState.FREE: Badge("muted", "circle-dashed", "未分配"),
    CellState.PROPOSED: Badge("text", "plus", "拟分配"),
    CellState.TAKEN_BACK: Badge("warn", "minus", "拟收回"),
    CellState.CONFLICT: Badge("muted", "ban", "回避"),
    CellState.ASSIGNED: Badge("text", "check", "已分配"),
    CellState.ENTERED: Badge("text", "circle-dot", "已录入，未核"),
    CellState.VERIFIED: Badge("good", "circle-check", "已核"),
}


class CellPane(Pane):
    """The buttons ask; the page does."""

    toggle = Signal()
    declare = Signal()
    withdraw = Signal()
    dismiss = Signal()
    admit = Signal()
    take_back_ruling = Signal()
    open_sheet = Signal(int)  # review_id
    print_pile = Signal(int)  # the expert's number

    def __init__(self) -> None:
        super().__init__("cell_pane")
        self._review, self._number = 0, 0
        self._title = label("", "cell_title", "large", wrap=True)
        self._facts = Facts("cell_fact", KEYS)
        self._expert_rule = rule("cell_expert_rule")
        self._expert = label("", "cell_expert", "section", wrap=True)
        self._expert_facts = Facts("cell_expert_fact", KEYS)
        self._state_rule = rule("cell_state_rule")
        self._badge = BadgeLabel("cell_badge")
        self._said = label("", "cell_said", wrap=True)
        self.sheet = button("", "cell_open_sheet", "link")
        self.pile = button("", "cell_print_pile", "link", "printer")
        self.toggle_button = button("分配", "cell_toggle", keys="空格")
        self.declare_button = button("申明回避…", "cell_declare")
        self.withdraw_button = button("撤销回避申明", "cell_withdraw")
        self.dismiss_button = button("不构成回避…", "cell_dismiss")
        self.admit_button = button("准予评审…", "cell_admit")
        self.ruling_button = button("撤销准予评审", "cell_withdraw_ruling")
        self.head.addWidget(self._title)
        self.body.addLayout(self._facts)
        self.body.addWidget(self._expert_rule)
        self.body.addWidget(self._expert)
        self.body.addLayout(self._expert_facts)
        for part in (self._state_rule, self._badge, self._said):
            self.body.addWidget(part)
        for link in (self.sheet, self.pile):
            self.body.addLayout(row(link, 0))
        self.body.addStretch(1)
        self._about: tuple[QWidget, ...] = (self._expert_rule, self._expert, self._state_rule, self._badge, self._said)
        self._buttons = (
            self.toggle_button,
            self.declare_button,
            self.withdraw_button,
            self.dismiss_button,
            self.admit_button,
            self.ruling_button,
        )
        for made in self._buttons:
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.foot.addWidget(made)
        self.toggle_button.clicked.connect(self.toggle)
        self.declare_button.clicked.connect(self.declare)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.dismiss_button.clicked.connect(self.dismiss)
        self.admit_button.clicked.connect(self.admit)
        self.ruling_button.clicked.connect(self.take_back_ruling)
        self.sheet.clicked.connect(lambda: self.open_sheet.emit(self._review))
        self.pile.clicked.connect(lambda: self.print_pile.emit(self._number))

    def show_nothing(self, words: str) -> None:
        """No cell is looked at."""
        self._title.setText(words)
        self.setAccessibleName("")
        self._facts.show_facts(())
        self._expert_facts.show_facts(())
        about: tuple[QWidget, ...] = (*self._about, self.sheet, self.pile, *self._buttons)
        for thing in about:
            thing.hide()

    def show_cell(
        self, line: AssignmentRow, cell: AssignmentCell, seat: SeatRow, rules: StageRules, *, started: bool, chosen: int
    ) -> None:
        """`chosen` cells would be toggled at once."""
        self._review, self._number = cell.review_id or 0, seat.number
        self._title.setText(line.branch)
        self.setAccessibleName(f"{line.branch}，{seat.anonymous}")
        about = (("申报编号", line.number), ("品牌名称", line.brand), ("党组织", line.organization))
        self._facts.show_facts((*about, ("评审份数", str(line.owed))))
        self._expert.setText(f"{seat.anonymous}　{seat.name}")
        known = (("单位", seat.unit), ("党组织", seat.organization), ("专业", seat.expertise))
        self._expert_facts.show_facts([*(fact for fact in known if fact[1]), ("评分表", f"{seat.reviews} 份")])
        self._badge.show_badge(BADGES[cell.state])
        self._said.setText(cell_sentence(line, cell, rules, started=started))
        for thing in self._about:
            thing.show()
        self.sheet.setVisible(cell.review_id is not None)
        say(self.sheet, f"打开评分表 {cell.code}")
        self.pile.setVisible(seat.reviews > 0)
        say(self.pile, f"打印{seat.anonymous}的评分表…")
        self._show_buttons(line, cell, chosen)

    def _show_buttons(self, line: AssignmentRow, cell: AssignmentCell, chosen: int) -> None:
        words = "取消分配" if can_take_back(line, cell) else "分配"
        self.toggle_button.setVisible(can_assign(line, cell) or can_take_back(line, cell) or chosen > 1)
        say(self.toggle_button, f"{words}选中的 {chosen} 格" if chosen > 1 else words, keys="空格")
        self.declare_button.setVisible(chosen <= 1 and can_declare(cell))
        say(self.declare_button, "确认回避…" if cell.suspected else "申明回避…")
        self.withdraw_button.setVisible(chosen <= 1 and is_declared(cell) and not is_admitted(cell))
        self.dismiss_button.setVisible(chosen <= 1 and bool(cell.suspected))
        self.admit_button.setVisible(chosen <= 1 and can_admit(cell))
        self.ruling_button.setVisible(chosen <= 1 and is_admitted(cell))
