"""专家名册 and 申报汇总 as they come: sheet, header and columns are found, the rows below are data or told."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_app.readers.lists import read_list
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.list_headers import APPLICATION_HEADINGS, EXPERT_HEADINGS
from desktop_app.shapes.applications_import import ApplicationField as A
from desktop_app.shapes.experts import ExpertField as E

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


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


def test_the_sample_experts() -> None:
    table = read_list(SAMPLE / "专家名册.xlsx", EXPERT_HEADINGS)
    assert (table.header_row, len(table.rows), table.told) == (1, 9, ())
    assert table.rows[1] == (
        3,
        {
            E.NAME: "王伟",
            E.TITLE: "研究员",
            E.UNIT: "示例省社会科学研究院",
            E.ORGANIZATION: "",
            E.EXPERTISE: "党的建设",
        },
    )


def test_the_sample_applications_stand_below_a_title() -> None:
    table = read_list(SAMPLE / "申报汇总.xlsx", APPLICATION_HEADINGS)
    assert (table.header_row, len(table.rows), table.told) == (2, 86, ("没有用到的列：E 列“支部书记”。",))
    assert table.rows[0][1] == {
        A.ORGANIZATION: "基础医学院党委",
        A.BRANCH: "人体解剖学教研室党支部",
        A.BRAND: "无语良师",
        A.CONTACT: "高春岩",
        A.TELEPHONE: "3831312",
    }


def test_merged_cells_totals_notes_and_a_second_sheet(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "汇总.xlsx",
        ("说明", [["请各单位如实填写"]], []),
        (
            "汇总",
            [
                ["药学院申报情况"],
                ["序号", "所属党委（总支）", "申 报 支 部", "项目名称", "手机号", "排序"],
                [1, "药学院党总支", "教工第一党支部", "药香校园", "13800000000", 1],
                [2, None, "教工第二党支部", "药香满园", "", 2],
                [3],
                ["合计", None, None, 2],
                ["注：按推荐顺序排列"],
            ],
            ["B3:B4"],
        ),
    )
    table = read_list(path, APPLICATION_HEADINGS)
    assert [(row, cells[A.ORGANIZATION], cells[A.BRANCH], cells[A.BRAND]) for row, cells in table.rows] == [
        (3, "药学院党总支", "教工第一党支部", "药香校园"),
        (4, "药学院党总支", "教工第二党支部", "药香满园"),
    ]
    assert table.header(A.ORGANIZATION) == "所属党委（总支）"
    assert table.told == (
        "只读工作表“汇总”，没有读“说明”。",
        "E 列“手机号”是个人信息，没有读入。",
        "没有用到的列：F 列“排序”。",
        "第 6 行是合计，没有当作数据。",
        "第 7 行是表下的说明（注：按推荐顺序排列），没有当作数据。",
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_header_words_in_their_variants(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "专家.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        rows = [["专家姓名", "单 位", "党委(党总支)", "研究方向", "职务/职称"], ["欧阳䶮", "某校", "", "党建", "教授"]]
        csv.writer(file).writerows(rows)
    (row,) = read_list(path, EXPERT_HEADINGS).rows
    assert row == (2, {E.NAME: "欧阳䶮", E.UNIT: "某校", E.ORGANIZATION: "", E.EXPERTISE: "党建", E.TITLE: "教授"})


def test_another_kind_of_list_is_refused_with_what_it_lacks() -> None:
    with pytest.raises(RuleBroken, match="没有找到“姓名”一列，不像是专家名册"):
        read_list(SAMPLE / "支部名册.xlsx", EXPERT_HEADINGS)
    with pytest.raises(RuleBroken, match="没有找到“党支部”、“品牌名称”一列，不像是申报汇总"):
        read_list(SAMPLE / "专家名册.xlsx", APPLICATION_HEADINGS)


@pytest.mark.parametrize(
    ("name", "headings", "told"),
    [
        ("评分.xlsx", EXPERT_HEADINGS, "里有“品牌名称”、“合计”、“评审意见”，不是专家名册"),
        ("评分.xlsx", APPLICATION_HEADINGS, "里有“专家”、“评审意见”，不是申报汇总"),
        ("收件记录.xlsx", APPLICATION_HEADINGS, "里有“来访序号”、“收件时间”，不是申报汇总"),
    ],
)
def test_a_list_that_has_every_column_and_foreign_ones_is_refused(name, headings, told) -> None:
    with pytest.raises(RuleBroken, match=told):
        read_list(SAMPLE / name, headings)


def test_an_organisations_own_order_is_not_foreign(tmp_path: Path) -> None:
    file = tmp_path / "汇总.csv"
    file.write_text("排名,党支部,品牌名称,推荐意见\n1,教工第一党支部,药香校园,同意\n", encoding="utf-8")
    assert len(read_list(file, APPLICATION_HEADINGS).rows) == 1


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="没有内容"):
        read_list(workbook(tmp_path / "空.xlsx", ("甲", [], [])), EXPERT_HEADINGS)
