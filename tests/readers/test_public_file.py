"""A file before it is posted: each thing that lies hidden in a workbook, a document, a PDF is found and named."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.shared import Pt, RGBColor
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from desktop_app.readers.public_file import read_public_file
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.inspection import FileRow, FileTable, Finding, Weight
from desktop_app.writers.xlsx.sheets import Column, Row, Sheet, write_sheet

HEAD = ("序号", "党支部", "品牌名称")
ROWS = (HEAD, ("1", "学生党支部", "药香校园"), ("2", "教工党支部", "良药苦功"))
SHEET = "工作表“名单”"


@pytest.fixture
def book(tmp_path):
    """A workbook to spoil: what `spoil` does to it is then looked for."""

    def made(spoil=lambda book, page: None):
        book = openpyxl.Workbook()
        page = book.active
        page.title = "名单"
        for row in ROWS:
            page.append(row)
        book.properties.creator = ""
        spoil(book, page)
        book.save(tmp_path / "名单.xlsx")
        return read_public_file(tmp_path / "名单.xlsx")

    return made


@pytest.fixture
def paper(tmp_path):
    """A document to spoil."""

    def made(spoil=lambda document: None):
        document = docx.Document()
        document.add_paragraph("立项名单")
        table = document.add_table(0, 3)
        for row in ROWS:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.core_properties.author = ""
        document.core_properties.comments = ""
        spoil(document)
        document.save(tmp_path / "名单.docx")
        rewrite(tmp_path / "名单.docx", "docProps/thumbnail.jpeg", None)
        return read_public_file(tmp_path / "名单.docx")

    return made


def rewrite(path: Path, part: str, change) -> None:
    """Change one part of an office file, or add it; None takes it out."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if change is None:
        del parts[part]
    else:
        parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def told(file):
    return [(each.where, each.what) for each in file.findings]


def test_a_clean_workbook_is_its_cells_and_nothing_else(book):
    file = book()
    assert (file.findings, file.texts, file.people) == ((), (), ())
    assert file.tables == (FileTable(SHEET, tuple(FileRow(at, row) for at, row in enumerate(ROWS, 1))),)


def hide_rows(book, page):
    page.row_dimensions[2].hidden = page.row_dimensions[3].hidden = True


def filter_rows(book, page):
    page.auto_filter.ref = "A1:C3"
    page.auto_filter.add_filter_column(1, ["学生党支部"])
    page.row_dimensions[3].hidden = True


def filter_nothing(book, page):
    page.auto_filter.ref = "A1:C3"
    page.auto_filter.add_filter_column(1, ["学生党支部"])


def hide_columns(book, page):
    page.column_dimensions["C"].hidden = True
    page.column_dimensions["H"].hidden = True  # nothing stands there


def hide_sheet(book, page):
    other = book.create_sheet("评分")
    other["A1"] = "92.5"
    other.sheet_state = "hidden"


def hide_sheet_deeply(book, page):
    other = book.create_sheet("评分")
    other["A1"] = "92.5"
    other.sheet_state = "veryHidden"


def write_white(book, page):
    page["E2"] = "白字"
    page["E2"].font = Font(color="FFFFFFFF")
    page["E3"] = "浅字"
    page["E3"].font = Font(color="FFFAFAFA")


def write_theme_white(book, page):
    from openpyxl.styles.colors import Color

    page["E2"] = "白字"
    page["E2"].font = Font(color=Color(theme=0))


def write_tiny(book, page):
    page["E2"] = "小字"
    page["E2"].font = Font(size=1)


def write_unshown(book, page):
    page["E2"] = "藏起"
    page["E2"].number_format = ";;;"


def comment(book, page):
    page["B2"].comment = Comment("评分偏低", "周喆")


def define(book, page):
    book.defined_names["专家"] = DefinedName("专家", attr_text="名单!$A$1")


def link(book, page):
    page["B2"].hyperlink = "https://example.edu.cn/评分"


def head(book, page):
    page.oddHeader.center.text = "送审稿 &F"
    page.oddFooter.right.text = "第 &P 页 共 &N 页"


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (hide_rows, (SHEET, "隐藏着 2 行：第 2—3 行。")),
        (filter_rows, (SHEET, "自动筛选藏起了 1 行：第 3 行。")),
        (filter_nothing, (SHEET, "开着自动筛选，换一台电脑打开可能少几行。")),
        (hide_columns, (SHEET, "隐藏着 1 列：C 列。")),
        (hide_sheet, ("工作表“评分”", "这张工作表是隐藏的。")),
        (hide_sheet_deeply, ("工作表“评分”", "这张工作表是深度隐藏的，右键菜单里也看不到。")),
        (write_white, (SHEET, "E2、E3 里有看不见的内容：字的颜色和底色一样。")),
        (write_theme_white, (SHEET, "E2 里有看不见的内容：字的颜色和底色一样。")),
        (write_tiny, (SHEET, "E2 里有看不见的内容：字号只有 1 磅。")),
        (write_unshown, (SHEET, "E2 里有看不见的内容：单元格格式不显示内容。")),
        (comment, ("", "单元格 B2 有批注：评分偏低。")),
        (define, ("", "定义了 1 个名称：专家。")),
        (link, ("", "有一个指向文件外面的链接：https://example.edu.cn/评分。")),
    ],
)
def test_what_is_hidden_in_a_workbook_is_named(book, spoil, found):
    file = book(spoil)
    assert told(file) == [found]
    assert file.findings[0].todo.startswith("请")


def test_white_on_a_dark_ground_is_read(book):
    def divide(book, page):
        page["A4"] = "立项名额 2"
        page["A4"].font, page["A4"].fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF4D4D4D")

    assert book(divide).findings == ()


def test_a_header_that_says_more_than_the_page_is_shown(book):
    assert told(book(head)) == [
        (SHEET, "页眉页脚会印出文件名或文件夹。"),
        (SHEET, "页眉或页脚写着“送审稿”。"),
    ]


def test_who_made_a_workbook_is_handed_on(book):
    def sign(book, page):
        book.properties.creator, book.properties.lastModifiedBy = "周喆", "沈一禾"

    assert book(sign).people == (("作者", "周喆"), ("最后保存的人", "沈一禾"))


@pytest.mark.parametrize(
    ("part", "content", "found"),
    [
        ("xl/externalLinks/externalLink1.xml", b"<externalLink/>", "有指向别的工作簿的链接，里面存着对方的数据。"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", b"<a/>", "有数据透视表，里面存着全部原始数据。"),
        ("xl/embeddings/oleObject1.bin", b"x", "里面有 1 个嵌入的文件。"),
        ("xl/vbaProject.bin", b"x", "里面有宏。"),
        ("docProps/thumbnail.jpeg", b"x", "带着一张缩略图，可能是改动以前的样子。"),
        ("customXml/item1.xml", b"<a>secret</a>", "带着自定义数据（customXml）。"),
        (
            "docProps/custom.xml",
            b'<p><property name="KSOProductBuildVer"/><property name="Owner"/></p>',
            "有自定义的项目：Owner。",
        ),
    ],
)
def test_what_lies_in_the_package_is_named(book, tmp_path, part, content, found):
    book()
    rewrite(tmp_path / "名单.xlsx", part, lambda _: content)
    assert [what for _, what in told(read_public_file(tmp_path / "名单.xlsx"))] == [found]


def test_what_excel_and_wps_note_of_the_machine_is_named(book, tmp_path):
    book()
    path = tmp_path / "名单.xlsx"
    rewrite(path, "docProps/app.xml", lambda _: b"<p><Company>X</Company><Template>C:\\u\\a.xlt</Template></p>")
    saved = b'<absPath url="C:\\Users\\zhou\\Desktop\\"/></workbook>'
    rewrite(path, "xl/workbook.xml", lambda old: old.replace(b"</workbook>", saved))
    file = read_public_file(path)
    assert file.people == (("单位", "X"), ("模板", "C:\\u\\a.xlt"))
    assert file.findings == (
        Finding(
            "记着保存它的文件夹：C:\\Users\\zhou\\Desktop\\。",
            "",
            "公布 PDF 就不带它；公布工作簿的，请用 WPS 另存一次。",
            Weight.LOOK,
        ),
    )


def test_a_workbook_of_our_own_is_clean(tmp_path):
    column = (Column("序号", "number"), Column("党支部"), Column("品牌名称"))
    rows = [Row((1, "学生党支部", "=药香校园"))]
    sheet = Sheet("立项名单", "学校", column, rows, "共 1 项。", True, "示例医科大学", "批次", datetime(2025, 9, 30))
    write_sheet(sheet, tmp_path / "名单.xlsx")
    assert read_public_file(tmp_path / "名单.xlsx").findings == ()


def test_a_clean_document_is_its_text_and_tables(paper):
    file = paper()
    assert (file.findings, file.people) == ((), ())
    assert file.tables == (FileTable("第 1 个表格", tuple(FileRow(at, row) for at, row in enumerate(ROWS, 1))),)
    assert [(each.where, each.text) for each in file.texts] == [("第 1 段“立项名单”", "立项名单")]


def run_of(document, **looks):
    made = document.add_paragraph().add_run("看不见")
    for name, value in looks.items():
        setattr(made.font, name, value)
    return made


def colour(document):
    run_of(document).font.color.rgb = RGBColor(255, 255, 255)


def revise(document):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    words = f'<w:ins {nsdecls("w")} w:id="1" w:author="周喆"><w:r><w:t>新</w:t></w:r></w:ins>'
    document.paragraphs[0]._p.append(parse_xml(words))
    words = f'<w:del {nsdecls("w")} w:id="2" w:author="周喆"><w:r><w:delText>13812345678</w:delText></w:r></w:del>'
    document.paragraphs[0]._p.append(parse_xml(words))


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda document: run_of(document, hidden=True), ("", "有看不见的文字“看不见”：设成了隐藏文字。")),
        (lambda document: run_of(document, size=Pt(1)), ("", "有看不见的文字“看不见”：字号只有 1 磅。")),
        (colour, ("", "有看不见的文字“看不见”：字是白色的。")),
        (revise, ("", "留着修订记录（周喆）：插入 1 处、删除 1 处。")),
        (
            lambda document: setattr(document.sections[0].header.paragraphs[0], "text", "送审稿"),
            ("页眉", "页眉写着“送审稿”。"),
        ),
    ],
)
def test_what_is_hidden_in_a_document_is_named(paper, spoil, found):
    assert told(paper(spoil)) == [found]


def test_comments_templates_and_tracking_of_a_document_are_named(paper, tmp_path):
    paper()
    path = tmp_path / "名单.docx"
    namespace = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    said = '<w:comment w:author="周喆"><w:p><w:r><w:t>偏低</w:t></w:r></w:p></w:comment>'.encode()
    rewrite(path, "word/comments.xml", lambda _: b"<w:comments %s>%s</w:comments>" % (namespace, said))
    rewrite(path, "word/settings.xml", lambda _: b"<w:settings %s><w:trackRevisions/></w:settings>" % namespace)
    out = b'<r><Relationship Type="x/attachedTemplate" Target="file:///C:/u/a.dotm" TargetMode="External"/></r>'
    rewrite(path, "word/_rels/settings.xml.rels", lambda _: out)
    assert [what for _, what in told(read_public_file(path))] == [
        "有批注（周喆）：偏低。",
        "开着修订模式，谁一改就又留下记录。",
        "有一个指向文件外面的模板：file:///C:/u/a.dotm。",
    ]


def pdf(path, draw, **about):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    if about:
        canvas.setAuthor(about["author"])
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return read_public_file(path)


def white(canvas):
    canvas.drawString(100, 700, "list")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(100, 600, "hidden")


def on_dark(canvas):
    canvas.rect(90, 590, 200, 40, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(100, 600, "title")


def unpainted(canvas):
    words = canvas.beginText(100, 600)
    words.setTextRenderMode(3)
    words.textOut("hidden")
    canvas.drawText(words)


def small(canvas):
    canvas.setFont("Helvetica", 2)
    canvas.drawString(100, 600, "hidden")


def outside(canvas):
    canvas.drawString(100, 600, "list")
    canvas.drawString(900, 600, "hidden")


def comment_on(canvas):
    canvas.drawString(100, 600, "list")
    canvas.textAnnotation("low", (100, 600, 120, 620))


def link_out(canvas):
    canvas.drawString(100, 600, "list")
    canvas.linkURL("http://example.edu.cn/", (100, 600, 120, 620))


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (lambda canvas: canvas.drawString(100, 700, "list"), []),
        (on_dark, []),
        (white, [("第 1 页", "有看不见的文字“hidden”：字和底色一样。")]),
        (unpainted, [("第 1 页", "有看不见的文字“hidden”：设成了不显示。")]),
        (small, [("第 1 页", "有看不见的文字“hidden”：字号不到 4 磅。")]),
        (outside, [("第 1 页", "有看不见的文字“hidden”：在纸张以外。")]),
        (comment_on, [("第 1 页", "有 1 处批注。")]),
        (link_out, [("第 1 页", "有一个链接：http://example.edu.cn/。")]),
        (lambda canvas: canvas.rect(1, 1, 9, 9), [("", "整份文件没有文字，是扫描件或图片，里面的个人信息检查不到。")]),
    ],
)
def test_what_lies_on_and_under_the_pages_of_a_pdf_is_named(tmp_path, draw, found):
    assert told(pdf(tmp_path / "名单.pdf", draw)) == found


def test_who_made_a_pdf_and_what_it_says(tmp_path):
    file = pdf(tmp_path / "名单.pdf", lambda canvas: canvas.drawString(100, 700, "ZBPP-2025-031"), author="周喆")
    assert file.people == (("作者", "周喆"),)
    assert [(each.where, each.text) for each in file.texts] == [("第 1 页", "ZBPP-2025-031")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("名单.xls", b"x", "“名单.xls”不是能检查的格式。"),
        ("名单.pdf", b"PK\x03\x04", "文件“名单.pdf”不是 PDF 文件，或者已经损坏。"),
        ("名单.pdf", b"%PDF-1.7 and nothing", "文件“名单.pdf”已损坏，读不出内容。"),
        ("名单.docx", b"", "文件“名单.docx”是空的（0 字节）。"),
    ],
)
def test_a_file_that_cannot_be_looked_through_is_refused(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RuleBroken) as refused:
        read_public_file(tmp_path / name)
    assert refused.value.what == said
    assert refused.value.todo


def test_a_cell_far_away_is_refused_by_its_name(book):
    with pytest.raises(RuleBroken, match="的工作表“名单”里，ZZ30000 有内容，远在名单以外"):
        book(lambda book, page: page.__setitem__("ZZ30000", "x"))
