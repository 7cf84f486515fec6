import codecs

import pytest

from desktop_app.readers.plain_text import decode_text
from desktop_app.rules.errors import RuleBroken

NOTICE = "各基层党委、党总支:\n现将有关事项通知如下：公示期为5个工作日。\n"
TRADITIONAL = "各基層黨委、黨總支:\n現將有關事項通知如下：公示期為5個工作日。\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (NOTICE.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + NOTICE.encode(), "UTF-8"),
        (NOTICE.encode("gb18030"), "GB18030"),
        (NOTICE.encode("gb2312"), "GB18030"),
        (NOTICE.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be"), "UTF-16"),
        (NOTICE.encode("utf-16-le"), "UTF-16"),
        (NOTICE.encode("utf-16-be"), "UTF-16"),
        (NOTICE.replace("\n", "\r\n").encode(), "UTF-8"),
        (NOTICE.replace("\n", "\r").encode("gb18030"), "GB18030"),
    ],
)
def test_a_chinese_text_is_read_in_any_encoding(content: bytes, encoding: str) -> None:
    assert decode_text(content, "通知.txt") == (NOTICE, encoding)


def test_big5_is_told_from_gbk() -> None:
    assert decode_text(TRADITIONAL.encode("big5"), "a.txt") == (TRADITIONAL, "Big5")
    assert decode_text(TRADITIONAL.encode("gb18030"), "a.txt") == (TRADITIONAL, "GB18030")


def test_characters_beyond_gbk_survive() -> None:
    assert decode_text("䶮𬱖".encode("gb18030"), "a.txt") == ("䶮𬱖", "GB18030")


def test_short_and_empty_texts() -> None:
    assert decode_text(b"", "a.txt") == ("", "UTF-8")
    assert decode_text("王伟".encode("gbk"), "a.txt") == ("王伟", "GB18030")
    assert decode_text("ZBPP\n".encode("utf-16-le"), "a.txt") == ("ZBPP\n", "UTF-16")


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff", b"\xff\xff\xff\xff", codecs.BOM_UTF16_LE + b"\0", b"\0\0\0\0"],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken) as caught:
        decode_text(content, "通知.txt")
    assert "“通知.txt”" in caught.value.what
    assert "UTF-8" in caught.value.todo
