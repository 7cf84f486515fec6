"""`ranking`."""

from __future__ import annotations

import argparse

from desktop_app.cli.results import Result
from desktop_app.cli.session import opened


def ranking(given: argparse.Namespace) -> Result:
    """The official ranking of the current round, best first. What stands beside it goes to standard error."""
    from db.enums import Stage
    from desktop_app.office.ranking import ranking
    from desktop_app.office.rounds import required_round_id
    from desktop_app.rules.scoring import exact_text, mean_text, points_text

    with opened(given.data):
        found = ranking(required_round_id(), Stage(given.stage))
    value = [
        {
            "place": row.place,
            "number": row.number,
            "branch": row.branch,
            "brand": row.brand,
            "mean": mean_text(row.mean),
            "exact": exact_text(row.mean),
            "valid": row.valid,
            "dropped": [points_text(total) for total in row.dropped],
            "tie": row.tie,
        }
        for row in found.rows
        if row.mean is not None
    ]
    apart = [
        *(f"一票否决：{row.number} {row.branch}（{row.why}）" for row in found.vetoed),
        *(f"没有名次：{row.number} {row.branch}（{row.why}）" for row in found.unplaced),
        *found.notes,
    ]
    lines = [
        f"{row['place']:>4}　{row['number']}　{row['mean']}　{row['branch']}“{row['brand']}”　{row['tie']}".rstrip()
        for row in value
    ]
    return Result(value, lines, notes=apart)
