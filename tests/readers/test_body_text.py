import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from desktop_app.readers.body_text import body_text
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.wordcount import case_parts, count_words
from desktop_app.shapes.texts import Aside, BodyText

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
EXTRA = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)


def save(path: Path, document: Any) -> Path:
    document.save(str(path))
    return path


def raw(path: Path, body: str, namespace: str = W, **parts: str) -> Path:
    """A .docx of nothing but the given body, the least that Word opens."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONSHIPS.format("word/document.xml"))
        archive.writestr("word/document.xml", f"<w:document {namespace}{EXTRA}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def test_all_of_a_text_file_is_body_text(tmp_path: Path) -> None:
    path = tmp_path / "案例.txt"
    path.write_bytes("红心向党\r\n2023年11月10日".encode("gb18030"))
    assert body_text(path) == BodyText(("红心向党", "2023年11月10日"), encoding="GB18030")
    assert count_words(body_text(path).text) == 10


def test_a_document_gives_paragraphs_and_headings_and_the_rest_apart(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("红心向党医路先锋", 0)
    document.add_paragraph("示例医科大学", style="Subtitle")
    document.add_heading("一、背景与起因", 1)
    document.add_paragraph("甲乙").add_run("丙丁")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "数值"
    document.add_paragraph("图1 合影", style="Caption")
    document.sections[0].header.paragraphs[0].text = "党支部工作案例"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    read = body_text(save(tmp_path / "案例.docx", document))
    assert read.paragraphs == ("一、背景与起因", "甲乙丙丁")
    assert read.title == "红心向党医路先锋\n示例医科大学"
    assert set(read.apart) == {
        Aside("标题", "红心向党医路先锋"),
        Aside("标题", "示例医科大学"),
        Aside("表格", "指标\n数值"),
        Aside("题注", "图1 合影"),
        Aside("页眉", "党支部工作案例"),
        Aside("页脚", "第1页"),
    }
    assert case_parts(read.paragraphs) == {"背景与起因": 4}


def test_merged_cells_are_read_once(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "合并"
    assert body_text(save(tmp_path / "a.docx", document)).apart == (Aside("表格", "合并"),)


def test_inserted_text_counts_and_deleted_text_does_not(tmp_path: Path) -> None:
    body = p(
        r("甲"),
        f'<w:ins w:id="1">{r("乙")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>丙丙</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{r("丁丁")}</w:moveFrom>',
        f'<w:moveTo w:id="4">{r("戊")}</w:moveTo>',
    )
    read = body_text(raw(tmp_path / "a.docx", body))
    assert read == BodyText(("甲乙戊",), (Aside("已删除", "丙丙丁丁"),))


def test_a_deleted_paragraph_end_joins_two_paragraphs(tmp_path: Path) -> None:
    deleted = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    gone = '<w:del w:id="2"><w:r><w:delText>全段</w:delText></w:r></w:del>'
    body = p(r("AB"), properties=deleted) + p(r("CD")) + p(gone, properties=deleted) + p(r("EF"))
    read = body_text(raw(tmp_path / "a.docx", body))
    assert read == BodyText(("ABCD", "EF"), (Aside("已删除", "全段"),))
    assert body_text(raw(tmp_path / "b.docx", p(r("AB"), properties=deleted))).paragraphs == ("AB",)


def test_breaks_tabs_symbols_and_fields_within_a_paragraph(tmp_path: Path) -> None:
    body = p(
        r("甲"),
        "<w:r><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        f'<w:hyperlink>{r("网")}</w:hyperlink><w:fldSimple w:instr="DATE">{r("2023")}</w:fldSimple>',
        f"<w:r><w:ruby><w:rt>{r('yan')}</w:rt><w:rubyBase>{r('䶮')}</w:rubyBase></w:ruby></w:r>",
    )
    assert body_text(raw(tmp_path / "a.docx", body)).paragraphs == ("甲\n乙\t丙-\uf0fc网2023䶮",)


def test_text_boxes_and_hidden_text_stand_apart_and_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p(r('框内'))}</w:txbxContent>"
    body = p(
        r("甲"),
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><v:shape>{box}</v:shape></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        r("藏", "<w:rPr><w:vanish/></w:rPr>"),
        r("乙", '<w:rPr><w:vanish w:val="0"/></w:rPr>'),
    )
    read = body_text(raw(tmp_path / "a.docx", body))
    assert read == BodyText(("甲乙",), (Aside("文本框", "框内"), Aside("隐藏文字", "藏")))


def test_content_controls_count_and_a_table_of_contents_does_not(tmp_path: Path) -> None:
    contents = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = (
        f"<w:sdt>{contents}<w:sdtContent>{p(r('背景与起因 1'))}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('甲'))}</w:sdtContent></w:sdt>"
    )
    assert body_text(raw(tmp_path / "a.docx", body)) == BodyText(("甲",), (Aside("目录", "背景与起因 1"),))


def test_notes_and_comments_stand_apart(tmp_path: Path) -> None:
    path = raw(
        tmp_path / "a.docx",
        p(r("甲")),
        footnotes=f"<w:footnotes {W}><w:footnote>{p(r('脚注一'))}</w:footnote></w:footnotes>",
        endnotes=f"<w:endnotes {W}><w:endnote>{p(r('尾注一'))}</w:endnote></w:endnotes>",
        comments=f"<w:comments {W}><w:comment>{p(r('改一下'))}</w:comment></w:comments>",
    )
    apart = (Aside("脚注", "脚注一"), Aside("尾注", "尾注一"), Aside("批注", "改一下"))
    assert body_text(path) == BodyText(("甲",), apart)


def styled(style: str, text: str) -> str:
    return p(r(text), properties=f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


def test_styles_are_known_by_name_and_by_what_they_are_based_on(tmp_path: Path) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="a3"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="a4"><w:name w:val="学校大标题"/><w:basedOn w:val="a3"/></w:style>'
        '<w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a3"/></w:style>'
        '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>'
        '<w:style w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style></w:styles>'
    )
    body = p(r("附件1")) + styled("a4", "案例") + styled("11", "背景 1") + styled("1", "背景") + styled("x", "甲")
    read = body_text(raw(tmp_path / "a.docx", body + styled("a3", "当标题用的小节"), styles=styles))
    assert read == BodyText(("附件1", "背景", "甲", "当标题用的小节"), (Aside("标题", "案例"), Aside("目录", "背景 1")))


def test_a_part_of_the_case_in_the_title_style_is_a_heading(tmp_path: Path) -> None:
    body = (
        styled("Title", "红心向党") + styled("Title", "一、背景与起因") + p(r("甲")) + styled("Title", "二、做法与经过")
    )
    read = body_text(raw(tmp_path / "a.docx", body))
    assert read == BodyText(("一、背景与起因", "甲", "二、做法与经过"), (Aside("标题", "红心向党"),))


def test_a_strict_document_is_read_alike(tmp_path: Path) -> None:
    assert body_text(raw(tmp_path / "a.docx", p(r("甲")), STRICT)).paragraphs == ("甲",)


def test_the_content_decides_when_the_suffix_is_wrong(tmp_path: Path) -> None:
    renamed = tmp_path / "案例.doc"
    shutil.copy(raw(tmp_path / "a.docx", p(r("甲"))), renamed)
    assert body_text(renamed).paragraphs == ("甲",)


def test_very_deep_nesting_is_no_trouble(tmp_path: Path) -> None:
    deep = "<w:ins>" * 20_000 + r("甲") + "</w:ins>" * 20_000
    assert body_text(raw(tmp_path / "a.docx", p(deep))).paragraphs == ("甲",)


def test_an_old_document_and_other_files_are_refused_in_words(tmp_path: Path) -> None:
    old = tmp_path / "案例.doc"
    old.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0\0")
    with pytest.raises(RuleBroken, match="旧版 Word 文档") as caught:
        body_text(old)
    assert "另存为 .docx" in caught.value.todo
    with pytest.raises(RuleBroken, match="只认"):
        body_text(tmp_path / "案例.pdf")
    with pytest.raises(RuleBroken, match="找不到文件"):
        body_text(tmp_path / "没有.txt")
    (tmp_path / "夹.txt").mkdir()
    with pytest.raises(RuleBroken, match="无法读取"):
        body_text(tmp_path / "夹.txt")


def test_an_embedded_file_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"“嵌入\.docx”里嵌入了另一份文件"):
        body_text(raw(tmp_path / "嵌入.docx", "<w:altChunk/>"))


def test_a_text_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * (20 * 1024 * 1024 + 1))
    with pytest.raises(RuleBroken, match="20 MB 的上限"):
        body_text(path)
