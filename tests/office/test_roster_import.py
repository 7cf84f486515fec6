"""A roster file becomes one undoable step; what is exported comes back unchanged."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_app.office import branches, roster
from desktop_app.office.roster_export import branch_roster
from desktop_app.office.roster_import import apply_roster, roster_snapshot
from desktop_app.readers.roster import propose
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.roster import plan
from desktop_app.shapes.roster_import import Answer, Decision, Fate, RosterPlan, RosterSummary
from desktop_app.writers.xlsx.roster import write_roster

if TYPE_CHECKING:
    from tests.office.conftest import Office

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
HEADER = ("党委", "党支部", "支部书记", "荣誉", "级别", "状态", "批次")


def planned(path: Path, **details: object) -> RosterPlan:
    return plan(roster_snapshot(), propose(path), **details)  # type: ignore[arg-type]


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def imported(office: Office, made: RosterPlan, **details: object) -> RosterSummary:
    return office.ledger.run("导入支部名册", apply_roster, plan=made, **details)


def fates(made: RosterPlan) -> list[Fate]:
    return [row.fate for row in made.rows]


def test_the_sample_roster_in_and_out_and_undone(office: Office, tmp_path: Path) -> None:
    summary = imported(office, planned(SAMPLE / "支部名册.xlsx"))
    assert (summary.added, summary.updated, summary.unchanged) == (273, 0, 0)
    assert (len(roster.branch_rows(None)), len(roster.organization_rows(None))) == (268, 24)
    assert set(fates(planned(SAMPLE / "支部名册.xlsx"))) == {Fate.UNCHANGED}

    write_roster(branch_roster(datetime(2025, 9, 1)), tmp_path / "导出.xlsx")
    again = planned(tmp_path / "导出.xlsx")
    assert (fates(again), again.writes) == ([Fate.UNCHANGED] * 273, ())

    assert office.ledger.undo() == "导入支部名册"
    assert (roster.branch_rows(None), roster.organization_rows(None)) == ((), ())
    assert office.ledger.redo() == "导入支部名册"
    assert len(roster.branch_rows(None)) == 268


@pytest.mark.parametrize("name", ["支部名册-补充.csv", "支部名册-补充.xls"])
def test_the_sample_supplement(office: Office, name: str) -> None:
    imported(office, planned(SAMPLE / "支部名册.xlsx"))
    summary = imported(office, planned(SAMPLE / name))
    assert (summary.added, summary.updated, summary.unchanged) == (3, 5, 3)
    assert [row.branch for row in summary.near] == [
        "医学遗传学教研室党支部",
        "耳鼻咽喉头颈外科党支部",
        "教职工第二党支部",
    ]
    assert [(row.branch, row.column) for row in summary.refused] == [
        ("动物实验管理党支部", "所属党委(总支)"),
        ("内科第二党支部", "级别"),
        ("23级护理学党支部", "党支部名称"),
    ]
    again = planned(SAMPLE / name).summary()
    assert (again.added, again.updated, again.unchanged) == (0, 0, 11)


def test_an_answer_is_kept_as_an_alias(office: Office, tmp_path: Path) -> None:
    imported(office, planned(table(tmp_path / "a.csv", ("药学院党委", "教工第一党支部", "王伟"))))
    near = table(tmp_path / "b.csv", ("药学院党委", "教职工第一党支部", "李娜"))
    assert fates(planned(near)) == [Fate.NEAR]
    imported(office, planned(near, decisions={2: Decision(branch=Answer.SAME)}))
    (row,) = roster.branch_rows(None)
    assert (row.name, row.secretary) == ("教工第一党支部", "李娜")
    assert fates(planned(near)) == [Fate.UNCHANGED]
    assert roster.branch_id_of("教职工第一支部") == row.branch_id
    assert roster.search_branches("jzg", round_id=None)[0].branch == row


def test_an_alias_met_within_one_file_is_kept_too(office: Office, tmp_path: Path) -> None:
    rows = (
        ("药学院党委", "教工第一党支部", "王伟"),
        ("药学院党委", "教职工第一党支部", "", "校级样板支部", "", "培育"),
    )
    path = table(tmp_path / "a.csv", *rows)
    imported(office, planned(path, decisions={3: Decision(branch=Answer.SAME)}))
    assert len(roster.branch_rows(None)) == 1
    assert fates(planned(path)) == [Fate.UNCHANGED, Fate.UNCHANGED]


def test_a_renaming_keeps_the_old_name(office: Office, tmp_path: Path) -> None:
    imported(office, planned(table(tmp_path / "a.csv", ("基础医学院党委", "遗传学教研室党支部", "王伟"))))
    path = table(tmp_path / "b.csv", ("基础医学院党委", "医学遗传学教研室党支部（原遗传学教研室党支部）", "王伟"))
    imported(office, planned(path, decisions={2: Decision(branch=Answer.RENAMED)}))
    (row,) = roster.branch_rows(None)
    assert row.name == "医学遗传学教研室党支部"
    aliases = roster.branch_details(row.branch_id, None).aliases
    assert [(alias.name, alias.reason) for alias in aliases] == [("遗传学教研室党支部", "更名")]
    assert fates(planned(tmp_path / "a.csv")) == fates(planned(tmp_path / "b.csv")) == [Fate.UNCHANGED]


def test_a_move_between_organisations(office: Office, tmp_path: Path) -> None:
    imported(
        office, planned(table(tmp_path / "a.csv", ("药学院党委", "药物化学教研室党支部"), ("基础医学院党委", "甲")))
    )
    path = table(tmp_path / "b.csv", ("基础医学院党委", "药物化学教研室党支部"))
    imported(office, planned(path, decisions={2: Decision(branch=Answer.SAME)}))
    moved = next(row for row in roster.branch_rows(None) if row.name == "药物化学教研室党支部")
    assert moved.organization == "基础医学院党委"
    assert fates(planned(path)) == [Fate.UNCHANGED]


def test_an_honour_changes_in_its_place(office: Office, tmp_path: Path) -> None:
    row = ("药学院党委", "教工党支部", "王伟", "样板支部", "校级")
    imported(office, planned(table(tmp_path / "a.csv", (*row, "培育创建", "3"))))
    imported(office, planned(table(tmp_path / "b.csv", (*row, "通过验收", "第三批"))))
    (branch,) = roster.branch_rows(None)
    details = roster.branch_details(branch.branch_id, None)
    assert [each.words for each in details.designations] == ["校级样板支部 · 通过验收（第三批）"]


def test_nothing_is_written_when_nothing_may_be(office: Office, tmp_path: Path) -> None:
    mixed = planned(table(tmp_path / "a.csv", ("药学院党委", "教工党支部"), ("", "学生党支部")))
    with pytest.raises(RuleBroken, match="有 1 行不能导入"):
        imported(office, mixed, strict=True)
    with pytest.raises(RuleBroken, match="没有一行可以导入"):
        imported(office, planned(table(tmp_path / "b.csv", ("", "学生党支部"))))
    assert (roster.branch_rows(None), office.ledger.undo_title) == ((), None)
    assert imported(office, mixed).added == 1


def test_a_plan_that_the_roster_has_overtaken_is_refused(office: Office, tmp_path: Path) -> None:
    made = planned(table(tmp_path / "a.csv", ("药学院党委", "教工党支部")))
    office.ledger.run("新增基层党组织", branches.add_organization, name="药学院党委")
    with pytest.raises(RuleBroken, match="预览之后名册有了变动"):
        imported(office, made)
    assert roster.branch_rows(None) == ()
