"""What the documents say, gathered from the rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from db import journal
from db.enums import State
from desktop_app.office import intake, papers, receipts
from desktop_app.office.office_settings import change_profile
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.shapes.documents import Letterhead, SlipCopy, SlipLine
from desktop_app.shapes.office import OfficeProfile

NOW = datetime(2023, 11, 9, 10, 21)
UNSEALED = CopyMarks(here=True, stamped=False, signed=True, whole=True)
SHORT = (COMPLETE, UNSEALED, COMPLETE, COMPLETE, ABSENT)


@pytest.fixture
def branch(office):
    office.round()
    profile = OfficeProfile(school="示例医科大学", room="行政楼101", telephone="3830000", mailbox="dzb@example.edu.cn")
    office.ledger.run("单位", change_profile, profile=profile)
    return office.branch("教工第一党支部", office.organization())


def code(position, stamped=True):
    return SlipCopy(f"ZBPP-2023-001-{position}", position, stamped=stamped, signed=True, whole=True)


def test_a_slip_says_what_came_and_what_is_missing(office, branch):
    office.receive(branch, SHORT)
    slip = papers.receipt_slip("SJ-2023-0001", NOW)
    assert slip.letterhead == Letterhead(
        "示例医科大学", "党委组织部", "组织科", "行政楼101", "3830000", "dzb@example.edu.cn"
    )
    assert (slip.number, slip.received_at, slip.organization, slip.submitter, slip.submitter_phone, slip.taken_by) == (
        "SJ-2023-0001",
        datetime(2023, 11, 9, 10, 20),
        "药学院党总支",
        "许老师",
        "3831425",
        "周喆",
    )
    assert slip.lines == (
        SlipLine(
            application_number="ZBPP-2023-001",
            branch="教工第一党支部",
            brand="药香校园",
            copies=(code(1), code(2, stamped=False), code(3), code(4)),
            copies_in=4,
            copies_required=5,
            electronic="未到",
            electronic_at=None,
            state="待补正",
            missing=("纸质件差 1 份（第 5 份未到）", "第 2 份未盖章", "电子版未到"),
            late=False,
            late_approver="",
            late_reason="",
        ),
    )
    assert (slip.reprint, slip.voided, slip.journal_head) == (0, False, journal.head())


def test_a_reprint_says_what_the_first_print_said(office, branch):
    first = office.receive(branch, SHORT)
    before = papers.receipt_slip("SJ-2023-0001", NOW).lines
    office.ledger.run("打印", intake.issue_slip, final=True, receipt_id=first.receipt_id, at="2023-11-09 10:21")
    office.receive(branch, electronic="2023-11-10 09:00", at="2023-11-10 09:05")
    again = papers.receipt_slip("SJ-2023-0001", NOW)
    assert (again.lines, again.reprint) == (before, 1)
    later = papers.receipt_slip("SJ-2023-0002", NOW).lines[0]
    assert (later.copies, later.copies_in, later.state, later.missing) == ((code(2), code(5)), 5, "已受理", ())


def test_the_register_holds_every_line_and_voided_ones_too(office, branch):
    first = office.receive(branch, SHORT)
    office.receive(branch, electronic="2023-11-10 09:00", at="2023-11-10 09:05")
    details = {"receipt_id": first.receipt_id, "reason": "支部选错", "by": "周喆", "at": "2023-11-10 10:00"}
    office.ledger.run("作废", intake.void_receipt, **details)
    other = office.branch("教工第二党支部", office.organization("护理学院党总支"))
    register = {"round_id": office.round_id, "branch_id": other, "brand": "提灯微光", "at": "2023-11-08 09:05"}
    office.ledger.run("登记", intake.register_application, electronic_at="2023-11-08 09:00", **register)
    told = [
        (row.receipt_number, row.application_number, row.copies, row.stamped, row.state, row.remark, row.voided)
        for row in papers.receiving_register(None, NOW).rows
    ]
    assert told == [
        ("", "ZBPP-2023-002", 0, 0, "登记", "电子版先到", False),
        ("SJ-2023-0001", "ZBPP-2023-001", 4, 3, "待补正", "作废：支部选错", True),
        ("SJ-2023-0002", "ZBPP-2023-001", 2, 2, "待补正", "补交", False),
    ]


def test_the_slip_of_a_voided_visit_stays_as_it_was_issued(office, branch):
    """The file, the brand and the verdict that 作废 takes back stand on the paper given out, and in the list."""
    office.receive(branch, SHORT)
    second = office.receive(
        branch, brand="药香满园", electronic="2023-11-12 09:00", at="2023-11-12 09:05", approved=("李部长", "书记出差")
    )
    office.ledger.run("打印", intake.issue_slip, final=True, receipt_id=second.receipt_id, at="2023-11-12T09:06:00")
    before, row = papers.receipt_slip("SJ-2023-0002", NOW), receipts.visit_details(second.receipt_id).lines[0]
    wrong = {"receipt_id": second.receipt_id, "reason": "支部选错", "by": "周喆", "at": "2023-11-12T11:00:00"}
    office.ledger.run("作废", intake.void_receipt, **wrong)
    after = papers.receipt_slip("SJ-2023-0002", NOW)
    assert (after.lines, after.supplement_term, after.voided) == (before.lines, before.supplement_term, True)
    assert (after.lines[0].brand, after.lines[0].electronic, after.lines[0].state) == ("药香满园", "已到", "已受理")
    (listed,) = receipts.visit_details(second.receipt_id).lines
    assert listed == replace(row, voided=True, state=State.INCOMPLETE)


def test_the_slip_of_the_only_visit_stays_when_it_is_voided(office, branch):
    only = office.receive(branch, electronic="2023-11-09 09:00")
    before = papers.receipt_slip("SJ-2023-0001", NOW).lines
    wrong = {"receipt_id": only.receipt_id, "reason": "支部选错", "by": "周喆", "at": "2023-11-09T11:00:00"}
    office.ledger.run("作废", intake.void_receipt, **wrong)
    assert papers.receipt_slip("SJ-2023-0001", NOW).lines == before
    office.ledger.undo()
    office.ledger.redo()
    assert papers.receipt_slip("SJ-2023-0001", NOW).lines == before


def test_a_slip_of_no_receipt_is_refused(office, branch):
    with pytest.raises(RuleBroken, match="没有收件号 SJ-2023-0009"):
        papers.receipt_slip("SJ-2023-0009", NOW)


def test_a_slip_counts_no_visit_that_was_voided(office, branch):
    first = office.receive(branch, SHORT)
    office.receive(branch, (*SHORT[:4], COMPLETE))
    wrong = {"receipt_id": first.receipt_id, "reason": "支部选错", "by": "周喆", "at": "2023-11-09 11:00"}
    office.ledger.run("作废", intake.void_receipt, **wrong)
    (line,) = papers.receipt_slip("SJ-2023-0002", NOW).lines
    assert (line.copies_in, line.missing) == (1, ("纸质件差 4 份（第 1、2、3、4 份未到）", "电子版未到"))
