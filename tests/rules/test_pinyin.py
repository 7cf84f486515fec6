"""A branch is found by characters, pinyin, initials and ordinals as figures, the likeliest first."""

from __future__ import annotations

import pytest

from desktop_app.rules.pinyin import branch_search_text, found_span, matches, search_text

FIRST = "临床医学系第一党支部"
SEARCH = branch_search_text(FIRST, "第一临床学院党委", "单雄信", ["临床一支部"])


@pytest.mark.parametrize(
    ("typed", "score", "bold"),
    [
        ("临床", 0, "临床"),
        ("临床医学系第1", 0, "临床医学系第一"),
        ("lcyx", 1, "临床医学"),
        ("LCYX", 1, "临床医学"),
        ("ｌｃ", 1, "临床"),
        ("lcyxxdydzb", 1, FIRST),
        ("lcyxx1", 1, "临床医学系第一"),
        ("lcyx1", 1, "临床医学系第一"),
        ("临床1", 1, "临床医学系第一"),
        ("linchuang", 2, "临床"),
        ("lin chuang", 2, "临床"),
        ("linc", 2, "临床"),
        ("医学", 3, "医学"),
        ("yx", 4, "医学"),
        ("yixue", 5, "医学"),
        ("lyx", 6, "临床医学"),
        ("dylcxy", 11, None),
        ("sxx", 11, None),
        ("shanxiong", 12, None),
    ],
)
def test_found(typed: str, score: int, bold: str | None) -> None:
    assert matches(SEARCH, typed) == score
    span = found_span(SEARCH, typed)
    assert (FIRST[span[0] : span[1]] if span else None) == bold


@pytest.mark.parametrize("typed", ["an", "ng", "huang", "lcyx2", "12", "药学", "zzz", "xl"])
def test_not_found(typed: str) -> None:
    assert matches(SEARCH, typed) is None
    assert found_span(SEARCH, typed) is None


def test_nothing_typed_finds_everything() -> None:
    assert matches(SEARCH, " ") == 0
    assert found_span(SEARCH, " ") is None


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("重症医学科党支部", "zzyx"),
        ("重症医学科党支部", "czyx"),
        ("行政党支部", "hz"),
        ("行政党支部", "xingzheng"),
        ("“王明艳”党支部", "wmydzb"),
        ("“王明艳”党支部", "wmy"),
        ("22级临床医学第三党支部", "22jlcyx3"),
        ("22级临床医学第三党支部", "22lc3"),
        ("教工第十一党支部", "jg11"),
        ("14级医学党支部", "14jyx"),
    ],
)
def test_polyphones_quotes_and_figures(name: str, typed: str) -> None:
    assert matches(search_text(name), typed) is not None


def test_bold_passes_over_quotes() -> None:
    name = "“王明艳”党支部"
    assert found_span(search_text(name), "mydz") == (2, 7)


@pytest.mark.parametrize(
    ("person", "typed"),
    [
        ("曾黎", "zengli"), ("曾黎", "zl"), ("单雄信", "sxx"), ("仇英", "qiuying"), ("解缙", "xiejin"),
        ("查良镛", "zhal"),
        ("区小明", "ouxiaoming"), ("尉迟恭", "yuchigong"), ("万俟卨", "moqi"), ("吕布", "lvbu"), ("贺䶮", "hey"),
        ("古丽娜·买买江", "glnmmj"),
    ],
)  # fmt: skip
def test_surnames_have_their_own_reading(person: str, typed: str) -> None:
    assert matches(search_text(person, person=True), typed) is not None


def test_a_college_and_its_branch_in_one() -> None:
    search = branch_search_text("第一党支部", "药学院党总支")
    assert matches(search, "yxydy") is not None
    assert matches(search, "药学院第一") is not None


def test_beginnings_come_before_what_stands_inside() -> None:
    names = ["第一临床学院医技第六党支部", "临床医学系第一党支部", "21级临床医学第一党支部"]
    found = sorted((matches(search_text(name), "lcyx1"), name) for name in names if matches(search_text(name), "lcyx1"))
    assert [name for _, name in found] == ["临床医学系第一党支部", "21级临床医学第一党支部"]
