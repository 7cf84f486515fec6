"""A page may still show what an undo has taken away: whatever is done with it then is refused in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from db.enums import State
from desktop_app.office import assignment, establishment, panel, publicity, recusals, steps
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.establishment import Outcome
from tests.builders import Panel

GONE = 999
BY: Mapping[str, Any] = {"by": "周喆", "at": "2023-11-20T09:00:00"}
DAY = date(2023, 11, 20)
OBJECTION: Mapping[str, Any] = {"received_on": DAY, "objector": "王伟", "contact": "3831402", "content": "与往年相同"}
CONCLUSION: Mapping[str, Any] = {"concluded_on": DAY, "conclusion": "属实", "outcome": Outcome.OUT}


@pytest.mark.parametrize(
    ("command", "details", "what"),
    [
        (steps.move, {"application_id": GONE, "target": State.REVISING, **BY}, "这个申报项目"),
        (steps.correct, {"application_id": GONE, "target": State.REVISING, "reason": "有误", **BY}, "这个申报项目"),
        (establishment.write_opinion, {"application_id": GONE, "text": "意见", "by": "周喆"}, "这个申报项目"),
        (establishment.send_opinions, {"application_ids": [GONE], **BY}, "这个申报项目"),
        (establishment.confirm_revision, {"application_id": GONE, **BY}, "这个申报项目"),
        (publicity.log_objection, {"application_id": GONE, **OBJECTION}, "这个申报项目"),
        (publicity.conclude_objection, {"objection_id": GONE, **CONCLUSION, **BY}, "这件异议"),
        (publicity.withdraw_publicity, {"publicity_id": GONE, "reason": "有误", **BY}, "这次公示"),
        (assignment.unassign, {"review_id": GONE}, "这张评分表"),
        (panel.seat_expert, {"stage_id": 1, "expert_id": GONE}, "这位专家"),
        (recusals.admit, {"stage_id": 1, "expert_id": GONE, "application_id": 1, "reason": "同意", **BY}, "这位专家"),
        (recusals.dismiss, {"expert_id": GONE, "application_id": 1, "reason": "同名", **BY}, "这位专家"),
    ],
)
def test_what_is_gone_is_said_to_be_gone(office, command, details, what):
    Panel(office).application("甲", [90] * 5)
    with pytest.raises(RuleBroken, match=f"找不到{what}，它可能已被撤销"):
        office.ledger.run("办理", command, **details)
