"""名单: which columns and orders there are, and what is said over the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from db.enums import State
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import OUT
from desktop_app.rules.project_lists import STATES, cells, chosen, headings, summary
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.official import OfficialLook
from desktop_app.shapes.project_lists import (
    USUAL_COLUMNS,
    ListChoice,
    ListColumn,
    ListKind,
    ListLine,
    ListOrder,
    ProjectList,
)

LINE = ListLine("ZBPP-2025-031", "药学院党总支", "学生党支部", "学生", "药香校园", "王𬱖", "校级样板 · 培育", "未入选")
LISTED = ProjectList(
    ListKind.ESTABLISHED,
    Letterhead("示例医科大学", "党委组织部", "组织科", "", "", ""),
    "2025 年批次",
    2025,
    ListChoice(),
    (LINE, LINE),
    datetime(2025, 10, 10, 17, 31),
    OfficialLook(),
    empty="还没有。",
)


def test_columns_keep_their_order_whatever_order_they_were_chosen_in():
    assert chosen(["负责人", "序号", "党支部"], "按评审名次") == ListChoice(
        (ListColumn.PLACE, ListColumn.BRANCH, ListColumn.HEAD), ListOrder.RANKING
    )


@pytest.mark.parametrize("column", ["手机号码", "联系电话", "身份证号", "telephone", ""])
def test_nothing_private_can_be_chosen(column):
    with pytest.raises(RuleBroken) as refused:
        chosen([*USUAL_COLUMNS, column], ListOrder.NUMBER)
    assert refused.value.what == f"名单里没有“{column}”这一栏。"
    assert refused.value.todo.startswith(
        "可选的栏目：序号、申报编号、基层党组织、党支部、支部类型、品牌名称、负责人、荣誉；"
    )


def test_a_list_must_tell_its_projects_apart():
    with pytest.raises(RuleBroken, match="“党支部”、“品牌名称”、“申报编号”至少要留一栏"):
        chosen(["序号", "基层党组织", "负责人"], ListOrder.NUMBER)
    with pytest.raises(RuleBroken, match="没有“按得分”这种排列"):
        chosen(USUAL_COLUMNS, "按得分")


@pytest.mark.parametrize(
    ("order", "unranked", "said"),
    [
        (ListOrder.NUMBER, 0, "共 2 项，排名不分先后。"),
        (ListOrder.ORGANIZATION, 0, "共 2 项，按基层党组织排列，排名不分先后。"),
        (ListOrder.RANKING, 0, "共 2 项，以评审名次为序，名次相同的按申报编号排列。"),
        (ListOrder.RANKING, 1, "共 2 项，以评审名次为序，名次相同的按申报编号排列；未经评分的 1 项列在最后。"),
    ],
)
def test_the_order_is_said(order, unranked, said):
    assert summary(replace(LISTED, choice=ListChoice(order=order), unranked=unranked)) == said


def test_an_empty_list_says_why():
    assert summary(replace(LISTED, lines=())) == "还没有。"


def test_every_column_has_its_words():
    every = replace(LISTED, choice=ListChoice(tuple(ListColumn)))
    assert dict(zip(headings(every), cells(every, LINE, 7), strict=True)) == {
        "序号": "7", "申报编号": "ZBPP-2025-031", "基层党组织": "药学院党总支", "党支部": "学生党支部",
        "支部类型": "学生", "品牌名称": "药香校园", "负责人": "王𬱖", "荣誉": "校级样板 · 培育",
    }  # fmt: skip


def test_only_a_list_that_stays_inside_says_what_became_of_each():
    inside = replace(LISTED, kind=ListKind.NOT_SELECTED)
    assert (headings(inside)[-1], cells(inside, LINE, 1)[-1]) == ("情况", "未入选")
    assert (headings(LISTED)[-1], cells(LISTED, LINE, 1)[-1]) == ("负责人", "王𬱖")


def test_no_project_stands_on_two_lists_and_none_that_left_on_a_public_one():
    every = [state for states in STATES.values() for state in states]
    assert len(every) == len(set(every))
    public = {state for kind, states in STATES.items() if not kind.internal for state in states}
    assert not public & {*OUT, State.NOT_SELECTED, State.NOT_ADMITTED, State.UNDER_REVIEW}
