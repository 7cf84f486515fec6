"""回避: declared, suspected, decided; the own branch is never admitted, and what was admitted is printed."""

from __future__ import annotations

import pytest

from db.enums import RecusalKind
from db.models import ConflictRuling, Review
from desktop_app.office import assignment, experts, panel, recusals
from desktop_app.office.office_settings import change_profile
from desktop_app.office.panel_matrix import assignment_matrix
from desktop_app.office.ranking import ranking
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.experts import ExpertDraft
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.panel import CellState, Conflict, ConflictKind

AT = "2023-11-13T09:00:00"
BY = {"by": "周喆", "at": AT}
DONE = {"entered_at": AT, "verified_at": AT, "verified_by": "周喆", "entered_by": "周喆", "total_hundredths": 86_00}


class Panel:
    """护理学院党委 with two applications; 专家1 is of its first branch, 专家2 of the 党委, 专家3 works at the college
    without the roster saying so, 专家4 has the name of the second branch's secretary."""

    def __init__(self, office) -> None:
        self.office = office
        office.ledger.run("设置", change_profile, profile=OfficeProfile(school="示例医科大学"))
        self.round_id = office.round()
        home = office.organization("护理学院党委")
        self.branches = [
            office.branch(name, home, secretary=secretary)
            for name, secretary in (("护理第一党支部", "周燚"), ("护理第二党支部", "端木晴"))
        ]
        for branch in self.branches:
            office.receive(branch, brand=f"品牌{branch}", electronic="2023-11-08 16:12")
        self.experts = [
            office.ledger.run("专家", experts.add_expert, draft=ExpertDraft(name, unit=unit, **known))
            for name, unit, known in (
                ("周燚", "示例医科大学", {"organization_id": home, "branch_id": self.branches[0]}),
                ("苏木禾", "示例医科大学", {"organization_id": home}),
                ("王伟", "示例医科大学护理学院", {}),
                ("端木晴", "示例日报社", {}),
            )
        ]
        self.stage = office.ledger.run("建立", panel.ensure_stage, round_id=self.round_id)
        office.ledger.run("入座", panel.seat_all, stage_id=self.stage)

    def run(self, command, expert: int, application: int, **details):
        return self.office.ledger.run(
            "决定", command, expert_id=self.experts[expert - 1], application_id=application, **details
        )

    def cell(self, expert: int, application: int):
        return assignment_matrix(self.stage).rows[application - 1].cells[expert - 1]

    def suspected(self):
        return [(each.number, each.application_id, each.why) for each in recusals.suspected(self.stage)]

    def assign(self, expert: int, application: int) -> int:
        return self.run(assignment.assign, expert, application, stage_id=self.stage, **BY)


@pytest.fixture
def panel_of_four(office):
    return Panel(office)


UNIT = "工作单位“示例医科大学护理学院”与“护理学院党委”相同"


def test_what_is_suspected_waits_for_a_person(panel_of_four):
    assert panel_of_four.suspected() == [(3, 1, UNIT), (3, 2, UNIT), (4, 2, "与支部书记“端木晴”同名")]
    assert panel_of_four.cell(3, 1).suspected == UNIT
    assert panel_of_four.cell(3, 1).state is CellState.FREE  # nobody is excluded by a suspicion
    assert (
        "专家3 王伟 与 2 项申报可能有回避情形，请在“待确认”里逐一决定。"
        in assignment_matrix(panel_of_four.stage).warnings
    )


def test_it_is_confirmed_with_its_kind_or_dismissed_with_a_reason(panel_of_four):
    panel_of_four.run(recusals.declare_recusal, 3, 1, note="在职教师", said_by="本人", kind=RecusalKind.INTEREST)
    assert panel_of_four.cell(3, 1).conflict == Conflict(ConflictKind.DECLARED, note="利害关系：在职教师")
    panel_of_four.run(recusals.dismiss, 4, 2, reason="同名，不是同一人", **BY)
    assert panel_of_four.suspected() == [(3, 2, UNIT)]
    panel_of_four.office.ledger.undo()
    assert panel_of_four.suspected() == [(3, 2, UNIT), (4, 2, "与支部书记“端木晴”同名")]
    with pytest.raises(RuleBroken, match="为什么不构成回避"):
        panel_of_four.run(recusals.dismiss, 4, 2, reason=" ", **BY)


def test_a_tie_is_set_aside_with_a_reason_that_the_summary_prints(panel_of_four):
    with pytest.raises(RuleBroken, match="须回避：同一基层党组织"):
        panel_of_four.assign(2, 1)
    with pytest.raises(RuleBroken, match="准予评审要写明理由"):
        panel_of_four.run(recusals.admit, 2, 1, stage_id=panel_of_four.stage, reason="", **BY)
    panel_of_four.run(recusals.admit, 2, 1, stage_id=panel_of_four.stage, reason="只有这一位护理专家", **BY)
    review = Review.get_by_id(panel_of_four.assign(2, 1))
    panel_of_four.office.ledger.run("录入", lambda: Review.update(**DONE).where(Review.id == review.id).execute())
    assert ranking(panel_of_four.round_id).notes == (
        "有回避情形而未回避、评分计入的：专家2 对 ZBPP-2023-001（同一基层党组织；准予评审：只有这一位护理专家）。",
    )
    with pytest.raises(RuleBroken, match="不能再撤销准予评审"):
        panel_of_four.run(recusals.withdraw_ruling, 2, 1)


def test_the_own_branch_is_never_admitted(panel_of_four):
    with pytest.raises(RuleBroken, match="专家1 周燚 不能评审本支部的申报，不论什么理由"):
        panel_of_four.run(recusals.admit, 1, 1, stage_id=panel_of_four.stage, reason="没有别人", **BY)
    panel_of_four.office.ledger.run(
        "直接写入",
        lambda: ConflictRuling.create(
            expert=panel_of_four.experts[0], application=1, ruling="准予评审", reason="没有别人", by="某", at=AT
        ),
    )
    assert panel_of_four.cell(1, 1).state is CellState.CONFLICT


def test_a_ruling_that_is_withdrawn_takes_its_blank_sheet_back(panel_of_four):
    panel_of_four.run(recusals.admit, 2, 1, stage_id=panel_of_four.stage, reason="经部务会同意", **BY)
    panel_of_four.assign(2, 1)
    panel_of_four.run(recusals.withdraw_ruling, 2, 1)
    assert (Review.select().count(), panel_of_four.cell(2, 1).state) == (0, CellState.CONFLICT)


def test_nothing_to_set_aside(panel_of_four):
    with pytest.raises(RuleBroken, match="之间没有要回避的"):
        panel_of_four.run(recusals.admit, 4, 1, stage_id=panel_of_four.stage, reason="多余", **BY)
