"""What is said of a file that is to be posted."""

from __future__ import annotations

import pytest

from desktop_app.rules.inspection import inspect
from desktop_app.shapes.inspection import (
    NOTICE,
    FileRow,
    FileTable,
    FileText,
    Finding,
    Inspection,
    OfficeFacts,
    PublicFile,
    Weight,
)
from desktop_app.shapes.project_lists import ListKind

HEAD = ("序号", "申报编号", "党支部", "品牌名称")
NUMBERS = ("ZBPP-2025-001", "ZBPP-2025-002")
FACTS = OfficeFacts(
    names=("示例医科大学党委组织部组织科", "示例医科大学"),
    contacts=("3831311", "dzb@example.edu.cn"),
    lists=(
        (ListKind.SHORTLISTED, ("ZBPP-2025-009",)),
        (ListKind.ESTABLISHED, NUMBERS),
        (ListKind.NOT_SELECTED, ()),
        (NOTICE, ("ZBPP-2025-003",)),
        (NOTICE, NUMBERS),
    ),
)


def listed(*rows, title="支部党建品牌立项名单", head=HEAD, texts=()):
    table = FileTable("第 1 个表格", tuple(FileRow(at, cells) for at, cells in enumerate((head, *rows), 1)))
    said = (FileText("第 1 段", title), *(FileText("第 2 段", text) for text in texts))
    return PublicFile("名单.docx", (), (table,), said)


FIRST, SECOND = ("1", NUMBERS[0], "学生党支部", "药香校园"), ("2", NUMBERS[1], "教工党支部", "良药苦功")


def whats(file):
    return [each.what for each in inspect(file, FACTS).findings]


def test_a_whole_list_of_ours_may_be_posted():
    assert inspect(listed(FIRST, SECOND), FACTS) == Inspection("名单.docx", (), "立项名单，2 项，与本批次一致。")
    assert inspect(listed(FIRST, SECOND), FACTS).verdict == "没有发现不宜公布的内容，可以公布。"


def test_a_row_that_was_lost_or_added_is_named():
    assert whats(listed(FIRST)) == ["比本批次的《立项名单》少 1 项：ZBPP-2025-002。"]
    more = listed(FIRST, SECOND, ("3", "ZBPP-2025-007", "甲", "乙"))
    assert whats(more) == ["比本批次的《立项名单》多 1 项：ZBPP-2025-007。"]


def test_a_list_without_numbers_is_counted():
    head, rows = ("序号", "党支部", "品牌名称"), (("1", "学生党支部", "药香校园"), ("2", "教工党支部", "良药苦功"))
    band, again = ("药学院党总支（2 项）",), ("序号", "党支部", "品牌名称")
    assert inspect(listed(band, *rows, again, head=head), FACTS).listed == "立项名单，2 项，与本批次一致。"
    assert whats(listed(rows[0], head=head)) == ["这份《立项名单》有 1 行，本批次有 2 项。"]


def test_a_number_that_a_narrow_column_broke_is_one():
    page = FileText("第 1 页", "立项名单\n1 ZBPP-2025-\n001 学生党支部\n2 ZBPP-2025-002 教工党支部")
    assert inspect(PublicFile("名单.pdf", (), (), (page,)), FACTS).listed == "立项名单，2 项，与本批次一致。"


def test_copy_codes_are_no_further_projects():
    assert whats(listed(FIRST, SECOND, texts=("ZBPP-2025-001-3",))) == []


@pytest.mark.parametrize("rows", [(FIRST, SECOND), (("1", "ZBPP-2025-003", "甲", "乙"),)])
def test_a_notice_is_whole_when_it_is_one_of_those_posted(rows):
    notice = listed(*rows, title="关于拟立项名单的公示")
    assert inspect(notice, FACTS).listed == f"立项公示，{len(rows)} 项，与本批次一致。"


def test_a_notice_is_held_against_the_newest_otherwise():
    assert whats(listed(("1", "ZBPP-2025-004", "甲", "乙"), title="现予以公示")) == [
        "比本批次的《立项公示》少 1 项：ZBPP-2025-003。",
        "比本批次的《立项公示》多 1 项：ZBPP-2025-004。",
    ]


def test_a_file_that_is_no_list_of_ours_is_not_compared():
    assert inspect(listed(FIRST, title="花名册"), FACTS).listed == ""
    assert inspect(PublicFile("文.docx", (), (), (FileText("第 1 段", "立项名单另发。"),)), FACTS).findings == ()


def test_personal_data_are_found_wherever_they_stand():
    spoiled = ("1", NUMBERS[0], "学生党支部", "药香校园 13812345678")
    file = listed(spoiled, SECOND, texts=("咨询 3831311 或 3831402，dzb@example.edu.cn",))
    assert inspect(file, FACTS).findings == (
        Finding("有电话号码“3831402”。", "第 2 段", "请删去再公布。"),
        Finding("有手机号码“13812345678”。", "第 1 个表格第 2 行“品牌名称”", "请删去再公布。"),
    )


def test_a_column_about_persons_is_named_by_its_heading():
    head = ("序号", "申报编号", "党支部", "联系手机")
    assert whats(listed((*FIRST[:3], ""), (*SECOND[:3], ""), head=head)) == ["有一栏是“联系手机”。"]


def test_the_office_may_stand_as_author_and_nobody_else():
    file = PublicFile("名.pdf", (), (), (), (("作者", "示例医科大学"), ("最后保存的人", "周喆")))
    assert whats(file) == ["最后保存的人是“周喆”。"]


def test_what_stays_inside_is_stopped():
    assert whats(listed(title="内部资料　不得公开")) == ["这份文件标着“内部资料　不得公开”。"]


def test_what_must_be_mended_comes_first_and_is_counted():
    look = Finding("带着一张缩略图。", "", "请看。", Weight.LOOK)
    mend = Finding("里面有宏。", "", "请删。")
    found = inspect(PublicFile("名.xlsx", (look, mend), (), ()), FACTS)
    assert (found.findings, found.to_mend) == ((mend, look), 1)
    assert found.verdict == "有 1 处须处理，处理好再公布；另有 1 处请看一看。"
    assert (
        inspect(PublicFile("名.xlsx", (look,), (), ()), FACTS).verdict == "没有必须处理的内容；有 1 处请看一看再公布。"
    )
