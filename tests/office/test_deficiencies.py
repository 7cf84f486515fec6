"""补正: one complete list with a term, what is logged against it, and what it does to lateness."""

from __future__ import annotations

from datetime import date

import pytest

from db.enums import Lack, State, TextCheck
from db.models import Application, Deficiency, DeficiencyItem, ReceivedCopy
from db.opening import integrity_problems
from desktop_app.office import admission, deficiencies, intake, office_settings
from desktop_app.office.first_start import prepare
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.office import OfficeProfile

UNSEALED = CopyMarks(here=True, stamped=False, signed=True, whole=True)
SHORT = (COMPLETE, UNSEALED, COMPLETE, COMPLETE, ABSENT)
AT = "2023-11-09T10:30:00"


@pytest.fixture
def branch(office):
    prepare(office.ledger.run)  # the holiday tables
    office.round()
    return office.branch("教工第一党支部", office.organization())


def demand(office, *application_ids: int, workdays: int = 5, at: str = AT):
    made = office.ledger.run(
        "补正", deficiencies.make_lists, application_ids=application_ids or (1,), workdays=workdays, by="周喆", at=at
    )
    return made[0]


def items(deficiency_id: int) -> list[tuple[str, int, str, str]]:
    rows = DeficiencyItem.select().where(DeficiencyItem.deficiency == deficiency_id).order_by(DeficiencyItem.position)
    return [
        (row.lack, row.ordinal, row.settled_at, row.receipt_line.receipt.number if row.receipt_line else "")
        for row in rows
    ]


def again(office, branch: int, copies, *, at: str, brand="药香校园", exchanged=(), electronic=""):
    line = LineEntry(branch, brand, copies, electronic, exchanged=exchanged)
    visit = VisitEntry(office.round_id, at, (line,))
    return office.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆").lines[0]


def application() -> Application:
    return Application.get_by_id(1)


def test_the_list_is_complete_and_due_after_working_days_by_the_table(office, branch):
    office.receive(branch, SHORT)
    made = demand(office)
    # made on Thursday 9 November 2023: Friday is the first of five working days
    assert (made.number, made.application_number, made.due_on) == ("BZ-2023-0001", "ZBPP-2023-001", date(2023, 11, 16))
    assert items(made.deficiency_id) == [
        ("未到", 5, "", ""),
        ("未盖章", 2, "", ""),
        ("电子版未到", 0, "", ""),
    ]


def test_a_year_without_a_holiday_table_is_refused_in_words(office, branch):
    office.receive(branch, SHORT)
    with pytest.raises(RuleBroken, match="还没有 2031 年的放假安排"):
        demand(office, at="2031-11-09T10:30:00")
    assert not Deficiency.select().exists()


def test_what_comes_later_is_logged_against_the_list_until_nothing_is_missing(office, branch):
    office.receive(branch, SHORT)
    made = demand(office)
    line = again(office, branch, (*SHORT[:4], COMPLETE), at="2023-11-13 09:00")
    assert line.missing == ("第 2 份未盖章", "电子版未到")
    assert items(made.deficiency_id) == [
        ("未到", 5, "2023-11-13 09:00", "SJ-2023-0002"),
        ("未盖章", 2, "", ""),
        ("电子版未到", 0, "", ""),
    ]
    again(office, branch, (COMPLETE,) * 5, at="2023-11-14 15:00", electronic="2023-11-14 14:00")
    assert Deficiency.get().settled_at == "2023-11-14 15:00"
    assert application().state == State.ACCEPTED
    office.ledger.undo()
    assert Deficiency.get().settled_at == ""
    assert items(made.deficiency_id)[1:] == [("未盖章", 2, "", ""), ("电子版未到", 0, "", "")]


def test_a_voided_visit_takes_back_what_it_settled(office, branch):
    office.receive(branch, SHORT, electronic="2023-11-09 08:00")
    made = demand(office)
    again(office, branch, (COMPLETE,) * 5, at="2023-11-13 09:00")
    assert Deficiency.get().settled_at
    office.ledger.run("作废", intake.void_receipt, receipt_id=2, reason="支部选错", by="周喆", at="2023-11-13T10:00:00")
    assert Deficiency.get().settled_at == ""
    assert items(made.deficiency_id) == [("未到", 5, "", ""), ("未盖章", 2, "", "")]


def test_an_application_has_one_open_list_and_none_when_nothing_lacks(office, branch):
    office.receive(branch, SHORT)
    demand(office)
    with pytest.raises(RuleBroken, match="已有补正清单 BZ-2023-0001，2023-11-16 到期"):
        demand(office)
    again(office, branch, (COMPLETE,) * 5, at="2023-11-13 09:00", electronic="2023-11-13 09:00")
    with pytest.raises(RuleBroken, match="材料齐全，没有要补正的"):
        demand(office)


def test_a_list_that_no_longer_says_everything_is_made_anew(office, branch):
    office.receive(branch, SHORT, electronic="2023-11-09 08:00")
    made = demand(office)
    office.ledger.run("核对", _text, check=TextCheck.DIFFERENT)
    newer = office.ledger.run(
        "另开", deficiencies.renew, deficiency_id=made.deficiency_id, workdays=3, by="周喆", at="2023-11-10T09:00:00"
    )
    assert [item[:2] for item in items(newer.deficiency_id)] == [
        ("未到", 5),
        ("未盖章", 2),
        ("电子版与纸质件不一致", 0),
    ]
    old = Deficiency.get_by_id(made.deficiency_id)
    assert (old.close_reason, newer.due_on) == ("另开 BZ-2023-0002", date(2023, 11, 15))


def _text(check: TextCheck) -> None:
    Application.update(text_check=check).where(Application.id == 1).execute()
    intake.settle(application_id=1, reason="核对", by="周喆", at=AT)


def test_another_text_holds_an_application_up_and_other_paper_asks_for_a_new_check(office, branch):
    office.receive(branch, electronic="2023-11-09 08:00")
    office.ledger.run("核对", _text, check=TextCheck.DIFFERENT)
    assert application().state == State.INCOMPLETE
    made = demand(office)
    line = again(office, branch, (COMPLETE,) * 5, at="2023-11-13 09:00", exchanged=(1, 2, 3, 4, 5))
    assert (line.state, application().text_check) == (State.ACCEPTED, TextCheck.UNCHECKED)
    assert items(made.deficiency_id) == [(Lack.OTHER_TEXT, 0, "2023-11-13 09:00", "SJ-2023-0002")]


def test_a_second_form_is_an_amendment_that_keeps_which_copies_were_exchanged(office, branch):
    office.receive(branch, electronic="2023-11-09 08:00")
    with pytest.raises(RuleBroken, match="没有新交的材料"):
        again(office, branch, (COMPLETE,) * 5, at="2023-11-13 09:00")
    again(office, branch, (COMPLETE,) * 5, at="2023-11-13 09:00", exchanged=(2, 3), brand="药香满园")
    assert Application.select().count() == 1
    assert [(row.ordinal, row.exchanged) for row in ReceivedCopy.select().where(ReceivedCopy.line == 2)] == [
        (2, True),
        (3, True),
    ]
    assert (application().brand, application().late) == ("药香满园", False)
    office.ledger.run("作废", intake.void_receipt, receipt_id=2, reason="登记错", by="周喆", at="2023-11-13T10:00:00")
    assert application().brand == "药香校园"


def test_only_what_was_there_can_be_exchanged(office, branch):
    office.receive(branch, SHORT)
    with pytest.raises(RuleBroken, match="第 5 份先前没有收到，谈不上更换"):
        again(office, branch, (*SHORT[:4], COMPLETE), at="2023-11-13 09:00", exchanged=(5,))


def test_first_paper_within_the_term_of_a_list_is_in_time_and_after_it_late(office, branch):
    office.ledger.run(
        "登记电子版",
        intake.register_application,
        round_id=office.round_id,
        branch_id=branch,
        brand="药香校园",
        electronic_at="2023-11-08 09:00",
        at="2023-11-08 09:05",
    )
    demand(office)  # due on the 16th, six days after the deadline
    assert not again(office, branch, (COMPLETE,) * 5, at="2023-11-16 17:30").late
    office.ledger.undo()
    assert again(office, branch, (COMPLETE,) * 5, at="2023-11-16 17:31").late


def test_a_file_within_the_term_is_in_time_where_files_are_judged(office, branch):
    profile = OfficeProfile(school="示例医科大学", late_by_file_too=True)
    office.ledger.run("设置", office_settings.change_profile, profile=profile)
    office.receive(branch)
    demand(office)
    assert not again(office, branch, (COMPLETE,) * 5, at="2023-11-15 10:00", electronic="2023-11-15 09:00").late
    office.ledger.undo()
    assert again(office, branch, (COMPLETE,) * 5, at="2023-11-20 10:00", electronic="2023-11-20 09:00").late


def test_a_term_is_made_longer_for_a_reason_only(office, branch):
    office.receive(branch, SHORT)
    made = demand(office)

    def extend(due_on: str, reason: str) -> None:
        office.ledger.run(
            "延长", deficiencies.extend, deficiency_id=made.deficiency_id, due_on=due_on, reason=reason, at=AT
        )

    with pytest.raises(RuleBroken, match="要写明理由"):
        extend("2023-11-20", " ")
    with pytest.raises(RuleBroken, match="不晚于原来的 2023-11-16"):
        extend("2023-11-16", "书记出差")
    extend("2023-11-20", "书记出差")
    assert (Deficiency.get().due_on, Deficiency.get().extension_reason) == ("2023-11-20", "书记出差")


def test_a_printed_notice_is_not_undone_but_closed_with_a_reason(office, branch):
    office.receive(branch, SHORT)
    made = demand(office)
    issue = {"deficiency_ids": [made.deficiency_id], "at": AT}
    assert office.ledger.run("打印", deficiencies.issue_notices, final=True, **issue) == 1
    assert office.ledger.undo_title is None
    with pytest.raises(RuleBroken, match="要写明原因"):
        office.ledger.run("作废", deficiencies.close, deficiency_id=made.deficiency_id, reason="", at=AT)
    office.ledger.run("作废", deficiencies.close, deficiency_id=made.deficiency_id, reason="看错", at=AT)
    assert demand(office).number == "BZ-2023-0002"
    assert integrity_problems() == []


def test_what_was_withdrawn_comes_back_as_it_stands_unless_the_branch_applied_anew(office, branch):
    office.receive(branch, SHORT)
    out = {"application_id": 1, "by": "周喆", "at": AT}
    office.ledger.run("撤回", admission.withdraw, reason="支部来函", **out)
    assert (application().state, application().state_reason) == (State.WITHDRAWN, "支部来函")
    with pytest.raises(RuleBroken, match="要写明理由"):
        office.ledger.run("恢复", admission.reinstate, reason="", **out)
    assert office.ledger.run("恢复", admission.reinstate, reason="继续申报", **out) is State.INCOMPLETE
    assert (application().state, application().state_reason) == (State.INCOMPLETE, "")
    office.ledger.run("不予受理", admission.refuse, reason="逾期", **out)
    office.receive(branch)
    with pytest.raises(RuleBroken, match="已另行申报 ZBPP-2023-002"):
        office.ledger.run("恢复", admission.reinstate, reason="继续申报", **out)
