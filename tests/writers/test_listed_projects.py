"""公示 read back from both formats."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime

import openpyxl

from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.establishment import ListedProject, PublicityNotice
from desktop_app.writers.pdf import listed_projects as pdf
from desktop_app.writers.xlsx import listed_projects as xlsx

OFFICE = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "dzb@example.edu.cn")
ROWS = (
    ListedProject("ZBPP-2025-031", "药学院党总支", "“王明艳”党支部", "=药香校园", "王𬱖"),
    ListedProject("ZBPP-2025-044", "第一临床学院党委", "医技第六党支部", "杏林薪火", "䶮堃"),
)
NOTICE = PublicityNotice(
    OFFICE, "2025 年批次", date(2025, 9, 26), date(2025, 10, 10), "17:30", 5, ROWS, datetime(2025, 9, 26, 9, 0)
)
HEAD = ["序号", "申报编号", "基层党组织", "党支部", "品牌名称", "负责人"]


def test_the_notice_says_what_how_long_and_where_to_object(tmp_path, pdf_text):
    pdf.write_publicity_notice(NOTICE, tmp_path / "公示.pdf")
    text = pdf_text(tmp_path / "公示.pdf")
    assert "拟对2个支部党建品牌予以立项，现予以公示，排名不分先后。" in text
    assert "公示期为5个工作日，2025年9月26日张贴，至2025年10月10日17:30期满。" in text
    assert "书面形式实名向党委组织部组织科提出" in text
    assert "地点：勤政楼423，联系电话：3831311" in text
    assert "1ZBPP-2025-031药学院党总支“王明艳”党支部=药香校园王𬱖" in text
    assert "示例医科大学党委组织部2025年9月26日" in text


def test_before_anything_is_posted_the_notice_says_so(tmp_path, pdf_text):
    blank = PublicityNotice(OFFICE, "2025 年批次", None, None, "17:30", 5, (), datetime(2025, 9, 20, 9, 0))
    pdf.write_publicity_notice(blank, tmp_path / "公示.pdf")
    assert "2025年批次尚未开始公示。" in pdf_text(tmp_path / "公示.pdf")


def test_the_workbook_has_its_six_columns(tmp_path):
    xlsx.write_publicity_notice(NOTICE, tmp_path / "公示.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "公示.xlsx").active
    assert [[cell.value for cell in sheet[number]] for number in range(3, 6)] == [
        HEAD,
        [1, "ZBPP-2025-031", "药学院党总支", "“王明艳”党支部", "=药香校园", "王𬱖"],
        [2, "ZBPP-2025-044", "第一临床学院党委", "医技第六党支部", "杏林薪火", "䶮堃"],
    ]


def test_the_foot_bears_the_record_number_when_there_is_one(tmp_path, pdf_text):
    pdf.write_publicity_notice(NOTICE, tmp_path / "a.pdf")
    assert "记录号" not in pdf_text(tmp_path / "a.pdf")
    pdf.write_publicity_notice(replace(NOTICE, journal_head="3f9a1c2b77d04e5f" * 4), tmp_path / "b.pdf")
    assert "记录号3f9a-1c2b-77d0-4e5f" in pdf_text(tmp_path / "b.pdf")


def test_long_lists_repeat_their_head_and_the_same_list_is_the_same_file(tmp_path, pdf_pages):
    long = replace(NOTICE, rows=ROWS * 40)
    for name in ("一.pdf", "二.pdf"):
        pdf.write_publicity_notice(long, tmp_path / name)
    pages = pdf_pages(tmp_path / "一.pdf")
    assert len(pages) > 1
    assert all("".join(HEAD) in page for page in pages if "ZBPP" in page)
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()


def test_a_listed_project_has_no_room_for_anything_private():
    assert [field.name for field in fields(ListedProject)] == ["number", "organization", "branch", "brand", "head"]
