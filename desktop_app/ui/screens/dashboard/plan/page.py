"""The page: the verdict, the steps, and what one tries out. Nothing is stored while one plays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.documents import document
from desktop_app.office import holidays, planner, rounds
from desktop_app.rules import plan_moves, typed_dates
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.plan_words import state_words
from desktop_app.shapes.planner import Fit, Moved, PlanBasis, PlanKey, SeasonPlan, WorkPlan
from desktop_app.ui.parts.basics import Mark, Panel, Stack, button, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.prints import Prints
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.screen import Action, Screen
from desktop_app.ui.screens.dashboard.plan.adopt_form import AdoptForm
from desktop_app.ui.screens.dashboard.plan.steps_grid import StepsGrid
from desktop_app.ui.style import BESIDE, NEAR, TIGHT

PAPER = "work_plan"
FORM_WIDTH = 320
BESIDE_FORM = 1040  # px of the page: what the lines without their bars and the form take
PLAYING = "试排，没有保存"
ONLY_TRIED = "张贴日期只是试排，张贴时再定"


class PlanPage(QWidget):
    """`left`: back to 工作台. `changed`: header and state line have something new to say."""

    left = Signal()
    changed = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.setObjectName("plan_page")
        self._screen, self._desk = screen, screen.desk
        self._own: WorkPlan | None = None  # the round's own plan
        self.plan: SeasonPlan | None = None  # what is shown: that, or what is tried
        self.grid, self.form = StepsGrid(), AdoptForm(screen)
        self.prints = Prints(self._desk, self)
        self.trouble, self.verdict = Notice("plan_trouble"), Notice("plan_verdict")
        self._mark, self._words = Mark("check", "good", "plan_words_mark"), label("", "plan_words", "muted", wrap=True)
        self.counts = QCheckBox("张贴当天计入公示期")
        self.counts.setObjectName("plan_posting_counts")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._quiet = QWidget()
        self._quiet.setObjectName("plan_quiet")
        line = row(self._mark, self._words, gap=6)
        line.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        self._quiet.setLayout(line)
        self.panel = Panel("从申报截止到立项", "plan_panel", action=self.counts)
        self.panel.body.addWidget(Scroll("plan_scroll", self.grid), 1)
        self.panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)  # as tall as its lines
        left = self._left = Stack("plan_left", self.trouble, self.verdict, self._quiet, self.panel, 0, gap=NEAR)
        left.box.setStretchFactor(self.panel, 1000)
        self.form.setFixedWidth(FORM_WIDTH)
        self.form.hide()
        self._fill = button("填写日期", "plan_fill", "", "calendar-event")
        self._nothing = EmptyState("plan_empty", "calendar-event", "", "", self._fill)
        empty = Panel("", "plan_empty_panel")
        empty.body.addWidget(self._nothing)
        both = QWidget()
        both.setObjectName("plan_both")
        inner = QHBoxLayout(both)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(BESIDE)
        inner.addWidget(left, 1)
        inner.addWidget(self.form)
        self._pages = QStackedWidget()
        self._pages.setObjectName("plan_pages")
        self._pages.addWidget(both)
        self._pages.addWidget(empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, TIGHT, 0, 0)
        box.addWidget(self._pages)

    def _connect(self) -> None:
        self.grid.stepped.connect(self.step)
        self.grid.typed.connect(self.put)
        self.counts.clicked.connect(self._count_posting)
        self.form.left.connect(self._form_left)
        self._fill.clicked.connect(self._go_to_dates)
        self.prints.said.connect(lambda words: self._screen.said.emit(words, ""))
        self.prints.failed.connect(self.trouble.show_failure)

    # What 工作台 asks -------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The page was opened: from the round's own plan, the keyboard on the first date."""
        self.refresh()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        if self.plan is None:
            self._fill.setFocus()
        else:
            self.grid.lines[PlanKey.SUBMISSION].stepper.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """As things stand. What is tried stays, as long as it is the same round's."""
        before, tried = self._own, self.plan.basis if self.plan and self.playing else None
        try:
            self._own = planner.work_plan(self._screen.ledger.clock())
        except RuleBroken as broken:
            self._own = self.plan = None
            self._nothing.show_words(broken.what, broken.todo)
            self._pages.setCurrentIndex(1)
            return
        self._pages.setCurrentIndex(0)
        same = before is not None and before.round_id == self._own.round_id
        self._show(self._what_if(tried) if tried and same else self._own.plan)

    @property
    def playing(self) -> bool:
        """Whether what is shown is not what holds."""
        return bool(self.plan and self._own and self.plan.basis != self._own.plan.basis)

    def state_line(self) -> str:
        if self.plan is None or self._own is None:
            return "时间倒排"
        parts = ("时间倒排", state_words(self.plan), PLAYING if self.playing else "")
        return " · ".join(part for part in parts if part)

    def primary(self) -> Action | None:
        """What was tried is made to hold; the form that asks has the red button itself."""
        if not self.playing or self._asking:
            return None
        why_not = "" if self._differences() else ONLY_TRIED
        return Action("按此修改批次…", self.ask_adopt, "check", why_not=why_not)

    def header_actions(self) -> Sequence[Action]:
        if self._asking:
            return ()
        made = [Action("回到工作台", self.left.emit, "arrow-left", "Esc")]
        if self.playing:
            return (*made, Action("恢复", self.restore, "arrow-back-up"))
        if self.plan is not None:
            made.append(Action("导出…", self.export, "download", "Ctrl+E"))
            made.append(Action("打印倒排表", self.print_out, "printer", "Ctrl+P"))
        return made

    def back(self) -> bool:
        """Esc: out of the form, then out of the page. What was tried is kept until it is dropped or made to hold."""
        if self._asking:
            self._form_left()
        else:
            self.left.emit()
        return True

    def save(self) -> bool:
        """Ctrl+S asks for what was tried to be made to hold, and then makes it."""
        if self._asking:
            self.form.save()
            return True
        if self.playing:
            self.ask_adopt()
            return True
        return False

    def print_out(self) -> bool:
        return self._may_leave() and self.trouble.attempt(lambda: self.prints.show(document(PAPER)))

    def export(self) -> bool:
        return self._may_leave() and self.trouble.attempt(lambda: self.prints.ask_and_export(document(PAPER)))

    def _may_leave(self) -> bool:
        """Only what holds goes on paper."""
        if self.playing:
            self.trouble.show_words("现在显示的是试排，倒排表只写现行的安排。", "请先“按此修改批次”，或“恢复”。")
        return self.plan is not None and not self.playing

    # Trying out -------------------------------------------------------------------------------------------------------

    def step(self, key: PlanKey, by: int) -> None:
        """Move a date, or make a step longer, by so many working days."""
        self._play(lambda plan: plan_moves.moved(plan, key, by, holidays.calendar()))

    def put(self, key: PlanKey, text: str) -> None:
        """What was typed into a line."""
        if not self._play(lambda plan: self._typed(plan, key, text)):
            self.grid.lines[key].stepper.put_back()

    def restore(self) -> None:
        """Back to what holds."""
        if self._own:
            self.trouble.clear()
            self._show(self._own.plan)

    def ask_adopt(self) -> None:
        if self.plan is None or self._own is None:
            return
        changes = self._differences()
        if not changes:
            self.trouble.show_words(f"{ONLY_TRIED}。", "没有要写进批次的改动。")
        else:
            self.trouble.clear()
            self.form.show()
            self._make_room()
            self.form.ask(self._own.round_id, self._own.round_name, self.plan.basis, changes)
            self.changed.emit()

    def _play(self, make: Callable[[SeasonPlan], PlanBasis]) -> bool:
        plan = self.plan
        return plan is not None and self.trouble.attempt(lambda: self._show(self._what_if(make(plan))))

    def _typed(self, plan: SeasonPlan, key: PlanKey, text: str) -> PlanBasis:
        if key in plan_moves.LENGTHS:
            if not (text.isascii() and text.isdigit()):
                raise RuleBroken(f"“{text}”不是天数。", "请填写整数，例如 3。")
            return plan_moves.lengthened(plan.basis, key, int(text))
        if not text and key is PlanKey.ESTABLISHMENT:
            return replace(plan.basis, establishment_deadline="")
        day = typed_dates.read_date(text, near=plan.timetable.submission)
        return plan_moves.placed(plan, key, day, holidays.calendar())

    def _count_posting(self, on: bool) -> None:
        self._play(lambda plan: replace(plan.basis, posting_day_counts=on))

    def _what_if(self, basis: PlanBasis) -> SeasonPlan:
        return planner.what_if(basis, self._screen.ledger.clock())

    def _differences(self) -> Sequence[Moved]:
        if self.plan is None or self._own is None:
            return ()
        return plan_moves.differences(self._own.plan.basis, self.plan.basis)

    # ------------------------------------------------------------------------------------------------------------------

    def _show(self, plan: SeasonPlan) -> None:
        assert self._own is not None
        self.plan = plan
        self.panel.show_count(PLAYING if self.playing else "")
        self.counts.setChecked(plan.basis.posting_day_counts)
        self.counts.setEnabled(plan.step(PlanKey.POSTING).fit is not Fit.DONE)
        self._say(plan)
        self.grid.show_plan(plan, self._own.plan, holidays.calendar())
        if self._asking:
            self._form_left()
        self.changed.emit()

    def _say(self, plan: SeasonPlan) -> None:
        """A clash is amber, with the ways out of it; all well is quiet."""
        first, rest = plan.sentences[0], "\n".join(plan.sentences[1:])
        clash = plan.fit is Fit.SHORT
        if clash:
            self.verdict.show_words(first, rest)
        else:
            self.verdict.clear()
        fits = plan.fit in (Fit.ENOUGH, Fit.TIGHT, Fit.DONE)
        self._mark.show_icon(*(("check", "good") if fits else ("calendar-event", "muted")))
        self._words.setText("\n".join(plan.sentences))
        self._quiet.setVisible(not clash)

    @property
    def _asking(self) -> bool:
        return not self.form.isHidden()

    def _form_left(self) -> None:
        self.form.hide()
        self._make_room()
        self.take_keyboard()
        self.changed.emit()

    def _make_room(self) -> None:
        """An open form takes the place of the bars, in the smallest window that of all the lines."""
        self.grid.show_bars(shown=not self._asking)
        self._left.setVisible(not self._asking or self.width() >= BESIDE_FORM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _go_to_dates(self) -> None:
        round_id = rounds.current_round_id()
        self._screen.go("系统设置", "round" if round_id else "new_round", round_id or 0)
