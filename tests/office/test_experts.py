"""Experts by hand and from a file: known by name and unit, matched to the roster, told where something is not sure."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_app.office import branches, experts
from desktop_app.office.roster_import import apply_roster, roster_snapshot
from desktop_app.readers.lists import read_list
from desktop_app.readers.roster import propose
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.experts import plan_experts
from desktop_app.rules.list_headers import EXPERT_HEADINGS
from desktop_app.rules.roster import plan
from desktop_app.shapes.experts import ExpertDraft, ExpertsPlan
from desktop_app.shapes.list_import import ListSummary
from desktop_app.shapes.roster_import import Fate

if TYPE_CHECKING:
    from tests.office.conftest import Office

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
HEADER = ("姓名", "职称", "工作单位", "所属基层党组织", "专业领域")


def planned(path: Path) -> ExpertsPlan:
    return plan_experts(experts.experts_snapshot(), read_list(path, EXPERT_HEADINGS))


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def imported(office: Office, made: ExpertsPlan, **details: object) -> ListSummary:
    return office.ledger.run("导入专家名册", experts.apply_experts, plan=made, **details)


def counted(summary: ListSummary) -> tuple[int, int, int]:
    return summary.added, summary.updated, summary.unchanged


def add(office: Office, name: str, unit: str = "", **facts: object) -> int:
    return office.ledger.run("添加专家", experts.add_expert, draft=ExpertDraft(name, unit=unit, **facts))  # type: ignore[arg-type]


def test_the_sample_experts_over_the_sample_roster(office: Office) -> None:
    made = plan(roster_snapshot(), propose(SAMPLE / "支部名册.xlsx"))
    office.ledger.run("导入支部名册", apply_roster, plan=made)
    first = planned(SAMPLE / "专家名册.xlsx")
    assert counted(imported(office, first)) == (9, 0, 0)
    assert [(row.name, row.organization, row.branch) for row in experts.expert_rows()] == [
        ("王伟", "马克思主义学院党总支", "马克思主义学院第二党支部"),
        ("王伟", "", ""),
        ("卢燚", "基础医学院党委", "药理学教研室党支部"),
        ("莫青岚", "第一临床学院党委", ""),
        ("殷知远", "", ""),
        ("闻人璟", "", ""),
        ("席若川", "机关党委", ""),
        ("苏木禾", "护理学院党委", ""),
        ("端木晴", "", ""),
    ]
    assert [(row.row, row.name) for row in first.rows if row.notes] == [(2, "王伟"), (4, "卢燚")]
    assert "是“药理学教研室党支部”的书记" in first.rows[2].notes[0]
    again = planned(SAMPLE / "专家名册.xlsx")
    assert (counted(imported(office, again)), again.writes) == ((0, 0, 9), ())
    assert office.ledger.undo() == "导入专家名册"
    assert experts.expert_rows() == ()


def test_the_same_name_and_unit_is_the_same_expert(office: Office, tmp_path: Path) -> None:
    imported(office, planned(table(tmp_path / "a.csv", ("王伟", "教授", "示例师范学院", "", "党建"))))
    changed = table(tmp_path / "b.csv", ("王　伟", "", "示例师范学院 ", "", "党建理论"))
    assert counted(imported(office, planned(changed))) == (0, 1, 0)
    (row,) = experts.expert_rows()
    assert (row.name, row.title, row.unit, row.expertise) == ("王伟", "教授", "示例师范学院", "党建理论")


def test_an_unknown_organisation_is_told_and_left_blank(office: Office, tmp_path: Path) -> None:
    office.ledger.run("添加", branches.add_organization, name="药学院党总支")
    rows = (
        ("钱一", "教授", "甲", "药学院党委", ""),
        ("钱二", "教授", "乙", "校外", ""),
        ("钱三", "", "丙", "药学院 党总支", ""),
    )
    made = planned(table(tmp_path / "a.csv", *rows))
    assert [row.notes for row in made.rows] == [
        ("名册里没有“药学院党委”（名册里有相近的“药学院党总支”），所属基层党组织没有记下，不会据此回避",),
        ("名册里没有“校外”，所属基层党组织没有记下，不会据此回避",),
        (),
    ]
    imported(office, made)
    assert [row.organization for row in experts.expert_rows()] == ["", "", "药学院党总支"]


def test_rows_that_cannot_be_taken_say_where_and_why(office: Office, tmp_path: Path) -> None:
    add(office, "赵五", "已停用单位")
    office.ledger.run("停用", experts.close_expert, expert_id=1, on="2025-01-01")
    add(office, "孙六", "某研究院")
    rows = (
        ("", "教授", "甲", "", ""),
        ("13800000000", "", "甲", "", ""),
        ("李四", "", "甲", "", "000000000000000000"),
        ("周七", "", "乙", "", ""),
        ("周七", "教授", "乙", "", ""),
        ("周七", "", "丙", "", ""),
        ("赵五", "", "已停用单位", "", ""),
        ("孙六", "", "", "", ""),
    )
    made = planned(table(tmp_path / "a.csv", *rows))
    assert [(row.row, row.fate, row.column, row.reason) for row in made.rows] == [
        (2, Fate.REFUSED, "姓名", "姓名空着"),
        (3, Fate.REFUSED, "姓名", "姓名里有数字"),
        (4, Fate.REFUSED, "专业领域", "这一格里像是有身份证号"),
        (5, Fate.NEW, "", ""),
        (6, Fate.REFUSED, "姓名", "与第 5 行是同一位专家（姓名、单位相同）"),
        (7, Fate.NEW, "", ""),
        (8, Fate.REFUSED, "姓名", "“赵五”已于 2025-01-01 停用"),
        (9, Fate.NEAR, "工作单位", "与“孙六（某研究院）”同名，有一处没有写工作单位，不知道是不是同一人"),
    ]
    with pytest.raises(RuleBroken, match="有 6 行不能导入"):
        imported(office, made, strict=True)
    assert imported(office, made).as_json() == {
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "refused": [
            {"row": 2, "column": "姓名", "reason": "姓名空着"},
            {"row": 3, "column": "姓名", "reason": "姓名里有数字"},
            {"row": 4, "column": "专业领域", "reason": "这一格里像是有身份证号"},
            {"row": 6, "column": "姓名", "reason": "与第 5 行是同一位专家（姓名、单位相同）"},
            {"row": 8, "column": "姓名", "reason": "“赵五”已于 2025-01-01 停用"},
        ],
        "near": [{"row": 9, "name": "孙六", "like": "孙六（某研究院）"}],
    }


def test_a_plan_that_was_overtaken_is_refused(office: Office, tmp_path: Path) -> None:
    made = planned(table(tmp_path / "a.csv", ("王伟", "", "甲", "", "")))
    add(office, "李娜")
    with pytest.raises(RuleBroken, match="预览之后"):
        imported(office, made)


def test_by_hand_two_of_a_name_need_two_units(office: Office) -> None:
    first = add(office, "王　伟", "示例师范学院")
    with pytest.raises(RuleBroken, match="已经有专家“王伟”（示例师范学院）"):
        add(office, "王伟", "示例师范学院")
    second = add(office, "王伟", "示例市委党校")
    with pytest.raises(RuleBroken, match="已经有专家“王伟”"):
        office.ledger.run(
            "修改", experts.change_expert, expert_id=second, draft=ExpertDraft("王伟", unit="示例师范学院")
        )
    assert [row.expert_id for row in experts.expert_rows()] == [first, second]


@pytest.mark.parametrize(("name", "said"), [("", "姓名空着"), ("王伟3", "姓名里有数字"), ("王" * 41, "超过 40 个字符")])
def test_a_name_that_is_none_is_refused(office: Office, name: str, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        add(office, name)


def test_the_own_branch_must_be_of_the_own_organisation(office: Office) -> None:
    own, other = office.organization("药学院党总支"), office.organization("护理学院党委")
    branch = office.branch("教工第一党支部", own)
    with pytest.raises(RuleBroken, match="不属于所填的基层党组织"):
        add(office, "王伟", organization_id=other, branch_id=branch)
    assert add(office, "王伟", organization_id=own, branch_id=branch) == 1


def test_closed_experts_are_listed_when_asked_for(office: Office) -> None:
    expert = add(office, "王伟")
    office.ledger.run("停用", experts.close_expert, expert_id=expert, on="2025-06-30")
    assert experts.expert_rows() == ()
    assert [row.closed_on for row in experts.expert_rows(with_closed=True)] == ["2025-06-30"]
    office.ledger.run("恢复", experts.reopen_expert, expert_id=expert)
    assert [row.closed_on for row in experts.expert_rows()] == [""]
