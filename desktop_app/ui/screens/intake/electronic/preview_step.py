"""看结果: every file with what becomes of it, and the one that is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.enums import FormItem
from desktop_app.shapes import shape
from desktop_app.shapes.incoming import RefusedFile
from desktop_app.shapes.matching import Fate, IncomingLine, IncomingPlan
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Panel, field, panes, row
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screens.intake.electronic.line_pane import LinePane
from desktop_app.ui.screens.intake.electronic.wording import ALL, FATES, REFUSED, target_words, told_of
from desktop_app.ui.style import BESIDE, NEAR

PANE = 344


@shape
class Found:
    """A file of the import; `number` is its place in the plan, or among the refused ones after it."""

    number: int
    line: IncomingLine | None
    refused: RefusedFile | None = None

    @property
    def file(self) -> str:
        return self.line.form.file if self.line else self.refused.file if self.refused else ""

    @property
    def badge(self) -> Badge:
        return FATES[self.line.fate] if self.line else REFUSED


class PreviewStep(QWidget):
    """`decided` and `corrected` hand on the clerk's words about a line of the plan."""

    decided = Signal(int, object)  # line, branch_id | None
    reset = Signal(int)
    corrected = Signal(int, object, str)  # line, FormItem, value

    def __init__(self, memory: Memory, propose: Callable[[str], tuple[Proposal, ...]]) -> None:
        super().__init__()
        self.setObjectName("preview_step")
        self.chips = Chips("incoming_chips", (ALL,))
        self.filter = field("incoming_filter", "", "筛选　Ctrl+F", "filter", says="筛选要导入的文件")
        self.filter.setFixedWidth(168)
        self.table: Table[Found] = Table(
            "incoming",
            _COLUMNS,
            lambda each: each.number,
            says="要导入的文件",
            unit="个文件",
            empty="没有找到文件。",
            memory=memory,
        )
        self.table.filter_with(self.filter)
        self.pane = LinePane(propose)
        panel = Panel("", "incoming_panel")
        panel.body.addWidget(self.table, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addLayout(row(self.filter, self.chips, 0, gap=NEAR))
        box.addWidget(panes("incoming_panes", panel, self.pane, PANE, memory), 1)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.table.chosen.connect(self._follow)
        self.pane.decided.connect(lambda branch_id: self._tell(self.decided.emit, branch_id))
        self.pane.reset.connect(lambda: self._tell(self.reset.emit))
        self.pane.corrected.connect(lambda item, value: self._tell(self.corrected.emit, item, value))

    def show_plan(self, plan: IncomingPlan, *, first: bool) -> None:
        """What asks for the clerk comes first into sight."""
        rows = [Found(number, line) for number, line in enumerate(plan.lines)]
        rows += [Found(len(rows) + at, None, refused) for at, refused in enumerate(plan.refused)]
        counts = Counter(each.badge.word for each in rows)
        words = [badge.word for badge in (*FATES.values(), REFUSED) if counts[badge.word]]
        self.chips.show_choices([(ALL, len(rows)), *((word, counts[word]) for word in words)])
        if first or self.chips.on() not in (ALL, *words):
            self.chips.choose(ALL)
        self._narrow()
        self.table.show_rows(rows)
        if first:
            waiting = next((each for each in rows if each.line and each.line.fate is Fate.UNDECIDED), None)
            self.table.select((waiting or rows[0]).number if rows else -1)
        self._follow()

    def focus_filter(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def _tell(self, emit: Callable[..., None], *given: FormItem | str | int | None) -> None:
        current = self.table.current()
        if current is not None and current.line is not None:
            emit(current.number, *given)

    def _follow(self) -> None:
        current = self.table.current()
        if current is not None and current.refused is not None:
            self.pane.show_refused(current.refused)
        else:
            self.pane.show_line(current.line if current else None)

    def _narrow(self) -> None:
        on = self.chips.on() or ALL
        self.table.keep_only(None if on == ALL else lambda each: each.badge.word == on)


def _said(each: Found) -> str:
    if each.line:
        return told_of(each.line)
    return f"{each.refused.reason}{each.refused.todo}" if each.refused else ""


def _score(each: Found) -> int:
    best = each.line.match.best if each.line else None
    return best.score if best else 0


_COLUMNS: tuple[Column[Found], ...] = (
    Column("文件", lambda e: e.file, share=3),
    Column("结果", lambda e: e.badge.word, badge=lambda e: e.badge, width=92),
    Column("归入", lambda e: target_words(e.line) if e.line else "", share=2),
    Column("品牌", lambda e: e.line.brand if e.line else "", share=2, shown=False),
    Column("种类", lambda e: str(e.line.kind) if e.line and e.line.branch else "", width=60, quiet=True,
           shown=False),
    Column("分", _score, lambda e: str(_score(e) or ""), width=40, number=True, quiet=True),
    Column("到达", lambda e: e.line.arrived_at if e.line else "", lambda e: e.line.arrived_at[5:] if e.line else "",
           width=92, quiet=True),
    Column("说明", _said, share=4, quiet=True),
)  # fmt: skip
