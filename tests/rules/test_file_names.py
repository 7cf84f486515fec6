"""Names from outside and from data become names that every system can keep."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.rules.file_names import LONGEST, safe_name, shown_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("申报书.docx", "申报书.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\启动\\a.bat", "a.bat"),
        ("C:\\Users\\x\\表.xlsx", "表.xlsx"),
        ("/", "未命名"),
        ("..", "未命名"),
        ("a\0b\nc.docx", "abc.docx"),
        ("报\u202excod.exe", "报xcod.exe"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1 .docx", "_com1.docx"),
        ('附件"1":<表>?.xlsx', "附件＂1＂：＜表＞？.xlsx"),
        ("名单. . ", "名单"),
        ("  王　伟 .docx", "王 伟.docx"),
    ],
)
def test_examples(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


def test_a_long_name_is_cut_and_keeps_its_suffix() -> None:
    cut = safe_name("很" * 300 + ".docx")
    assert len(cut.encode()) <= LONGEST
    assert cut.endswith("很.docx")


@given(st.text())
@example("con .\u200b")
@example("a/.\u0301")
def test_whatever_comes_is_one_bare_name_and_safe_again(text: str) -> None:
    name = safe_name(text)
    assert name
    assert name not in (".", "..")
    assert len(name.encode()) <= LONGEST
    assert not set(name) & set('\\/:*?"<>|\0\r\n\t')
    assert not name.endswith((" ", "."))
    assert safe_name(name) == name


def test_a_name_is_shown_on_one_line() -> None:
    assert shown_name("表\n格\u202e.xls") == "表�格�.xls"
    assert shown_name("长" * 200) == "长" * 80 + "…" + "长" * 30
