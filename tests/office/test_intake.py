"""The counter: what a visit does to applications, copies and numbers, and how it is taken back."""

from __future__ import annotations

import pytest

from db.enums import FormItem, State
from db.models import Application, ElectronicVersion, FormField, PaperCopy, Receipt
from db.opening import integrity_problems, row_counts
from desktop_app.office import electronic, intake, office_settings, receipts, steps
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.office import OfficeProfile

ALL, NONE = (COMPLETE,) * 5, (ABSENT,) * 5
UNSEALED = CopyMarks(here=True, stamped=False, signed=True, whole=True)


@pytest.fixture
def branch(office):
    office.round()
    return office.branch("教工第一党支部", office.organization())


def told(recorded):
    return [(line.number, line.state, line.missing, line.late) for line in recorded.lines]


def application(number):
    return Application.get(Application.number == number)


def test_five_whole_copies_and_the_file_are_accepted(office, branch):
    recorded = office.receive(branch, electronic="2023-11-08 16:12")
    assert recorded.number == "SJ-2023-0001"
    assert told(recorded) == [("ZBPP-2023-001", State.ACCEPTED, (), False)]
    assert [row.code for row in PaperCopy.select()] == [f"ZBPP-2023-001-{n}" for n in range(1, 6)]


def test_everything_that_lacks_is_said_at_once(office, branch):
    unsigned = CopyMarks(here=True, stamped=True, signed=False, whole=False)
    recorded = office.receive(branch, (COMPLETE, UNSEALED, unsigned, UNSEALED, ABSENT))
    assert told(recorded) == [
        (
            "ZBPP-2023-001",
            State.INCOMPLETE,
            (
                "纸质件差 1 份（第 5 份未到）",
                "第 2、4 份未盖章",
                "第 3 份未签字",
                "第 3 份不完整",
                "电子版未到",
            ),
            False,
        )
    ]


def test_later_copies_and_corrections_are_added_to_the_same_application(office, branch):
    office.receive(branch, (COMPLETE, UNSEALED, COMPLETE, COMPLETE, ABSENT), electronic="2023-11-08 16:12")
    second = office.receive(branch)
    assert second.number == "SJ-2023-0002"
    assert told(second) == [("ZBPP-2023-001", State.ACCEPTED, (), False)]
    (row,) = (row for row in receipts.receipt_rows(office.round_id) if row.receipt_number == "SJ-2023-0002")
    assert (row.brought, row.copies_in, row.supplement) == (2, 5, True)


def test_a_file_that_comes_first_registers_the_application(office, branch):
    number = office.ledger.run(
        "登记电子版",
        intake.register_application,
        round_id=office.round_id,
        branch_id=branch,
        brand="药香校园",
        electronic_at="2023-11-07 09:00",
        at="2023-11-07 09:05",
    )
    assert (number, application(number).state) == ("ZBPP-2023-001", State.REGISTERED)
    recorded = office.receive(branch)
    assert told(recorded) == [("ZBPP-2023-001", State.ACCEPTED, (), False)]


def test_several_branches_come_in_one_visit(office, branch):
    other = office.branch("教工第二党支部", office.organization("护理学院党总支"))
    visit = VisitEntry(
        office.round_id,
        "2023-11-09 10:20",
        (LineEntry(branch, "药香校园", ALL), LineEntry(other, "提灯微光", (*ALL[:4], ABSENT), "2023-11-09")),
        submitter="许老师",
    )
    recorded = office.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")
    assert recorded.number == "SJ-2023-0001"
    assert [line.number for line in recorded.lines] == ["ZBPP-2023-001", "ZBPP-2023-002"]
    details = receipts.visit_details(recorded.receipt_id)
    assert [(row.branch, row.organization) for row in details.lines] == [
        ("教工第一党支部", "药学院党总支"),
        ("教工第二党支部", "护理学院党总支"),
    ]
    assert details.organization == "药学院党总支"


@pytest.mark.parametrize(
    ("at", "late"),
    [("2023-11-10 17:30", False), ("2023-11-10 17:31", True), ("2023-11-10 08:00", False), ("2023-11-13 08:00", True)],
)
def test_late_begins_one_minute_after_the_office_closes(office, branch, at, late):
    assert told(office.receive(branch, at=at))[0][3] is late


def test_late_is_decided_on_the_first_paper_copy(office, branch):
    office.receive(branch, ALL[:3] + NONE[:2], at="2023-11-10 09:00")
    assert told(office.receive(branch, at="2023-11-15 09:00"))[0][3] is False


def test_a_late_one_is_approved_with_a_name_and_a_reason(office, branch):
    recorded = office.receive(branch, at="2023-11-13 08:00", approved=("李部长", "书记出差"))
    row = application(recorded.lines[0].number)
    assert (row.late, row.late_approved_by, row.late_reason) == (True, "李部长", "书记出差")


def test_half_an_approval_is_refused(office, branch):
    with pytest.raises(RuleBroken, match="批准人和理由"):
        office.receive(branch, at="2023-11-13 08:00", approved=("李部长", ""))
    assert row_counts()["receipt"] == 0


def test_an_approval_can_follow(office, branch):
    recorded = office.receive(branch, at="2023-11-13 08:00")
    details = {"application_id": recorded.lines[0].application_id, "approved_by": "李部长", "reason": "书记出差"}
    office.ledger.run("批准逾期", intake.approve_late, **details)
    assert application("ZBPP-2023-001").late_approved_by == "李部长"


def test_the_approver_may_come_with_a_later_visit(office, branch):
    office.receive(branch, ALL[:3] + NONE[:2], at="2023-11-13 08:00")
    office.receive(branch, at="2023-11-14 08:00", approved=("李部长", "书记出差"))
    row = application("ZBPP-2023-001")
    assert (row.late, row.late_approved_by, row.late_reason) == (True, "李部长", "书记出差")


def test_half_an_approval_is_refused_in_a_later_visit_too(office, branch):
    office.receive(branch, ALL[:3] + NONE[:2], at="2023-11-13 08:00")
    with pytest.raises(RuleBroken, match="批准人和理由"):
        office.receive(branch, at="2023-11-14 08:00", approved=("李部长", ""))


def by_file_too(office, *, whole_day=True):
    profile = OfficeProfile(school="示例医科大学", late_by_file_too=True, electronic_whole_day=whole_day)
    office.ledger.run("设置", office_settings.change_profile, profile=profile)


def register(office, branch, electronic_at):
    facts = {"round_id": office.round_id, "branch_id": branch, "brand": "药香校园", "at": "2023-11-09 10:00"}
    office.ledger.run("登记电子版", intake.register_application, electronic_at=electronic_at, **facts)


@pytest.mark.parametrize(
    ("file", "whole_day", "late"),
    [
        ("2023-11-10 23:59", True, False),
        ("2023-11-11 00:00", True, True),
        ("2023-11-10 17:30", False, False),
        ("2023-11-10 17:31", False, True),
    ],
)
def test_where_the_office_says_so_the_file_is_judged_too(office, branch, file, whole_day, late):
    by_file_too(office, whole_day=whole_day)
    assert told(office.receive(branch, electronic=file))[0][3] is late


def test_a_late_file_that_came_before_the_paper_or_after_it_counts_alike(office, branch):
    by_file_too(office)
    other = office.branch("教工第二党支部", office.organization("护理学院党总支"))
    register(office, branch, "2023-11-11 08:00")
    assert application("ZBPP-2023-001").late
    assert told(office.receive(branch, at="2023-11-10 09:00"))[0][3] is True
    office.receive(other, at="2023-11-10 09:00", brand="提灯微光")
    assert told(office.receive(other, at="2023-11-13 09:00", brand="提灯微光", electronic="2023-11-13 08:00"))[0][3]
    assert application("ZBPP-2023-002").late


def test_a_later_file_does_not_make_late_what_came_in_time(office, branch):
    by_file_too(office)
    office.receive(branch, ALL[:3] + NONE[:2], electronic="2023-11-10 20:00")
    assert told(office.receive(branch, at="2023-11-13 09:00", electronic="2023-11-13 08:00"))[0][3] is False


def test_without_that_setting_a_late_file_changes_nothing(office, branch):
    register(office, branch, "2023-11-11 08:00")
    assert told(office.receive(branch, at="2023-11-10 09:00"))[0][3] is False


@pytest.mark.parametrize(
    ("deadline", "at", "late"),
    [
        ("2023-11-10 12:00", "2023-11-10 12:00", False),
        ("2023-11-10 12:00", "2023-11-10 12:01", True),
        ("", "2023-12-24 09:00", False),
    ],
)
def test_a_time_in_the_deadline_binds(office, deadline, at, late):
    office.round(deadline=deadline)
    branch = office.branch("教工第一党支部", office.organization())
    assert told(office.receive(branch, at=at))[0][3] is late


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"copies": NONE}, "没有新交的材料"),
        ({"copies": ALL[:4]}, "填了 4 份，本批次要求 5 份"),
        ({"brand": " “” "}, "还没有填品牌名称"),
        ({"brand": "药" * 61}, "超过 60 个"),
        ({"electronic": "昨天"}, "“昨天”无法识别"),
        ({"at": "九点"}, "“九点”无法识别"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_kept(office, branch, entry, told):
    before = row_counts()
    with pytest.raises(RuleBroken, match=told):
        office.receive(branch, **{"copies": ALL, "brand": "药香校园"} | entry)
    assert row_counts() == before
    assert office.receive(branch).number == "SJ-2023-0001"


def test_a_copy_that_lies_here_does_not_uncome(office, branch):
    office.receive(branch)
    with pytest.raises(RuleBroken, match="第 5 份先前已经收下"):
        office.receive(branch, (*ALL[:4], ABSENT))


def test_a_branch_stands_once_in_a_visit(office, branch):
    line = LineEntry(branch, "药香校园", ALL)
    visit = VisitEntry(office.round_id, "2023-11-09 10:20", (line, line))
    with pytest.raises(RuleBroken, match="已有一行"):
        office.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")


def test_numbers_are_never_given_out_twice(office, branch):
    office.receive(branch)
    office.ledger.undo()
    assert Application.select().count() == 0
    assert told(office.receive(branch))[0][0] == "ZBPP-2023-002"
    assert [row.number for row in Receipt.select()] == ["SJ-2023-0002"]


def test_a_printed_receipt_is_not_undone(office, branch):
    recorded = office.receive(branch)
    at = "2023-11-09 10:21"
    office.ledger.run("打印收件回执", intake.issue_slip, final=True, receipt_id=recorded.receipt_id, at=at)
    assert office.ledger.undo() is None
    assert Receipt.get().slip_issued_at == at
    office.ledger.run("重打", intake.issue_slip, final=True, receipt_id=recorded.receipt_id, at="2023-11-09 11:00")
    assert Receipt.get().slip_issued_at == at


def test_a_branch_joins_a_visit_until_its_slip_is_printed(office, branch):
    recorded = office.receive(branch)
    other = office.branch("教工第二党支部", office.organization("护理学院党总支"))
    lines = (LineEntry(other, "提灯微光", ALL),)
    office.ledger.run("加支部", intake.add_to_receipt, receipt_id=recorded.receipt_id, lines=lines)
    assert [row.branch for row in receipts.receipt_rows(office.round_id)] == ["教工第一党支部", "教工第二党支部"]
    office.ledger.run("打印", intake.issue_slip, final=True, receipt_id=recorded.receipt_id, at="2023-11-09 10:21")
    third = office.branch("教工第三党支部", office.organization("公卫学院党总支"))
    lines = (LineEntry(third, "健康", ALL),)
    with pytest.raises(RuleBroken, match="回执已经打印"):
        office.ledger.run("加支部", intake.add_to_receipt, receipt_id=recorded.receipt_id, lines=lines)


def void(office, receipt_id, reason="支部选错"):
    why = {"reason": reason, "by": "周喆", "at": "2023-11-09 11:00"}
    office.ledger.run("作废", intake.void_receipt, receipt_id=receipt_id, **why)


def test_voiding_the_only_visit_withdraws_the_application(office, branch):
    recorded = office.receive(branch, electronic="2023-11-08 16:12")
    void(office, recorded.receipt_id)
    row = application("ZBPP-2023-001")
    assert (row.state, row.state_reason) == (State.WITHDRAWN, "收件 SJ-2023-0001 作废")
    assert PaperCopy.select().count() == 0
    assert [r.voided for r in receipts.receipt_rows(office.round_id)] == [True]
    assert told(office.receive(branch))[0][0] == "ZBPP-2023-002"


def test_voiding_a_later_visit_falls_back_to_the_first(office, branch):
    office.receive(branch, (COMPLETE, UNSEALED, COMPLETE, COMPLETE, ABSENT), electronic="2023-11-08 16:12")
    before = receipts.applications(office.round_id)
    second = office.receive(branch)
    void(office, second.receipt_id)
    assert receipts.applications(office.round_id) == before
    office.ledger.undo()
    assert receipts.applications(office.round_id)[0].state == State.ACCEPTED
    assert integrity_problems() == []


def test_voiding_the_visit_that_came_in_time_leaves_the_late_one(office, branch):
    first = office.receive(branch, ALL[:3] + NONE[:2], at="2023-11-10 09:00")
    second = office.receive(branch, at="2023-11-13 09:00")
    void(office, first.receipt_id)
    assert (application("ZBPP-2023-001").late, application("ZBPP-2023-001").state) == (True, State.INCOMPLETE)
    void(office, second.receipt_id)
    assert application("ZBPP-2023-001").state == State.WITHDRAWN
    office.ledger.undo()
    office.ledger.undo()
    row = application("ZBPP-2023-001")
    assert (row.late, row.state, row.copies.count()) == (False, State.INCOMPLETE, 5)


def test_an_approval_falls_with_the_visit_that_was_late(office, branch):
    register(office, branch, "2023-11-08 16:12")
    wrong = office.receive(branch, at="2023-11-13 09:00", approved=("李部长", "书记出差"))
    void(office, wrong.receipt_id, "时间写错")
    office.receive(branch, at="2023-11-09 09:00")
    row = application("ZBPP-2023-001")
    assert (row.late, row.late_approved_by, row.late_reason) == (False, "", "")
    assert Application.select().count() == 1


def test_a_file_that_came_by_itself_keeps_the_application(office, branch):
    register(office, branch, "2023-11-08 16:12")
    void(office, office.receive(branch).receipt_id)
    row = application("ZBPP-2023-001")
    assert (row.state, row.state_reason, row.copies.count()) == (State.REGISTERED, "", 0)


@pytest.mark.parametrize("order", [(2, 1), (1, 2)])
def test_the_brand_falls_back_past_every_voided_visit_in_whatever_order(office, branch, order):
    office.receive(branch, (*ALL[:3], *NONE[:2]), brand="药香校园")
    office.receive(branch, (*ALL[:4], ABSENT), brand="药香满园")
    office.receive(branch, brand="药香万里")
    for position in order:
        void(office, Receipt.select().order_by(Receipt.id)[position].id)
    assert application("ZBPP-2023-001").brand == "药香校园"


def test_what_was_read_in_a_file_goes_with_the_visit_that_told_of_it(office, branch):
    recorded = office.receive(branch, electronic="2023-11-08 16:12")
    version = ElectronicVersion.get().id
    office.ledger.run("改", electronic.correct_field, version_id=version, item=FormItem.BRAND, value="药香满园")
    void(office, recorded.receipt_id)
    assert (ElectronicVersion.select().count(), FormField.select().count()) == (0, 0)
    assert application("ZBPP-2023-001").state == State.WITHDRAWN


def test_each_copy_falls_back_to_the_last_visit_that_stands(office, branch):
    office.receive(branch, (COMPLETE, UNSEALED, *NONE[:3]))
    office.receive(branch, (COMPLETE, COMPLETE, *NONE[:3]))
    third = office.receive(branch, (COMPLETE, COMPLETE, COMPLETE, *NONE[:2]))
    void(office, third.receipt_id)
    assert intake.copies_of(application("ZBPP-2023-001"), 5) == (COMPLETE, COMPLETE, *NONE[:3])


def test_the_visit_of_a_withdrawn_application_can_be_voided_still(office, branch):
    recorded = office.receive(branch)
    step = {"target": State.WITHDRAWN, "by": "周喆", "at": "2023-11-09 15:00", "reason": "另有安排"}
    office.ledger.run("撤回", steps.move, application_id=recorded.lines[0].application_id, **step)
    void(office, recorded.receipt_id)
    row = application("ZBPP-2023-001")
    assert (row.state, row.state_reason) == (State.WITHDRAWN, "另有安排")


def test_what_an_undo_has_taken_away_is_said_in_words(office, branch):
    recorded = office.receive(branch)
    office.ledger.undo()
    with pytest.raises(RuleBroken, match="找不到这次收件"):
        void(office, recorded.receipt_id)
    with pytest.raises(RuleBroken, match="找不到这个党支部"):
        office.receive(branch + 1000)


def test_voiding_needs_a_reason_and_happens_once(office, branch):
    recorded = office.receive(branch)
    with pytest.raises(RuleBroken, match="写明原因"):
        void(office, recorded.receipt_id, "  ")
    void(office, recorded.receipt_id)
    with pytest.raises(RuleBroken, match="已经作废"):
        void(office, recorded.receipt_id)


def test_a_withdrawn_branch_may_apply_anew(office, branch):
    recorded = office.receive(branch)
    step = {"target": State.WITHDRAWN, "by": "周喆", "at": "2023-11-09 15:00", "reason": "另有安排"}
    office.ledger.run("撤回", steps.move, application_id=recorded.lines[0].application_id, **step)
    assert told(office.receive(branch))[0][0] == "ZBPP-2023-002"
    assert [row.number for row in receipts.applications(office.round_id, live_only=True)] == ["ZBPP-2023-002"]


def test_an_application_in_review_takes_no_more_material(office, branch):
    recorded = office.receive(branch, (*ALL[:4], ABSENT))
    office.ledger.run("评审", lambda: Application.update(state=State.UNDER_REVIEW).execute())
    with pytest.raises(RuleBroken, match="已是“评审中”"):
        office.receive(branch)
    with pytest.raises(RuleBroken, match="已进入“评审中”"):
        void(office, recorded.receipt_id)


def test_the_same_and_nearly_the_same_brands_are_pointed_out(office, branch):
    organization = office.organization("护理学院党总支")
    office.receive(office.branch("甲党支部", organization), brand="“药香校园”")
    office.receive(office.branch("乙党支部", organization), brand="药香满园")
    office.receive(office.branch("丙党支部", organization), brand="提灯微光")
    found = receipts.similar_brands(office.round_id, "药香·校园", branch_id=branch)
    assert [(similar.branch, similar.brand, similar.same) for similar in found] == [
        ("甲党支部", "药香校园", True),
        ("乙党支部", "药香满园", False),
    ]
