"""What the 文件中心 lists beside its documents, and the visits it proposes."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.models import PartyOrganization, Receipt
from desktop_app.office import intake
from desktop_app.office.papers_page import newest_slip, papers_page, propose_slips, slip
from desktop_app.rules.pinyin import branch_search_text, search_text
from desktop_app.shapes.papers_page import PapersPage, SlipRow
from desktop_app.shapes.window import Proposal

FIRST = SlipRow(1, "SJ-2023-0001", datetime(2023, 11, 8, 9), "药学院党总支", ("教工第一党支部",), None, voided=False)
SECOND = SlipRow(2, "SJ-2023-0002", datetime(2023, 11, 9, 9), "药学院党总支", ("本科生党支部",), None, voided=False)

KEYS = ("score_sheets", "review_summary", "publicity_notice", "establishment_notice", "established_list")
UNCOUNTED = dict.fromkeys(KEYS, "")
FIRST_COMES = {
    "score_sheets": "还没有评分表。请先在“专家评审 → 分配与回避”里分配专家。",
    "review_summary": "还没有评分，排不出名次。请先分配专家，再录入评分。",
    "publicity_notice": "还没有公示名单。项目审定通过后，在“立项公示”里开始公示。",
    "establishment_notice": "还没有已立项的项目。公示期满后，在“立项公示”里结束公示。",
    "established_list": "还没有已立项的项目。公示期满后，在“立项公示”里结束公示。",
}


def test_without_a_round(office):
    assert papers_page() == PapersPage()
    assert (newest_slip(), propose_slips("1")) == (None, ())


@pytest.fixture
def visits(office):
    office.round()
    organization = office.organization()
    office.ledger.run("改", lambda: PartyOrganization.update(search=search_text("药学院党总支")).execute())
    for name, at, who in (
        ("教工第一党支部", "2023-11-08 09:00", "许老师"),
        ("本科生党支部", "2023-11-09 09:00", "周老师"),
    ):
        search = branch_search_text(name, "药学院党总支")
        office.receive(office.branch(name, organization, search=search), brand=name, at=at, submitter=who)


def test_counts_and_the_latest_slips(office, visits):
    assert papers_page() == PapersPage(
        "2023 年批次",
        2,
        (SECOND, FIRST),
        {"receipt_slip": "2 张未打印", "receiving_register": "2 次收件", "missing_branches": "", **UNCOUNTED},
        {"missing_branches": "没有应报未报的支部。", **FIRST_COMES},
    )


def test_the_one_given_out_last_comes_first(office, visits):
    office.ledger.run("打印", intake.issue_slip, receipt_id=1, at="2023-11-09T10:30:00")
    page = papers_page()
    assert [(row.number, row.issued_at) for row in page.recent] == [
        ("SJ-2023-0001", datetime(2023, 11, 9, 10, 30)),
        ("SJ-2023-0002", None),
    ]
    assert page.counts["receipt_slip"] == "1 张未打印"


def test_a_visit_not_printed_yet_stands_by_the_time_it_was(office, visits):
    office.ledger.run("打印", intake.issue_slip, receipt_id=1, at="2023-11-08T10:30:00")
    assert [row.number for row in papers_page().recent] == ["SJ-2023-0002", "SJ-2023-0001"]


def test_the_page_does_not_open_on_a_voided_slip_while_there_is_another(office, visits):
    def void(receipt_id):
        done = Receipt.update(voided_at="2023-11-10T09:00:00").where(Receipt.id == receipt_id)
        office.ledger.run("作废", done.execute)

    void(2)
    assert newest_slip() == FIRST
    void(1)
    assert newest_slip().number == "SJ-2023-0002"


def test_before_anything_came(office):
    office.round()
    assert papers_page().empty == {
        "receiving_register": "还没有收件记录。",
        "missing_branches": "没有应报未报的支部。",
        **FIRST_COMES,
    }


def test_one_visit_and_the_newest(office, visits):
    assert (slip(1), slip(9), newest_slip()) == (FIRST, None, SECOND)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", ["SJ-2023-0002", "SJ-2023-0001"]),
        ("1", ["SJ-2023-0001"]),
        ("0002", ["SJ-2023-0002"]),
        ("sj-2023", ["SJ-2023-0002", "SJ-2023-0001"]),
        ("bks", ["SJ-2023-0002"]),
        ("教工", ["SJ-2023-0001"]),
        ("许老师", ["SJ-2023-0001"]),
        ("张", []),
    ],
)
def test_a_visit_is_proposed_by_number_branch_or_visitor(visits, typed, numbers):
    assert [proposal.text for proposal in propose_slips(typed)] == numbers


def test_a_proposal_tells_what_it_was(visits):
    assert propose_slips("2")[0] == Proposal(2, "SJ-2023-0002", "11-09 09:00　药学院党总支　本科生党支部")


def test_a_direct_branch_that_brings_its_own_is_named_once():
    row = SlipRow(
        1, "SJ-2023-0001", datetime(2023, 11, 8), "图书馆直属党支部", ("图书馆直属党支部",), None, voided=False
    )
    assert row.about == "图书馆直属党支部"
