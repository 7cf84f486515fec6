"""申报汇总 from a file: the round as a plan is made against it, and the one Command that applies the plan."""

from __future__ import annotations

from typing import Any

from db.enums import State
from db.models import Application
from desktop_app.office.intake import live_application, register_application
from desktop_app.office.live import LIVE
from desktop_app.office.roster_import import roster_snapshot
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.applications_import import ApplicationsPlan, ApplicationsSnapshot, KnownApplication
from desktop_app.shapes.list_import import ListSummary


def applications_snapshot(round_id: int) -> ApplicationsSnapshot:
    """The roster and the round's live applications, for `rules.applications_list.plan_applications`."""
    rows: Any = Application.select().where(Application.round == round_id, LIVE).order_by(Application.id)
    known = {
        row.branch_id: KnownApplication(row.id, row.number, row.brand, row.contact, row.telephone, State(row.state))
        for row in rows
    }
    return ApplicationsSnapshot(round_id, roster_snapshot(), known)


def apply_applications(*, plan: ApplicationsPlan, at: str, strict: bool = False) -> ListSummary:
    """Do what a plan says, all of it: 登记 without copies, or another brand, contact or telephone.

    Raises RuleBroken when nothing may be applied, or when what the plan was made against has changed.
    """
    if blocked := plan.blocked(strict=strict):
        raise RuleBroken(blocked, "请按各行的说明改正后重新导入。")
    round_id = plan.existing.round_id
    if applications_snapshot(round_id) != plan.existing:
        raise RuleBroken("预览之后名册或申报项目有了变动。", "请重新预览，再导入。")
    for write in plan.writes:
        if write.application_id is None:
            register_application(
                round_id=round_id, branch_id=write.branch_id, brand=write.brand, electronic_at="", at=at
            )
        row = live_application(round_id, write.branch_id)
        if row is not None:
            row.brand, row.contact, row.telephone = write.brand, write.contact, write.telephone
            row.save(only=[Application.brand, Application.contact, Application.telephone])
    return plan.summary()
