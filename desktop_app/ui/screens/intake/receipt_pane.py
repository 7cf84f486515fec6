"""A recorded visit: what came, what is missing, and what may still be done about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.office import intake
from desktop_app.shapes.intake import ReceiptRow, VisitDetails
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Stack, button, field, label, row, say
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.lists import Details, Line, Words
from desktop_app.ui.screens.intake.history import state_badge
from desktop_app.ui.style import NEAR, TIGHT

PRINTED, OPEN = Badge("good", "printer", "回执已打印"), Badge("text", "circle-dot", "回执未打印")
VOIDED = Badge("muted", "ban", "已作废")
VOID, APPROVE = "void", "approve"


class ReceiptPane(Details):
    """`run` is the page's way to run a Command; what a visit needs besides (paper, more material) it asks the page."""

    print_slip = Signal(int)  # receipt_id
    supplement = Signal(int)  # application_id: its branch brings more
    trail = Signal(int)  # receipt_id
    closed = Signal()

    def __init__(self, run: Callable[..., object], now: Callable[[], datetime], who: Callable[[], str]) -> None:
        super().__init__("receipt_details")
        self._run, self._now, self._who_sits_here = run, now, who
        self.details: VisitDetails | None = None
        self._late: ReceiptRow | None = None
        self.notice = Notice("receipt_notice")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lines: list[Line] = []
        self._print = button("打印回执", "reprint_slip", "", "printer", keys="Ctrl+P")
        self._close = button("回到登记", "back_to_entry", "quiet", "arrow-back-up", keys="Esc")
        self._void = button("作废…", "void_receipt", "quiet", "ban")
        self._asks = self._build_asks()
        self._trail = button("", "receipt_trail", "quiet", "history", says="查看操作记录")
        self._trail.clicked.connect(self._ask_trail)
        self._print.clicked.connect(self._print_asked)
        self._close.clicked.connect(self.closed)
        self._void.clicked.connect(lambda: self._ask(VOID))
        self.body.addSpacing(NEAR)
        self.body.addWidget(label("这次收了", "receipt_lines_title", "section"))
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.body.addWidget(self.notice)
        self.body.addWidget(self._asks)
        self.body.addWidget(self._print)
        self.body.addLayout(row(self._close, 0, self._trail, self._void))

    def _ask_trail(self) -> None:
        if self.details:
            self.trail.emit(self.details.receipt_id)

    def _build_asks(self) -> QWidget:
        """One small form for the two things that need words: 作废 and 批准逾期."""
        self._ask_title = label("", "ask_title", "section")
        self._who = field("ask_who", "", "批准人姓名", says="批准人姓名")
        self._why = field("ask_why", "", "", says="理由")
        self._do = button("", "ask_do")
        self._leave = button("不了", "ask_leave", "quiet")
        self._what = ""
        self._do.clicked.connect(self._answer)
        self._why.returnPressed.connect(self._answer)
        self._who.returnPressed.connect(self._why.setFocus)
        self._leave.clicked.connect(self.settle)
        return Stack("ask", self._ask_title, self._who, self._why, row(self._do, self._leave, 0), TIGHT)

    def show_visit(self, details: VisitDetails) -> None:
        """Show one visit; open questions of another one are closed."""
        same = self.details is not None and self.details.receipt_id == details.receipt_id
        self.details = details
        state = VOIDED if details.voided_at else PRINTED if details.slip_issued_at else OPEN
        facts = [
            ("收件时间", details.received_at),
            ("来自", details.organization),
            ("送件人", " ".join(part for part in (details.submitter, details.telephone) if part) or "未填"),
            ("经手人", details.taken_by),
        ]
        if details.voided_at:
            facts.append(("作废", f"{details.voided_at[:16].replace('T', ' ')}　{details.void_reason}"))
        self.show_details(details.number, state, facts)
        self._show_lines(details)
        self._void.setVisible(not details.voided_at)
        say(self._print, "重打回执" if details.slip_issued_at else "打印回执", keys="Ctrl+P")
        if not same:
            self._asks.hide()
            self.notice.clear()

    def _show_lines(self, details: VisitDetails) -> None:
        while len(self._lines) < len(details.lines):
            line = Line(f"receipt_line_{len(self._lines)}")
            line.clicked.connect(partial(self._open, len(self._lines)))
            self._rows.addWidget(line)
            self._lines.append(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(details.lines))
            if place < len(details.lines):
                line.show_words(_words(details.lines[place]))

    def _print_asked(self) -> None:
        if self.details is not None:
            self.print_slip.emit(self.details.receipt_id)

    def _open(self, place: int, _checked: bool = False) -> None:
        """A late line asks for its approval, any other for more material."""
        if self.details is None or self.details.voided_at:
            return
        chosen = self.details.lines[place]
        if chosen.late and not chosen.late_approved_by:
            self._late = chosen
            self._ask(APPROVE)
        else:
            self.supplement.emit(chosen.application_id)

    def _ask(self, what: str) -> None:
        self._what = what
        approving = what == APPROVE
        branch = self._late.branch if self._late else ""
        self._ask_title.setText(f"批准逾期受理：{branch}" if approving else "作废这次收件，号码不再使用")
        self._who.setVisible(approving)
        self._why.setPlaceholderText("理由，例如：书记出差" if approving else "原因，例如：支部选错，已另行登记")
        say(self._do, "批准受理" if approving else "作废")
        for line in (self._who, self._why):
            line.clear()
        self._asks.show()
        (self._who if approving else self._why).setFocus()

    def _answer(self) -> None:
        if self.details is None:
            return
        if self._what == VOID:
            done = self.notice.attempt(partial(self._void_visit, self.details))
        else:
            done = self._late is not None and self.notice.attempt(partial(self._approve_late, self._late))
        if done:
            self.settle()

    def _void_visit(self, details: VisitDetails) -> None:
        self._run(
            f"作废收件 {details.number}",
            intake.void_receipt,
            say=lambda _: f"已作废收件 {details.number}",
            receipt_id=details.receipt_id,
            reason=self._why.text(),
            by=self._who_sits_here(),
            at=self._now().isoformat(timespec="seconds"),
        )

    def _approve_late(self, line: ReceiptRow) -> None:
        self._run(
            f"批准逾期受理 {line.application_number}",
            intake.approve_late,
            say=lambda _: f"已批准 {line.branch} 逾期受理",
            application_id=line.application_id,
            approved_by=self._who.text(),
            reason=self._why.text(),
        )

    def settle(self) -> None:
        """What was asked was done."""
        self._asks.hide()


def _words(line: ReceiptRow) -> Words:
    badge = state_badge(line)
    lacking = "，".join(line.missing) or "材料齐全"
    note = f"“{line.brand}”　{lacking}" + (f"　{line.late_approved_by}已批准逾期" if line.late_approved_by else "")
    return Words(line.branch, note, badge.word, badge.icon, badge.token)
