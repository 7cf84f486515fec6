"""A roster as it comes: the sheet, the header and the columns are proposed, and the rows below are data or told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_app.readers.roster import propose
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.roster import plan
from desktop_app.shapes.roster_import import Fate, RosterField, RosterSnapshot, RosterTable

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
HERE = Path(__file__).parent
HEADER = ["序号", "所 属 党 委（总支）", "党支部名称", "党员\n人数", "支部书记", "身份证号", "手机", "备注"]


def workbook(path: Path, *sheets: tuple[str, Sequence[Sequence[object]], Sequence[str]]) -> Path:
    """Sheets as (name, rows, merged ranges)."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows, merged in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
        for cells in merged:
            page.merge_cells(cells)
    book.save(path)
    return path


def named(table: RosterTable) -> list[tuple[int, str, str]]:
    return [(row, cells[0], cells[1]) for row, cells in table.rows]


def test_title_merged_cells_notes_totals_and_personal_columns(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "名册.xlsx",
        ("说明", [["填表说明"], ["1.请如实填写"]], []),
        (
            "名册",
            [
                ["示例医科大学党支部名册"],
                ["填报单位：组织科"],
                HEADER,
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
                [1, "药学院党总支", "教工第一党支部", 12, "王　伟", "000000000000000000", "13800000000", "无"],
                [2, None, "教工第二党支部", 9],
                [None],
                HEADER,
                [3, "基础医学院党委", "机能实验室党支部", 7],
                [4, None, "形态实验室党支部", 7],
                [5],
                ["合计", None, None, 35],
                ["注：1.本表由各基层党委报送。"],
                ["　　2.请于五日内报送。"],
                [None, "填表人：周喆", None, None, "审核人：沈一禾"],
            ],
            ["A1:H1", "B5:B6"],
        ),
    )
    table = propose(path)
    assert (table.sheet, table.header_row, table.sheets) == ("名册", 3, ("说明", "名册"))
    assert named(table) == [
        (5, "药学院党总支", "教工第一党支部"),
        (6, "药学院党总支", "教工第二党支部"),
        (9, "基础医学院党委", "机能实验室党支部"),
        (10, "", "形态实验室党支部"),  # blank and not merged: the plan refuses it
    ]
    assert table.rows[0][1] == ("药学院党总支", "教工第一党支部", "", "王　伟", "", "12", *[""] * 7)
    assert table.told == (
        "只读工作表“名册”，没有读“说明”。",
        "F 列“身份证号”是个人信息，没有读入。",
        "G 列“手机”是个人信息，没有读入。",
        "第 4 行是栏目编号，没有当作数据。",
        "第 8 行是重复的表头，没有当作数据。",
        "第 12 行是合计，没有当作数据。",
        "第 13 行是表下的说明（注：1.本表由各基层党委…），没有当作数据。",
        "第 14 行是表下的说明（2.请于五日内报送。），没有当作数据。",
        "第 15 行是表下的说明（填表人：周喆），没有当作数据。",
    )


def test_columns_in_any_order_and_a_header_over_two_rows(tmp_path: Path) -> None:
    rows = [
        ["党支部", "荣誉", "", "所属党组织", "有效期", "爱好"],
        ["", "荣誉名称", "级别", "", "", ""],
        ["教工党支部", "样板支部", "校级", "药学院党委", "2021.9—2024.9", "围棋"],
    ]
    table = propose(workbook(tmp_path / "a.xlsx", ("表", rows, ["A1:A2", "B1:C1", "D1:D2", "E1:E2"])))
    assert table.header_row == 2
    fields = [column.field for column in table.columns]
    assert fields == [
        RosterField.BRANCH,
        RosterField.HONOUR,
        RosterField.LEVEL,
        RosterField.ORGANIZATION,
        RosterField.VALIDITY,
        None,
    ]
    assert table.rows == (
        (3, ("药学院党委", "教工党支部", *[""] * 4, "样板支部", "校级", "", "", "", "", "2021.9—2024.9")),
    )


def test_what_is_proposed_can_be_overridden(tmp_path: Path) -> None:
    rows = [["单位名", "名字"], ["药学院党委", "教工党支部"]]
    path = workbook(tmp_path / "a.xlsx", ("一", [["x"], ["党委", "党支部"], ["甲党委", "乙"]], []), ("二", rows, []))
    assert named(propose(path)) == [(3, "甲党委", "乙")]
    mapping = {0: RosterField.ORGANIZATION, 1: RosterField.BRANCH}
    chosen = propose(path, sheet="二", header_row=1, mapping=mapping)
    assert named(chosen) == [(2, "药学院党委", "教工党支部")]
    with pytest.raises(RuleBroken, match="没有工作表“三”"):
        propose(path, sheet="三")
    with pytest.raises(RuleBroken, match="没有第 9 行"):
        propose(path, header_row=9)


def test_a_personal_column_is_not_read_even_when_it_is_mapped(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("一", [["党委", "党支部", "手机"], ["甲党委", "乙", "13800000000"]], []))
    mapping = {0: RosterField.ORGANIZATION, 1: RosterField.BRANCH, 2: RosterField.TELEPHONE}
    assert propose(path, mapping=mapping).rows == ((2, ("甲党委", "乙", *[""] * 11)),)


def test_section_titles_are_told_and_personal_cells_are_not(tmp_path: Path) -> None:
    rows = [
        ["党委", "党支部", "身份证号"],
        ["一、药学院"],
        ["药学院党委", "教工党支部"],
        [None, None, "0" * 18],
        ["共1个支部"],
    ]
    table = propose(workbook(tmp_path / "a.xlsx", ("一", rows, ["A2:C2"])))
    assert named(table) == [(3, "药学院党委", "教工党支部")]
    assert table.told == (
        "C 列“身份证号”是个人信息，没有读入。",
        "第 2 行只有“一、药学院”，没有当作数据。",
        "第 5 行只有“共1个支部”，没有当作数据。",
    )


def test_hidden_sheets_and_rows_are_told(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows = [["党委", "党支部"], ["甲党委", "乙"], ["甲党委", "丙"]]
    path = workbook(tmp_path / "a.xlsx", ("旧", [*rows, ["甲党委", "丁"]], []), ("新", rows, []))
    book = load_workbook(path)
    book["旧"].sheet_state = "hidden"
    book["新"].row_dimensions[3].hidden = True
    book.active = 1
    book.save(path)
    table = propose(path)
    assert (table.sheet, len(table.rows)) == ("新", 2)
    assert table.told == ("只读工作表“新”，没有读“旧”。", "第 3 行在 WPS 里被隐藏，照常读入。")


def test_an_old_workbook_with_merged_cells() -> None:
    assert named(propose(HERE / "rosters" / "merged.xls")) == [
        (3, "药学院党总支", "教工第一党支部"),
        (4, "药学院党总支", "教工第二党支部"),
        (5, "基础医学院党委", "机能实验室党支部"),
    ]


def test_a_file_without_cells_and_one_without_a_roster(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="没有内容"):
        propose(workbook(tmp_path / "a.xlsx", ("一", [], [])))
    table = propose(workbook(tmp_path / "b.xlsx", ("一", [["姓名", "年龄"], ["甲", 3]], [])))
    with pytest.raises(RuleBroken, match="没有找到“基层党组织”一列"):
        plan(RosterSnapshot(), table)


def test_the_sample_roster_is_taken_whole() -> None:
    made = plan(RosterSnapshot(), propose(SAMPLE / "支部名册.xlsx"))
    summary = made.summary()
    assert (summary.added, summary.refused, summary.near) == (273, (), ())
    assert (len(made.organizations), len(made.writes)) == (24, 268)
    assert any("第 54 行在 WPS 里被隐藏" in told for told in made.told)


@pytest.mark.parametrize("name", ["支部名册-补充.csv", "支部名册-补充.xls"])
def test_the_sample_supplement_alone(name: str) -> None:
    table = propose(SAMPLE / name)
    made = plan(RosterSnapshot(), table)
    rows = {row.branch: row for row in made.rows}
    assert rows["动物实验管理党支部"].column == "所属党委(总支)"
    assert (rows["内科第二党支部"].fate, rows["内科第二党支部"].column) == (Fate.REFUSED, "级别")
    assert rows["大学外语部党支部"].notes
    assert "贺䶮" in [write.values.get("secretary") for write in made.writes]
    assert "0" * 18 not in str(table.rows)
