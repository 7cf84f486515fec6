import pytest

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import (
    Number,
    Numbered,
    application_number,
    copy_code,
    document_number,
    normalized_code,
    parse_number,
    receipt_number,
    short_number,
)

COPY = Number(Numbered.COPY, 2023, 1, 3)


def test_numbers_are_padded_and_grow() -> None:
    assert application_number(2023, 1) == "ZBPP-2023-001"
    assert application_number(2023, 1000) == "ZBPP-2023-1000"
    assert receipt_number(2023, 1) == "SJ-2023-0001"
    assert copy_code(application_number(2023, 1), 3) == "ZBPP-2023-001-3"


@pytest.mark.parametrize(
    ("full", "short"),
    [("ZBPP-2025-031", "031"), ("ZBPP-2025-031-3", "031-3"), ("SJ-2023-0012", "0012"), ("031", "031")],
)
def test_lists_show_the_short_number(full: str, short: str) -> None:
    assert short_number(full) == short


@pytest.mark.parametrize(
    "typed",
    [
        "ZBPP-2023-001-3",
        "zbpp-2023-001-3\r\n",
        "ＺＢＰＰ－２０２３－００１－３",
        " ZBPP — 2023 – 001 − 3 ",
        "ZBPP－2023——001-3",
        "\ufeffZBPP\u200b-2023-001-3",
        "ZBPP2023-1-3",
    ],
)
def test_a_scanned_code_is_read_however_it_was_typed(typed: str) -> None:
    assert parse_number(typed) == COPY
    assert COPY.full == "ZBPP-2023-001-3"


def test_each_kind_of_number_is_told_apart() -> None:
    assert parse_number("ZBPP-2023-031") == Number(Numbered.APPLICATION, 2023, 31)
    assert parse_number("sj-2023-0012") == Number(Numbered.RECEIPT, 2023, 12)
    numbers = ["ZBPP-2023-031", "ZBPP-2023-1000", "SJ-2023-0012", "ZBPP-2023-001-3"]
    assert [number.full for text in numbers if (number := parse_number(text))] == numbers


def test_short_forms_need_a_year() -> None:
    assert parse_number("031") is None
    assert parse_number("031", year=2025) == parse_number("31", year=2025) == Number(Numbered.APPLICATION, 2025, 31)
    assert parse_number("０３１－３", year=2025) == Number(Numbered.COPY, 2025, 31, 3)


@pytest.mark.parametrize(
    "typed", ["", "红心向党", "ZBPP-2023", "ZBPP-2023-000", "ZBPP-2023-001-0", "ZBPP-23-001", "XX-2023-001"]
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert parse_number(typed, year=2023) is None


def test_a_code_is_normalized() -> None:
    assert normalized_code(" ｚｂｐｐ－2023–001 ") == "ZBPP-2023-001"


@pytest.mark.parametrize(
    "typed",
    [
        "校党组〔2023〕5号",
        "校党组[2023]5号",
        "校党组(2023)5号",
        "校党组（2023）5号",
        "校党组【2023】5号",
        "校党组［２０２３］５号",
        "校党组﹝2023﹞5号",
        "校党组〔2023〕第05号",
        " 校党组 〔2023〕 5 号 ",
        "校党组〔2023〕5",
    ],
)
def test_a_document_number_is_written_one_way(typed: str) -> None:
    assert document_number(typed) == "校党组〔2023〕5号"


def test_a_zero_inside_a_document_number_stays() -> None:
    assert document_number("校党字〔2020〕100号") == "校党字〔2020〕100号"


def test_a_blank_document_number_stays_blank() -> None:
    assert document_number(" \u3000") == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("校党组〔23〕5号", "年份不是四位"),
        ("〔2023〕5号", "不完整"),
        ("校党组2023年5号", "不完整"),
        ("校党组〔2023〕号", "不完整"),
        ("校党组〔2023〕0号", "不完整"),
    ],
)
def test_an_incomplete_document_number_is_refused(typed: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words) as caught:
        document_number(typed)
    assert typed in caught.value.what
    assert caught.value.todo
