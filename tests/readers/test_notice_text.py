import zipfile
from pathlib import Path

import pytest

from desktop_app.readers.notice_text import notice_text
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.notice import read_notice

WORDS = "关于“一支部一特色”的通知\n各党支部：\n申报书于2025年11月7日前报送。"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(path: Path, body: str, *, main: str = "word/document.xml") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(main, f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>')
    return path


def paragraph(*runs: str) -> str:
    return "<w:p><w:pPr/>" + "".join(runs) + "</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str) -> str:
    return "<w:tr><w:trPr/>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells) + "</w:tr>"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_text_file_in_any_chinese_encoding(tmp_path: Path, codec: str, line_end: str) -> None:
    file = tmp_path / "通知.txt"
    file.write_bytes(WORDS.replace("\n", line_end).encode(codec))
    assert notice_text(file) == WORDS


def test_paragraphs_and_tables_come_in_the_order_of_the_document(tmp_path: Path) -> None:
    body = (
        paragraph(run("关于申报的"), run("通知"))
        + "<w:tbl><w:tblPr/>"
        + row(paragraph(run("阶段")), paragraph(run("时间")))
        + row(paragraph(run("项目申报")), paragraph(run("2025年11月7日前")) + paragraph(run("逾期不候")))
        + "</w:tbl>"
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('党委组织部'))}</w:sdtContent></w:sdt>"
        + paragraph("<w:r><w:t>2025年</w:t><w:tab/><w:t>10月</w:t><w:br/><w:t>13日</w:t></w:r>")
    )
    assert notice_text(word_file(tmp_path / "通知.docx", body)) == (
        "关于申报的通知\n阶段\t时间\n项目申报\t2025年11月7日前\n逾期不候\n党委组织部\n2025年\t10月\n13日"
    )


def test_deleted_and_hidden_words_are_left_out_and_inserted_ones_read(tmp_path: Path) -> None:
    body = paragraph(
        run("于11月"),
        "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>",
        f"<w:ins>{run('7')}</w:ins>",
        run("（隐藏）", "<w:vanish/>"),
        run("日前报送"),
    )
    assert notice_text(word_file(tmp_path / "通知.docx", body)) == "于11月7日前报送"


def test_a_table_within_a_table_is_read(tmp_path: Path) -> None:
    inner = f"<w:tbl>{row(paragraph(run('申报')), paragraph(run('11月7日')))}</w:tbl>"
    body = f"<w:tbl>{row(paragraph(run('安排')), inner)}</w:tbl>"
    assert notice_text(word_file(tmp_path / "通知.docx", body)) == "安排\t申报\t11月7日"


def test_the_document_part_of_word_on_the_web_is_found(tmp_path: Path) -> None:
    file = word_file(tmp_path / "通知.docx", paragraph(run("通知")), main="word/document2.xml")
    assert notice_text(file) == "通知"


def test_a_notice_made_by_word_reads_as_its_text_does(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    for line in (*WORDS.split("\n"), "示例大学党委组织部", "2025年10月13日"):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "项目立项", "2025年11月28日前"
    document.save(str(tmp_path / "通知.docx"))
    plan = read_notice(notice_text(tmp_path / "通知.docx"))
    assert (plan.submission_deadline.value, plan.establishment_deadline.value, plan.issued_on.value) == (
        "2025-11-07",
        "2025-11-28",
        "2025-10-13",
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "通知.doc",
            bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + "WordDocument\0".encode("utf-16-le"),
            "另存为 .docx",
        ),
        ("通知.docx", bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage\0".encode("utf-16-le"), "取消密码"),
        ("通知.docx", b"%PDF-1.7\n", "PDF 文件"),
        ("通知.docx", b"PK\x03\x04damaged", "损坏"),
        ("通知.docx", b"", "空的"),
        ("通知.pdf", b"%PDF-1.7\n", "粘贴"),
        ("通知.jpg", b"\xff\xd8\xff", "粘贴"),
        ("通知.txt", b"\x00\xff\xfe\x81\x00", "不是文本文件"),
        ("通知.txt", b" \r\n", "没有文字"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(RuleBroken) as refused:
        notice_text(file)
    assert words in str(refused.value)
    assert name in refused.value.what
    assert refused.value.todo


def test_a_missing_file_and_one_too_large_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="找不到文件"):
        notice_text(tmp_path / "没有.txt")
    large = tmp_path / "大.txt"
    large.write_bytes(b"a" * (20 * 1024 * 1024 + 1))
    with pytest.raises(RuleBroken, match="超过 20 MB"):
        notice_text(large)


def test_a_doctype_and_tables_without_end_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(RuleBroken, match="DOCTYPE"):
        notice_text(tmp_path / "a.docx")
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000
    with pytest.raises(RuleBroken, match="层层嵌套"):
        notice_text(word_file(tmp_path / "b.docx", deep))
