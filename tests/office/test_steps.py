"""Every step after the desk, on real rows: the table, the conditions, the trace it leaves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from db.enums import State
from db.models import Application, Expert, Review, ReviewStage, Revision, StateChange
from desktop_app.office import admission, intake, steps
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.steps import CORRECTIONS
from desktop_app.rules.workflow import NEXT
from desktop_app.shapes.copies import ABSENT, COMPLETE

S = State
AT = "2023-11-14T09:00:00"
LATER = "2023-11-15T09:00:00"
ALL = (COMPLETE,) * 5


@pytest.fixture
def project(office):
    office.round()
    branch = office.branch("教工第一党支部", office.organization())
    office.receive(branch, electronic="2023-11-08 16:12")
    return Application.get()


def put(office, project, state, **facts):
    """Put an application where a test begins; the way there is not what it is about."""

    def put_there():
        for name, value in {"state": state, **facts}.items():
            setattr(project, name, value)
        project.save()

    office.ledger.run("放到", put_there)


def move(office, project, target, reason=""):
    office.ledger.run("流转", steps.move, application_id=project.id, target=target, reason=reason, by="周喆", at=LATER)
    return Application.get().state


def score(office, project, *, verified=True, veto=False):
    def make():
        stage = ReviewStage.create(round=project.round, stage="立项")
        expert = Expert.create(name="许堃", unit="示例医科大学")
        Review.create(
            stage=stage,
            application=project,
            expert=expert,
            code="PF-2023-001-1",
            total_hundredths=8600,
            veto=veto,
            verified_at=AT if verified else "",
        )

    office.ledger.run("评分", make)


@pytest.mark.parametrize("current", list(S))
def test_by_hand_the_table_is_kept_and_publicity_cannot_be_skipped(office, project, current):
    put(office, project, current)
    allowed = set()
    for target in S:
        try:
            move(office, project, target, "理由")
        except RuleBroken:
            continue
        allowed.add(target)
        put(office, project, current)
        office.ledger.run("放回", lambda: Revision.delete().execute())
    at_the_desk = {S.REGISTERED, S.INCOMPLETE, S.ACCEPTED}
    needs_more = {S.APPROVED, S.PUBLISHED, S.ESTABLISHED}
    assert allowed == NEXT[current] - at_the_desk - needs_more


def test_a_step_leaves_who_when_and_why(office, project):
    move(office, project, S.UNDER_REVIEW)
    move(office, project, S.SHORTLISTED, "没有评分，按研究意见")
    rows = StateChange.select().order_by(StateChange.id)
    assert [(row.before, row.after, row.by, row.at, row.reason) for row in rows] == [
        ("登记", "已受理", "周喆", "2023-11-09T10:20:00", "收件 SJ-2023-0001"),
        ("已受理", "评审中", "周喆", LATER, ""),
        ("评审中", "拟立项", "周喆", LATER, "没有评分，按研究意见"),
    ]


def test_at_the_desk_too_every_change_says_who_when_and_why(office):
    office.round()
    branch = office.branch("教工第一党支部", office.organization())
    first = office.receive(branch, (*ALL[:4], ABSENT))
    office.receive(branch, at="2023-11-09 15:00", electronic="2023-11-09 14:00")
    why = {"reason": "支部选错", "by": "李明", "at": LATER}
    for receipt_id in (first.receipt_id + 1, first.receipt_id):
        office.ledger.run("作废", intake.void_receipt, receipt_id=receipt_id, **why)
    back = {"application_id": 1, "reason": "支部来函", "by": "周喆", "at": LATER}
    office.ledger.run("恢复", admission.reinstate, **back)
    assert [(row.before, row.after, row.reason, row.by, row.at) for row in StateChange.select()] == [
        (S.REGISTERED, S.INCOMPLETE, "收件 SJ-2023-0001", "周喆", "2023-11-09T10:20:00"),
        (S.INCOMPLETE, S.ACCEPTED, "收件 SJ-2023-0002", "周喆", "2023-11-09T15:00:00"),
        (S.ACCEPTED, S.INCOMPLETE, "收件 SJ-2023-0002 作废", "李明", LATER),
        (S.INCOMPLETE, S.WITHDRAWN, "收件 SJ-2023-0001 作废", "李明", LATER),
        (S.WITHDRAWN, S.REGISTERED, "恢复申报：支部来函", "周喆", LATER),
    ]
    assert (Application.get().state, Application.get().state_reason) == (S.REGISTERED, "")


def test_a_revision_that_came_is_still_there_when_a_withdrawn_project_counts_again(office, project):
    put(office, project, S.REVISING)
    why = {"application_id": project.id, "reason": "支部来函", "by": "周喆", "at": LATER}
    office.ledger.run(
        "定稿", lambda: Revision.create(application=project.id, received_at="2023-11-19T09:00:00", note="定稿")
    )
    office.ledger.run("撤回", admission.withdraw, **why)
    assert office.ledger.run("恢复", admission.reinstate, **why) is S.REVISING
    assert [(row.received_at, row.note) for row in Revision.select()] == [("2023-11-19T09:00:00", "定稿")]


def test_nobody_else_writes_a_state():
    office = Path(steps.__file__).parent
    writing = re.compile(r"StateChange\.(create|insert)|\.state(, [\w.]+)? = |\bstate=State\.|Application\.update\(")
    assert [file.name for file in sorted(office.glob("*.py")) if writing.search(file.read_text())] == ["steps.py"]


def test_refused_steps_name_the_project_and_change_nothing(office, project):
    with pytest.raises(RuleBroken) as refused:
        move(office, project, S.SHORTLISTED)
    assert refused.value.what.startswith("ZBPP-2023-001“教工第一党支部”：“已受理”的申报项目不能直接改为“拟立项”")
    assert (Application.get().state, StateChange.select().count()) == ("已受理", 1)


def test_without_scores_it_is_shortlisted_for_a_reason_only(office, project):
    put(office, project, S.UNDER_REVIEW)
    with pytest.raises(RuleBroken, match="没有完整的评分就列为拟立项，要写明理由"):
        move(office, project, S.SHORTLISTED, " ")
    assert move(office, project, S.SHORTLISTED, "集体研究") == "拟立项"


@pytest.mark.parametrize(
    ("sheet", "refused"),
    [({}, ""), ({"verified": False}, "没有完整的评分"), ({"veto": True}, "一票否决")],
)
def test_scored_projects_are_shortlisted_unless_a_sheet_says_otherwise(office, project, sheet, refused):
    put(office, project, S.UNDER_REVIEW)
    score(office, project, **sheet)
    if refused:
        with pytest.raises(RuleBroken, match=refused):
            move(office, project, S.SHORTLISTED)
    else:
        assert move(office, project, S.SHORTLISTED) == "拟立项"


def test_late_ones_wait_for_their_approver(office, project):
    put(office, project, S.ACCEPTED, late=True)
    with pytest.raises(RuleBroken, match="还没有人批准受理"):
        move(office, project, S.UNDER_REVIEW)
    put(office, project, S.ACCEPTED, late_approved_by="李部长", late_reason="书记出差")
    assert move(office, project, S.UNDER_REVIEW) == "评审中"


def test_a_revised_project_bears_who_confirmed_it_and_loses_that_when_it_goes_back(office, project):
    put(office, project, S.REVISING)
    move(office, project, S.REVISED)
    revision = Revision.get()
    assert (revision.received_at, revision.confirmed_by, revision.confirmed_at) == (LATER, "周喆", LATER)
    assert move(office, project, S.APPROVED) == "审定通过"
    assert move(office, project, S.REVISING, "部务会要求再改") == "修改中"
    assert Revision.select().count() == 0
    with pytest.raises(RuleBroken, match="不能直接改为“审定通过”"):
        move(office, project, S.APPROVED)


def test_an_unconfirmed_revision_is_not_approved(office, project):
    put(office, project, S.REVISED)
    with pytest.raises(RuleBroken, match="未修改完善的不得立项"):
        move(office, project, S.APPROVED)


def test_who_is_out_bears_the_reason(office, project):
    put(office, project, S.REVISING)
    move(office, project, S.NOT_ESTABLISHED, "逾期未交定稿")
    assert (Application.get().state, Application.get().state_reason) == ("未立项", "逾期未交定稿")
    correct = {"application_id": project.id, "target": S.REVISING, "by": "周喆", "at": LATER}
    assert office.ledger.run("更正", steps.correct, reason="定稿已在收发室", **correct) == "恢复申报"
    assert (Application.get().state, Application.get().state_reason) == ("修改中", "")
    assert StateChange.select().order_by(StateChange.id.desc()).get().reason == "恢复申报：定稿已在收发室"


@pytest.mark.parametrize("way", list(CORRECTIONS))
def test_corrections_go_back_with_a_reason(office, project, way):
    before, after = way
    put(office, project, before)
    correct = {"application_id": project.id, "target": after, "by": "周喆", "at": LATER}
    with pytest.raises(RuleBroken, match="要写明理由"):
        office.ledger.run("更正", steps.correct, reason="", **correct)
    assert office.ledger.run("更正", steps.correct, reason="误操作", **correct) == CORRECTIONS[way]
    assert Application.get().state == after


def test_many_move_together_or_not_at_all(office, project):
    organization = project.branch.organization_id
    office.receive(office.branch("教工第二党支部", organization), electronic="2023-11-08 16:12")
    office.receive(office.branch("教工第三党支部", organization))
    together = {"target": S.UNDER_REVIEW, "by": "周喆", "at": LATER}
    with pytest.raises(RuleBroken, match="ZBPP-2023-003“教工第三党支部”"):
        office.ledger.run("流转", steps.move_all, numbers=["001", "002", "003"], **together)
    assert [row.state for row in Application.select().order_by(Application.id)] == ["已受理", "已受理", "待补正"]
    moved = office.ledger.run("流转", steps.move_all, numbers=["zbpp-2023-001", "2", "001"], **together)
    assert moved == ("ZBPP-2023-001", "ZBPP-2023-002")
    assert [row.state for row in Application.select().order_by(Application.id)] == ["评审中", "评审中", "待补正"]


@pytest.mark.parametrize("number", ["ZBPP-2023-099", "SJ-2023-0001", "杏林", ""])
def test_an_unknown_number_is_refused(office, project, number):
    with pytest.raises(RuleBroken, match="没有申报编号为"):
        steps.application_id(number)
