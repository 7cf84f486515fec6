"""Forms however they are laid out: labels left or above, spaced out, merged cells, content under headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.enums import FormItem
from desktop_app.readers.forms_docx import form_of, read_form
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.forms import Cell, FormReading, Grid, PageText
from tests.incoming import cell, document, form, paragraph, table


def read(*blocks: str, styles: str = "") -> FormReading:
    return form_of(document("".join(blocks), styles=styles), "申报书.docx")


def values(reading: FormReading) -> dict[str, str]:
    return {str(field.item): field.value for field in reading.fields}


def test_a_cover_of_lines() -> None:
    found = read(
        paragraph("支部党建品牌创建申报书"),
        paragraph("品 牌 名 称：____药香校园______"),
        paragraph("申报支部　　药学院教工第一党支部"),
        paragraph("所属基层党组织：药学院党总支　　日期：2025年9月1日"),
        paragraph("联 系 人: 王　伟   办公电话：3831402"),
    )
    assert found.titled
    assert values(found) == {
        "品牌名称": "药香校园",
        "申报支部": "药学院教工第一党支部",
        "所属基层党组织": "药学院党总支",
        "联系人": "王　伟",
        "办公电话": "3831402",
        "日期": "2025年9月1日",
    }
    assert next((field.source, field.place) for field in found.fields) == ("品 牌 名 称：____药香校园______", "封面")


def test_labels_left_of_their_values_with_merged_cells() -> None:
    found = read(
        table(
            ("品牌名称", cell("药香校园", span=3)),
            ("支部类型", "教师", "党员数", "18"),
            (cell("基本情况", merge="restart"), "支部书记", cell("𬱖喆", span=2)),
            (cell("", merge="continue"), "成立时间", cell("2001年6月", span=2)),
        )
    )
    assert values(found) == {
        "品牌名称": "药香校园",
        "支部书记": "𬱖喆",
        "支部类型": "教师",
        "党员数": "18",
        "成立时间": "2001年6月",
    }


def test_labels_above_their_values() -> None:
    found = read(
        table(("申报支部", "所属党委（党总支）", "品牌名称"), ("外科第六党支部", "第一临床学院党委", "外科先锋"))
    )
    assert values(found) == {"品牌名称": "外科先锋", "申报支部": "外科第六党支部", "所属基层党组织": "第一临床学院党委"}


def test_a_label_over_several_rows_takes_all_that_stands_beside_it() -> None:
    found = read(
        table(
            (cell("年度计划", merge="restart"), "时间", "措施"),
            (cell("", merge="continue"), "2025.9", "启动"),
        )
    )
    assert values(found) == {"年度计划": "时间\t措施\n2025.9\t启动"}


def test_a_cell_that_holds_label_and_value() -> None:
    found = read(
        table(
            (cell("品牌内涵释义（300字以内）", "以药为媒", "以香为韵", span=2),),
            (cell("支部意见：", "同意申报。", span=2),),
            ("品牌名称：药香校园", "口号：香远益清"),
        )
    )
    assert values(found) == {
        "品牌名称": "药香校园",
        "口号": "香远益清",
        "内涵释义": "以药为媒\n以香为韵",
        "支部意见": "同意申报。",
    }


def test_content_under_headings_ends_at_the_next_one() -> None:
    found = read(
        paragraph("一、工作基础"),
        paragraph("（一）教育党员"),
        paragraph("坚持“三会一课”：每月一次。"),
        paragraph("二、创建思路"),
        paragraph("围绕用药科普。"),
        paragraph("三、年度计划"),
        table(("时间", "措施", "责任人"), ("2025.9", "启动", "王伟")),
        paragraph("四、保障措施"),
        paragraph("经费保障。"),
    )
    assert values(found) == {
        "工作基础": "（一）教育党员\n坚持“三会一课”：每月一次。",
        "创建思路": "围绕用药科普。",
        "年度计划": "时间\t措施\t责任人\n2025.9\t启动\t王伟",
    }
    assert found.fields[0].place == "“一、工作基础”之下"


def test_headings_by_style_under_whatever_id() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style>'
    found = read(
        paragraph("创建思路", style="2"),
        paragraph("围绕用药科普。"),
        paragraph("保障", style="2"),
        paragraph("经费。"),
        styles=styles,
    )
    assert values(found) == {"创建思路": "围绕用药科普。"}


@pytest.mark.parametrize(
    ("label", "value", "item"),
    [
        ("申报单位", "教工第一党支部", "申报支部"),
        ("申报单位", "药学院党总支", "所属基层党组织"),
        ("党支部名称", "教工第一党支部", "申报支部"),
        ("所在党组织", "药学院党总支", "所属基层党组织"),
        ("党委（党总支）", "药学院党总支", "所属基层党组织"),
        ("支部书记姓名", "王伟", "支部书记"),
        ("联系电话", "3831402", "办公电话"),
        ("项目编号", "ZBPP-2025-003", "申报编号"),
    ],
)
def test_labels_in_their_usual_variants(label: str, value: str, item: str) -> None:
    assert values(read(table((label, value)))) == {item: value}


def test_of_two_different_values_the_first_is_proposed_and_the_other_told() -> None:
    found = read(paragraph("品牌名称：药香校园"), table(("品牌名称", "药香满园"), ("申报支部", "教工第一党支部")))
    brand = next(field for field in found.fields if field.item is FormItem.BRAND)
    assert (brand.value, brand.others) == ("药香校园", ("药香满园",))


def test_prose_with_colons_is_no_label() -> None:
    found = read(
        paragraph("一、工作基础"),
        paragraph("联系人：每位党员都是群众的联系人。"),
        paragraph("党支部：坚持政治引领。"),
    )
    assert values(found) == {"工作基础": "联系人：每位党员都是群众的联系人。\n党支部：坚持政治引领。"}


def test_a_blank_form_has_no_values() -> None:
    found = read(
        paragraph("品牌名称：＿＿＿＿＿＿"), table(("支部类型", "", "党员数", ""), ("现有荣誉", cell("", span=3)))
    )
    assert found.fields == ()


def test_merged_cells_are_there_once() -> None:
    found = read(
        table(
            (cell("甲", span=3),), (cell("乙", merge="restart"), "丙", "丁"), (cell("", merge="continue"), "戊", "己")
        )
    )
    assert found.page.blocks == (
        Grid(
            (
                Cell(0, 0, ("甲",), 3),
                Cell(1, 0, ("乙",), 1, 2),
                Cell(1, 1, ("丙",)),
                Cell(1, 2, ("丁",)),
                Cell(2, 1, ("戊",)),
                Cell(2, 2, ("己",)),
            )
        ),
    )
    assert found.page.lines() == ("甲", "乙", "丙", "丁", "戊", "己")


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_text_in_links_controls_and_insertions_is_read_and_what_was_deleted_is_not() -> None:
    body = (
        "<w:p>"
        f"{run('品牌名称：')}<w:ins>{run('药香')}</w:ins><w:sdt><w:sdtContent>{run('校')}</w:sdtContent></w:sdt>"
        f"<w:hyperlink>{run('园')}</w:hyperlink>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('走')}</w:moveFrom></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('申报支部：教工第一党支部')}</w:sdtContent></w:sdt>"
    )
    assert read(body).page.blocks == (PageText("品牌名称：药香校园"), PageText("申报支部：教工第一党支部"))


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('品牌名称：药香校园')}</w:txbxContent>"
    drawn = f'<w:p><w:r><x:AlternateContent xmlns:x="urn:x"><x:Choice>{box}</x:Choice><x:Fallback>{box}</x:Fallback>'
    assert read(f"{drawn}</x:AlternateContent></w:r></w:p>").page.lines() == ("品牌名称：药香校园",)


def test_depth_is_no_danger() -> None:
    deep = 5_000
    body = "<w:sdt><w:sdtContent>" * deep + paragraph("品牌名称：药香校园") + "</w:sdtContent></w:sdt>" * deep
    tables = "<w:tbl><w:tr><w:tc>" * deep + paragraph("底") + "</w:tc></w:tr></w:tbl>" * deep
    assert values(read(body, tables)) == {"品牌名称": "药香校园"}


def test_a_file_from_the_disk_and_one_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "申报书.docx"
    file.write_bytes(form(品牌名称="药香校园"))
    assert values(read_form(file))["品牌名称"] == "药香校园"
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(RuleBroken, match="PDF"):
        read_form(file)


def test_tabs_and_line_ends_are_read_where_they_stand_for_text() -> None:
    found = read(
        "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t>品牌名称：</w:t><w:tab/>"
        "<w:t>药香</w:t><w:br/><w:t>校园</w:t></w:r></w:p>"
    )
    assert found.page.blocks == (PageText("品牌名称：\t药香\n校园"),)
