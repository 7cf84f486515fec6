"""What the counter asks while somebody stands there, on a real database."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.enums import State
from desktop_app.office import desk, intake, office_settings
from desktop_app.rules.pinyin import branch_search_text
from desktop_app.shapes.copies import ABSENT, COMPLETE
from desktop_app.shapes.desk import DeskFacts
from desktop_app.shapes.intake import BranchAtDesk
from desktop_app.shapes.office import OfficeProfile

NONE = (ABSENT,) * 5


@pytest.fixture
def branch(office):
    office.round()
    return office.branch("教工第一党支部", office.organization())


def set_office(office, **settings):
    profile = OfficeProfile(school="示例医科大学", **settings)
    office.ledger.run("设置", office_settings.change_profile, profile=profile)


def test_before_the_first_round_it_says_what_to_do(office):
    facts = desk.facts(office.now)
    assert facts == DeskFacts(state_line="还没有批次，请先在“系统设置 → 批次”里从通知新建")
    assert desk.incomplete_count() == 0


def test_the_round_as_the_counter_sees_it(office, branch):
    office.receive(branch)
    assert desk.facts(office.now) == DeskFacts(
        round_id=office.round_id,
        copies=5,
        closing=datetime(2023, 11, 10, 17, 30),
        days_left="距截止 1 天",
        next_application="ZBPP-2023-002",
        next_receipt="SJ-2023-0002",
        print_at_once=False,
        state_line="今天 1 次收件 · 待补正 1 项 · 距截止 1 天",
    )


def test_the_offices_own_hours_close_the_counter(office, branch):
    set_office(office, close_of_office="16:00", late_by_file_too=True, print_without_preview=True)
    facts = desk.facts(datetime(2023, 11, 10, 16, 1))
    assert (facts.closing, facts.file_closing) == (datetime(2023, 11, 10, 16, 0), datetime(2023, 11, 10, 23, 59))
    assert (facts.days_left, facts.print_at_once) == ("今天已截止", True)
    set_office(office, close_of_office="16:00", late_by_file_too=True, electronic_whole_day=False)
    assert desk.facts(office.now).file_closing == datetime(2023, 11, 10, 16, 0)


def test_a_branch_before_and_after_it_came(office, branch):
    office.honour(branch)
    new = desk.at_desk(office.round_id, branch)
    assert new == BranchAtDesk(
        branch_id=branch,
        branch="教工第一党支部",
        organization_id=new.organization_id,
        organization="药学院党总支",
        organization_telephone="3831402",
        honours=("校级样板支部 · 培育创建（第三批）",),
        obligated=True,
        copies=NONE,
        copies_at=("",) * 5,
    )
    office.receive(branch, (COMPLETE, *NONE[:4]), at="2023-11-13 09:00", electronic="2023-11-12 08:00")
    came = desk.at_desk(office.round_id, branch)
    assert (came.number, came.brand, came.state) == ("ZBPP-2023-001", "药香校园", State.INCOMPLETE)
    assert (came.copies, came.copies_at) == ((COMPLETE, *NONE[:4]), ("2023-11-13 09:00", "", "", "", ""))
    assert (came.electronic_at, came.late, came.open_to_more) == ("2023-11-12 08:00", True, True)


def test_who_came_last_is_the_last_by_the_time_of_the_visit(office, branch):
    organization = desk.at_desk(office.round_id, branch).organization_id
    other = office.branch("教工第二党支部", organization)
    assert desk.last_submitter(organization) == ("", "")
    office.receive(branch, at="2023-11-09 15:00", submitter="李老师")
    office.receive(other, at="2023-11-09 09:00", submitter="许老师", brand="良药")  # entered afterwards, came before
    assert desk.last_submitter(organization) == ("李老师", "3831425")


def test_an_application_is_found_by_its_number(office):
    office.round()
    search = branch_search_text("教工第一党支部", "药学院党总支", "", ())
    branch = office.branch("教工第一党支部", office.organization(), search=search)
    office.receive(branch)
    (found,) = desk.propose_branches(office.round_id, "001", None)
    assert (found.record_id, found.text) == (branch, "教工第一党支部")


def test_a_voided_visit_is_none_of_today(office, branch):
    first = office.receive(branch).receipt_id
    assert desk.facts(office.now).state_line.startswith("今天 1 次收件")
    why = {"receipt_id": first, "reason": "支部选错", "by": "周喆", "at": "2023-11-09T10:31:00"}
    office.ledger.run("作废", intake.void_receipt, **why)
    assert desk.facts(office.now).state_line.startswith("今天 0 次收件")
