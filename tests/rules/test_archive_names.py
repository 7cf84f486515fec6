"""Names in a pack: readable, safe on Windows, unique, and short enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.archive_names import FILE, FOLDER, Names, file_name, folder_name


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("ZBPP-2025-001", "妇产科党支部", "生命起点"), "ZBPP-2025-001 妇产科党支部 生命起点"),
        (("ZBPP-2025-001", "“王明艳”党支部", "红/绿\\蓝"), "ZBPP-2025-001 “王明艳”党支部 红／绿＼蓝"),
        (("CON",), "_CON"),
        (("a:b?c*",), "a：b？c＊"),
        (("药学院. ",), "药学院"),
        (("",), "未命名"),
        (("长" * 60,), "长" * 31 + "…"),
        (("𬱖" * 40,), "𬱖" * 15 + "…"),
    ],
)
def test_a_folder_is_named_so_that_windows_takes_it(words, name):
    assert folder_name(*words) == name


def test_a_long_file_keeps_its_suffix():
    assert file_name("申报稿 2025-09-09", f"{'长' * 60}.docx") == f"申报稿 2025-09-09 {'长' * 27}….docx"


def test_names_that_differ_in_case_alone_are_told_apart():
    names = Names()
    given = [names.give(("甲",), each) for each in ("A.docx", "a.docx", "a.DOCX", "b")]
    assert given == ["甲/A.docx", "甲/a (2).docx", "甲/a (3).DOCX", "甲/b"]


@given(st.lists(st.text(max_size=300), max_size=3))
def test_whatever_is_typed_is_short_and_bare(words):
    for name, most in ((folder_name(*words), FOLDER), (file_name(*words), FILE)):
        assert name
        assert units(name) <= most
        assert not set(name) & set('/\\<>:"|?*\0')
        assert name == name.rstrip(" .")
