"""Dates, counts and telephones as people type them into cells; what is not one is refused in words."""

from __future__ import annotations

from datetime import date

import pytest

from db.enums import BranchKind
from desktop_app.rules.typed_values import (
    DateSpan,
    NotRead,
    Telephones,
    read_branch_kind,
    read_count,
    read_date,
    read_end,
    read_period,
    read_start,
    read_telephones,
)

NINTH = date(2023, 11, 9)


@pytest.mark.parametrize(
    "typed",
    [
        "2023.11.9", "2023-11-09", "2023/11/9", "2023年11月9日", "20231109", "２０２３.１１.９", " 2023. 11. 9 ",
        "2023年11月9号", "二〇二三年十一月九日", "2023-11-09 16:12", "2023年11月9日起", "2023-11-09 00:00:00",
    ],
)  # fmt: skip
def test_a_day(typed: str) -> None:
    assert read_date(typed) == DateSpan(NINTH, NINTH)


def test_a_month_and_a_year_are_spans() -> None:
    assert read_date("2024年") == DateSpan(date(2024, 1, 1), date(2024, 12, 31))
    assert read_date("2024.2") == read_date("2024年2月") == read_date("202402")
    assert (read_start("2024年2月"), read_end("2024年2月")) == ("2024-02-01", "2024-02-29")


def test_a_day_without_a_year_needs_one() -> None:
    assert read_date("11月9日", year=2023) == DateSpan(NINTH, NINTH)
    with pytest.raises(NotRead, match="没有写明年份"):
        read_date("11月9日")


@pytest.mark.parametrize("typed", ["2023.2.30", "2023-13-01", "去年", "45239", "2023.11.9.1", "1023-01-01", "第三批"])
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(NotRead):
        read_date(typed)


def test_open_ends() -> None:
    assert [read_end(typed) for typed in ("", "长期", "至今", "—", "无")] == [""] * 5
    assert read_start("") == ""


@pytest.mark.parametrize("typed", ["2021.9—2024.9", "2021年9月至2024年9月", "2021-09-01~2024-09-30", "2021.09-2024.09"])
def test_a_period_in_one_cell(typed: str) -> None:
    assert read_period(typed) == ("2021-09-01", "2024-09-30")


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("35", 35),
        ("３５", 35),
        ("35人", 35),
        ("35.0", 35),
        ("三十五", 35),
        ("0", 0),
        ("", None),
        ("—", None),
        ("012", 12),
    ],
)
def test_counts(typed: str, count: int | None) -> None:
    assert read_count(typed) == count


@pytest.mark.parametrize("typed", ["若干", "3.5", "-3", "35（含预备2人）", "1234567"])
def test_what_is_no_count(typed: str) -> None:
    with pytest.raises(NotRead, match="不是人数"):
        read_count(typed)


@pytest.mark.parametrize(
    ("typed", "office"),
    [
        ("3831311", "3831311"),
        ("３８３１３１１", "3831311"),
        ("0371-65790500", "0371-65790500"),
        ("010-12345678-806", "010-12345678-806"),
        ("3831402转806", "3831402转806"),
        ("3831402 转 806", "3831402 转 806"),
        ("3831311、3831312", "3831311、3831312"),
        ("3831311/3831312；3831313", "3831311、3831312、3831313"),
        ("3831311 3831312", "3831311、3831312"),
        ("3831311\n3831312", "3831311、3831312"),
        ("3831311，3831311", "3831311"),
        ("(0371)65790500", "(0371)65790500"),
        ("无", ""),
    ],
)
def test_telephones(typed: str, office: str) -> None:
    assert read_telephones(typed) == Telephones(office, ())


@pytest.mark.parametrize(
    "typed", ["13800000000", "138 0000 0000", "138-0000-0000", "+86 13800000000", "１３８００００００００"]
)
def test_a_mobile_is_told_apart(typed: str) -> None:
    assert read_telephones(typed) == Telephones("", ("13800000000",))


def test_an_office_number_beside_a_mobile_is_kept() -> None:
    assert read_telephones("3831311、13800000000") == Telephones("3831311", ("13800000000",))


def test_an_identity_number_is_never_repeated() -> None:
    with pytest.raises(NotRead) as refused:
        read_telephones("000000000000000000")
    assert "0000" not in str(refused.value)


def test_what_is_no_telephone() -> None:
    with pytest.raises(NotRead, match="“请问办公室”不是电话号码"):
        read_telephones("3831311、请问办公室")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("教师", BranchKind.TEACHERS), ("教职工党支部", BranchKind.TEACHERS), ("研究生", BranchKind.STUDENTS),
        ("机关（管理服务）", BranchKind.ADMINISTRATION), ("医护（临床医技）", BranchKind.MEDICAL),
        ("医技", BranchKind.MEDICAL),
        ("离 退 休", BranchKind.RETIRED), ("师生联合", BranchKind.JOINT), ("", None), ("—", None),
    ],
)  # fmt: skip
def test_kinds_of_branches(typed: str, kind: BranchKind | None) -> None:
    assert read_branch_kind(typed) == kind


def test_an_unknown_kind_is_refused_with_what_may_stand_there() -> None:
    with pytest.raises(NotRead, match="“临时”不是支部类型（可填：教师、学生、机关、医护、离退休、联合）"):
        read_branch_kind("临时")
