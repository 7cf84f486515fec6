"""`check`, `audit`."""

from __future__ import annotations

import argparse
from datetime import date

from desktop_app.cli.results import Result
from desktop_app.cli.session import opened
from desktop_app.rules.errors import RuleBroken


def check(given: argparse.Namespace) -> Result:
    """Whether the file, its references and its journal are whole."""
    from db.opening import close_database, integrity_problems, row_counts

    with opened(given.data, trust=True):
        problems, rows = integrity_problems(), row_counts()
        close_database(clean=not problems)
    value = {"ok": not problems, "problems": problems, "rows": rows}
    lines = problems or [f"数据完好：{sum(rows.values())} 行，操作记录首尾相接。"]
    return Result(value, lines, status=1 if problems else 0)


def audit(given: argparse.Namespace) -> Result:
    """The journal, oldest first."""
    from db.journal import entries

    since = ""
    if given.since:
        try:
            since = date.fromisoformat(given.since).isoformat()
        except ValueError:
            raise RuleBroken(f"日期“{given.since}”无法识别。", "请写成 2023-11-01。") from None
    with opened(given.data):
        found = list(entries(since=since))
    value = [
        {"id": e.id, "at": e.at, "actor": e.actor, "kind": e.kind, "title": e.title, "tables": list(e.tables)}
        for e in found
    ]
    return Result(value, [f"{e.at}  {e.actor}  {e.kind}  {e.title}" for e in found])
