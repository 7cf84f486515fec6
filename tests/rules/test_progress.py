"""How many got how far."""

from __future__ import annotations

from db.enums import State
from desktop_app.rules.progress import stages, undone
from desktop_app.shapes.dashboard import Progress, Stage


def test_at_the_desk_the_later_stages_have_not_begun() -> None:
    applications = [
        Progress(State.REGISTERED, received=False, obligated=True),
        Progress(State.INCOMPLETE, received=True, obligated=True),
        Progress(State.ACCEPTED, received=True, obligated=False),
    ]
    assert stages(4, applications) == (
        Stage("应报", 4, 4),
        Stage("已收", 2, 1),
        Stage("已受理", 1, 0),
        Stage("评审中", None),
        Stage("拟立项", None),
        Stage("已立项", None),
        Stage("结项", None),
    )


def test_nobody_yet_is_nought_at_the_desk() -> None:
    assert [(stage.name, stage.count) for stage in stages(0, [])][:4] == [
        ("应报", 0),
        ("已收", 0),
        ("已受理", 0),
        ("评审中", None),
    ]


def test_who_fell_out_later_counts_as_far_as_they_came() -> None:
    applications = [
        Progress(state, received=True, obligated=False)
        for state in (State.NOT_SELECTED, State.NOT_ESTABLISHED, State.UNQUALIFIED, State.QUALIFIED)
    ]
    assert [stage.count for stage in stages(0, applications)] == [0, 4, 4, 4, 3, 2, 1]


def test_a_step_of_the_season_is_done_when_projects_are_past_it_and_none_stands_in_it() -> None:
    steps = ("申报收件", "专家评审", "修改审定", "立项公示", "培育建设", "结项验收", "持续建设")

    def still(*states: State) -> list[str]:
        return [step for step in steps if undone(step, states)]

    assert still() == ["专家评审", "修改审定", "立项公示", "培育建设", "结项验收"]
    assert still(State.INCOMPLETE, State.NOT_SELECTED, State.ESTABLISHED) == ["培育建设", "结项验收"]
    assert still(State.UNDER_REVIEW, State.PUBLISHED) == ["专家评审", "立项公示", "培育建设", "结项验收"]
    assert still(State.QUALIFIED, State.POSTPONED) == ["结项验收"]
    assert still(State.QUALIFIED, State.UNQUALIFIED) == []
