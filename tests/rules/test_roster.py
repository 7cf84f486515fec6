"""The fate of every row of a roster, against what is known and against the rows before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from db.enums import BranchKind, DesignationKind, DesignationLevel, DesignationStage, OrganizationKind
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.names import branch_key, organization_key
from desktop_app.rules.roster import plan
from desktop_app.rules.roster_header import field_of
from desktop_app.rules.roster_rows import understood
from desktop_app.shapes.roster import Honour
from desktop_app.shapes.roster_import import (
    Answer,
    BranchWrite,
    Change,
    Decision,
    Fate,
    KnownBranch,
    KnownHonour,
    KnownOrganization,
    NewOrganization,
    RosterColumn,
    RosterField,
    RosterPlan,
    RosterSnapshot,
    RosterTable,
)

PHARMACY, MEDICINE = "药学院党总支", "基础医学院党委"
MODEL = Honour(
    DesignationKind.MODEL_BRANCH, DesignationLevel.SCHOOL, DesignationStage.CULTIVATION, "第三批", "2024-01-01"
)
_PLACE = {
    "org": 0, "branch": 1, "kind": 2, "secretary": 3, "telephone": 4, "members": 5, "honour": 6, "level": 7, "stage": 8,
    "batch": 9, "begins": 10, "ends": 11,
}  # fmt: skip
COLUMNS = tuple(RosterColumn(at, chr(65 + at), f"<{field}>", field) for at, field in enumerate(RosterField))


def cells(org: str, branch: str, **others: str) -> tuple[str, ...]:
    row = [""] * len(RosterField)
    for name, value in {"org": org, "branch": branch, **others}.items():
        row[_PLACE[name]] = value
    return tuple(row)


def table(*rows: tuple[str, ...]) -> RosterTable:
    """Data rows from row 2 on, under a header of row 1."""
    return RosterTable("名册.xlsx", ("名册",), "名册", 1, COLUMNS, tuple(enumerate(rows, 2)))


def known(*branches: KnownBranch, organizations: Sequence[str] = (PHARMACY, MEDICINE)) -> RosterSnapshot:
    made = tuple(KnownOrganization(at, name, organization_key(name)) for at, name in enumerate(organizations, 1))
    return RosterSnapshot(made, branches)


def branch(
    id_: int, name: str, *, organization_id: int = 1, honours: Sequence[Honour] = (), **more: object
) -> KnownBranch:
    college = (PHARMACY, MEDICINE)[organization_id - 1]
    numbered = tuple(KnownHonour(id_ * 10 + at, honour) for at, honour in enumerate(honours))
    return KnownBranch(id_, organization_id, name, (branch_key(name, college),), honours=numbered, **more)  # type: ignore[arg-type]


def fates(made: RosterPlan) -> list[Fate]:
    return [row.fate for row in made.rows]


def refusals(made: RosterPlan) -> list[tuple[int, str, str]]:
    return [(row.row, row.column, row.reason) for row in made.rows if row.fate is Fate.REFUSED]


def test_an_empty_roster_takes_everything() -> None:
    made = plan(
        RosterSnapshot(),
        table(
            cells(
                PHARMACY,
                " 教工 第１党支部",
                kind="教师",
                secretary="王　伟",
                telephone="３８３１３１１",
                members="12人",
            ),
            cells(PHARMACY, "学生党支部", honour="样板支部", level="校级", stage="培育", batch="3", begins="2024年"),
        ),
    )
    assert fates(made) == [Fate.NEW, Fate.NEW]
    assert made.organizations == (NewOrganization(PHARMACY, PHARMACY, OrganizationKind.GENERAL_BRANCH),)
    assert made.writes == (
        BranchWrite(
            None,
            PHARMACY,
            "教工第1党支部",
            "教工第1",
            {"kind": BranchKind.TEACHERS, "secretary": "王伟", "telephone": "3831311", "members": 12},
        ),
        BranchWrite(None, PHARMACY, "学生党支部", "学生", {}, new_honours=(MODEL,)),
    )
    assert made.summary().as_json() == {"added": 2, "updated": 0, "unchanged": 0, "refused": [], "near": []}


def test_before_and_after_of_what_changes_and_nothing_else_is_written() -> None:
    before = known(branch(1, "教工第一党支部", secretary="王伟", telephone="3831311", members=12))
    made = plan(before, table(cells(PHARMACY, "药学院教工一支部", secretary="李娜", members="12")))
    assert made.rows[0].changes == (Change(RosterField.SECRETARY, "王伟", "李娜"),)
    assert made.writes == (BranchWrite(1, PHARMACY, "教工第一党支部", "教工第1", {"secretary": "李娜"}),)
    assert made.organizations == ()


def test_a_blank_cell_erases_nothing() -> None:
    before = known(branch(1, "教工第一党支部", secretary="王伟", kind=BranchKind.TEACHERS, honours=[MODEL]))
    made = plan(before, table(cells(PHARMACY, "教工第一党支部", secretary="空缺", kind="—", honour="无")))
    assert (fates(made), made.writes) == ([Fate.UNCHANGED], ())


def test_a_repeated_import_changes_nothing() -> None:
    before = known(branch(1, "教工第一党支部", honours=[MODEL]))
    rows = cells(PHARMACY, "教工第一党支部", honour="党建工作样板支部", level="校", stage="培育创建", batch="第三批")
    assert fates(plan(before, table(rows))) == [Fate.UNCHANGED]


def test_an_honour_that_passed_is_changed_not_doubled() -> None:
    before = known(branch(1, "教工第一党支部", honours=[MODEL]))
    made = plan(before, table(cells(PHARMACY, "教工第一党支部", honour="样板支部", level="校级", stage="通过验收")))
    passed = Honour(MODEL.kind, MODEL.level, DesignationStage.PASSED, "第三批", "2024-01-01")
    assert made.writes[0].changed_honours == (KnownHonour(10, passed),)
    assert made.rows[0].changes == (
        Change(RosterField.HONOUR, "校级样板支部 · 培育创建（第三批）", "校级样板支部 · 通过验收（第三批）"),
    )


def test_another_batch_is_another_honour() -> None:
    before = known(branch(1, "教工第一党支部", honours=[MODEL]))
    made = plan(before, table(cells(PHARMACY, "教工第一党支部", honour="校级样板支部", stage="培育", batch="第五批")))
    assert [honour.batch for honour in made.writes[0].new_honours] == ["第五批"]
    assert (fates(made), made.writes[0].changed_honours) == ([Fate.CHANGED], ())


def test_an_honour_that_fits_several_is_refused() -> None:
    old = Honour(MODEL.kind, MODEL.level, DesignationStage.PASSED, "第一批", "2020-01-01")
    before = known(branch(1, "教工第一党支部", honours=[old, MODEL]))
    made = plan(before, table(cells(PHARMACY, "教工第一党支部", honour="校级样板支部", stage="延期")))
    assert refusals(made) == [(2, "<批次>", "该支部有几项同样的荣誉，分不清改的是哪一项")]
    assert made.writes == ()


def test_an_honour_without_a_stage_is_taken_as_passed_and_told() -> None:
    made = plan(RosterSnapshot(), table(cells(PHARMACY, "教工党支部", honour="校级样板支部")))
    assert made.writes[0].new_honours[0].stage is DesignationStage.PASSED
    assert made.rows[0].notes == ("荣誉没有写状态，按“通过验收”记",)


def test_a_further_row_adds_its_honour_or_is_a_repetition() -> None:
    model = {"honour": "样板支部", "level": "校级", "stage": "培育", "batch": "3", "begins": "2024.1.1"}
    double = {"honour": "双带头人", "level": "省级", "stage": "通过验收"}
    rows = (
        cells(PHARMACY, "教工第一党支部", secretary="王伟", **model),
        cells(PHARMACY, "教工第1党支部", secretary="王伟", **double),
        cells(PHARMACY, "教工第一党支部", secretary="王伟"),
        cells(PHARMACY, "教工一支部", telephone="3831311", **model),
    )
    fresh = plan(RosterSnapshot(), table(*rows))
    assert fates(fresh) == [Fate.NEW, Fate.NEW, Fate.REFUSED, Fate.NEW]
    assert refusals(fresh) == [(4, "<党支部>", "与本表第 2 行重复，没有新的内容")]
    assert [(row.joins, row.notes) for row in fresh.rows] == [
        (0, ()),
        (2, ("同一支部的第 2 项荣誉",)),
        (0, ()),
        (2, ("补充本表第 2 行的同一支部",)),
    ]
    assert (fresh.gains(), fresh.summary().added) == ("1 个基层党组织、1 个支部、2 项荣誉", 3)
    (write,) = fresh.writes
    assert [honour.kind for honour in write.new_honours] == ["样板支部", "双带头人"]
    assert write.values == {"secretary": "王伟", "telephone": "3831311"}

    before = known(branch(1, "教工第一党支部", secretary="王伟", honours=[MODEL]))
    assert fates(plan(before, table(*rows))) == [Fate.UNCHANGED, Fate.CHANGED, Fate.REFUSED, Fate.CHANGED]
    after = known(branch(1, "教工第一党支部", secretary="王伟", telephone="3831311", honours=write.new_honours))
    assert fates(plan(after, table(*rows))) == [Fate.UNCHANGED, Fate.UNCHANGED, Fate.REFUSED, Fate.UNCHANGED]


def test_rows_of_one_branch_that_contradict_each_other() -> None:
    made = plan(
        RosterSnapshot(),
        table(
            cells(PHARMACY, "教工党支部", secretary="王伟"),
            cells(PHARMACY, "教工党支部", secretary="李娜", honour="校级样板支部"),
        ),
    )
    assert refusals(made) == [(3, "<支部书记>", "与本表第 2 行的“王伟”不一致")]
    assert made.writes[0].values == {"secretary": "王伟"}


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        ({"kind": "临时"}, "<支部类型>", "“临时”不是支部类型（可填：教师、学生、机关、医护、离退休、联合）"),
        ({"members": "若干"}, "<党员数>", "“若干”不是人数"),
        ({"telephone": "问办公室"}, "<办公电话>", "“问办公室”不是电话号码"),
        ({"secretary": "王伟13800000000"}, "<支部书记>", "姓名里有数字"),
        ({"honour": "样板支部"}, "<级别>", "写了荣誉，没有写级别"),
        ({"honour": "样板支部", "level": "厅级"}, "<级别>", "“厅级”不是级别（可填：全国、省级、校级）"),
        ({"honour": "样板支部", "level": "校级", "stage": "很好"}, "<状态>", None),
        ({"honour": "样板支部", "level": "校级", "begins": "11月9日"}, "<有效期起>", "“11月9日”没有写明年份"),
        ({"honour": "先进", "level": "校级"}, "<荣誉>", None),
    ],
)
def test_a_faulty_cell_is_named_and_the_other_rows_are_taken(
    wrong: Mapping[str, str], column: str, reason: str | None
) -> None:
    made = plan(RosterSnapshot(), table(cells(PHARMACY, "教工党支部", **wrong), cells(PHARMACY, "学生党支部")))
    ((row, found, why),) = refusals(made)
    assert (row, found) == (2, column)
    assert reason in (None, why)
    assert [write.name for write in made.writes] == ["学生党支部"]
    assert made.rows[0].todo


def test_blank_names_are_refused() -> None:
    made = plan(
        RosterSnapshot(), table(cells("", "教工党支部"), cells(PHARMACY, "", secretary="王伟"), cells("　", "甲"))
    )
    assert refusals(made) == [
        (2, "<基层党组织>", "基层党组织空着"),
        (3, "<党支部>", "党支部名称空着"),
        (4, "<基层党组织>", "基层党组织空着"),
    ]
    assert (made.organizations, made.writes) == ((), ())


def test_an_organisation_of_refused_rows_alone_is_not_made() -> None:
    made = plan(RosterSnapshot(), table(cells(PHARMACY, "教工党支部", honour="样板支部")))
    assert (fates(made), made.organizations, made.writes) == ([Fate.REFUSED], (), ())


def test_private_mobiles_stay_out_unless_told() -> None:
    row = table(cells(PHARMACY, "教工党支部", telephone="3831311、13800000000"))
    kept_out = plan(RosterSnapshot(), row)
    assert kept_out.writes[0].values == {"telephone": "3831311"}
    assert kept_out.rows[0].notes[0].startswith("电话像是私人手机号，没有录入")
    told = plan(RosterSnapshot(), row, keep_mobiles=True)
    assert told.writes[0].values == {"telephone": "3831311、13800000000"}


def test_a_near_branch_is_held_back_until_the_clerk_answers() -> None:
    before = known(branch(1, "人体解剖学教研室党支部", organization_id=2))
    row = table(cells(MEDICINE, "人体解剖教研室党支部", secretary="王伟"))
    held = plan(before, row)
    assert (fates(held), held.writes) == ([Fate.NEAR], ())
    assert held.summary().as_json()["near"] == [
        {"row": 2, "name": "人体解剖教研室党支部", "like": "人体解剖学教研室党支部"}
    ]

    same = plan(before, row, decisions={2: Decision(branch=Answer.SAME)})
    assert same.writes == (
        BranchWrite(
            1,
            MEDICINE,
            "人体解剖学教研室党支部",
            "人体解剖学教研室",
            {"secretary": "王伟"},
            spellings=(("人体解剖教研室党支部", "人体解剖教研室"),),
        ),
    )
    assert fates(same) == [Fate.CHANGED]
    renamed = plan(before, row, decisions={2: Decision(branch=Answer.RENAMED)})
    assert (renamed.writes[0].name, renamed.writes[0].renamed) == ("人体解剖教研室党支部", True)
    other = plan(before, row, decisions={2: Decision(branch=Answer.DIFFERENT)})
    assert (other.writes[0].branch_id, other.writes[0].name) == (None, "人体解剖教研室党支部")


def test_an_alias_is_the_branch() -> None:
    before = known(KnownBranch(1, 1, "教工第一党支部", ("教工第1", "教职工第1")))
    assert fates(plan(before, table(cells(PHARMACY, "教职工第一党支部")))) == [Fate.UNCHANGED]


def test_near_within_the_file_itself() -> None:
    rows = (cells(PHARMACY, "教工第一党支部"), cells(PHARMACY, "教职工第一党支部", secretary="王伟"))
    made = plan(RosterSnapshot(), table(*rows))
    assert fates(made) == [Fate.NEW, Fate.NEAR]
    assert made.rows[1].reason.startswith("与本表第 2 行的“教工第一党支部”相近")
    same = plan(RosterSnapshot(), table(*rows), decisions={3: Decision(branch=Answer.SAME)})
    assert fates(same) == [Fate.NEW, Fate.NEW]
    (write,) = same.writes
    assert (write.name, write.values, write.spellings) == (
        "教工第一党支部",
        {"secretary": "王伟"},
        (("教职工第一党支部", "教职工第1"),),
    )


def test_loose_likeness_counts_only_against_a_branch_the_file_leaves_out() -> None:
    before = known(branch(1, "口腔内科教研室党支部"))
    asked = plan(before, table(cells(PHARMACY, "口腔外科教研室党支部")))
    assert fates(asked) == [Fate.NEAR]
    both = plan(before, table(cells(PHARMACY, "口腔外科教研室党支部"), cells(PHARMACY, "口腔内科教研室党支部")))
    assert fates(both) == [Fate.NEW, Fate.UNCHANGED]


def test_different_ordinals_are_never_near() -> None:
    before = known(branch(1, "教工第一党支部"))
    assert fates(plan(before, table(cells(PHARMACY, "教工第二党支部")))) == [Fate.NEW]


def test_a_former_name_in_brackets_asks_for_the_renaming() -> None:
    before = known(branch(1, "遗传学教研室党支部", organization_id=2))
    row = table(cells(MEDICINE, "医学遗传与优生教研室党支部（原遗传学教研室党支部）"))
    assert (fates(plan(before, row)), plan(before, row).rows[0].like) == ([Fate.NEAR], "遗传学教研室党支部")
    renamed = plan(before, row, decisions={2: Decision(branch=Answer.RENAMED)})
    assert (renamed.writes[0].branch_id, renamed.writes[0].name) == (1, "医学遗传与优生教研室党支部")
    assert renamed.rows[0].changes == (Change(RosterField.BRANCH, "遗传学教研室党支部", "医学遗传与优生教研室党支部"),)


def test_a_branch_that_turns_up_elsewhere_may_have_moved() -> None:
    before = known(branch(1, "药物化学教研室党支部"))
    row = table(cells(MEDICINE, "药物化学教研室党支部"))
    held = plan(before, row)
    assert (fates(held), held.rows[0].reason) == (
        [Fate.NEAR],
        "与“药学院党总支”的“药物化学教研室党支部”相近，不知道是不是同一个支部",
    )
    moved = plan(before, row, decisions={2: Decision(branch=Answer.SAME)})
    assert (moved.writes[0].branch_id, moved.writes[0].organization_key, moved.writes[0].moves) == (1, MEDICINE, True)


def test_a_near_organisation_is_asked_once_for_all_its_rows() -> None:
    before = known(branch(1, "教工第一党支部"))
    rows = (cells("药学院党委", "教工第一党支部"), cells("药学院 党委", "教工第二党支部"))
    held = plan(before, table(*rows))
    assert fates(held) == [Fate.NEAR, Fate.NEAR]
    assert [(row.near_name, row.like, row.near_field) for row in held.rows] == [
        ("药学院党委", PHARMACY, RosterField.ORGANIZATION)
    ] * 2
    same = plan(before, table(*rows), decisions={2: Decision(organization=Answer.SAME)})
    assert fates(same) == [Fate.UNCHANGED, Fate.NEW]
    assert same.organizations == ()
    new = plan(before, table(*rows), decisions={3: Decision(organization=Answer.DIFFERENT)})
    assert [one.name for one in new.organizations] == ["药学院党委"]


def test_a_closed_branch_is_refused() -> None:
    before = known(branch(1, "教工第一党支部", closed_on="2024-05-01"))
    made = plan(before, table(cells(PHARMACY, "教工一支部")))
    assert refusals(made) == [(2, "<党支部>", "“教工第一党支部”已于 2024-05-01 撤销")]


def test_the_same_name_in_two_organisations_is_two_branches() -> None:
    made = plan(RosterSnapshot(), table(cells(PHARMACY, "教工第一党支部"), cells(MEDICINE, "教工第一党支部")))
    assert fates(made) == [Fate.NEW, Fate.NEW]


def test_what_may_not_be_applied() -> None:
    good, bad = cells(PHARMACY, "教工党支部"), cells("", "学生党支部")
    assert plan(RosterSnapshot(), table(good)).blocked(strict=True) == ""
    assert plan(RosterSnapshot(), table(good, bad)).blocked() == ""
    assert plan(RosterSnapshot(), table(good, bad)).blocked(strict=True) == "有 1 行不能导入，按要求整份不导入。"
    assert plan(RosterSnapshot(), table(bad)).blocked() == "没有一行可以导入。"
    assert plan(RosterSnapshot(), table()).blocked() == "表中没有数据行。"


def test_a_table_without_the_needed_column() -> None:
    lacking = RosterTable("名册.xlsx", ("名册",), "名册", 3, COLUMNS[1:], ())
    with pytest.raises(RuleBroken) as refused:
        plan(RosterSnapshot(), lacking)
    assert refused.value.what == "“名册.xlsx”的工作表“名册”第 3 行表头里没有找到“基层党组织”一列。"


def test_a_list_of_another_kind_is_no_roster() -> None:
    headers = ("基层党组织", "党支部", "专家", "评审意见", "备注")
    columns = tuple(RosterColumn(at, chr(65 + at), header, field_of(header)) for at, header in enumerate(headers))
    with pytest.raises(RuleBroken) as refused:
        plan(RosterSnapshot(), RosterTable("评分.xlsx", ("评分",), "评分", 1, columns, ()))
    assert refused.value.what == "“评分.xlsx”的工作表“评分”里有“专家”、“评审意见”，这像是评分表，不是支部名册。"
    one_of_them = (*columns[:2], columns[3])
    assert plan(RosterSnapshot(), RosterTable("名册.xlsx", ("名册",), "名册", 1, one_of_them, ())).rows == ()


def test_what_a_row_was_read_as() -> None:
    row = cells(
        PHARMACY,
        "教工党支部",
        secretary="王　伟",
        members="15人",
        honour="党建工作样板支部",
        level="省级",
        batch="4",
        begins="2024.11.9",
        ends="2026年11月8日",
    )
    assert understood(row, keep_mobiles=False) == {
        RosterField.SECRETARY: "王伟",
        RosterField.MEMBERS: "15",
        RosterField.HONOUR: "样板支部",
        RosterField.LEVEL: "省级",
        RosterField.BATCH: "第四批",
        RosterField.VALID_FROM: "2024-11-09",
        RosterField.VALID_TO: "2026-11-08",
    }
