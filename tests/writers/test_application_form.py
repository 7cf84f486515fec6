"""申报书 as it is given out, and as the program's own reader finds it filled in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desktop_app.readers.forms_docx import read_form
from desktop_app.shapes.application_form import BlankForm
from desktop_app.shapes.documents import Letterhead
from desktop_app.writers.docx.application_form import TEMPLATE, write_application_form

HEAD = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "dzb@example.edu.cn")
MADE = datetime(2025, 8, 18, 9, 0)
BLANK = BlankForm(HEAD, 5, datetime(2025, 9, 12, 17, 30), MADE)


def values(file: Path) -> dict[str, str]:
    return {str(field.item): field.value for field in read_form(file).fields}


def test_the_blank_form_says_nothing() -> None:
    assert read_form(TEMPLATE).titled
    assert values(TEMPLATE) == {}


def test_what_is_known_stands_where_the_reader_finds_it(tmp_path: Path) -> None:
    file = tmp_path / "申报书.docx"
    form = BlankForm(
        HEAD,
        5,
        BLANK.closing,
        MADE,
        number="ZBPP-2025-031",
        brand="药香校园",
        branch="教工第一党支部",
        organization="药学院党总支",
        secretary="𬱖喆",
        telephone="3831402",
        branch_kind="教师",
        members="18",
        honours=("校级样板支部 · 培育创建（第三批）", "校级“双带头人”工作室 · 通过验收"),
        obliged="是",
    )
    write_application_form(form, file)
    assert values(file) == {
        "申报编号": "ZBPP-2025-031",
        "学校": "示例医科大学",
        "品牌名称": "药香校园",
        "申报支部": "教工第一党支部",
        "所属基层党组织": "药学院党总支",
        "支部书记": "𬱖喆",
        "办公电话": "3831402",
        "支部类型": "教师",
        "党员数": "18",
        "现有荣誉": "校级样板支部 · 培育创建（第三批）\n校级“双带头人”工作室 · 通过验收",
        "是否必须参加": "是",
    }
    notes = [line for line in read_form(file).page.lines() if line.startswith("7.")]
    assert notes == [
        (
            "7. 一式 5 份。2025年9月12日 17:30 前，纸质申报材料送至勤政楼423（党委组织部组织科），"
            "电子版发送至 dzb@example.edu.cn。联系电话 3831311。"
        )
    ]


def test_every_item_of_the_form_has_its_place(tmp_path: Path) -> None:
    """Filled in by hand, the whole form comes back: domain §6."""
    from docx import Document

    file = tmp_path / "申报书.docx"
    write_application_form(BLANK, file)
    document = Document(str(file))
    for heading in ("四、创建思路", "五、长期规划", "七、预期成效", "八、创新点"):
        at = next(n for n, each in enumerate(document.paragraphs) if each.text == heading)
        document.paragraphs[at + 1].add_run(f"{heading[2:]}的内容。")
    at = next(n for n, each in enumerate(document.paragraphs) if each.text == "（一）教育党员有力")
    document.paragraphs[at + 1].add_run("坚持集中学习。")
    tables = document.tables
    tables[2].cell(1, 1).text, tables[2].cell(2, 1).text, tables[2].cell(3, 1).text = (
        "香远益清",
        "以药为媒。",
        "图样另附。",
    )
    tables[3].cell(1, 0).text, tables[3].cell(1, 1).text, tables[3].cell(1, 2).text = "2025.9", "启动", "王伟"
    tables[4].cell(1, 1).text = "学习记录"
    for row, words in enumerate(("同意申报。", "同意推荐。", "建议立项。", "已修改。", "同意。")):
        tables[5].cell(row, 1).paragraphs[1].add_run(words)
    document.save(str(file))
    found = values(file)
    assert {item: found[item] for item in ("口号", "内涵释义", "标识", "年度计划", "佐证目录")} == {
        "口号": "香远益清",
        "内涵释义": "以药为媒。",
        "标识": "图样另附。",
        "年度计划": "时间\t措施\t责任人\n2025.9\t启动\t王伟",
        "佐证目录": "序号\t材料名称\t说明\n学习记录",
    }
    assert "坚持集中学习。" in found["工作基础"]
    for item in ("创建思路", "长期规划", "预期成效", "创新点"):
        assert found[item] == f"{item}的内容。"
    opinions = ("支部意见", "基层党组织审核意见", "专家评审意见", "修改说明", "组织部审定意见")
    assert [found[item] for item in opinions] == ["同意申报。", "同意推荐。", "建议立项。", "已修改。", "同意。"]
