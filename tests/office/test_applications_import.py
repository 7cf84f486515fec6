"""申报汇总 registers applications by branch and brand; what is not sure is held back, what is wrong is told."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db.enums import State
from db.models import Application
from desktop_app.office import receipts
from desktop_app.office.applications_import import applications_snapshot, apply_applications
from desktop_app.office.branches import add_branch, add_organization
from desktop_app.office.roster_import import apply_roster, roster_snapshot
from desktop_app.readers.lists import read_list
from desktop_app.readers.roster import propose
from desktop_app.rules.applications_list import plan_applications
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.list_headers import APPLICATION_HEADINGS
from desktop_app.rules.roster import plan
from desktop_app.shapes.applications_import import ApplicationsPlan
from desktop_app.shapes.list_import import ListSummary

if TYPE_CHECKING:
    from tests.office.conftest import Office

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
HEADER = ("基层党组织", "党支部", "品牌名称", "联系人", "办公电话")
AT = "2023-11-01T09:00:00"


def planned(office: Office, path: Path) -> ApplicationsPlan:
    return plan_applications(applications_snapshot(office.round_id), read_list(path, APPLICATION_HEADINGS))


def table(path: Path, *rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def imported(office: Office, made: ApplicationsPlan, **details: object) -> ListSummary:
    return office.ledger.run("导入申报汇总", apply_applications, plan=made, at=AT, **details)


def counted(made: ApplicationsPlan) -> tuple[int, int, int]:
    summary = made.summary()
    return summary.added, summary.updated, summary.unchanged


@pytest.fixture
def pharmacy(office: Office) -> Office:
    """Two organisations that both have a 教工第一党支部."""
    office.round()
    for organization, names in (
        ("药学院党总支", ("教工第一党支部", "教工第二党支部")),
        ("护理学院党委", ("教工第一党支部", "学生第一党支部")),
    ):
        made = office.ledger.run("添加", add_organization, name=organization)
        for name in names:
            office.ledger.run("添加", add_branch, organization_id=made, name=name)
    return office


def test_the_sample_list(office: Office) -> None:
    office.round(2025, "2025-09-12")
    made = plan(roster_snapshot(), propose(SAMPLE / "支部名册.xlsx"))
    office.ledger.run("导入支部名册", apply_roster, plan=made)
    first = planned(office, SAMPLE / "申报汇总.xlsx")
    imported(office, first)
    assert counted(first) == (86, 0, 0)
    rows = receipts.applications(office.round_id)
    assert {row.state for row in rows} == {State.REGISTERED}
    assert (rows[0].number, rows[0].branch, rows[0].brand, rows[0].copies_in) == (
        "ZBPP-2025-001",
        "人体解剖学教研室党支部",
        "无语良师",
        0,
    )
    assert [(a.contact, a.telephone, a.registered_at) for a in Application.select().limit(1)] == [
        ("高春岩", "3831312", AT)
    ]
    again = planned(office, SAMPLE / "申报汇总.xlsx")
    assert (counted(again), again.writes) == ((0, 0, 86), ())
    office.ledger.undo()
    assert receipts.applications(office.round_id) == ()


def test_every_fate(pharmacy: Office, tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv",
        ("药学院党总支", "教工第1党支部", "“药香校园”", "许老师", "3831425"),
        ("药学院党总支", "教工第一党支部", "药香满园", "", ""),
        ("", "教工第二党支部", "药香满园", "", ""),
        ("药学院党总支", "", "药香满园", "", ""),
        ("药学院党总支", "教工第二党支部", " ", "", ""),
        ("药学院党总支", "教职工第二党支部", "药香满园", "", ""),
        ("药学院党委", "教工第二党支部", "药香满园", "", ""),
        ("药学院党总支", "离退休党支部", "银龄", "", ""),
        ("外国语学院党总支", "教工党支部", "译路同行", "", ""),
        ("护理学院党委", "学生第一党支部", "提灯", "许老师", "电话找许老师"),
        ("护理学院党委", "教工第一党支部", "提灯夜航", "", "13800000000"),
    )
    made = planned(pharmacy, path)
    assert made.summary().as_json() == {
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "refused": [
            {"row": 3, "column": "党支部", "reason": "“教工第一党支部”在第 2 行已有一项"},
            {"row": 4, "column": "基层党组织", "reason": "基层党组织空着"},
            {"row": 5, "column": "党支部", "reason": "党支部名称空着"},
            {"row": 6, "column": "品牌名称", "reason": "“教工第二党支部”还没有填品牌名称"},
            {"row": 9, "column": "党支部", "reason": "“药学院党总支”里没有“离退休党支部”"},
            {"row": 10, "column": "基层党组织", "reason": "名册里没有“外国语学院党总支”"},
            {"row": 11, "column": "办公电话", "reason": "“电话找许老师”不是电话号码"},
        ],
        "near": [
            {"row": 7, "name": "教职工第二党支部", "like": "教工第二党支部"},
            {"row": 8, "name": "药学院党委", "like": "药学院党总支"},
        ],
    }
    assert made.rows[-1].notes == ("电话像是私人手机号，没有录入",)
    with pytest.raises(RuleBroken, match="有 9 行不能导入"):
        imported(pharmacy, made, strict=True)
    imported(pharmacy, made)
    assert [(row.organization, row.branch, row.brand) for row in receipts.applications(pharmacy.round_id)] == [
        ("药学院党总支", "教工第一党支部", "药香校园"),
        ("护理学院党委", "教工第一党支部", "提灯夜航"),
    ]


def test_a_list_without_organisations_names_what_it_cannot_tell_apart(pharmacy: Office, tmp_path: Path) -> None:
    rows = (("教工第一党支部", "药香校园"), ("学生第一党支部", "提灯"))
    made = planned(pharmacy, table(tmp_path / "a.csv", *rows, header=("党支部", "品牌")))
    assert [(row.reason, row.todo) for row in made.summary().refused] == [
        ("有 2 个“教工第一党支部”：药学院党总支、护理学院党委", "请加一列写明基层党组织。")
    ]
    assert counted(made) == (1, 0, 0)


def test_a_later_word_changes_the_brand_at_the_desk_and_not_after(pharmacy: Office, tmp_path: Path) -> None:
    imported(
        pharmacy, planned(pharmacy, table(tmp_path / "a.csv", ("药学院党总支", "教工第一党支部", "药香", "许老师", "")))
    )
    later = planned(pharmacy, table(tmp_path / "b.csv", ("药学院党总支", "教工第一党支部", "药香校园", "", "3831425")))
    assert [row.notes for row in later.rows] == [("品牌名称由“药香”改为“药香校园”",)]
    imported(pharmacy, later)
    assert [(a.brand, a.contact, a.telephone) for a in Application.select()] == [("药香校园", "许老师", "3831425")]
    pharmacy.ledger.run("评审", lambda: Application.update(state=State.UNDER_REVIEW).execute())
    refused = planned(pharmacy, tmp_path / "a.csv").summary().refused
    assert [(row.column, row.reason) for row in refused] == [
        ("品牌名称", "ZBPP-2023-001 已是“评审中”，登记的品牌名称是“药香校园”，不能再改")
    ]


def test_a_plan_that_was_overtaken_is_refused(pharmacy: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("药学院党总支", "教工第一党支部", "药香", "", ""))
    first, second = planned(pharmacy, path), planned(pharmacy, path)
    imported(pharmacy, first)
    with pytest.raises(RuleBroken, match="预览之后名册或申报项目有了变动"):
        imported(pharmacy, second)
