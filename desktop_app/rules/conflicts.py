"""回避: why an expert must not score an application. Source: domain page §3, “Conflicts”."""

from __future__ import annotations

from desktop_app.shapes import shape
from desktop_app.shapes.panel import Conflict, ConflictKind


@shape
class Ties:
    """Where an expert or an application belongs."""

    organization_id: int | None
    branch_id: int | None


def conflict(expert: Ties, application: Ties, *, declared: str | None, same_excluded: bool) -> Conflict | None:
    """The gravest conflict there is: own branch, a declared tie (`declared` is its note), then own 基层党组织.

    Only the last may, by the stage's setting, be a mere warning.
    """
    if expert.branch_id is not None and expert.branch_id == application.branch_id:
        return Conflict(ConflictKind.OWN_BRANCH)
    if declared is not None:
        return Conflict(ConflictKind.DECLARED, note=declared)
    if expert.organization_id is not None and expert.organization_id == application.organization_id:
        return Conflict(ConflictKind.SAME_ORGANIZATION, excluded=same_excluded)
    return None
