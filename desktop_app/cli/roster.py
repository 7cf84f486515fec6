"""`import branches`."""

from __future__ import annotations

import argparse

from desktop_app.cli.results import Result, by_reason
from desktop_app.cli.session import writing


def import_branches(given: argparse.Namespace) -> Result:
    """Read a roster; faulty rows are left out and told, the others taken. Nothing taken, or --strict: nothing is."""
    from desktop_app.office.roster_import import apply_roster, roster_snapshot
    from desktop_app.readers.roster import propose
    from desktop_app.rules.roster import plan

    table = propose(given.file)
    with writing(given) as ledger:
        made = plan(roster_snapshot(), table)
        blocked = made.blocked(strict=given.strict)
        if not blocked and not given.dry_run:
            ledger.run(f"导入支部名册 {given.file.name}", apply_roster, guarded=True, plan=made, strict=given.strict)
    summary = made.summary()
    lines = [
        (
            f"{'将' if given.dry_run else '已'}新增 {made.gains() or 0}（{summary.added} 行），"
            f"更新 {summary.updated} 行，无变化 {summary.unchanged} 行，"
            f"不导入 {len(summary.refused)} 行，相近待定 {len(summary.near)} 行。"
        ),
        *by_reason((r.row, f"{r.column}：{r.reason}。{r.todo}") for r in summary.refused),
        *by_reason((r.row, f"“{r.near_name}”与“{r.like}”相近，没有合并。") for r in summary.near),
    ]
    notes = [*table.told, *([blocked] if blocked else [])]
    return Result(summary.as_json(), lines if not blocked else lines[1:], notes, status=1 if blocked else 0)
