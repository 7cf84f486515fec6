"""What the page 支部名册 asks, on a real database file."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from db.enums import State
from desktop_app.office import branches, roster_page

if TYPE_CHECKING:
    from tests.office.conftest import Office

NOW = datetime(2023, 11, 9, 10, 20)


def test_every_branch_with_its_application_in_the_round(office: Office) -> None:
    office.round()
    pharmacy = office.organization()
    applied, missing = office.branch("教工第一党支部", pharmacy), office.branch("教工第二党支部", pharmacy)
    closed = office.branch("学生党支部", pharmacy)
    for branch_id in (applied, missing, closed):
        office.honour(branch_id)
    office.receive(applied, electronic="2023-11-09 09:00")
    office.ledger.run("停用", branches.close_branch, branch_id=closed, on="2023-06-30")
    page = roster_page.roster_page(NOW)
    assert (page.round_name, page.day, page.closing, page.left) == (
        "2023 年批次",
        date(2023, 11, 10),
        datetime(2023, 11, 10, 17, 30),
        "距截止 1 天",
    )
    assert [(each.branch_id, each.number, each.brand, each.state, each.missing) for each in page.branches] == [
        (applied, "ZBPP-2023-001", "药香校园", State.ACCEPTED, False),
        (missing, "", "", None, True),
        (closed, "", "", None, False),
    ]
    assert [(each.branches, each.obligated, each.telephone) for each in page.organizations] == [(2, 2, "3831402")]
    assert roster_page.missing_count() == 1


def test_nothing_is_awaited_without_a_round(office: Office) -> None:
    office.honour(office.branch("教工第一党支部", office.organization()))
    page = roster_page.roster_page(NOW)
    assert (page.round_id, page.day, page.left, page.closing) == (None, date(2023, 11, 9), "", None)
    assert [(each.branch.obligated, each.missing) for each in page.branches] == [(True, False)]
    assert roster_page.missing_count() == 0


def test_reachable_by_its_own_telephone_or_its_organisation_s(office: Office) -> None:
    by_organization = office.branch("教工第一党支部", office.organization())
    silent = office.ledger.run("添加", branches.add_organization, name="护理学院党委")
    by_own, not_at_all = office.branch("甲党支部", silent, telephone="3831425"), office.branch("乙党支部", silent)
    unreachable = {each.branch_id: each.unreachable for each in roster_page.roster_page(NOW).branches}
    assert unreachable == {by_organization: False, by_own: False, not_at_all: True}


def test_an_empty_roster(office: Office) -> None:
    assert roster_page.roster_page(NOW).empty
    office.organization()
    assert not roster_page.roster_page(NOW).empty
