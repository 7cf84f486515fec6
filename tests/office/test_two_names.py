"""Where the office asks for two different names."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from db.enums import State
from db.models import Application, Revision
from desktop_app.office import intake, office_settings, steps
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.office import OfficeProfile


def ask(office, **fields: bool) -> None:
    profile = replace(OfficeProfile(school="示例医科大学"), **fields)
    office.ledger.run("设置", office_settings.change_profile, profile=profile)


def late(office) -> int:
    office.round()
    office.now = datetime(2023, 11, 12, 9)
    office.receive(office.branch("第一党支部", office.organization()), at="2023-11-12 09:00")
    return int(Application.get().id)


def approve(office, application: int, name: str) -> None:
    office.ledger.run("批准", intake.approve_late, application_id=application, approved_by=name, reason="书记出差")


def test_who_approves_a_late_one_is_not_who_records_it(office) -> None:
    application = late(office)
    ask(office, late_by_another=True)
    with pytest.raises(RuleBroken, match="逾期批准人“周 喆”就是现在的经手人") as refused:
        approve(office, application, "周 喆")
    assert "另一人" in refused.value.todo
    assert Application.get().late_approved_by == ""
    approve(office, application, "李部长")
    assert Application.get().late_approved_by == "李部长"


def test_it_is_not_asked_unless_it_was_chosen(office) -> None:
    application = late(office)
    ask(office)
    approve(office, application, "周喆")
    assert Application.get().late_approved_by == "周喆"


@pytest.mark.parametrize(
    ("asked", "by", "passes"), [(True, "周喆", False), (True, "吴桐", True), (False, "周喆", True)]
)
def test_who_approves_is_not_who_confirmed_the_revision(office, asked: bool, by: str, passes: bool) -> None:
    office.round()
    office.receive(office.branch("第一党支部", office.organization()))
    ask(office, approval_by_another=asked)

    def revise() -> None:
        Application.update(state=State.REVISED).execute()
        Revision.create(application=1, received_at="2023-11-09", confirmed_by="周喆", confirmed_at="2023-11-09T10:00")

    office.ledger.run("定稿", revise)

    def move() -> None:
        office.ledger.run("审定", steps.move, application_id=1, target=State.APPROVED, by=by, at="2023-11-09T11:00:00")

    if passes:
        move()
    else:
        with pytest.raises(RuleBroken, match="审定须由另一人办理"):
            move()
    assert Application.get().state == (State.APPROVED if passes else State.REVISED)
