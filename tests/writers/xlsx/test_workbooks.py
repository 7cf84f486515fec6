"""Workbooks read back: real dates and numbers, text that stays text, a sheet that prints on A4."""

from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from desktop_app.writers.xlsx.missing_branches import write_missing_branches
from desktop_app.writers.xlsx.receiving_register import write_receiving_register


@pytest.fixture
def register_sheet(made, tmp_path):
    write_receiving_register(made.register, tmp_path / "登记表.xlsx")
    return openpyxl.load_workbook(tmp_path / "登记表.xlsx").active


def values(sheet, row):
    return [cell.value for cell in sheet[row]]


def test_the_register_has_real_dates_and_numbers(register_sheet):
    assert " ".join(values(register_sheet, 3)) == (
        "序号 收件时间 收件号 申报编号 基层党组织 党支部 品牌名称 份数 盖章 签字 完整 "
        "电子版 状态 逾期 送件人 经手人 备注"
    )
    assert values(register_sheet, 4) == [
        1,
        datetime(2023, 11, 9, 10, 20),
        "SJ-2023-0072",
        "ZBPP-2023-022",
        "第一临床学院党委",
        "临床医学系第一党支部",
        "杏林薪火",
        5,
        5,
        4,
        5,
        datetime(2023, 11, 8, 16, 12),
        "待补正",
        None,
        "许堃",
        "周喆",
        None,
    ]
    assert register_sheet["B4"].number_format == "yyyy-mm-dd hh:mm"
    assert register_sheet["L7"].value == "未到"


@pytest.mark.parametrize("text", ["=1+1", "+8613800000000", "-1", "@SUM(1)", '=HYPERLINK("x")', "003831311"])
def test_text_is_never_a_formula_nor_a_number(made, tmp_path, text):
    rows = (replace(made.row, brand=text),)
    write_receiving_register(replace(made.register, rows=rows), tmp_path / "登记表.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "登记表.xlsx").active["G4"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert cell.quotePrefix == (text[0] in "=+-@")


def test_what_a_workbook_cannot_hold_is_left_out(made, tmp_path):
    rows = (replace(made.row, brand="杏\x00林\x0b\n薪\ud800火", submitter="𬱖"),)
    write_receiving_register(replace(made.register, rows=rows), tmp_path / "登记表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "登记表.xlsx").active
    assert (sheet["G4"].value, sheet["O4"].value) == ("杏林 薪火", "𬱖")


def test_the_sheet_is_frozen_filtered_and_prints_on_one_width(register_sheet):
    assert register_sheet.freeze_panes == "A4"
    assert register_sheet.auto_filter.ref == "A3:Q7"
    assert register_sheet.print_title_rows == "$3:$3"
    setup = register_sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    assert register_sheet.sheet_properties.pageSetUpPr.fitToPage
    assert register_sheet.oddFooter.right.text == "第 &P 页 共 &N 页"
    assert register_sheet["A9"].value.startswith("合计：收件 1 次，登记 3 条")


def test_a_void_row_is_struck(register_sheet):
    assert register_sheet["M7"].value == "作废"
    assert [register_sheet.cell(row, 3).font.strike for row in (4, 7)] == [None, True]


def test_columns_are_as_wide_as_their_chinese_text(made, register_sheet):
    assert register_sheet.column_dimensions["F"].width == 2 * len("临床医学系第一党支部") + 1
    assert register_sheet.column_dimensions["C"].width == len("SJ-2023-0072") + 1


def test_the_chase_list_names_the_organization_in_every_row(made, tmp_path):
    write_missing_branches(made.missing, tmp_path / "名单.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "名单.xlsx").active
    assert sheet["A1"].value == "应报未报名单"
    assert [values(sheet, row) for row in range(3, 7)] == [
        ["序号", "基层党组织", "联系电话", "党支部", "应报依据", "支部书记"],
        [1, "第一临床学院党委", "3831425", "医技第六党支部", "校级样板支部（培育创建，第三批）", "王𬱖"],
        [2, "第一临床学院党委", "3831425", "教工第一党支部", "省级样板支部（通过验收，第一批）", None],
        [3, "护理学院党总支", None, "学生党支部", "校级样板支部（延期，第二批）", "䶮堃"],
    ]


def test_the_same_list_is_the_same_file(made, tmp_path):
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_missing_branches(made.missing, first)
    write_missing_branches(made.missing, second)
    assert first.read_bytes() == second.read_bytes()
    about = openpyxl.load_workbook(first).properties
    assert (about.title, about.creator, about.lastModifiedBy) == (
        "应报未报名单",
        "示例医科大学党委组织部组织科",
        "示例医科大学党委组织部组织科",
    )
    assert about.created == about.modified == datetime(2023, 11, 9, 9, 0)


def test_a_list_of_nobody_is_still_a_whole_sheet(made, tmp_path):
    write_missing_branches(replace(made.missing, groups=()), tmp_path / "名单.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "名单.xlsx").active
    assert sheet.auto_filter.ref == "A3:F4"
    assert sheet["A5"].value == "截至 2023年11月9日 09:00，应报党支部 41 个，均已申报。"
