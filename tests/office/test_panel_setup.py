"""Setting the panel up from its page: the stage comes with the first step, and several assignments are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.models import Criterion, Review, ReviewStage
from desktop_app.office import assignment_cells, experts, panel_setup, recusals
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.experts import ExpertDraft
from desktop_app.shapes.panel import CriterionDraft, StageRules

if TYPE_CHECKING:
    from tests.office.conftest import Office

AT = "2023-11-13T09:00:00"
BY = {"by": "周喆", "at": AT}
HALF_POINTS = (CriterionDraft("党性原则", 50_50), CriterionDraft("一融双高", 49_50, tie=True))
WHOLE_POINTS = (CriterionDraft("党性原则", 50_00), CriterionDraft("一融双高", 50_00, tie=True))


@pytest.fixture
def round_id(office: Office) -> int:
    return office.round()


def change(office: Office, round_id: int, criteria: tuple[CriterionDraft, ...], decimals: int) -> None:
    rules = StageRules(decimals=decimals)
    office.ledger.run("修改", panel_setup.change_scoring, round_id=round_id, criteria=criteria, rules=rules)


def seated(office: Office, round_id: int, name: str) -> int:
    expert = office.ledger.run("添加", experts.add_expert, draft=ExpertDraft(name, unit="示例师范学院"))
    office.ledger.run("加入", panel_setup.seat, round_id=round_id, expert_id=expert)
    return int(expert)


def test_before_anything_is_set_up_the_stage_is_shown_as_it_will_begin(round_id: int) -> None:
    setup = panel_setup.scoring_setup(round_id)
    assert (setup.stage_id, setup.seats, setup.full_hundredths, setup.tie_criterion) == (0, (), 100_00, "一融双高")
    assert ReviewStage.select().count() == 0


def test_half_points_come_and_go_with_their_rule_in_one_step(office: Office, round_id: int) -> None:
    change(office, round_id, HALF_POINTS, 1)
    assert [row.full_hundredths for row in Criterion.select().order_by(Criterion.position)] == [50_50, 49_50]
    change(office, round_id, WHOLE_POINTS, 0)
    assert [row.full_hundredths for row in Criterion.select().order_by(Criterion.position)] == [50_00, 50_00]
    assert panel_setup.scoring_setup(round_id).rules == StageRules()


def test_half_points_without_the_rule_are_refused_and_nothing_is_left(office: Office, round_id: int) -> None:
    with pytest.raises(RuleBroken, match="满分应是整数"):
        change(office, round_id, HALF_POINTS, 0)
    assert ReviewStage.select().count() == 0


def test_several_assignments_are_all_made_or_none(office: Office, round_id: int) -> None:
    branch = office.branch("教工第一党支部", office.organization())
    office.receive(branch, electronic="2023-11-08 16:12")
    first, second = seated(office, round_id, "殷知远"), seated(office, round_id, "端木晴")
    stage_id = panel_setup.scoring_setup(round_id).stage_id
    office.ledger.run("回避", recusals.declare_recusal, expert_id=second, application_id=1, note="亲属")
    both = [(1, first), (1, second)]
    with pytest.raises(RuleBroken, match="须回避"):
        office.ledger.run("分配", assignment_cells.set_cells, stage_id=stage_id, wanted=both, **BY)
    assert Review.select().count() == 0
    office.ledger.run("撤销", recusals.withdraw_recusal, expert_id=second, application_id=1)
    assert office.ledger.run("分配", assignment_cells.set_cells, stage_id=stage_id, wanted=both, **BY) == 2
    sheets = [row.id for row in Review.select()]
    assert office.ledger.run("取消", assignment_cells.set_cells, stage_id=stage_id, unwanted=sheets, **BY) == 2
    assert Review.select().count() == 0
