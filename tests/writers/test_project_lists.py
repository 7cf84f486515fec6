"""名单 and 参与情况 as papers and workbooks: what stands where, and what each file looks like when read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.official import Band, OfficialLook, OfficialTable, Paragraph, Script, SignOff, Title, Words
from desktop_app.shapes.participation import Part, Participation, ParticipationRow
from desktop_app.shapes.project_lists import ListChoice, ListColumn, ListKind, ListLine, ListOrder, ProjectList
from desktop_app.writers.docx import official as docx
from desktop_app.writers.official_lists import official_columns, official_list, title_lines
from desktop_app.writers.official_participation import official_participation
from desktop_app.writers.pdf import official as pdf
from desktop_app.writers.xlsx.participation import write_participation
from desktop_app.writers.xlsx.project_lists import write_project_list

OFFICE = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "dzb@example.edu.cn")
LINES = (
    ListLine(
        "ZBPP-2025-031", "药学院党总支", "“王明艳”党支部", "教师", "=药香校园", "王𬱖", "校级样板 · 培育", "未入选"
    ),
    ListLine("ZBPP-2025-044", "药学院党总支", "学生党支部", "学生", "杏林薪火", "䶮堃", "", "未入选"),
    ListLine("ZBPP-2025-032", "护理学院党委", "教工党支部", "教师", "提灯人", "才让·卓玛措", "", "未入选"),
)
LISTED = ProjectList(
    ListKind.ESTABLISHED,
    OFFICE,
    "2025 年批次",
    2025,
    ListChoice(),
    LINES,
    datetime(2025, 10, 10, 17, 31),
    OfficialLook(),
)
HEAD = ("序号", "申报编号", "基层党组织", "党支部", "品牌名称", "负责人")
WORDS = "校级样板支部 · 培育创建（第三批）"
TAKEN = Participation(
    OFFICE,
    "2025 年批次",
    2025,
    "2025-09-12",
    (
        ParticipationRow(
            *("药学院党总支", "学生党支部", WORDS, "校级样板 · 培育", "ZBPP-2025-031", "药香校园", "已立项"),
            Part.ESTABLISHED,
        ),
        ParticipationRow("药学院党总支", "教工党支部", WORDS, "校级样板 · 培育", "", "", "", Part.MISSING),
        ParticipationRow("护理学院党委", "教工党支部", WORDS, "校级样板", "", "", "", Part.EXEMPT, "经办人认定：换届"),
    ),
    datetime(2025, 10, 10, 17, 31),
    OfficialLook(),
)


def blocks(papers):
    (paper,) = papers.papers
    return paper.blocks


def text(*words):
    return tuple((Words(each, Script.TITLE),) for each in words)


def test_a_public_list_is_title_sum_table_and_signature():
    title, said, table, sign = blocks(official_list(LISTED))
    assert title == Title(text("示例医科大学2025年“一支部一特色”", "支部党建品牌立项名单"))
    assert said == Paragraph((Words("共 3 项，排名不分先后。"),))
    assert tuple(column.title for column in table.columns) == HEAD
    assert table.rows[2] == ("3", "ZBPP-2025-032", "护理学院党委", "教工党支部", "提灯人", "才让·卓玛措")
    assert sign == SignOff((Words("示例医科大学党委组织部"),), (Words("2025年10月10日"),))


def test_grouped_the_organization_stands_over_its_rows_and_numbers_run_on():
    grouped = replace(LISTED, choice=ListChoice(order=ListOrder.ORGANIZATION))
    table = blocks(official_list(grouped))[2]
    assert tuple(column.title for column in table.columns) == tuple(each for each in HEAD if each != "基层党组织")
    assert table.rows == (
        Band("药学院党总支（2 项）"),
        ("1", "ZBPP-2025-031", "“王明艳”党支部", "=药香校园", "王𬱖"),
        ("2", "ZBPP-2025-044", "学生党支部", "杏林薪火", "䶮堃"),
        Band("护理学院党委（1 项）"),
        ("3", "ZBPP-2025-032", "教工党支部", "提灯人", "才让·卓玛措"),
    )


def test_a_list_that_stays_inside_says_so_and_bears_no_signature():
    mark, _, _, table, said = blocks(official_list(replace(LISTED, kind=ListKind.NOT_SELECTED)))
    assert mark == Paragraph((Words("内部资料　不得公开", Script.HEI),))
    assert (table.columns[-1].title, table.rows[0][-1]) == ("情况", "未入选")
    assert said == Paragraph((Words("截至 2025年10月10日 17:31，供党委组织部内部使用。"),))


def test_an_empty_list_is_a_paper_that_says_why():
    empty = replace(LISTED, lines=(), empty="还没有已立项的项目。")
    assert [type(each) for each in blocks(official_list(empty))] == [Title, Paragraph, SignOff]
    assert blocks(official_list(empty))[1] == Paragraph((Words("还没有已立项的项目。"),))


def test_a_long_school_stands_on_a_line_of_its_own():
    assert title_lines("示例中医药大学第一临床医学院", 2025, "立项名单") == (
        "示例中医药大学第一临床医学院",
        "2025年“一支部一特色”",
        "支部党建品牌立项名单",
    )


@pytest.mark.parametrize("titles", [HEAD, tuple(ListColumn), ("申报编号",), ("党支部", "品牌名称"), (*HEAD, "情况")])
def test_a_number_has_room_to_stand_on_one_line_whatever_stands_beside_it(titles):
    columns = {each.title: each.share for each in official_columns(titles)}
    whole = sum(columns.values())
    assert tuple(columns) == titles
    assert all(share > 0 for share in columns.values())
    assert columns.get("申报编号", whole) / whole >= 0.155
    assert columns.get("序号", whole) / whole >= 0.058


@pytest.mark.parametrize("order", ListOrder)
def test_the_paper_is_written_in_both_formats_with_every_row(tmp_path, pdf_text, order):
    papers = official_list(replace(LISTED, choice=ListChoice(tuple(ListColumn), order)))
    pdf.write_official(papers, tmp_path / "名单.pdf")
    docx.write_official(papers, tmp_path / "名单.docx")
    import docx as python_docx

    table = python_docx.Document(str(tmp_path / "名单.docx")).tables[0]
    words = "".join(cell.text for row in table.rows for cell in row.cells)
    found = pdf_text(tmp_path / "名单.pdf")
    for line in LINES:
        for each in (line.number, line.branch, line.brand, line.head):
            assert each in words
            assert each in found


def test_the_workbook_has_the_columns_that_were_chosen(tmp_path):
    chosen = ListChoice((ListColumn.PLACE, ListColumn.BRANCH, ListColumn.HONOURS), ListOrder.NUMBER)
    write_project_list(replace(LISTED, choice=chosen), tmp_path / "名单.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "名单.xlsx").active
    assert [[cell.value for cell in sheet[number]] for number in range(3, 7)] == [
        ["序号", "党支部", "荣誉"],
        [1, "“王明艳”党支部", "校级样板 · 培育"],
        [2, "学生党支部", None],
        [3, "教工党支部", None],
    ]
    assert sheet["A8"].value == "共 3 项，排名不分先后。"


def test_grouped_the_workbook_keeps_the_organization_as_a_column(tmp_path):
    chosen = ListChoice((ListColumn.BRANCH,), ListOrder.ORGANIZATION)
    write_project_list(replace(LISTED, choice=chosen), tmp_path / "名单.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "名单.xlsx").active
    assert [cell.value for cell in sheet[3]] == ["基层党组织", "党支部"]


def test_the_workbook_of_a_list_that_stays_inside_says_so(tmp_path):
    write_project_list(replace(LISTED, kind=ListKind.NOT_SELECTED), tmp_path / "名单.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "名单.xlsx").active
    assert "内部资料　不得公开" in sheet["A2"].value
    assert [cell.value for cell in sheet[3]][-1] == "情况"


def test_participation_stands_under_the_sums_of_each_organization():
    title, said, table, _ = blocks(official_participation(TAKEN))
    assert title.lines[-1][0].text == "支部党建品牌应报支部参与情况"
    assert said.words[0].text == (
        "截至2025年10月10日，应报 2，参加 1（已立项 1），未申报 1，认定不必申报 1。"
        "应报以申报截止日（2025年9月12日）在有效期内的荣誉为准。"
    )
    assert isinstance(table, OfficialTable)
    assert table.rows == (
        Band("药学院党总支：应报 2，参加 1（已立项 1），未申报 1"),
        ("1", "学生党支部", "校级样板 · 培育", "ZBPP-2025-031", "药香校园", "已立项"),
        ("2", "教工党支部", "校级样板 · 培育", "", "", "未申报"),
        Band("护理学院党委：应报 0，参加 0，认定不必申报 1"),
        ("3", "教工党支部", "校级样板", "", "", "认定不必申报。经办人认定：换届"),
    )


def test_participation_as_a_workbook_has_the_sums_on_a_second_sheet(tmp_path):
    write_participation(TAKEN, tmp_path / "参与.xlsx")
    rows, sums = openpyxl.load_workbook(tmp_path / "参与.xlsx").worksheets
    assert [cell.value for cell in rows[4]] == [
        *(1, "药学院党总支", "学生党支部", WORDS, "是", "ZBPP-2025-031", "药香校园", "已立项", "已立项", None),
    ]
    assert [[cell.value for cell in sums[number]] for number in range(3, 7)] == [
        ["基层党组织", "应报", "参加", "已立项", "结果未定", "未入选或未立项", "撤回等", "未申报", "认定不必申报"],
        ["药学院党总支", 2, 1, 1, 0, 0, 0, 1, 0],
        ["护理学院党委", 0, 0, 0, 0, 0, 0, 0, 1],
        ["合计", 2, 1, 1, 0, 0, 0, 1, 1],
    ]
    write_participation(TAKEN, tmp_path / "又.xlsx")
    assert (tmp_path / "参与.xlsx").read_bytes() == (tmp_path / "又.xlsx").read_bytes()
