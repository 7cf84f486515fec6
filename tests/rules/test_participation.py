"""应报支部参与情况: what counts as what."""

from __future__ import annotations

import pytest

from db.enums import State
from desktop_app.rules.participation import part_of, part_words, sum_words, telling
from desktop_app.shapes.participation import Part, ParticipationRow, sum_of

S = State
OPEN = (S.REGISTERED, S.INCOMPLETE, S.ACCEPTED, S.UNDER_REVIEW, S.SHORTLISTED, S.REVISING, S.REVISED, S.APPROVED)


def row(part: Part, reached: str = "", remark: str = "") -> ParticipationRow:
    return ParticipationRow("药学院党总支", "支部", "", "", "", "", reached, part, remark)


@pytest.mark.parametrize(
    ("states", "part", "took_part"),
    [
        ((None,), Part.MISSING, False),
        ((*OPEN, S.PUBLISHED), Part.OPEN, True),
        ((S.ESTABLISHED, S.CULTIVATING, S.AWAITING_ACCEPTANCE, S.POSTPONED), Part.ESTABLISHED, True),
        ((S.EXCELLENT, S.QUALIFIED, S.UNQUALIFIED), Part.ESTABLISHED, True),
        ((S.NOT_SELECTED,), Part.NOT_SELECTED, True),
        ((S.NOT_ESTABLISHED,), Part.NOT_ESTABLISHED, True),
        ((S.WITHDRAWN,), Part.WITHDRAWN, False),
        ((S.NOT_ADMITTED,), Part.NOT_ADMITTED, False),
        ((S.DISQUALIFIED,), Part.DISQUALIFIED, False),
    ],
)
def test_what_each_state_counts_as(states, part, took_part):
    assert {part_of(state) for state in states} == {part}
    assert part.took_part is took_part


def test_every_state_counts_as_something():
    assert {part_of(state) for state in S} == set(Part) - {Part.MISSING, Part.EXEMPT}


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ((), None),
        ((S.WITHDRAWN,), 0),
        ((S.WITHDRAWN, S.ACCEPTED), 1),
        ((S.ACCEPTED, S.WITHDRAWN), 0),
        ((S.WITHDRAWN, S.NOT_ADMITTED), 1),
    ],
)
def test_the_live_application_tells_else_the_last_that_ended(states, told):
    assert telling(states) == told


def test_sums_leave_out_what_is_none():
    rows = [row(Part.ESTABLISHED), row(Part.ESTABLISHED), row(Part.OPEN), row(Part.MISSING), row(Part.EXEMPT)]
    assert sum_words(sum_of(rows)) == "应报 4，参加 3（已立项 2，结果未定 1），未申报 1，认定不必申报 1"
    assert sum_words(sum_of([row(Part.WITHDRAWN)])) == "应报 1，参加 0，撤回、不予受理或取消资格 1"
    assert (
        sum_words(sum_of([row(Part.NOT_SELECTED), row(Part.NOT_ESTABLISHED)])) == "应报 2，参加 2（未入选或未立项 2）"
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (row(Part.MISSING), "未申报"),
        (row(Part.ESTABLISHED, "已立项"), "已立项"),
        (row(Part.ESTABLISHED, "结项优秀"), "已立项（结项优秀）"),
        (row(Part.OPEN, "评审中"), "已申报，结果未定（评审中）"),
        (row(Part.NOT_SELECTED, "未入选"), "参加，未入选"),
        (row(Part.WITHDRAWN, "撤回", "支部合并"), "撤回。支部合并"),
        (row(Part.EXEMPT, "", "经办人认定：支部已撤销"), "认定不必申报。经办人认定：支部已撤销"),
    ],
)
def test_how_it_is_told(made, said):
    assert part_words(made) == said
