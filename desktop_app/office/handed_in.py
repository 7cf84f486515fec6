"""What a 基层党组织's 汇总表 is compared with."""

from __future__ import annotations

from datetime import datetime

from db.models import PartyOrganization
from desktop_app.office.admission_page import admission_page
from desktop_app.office.applications_import import applications_snapshot
from desktop_app.office.rounds import required_round_id
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.handed_in import compare
from desktop_app.rules.names import organization_key
from desktop_app.shapes.applications_import import ApplicationField
from desktop_app.shapes.handed_in import Comparison
from desktop_app.shapes.list_import import ListTable


def compare_list(table: ListTable[ApplicationField], now: datetime, organization_id: int | None = None) -> Comparison:
    """A list that was read, beside the current round's applications. Nothing is written."""
    round_id = required_round_id()
    rows = admission_page(round_id, now).rows
    return compare(applications_snapshot(round_id), rows, table, organization_id)


def organization_id_of(name: str) -> int:
    """The 基层党组织 of a name as it is written. RuleBroken for none."""
    row = PartyOrganization.get_or_none(
        (PartyOrganization.key == organization_key(name)) & (PartyOrganization.closed_on == "")
    )
    if row is None:
        raise RuleBroken(f"名册里没有基层党组织“{name}”。", "请写名册里的全称。")
    return int(row.id)
