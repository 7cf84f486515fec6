"""Who scores what: all but conflicts or k each, nothing moved by a second run, and what cannot be filled is named."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db.enums import ReviewMark, State
from db.models import Application, Review, StateChange
from db.opening import row_counts
from desktop_app.office import assignment, experts, panel, receipts, recusals
from desktop_app.office.assignment import NotFilled
from desktop_app.office.assignment_problem import draw_request
from desktop_app.office.first_start import prepare
from desktop_app.office.panel_matrix import assignment_matrix, conflicts
from desktop_app.readers.lists import read_list
from desktop_app.rules.assignment import solve
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.experts import plan_experts
from desktop_app.rules.list_headers import EXPERT_HEADINGS
from desktop_app.sample_season import COLLECTED, load_sample
from desktop_app.shapes.assignment import AssignmentPlan
from desktop_app.shapes.experts import ExpertDraft
from desktop_app.shapes.panel import AssignmentOutcome, CellState, Conflict, ConflictKind, StageRules

if TYPE_CHECKING:
    from tests.office.conftest import Office

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
AT = "2023-11-13T09:00:00"
FILE = "2023-11-08 16:12"


class Panel:
    """Two organisations with two applications each, and four experts: one of either organisation, two of none."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.round()
        self.round_id = office.round_id
        pharmacy, nursing = office.organization("药学院党总支"), office.organization("护理学院党委")
        self.organizations = (pharmacy, nursing)
        self.branches = [
            office.branch(name, organization, secretary=secretary)
            for name, organization, secretary in (
                ("教工第一党支部", pharmacy, "王伟"),
                ("教工第二党支部", pharmacy, "李喆"),
                ("护理第一党支部", nursing, "周燚"),
                ("护理第二党支部", nursing, "端木晴"),
            )
        ]
        for branch in self.branches:
            office.receive(branch, brand=f"品牌{branch}", electronic=FILE)
        self.experts = [
            self.expert("王伟", organization_id=pharmacy, branch_id=self.branches[0]),
            self.expert("苏木禾", organization_id=nursing),
            self.expert("殷知远"),
            self.expert("端木晴"),
        ]
        self.stage = office.ledger.run("建立", panel.ensure_stage, round_id=self.round_id)
        office.ledger.run("加入", panel.seat_all, stage_id=self.stage)

    def expert(self, name: str, **facts: object) -> int:
        draft = ExpertDraft(name, unit="示例师范学院", **facts)  # type: ignore[arg-type]
        return self.office.ledger.run("添加专家", experts.add_expert, draft=draft)

    def assign_all(self, **wanted: int) -> AssignmentOutcome:
        return self.office.ledger.run("分配", assignment.assign_all, stage_id=self.stage, by="周喆", at=AT, **wanted)

    def assign(self, application: int, expert: int) -> int:
        return self.office.ledger.run(
            "分配",
            assignment.assign,
            stage_id=self.stage,
            application_id=application,
            expert_id=self.experts[expert - 1],
            by="周喆",
            at=AT,
        )

    def recuse(self, application: int, expert: int, note: str = "与书记是亲属") -> None:
        self.office.ledger.run(
            "申明回避",
            recusals.declare_recusal,
            expert_id=self.experts[expert - 1],
            application_id=application,
            note=note,
            said_by="本人",
        )

    def rules(self, **rules: object) -> None:
        self.office.ledger.run("改规则", panel.change_rules, stage_id=self.stage, rules=StageRules(**rules))  # type: ignore[arg-type]

    @property
    def codes(self) -> list[str]:
        return sorted(review.code for review in Review.select())

    def cells(self) -> list[str]:
        """The matrix, a letter a cell: a assigned, x excluded, - free, e entered."""
        letters = {
            CellState.ASSIGNED: "a",
            CellState.CONFLICT: "x",
            CellState.FREE: "-",
            CellState.ENTERED: "e",
            CellState.VERIFIED: "v",
        }
        rows = assignment_matrix(self.stage).rows
        return ["".join(letters[cell.state] for cell in row.cells) for row in rows]


@pytest.fixture
def four(office: Office) -> Panel:
    return Panel(office)


def test_everyone_scores_everything_but_his_own(four: Panel) -> None:
    outcome = four.assign_all()
    assert four.cells() == ["xaaa", "xaaa", "axaa", "axaa"]
    assert four.codes == [
        f"PF-2023-{application}-{expert}"
        for application, seats in (("001", "234"), ("002", "234"), ("003", "134"), ("004", "134"))
        for expert in seats
    ]
    assert outcome.as_json() == {
        "assigned": [
            {"application": f"ZBPP-2023-00{n}", "experts": [{"id": four.experts[s], "name": name} for s, name in who]}
            for n, who in (
                (1, ((1, "苏木禾"), (2, "殷知远"), (3, "端木晴"))),
                (2, ((1, "苏木禾"), (2, "殷知远"), (3, "端木晴"))),
                (3, ((0, "王伟"), (2, "殷知远"), (3, "端木晴"))),
                (4, ((0, "王伟"), (2, "殷知远"), (3, "端木晴"))),
            )
        ],
        "unfilled": [],
    }
    states = {row.state for row in receipts.applications(four.round_id)}
    assert states == {State.UNDER_REVIEW}
    steps = StateChange.select().where(StateChange.before == State.ACCEPTED)
    assert {(step.after, step.by, step.at) for step in steps} == {("评审中", "周喆", AT)}


def test_a_second_run_moves_nothing_and_a_new_expert_is_added(four: Panel) -> None:
    first = four.assign_all()
    before = row_counts()
    again = four.assign_all()
    assert (again.assigned, again.added, row_counts()) == (first.assigned, 0, before)
    late = four.expert("闻人璟")
    four.office.ledger.run("加入", panel.seat_expert, stage_id=four.stage, expert_id=late)
    assert four.assign_all().added == 4
    assert four.cells() == ["xaaaa", "xaaaa", "axaaa", "axaaa"]


def test_one_undo_takes_the_assignment_and_the_states_back(four: Panel) -> None:
    four.assign_all()
    four.office.ledger.undo()
    assert four.codes == []
    assert {row.state for row in receipts.applications(four.round_id)} == {State.ACCEPTED}


def test_k_each_with_even_loads_keeps_what_is_there(four: Panel) -> None:
    four.assign(1, 3)
    four.assign(2, 3)
    outcome = four.assign_all(each=2)
    assert {len(one.experts) for one in outcome.assigned} == {2}
    assert {"PF-2023-001-3", "PF-2023-002-3"} <= set(four.codes)
    assert sorted(seat.reviews for seat in panel.seats(four.stage)) == [2, 2, 2, 2]
    assert four.assign_all(each=2).added == 0


def test_the_own_branch_is_never_assigned_and_the_own_organisation_when_it_is_only_warned_of(four: Panel) -> None:
    four.rules(same_organization_excluded=False)
    four.assign_all()
    assert four.cells() == ["xaaa", "aaaa", "aaaa", "aaaa"]
    with pytest.raises(RuleBroken, match="专家1 王伟 评审 ZBPP-2023-001“教工第一党支部”须回避：本支部"):
        four.assign(1, 1)
    assert [(row.number, row.application_id, row.conflict, row.assigned) for row in conflicts(four.stage)] == [
        (1, 1, Conflict(ConflictKind.OWN_BRANCH), False),
        (1, 2, Conflict(ConflictKind.SAME_ORGANIZATION, excluded=False), True),
        (2, 3, Conflict(ConflictKind.SAME_ORGANIZATION, excluded=False), True),
        (2, 4, Conflict(ConflictKind.SAME_ORGANIZATION, excluded=False), True),
    ]


def test_who_is_only_warned_of_is_asked_last(four: Panel) -> None:
    four.rules(same_organization_excluded=False)
    four.assign_all(each=3)
    assert four.cells() == ["xaaa", "-aaa", "a-aa", "a-aa"]


def test_what_has_too_few_experts_is_named_and_the_others_are_filled(four: Panel) -> None:
    four.recuse(1, 3)
    outcome = four.assign_all(each=3)
    assert [(one.number, one.reason) for one in outcome.unfilled] == [
        ("ZBPP-2023-001", "评审组 4 位专家中只有 2 位能评，不足 3 位（须回避：本支部 1 位、申明回避 1 位）")
    ]
    assert (len(outcome.assigned), outcome.added) == (3, 9)
    states = [row.state for row in receipts.applications(four.round_id)]
    assert states == [State.ACCEPTED, *[State.UNDER_REVIEW] * 3]


def test_when_nothing_can_be_filled_nothing_is_changed(four: Panel) -> None:
    before = row_counts()
    with pytest.raises(NotFilled) as refused:
        four.assign_all(each=4)
    assert [one.number for one in refused.value.outcome.unfilled] == [f"ZBPP-2023-00{n}" for n in (1, 2, 3, 4)]
    assert (refused.value.outcome.assigned, row_counts()) == ((), before)


def test_when_experts_run_out_nobody_is_preferred(four: Panel) -> None:
    with pytest.raises(NotFilled) as refused:
        four.assign_all(each=3, most=2)
    (first, *_) = refused.value.outcome.unfilled
    assert first.reason == "每位专家至多 2 份，能评它的专家已经排满，凑不齐 3 位（差 1 位）"
    assert refused.value.todo == "每人最多调到 4 份就排得下；也可以增加专家，或减少每项的专家人数。"
    assert four.codes == []


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"each": 2, "least": 3}, "每人至少 3 份，专家1（2 份）"),
        ({"most": 3}, "每人至多 3 份，专家3（4 份）、专家4（4 份）超过了"),
        ({"each": 0}, "每项的专家人数不能是 0"),
        ({"each": 2, "least": 3, "most": 2}, "最少 3 份多于最多 2 份"),
    ],
)
def test_loads_outside_the_bounds_are_refused(four: Panel, wanted: dict[str, int], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        four.assign_all(**wanted)
    assert four.codes == []


def test_what_would_give_everything_a_place_does(four: Panel) -> None:
    with pytest.raises(NotFilled, match="每人最多调到 4 份就排得下"):
        four.assign_all(each=3, most=3)
    assert four.assign_all(each=3, most=4).added == 12


def test_a_blank_sheet_moves_only_where_nothing_else_helps_and_what_was_set_by_hand_stays(four: Panel) -> None:
    four.rules(same_organization_excluded=False)
    four.assign_all(each=1, most=1)
    (drawn,) = (int(code[-1]) for code in four.codes if code.startswith("PF-2023-001"))
    four.recuse(1, drawn)
    outcome = four.assign_all(each=1, most=1)
    assert (outcome.added, outcome.removed, len(outcome.assigned)) == (2, 1, 4)
    assert [seat.reviews for seat in panel.seats(four.stage)] == [1, 1, 1, 1]
    for application, code in enumerate(four.codes, 1):
        four.office.ledger.run("取消", assignment.unassign, review_id=Review.get(Review.code == code).id)
        four.assign(application, int(code[-1]))
    (second,) = (int(code[-1]) for code in four.codes if code.startswith("PF-2023-001"))
    four.recuse(1, second)
    with pytest.raises(NotFilled, match="每人至多 1 份时，有 1 项申报凑不齐专家"):
        four.assign_all(each=1, most=1)


def test_a_plan_that_was_looked_at_is_carried_out_and_an_outdated_one_is_not(four: Panel) -> None:
    problem, unfilled = draw_request(four.stage, each=2)
    assert unfilled == ()
    plan = solve(problem)
    assert isinstance(plan, AssignmentPlan)
    carry_out = partial(four.office.ledger.run, "分配", assignment.apply_plan, stage_id=four.stage, by="周喆", at=AT)
    assert carry_out(plan=plan).added == 8
    with pytest.raises(RuleBroken, match="这个方案不再成立"):
        carry_out(plan=plan)
    assert len(four.codes) == 8


def test_more_than_k_are_told_and_not_moved(four: Panel) -> None:
    four.assign_all()
    outcome = four.assign_all(each=2)
    assert {one.reason for one in outcome.unfilled} == {"已分配 3 位专家，多于 2 位，已分配的没有移动"}
    assert (outcome.added, len(four.codes)) == (0, 12)


def test_only_what_is_accepted_and_in_time_or_approved_is_assigned(four: Panel) -> None:
    office, (pharmacy, _) = four.office, four.organizations
    late, approved, incomplete = (office.branch(name, pharmacy) for name in ("甲党支部", "乙党支部", "丙党支部"))
    office.receive(late, at="2023-11-11 09:00", electronic=FILE)
    office.receive(approved, at="2023-11-11 09:00", electronic=FILE, approved=("林听泉", "出差在外"))
    office.receive(incomplete)
    outcome = four.assign_all()
    assert [one.number for one in outcome.assigned] == [f"ZBPP-2023-00{n}" for n in (1, 2, 3, 4, 6)]
    assert outcome.left_out == (
        "ZBPP-2023-005“甲党支部”逾期，没有批准，不进入评审。",
        "另有 1 项还没有受理（登记或待补正），不参加分配。",
    )
    with pytest.raises(RuleBroken, match="ZBPP-2023-005“甲党支部”逾期，还没有批准"):
        four.assign(5, 3)
    with pytest.raises(RuleBroken, match="现在是“待补正”，不能分配专家"):
        four.assign(7, 3)


def test_a_recusal_takes_a_blank_sheet_back_and_leaves_an_entered_one(four: Panel) -> None:
    four.assign_all()
    four.recuse(1, 3)
    assert four.cells()[0] == "xaxa"
    assert four.assign_all().added == 0
    entered = Review.get(Review.code == "PF-2023-002-3")
    entered.entered_at, entered.total_hundredths = AT, 8600
    four.office.ledger.run("录入", entered.save)
    with pytest.raises(RuleBroken, match="PF-2023-002-3 已经录入评分"):
        four.recuse(2, 3)
    with pytest.raises(RuleBroken, match="要写明缘由"):
        four.recuse(2, 4, note=" ")
    four.office.ledger.run("收回", recusals.withdraw_recusal, expert_id=four.experts[2], application_id=1)
    assert four.cells()[:2] == ["xa-a", "xaea"]


def test_a_sheet_marked_as_recused_is_owed_by_nobody(four: Panel) -> None:
    four.assign_all()
    review = Review.get(Review.code == "PF-2023-001-3")
    review.mark, review.entered_at = ReviewMark.RECUSED, AT
    four.office.ledger.run("录入", review.save)
    row = assignment_matrix(four.stage).rows[0]
    assert (four.cells()[0], row.owed, panel.seats(four.stage)[2].reviews) == ("xaxa", 2, 3)
    assert four.assign_all(each=3).unfilled[0].number == "ZBPP-2023-001"


def test_by_hand_one_by_one(four: Panel) -> None:
    review = four.assign(1, 3)
    assert four.assign(1, 3) == review
    assert Application.get_by_id(1).state == State.UNDER_REVIEW
    four.office.ledger.run("取消", assignment.unassign, review_id=review)
    assert four.codes == []
    four.assign(1, 3)
    entered = Review.get(Review.code == "PF-2023-001-3")
    entered.entered_at = AT
    four.office.ledger.run("录入", entered.save)
    with pytest.raises(RuleBroken, match="PF-2023-001-3 已经录入，不能取消分配"):
        four.office.ledger.run("取消", assignment.unassign, review_id=entered.id)
    outsider = four.expert("闻人璟")
    four.experts.append(outsider)
    with pytest.raises(RuleBroken, match="“闻人璟”不在评审组里"):
        four.assign(1, 5)


def test_what_to_know_before_scoring(four: Panel) -> None:
    four.rules(trim_threshold=3)
    four.recuse(1, 3)
    four.assign_all()
    four.expert("闻人璟")
    assert assignment_matrix(four.stage).warnings == (
        (
            "各项申报的评审专家人数不等：1 项有 2 位、3 项有 3 位。按现行规则，3 项去掉一个最高分和一个最低分后取平均，"
            "1 项（001）不足 3 位，取全部评分的平均。"
            "可在评分前为它们增加一位无须回避的专家，例如闻人璟（示例师范学院）。"
        ),
        (
            "专家4 端木晴 与 ZBPP-2023-004“护理学院党委 护理第二党支部”的书记同名，"
            "请确认不是同一人；是同一人的，请在专家名册里填写本人所在支部。"
        ),
    )


def test_a_conflict_that_comes_to_light_later_is_told(four: Panel) -> None:
    four.assign_all()
    four.office.ledger.run(
        "修改",
        experts.change_expert,
        expert_id=four.experts[3],
        draft=ExpertDraft(
            "端木晴", unit="示例日报社", organization_id=four.organizations[1], branch_id=four.branches[3]
        ),
    )
    assert four.cells()[3] == "axaa"
    assert "专家4 端木晴 须回避 ZBPP-2023-004“护理第二党支部”（本支部），但已分配，请取消这份评审。" in (
        assignment_matrix(four.stage).warnings
    )


def test_without_a_panel_or_anything_to_score_it_says_so(office: Office) -> None:
    office.round()
    stage_id = office.ledger.run("建立", panel.ensure_stage, round_id=office.round_id)
    with pytest.raises(RuleBroken, match="评审组还没有专家"):
        office.ledger.run("分配", assignment.assign_all, stage_id=stage_id, by="周喆", at=AT)
    office.ledger.run("添加", experts.add_expert, draft=ExpertDraft("殷知远"))
    with pytest.raises(RuleBroken, match="没有可以分配的申报项目"):
        office.ledger.run("分配", assignment.seat_and_assign, round_id=office.round_id, by="周喆", at=AT)
    assert panel.seats(stage_id) == ()


def test_the_sample_season(office: Office) -> None:
    prepare(office.ledger.run)  # the holiday tables, by which terms of 补正 are counted
    load_sample(office.ledger, until=COLLECTED)
    made = plan_experts(experts.experts_snapshot(), read_list(SAMPLE / "专家名册.xlsx", EXPERT_HEADINGS))
    office.ledger.run("导入专家名册", experts.apply_experts, plan=made)
    outcome = office.ledger.run("分配", assignment.seat_and_assign, round_id=office.round_id, by="周喆", at=AT)
    assert (len(outcome.assigned), outcome.added, outcome.unfilled) == (74, 635, ())
    assert Counter(len(one.experts) for one in outcome.assigned) == {9: 43, 8: 31}
    assert Counter(str(row.conflict.kind) for row in conflicts(outcome.stage_id)) == {"同一基层党组织": 29, "本支部": 2}
    matrix = assignment_matrix(outcome.stage_id)
    assert matrix.warnings[0] == (
        "各项申报的评审专家人数不等：31 项有 8 位、43 项有 9 位。"
        "都达到 5 位，各项都去掉一个最高分和一个最低分，规则一致。"
    )
    office.ledger.undo()
    fives = office.ledger.run("分配", assignment.seat_and_assign, round_id=office.round_id, by="周喆", at=AT, each=5)
    assert {len(one.experts) for one in fives.assigned} == {5}
    loads = [seat.reviews for seat in panel.seats(fives.stage_id)]
    assert (sum(loads), max(loads) - min(loads)) == (370, 1)
