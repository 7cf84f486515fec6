"""`compare`."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from desktop_app.cli.results import Result
from desktop_app.cli.session import opened


def compare(given: argparse.Namespace) -> Result:
    """A 基层党组织's own list beside what came."""
    from desktop_app.office.handed_in import compare_list, organization_id_of
    from desktop_app.readers.lists import read_list
    from desktop_app.rules.list_headers import APPLICATION_HEADINGS
    from desktop_app.shapes.handed_in import ComparedLine, Verdict

    table = read_list(given.file, APPLICATION_HEADINGS)
    with opened(given.data):
        organization_id = organization_id_of(given.organization) if given.organization else None
        found = compare_list(table, datetime.now(), organization_id)

    def listed(verdict: Verdict) -> list[dict[str, Any]]:
        return [_json(line) for line in found.lines if line.verdict is verdict]

    def _json(line: ComparedLine) -> dict[str, Any]:
        return {
            "row": line.row or None,
            "organization": line.organization,
            "branch": line.branch,
            "brand": line.brand,
            "number": line.number,
            "remark": line.remark,
        }

    value = {
        "not_here": listed(Verdict.NOT_HERE),
        "incomplete": listed(Verdict.INCOMPLETE),
        "other_brand": listed(Verdict.OTHER_BRAND),
        "not_listed": listed(Verdict.NOT_LISTED),
        "not_read": listed(Verdict.NOT_READ),
        "agree": found.count(Verdict.AGREES),
    }
    lines = [
        f"{line.verdict}：{line.organization}　{line.branch}"
        + (f"“{line.brand}”" if line.brand else "")
        + (f"　{line.remark}" if line.remark else "")
        for line in found.lines
        if line.verdict is not Verdict.AGREES
    ]
    return Result(value, lines or ["与收到的材料一致。"], list(table.told))
