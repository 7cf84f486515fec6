"""Several assignments made or taken back by hand in one step."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.office.assignment import assign, unassign


def set_cells(
    *, stage_id: int, wanted: Iterable[tuple[int, int]] = (), unwanted: Iterable[int] = (), by: str, at: str
) -> int:
    """Assign every (application, expert) of `wanted`, take back every sheet of `unwanted`; says how many.

    All or none: RuleBroken for the first that `assign` or `unassign` refuses.
    """
    changed = 0
    for application_id, expert_id in wanted:
        assign(stage_id=stage_id, application_id=application_id, expert_id=expert_id, by=by, at=at)
        changed += 1
    for review_id in unwanted:
        unassign(review_id=review_id)
        changed += 1
    return changed
