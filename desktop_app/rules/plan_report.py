"""工作倒排表: the plan as a plain table, to hand to the head of the department."""

from __future__ import annotations

from datetime import date, datetime

from desktop_app.rules.plan_words import ESTIMATED
from desktop_app.shapes.desk_papers import DeskReport, ReportColumn, ReportRow
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.planner import Fit, PlannedStep, WorkPlan

TITLE = "工作倒排表"
_COLUMNS = (
    ReportColumn("步骤", 70),
    ReportColumn("工作日", 46, number=True),
    ReportColumn("计划开始", 70, day=True),
    ReportColumn("计划完成", 70, day=True),
    ReportColumn("最迟完成", 70, day=True),
    ReportColumn("现在预计", 70, day=True),
    ReportColumn("余量", 40, number=True),
    ReportColumn("结论", 48),
    ReportColumn("进展和说明", 190),
)


def plan_report(found: WorkPlan, letterhead: Letterhead, now: datetime) -> DeskReport:
    """Days as days, so that the workbook counts on with them; what the notice says of later stands at the end."""
    plan = found.plan
    rows = [ReportRow(_cells(each)) for each in plan.steps]
    for later in plan.later:
        words = "，".join(part for part in (f"通知：{later.when}", later.said, _guessed(later.estimated)) if part)
        rows.append(ReportRow((later.name, None, None, None, later.latest, None, None, "", words)))
    closing = "".join(plan.sentences)
    return DeskReport(letterhead, TITLE, found.round_name, now, _COLUMNS, tuple(rows), closing, across=True)


def _cells(step: PlannedStep) -> tuple[str | int | date | None, ...]:
    words = "，".join(part for part in (step.said, _guessed(step.estimated)) if part)
    expected = step.ended if step.fit is Fit.DONE else step.expected_last
    return (
        step.name, step.workdays, step.first, step.last, step.latest_last, expected, step.slack, str(step.fit), words,
    )  # fmt: skip


def _guessed(estimated: bool) -> str:
    return ESTIMATED if estimated else ""
