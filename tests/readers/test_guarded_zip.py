import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app.readers import guarded_zip
from desktop_app.readers.guarded_zip import open_parts
from desktop_app.rules.errors import RuleBroken

DOCUMENT = {"word/document.xml": b"<d><p>a</p></d>"}
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504


def write_zip(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0\0"


def refusal(path: Path, kind: str = "docx") -> RuleBroken:
    with pytest.raises(RuleBroken) as caught:
        open_parts(path, kind=kind)
    assert path.name in caught.value.what
    assert caught.value.todo
    return caught.value


def test_reads_parts_without_regard_to_case_or_leading_slash(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "案例.docx", {"Word\\Document.xml": b"<d><p>a</p></d>", "word/media/": b""})
    with open_parts(path, kind="docx") as parts:
        assert parts.names == ("word/document.xml",)
        assert "/word/document.xml" in parts
        assert parts.read("word/Document.xml") == b"<d><p>a</p></d>"
        assert [child.text for child in parts.xml("word/document.xml")] == ["a"]


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.docx", DOCUMENT)
    with open_parts(path, kind="docx") as parts, pytest.raises(RuleBroken, match=r"缺少内部部件 word/styles\.xml"):
        parts.read("word/styles.xml")


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"", "docx", "0 字节"),
        (stream("WordDocument"), "docx", "旧版 Word 文档"),
        (stream("Workbook"), "xlsx", "旧版 Excel 工作簿"),
        (stream("Book"), "xlsx", "旧版 Excel 工作簿"),
        (stream("EncryptedPackage"), "xlsx", "打开密码"),
        (OLE, "docx", "旧格式或加密"),
        (b"%PDF-1.7", "docx", "PDF"),
        (b"\xef\xbb\xbf<HTML><table>", "xlsx", "网页"),
        ("品牌名称".encode(), "docx", "不是“Word 文档"),
        (b"PK\x03\x04 cut off", "docx", "压缩目录不完整"),
    ],
)
def test_refuses_what_is_no_zip_and_says_what_it_is(tmp_path: Path, content: bytes, kind: str, words: str) -> None:
    path = tmp_path / "案例.docx"
    path.write_bytes(content)
    assert words in refusal(path, kind).what


def test_an_old_document_is_told_how_to_become_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "申报书.doc"
    path.write_bytes(stream("WordDocument"))
    assert refusal(path).todo == "请在 WPS 或 Word 里打开，另存为 .docx，再重新选择。"


@pytest.mark.parametrize(
    ("parts", "kind", "words"),
    [
        ({"xl/workbook.xml": b"<w/>"}, "docx", "Excel 工作簿"),
        (DOCUMENT, "xlsx", "Word 文档"),
        ({"content.xml": b"<w/>"}, "docx", "OpenDocument"),
        ({"1.txt": b"1"}, "docx", "压缩包"),
    ],
)
def test_refuses_the_wrong_kind(tmp_path: Path, parts: Mapping[str, bytes], kind: str, words: str) -> None:
    assert words in refusal(write_zip(tmp_path / "a.zip", parts), kind).what


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("MAX_FILE", 50, "MB 的上限"),
        ("MAX_PART", 10, "word/document.xml"),
        ("MAX_UNPACKED", 20, "解压后"),
        ("MAX_PARTS", 1, "2 个部件"),
    ],
)
def test_refuses_what_passes_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, words: str
) -> None:
    path = write_zip(tmp_path / "a.docx", {**DOCUMENT, "word/styles.xml": b"<styles />"})
    open_parts(path, kind="docx").close()
    monkeypatch.setattr(guarded_zip, limit, value)
    assert words in refusal(path).what


def test_a_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.docx", {"word/document.xml": b" " * (guarded_zip.MAX_PART + 1)})
    assert path.stat().st_size < 100_000
    assert "解压后超过 50 MB" in refusal(path).what


def test_refuses_a_password_and_a_repeated_part(tmp_path: Path) -> None:
    encrypted = write_zip(tmp_path / "a.docx", DOCUMENT)
    content = bytearray(encrypted.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    encrypted.write_bytes(content)
    assert "加了密码" in refusal(encrypted).what
    assert "同名" in refusal(write_zip(tmp_path / "b.docx", {**DOCUMENT, "Word/document.xml": b"<d/>"})).what


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>', "DOCTYPE"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d><d/>'.encode("utf-16"), "DOCTYPE"),
        ("<!DOCTYPE d><d/>".encode("utf-16-be"), "DOCTYPE"),
        (b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE d><d/>".encode("cp037"), "文字编码"),
        (b"<d><p></d>", "不是完整的 XML"),
        (b'<?xml version="1.0" encoding="x-none"?><d/>', "不是完整的 XML"),
    ],
)
def test_refuses_hostile_or_broken_xml(tmp_path: Path, content: bytes, words: str) -> None:
    path = write_zip(tmp_path / "a.docx", {"word/document.xml": content})
    with open_parts(path, kind="docx") as parts, pytest.raises(RuleBroken, match=words):
        parts.xml("word/document.xml")


def test_a_part_whose_bytes_were_changed_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", b"<d>aaaa</d>")
    path.write_bytes(path.read_bytes().replace(b"aaaa", b"aaab"))
    with open_parts(path, kind="docx") as parts, pytest.raises(RuleBroken, match="无法解压"):
        parts.read("word/document.xml")


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "无法读取" in refusal(tmp_path).what
    assert "找不到文件" in refusal(tmp_path / "没有.docx").what
