"""A 荣誉 in one cell or in seven."""

from __future__ import annotations

import pytest

from db.enums import DesignationKind as Kind
from db.enums import DesignationLevel as Level
from db.enums import DesignationStage as Stage
from desktop_app.rules.honours import FieldNotRead, TypedHonour, chinese_number, read_batch, read_honours
from desktop_app.shapes.roster_import import RosterField


def honours(honour: str = "", level: str = "", stage: str = "", batch: str = "", *rest: str) -> tuple[TypedHonour, ...]:
    begins, ends, validity = (*rest, "", "", "")[:3]
    return read_honours(honour, level, stage, batch, begins, ends, validity)


def test_seven_cells() -> None:
    assert honours("党建工作样板支部", "校 级", "培育创建单位", "3", "2023.11.9", "2025年11月8日") == (
        TypedHonour(Kind.MODEL_BRANCH, Level.SCHOOL, Stage.CULTIVATION, "第三批", "2023-11-09", "2025-11-08"),
    )


def test_one_cell() -> None:
    assert honours("校级样板支部（第三批，培育创建）") == (
        TypedHonour(Kind.MODEL_BRANCH, Level.SCHOOL, Stage.CULTIVATION, "第三批", "", ""),
    )
    assert honours("全国党建工作样板支部培育创建单位") == (
        TypedHonour(Kind.MODEL_BRANCH, Level.NATIONAL, Stage.CULTIVATION, "", "", ""),
    )


def test_two_honours_in_one_cell() -> None:
    assert honours("省级样板支部、校级“双带头人”教师党支部书记工作室") == (
        TypedHonour(Kind.MODEL_BRANCH, Level.PROVINCIAL, None, "", "", ""),
        TypedHonour(Kind.DOUBLE_LEADER, Level.SCHOOL, None, "", "", ""),
    )


def test_a_period_in_one_cell() -> None:
    (found,) = honours("双带头人", "省级", "通过验收", "", "", "", "2021.9—2024.9")
    assert (found.valid_from, found.valid_to) == ("2021-09-01", "2024-09-30")


@pytest.mark.parametrize("nothing", ["", "无", "—", "/", "暂无"])
def test_no_honour(nothing: str) -> None:
    assert honours(nothing, nothing, nothing, nothing) == ()


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("五星级党支部", "校级"), RosterField.HONOUR),
        (("非样板支部", "校级"), RosterField.HONOUR),
        (("样板支部", "厅级"), RosterField.LEVEL),
        (("样板支部", "校级", "进行得不错"), RosterField.STAGE),
        (("样板支部", "校级", "培育", "", "2023.2.30"), RosterField.VALID_FROM),
        (("样板支部", "校级", "培育", "", "", "11月9日"), RosterField.VALID_TO),
        (("样板支部", "校级", "培育", "", "2024.1.1", "2023.1.1"), RosterField.VALID_TO),
        (("", "校级"), RosterField.HONOUR),
        (("省级样板支部", "校级"), RosterField.LEVEL),
        (("样板支部、双带头人", "校级", "培育"), RosterField.HONOUR),
    ],
)
def test_what_cannot_be_read_names_its_field(cells: tuple[str, ...], field: RosterField) -> None:
    with pytest.raises(FieldNotRead) as refused:
        honours(*cells)
    assert refused.value.field is field


def test_batches() -> None:
    typed = ("首批", "第1批", "第一批", "1", "一", "第十二批", "2021", "2022年第二批", "")
    assert [read_batch(each) for each in typed] == [*["第一批"] * 5, "第十二批", "2021年", "2022年第二批", ""]
    assert [chinese_number(n) for n in (1, 10, 11, 20, 99)] == ["一", "十", "十一", "二十", "九十九"]
