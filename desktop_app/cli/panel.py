"""`import experts`, `import applications`, `assign`."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.cli.results import Result, by_reason
from desktop_app.cli.session import writing

if TYPE_CHECKING:
    from desktop_app.shapes.applications_import import ApplicationsPlan
    from desktop_app.shapes.experts import ExpertsPlan
    from desktop_app.shapes.panel import AssignmentOutcome


def import_experts(given: argparse.Namespace) -> Result:
    """Read 专家名册; faulty rows are left out and told, the others taken. Nothing taken, or --strict: nothing is."""
    from desktop_app.office.experts import apply_experts, experts_snapshot
    from desktop_app.readers.lists import read_list
    from desktop_app.rules.experts import plan_experts
    from desktop_app.rules.list_headers import EXPERT_HEADINGS

    table = read_list(given.file, EXPERT_HEADINGS)
    with writing(given) as ledger:
        made = plan_experts(experts_snapshot(), table)
        blocked = made.blocked(strict=given.strict)
        if not blocked and not given.dry_run:
            ledger.run(f"导入专家名册 {given.file.name}", apply_experts, guarded=True, plan=made, strict=given.strict)
    return _imported(made, blocked, dry_run=given.dry_run)


def import_applications(given: argparse.Namespace) -> Result:
    """Read 申报汇总 and register the applications of the current round by branch and brand."""
    from desktop_app.ledger import moment
    from desktop_app.office.applications_import import applications_snapshot, apply_applications
    from desktop_app.office.rounds import required_round_id
    from desktop_app.readers.lists import read_list
    from desktop_app.rules.applications_list import plan_applications
    from desktop_app.rules.list_headers import APPLICATION_HEADINGS

    table = read_list(given.file, APPLICATION_HEADINGS)
    with writing(given) as ledger:
        made = plan_applications(applications_snapshot(required_round_id()), table)
        blocked = made.blocked(strict=given.strict)
        if not blocked and not given.dry_run:
            at = moment(ledger.clock())
            title = f"导入申报汇总 {given.file.name}"
            ledger.run(title, apply_applications, guarded=True, plan=made, at=at, strict=given.strict)
    return _imported(made, blocked, dry_run=given.dry_run)


def _imported(made: ExpertsPlan | ApplicationsPlan, blocked: str, *, dry_run: bool) -> Result:
    summary = made.summary()
    counts = (
        f"{'将' if dry_run else '已'}新增 {summary.added} 行，更新 {summary.updated} 行，"
        f"无变化 {summary.unchanged} 行，不导入 {len(summary.refused)} 行，相近待定 {len(summary.near)} 行。"
    )
    lines = [
        *([] if blocked else [counts]),
        *by_reason((r.row, f"{r.column}：{r.reason}。{r.todo}") for r in summary.refused),
        *by_reason((r.row, f"“{r.name}”{r.reason}。{r.todo}") for r in summary.near),
    ]
    told = [f"第 {r.row} 行　{r.name}：{note}。" for r in made.rows for note in r.notes]
    notes = [*made.told, *told, *([blocked] if blocked else [])]
    return Result(summary.as_json(), lines, notes, status=1 if blocked else 0)


def assign(given: argparse.Namespace) -> Result:
    """Reviewers to the applications of the current round; before scoring every expert who is not closed takes a seat.

    Applications that cannot be filled are named; where nothing could be assigned the status is 1.
    """
    from desktop_app.ledger import moment
    from desktop_app.office.assignment import NotFilled, seat_and_assign
    from desktop_app.office.panel_matrix import assignment_matrix
    from desktop_app.office.rounds import required_round_id

    wanted = partial(seat_and_assign, each=given.each, least=given.min, most=given.max)
    with writing(given) as ledger:
        at = moment(ledger.clock())
        try:
            outcome = ledger.run("分配评审专家", wanted, round_id=required_round_id(), by=ledger.actor, at=at)
        except NotFilled as refused:
            return Result(refused.outcome.as_json(), notes=[*_told(refused.outcome), str(refused)], status=1)
        warnings = assignment_matrix(outcome.stage_id).warnings
    lines = [
        f"已分配 {len(outcome.assigned)} 项，新增 {outcome.added} 份评审。",
        *(f"{one.number}　{'、'.join(expert.name for expert in one.experts)}" for one in outcome.assigned),
    ]
    return Result(outcome.as_json(), lines, [*_told(outcome), *warnings])


def _told(outcome: AssignmentOutcome) -> list[str]:
    return [*(f"{one.number} 没有分配好：{one.reason}。" for one in outcome.unfilled), *outcome.left_out]
