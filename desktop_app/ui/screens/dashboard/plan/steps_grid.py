"""The steps of a plan, one line each: what moves it, its days, what is left, how it stands, and its bar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.rules.plan_moves import LENGTHS
from desktop_app.rules.plan_words import ESTIMATED
from desktop_app.rules.planner import NAMES
from desktop_app.rules.typed_dates import weekday
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.planner import Fit, LaterStep, PlanKey, PlannedStep, SeasonPlan
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import RIGHT, Stack, label, row, rule
from desktop_app.ui.parts.pane import Cut
from desktop_app.ui.screens.dashboard.plan.stepper import Stepper
from desktop_app.ui.screens.dashboard.plan.timeline import Legend, PlanBar, PlanScale, Scale, scale_of
from desktop_app.ui.style import APART, BESIDE, ROW, ROW_TWO_LINES, TIGHT

BADGES = {
    Fit.DONE: Badge("good", "check", "已办完"),
    Fit.ENOUGH: Badge("good", "circle-check", "够"),
    Fit.TIGHT: Badge("text", "clock", "紧"),
    Fit.SHORT: Badge("warn", "alert-triangle", "不够"),
}
HEADINGS = ("步骤", "日期或工作日", "计划", "最迟", "余量", "", "进展")
WIDTHS = (56, 164, 96, 40, 32, 60, 108)
BAR = len(HEADINGS)  # the column of the bars
LINE = 20  # px, of one of those
LATER = 2  # lines for what the notice says of later


class StepLine:
    """The widgets of one step; they say something else whenever the plan does."""

    def __init__(self, key: PlanKey) -> None:
        self.key, number = key, key in LENGTHS
        name = f"plan_{key}"
        self.name = label(NAMES[key], f"{name}_name")
        self.stepper = Stepper(f"{name}_move", NAMES[key], number=number)
        self.days, self.under = label("", f"{name}_days"), label("", f"{name}_under", "muted")
        self.latest, self.slack = label("", f"{name}_latest"), label("", f"{name}_slack")
        self.slack.setAlignment(RIGHT)
        self.badge = BadgeLabel(f"{name}_fit")
        self.said = label("", f"{name}_said", "muted", wrap=True)
        self.bar = PlanBar(f"{name}_bar")

    def cells(self) -> tuple[QWidget, ...]:
        both = Stack(f"plan_{self.key}_both", 0, self.days, self.under, 0, gap=0)
        return self.name, self.stepper, both, self.latest, self.slack, self.badge, self.said, self.bar

    def show_step(self, plan: SeasonPlan, own: PlannedStep, scale: Scale) -> None:
        """`own` is the step of the round's own plan, to tell what is played with from what holds."""
        step = plan.step(self.key)
        self._show_mover(plan, step)
        self.days.setText(_span(step.first, step.last))
        under = _under(step, own)
        self.under.setText(under)
        self.under.setVisible(bool(under))
        self.latest.setText(f"{step.latest_last:%m-%d}" if step.latest_last else "—")
        self.slack.setText("—" if step.slack is None else str(step.slack).replace("-", "−"))
        self.badge.show_badge(BADGES.get(step.fit))
        self.said.setText(_progress(step))
        self.bar.show_step(step, scale)

    def _show_mover(self, plan: SeasonPlan, step: PlannedStep) -> None:
        posted = plan.step(PlanKey.POSTING).fit is Fit.DONE
        over = step.fit is Fit.DONE and self.key is not PlanKey.SUBMISSION
        open_ = not over and not (posted and self.key is PlanKey.PUBLICITY)
        if self.key in LENGTHS:
            self.stepper.show_text(str(step.workdays), "个工作日", open_=open_)
            return
        day: date | None = step.ended if over and step.ended else step.last
        if self.key is PlanKey.ESTABLISHMENT and not over:
            day = plan.timetable.establishment
        self.stepper.show_day(day, weekday(day) if day else "没有写", open_=open_)


def _span(first: date, last: date) -> str:
    return f"{first:%m-%d}" if first == last else f"{first:%m-%d} — {last:%m-%d}"


def _under(step: PlannedStep, own: PlannedStep) -> str:
    """What the round's own plan has here, while another is tried; else how it now looks, where that is another."""
    if (own.first, own.last) != (step.first, step.last):
        return f"原 {_span(own.first, own.last)}"
    if step.expected_last != step.last:
        verb = "实际" if step.fit is Fit.DONE else "现在看"
        return f"{verb} {_span(step.expected_first, step.expected_last)}"
    return ""


def _progress(step: PlannedStep) -> str:
    """What has happened, how many days there are, and whether they are only guessed."""
    has = f"可用 {step.available} 个工作日" if step.available is not None else ""
    return "，".join(part for part in (step.said, has, ESTIMATED if step.estimated else "") if part)


class StepsGrid(QWidget):
    """`stepped` and `typed` say which step was to be moved, and by how many working days or to what."""

    stepped = Signal(object, int)  # PlanKey
    typed = Signal(object, str)  # PlanKey

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan_steps")
        self.setAccessibleName("从申报截止到立项的各步骤")
        self.lines = {key: StepLine(key) for key in PlanKey}
        self.scale, self.legend = PlanScale("plan_scale"), Legend("plan_legend")
        self._later = tuple(Cut(f"plan_later_{number}", "muted") for number in range(LATER))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(APART - 1, 0, APART - 1, 0)
        self._grid.setHorizontalSpacing(BESIDE)
        self._grid.setVerticalSpacing(0)
        self._build()

    def _build(self) -> None:
        grid = self._grid
        for column, (words, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            grid.setColumnMinimumWidth(column, width)
            title = label(words, f"plan_title_{column}", "muted")
            title.setFixedHeight(ROW - 4)
            if words == "余量":
                title.setAlignment(RIGHT)
            grid.addWidget(title, 0, column)
        grid.addWidget(self.scale, 0, BAR)
        grid.setColumnStretch(BAR, 1)
        for place, line in enumerate(self.lines.values()):
            grid.addWidget(rule(f"plan_{line.key}_rule"), 2 * place + 1, 0, 1, BAR + 1)
            at = 2 * place + 2
            grid.setRowMinimumHeight(at, ROW_TWO_LINES - 2)
            for column, cell in enumerate(line.cells()):
                if column == BAR:
                    grid.addWidget(cell, at, column)
                else:
                    grid.addWidget(cell, at, column, Qt.AlignmentFlag.AlignVCenter)
            line.stepper.stepped.connect(lambda by, key=line.key: self.stepped.emit(key, by))
            line.stepper.typed.connect(lambda text, key=line.key: self.typed.emit(key, text))
        below = 2 * len(self.lines) + 1
        grid.addWidget(rule("plan_later_rule"), below, 0, 1, BAR + 1)
        for said in self._later:
            said.setFixedHeight(LINE)
        later = Stack("plan_later", TIGHT, *self._later, gap=0)
        foot = row(later, self.legend, gap=APART)
        foot.setAlignment(self.legend, Qt.AlignmentFlag.AlignTop)
        foot.setStretch(0, 1)
        grid.addLayout(foot, below + 1, 0, 1, BAR + 1)

    def show_plan(self, plan: SeasonPlan, own: SeasonPlan, calendar: OfficialCalendar) -> None:
        """`own` is the round's own plan: the same while nothing is tried."""
        scale = scale_of((plan, own), calendar)
        self.scale.show_scale(scale)
        for key, line in self.lines.items():
            line.show_step(plan, own.step(key), scale)
        for number, said in enumerate(self._later):
            shown = number < len(plan.later)
            said.setVisible(shown)
            said.show_words(_later(plan.later[number]) if shown else "")

    def show_bars(self, *, shown: bool) -> None:
        """Beside an open form there is no room for them."""
        for drawn in (self.scale, self.legend, *(line.bar for line in self.lines.values())):
            drawn.setVisible(shown)


def _later(step: LaterStep) -> str:
    """培育建设　通知：2023-11 — 2024-08　最迟 2024-07-31，还有 180 个工作日　案例…"""
    latest = f"最迟 {step.latest.isoformat()}" if step.latest else ""
    left = f"还有 {step.left} 个工作日" if step.left else ""
    due = "，".join(part for part in (latest, left, ESTIMATED if step.estimated else "") if part)
    return "　".join(part for part in (step.name, f"通知：{step.when}", due, step.said) if part)
