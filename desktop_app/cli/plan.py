"""`plan`: the back-planner, as the round stands or with other dates and lengths; nothing is written."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from desktop_app.cli.results import Result
from desktop_app.cli.session import opened

if TYPE_CHECKING:
    from desktop_app.shapes.planner import PlanBasis, PlannedStep, SeasonPlan

LENGTHS = ("correction", "review", "revision", "approval", "publicity")  # options of that name


def plan(given: argparse.Namespace) -> Result:
    """Every step from 申报截止 to 立项 with its days and its slack; a clash is a result, not a refusal."""
    from desktop_app.office import planner

    now = _now(given.at)
    with opened(given.data):
        own = planner.work_plan(now)
        basis = _tried(own.plan.basis, given)
        shown = own.plan if basis == own.plan.basis else planner.what_if(basis, now)
    return Result(_value(own.round_name, shown), [*map(_line, shown.steps), *shown.sentences])


def _now(typed: str) -> datetime:
    from desktop_app.rules.typed_dates import read_date

    return datetime.combine(read_date(typed, near=date.today()), time(9)) if typed else datetime.now()


def _tried(basis: PlanBasis, given: argparse.Namespace) -> PlanBasis:
    """What was asked for in place of what holds. RuleBroken for a date or a length that cannot be meant."""
    from desktop_app.rules.deadlines import deadline_day
    from desktop_app.rules.plan_moves import lengthened
    from desktop_app.rules.typed_dates import read_date
    from desktop_app.shapes.planner import PlanKey

    near = deadline_day(basis.submission_deadline)
    if given.submission:
        basis = replace(basis, submission_deadline=read_date(given.submission, near=near).isoformat())
    if given.establishment:
        basis = replace(basis, establishment_deadline=read_date(given.establishment, near=near).isoformat())
    for name in LENGTHS:
        workdays = getattr(given, name)
        if workdays is not None:
            basis = lengthened(basis, PlanKey(name), workdays)
    return replace(basis, posting_day_counts=True) if given.include_first else basis


def _value(round_name: str, shown: SeasonPlan) -> dict[str, Any]:
    table = shown.timetable
    return {
        "round": round_name,
        "submission": table.submission.isoformat(),
        "establishment": _iso(table.establishment),
        "available": table.available,
        "needed": table.needed,
        "slack": shown.steps[-1].slack,
        "fit": str(shown.fit),
        "earliest": shown.steps[-1].expected_last.isoformat(),
        "latest_submission": _iso(table.latest_submission),
        "estimated_years": list(shown.missing_years),
        "steps": [_step(each) for each in shown.steps],
        "later": [
            {"name": each.name, "notice": each.when, "latest": _iso(each.latest), "left": each.left}
            for each in shown.later
        ],
        "sentences": list(shown.sentences),
    }


def _step(step: PlannedStep) -> dict[str, Any]:
    return {
        "key": str(step.key),
        "name": step.name,
        "workdays": step.workdays,
        "first": step.first.isoformat(),
        "last": step.last.isoformat(),
        "latest_first": _iso(step.latest_first),
        "latest_last": _iso(step.latest_last),
        "expected_first": step.expected_first.isoformat(),
        "expected_last": step.expected_last.isoformat(),
        "available": step.available,
        "slack": step.slack,
        "fit": str(step.fit),
        "ended": _iso(step.ended),
        "estimated": step.estimated,
        "said": step.said,
    }


def _line(step: PlannedStep) -> str:
    """评审　11-13 — 11-15　最迟 11-07　余 −6　不够; of what is over, when it was, and what was planned."""
    days = step.first.isoformat() if step.first == step.last else f"{step.first} — {step.last}"
    if step.ended:
        late = f"比最迟晚 {-step.slack} 个工作日" if step.slack is not None and step.slack < 0 else ""
        words = (step.name, f"{step.ended.isoformat()} {step.fit}", f"原计划 {days}", late, step.said)
        return "　".join(part for part in words if part)
    latest = f"最迟 {step.latest_last}" if step.latest_last else ""
    slack = f"余 {step.slack} 个工作日" if step.slack is not None else ""
    return "　".join(part for part in (step.name, days, latest, slack, str(step.fit), step.said) if part)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
