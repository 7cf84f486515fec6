"""公文 as docx, read back: text, styles, page and fields. GB/T 9704-2012, domain page §5."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop_app.shapes.official import (
    AttachmentNote,
    Band,
    OfficialLook,
    OfficialPaper,
    OfficialPapers,
    Paragraph,
    Script,
    SignOff,
    Title,
)
from desktop_app.writers.docx.official import write_official

MM = 360_000 / 10  # EMU, python-docx's unit


@pytest.fixture
def opened(tmp_path):
    """The file that is written of papers, opened by python-docx."""

    def write(papers: OfficialPapers):
        from docx import Document

        write_official(papers, tmp_path / "公文.docx")
        return Document(str(tmp_path / "公文.docx"))

    return write


def part(file: Path, name: str) -> str:
    with ZipFile(file) as packed:
        return packed.read(f"word/{name}").decode()


def test_the_text_is_the_content_s_text_each_paragraph_in_its_style(opened, official):
    document = opened(official.papers())
    assert [(each.style.name, each.text) for each in document.paragraphs] == [
        ("公文标题", "示例医科大学党委组织部关于公示\n拟立项名单的通知"),
        ("主送机关", "各基层党组织："),
        ("公文正文", official.text),
        ("一级标题", "一、公示方式"),
        ("二级标题", f"（一）张贴。{official.text}"),
        ("三级标题", f"1.地点。{official.text}"),
        ("四级标题", f"（1）{official.text}"),
        ("公文正文", "联系电话：【未填：电话】。"),
        ("附件说明", "附件：1.示例医科大学2023年“一支部一特色”支部党建品牌创建拟立项名单"),
        ("附件说明", "2.异议反映表"),
        ("落款单位", "示例医科大学党委组织部"),
        ("落款日期", "2023年11月20日"),
        ("附件", "附件1"),
        ("附件标题", "拟立项名单"),
        ("附件", "附件2"),
        ("附件标题", "异议反映表"),
        ("公文正文", official.text),
        ("签收栏", "签收人\t\t联系电话\t"),
    ]
    (table,) = document.tables
    content = official.listed(60)
    expected = [
        [column.title for column in content.columns],
        *([row.text] * 4 if isinstance(row, Band) else list(row) for row in content.rows),
    ]
    assert [[cell.text for cell in row.cells] for row in table.rows] == expected
    assert table.style.name == "公文表格"


def test_the_page_is_the_standard_s_and_numbers_begin_anew_with_each_paper(opened, official):
    one = OfficialPaper((Paragraph(official.words(official.text)),))
    document = opened(official.papers(one, one, replace(one, code="BZ-2023-0012")))
    assert len(document.sections) == 3
    for section in document.sections:
        margins = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
        assert [each / MM for each in margins] == pytest.approx([37, 28, 35, 26], abs=0.05)
        assert [section.page_width / MM, section.page_height / MM] == pytest.approx([210, 297], abs=0.02)
        assert section.footer_distance / MM == pytest.approx(25, abs=0.02)
        told = section._sectPr.xml
        assert '<w:pgNumType w:start="1"/>' in told
        assert re.search(r'<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-\d+"/>', told)
        assert [
            re.sub(r"\s", "", each._element.xpath("string(.)")) for each in (section.footer, section.even_page_footer)
        ] == [
            "—1—",
            "—1—",
        ]
        for each, style in ((section.footer, "单页页码"), (section.even_page_footer, "双页页码")):
            (line,) = each.paragraphs
            assert line.style.name == style
            assert [field.get(_w("instr")).strip() for field in line._p.iter(_w("fldSimple"))] == ["PAGE"]
    assert document.settings.odd_and_even_pages_header_footer
    assert [each.different_first_page_header_footer for each in document.sections] == [False, False, True]
    assert [each.text for each in document.sections[2].first_page_header.paragraphs] == ["", "BZ-2023-0012"]


@pytest.mark.parametrize(
    ("name", "face", "points", "spacing", "pitch"),
    [
        ("公文标题", "方正小标宋简体", 22, 0, 28.95),
        ("公文正文", "仿宋_GB2312", 16, -0.25, 28.95),
        ("主送机关", "仿宋_GB2312", 16, -0.25, 28.95),
        ("一级标题", "黑体", 16, -0.25, 28.95),
        ("二级标题", "楷体_GB2312", 16, -0.25, 28.95),
        ("三级标题", "仿宋_GB2312", 16, -0.25, 28.95),
        ("四级标题", "仿宋_GB2312", 16, -0.25, 28.95),
        ("附件", "黑体", 16, -0.25, 28.95),
        ("附件标题", "方正小标宋简体", 22, 0, 28.95),
        ("单页页码", "宋体", 14, 0, 16),
        ("双页页码", "宋体", 14, 0, 16),
    ],
)
def test_a_style_sets_face_size_spacing_and_pitch(opened, official, name, face, points, spacing, pitch):
    document = opened(official.papers())
    assert _style(document, name) == ({face}, points, spacing, pitch, "exact")


def test_another_look_sets_another_size_pitch_and_third_level(opened, official):
    document = opened(official.papers(look=OfficialLook(15.0, 28.0, True)))
    assert _style(document, "公文正文") == ({"仿宋_GB2312"}, 15, 0.2, 28, "exact")
    assert document.styles["三级标题"].font.bold
    assert not document.styles["四级标题"].font.bold
    assert 'w:linePitch="579"' in document.sections[0]._sectPr.xml


def test_what_is_missing_is_highlighted_and_words_in_another_hand_bear_its_style(opened, official):
    blocks = (
        Paragraph((*official.words("（一）张贴。", Script.KAI), *official.words("即日起。")), 2),
        Paragraph((*official.words("电话："), *official.words("【未填：电话】", missing=True))),
    )
    document = opened(official.papers(OfficialPaper(blocks)))
    assert [
        [(run.text, run._r.style, str(run.font.highlight_color)) for run in each.runs] for each in document.paragraphs
    ] == [
        [("（一）张贴。", None, "None"), ("即日起。", "HAND_BODY", "None")],
        [("电话：", None, "None"), ("【未填：电话】", None, "YELLOW (7)")],
    ]
    assert document.styles["仿宋字"].style_id == "HAND_BODY"


def test_a_heading_that_text_follows_is_no_line_of_the_contents(opened, official):
    blocks = (
        Paragraph(official.words("一、要求", Script.HEI), 1),
        Paragraph((*official.words("（一）张贴。", Script.KAI), *official.words("即日起。")), 2),
    )
    document = opened(official.papers(OfficialPaper(blocks)))
    assert ["outlineLvl" in each._p.xml for each in document.paragraphs] == [False, True]
    assert [each.paragraph_format.keep_with_next for each in document.paragraphs] == [True, None]


def test_the_sign_off_is_never_alone_and_the_table_repeats_its_head(opened, official):
    document = opened(official.papers())
    at = next(n for n, each in enumerate(document.paragraphs) if each.style.name == "落款单位")
    note, name = document.paragraphs[at - 1], document.paragraphs[at]
    assert (note.paragraph_format.keep_with_next, note.paragraph_format.widow_control) == (True, True)
    assert name.paragraph_format.keep_with_next
    (table,) = document.tables
    assert ["tblHeader" in row._tr.xml for row in table.rows[:3]] == [True, False, False]
    assert all("cantSplit" in row._tr.xml for row in table.rows)
    assert sum(int(each.get(_w("w"))) for each in table._tbl.tblGrid) == pytest.approx(156 / 25.4 * 1440, abs=1)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((("异议反映表",)), ["附件：异议反映表"]),
        ((("名单", "反映表")), ["附件：1.名单", "2.反映表"]),
    ],
)
def test_one_attachment_has_no_number(opened, official, names, said):
    names = (names,) if isinstance(names, str) else names
    note = AttachmentNote(tuple(official.words(each) for each in names))
    assert [each.text for each in opened(official.papers(OfficialPaper((note,)))).paragraphs] == said


def test_the_file_says_who_made_it_and_nothing_of_the_machine(opened, official, tmp_path):
    document = opened(official.papers())
    about = document.core_properties
    office = "示例医科大学党委组织部组织科"
    assert (about.title, about.author, about.last_modified_by, about.comments) == ("拟立项名单公示", office, office, "")
    assert about.created == about.modified
    with ZipFile(tmp_path / "公文.docx") as packed:
        assert {each.date_time for each in packed.infolist()} == {(2023, 11, 20, 9, 0, 0)}
        assert sorted(packed.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footer2.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]


def test_the_same_papers_give_the_same_bytes(official, tmp_path):
    papers = official.papers(OfficialPaper(official.blocks, "BZ-2023-0012"), record="3f9a-1c2b-77d0-4e5f")
    for name in ("a.docx", "b.docx"):
        write_official(papers, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_no_red_head_and_no_number_of_the_document_are_invented(official, tmp_path):
    write_official(official.papers(), tmp_path / "公文.docx")
    document = part(tmp_path / "公文.docx", "document.xml")
    assert "〔" not in document
    assert "w:color" not in document + part(tmp_path / "公文.docx", "styles.xml").replace('w:color="auto"', "")


def test_what_xml_cannot_carry_becomes_a_space_and_markup_stays_text(opened, official):
    paper = OfficialPaper((Title((official.words("a\x00b<c>&d\n𬱖"),)), Paragraph(official.words("\x0b\ufffe"))))
    document = opened(official.papers(paper))
    assert [each.text for each in document.paragraphs] == ["a b<c>&d 𬱖", "  "]


def test_the_code_at_the_head_is_read_by_a_scanner(official, tmp_path):
    from PIL import Image
    from pyzbar.pyzbar import decode

    write_official(official.papers(OfficialPaper(official.blocks, "BZ-2023-0012")), tmp_path / "公文.docx")
    with ZipFile(tmp_path / "公文.docx") as packed, packed.open("word/code1.png") as file:
        bars = Image.open(file).convert("L")
        sheet = Image.new("L", (bars.width + 200, 200), 255)
        sheet.paste(bars.resize((bars.width, 100)), (100, 50))
    assert [(each.type, each.data.decode()) for each in decode(sheet)] == [("CODE128", "BZ-2023-0012")]


def test_a_name_wider_than_its_place_ends_at_the_right_edge(opened, official):
    name = "示例医科大学党委组织部组织科党支部建设工作领导小组办公室"
    paper = OfficialPaper((SignOff(official.words(name), official.words("2023年1月2日")),))
    above, under = opened(official.papers(paper)).paragraphs
    assert (str(above.alignment), str(under.alignment)) == ("RIGHT (2)", "CENTER (1)")


@pytest.mark.parametrize(("share", "points"), [(24, 12), (14, 10.5), (5, 9)])
def test_words_in_tables_are_as_large_as_their_columns_allow(opened, official, share, points):
    table = official.listed(3)
    narrow = replace(
        table, columns=tuple(replace(each, share=share) if each.title == "申报编号" else each for each in table.columns)
    )
    document = opened(official.papers(OfficialPaper((narrow,))))
    assert {document.styles[each].font.size.pt for each in ("表头", "表格文字", "表格居中", "表格分组")} == {points}


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")


def _style(document, name: str) -> tuple[set[str], float, float, float, str]:
    """Faces, size, spacing and pitch in points, and the rule of the pitch, of a style over what it is based on."""
    style, base = document.styles[name].element, document.styles["Normal"].element

    def told(path: str, attribute: str) -> str:
        return next(found[0] for each in (style, base) if (found := each.xpath(f"{path}/@w:{attribute}")))

    faces = {told("w:rPr/w:rFonts", each) for each in ("ascii", "hAnsi", "eastAsia", "cs")}
    return (
        faces,
        int(told("w:rPr/w:sz", "val")) / 2,
        int(told("w:rPr/w:spacing", "val")) / 20,
        int(told("w:pPr/w:spacing", "line")) / 20,
        told("w:pPr/w:spacing", "lineRule"),
    )
