"""The form of one branch at the counter: who, which brand, the copies, the file, and what to say when it is late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.rules.completeness import none_here
from desktop_app.rules.desk import brand_warning
from desktop_app.rules.intake import clean_brand
from desktop_app.rules.typed_dates import written_moment
from desktop_app.shapes.copies import CopyMarks
from desktop_app.shapes.intake import BranchAtDesk, LineEntry, SimilarBrand
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import Mark, Panel, Stack, button, field, form, form_label, label, row, rule
from desktop_app.ui.parts.copies import CopySelector
from desktop_app.ui.parts.date_fields import DateTimeField
from desktop_app.ui.parts.fields import ProposalField
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.screens.intake.visit import VisitStrip
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

FIELD = 552  # px: one right edge, that of the five tiles
HINT = "例如 lcyx1 → 临床医学系第一党支部"
OBLIGATED = Badge("text", "circle-dot", "应报")
VOLUNTARY = Badge("muted", "circle-dashed", "自愿申报")
CAME, NOT_COME = Badge("good", "check", "已到"), Badge("warn", "minus", "未到")


class EntryForm(Panel):
    """What is typed of one branch. `changed` after every key that matters, `finished` when Enter ends the copies."""

    changed = Signal()
    branch_chosen = Signal(int)  # branch_id
    finished = Signal()

    def __init__(
        self,
        visit: VisitStrip,
        propose: Callable[[str], Sequence[Proposal]],
        similar: Callable[[str, int], Sequence[SimilarBrand]],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__("", "receipt_form")
        self._similar, self._now, self._visit = similar, now, visit
        self.at_desk: BranchAtDesk | None = None
        self._left: BranchAtDesk | None = None  # chosen before its name was typed over; what was ticked is still its
        self._electronic_now = False
        self.exchanging = False  # the tiles show what took the place of copies that came earlier
        self.branch = ProposalField("branch", propose, "支部名称、拼音首字母或编号", says="党支部")
        self.brand = field("brand", "", "照申报书封面填写", says="品牌名称")
        self.copies = CopySelector()
        self.electronic_at = DateTimeField(
            "electronic_at", says="电子版到达时间", today=lambda: now().date(), beside=True
        )
        self.late_by = field("late_approved_by", "", "批准人姓名", says="逾期批准人")
        self.late_reason = field("late_reason", "", "例如：书记出差，书面说明已附", says="逾期理由")
        self._build()
        self._connect()
        self.clear()

    # Building ---------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        entry = form()
        for box in (self.branch, self.brand):
            box.setFixedWidth(FIELD)
        self._obligated = BadgeLabel("must_apply", OBLIGATED)
        self._facts = label(HINT, "branch_facts", "muted")
        self._facts.setFixedHeight(24)
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._warning_mark = Mark("alert-triangle", "warn", "brand_warning_mark", 14)
        self._warning = label("", "brand_warning", "error", wrap=True)
        self._warning.setFixedWidth(FIELD - 20)
        facts = row(self._obligated, self._facts, gap=NEAR)
        facts.setStretch(1, 1)
        entry.addRow(self._visit.label, self._visit)
        entry.addRow(rule("visit_rule"))
        entry.addRow(
            form_label("党支部 *", "branch", self.branch), Stack("branch_and_facts", self.branch, facts, gap=TIGHT)
        )
        self._warning_line = QWidget()
        self._warning_line.setObjectName("brand_warning_line")
        self._warning_line.setLayout(row(self._warning_mark, self._warning, 0, gap=TIGHT))
        entry.addRow(
            form_label("品牌名称 *", "brand", self.brand),
            Stack("brand_and_warning", self.brand, self._warning_line, gap=TIGHT),
        )
        entry.addRow(
            form_label("纸质件", "copies", self.copies),
            Stack("copies_and_exchange", self.copies, self._exchange_row(), gap=TIGHT),
        )
        entry.addRow(form_label("电子版", "electronic", self.electronic_at), self._electronic_row())
        self._late_line = self._build_late()
        entry.addRow(self._late_label, self._late_line)
        entry.setContentsMargins(APART, BESIDE, APART, NEAR)
        inner = QWidget()
        inner.setObjectName("receipt_scrolled")
        inner.setLayout(entry)
        self.body.addWidget(Scroll("receipt_scroll", inner))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _exchange_row(self) -> QWidget:
        """A second form of the same round takes the place of the first: only said where there is a first."""
        self._exchange = button(
            "换了新的申报书", "exchange_copies", "link", keys="H", says="这次交来的是更换的新申报书"
        )
        self._exchange.clicked.connect(self.toggle_exchange)
        self._exchange_told = label("", "exchange_told", "muted")
        self._exchange_line = QWidget()
        self._exchange_line.setObjectName("exchange_line")
        self._exchange_line.setLayout(row(self._exchange_told, self._exchange, 0))
        return self._exchange_line

    def _electronic_row(self) -> QHBoxLayout:
        self._electronic = BadgeLabel("electronic_state", NOT_COME)
        self._electronic_known = label("", "electronic_known", "muted")
        self._came_now = button("刚刚到", "electronic_now", "link", keys="E", says="电子版刚刚到，记现在的时间")
        self._came_now.clicked.connect(self.toggle_electronic)
        return row(self._electronic, self._electronic_known, self.electronic_at, self._came_now, 0)

    def _build_late(self) -> QWidget:
        self._late_label = form_label("逾期受理", "late", self.late_by)
        self.late_by.setFixedWidth(140)
        self.late_reason.setFixedWidth(FIELD - 140 - NEAR)
        self._late_told = label("两项都填才进入评审；都空着则只登记。", "late_told", "muted")
        self._late_told.hide()
        return Stack("late_line", row(self.late_by, self.late_reason, 0), self._late_told, gap=TIGHT)

    def _connect(self) -> None:
        self.branch.accepted.connect(lambda proposal: self.branch_chosen.emit(proposal.record_id))
        self.branch.unsettled.connect(self._forget_branch)
        self.brand.textChanged.connect(self._brand_changed)
        self.brand.returnPressed.connect(self.copies.setFocus)
        self.copies.changed.connect(self.changed)
        self.copies.electronic_toggled.connect(self.toggle_electronic)
        self.copies.exchange_toggled.connect(self.toggle_exchange)
        self.copies.finished.connect(self.finished)
        self.electronic_at.changed.connect(lambda _: self._electronic_changed())
        self.electronic_at.line.returnPressed.connect(self.finished)
        for line in (self.late_by, self.late_reason):
            line.textChanged.connect(lambda _: self._late_changed())
        self.late_by.returnPressed.connect(self.late_reason.setFocus)
        self.late_reason.returnPressed.connect(self.finished)

    # What is told to it -----------------------------------------------------------------------------------------------

    def clear(self, copies: int = 5) -> None:
        """As it waits for the next branch."""
        self.at_desk = self._left = None
        self.branch.show_chosen(None)
        for line in (self.brand, self.late_by, self.late_reason):
            line.clear()
        self.electronic_at.show_value(None)
        self.copies.show_copies(none_here(copies))
        self._show_exchange(False)
        self._obligated.hide()
        self._facts.setText(HINT)
        self._show_electronic()
        self.show_late(False)
        self._brand_changed("")

    def show_branch(self, at_desk: BranchAtDesk, entry: LineEntry | None = None) -> None:
        """The chosen branch with what is known of it; `entry` brings back what was typed before."""
        if entry is None and self._left and self._left.branch_id == at_desk.branch_id:
            entry = self.draft()
        self.at_desk, self._left = at_desk, None
        self.branch.show_chosen(Proposal(at_desk.branch_id, at_desk.branch))
        self._obligated.show_badge(OBLIGATED if at_desk.obligated else VOLUNTARY)
        self._obligated.show()
        told = "　".join((at_desk.organization, *at_desk.honours))
        self._facts.setText(self._facts.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, FIELD + APART))
        self._facts.setToolTip(plain_tip(told))
        self.brand.setText(entry.brand if entry else at_desk.brand)
        self.copies.show_copies(at_desk.copies, [day[5:10] for day in at_desk.copies_at])
        self._show_exchange(False)
        if entry:
            self._bring_back(entry)
        self._show_electronic()
        self._brand_changed(self.brand.text())

    def _bring_back(self, entry: LineEntry) -> None:
        if entry.exchanged:
            self._show_exchange(True)
            self.copies.show_copies(none_here(len(self.copies.tiles)))
        before = self.at_desk.copies if self.at_desk else ()
        for number, (tile, marks) in enumerate(zip(self.copies.tiles, entry.copies, strict=True), 1):
            if not self.exchanging or number in entry.exchanged or not before[number - 1].here:
                tile.show_marks(marks)
        arrived = datetime.fromisoformat(entry.electronic_at) if entry.electronic_at else None
        self.electronic_at.show_value(arrived)
        self.late_by.setText(entry.late_approved_by)
        self.late_reason.setText(entry.late_reason)

    def show_late(self, late: bool) -> None:
        """The line for the approver stands there only when it is needed."""
        self._late_label.setVisible(late)
        self._late_line.setVisible(late)

    # What is asked of it ----------------------------------------------------------------------------------------------

    @property
    def electronic(self) -> bool:
        """Whether the file is there, from before or told now."""
        known = bool(self.at_desk and self.at_desk.electronic_at)
        return known or self.electronic_at.value is not None

    @property
    def marks(self) -> tuple[CopyMarks, ...]:
        """The copies as they are after this visit; what is not exchanged stays as it was."""
        about = self.at_desk or self._left
        if not self.exchanging or about is None:
            return self.copies.copies
        return tuple(new if new.here else old for new, old in zip(self.copies.copies, about.copies, strict=True))

    @property
    def exchanged(self) -> tuple[int, ...]:
        """The copies that other paper took the place of."""
        about = self.at_desk or self._left
        if not self.exchanging or about is None:
            return ()
        pairs = enumerate(zip(self.copies.copies, about.copies, strict=True), 1)
        return tuple(n for n, (new, old) in pairs if new.here and old.here)

    @property
    def nothing_new(self) -> bool:
        """Whether the chosen branch brings nothing that was not here before."""
        if self.at_desk is None or self.electronic_at.value is not None or self.exchanged:
            return False
        return self.marks == self.at_desk.copies

    @property
    def blank(self) -> bool:
        """Whether nothing was typed that could be lost."""
        return self.at_desk is None and not self.branch.text().strip() and not self.brand.text().strip()

    def entry(self) -> LineEntry:
        """What was typed, as the visit takes it. RuleBroken when the branch or the brand is not there."""
        from desktop_app.rules.errors import RuleBroken

        if self.at_desk is None:
            typed = self.branch.text().strip()
            if typed:
                raise RuleBroken(f"“{typed}”还没有选定是哪个支部。", "请在提示里选一个，或先到支部名册里添加。")
            raise RuleBroken("还没有选党支部。", "请输入支部名称或拼音首字母。")
        if self.electronic_at.problem:
            raise RuleBroken(f"电子版到达时间没有看懂：{self.electronic_at.problem}", "请改好后再登记。")
        arrived = self.electronic_at.value
        return LineEntry(
            branch_id=self.at_desk.branch_id,
            brand=clean_brand(self.brand.text(), self.at_desk.branch),
            copies=self.marks,
            electronic_at=written_moment(arrived) if arrived else "",
            late_approved_by=self.late_by.text().strip() if self._late_line.isVisibleTo(self) else "",
            late_reason=self.late_reason.text().strip() if self._late_line.isVisibleTo(self) else "",
            exchanged=self.exchanged,
        )

    def draft(self) -> LineEntry | None:
        """What stands there, right or not, for keeping; None without a branch. Whose name is being typed over keeps
        what was typed of it."""
        about = self.at_desk or self._left
        if about is None or self.blank:
            return None
        arrived = self.electronic_at.value
        return LineEntry(
            branch_id=about.branch_id,
            brand=self.brand.text(),
            copies=self.marks,
            electronic_at=written_moment(arrived) if arrived else "",
            late_approved_by=self.late_by.text(),
            late_reason=self.late_reason.text(),
            exchanged=self.exchanged,
        )

    def toggle_electronic(self) -> None:
        """刚刚到, or not after all."""
        self.electronic_at.show_value(
            None if self.electronic_at.value else self._now().replace(second=0, microsecond=0)
        )
        self._electronic_changed()

    def toggle_exchange(self) -> None:
        """The tiles are empty for what came instead, or show again what lies there."""
        if self.at_desk is None or not any(copy.here for copy in self.at_desk.copies):
            return
        exchanging = not self.exchanging
        if exchanging:
            self.copies.show_copies(none_here(len(self.copies.tiles)))
        else:
            self.copies.show_copies(self.at_desk.copies, [day[5:10] for day in self.at_desk.copies_at])
        self._show_exchange(exchanging)
        self.copies.setFocus()
        self.changed.emit()

    def _show_exchange(self, exchanging: bool) -> None:
        self.exchanging = exchanging
        there = self.at_desk is not None and any(copy.here for copy in self.at_desk.copies)
        self._exchange_line.setVisible(there)
        self._exchange_told.setText("勾选换来的各份，没有勾选的照旧。" if exchanging else "先前已经收过；这次")
        self._exchange.setText("不是更换" if exchanging else "换了新的申报书")

    # ------------------------------------------------------------------------------------------------------------------

    def _forget_branch(self) -> None:
        """Another name is typed: what was ticked stays in sight until another branch is chosen."""
        self._left, self.at_desk = self.at_desk or self._left, None
        self._obligated.hide()
        self._facts.setText(HINT)
        self._exchange_line.hide()
        self._show_electronic()
        self._brand_changed(self.brand.text())

    def _brand_changed(self, brand: str) -> None:
        found = self._similar(brand, self.at_desk.branch_id) if self.at_desk and brand.strip() else ()
        words = brand_warning(found, was=self.at_desk.brand if self.at_desk else "", now=brand.strip())
        self._warning.setText(words)
        self._warning_line.setVisible(bool(words))
        self.changed.emit()

    def _electronic_changed(self) -> None:
        self._show_electronic()
        self.changed.emit()

    def _late_changed(self) -> None:
        """One without the other is what has to be explained."""
        self._late_told.setVisible(bool(self.late_by.text().strip()) != bool(self.late_reason.text().strip()))
        self.changed.emit()

    def _show_electronic(self) -> None:
        known = self.at_desk.electronic_at if self.at_desk else ""
        self._electronic.show_badge(CAME if self.electronic else NOT_COME)
        self._electronic_known.setText(f"{known[5:]} 已到；又来一份：" if known else "")
        self._electronic_known.setVisible(bool(known))
        self._came_now.setText("撤去" if self.electronic_at.value else "刚刚到")
