"""看结果: what becomes of every row, and the questions about names that are nearly known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.rules.roster_rows import understood
from desktop_app.shapes.roster_import import Answer, Change, Decision, Fate, RosterField, RosterPlan, RosterRow
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import Facts, Panel, button, field, label, panes, row, say
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.pane import Pane
from desktop_app.ui.parts.table_copy import clipping
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screens.roster.reading import Outcome
from desktop_app.ui.style import BESIDE, NEAR, TIGHT

ALL, JOINS = "全部", "同一支部"
_JOINING = Badge("text", "plus", JOINS)
_CHIPS = (str(Fate.NEW), JOINS, *map(str, list(Fate)[1:]))
BADGES = {
    Fate.NEW: Badge("text", "plus", "新增"),
    Fate.CHANGED: Badge("text", "pencil", "更新"),
    Fate.UNCHANGED: Badge("muted", "equal", "无变化"),
    Fate.NEAR: Badge("warn", "help", "相近待定"),
    Fate.REFUSED: Badge("warn", "ban", "不导入"),
}
ANSWERS = (Answer.SAME, Answer.DIFFERENT, Answer.RENAMED)
_BRANCH_WORDS = {Answer.SAME: "是同一个支部", Answer.DIFFERENT: "是新支部", Answer.RENAMED: "是更名，用新名称"}
_ORGANIZATION_WORDS = {Answer.SAME: "是同一个党组织", Answer.DIFFERENT: "是新的党组织"}


def change_words(change: Change) -> str:
    """书记 王明 → 李强; 荣誉 增加 校级样板支部 · 培育创建."""
    if not change.before:
        return f"{change.field} 增加 {change.after}"
    return f"{change.field} {change.before} → {change.after}"


def told_of(row_: RosterRow) -> str:
    """The row's own column 说明: before and after, or the reason, then what is noted."""
    said = [change_words(change) for change in row_.changes]
    if row_.reason:
        said.append(f"{row_.column}：{row_.reason}" if row_.column else row_.reason)
    return "；".join((*said, *row_.notes))


def fate_word(row_: RosterRow) -> str:
    """The chip that a row answers to; a further row of a new branch is no branch of its own."""
    return JOINS if row_.joins else str(row_.fate)


def fate_badge(row_: RosterRow) -> Badge:
    return _JOINING if row_.joins else BADGES[row_.fate]


class FateStep(QWidget):
    """The second step. `answered` hands on the clerk's words about a row; None takes them back."""

    answered = Signal(int, object)  # row, Decision or None
    mobiles_meant = Signal(bool)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("fate_step")
        self._plan: RosterPlan | None = None
        self._decisions: Mapping[int, Decision] = {}
        self._cells: Mapping[int, Sequence[str]] = {}
        self.chips = Chips("fate_chips", (ALL, *_CHIPS))
        self.filter = field("fate_filter", "", "筛选　Ctrl+F", "filter", says="筛选要导入的行")
        self.filter.setFixedWidth(168)
        self.table: Table[RosterRow] = Table(
            "fates",
            _columns(),
            lambda each: each.row,
            says="每一行的结果",
            unit="行",
            empty="表中没有数据行。",
            memory=memory,
        )
        self.table.filter_with(self.filter)
        self.copy_refused = button("复制不导入的行", "copy_refused", "link", "copy", says="复制不导入的行和原因")
        self.pane = RowPane()
        self._build()
        self.chips.chosen.connect(lambda _: self._narrow())
        self.table.chosen.connect(self._show_row)
        self.copy_refused.clicked.connect(self.copy)
        self.pane.answered.connect(self._answer)
        self.pane.taken_back.connect(lambda: self._emit(None))
        self.pane.mobiles.toggled.connect(self.mobiles_meant)
        for at, answer in enumerate(ANSWERS, 1):
            keys = QShortcut(QKeySequence(str(at)), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(lambda a=answer: self._answer(a))

    def _build(self) -> None:
        panel = Panel("", "fate_panel")
        panel.body.addWidget(self.table, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addLayout(row(self.filter, self.chips, 0, self.copy_refused, gap=NEAR))
        box.addWidget(panes("fate_panes", panel, self.pane, 304), 1)

    def show_outcome(self, outcome: Outcome) -> None:
        first = self._plan is None
        self._plan, self._decisions = outcome.plan, outcome.wish.decisions
        self._cells = dict(outcome.table.rows)
        rows = outcome.plan.rows if outcome.plan else ()
        counts = Counter(map(fate_word, rows))
        names = (name for name in _CHIPS if name != JOINS or counts[JOINS])
        self.chips.show_choices([(ALL, len(rows)), *((name, counts[name]) for name in names)])
        self.copy_refused.setVisible(counts[Fate.REFUSED] > 0)
        mobiles = any("手机号" in note for each in rows for note in each.notes)
        self.pane.show_mobiles(asked=mobiles or outcome.wish.keep_mobiles, kept=outcome.wish.keep_mobiles)
        if first:
            self.show_chip(str(Fate.NEAR) if counts[Fate.NEAR] else ALL)
        elif self.chips.on() != ALL and not counts[self.chips.on()]:
            self.show_chip(ALL)
        self._narrow()
        self.table.show_rows(rows)
        self._show_row()

    def forget(self) -> None:
        """Another file: begin as at first."""
        self._plan, self._decisions = None, {}
        self.filter.clear()
        self.table.show_rows(())

    def show_chip(self, name: str) -> None:
        chip = self.chips.findChild(QPushButton, f"fate_chips_{self.chips.names.index(name)}")
        assert isinstance(chip, QPushButton)
        chip.setChecked(True)
        self._narrow()

    def refused(self) -> list[RosterRow]:
        return [each for each in (self._plan.rows if self._plan else ()) if each.fate is Fate.REFUSED]

    def copy(self) -> None:
        """The refused rows as a table that WPS pastes."""
        columns = (
            Column[RosterRow]("行", lambda each: each.row, number=True),
            Column[RosterRow]("基层党组织", lambda each: each.organization),
            Column[RosterRow]("党支部", lambda each: each.branch),
            Column[RosterRow]("列", lambda each: each.column),
            Column[RosterRow]("原因", lambda each: each.reason),
            Column[RosterRow]("怎么改", lambda each: each.todo),
        )
        QGuiApplication.clipboard().setMimeData(clipping(columns, self.refused(), titled=True))

    def _narrow(self) -> None:
        on = self.chips.on()
        self.table.keep_only(None if on in ("", ALL) else lambda each: fate_word(each) == on)

    def _show_row(self) -> None:
        current = self.table.current()
        existing = self._plan.existing.branches if self._plan else ()
        known = bool(current and any(each.name == current.like for each in existing))
        self.pane.show_row(
            current,
            self._cells.get(current.row, ()) if current else (),
            decided=bool(current and current.row in self._decisions),
            known=known,
        )

    def _answer(self, answer: Answer) -> None:
        current = self.table.current()
        if current is None or current.fate is not Fate.NEAR or answer not in self.pane.offered:
            return
        before = self._decisions.get(current.row, Decision())
        if current.near_field is RosterField.ORGANIZATION:
            self._emit(replace(before, organization=answer))
        else:
            self._emit(replace(before, branch=answer))

    def _emit(self, decision: Decision | None) -> None:
        if current := self.table.current():
            self.answered.emit(current.row, decision)


class RowPane(Pane):
    """One row in words, its question with the answers in place, and what concerns all rows below."""

    answered = Signal(object)  # Answer
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__("row_pane")
        self.offered: tuple[Answer, ...] = ()
        self._title = label("", "row_title", "large", wrap=True)
        self._badge = BadgeLabel("row_badge")
        self._facts = Facts("row_fact", key_width=64)
        self._reason = label("", "row_reason", wrap=True)
        self._todo = label("", "row_todo", "muted", wrap=True)
        self._notes = label("", "row_notes", "muted", wrap=True)
        self._answers: dict[Answer, QPushButton] = {}
        for answer in ANSWERS:
            made = button("", f"answer_{answer.name.lower()}")
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _=False, a=answer: self.answered.emit(a))
            self._answers[answer] = made
        self._taken_back = button("改回待定", "answer_take_back", "link")
        self._taken_back.clicked.connect(self.taken_back)
        self.mobiles = QCheckBox("手机号也录入")
        self.mobiles.setObjectName("keep_mobiles")
        self.mobiles.setAccessibleName("手机号也录入，确是办公号码时")
        self._mobiles_told = label("确是办公号码的才选。", "keep_mobiles_told", "muted")
        self.head.addWidget(self._title)
        self.head.addLayout(row(self._badge, 0))  # alone it would narrow the column, and the title would wrap
        self.body.addLayout(self._facts)
        self.body.addWidget(self._reason)
        self.body.addWidget(self._todo)
        self.body.addSpacing(TIGHT)
        for made in self._answers.values():
            self.body.addWidget(made)
        self.body.addLayout(row(self._taken_back, 0))
        self.body.addWidget(self._notes)
        self.body.addStretch(1)
        self.foot.addWidget(self.mobiles)
        self.foot.addWidget(self._mobiles_told)

    def show_mobiles(self, *, asked: bool, kept: bool) -> None:
        self.mobiles.blockSignals(True)
        self.mobiles.setChecked(kept)
        self.mobiles.blockSignals(False)
        self.mobiles.setVisible(asked)
        self._mobiles_told.setVisible(asked)

    def show_row(self, shown: RosterRow | None, cells: Sequence[str], *, decided: bool, known: bool) -> None:
        """`cells`: what the sheet says, in the order of `RosterField`; `decided`: the clerk has answered about it;
        `known`: what it is like stands in the roster already."""
        if shown is None:
            self._title.setText("在左边选一行，这里显示它的结果。")
            self.offered = ()
            for thing in (self._badge, self._scroll):
                thing.hide()
            return
        self._scroll.show()
        self._badge.show()
        self._title.setText(shown.branch or "（没有支部名称）")
        self.setAccessibleName(shown.branch)
        self._badge.show_badge(fate_badge(shown))
        facts, hints = self._told(shown, cells)
        self._facts.show_facts(facts, hints)
        self._reason.setText(f"{shown.reason}。" if shown.reason else "")
        self._reason.setVisible(bool(shown.reason))
        self._todo.setText(shown.todo)
        self._todo.setVisible(bool(shown.todo) and shown.fate is Fate.REFUSED)
        self._notes.setText("\n".join(shown.notes))
        self._notes.setVisible(bool(shown.notes))
        self._offer(shown, known)
        self._taken_back.setVisible(decided)

    @staticmethod
    def _told(shown: RosterRow, cells: Sequence[str]) -> tuple[list[tuple[str, str]], dict[str, str]]:
        """Keys and values, and by key what the sheet writes where it was read as something else."""
        hints: dict[str, str] = {}
        facts = [("所在行", f"第 {shown.row} 行"), ("党组织", shown.organization or "空着")]
        if shown.column:
            facts.append(("列", shown.column))
        if shown.like:
            facts += [("表里写", shown.near_name), ("相近的", shown.like)]
        for change in shown.changes:
            facts.append(
                (str(change.field), f"{change.before} → {change.after}" if change.before else f"增加 {change.after}")
            )
        if shown.fate is Fate.NEW:
            written = dict(zip(RosterField, cells, strict=False))
            for at, words in understood(tuple(cells), keep_mobiles=True).items():
                if at is RosterField.TELEPHONE and any("电话" in note for note in shown.notes):
                    continue
                facts.append((str(at), words))
                raw = written[at].strip() or written[RosterField.VALIDITY].strip()
                if raw != words:
                    hints[str(at)] = f"表里写“{raw}”"
        return facts, hints

    def _offer(self, shown: RosterRow, known: bool) -> None:
        about_branch = shown.near_field is RosterField.BRANCH
        words = _BRANCH_WORDS if about_branch else _ORGANIZATION_WORDS
        near = shown.fate is Fate.NEAR
        self.offered = tuple(a for a in ANSWERS if near and a in words and (a is not Answer.RENAMED or known))
        for at, (answer, made) in enumerate(self._answers.items(), 1):
            made.setVisible(answer in self.offered)
            if answer in self.offered:
                say(made, f"{at}　{words[answer]}", says=words[answer], keys=str(at))


def _columns() -> tuple[Column[RosterRow], ...]:
    return (
        Column("行", lambda each: each.row, width=52, number=True, quiet=True),
        Column("结果", fate_word, badge=fate_badge, width=100),
        Column("基层党组织", lambda each: each.organization, width=144),
        Column("党支部", lambda each: each.branch),
        Column("说明", told_of),
    )
