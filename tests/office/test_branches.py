"""Organisations, branches and designations, changed through the Ledger on a real database file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from db.enums import BranchKind, DesignationKind, DesignationLevel, DesignationStage, OrganizationKind, State
from db.models import Application, Branch
from desktop_app.office import branches, roster, rounds
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.roster import AliasRow, MissingAtOrganization, MissingRow
from desktop_app.shapes.rounds import RoundDraft

if TYPE_CHECKING:
    from tests.office.conftest import Office

MODEL = {"kind": DesignationKind.MODEL_BRANCH, "level": DesignationLevel.SCHOOL, "stage": DesignationStage.CULTIVATION}
BECAUSE = "校级样板支部 · 培育创建"


def college(office: Office, name: str = "药学院党总支", **more: object) -> int:
    return office.ledger.run("新增基层党组织", branches.add_organization, name=name, **more)


def branch(office: Office, organization_id: int, name: str = "教工第一党支部", **more: object) -> int:
    return office.ledger.run("新增党支部", branches.add_branch, organization_id=organization_id, name=name, **more)


def honour(office: Office, branch_id: int, **more: object) -> int:
    return office.ledger.run("新增荣誉", branches.add_designation, branch_id=branch_id, **{**MODEL, **more})


def round_of(office: Office, deadline: str = "2025-09-12") -> int:
    draft = RoundDraft(year=2025, name="2025 年批次", submission_deadline=deadline)
    return office.ledger.run("新建批次", rounds.create_round, draft=draft)


def apply(office: Office, round_id: int, branch_id: int, state: State = State.REGISTERED, number: str = "1") -> None:
    office.ledger.run(
        "登记",
        lambda: Application.create(
            round=round_id, branch=branch_id, number=number, brand="薪火", state=state, registered_at="2025-09-01 10:00"
        ),
    )


def change(office: Office, branch_id: int, organization_id: int, name: str, **more: object) -> None:
    details = {"kind": BranchKind.TEACHERS, **more}
    office.ledger.run(
        "修改党支部", branches.change_branch, branch_id=branch_id, organization_id=organization_id, name=name, **details
    )


def test_an_organisation_knows_its_kind_and_is_never_there_twice(office: Office) -> None:
    college(office, "中共示例医科大学药学院总支部委员会", telephone="３８３１３１１")
    (row,) = roster.organization_rows(None)
    assert (row.kind, row.telephone) == (OrganizationKind.GENERAL_BRANCH, "3831311")
    with pytest.raises(RuleBroken, match="名册里已经有"):
        college(office, "药学院党总支")
    with pytest.raises(RuleBroken, match="名称空着"):
        college(office, "　")


def test_a_branch_is_one_under_all_its_spellings(office: Office) -> None:
    pharmacy, medicine = college(office), college(office, "基础医学院党委")
    first = branch(office, pharmacy, " 教工　第１党支部", secretary="王　伟", members=12, kind=BranchKind.TEACHERS)
    (row,) = roster.branch_rows(None)
    assert (row.name, row.secretary, row.members, row.kind) == ("教工第1党支部", "王伟", 12, BranchKind.TEACHERS)
    with pytest.raises(RuleBroken, match="“药学院党总支”已经有“教工第1党支部”"):
        branch(office, pharmacy, "药学院教工一支部")
    other = branch(office, medicine, "教工第一党支部")
    assert roster.branch_id_of("药学院教工一支部", "药学院党总支") == first
    assert roster.branch_id_of("教工第一党支部", "基础医学院党委") == other


def test_a_name_of_several_organisations_is_refused_naming_them(office: Office) -> None:
    for name in ("药学院党总支", "基础医学院党委"):
        branch(office, college(office, name))
    with pytest.raises(RuleBroken) as refused:
        roster.branch_id_of("教工第1党支部")
    assert refused.value.what == "有 2 个“教工第1党支部”：药学院党总支、基础医学院党委。"
    with pytest.raises(RuleBroken, match="名册里没有“学生党支部”"):
        roster.branch_id_of("学生党支部")
    with pytest.raises(RuleBroken, match="名册里没有“护理学院党委”"):
        roster.branch_id_of("教工第一党支部", "护理学院党委")


def test_a_renamed_branch_answers_to_its_old_name(office: Office) -> None:
    pharmacy = college(office)
    first = branch(office, pharmacy, "遗传教研室党支部")
    change(office, first, pharmacy, "药物遗传学教研室党支部", secretary="李娜")
    assert roster.branch_id_of("遗传教研室党支部") == first
    details = roster.branch_details(first, None)
    assert details.branch.name == "药物遗传学教研室党支部"
    assert details.aliases == (AliasRow("遗传教研室党支部", "药学院党总支", "更名"),)
    assert [found.branch.branch_id for found in roster.search_branches("ycjys", round_id=None)] == [first]
    with pytest.raises(RuleBroken, match="已经有“药物遗传学教研室党支部”"):
        branch(office, pharmacy, "遗传教研室党支部")
    change(office, first, pharmacy, "遗传教研室党支部")
    assert [alias.name for alias in roster.branch_details(first, None).aliases] == ["药物遗传学教研室党支部"]


def test_a_branch_moves_and_a_step_is_undone_by_name(office: Office) -> None:
    pharmacy, medicine = college(office), college(office, "基础医学院党委")
    first = branch(office, pharmacy)
    change(office, first, medicine, "教工第一党支部")
    assert roster.branch_rows(None)[0].organization == "基础医学院党委"
    assert roster.branch_id_of("教工一支部", "药学院党总支") == roster.branch_id_of("教工一支部") == first
    assert office.ledger.undo() == "修改党支部"
    assert roster.branch_rows(None)[0].organization == "药学院党总支"


def test_renaming_an_organisation_keeps_its_branches_found(office: Office) -> None:
    pharmacy = college(office)
    first = branch(office, pharmacy, "药学院学生党支部")
    office.ledger.run(
        "修改基层党组织",
        branches.change_organization,
        organization_id=pharmacy,
        name="药科学院党委",
        kind=OrganizationKind.COMMITTEE,
    )
    assert roster.branch_id_of("药学院学生党支部") == first
    assert Branch.get_by_id(first).key == "药学院学生"


def test_closing_and_reopening(office: Office) -> None:
    pharmacy = college(office)
    first = branch(office, pharmacy)
    honour(office, first)
    with pytest.raises(RuleBroken, match="还有 1 个党支部"):
        office.ledger.run("撤销", branches.close_organization, organization_id=pharmacy, on="2025-01-01")
    office.ledger.run("撤销", branches.close_branch, branch_id=first, on="2025-01-01")
    assert roster.branch_rows(None) == ()
    (closed,) = roster.branch_rows(None, with_closed=True)
    assert (closed.closed_on, closed.obligated) == ("2025-01-01", False)
    office.ledger.run("撤销", branches.close_organization, organization_id=pharmacy, on="2025-01-01")
    with pytest.raises(RuleBroken, match="已经撤销"):
        office.ledger.run("恢复", branches.reopen_branch, branch_id=first)
    office.ledger.run("恢复", branches.reopen_organization, organization_id=pharmacy)
    office.ledger.run("恢复", branches.reopen_branch, branch_id=first)
    assert roster.branch_rows(None)[0].obligated


def test_designations(office: Office) -> None:
    first = branch(office, college(office))
    given = honour(office, first, batch="第三批", valid_from="2024-01-01", valid_to="2025-12-31")
    with pytest.raises(RuleBroken, match="已经有这项荣誉"):
        honour(office, first, batch="第三批", valid_from="2024-01-01", valid_to="2025-12-31")
    with pytest.raises(RuleBroken, match="早于"):
        honour(office, first, valid_from="2024-01-01", valid_to="2023-12-31")
    passed = {**MODEL, "stage": DesignationStage.PASSED, "batch": "第三批", "valid_to": "2024-12-31"}
    office.ledger.run("修改荣誉", branches.change_designation, designation_id=given, **passed)
    (shown,) = roster.branch_details(first, round_of(office)).designations
    assert (shown.words, shown.current) == ("校级样板支部 · 通过验收（第三批，至 2024-12）", False)
    office.ledger.run("删除荣誉", branches.remove_designation, designation_id=given)
    assert roster.branch_details(first, None).designations == ()


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "obligated"),
    [("", "2025-09-12", True), ("", "2025-09-11", False), ("2025-09-13", "", False), ("2025-09-12", "", True)],
)
def test_obligation_is_that_of_the_deadlines_day(
    office: Office, valid_from: str, valid_to: str, obligated: bool
) -> None:
    first = branch(office, college(office))
    honour(office, first, valid_from=valid_from, valid_to=valid_to)
    round_id = round_of(office, "2025-09-12 17:30")
    assert roster.obligations(round_id)[first].obligated is obligated
    assert roster.organization_rows(round_id)[0].obligated == int(obligated)


def test_missing_are_obligated_ones_without_a_live_application(office: Office) -> None:
    pharmacy, medicine = college(office, telephone="3831311"), college(office, "基础医学院党委")
    applied, withdrawn = branch(office, pharmacy, "甲党支部"), branch(office, pharmacy, "乙党支部", secretary="王伟")
    free, freed = branch(office, medicine, "丙党支部"), branch(office, medicine, "丁党支部")
    for each in (applied, withdrawn, freed):
        honour(office, each)
    round_id = round_of(office)
    apply(office, round_id, applied, number="1")
    apply(office, round_id, withdrawn, State.WITHDRAWN, number="2")
    overrule = {"round_id": round_id, "branch_id": freed, "obligated": False, "reason": "支部已合并"}
    office.ledger.run("改动应报", branches.overrule_obligation, **overrule)
    (group,) = roster.missing_branches(round_id)
    assert group == MissingAtOrganization(
        pharmacy, "药学院党总支", "3831311", 2, (MissingRow(withdrawn, "乙党支部", BECAUSE, "王伟"),)
    )
    assert roster.branch_details(freed, round_id).override_reason == "支部已合并"
    assert [row.number for row in roster.branch_details(withdrawn, round_id).applications] == ["2"]

    office.ledger.run("改动应报", branches.drop_overrule, round_id=round_id, branch_id=freed)
    forced = {"round_id": round_id, "branch_id": free, "obligated": True, "reason": "党委指定"}
    office.ledger.run("改动应报", branches.overrule_obligation, **forced)
    missing = [(row.branch, row.because) for group in roster.missing_branches(round_id) for row in group.branches]
    assert missing == [("乙党支部", BECAUSE), ("丙党支部", "经办人认定：党委指定"), ("丁党支部", BECAUSE)]
    with pytest.raises(RuleBroken, match="写明原因"):
        office.ledger.run("改动应报", branches.overrule_obligation, **{**overrule, "reason": " "})


def test_search_puts_the_organisation_at_the_counter_first(office: Office) -> None:
    pharmacy, medicine = college(office), college(office, "基础医学院党委")
    for each in (pharmacy, medicine):
        branch(office, each, "教工第一党支部")
        branch(office, each, "学生教工联合党支部")
    found = roster.search_branches("jg", round_id=None, organization_id=medicine)
    assert [(one.branch.organization_id, one.branch.name) for one in found] == [
        (medicine, "教工第一党支部"),
        (medicine, "学生教工联合党支部"),
        (pharmacy, "教工第一党支部"),
        (pharmacy, "学生教工联合党支部"),
    ]
    assert [one.span for one in found[:2]] == [(0, 2), (2, 4)]
    assert [replace(one, score=0) for one in roster.search_branches("jg", round_id=None, limit=1)] == [
        replace(found[2], score=0)
    ]
