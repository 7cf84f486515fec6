"""立项名单 read back from both formats."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

import openpyxl

from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.establishment import EstablishedList, ListedProject
from desktop_app.writers.pdf import listed_projects as pdf
from desktop_app.writers.xlsx import listed_projects as xlsx

OFFICE = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "dzb@example.edu.cn")
ROWS = (
    ListedProject("ZBPP-2025-031", "药学院党总支", "“王明艳”党支部", "=药香校园", "王𬱖"),
    ListedProject("ZBPP-2025-044", "第一临床学院党委", "医技第六党支部", "杏林薪火", "䶮堃"),
)
LIST = EstablishedList(OFFICE, "2025 年批次", ROWS, datetime(2025, 10, 10, 17, 31))
HEAD = ["序号", "申报编号", "基层党组织", "党支部", "品牌名称", "负责人"]


def test_the_list_has_its_six_columns_in_both_formats(tmp_path, pdf_text):
    pdf.write_established_list(LIST, tmp_path / "名单.pdf")
    text = pdf_text(tmp_path / "名单.pdf")
    assert "共2项，排名不分先后。" in text
    assert "".join(HEAD) in text
    xlsx.write_established_list(LIST, tmp_path / "名单.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "名单.xlsx").active
    assert [[cell.value for cell in sheet[number]] for number in range(3, 6)] == [
        HEAD,
        [1, "ZBPP-2025-031", "药学院党总支", "“王明艳”党支部", "=药香校园", "王𬱖"],
        [2, "ZBPP-2025-044", "第一临床学院党委", "医技第六党支部", "杏林薪火", "䶮堃"],
    ]
    assert sheet["A7"].value == "共 2 项，排名不分先后。"


def test_the_foot_bears_the_record_number_when_there_is_one(tmp_path, pdf_text):
    pdf.write_established_list(LIST, tmp_path / "a.pdf")
    assert "记录号" not in pdf_text(tmp_path / "a.pdf")
    pdf.write_established_list(replace(LIST, journal_head="3f9a1c2b77d04e5f" * 4), tmp_path / "b.pdf")
    assert "记录号3f9a-1c2b-77d0-4e5f" in pdf_text(tmp_path / "b.pdf")


def test_long_lists_repeat_their_head_and_the_same_list_is_the_same_file(tmp_path, pdf_pages):
    long = EstablishedList(OFFICE, "2025 年批次", ROWS * 40, LIST.as_of)
    for name in ("一.pdf", "二.pdf"):
        pdf.write_established_list(long, tmp_path / name)
    pages = pdf_pages(tmp_path / "一.pdf")
    assert len(pages) > 1
    assert all("".join(HEAD) in page for page in pages if "ZBPP" in page)
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()


def test_a_listed_project_has_no_room_for_anything_private():
    assert [field.name for field in fields(ListedProject)] == ["number", "organization", "branch", "brand", "head"]
