"""应报支部参与情况 on real rows."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.enums import State
from db.models import Application
from desktop_app.office import branches, participation
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.participation import Part, ParticipationRow, ParticipationSum, sum_of

S = State
NOW = datetime(2023, 12, 1, 9, 0)
WORDS = "校级样板支部 · 培育创建（第三批）"
SHORT = "校级样板 · 培育"


@pytest.fixture
def season(office):
    """Two organisations; six branches with an honour, one without."""
    office.round()
    pharmacy, nursing = office.organization(), office.organization("护理学院党委")
    for at, name in enumerate(("一", "二", "三", "四", "五", "六", "七"), 1):
        office.branch(f"{name}支部", pharmacy if at < 5 else nursing)
        if at < 7:
            office.honour(at)
    return office


def put(office, branch_id, state, reason=""):
    def update():
        newest = Application.select().where(Application.branch == branch_id).order_by(Application.id.desc()).first()
        Application.update(state=state, state_reason=reason).where(Application.id == newest.id).execute()

    office.ledger.run("办", update)


def row(organization, branch, number, reached, part, remark=""):
    brand = "药香校园" if number else ""
    full = f"ZBPP-2023-{number}" if number else ""
    return ParticipationRow(organization, branch, WORDS, SHORT, full, brand, reached, part, remark)


def test_every_obligated_branch_stands_there_with_what_counts(season):
    for branch_id in (1, 2, 3, 5, 7):
        season.receive(branch_id)
    put(season, 1, S.ESTABLISHED)
    put(season, 2, S.NOT_SELECTED)
    put(season, 3, S.WITHDRAWN, "支部合并")
    put(season, 5, S.DISQUALIFIED, "与往年内容相同")
    put(season, 7, S.ESTABLISHED)
    exempt = {"round_id": season.round_id, "branch_id": 6, "obligated": False, "reason": "支部换届"}
    season.ledger.run("认定", branches.overrule_obligation, **exempt)
    made = participation.participation(NOW)
    pharmacy, nursing = "药学院党总支", "护理学院党委"
    assert made.rows == (
        row(pharmacy, "一支部", "001", "已立项", Part.ESTABLISHED),
        row(pharmacy, "二支部", "002", "未入选", Part.NOT_SELECTED),
        row(pharmacy, "三支部", "003", "撤回", Part.WITHDRAWN, "支部合并"),
        row(pharmacy, "四支部", "", "", Part.MISSING),
        row(nursing, "五支部", "004", "取消资格", Part.DISQUALIFIED, "与往年内容相同"),
        row(nursing, "六支部", "", "", Part.EXEMPT, "经办人认定：支部换届"),
    )
    assert made.day == "2023-11-10"
    assert sum_of(made.rows) == ParticipationSum(
        obligated=5, took_part=2, established=1, open=0, not_taken=1, ended=2, missing=1, exempt=1
    )


def test_a_branch_that_applied_anew_is_told_by_what_lives(season):
    season.receive(1)
    put(season, 1, S.WITHDRAWN, "重写")
    season.receive(1, brand="良药")
    first = participation.participation(NOW).rows[0]
    assert (first.number, first.brand, first.part, first.remark) == ("ZBPP-2023-002", "良药", Part.OPEN, "")


def test_a_late_one_that_nobody_approved_is_told(season):
    season.receive(1, at="2023-11-13 09:00")
    first = participation.participation(NOW).rows[0]
    assert (first.part, first.remark) == (Part.OPEN, "逾期，未批准受理")


def test_an_honour_that_ended_before_the_deadline_obliges_nobody(office):
    office.round()
    office.honour(office.branch("一支部", office.organization()), valid_to="2023-11-09")
    assert participation.participation(NOW).rows == ()


def test_without_a_round(office):
    with pytest.raises(RuleBroken):
        participation.participation(NOW)
