"""名单 on real rows: who stands on which, in what order, with which columns, and what must not."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.enums import State
from db.models import Application, Branch, OfficeSetting
from desktop_app.office import project_lists
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.project_lists import USUAL_COLUMNS, ListChoice, ListColumn, ListKind, ListLine, ListOrder
from tests.builders import Panel

S = State
NOW = datetime(2023, 11, 27, 17, 31)
QUERIES = {
    ListKind.SHORTLISTED: project_lists.shortlisted_list,
    ListKind.ESTABLISHED: project_lists.established_list,
    ListKind.NOT_SELECTED: project_lists.not_selected_list,
}
BRANCHES = ("教工第一党支部", "教工第二党支部", "学生党支部", "离退休党支部", "机关党支部")


@pytest.fixture
def season(office):
    """Five applications of two organisations."""
    office.round()
    nursing, pharmacy = office.organization("护理学院党委"), office.organization()
    for at, name in enumerate(BRANCHES):
        branch = office.branch(name, (pharmacy, nursing)[at % 2], secretary=f"书记{at + 1}", kind="教师")
        office.receive(branch, brand=f"品牌{at + 1}", electronic="2023-11-08 16:12")
    return office


def put(office, *states, **facts):
    """Bring the applications into these states, in the order of their numbers."""

    def update():
        for number, state in enumerate(states, 1):
            Application.update(state=state).where(Application.id == number).execute()
        if facts:
            Application.update(**facts).where(Application.state == S.NOT_ESTABLISHED).execute()

    office.ledger.run("办", update)


def shown(kind):
    return [line.number[-3:] for line in QUERIES[kind](NOW).lines]


def test_each_project_stands_on_the_list_of_its_state(season):
    put(season, S.SHORTLISTED, S.PUBLISHED, S.ESTABLISHED, S.NOT_SELECTED, S.NOT_ESTABLISHED, state_reason="定稿未交")
    assert {kind: shown(kind) for kind in ListKind} == {
        ListKind.SHORTLISTED: ["001", "002"],
        ListKind.ESTABLISHED: ["003"],
        ListKind.NOT_SELECTED: ["004", "005"],
    }
    assert [line.outcome for line in project_lists.not_selected_list(NOW).lines] == ["未入选", "未立项：定稿未交"]


def test_a_line_says_what_may_be_public(season):
    season.honour(1)
    put(season, S.ESTABLISHED)
    made = project_lists.established_list(NOW)
    assert made.lines == (
        ListLine("ZBPP-2023-001", "药学院党总支", BRANCHES[0], "教师", "品牌1", "书记1", "校级样板 · 培育", "已立项"),
    )
    assert (made.choice, made.year, made.empty) == (ListChoice(), 2023, "")


def test_an_empty_list_says_why_and_what_comes_next(season):
    assert [QUERIES[kind](NOW).empty for kind in ListKind] == [
        "还没有拟立项的项目。评审排名复核以后，在“立项公示”里取拟立项名单。",
        "还没有已立项的项目。公示期满后，在“立项公示”里结束公示。",
        "还没有未入选的项目。取了拟立项名单以后，其余的在这里。",
    ]
    put(season, *[S.ESTABLISHED] * 5)
    assert project_lists.shortlisted_list(NOW).empty == "拟立项的项目都已立项，请看《立项名单》。"


def test_the_choice_is_the_offices_one_setting_and_undoable(season):
    choose(season, ["党支部", "序号", "品牌名称"], "按基层党组织分组")
    assert project_lists.choice() == ListChoice((C.PLACE, C.BRANCH, C.BRAND), ListOrder.ORGANIZATION)
    assert OfficeSetting.select().where(OfficeSetting.key == project_lists.CHOICE).count() == 1
    season.ledger.undo()
    assert project_lists.choice() == ListChoice()


C = ListColumn


def choose(office, columns, order):
    office.ledger.run("名单栏目", project_lists.choose_columns, columns=columns, order=order)


def test_a_column_that_there_is_not_changes_nothing(season):
    with pytest.raises(RuleBroken, match="没有“手机”这一栏"):
        choose(season, ["党支部", "手机"], "按申报编号")
    assert project_lists.choice() == ListChoice()


def test_grouped_the_organizations_stand_in_the_offices_order(season):
    put(season, *[S.ESTABLISHED] * 5)
    choose(season, USUAL_COLUMNS, ListOrder.ORGANIZATION)
    assert [(line.organization, line.number[-3:]) for line in project_lists.established_list(NOW).lines] == [
        ("护理学院党委", "002"), ("护理学院党委", "004"),
        ("药学院党总支", "001"), ("药学院党总支", "003"), ("药学院党总支", "005"),
    ]  # fmt: skip


def test_ranked_it_follows_the_official_ranking(office):
    panel = Panel(office, experts=1)
    for brand, points, state in (
        ("甲", 80, "已立项"),
        ("乙", 95, "已立项"),
        ("丙", 80, "已立项"),
        ("丁", 99, "未入选"),
    ):
        panel.application(brand, [points], state=state)
    panel.application("戊", [""], state="已立项")
    choose(office, USUAL_COLUMNS, ListOrder.RANKING)
    made = project_lists.established_list(NOW)
    assert ([line.brand for line in made.lines], made.unranked) == (["乙", "甲", "丙", "戊"], 1)


def test_ranked_it_is_refused_while_a_sheet_is_unverified(office):
    panel = Panel(office, experts=1)
    panel.application("甲", [80], state="已立项", unverified=(1,))
    choose(office, USUAL_COLUMNS, ListOrder.RANKING)
    with pytest.raises(RuleBroken, match="还没有复核，不能生成正式排名"):
        project_lists.established_list(NOW)


@pytest.mark.parametrize("kind", ListKind)
def test_personal_data_are_refused_in_public_and_told_in_no_other_list(season, kind):
    states = {ListKind.SHORTLISTED: S.SHORTLISTED, ListKind.ESTABLISHED: S.ESTABLISHED}
    put(season, *[states.get(kind, S.NOT_SELECTED)] * 5)
    season.ledger.run("改", lambda: Branch.update(secretary="王伟 3831402").where(Branch.id == 2).execute())
    if kind.internal:
        assert QUERIES[kind](NOW).lines[1].head == "王伟 3831402"
        return
    with pytest.raises(RuleBroken) as refused:
        QUERIES[kind](NOW)
    assert refused.value.what == f"《{kind}》要公开，第 2 行“负责人”里有电话号码“3831402”。"
    choose(season, ["党支部", "品牌名称"], "按申报编号")
    assert len(QUERIES[kind](NOW).lines) == 5
