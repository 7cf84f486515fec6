"""应报未报名单, gathered."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop_app.office import chasing
from desktop_app.office.office_settings import change_profile
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.documents import Letterhead, MissingBranch, MissingBranches, MissingGroup
from desktop_app.shapes.office import OfficeProfile


def test_the_list_as_it_stands(office):
    office.round()
    pharmacy = office.organization()
    applied = office.branch("教工第一党支部", pharmacy)
    owing = office.branch("教工第二党支部", pharmacy, secretary="王伟")
    office.honour(applied)
    office.honour(owing, valid_to="2024-12-31")
    office.receive(applied)
    assert chasing.missing_document(office.now) == MissingBranches(
        letterhead=Letterhead("", "党委组织部", "组织科", "", "", ""),
        round_name="2023 年批次",
        as_of=office.now,
        deadline=datetime(2023, 11, 10, 17, 30),
        obligated=2,
        groups=(
            MissingGroup(
                "药学院党总支",
                "3831402",
                2,
                (MissingBranch("教工第二党支部", "校级样板支部 · 培育创建（第三批，至 2024-12）", "王伟"),),
            ),
        ),
    )


def test_the_chase_ends_when_this_office_closes(office):
    office.round()
    profile = OfficeProfile(school="示例医科大学", close_of_office="16:00")
    office.ledger.run("设置", change_profile, profile=profile)
    assert chasing.missing_document(office.now).deadline == datetime(2023, 11, 10, 16, 0)


def test_nobody_missing_is_a_list_too(office):
    office.round()
    branch = office.branch("教工第一党支部", office.organization())
    office.honour(branch)
    office.receive(branch)
    found = chasing.missing_document(office.now)
    assert (found.obligated, found.groups) == (1, ())


def test_without_a_deadline_there_is_nothing_to_chase_to(office):
    office.round(deadline="")
    with pytest.raises(RuleBroken) as refused:
        chasing.missing_document(office.now)
    assert refused.value.what == "“2023 年批次”没有申报截止日期，不能催报。"
