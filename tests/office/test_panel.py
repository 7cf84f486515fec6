"""A stage's rubric, rules and panel, and when they can no longer be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.enums import Stage, Trimming, Verification
from desktop_app.office import assignment, experts, panel
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.rubric import DEFAULT_RUBRICS
from desktop_app.shapes.experts import ExpertDraft
from desktop_app.shapes.panel import CriterionDraft, StageRules

if TYPE_CHECKING:
    from tests.office.conftest import Office

AT = "2023-11-13T09:00:00"


def stage(office: Office, kind: Stage = Stage.ESTABLISHMENT) -> int:
    office.round()
    return office.ledger.run("建立评审", panel.ensure_stage, round_id=office.round_id, stage=kind)


def expert(office: Office, name: str) -> int:
    return office.ledger.run("添加专家", experts.add_expert, draft=ExpertDraft(name, unit="示例师范学院"))


def seat(office: Office, stage_id: int, expert_id: int) -> int:
    return office.ledger.run("加入评审组", panel.seat_expert, stage_id=stage_id, expert_id=expert_id)


def started(office: Office) -> int:
    """A stage with one expert, one application between them, and scoring begun."""
    stage_id = stage(office)
    branch = office.branch("教工第一党支部", office.organization())
    office.receive(branch, electronic="2023-11-08 16:12")
    seat(office, stage_id, expert(office, "殷知远"))
    office.ledger.run("分配", assignment.assign_all, stage_id=stage_id, by="周喆", at=AT)
    office.ledger.run("开始评分", panel.start_scoring, final=True, stage_id=stage_id, at=AT)
    return stage_id


@pytest.mark.parametrize("kind", list(Stage))
def test_a_stage_begins_with_the_default_rubric_and_rules(office: Office, kind: Stage) -> None:
    stage_id = stage(office, kind)
    details = panel.stage_details(stage_id)
    drafts = tuple(CriterionDraft(c.name, c.full_hundredths, c.explanation, c.tie) for c in details.criteria)
    assert (drafts, details.full_hundredths) == (DEFAULT_RUBRICS[kind], 100_00)
    assert details.tie_criterion == ("一融双高" if kind is Stage.ESTABLISHMENT else "")
    assert (details.rules, details.started_at, details.seats) == (StageRules(), "", ())
    assert panel.ensure_stage(round_id=office.round_id, stage=kind) == stage_id


def test_the_rubric_and_the_rules_are_replaced_before_scoring(office: Office) -> None:
    stage_id = stage(office)
    rules = StageRules(1, Verification.TWICE, Trimming.ALL_OR_NONE, 7, same_organization_excluded=False)
    office.ledger.run("改规则", panel.change_rules, stage_id=stage_id, rules=rules)
    rubric = (CriterionDraft("内涵", 60_50), CriterionDraft("成效", 39_50, "看数据", tie=True))
    office.ledger.run("改指标", panel.change_rubric, stage_id=stage_id, criteria=rubric)
    details = panel.stage_details(stage_id)
    assert [(c.position, c.name, c.full_hundredths, c.explanation, c.tie) for c in details.criteria] == [
        (1, "内涵", 6050, "", False),
        (2, "成效", 3950, "看数据", True),
    ]
    assert (details.rules, details.tie_criterion) == (rules, "成效")
    with pytest.raises(RuleBroken, match="应是整数"):
        office.ledger.run("改规则", panel.change_rules, stage_id=stage_id, rules=StageRules())
    office.ledger.undo()
    assert panel.stage_details(stage_id).full_hundredths == 100_00


def test_fewer_than_three_are_never_trimmed(office: Office) -> None:
    with pytest.raises(RuleBroken, match="至少要有 3 份"):
        office.ledger.run("改规则", panel.change_rules, stage_id=stage(office), rules=StageRules(trim_threshold=2))


def test_scoring_starts_once_and_freezes_rubric_rules_and_panel(office: Office) -> None:
    stage_id = started(office)
    office.ledger.run("再次", panel.start_scoring, stage_id=stage_id, at="2023-11-14T09:00:00")
    assert panel.stage_details(stage_id).started_at == AT
    rubric = DEFAULT_RUBRICS[Stage.ESTABLISHMENT]
    with pytest.raises(RuleBroken, match="评分已于 2023-11-13 09:00 开始"):
        office.ledger.run("改指标", panel.change_rubric, stage_id=stage_id, criteria=rubric)
    with pytest.raises(RuleBroken, match="评分已于"):
        office.ledger.run("改规则", panel.change_rules, stage_id=stage_id, rules=StageRules())
    with pytest.raises(RuleBroken, match="评分已经开始"):
        office.ledger.run("移出", panel.unseat_expert, stage_id=stage_id, expert_id=1)


def test_scoring_does_not_start_with_nothing_to_score(office: Office) -> None:
    with pytest.raises(RuleBroken, match="还没有分配评审"):
        office.ledger.run("开始评分", panel.start_scoring, stage_id=stage(office), at=AT)


def test_seats_are_numbered_and_a_free_number_is_filled_before_anything_is_printed(office: Office) -> None:
    stage_id = stage(office)
    people = [expert(office, name) for name in ("甲一", "乙二", "丙三")]
    assert [seat(office, stage_id, each) for each in people] == [1, 2, 3]
    assert seat(office, stage_id, people[1]) == 2
    office.ledger.run("移出", panel.unseat_expert, stage_id=stage_id, expert_id=people[0])
    assert seat(office, stage_id, expert(office, "丁四")) == 1
    assert [(s.number, s.anonymous, s.name) for s in panel.seats(stage_id)] == [
        (1, "专家1", "丁四"),
        (2, "专家2", "乙二"),
        (3, "专家3", "丙三"),
    ]


def test_a_substitute_takes_a_new_number_and_nobody_comes_by_himself_once_scoring_started(office: Office) -> None:
    stage_id = started(office)
    late = expert(office, "端木晴")
    assert office.ledger.run("加入", panel.seat_all, stage_id=stage_id) == ()
    assert seat(office, stage_id, late) == 2


def test_a_closed_expert_takes_no_seat(office: Office) -> None:
    stage_id, gone = stage(office), expert(office, "殷知远")
    office.ledger.run("停用", experts.close_expert, expert_id=gone, on="2023-01-01")
    with pytest.raises(RuleBroken, match="停用"):
        seat(office, stage_id, gone)
    expert(office, "端木晴")
    assert office.ledger.run("加入", panel.seat_all, stage_id=stage_id) == ("专家1 端木晴",)
