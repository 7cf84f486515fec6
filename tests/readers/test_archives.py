"""Archives: names as they were meant, no way out, limits."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from desktop_app.readers import archives
from desktop_app.readers.archives import unpacked
from desktop_app.rules.errors import RuleBroken
from tests.incoming import archive

NAME = "药学院/教工第一党支部申报书.docx"


def mangled(name: str, codec: str) -> bytes:
    """A .zip whose file has a name in bytes that the format does not know of."""
    stand_in = "x" * len(name.encode(codec))
    return archive({stand_in: b"content"}).replace(stand_in.encode(), name.encode(codec))


@pytest.mark.parametrize("codec", ["gbk", "utf-8"])
def test_a_name_that_windows_packed(codec: str) -> None:
    assert list(unpacked(mangled(NAME, codec), "材料.zip")) == [(NAME, b"content")]


def test_a_name_in_utf_8_is_taken_as_it_is() -> None:
    assert list(unpacked(archive({NAME: b"1", "𬱖.docx": b"2"}), "材料.zip")) == [(NAME, b"1"), ("𬱖.docx", b"2")]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.docx", "etc/passwd.docx"),
        ("/abs/申报书.docx", "abs/申报书.docx"),
        ("C:\\x\\申报书.docx", "C：/x/申报书.docx"),
        ("a\u202ecod.docx", "acod.docx"),
        ("con.docx", "_con.docx"),
        ("...", "未命名"),
    ],
)
def test_no_name_leads_out(given: str, kept: str) -> None:
    assert [path for path, _ in unpacked(archive({given: b"x"}), "材料.zip")] == [kept]


def test_one_file_that_cannot_be_read_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ONE", 10)
    content = archive({"大.docx": b"x" * 11, "坏.docx": b"y" * 10, "好.docx": b"z"})
    broken = bytearray(content)
    at = content.index("坏.docx".encode()) + len("坏.docx".encode())
    broken[at] ^= 0xFF
    found = dict(unpacked(bytes(broken), "材料.zip"))
    assert found["好.docx"] == b"z"
    assert "上限" in str(found["大.docx"])
    assert "损坏" in str(found["坏.docx"])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04broken", "损坏"),
        (archive({f"{n}.docx": b"" for n in range(2_001)}), "2000 个"),
    ],
    ids=["broken", "many"],
)
def test_an_archive_that_cannot_be_read_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        list(unpacked(content, "材料.zip"))
    assert why in caught.value.what
    assert caught.value.todo


def test_a_bomb_is_refused_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *given: pytest.fail("unpacked"))
    with pytest.raises(RuleBroken, match="解压后超过"):
        list(unpacked(archive({f"{n}.docx": b"\0" * 24 * 1024 * 1024 for n in range(22)}), "炸弹.zip"))


def test_a_password_is_told() -> None:
    made = bytearray(archive({"申报书.docx": b"x"}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[bytes(made).index(sign) + offset] |= 1
    with pytest.raises(RuleBroken, match="密码"):
        list(unpacked(bytes(made), "材料.zip"))
    assert zipfile.is_zipfile(BytesIO(bytes(made)))
