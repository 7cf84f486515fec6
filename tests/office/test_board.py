"""The gate board on real rows: from opinions sent to decisions, places filled, copying proved, lists posted again."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from db.enums import ElectronicKind, OriginalityVerdict, PublicityPurpose, SentHow, State, Verdict
from db.models import (
    Application,
    BrandCorrection,
    Cancellation,
    Decision,
    ElectronicVersion,
    OriginalityCheck,
    Publicity,
    PublicityItem,
    Review,
    Revision,
)
from desktop_app.office import (
    cancellation,
    comparing,
    data_file,
    decisions,
    establishment,
    establishment_page,
    office_settings,
    originality,
    posted_lists,
    publicity,
    steps,
    substitutes,
)
from desktop_app.office.electronic_page import store
from desktop_app.rules.board import marks, offers
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.board import Bulk, GateState
from desktop_app.shapes.establishment import Closed, DraftDecision, Gate, Next, Outcome, Released, Vacancy
from tests.office.test_establishment import AT, Scored, approve

S = State
FIRST, OVER = date(2023, 11, 20), datetime(2023, 11, 27, 17, 30)
BY = {"by": "周喆", "at": AT}
CLEAR, LEAD = OriginalityVerdict.CLEAR, OriginalityVerdict.LEAD


@pytest.fixture
def way(office):
    """Two of four are 拟立项; the opinions are written."""
    made = Scored(office)
    made.quota(2)
    made.shortlist()
    made.run(establishment.draft_opinions, application_ids=made.ids[:2], by="林听泉")
    return made


def go_to(way, state: State, *ids: int) -> None:
    """These (the two shortlisted, when not said) up to a state, by the plain steps."""
    path = (S.REVISING, S.REVISED, S.APPROVED)
    for each in path[: path.index(state) + 1]:
        for application_id in ids or way.ids[:2]:
            if Application.get_by_id(application_id).state in (S.SHORTLISTED, *path[: path.index(each)]):
                way.run(steps.move, application_id=application_id, target=each, **BY)


def post(way, first: date = FIRST):
    return way.run(publicity.open_publicity, round_id=way.round_id, first=first, **BY)


def setting(way, **said) -> None:
    for key, value in said.items():
        way.run(office_settings.put, key=key, value=value)


def row(way, place: int = 0):
    return next(r for r in (*way.page().rows, *way.page().out) if r.application_id == way.ids[place])


# Opinions, revisions, comparisons -------------------------------------------------------------------------------------


def test_opinions_are_sent_with_how_and_when(way):
    way.run(establishment.send_opinions, application_ids=way.ids[:1], how=SentHow.OA, sent_at="2023-11-14T08:30", **BY)
    way.run(establishment.send_opinions, application_ids=way.ids[1:2], **BY)
    assert [(row(way, n).sent_at, row(way, n).sent_how) for n in (0, 1)] == [
        ("2023-11-14T08:30:00", "OA"), (AT, ""),
    ]  # fmt: skip
    way.run(steps.correct, application_id=way.ids[0], target=S.SHORTLISTED, reason="发错", **BY)
    assert (row(way).sent_at, row(way).sent_how) == ("", "")


@pytest.mark.parametrize(
    ("sent_at", "refused"), [("2023-11-14T09:01:00", "还没有到"), ("2023-11-13T17:00:00", "早于列为拟立项的日期")]
)
def test_an_opinion_is_not_sent_tomorrow_nor_before_its_project_was_chosen(way, sent_at, refused):
    with pytest.raises(RuleBroken, match=refused):
        way.run(establishment.send_opinions, application_ids=way.ids[:1], sent_at=sent_at, **BY)
    assert row(way).state is S.SHORTLISTED


def files(way, *kinds: ElectronicKind) -> None:
    def keep() -> None:
        for kind in kinds:
            kept = store().keep(str(kind).encode())
            ElectronicVersion.create(
                application=way.ids[0], kind=kind, arrived_at="2023-11-15 10:00", file_name=f"{kind}.docx",
                sha256=kept.sha256, size=kept.size,
            )  # fmt: skip

    way.run(keep)


def test_a_comparison_that_was_seen_is_noted_and_a_new_version_must_be_seen_again(way):
    go_to(way, S.REVISING)
    seen = {"application_id": way.ids[0], "by": "沈一禾", "at": "2023-11-15T11:00:00"}
    files(way, ElectronicKind.INITIAL)
    with pytest.raises(RuleBroken, match="还没有定稿的文件"):
        way.run(comparing.mark_compared, **seen)
    files(way, ElectronicKind.FINAL)
    way.run(comparing.mark_compared, **seen)
    found = row(way)
    assert (found.revision_received_at, found.compared_by, found.compared_at) == (
        "2023-11-15 10:00", "沈一禾", "2023-11-15T11:00:00",
    )  # fmt: skip
    again = {"application_id": way.ids[0], "note": ""}
    way.run(establishment.receive_revision, received_at="2023-11-15 10:00", **again)
    assert row(way).compared_by == "沈一禾"
    way.run(establishment.receive_revision, received_at="2023-11-16 10:00", **again)
    assert row(way).compared_by == ""


def test_whether_it_was_compared_in_the_program_or_on_paper_is_told(way):
    go_to(way, S.REVISING)
    files(way, ElectronicKind.INITIAL, ElectronicKind.FINAL)
    way.run(comparing.mark_compared, application_id=way.ids[0], **BY)
    go_to(way, S.REVISED)
    told = [marks(row(way, n), originality_asked=False)[3].words for n in (0, 1)]
    assert told == [
        "已按意见修改：周喆 2023-11-14 确认，在程序里对照过",
        "已按意见修改：周喆 2023-11-14 确认，没有在程序里对照",
    ]


# 查重 -----------------------------------------------------------------------------------------------------------------


def check(way, verdict, note="", *ids):
    return way.run(originality.record_originality, application_ids=ids or way.ids[:1], verdict=verdict, note=note, **BY)


def test_an_open_lead_stops_the_approval_until_it_is_cleared(way):
    go_to(way, S.REVISED)
    with pytest.raises(RuleBroken, match="要写明线索"):
        check(way, LEAD)
    check(way, LEAD, "与 ZBPP-2022-012 两段相同")
    with pytest.raises(RuleBroken, match="ZBPP-2023-001“教工第一党支部”：查重有线索，还没有查清"):
        approve(way, way.ids[:2])
    assert way.states()[:2] == ["已定稿", "已定稿"]
    with pytest.raises(RuleBroken, match="要写明怎样查清"):
        check(way, CLEAR)
    check(way, CLEAR, "相同的是通知原文")
    assert approve(way, way.ids[:2]) == 2
    stored = OriginalityCheck.get()
    assert (stored.verdict, stored.note, stored.by, stored.at) == ("未见抄袭", "相同的是通知原文", "周喆", AT)


def test_a_missing_verdict_stops_it_where_the_office_asks_for_one(way):
    go_to(way, S.REVISED)
    setting(way, originality_before_approval=True)
    with pytest.raises(RuleBroken, match="还没有查重结论"):
        approve(way, way.ids[:2])
    assert check(way, CLEAR, "", *way.ids[:2]) == 2
    assert approve(way, way.ids[:2]) == 2


def test_a_lead_found_late_holds_the_project_as_an_objection_does(way):
    go_to(way, S.APPROVED)
    post(way)
    check(way, LEAD, "公示期间反映")
    numbers = ("ZBPP-2023-001", "ZBPP-2023-002")
    closed = way.run(publicity.close_publicity, round_id=way.round_id, at=OVER, by="周喆")
    assert closed == Closed((numbers[1],), (numbers[0],))
    assert way.states()[:2] == ["公示中", "已立项"]
    check(way, CLEAR, "查清，引文已注明")
    assert way.states()[:2] == ["已立项", "已立项"]


# 审定 -----------------------------------------------------------------------------------------------------------------


def prepare(way, verdict, reason="", *ids):
    return way.run(decisions.prepare, application_ids=ids or way.ids[:2], verdict=verdict, reason=reason, **BY)


def release(way, by="吴桐", minutes="〔2023〕12号"):
    return way.run(decisions.release, round_id=way.round_id, minutes=minutes, by=by, at="2023-11-16T15:00:00")


def test_decisions_are_drafts_until_all_are_released_together(way):
    go_to(way, S.REVISED)
    assert way.page().next is Next.APPROVE
    prepare(way, Verdict.APPROVE)
    with pytest.raises(RuleBroken, match="退回修改，要写明理由"):
        prepare(way, Verdict.BACK, "", way.ids[1])
    prepare(way, Verdict.BACK, "责任人不明", way.ids[1])
    assert (way.states()[:2], way.page().next) == (["已定稿", "已定稿"], Next.RELEASE)
    assert way.page().drafts == (
        DraftDecision(
            way.ids[0], "ZBPP-2023-001", "教工第一党支部", "品牌1", Verdict.APPROVE, "", "周喆"
        ),
        DraftDecision(
            way.ids[1], "ZBPP-2023-002", "教工第二党支部", "品牌2", Verdict.BACK, "责任人不明", "周喆"
        ),
    )  # fmt: skip
    assert release(way) == Released(1, 1, 0)
    assert (way.states()[:2], way.page().drafts) == (["审定通过", "修改中"], ())
    assert [(d.minutes, d.released_by, d.released_at) for d in Decision.select()] == [
        ("〔2023〕12号", "吴桐", "2023-11-16T15:00:00")
    ] * 2
    assert establishment_page.project_details(way.ids[0]).minutes == "〔2023〕12号"
    with pytest.raises(RuleBroken, match="没有可以发布的"):
        release(way)


def test_a_project_that_cannot_pass_any_more_stops_the_release_and_is_named(way):
    go_to(way, S.REVISED)
    prepare(way, Verdict.APPROVE)
    check(way, LEAD, "两段相同", way.ids[1])
    assert [d.why_not for d in way.page().drafts] == ["", "查重有线索，还没有查清，不能往下走。"]
    with pytest.raises(RuleBroken, match="ZBPP-2023-002“教工第二党支部”：查重有线索"):
        release(way)
    assert (way.states()[:2], Decision.select().where(Decision.released_at != "").count()) == (["已定稿"] * 2, 0)
    assert way.run(decisions.withdraw_drafts, application_ids=way.ids[1:2]) == 1
    assert release(way) == Released(1, 0, 0)


def test_who_prepared_does_not_release_where_two_names_are_asked_for(way):
    go_to(way, S.REVISED)
    way.run(lambda: Revision.update(confirmed_by="沈一禾").execute())
    prepare(way, Verdict.APPROVE)
    setting(way, approval_by_another=True)
    with pytest.raises(RuleBroken, match="ZBPP-2023-001 的审定是周喆拟的，发布须由另一人办理"):
        release(way, by="周喆")
    with pytest.raises(RuleBroken, match="修改是沈一禾确认的"):
        release(way, by="沈一禾")
    assert release(way, by="吴桐") == Released(2, 0, 0)


def test_only_what_can_be_decided_on_is_prepared(way):
    go_to(way, S.REVISING)
    with pytest.raises(RuleBroken, match="“修改中”的项目现在不能审定为“审定通过”"):
        prepare(way, Verdict.APPROVE)
    prepare(way, Verdict.OUT, "逾期未交定稿")
    assert release(way) == Released(0, 0, 2)
    assert way.states()[:2] == ["未立项", "未立项"]
    assert Application.get_by_id(way.ids[0]).state_reason == "逾期未交定稿；会议纪要 〔2023〕12号"


# 递补 -----------------------------------------------------------------------------------------------------------------


def fill(way, *ids, reason="前一项撤回"):
    return way.run(substitutes.substitute, round_id=way.round_id, application_ids=ids, reason=reason, **BY)


def leave(way, place: int = 0, target: State = S.WITHDRAWN) -> None:
    way.run(steps.move, application_id=way.ids[place], target=target, reason="来函", **BY)


def test_a_place_that_fell_free_goes_to_the_next_of_the_ranking_with_a_list_of_its_own(way):
    go_to(way, S.APPROVED)
    post(way)
    assert way.page().vacancies == ()
    with pytest.raises(RuleBroken, match="没有空出的名额"):
        fill(way, way.ids[2])
    leave(way)
    (found,) = way.page().vacancies
    assert (found.free, found.left, [one.number for one in found.next], found.tied) == (
        1, ("ZBPP-2023-001",), ["ZBPP-2023-003"], (),
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="还没有轮到 ZBPP-2023-004 递补"):
        fill(way, way.ids[3])
    with pytest.raises(RuleBroken, match="要写明理由"):
        fill(way, way.ids[2], reason=" ")
    assert (fill(way, way.ids[2]), way.states(), way.page().vacancies) == (
        1, ["撤回", "公示中", "拟立项", "未入选"], (),
    )  # fmt: skip
    third = way.ids[2]
    way.run(establishment.write_opinion, application_id=third, text="请补充。", by="")
    go_to(way, S.APPROVED, third)
    post(way, date(2023, 11, 22))
    assert [(p.purpose, p.items.count()) for p in Publicity.select().order_by(Publicity.id)] == [
        (PublicityPurpose.FIRST, 2), (PublicityPurpose.SUBSTITUTES, 1),
    ]  # fmt: skip


def test_a_tie_for_the_free_place_is_decided_by_people(way):
    way.run(lambda: Review.update(total_hundredths=8600).where(Review.application == way.ids[3]).execute())
    leave(way)
    assert way.page().vacancies == (
        Vacancy(
            "", 1, ("ZBPP-2023-001",), (), ("ZBPP-2023-003", "ZBPP-2023-004"),
            "ZBPP-2023-003、ZBPP-2023-004 并列，须先集体研究排出先后，再递补。",
        ),
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="须先集体研究"):
        fill(way, way.ids[2])
    from desktop_app.office import ranking

    order = {"order": (way.ids[3], way.ids[2]), "names": "部务会", "reason": "兼顾类型"}
    way.run(ranking.decide_tie, round_id=way.round_id, **order)
    assert fill(way, way.ids[3]) == 1
    assert way.states()[2:] == ["未入选", "拟立项"]


def test_a_quota_by_kind_is_filled_from_its_kind(office):
    from db.models import Branch

    made = Scored(office)
    made.run(lambda: Branch.update(kind="教师").execute())
    made.run(lambda: Branch.update(kind="学生").where(Branch.name == "学生党支部").execute())
    from desktop_app.office import ranking

    made.run(ranking.set_quota, round_id=made.round_id, places={"教师": 1, "学生": 1})
    made.shortlist()
    assert made.states() == ["拟立项", "未入选", "拟立项", "未入选"]
    made.run(steps.move, application_id=made.ids[2], target=S.WITHDRAWN, reason="来函", **BY)
    assert [(v.kind, v.next, v.why_not) for v in made.page().vacancies] == [("学生", (), "排名里没有可以递补的项目。")]
    made.run(steps.move, application_id=made.ids[0], target=S.WITHDRAWN, reason="来函", **BY)
    assert {v.kind: [one.number for one in v.next] for v in made.page().vacancies} == {
        "教师": ["ZBPP-2023-002"], "学生": [],
    }  # fmt: skip


# 取消资格, 更正品牌名称 ----------------------------------------------------------------------------------------------


def cancel(way, **said):
    proof = {"application_id": way.ids[0], "evidence": "三段相同", "copied_from": "ZBPP-2022-012", **said}
    way.run(cancellation.cancel_for_copying, **proof, **BY)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"evidence": " "}, "写明依据"),
        ({"copied_from": ""}, "抄自哪里"),
        ({"sha256": "0" * 64, "file_name": "比对.pdf"}, "没有存好"),
    ],
)
def test_copying_is_proved(way, said, refused):
    with pytest.raises(RuleBroken, match=refused):
        cancel(way, **said)
    assert (Cancellation.select().count(), way.states()[0]) == (0, "拟立项")


def test_a_cancelled_project_leaves_its_list_and_its_evidence_is_kept_and_checked(way):
    go_to(way, S.APPROVED)
    post(way)
    kept = store().keep(b"evidence")
    cancel(way, file_name="比对.pdf", sha256=kept.sha256, size=kept.size)
    assert way.states()[:2] == ["取消资格", "公示中"]
    (found,) = way.page().lists
    assert (found.listed, found.waiting, found.closed_at) == (2, 1, "")
    proof = establishment_page.project_details(way.ids[0]).evidence
    assert (proof.evidence, proof.copied_from, proof.file_name, proof.sha256) == (
        "三段相同", "ZBPP-2022-012", "比对.pdf", kept.sha256,
    )  # fmt: skip
    assert row(way).reason == "抄袭：三段相同；抄自 ZBPP-2022-012"
    assert kept.sha256 in data_file.stored_hashes()
    store().discard(kept.sha256)
    assert data_file.data_problems() == (f"收到的文件 {kept.sha256} 不在数据文件夹里。",)


def test_an_established_project_too_can_be_cancelled(way):
    go_to(way, S.APPROVED)
    post(way)
    way.run(publicity.close_publicity, round_id=way.round_id, at=OVER, by="周喆")
    cancel(way)
    assert way.states()[0] == "取消资格"
    assert [one.number for one in way.page().vacancies[0].next] == ["ZBPP-2023-003"]


def correct(way, brand, reason="登记有误", place=0):
    way.run(cancellation.correct_brand, application_id=way.ids[place], brand=brand, reason=reason, **BY)


@pytest.mark.parametrize(
    ("brand", "reason", "refused"),
    [("", "有误", "不能空着"), ("品牌1", "有误", "已经是"), ("杏林", " ", "要写明理由")],
)
def test_a_brand_is_corrected_to_something_else_for_a_reason(way, brand, reason, refused):
    with pytest.raises(RuleBroken, match=refused):
        correct(way, brand, reason)


# Lists that hang ------------------------------------------------------------------------------------------------------


@pytest.fixture
def posted(way):
    go_to(way, S.APPROVED)
    way.list = post(way).publicity_id
    return way


def repost(way, first=date(2023, 11, 22), reason="品牌名称有误"):
    return way.run(posted_lists.repost, publicity_id=way.list, first=first, reason=reason, **BY)


def test_a_list_keeps_the_words_it_was_posted_in_and_says_what_changed_since(posted):
    correct(posted, "杏林")
    (found,) = posted.page().lists
    assert [(d.number, d.what, d.posted, d.now) for d in found.differs] == [
        ("ZBPP-2023-001", "品牌名称", "品牌1", "杏林")
    ]
    assert establishment_page.publicity_notice(OVER).rows[0].brand == "品牌1"
    correction = BrandCorrection.get()
    assert (correction.before, correction.after, correction.reason, correction.by) == (
        "品牌1", "杏林", "登记有误", "周喆",
    )  # fmt: skip


def test_a_corrected_list_runs_its_days_anew_and_objections_stay(posted):
    said = {"objector": "王伟", "contact": "3831402", "content": "名称有误"}
    number = {"application_id": posted.ids[0]}
    objection = posted.run(publicity.log_objection, **number, received_on=date(2023, 11, 21), **said)
    correct(posted, "杏林")
    made = repost(posted)
    assert (made.first, made.last, made.numbers) == (
        date(2023, 11, 22), date(2023, 11, 29), ("ZBPP-2023-001", "ZBPP-2023-002"),
    )  # fmt: skip
    new, old = posted.page().lists
    assert (old.closed_at, old.removed_on, old.to_remove, new.purpose, new.reason, new.differs) == (
        AT, "2023-11-22", False, PublicityPurpose.CORRECTED, "品牌名称有误", (),
    )  # fmt: skip
    assert Publicity.get_by_id(new.publicity_id).replaces_id == old.publicity_id
    assert new.disputed == 1
    posted.run(publicity.log_objection, **number, received_on=date(2023, 11, 21), **{**said, "objector": "李喆"})
    posted.run(
        publicity.conclude_objection, objection_id=objection, concluded_on=FIRST.replace(day=23), conclusion="已更正",
        outcome=Outcome.CORRECTED, **BY,
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="2023-11-29 17:30 期满"):
        posted.run(publicity.close_publicity, round_id=posted.round_id, at=OVER, by="周喆")


def test_the_old_last_day_stays_where_the_office_says_so(posted):
    setting(posted, repost_starts_anew=False)
    with pytest.raises(RuleBroken, match="已经期满"):
        repost(posted, first=date(2023, 11, 28))
    made = repost(posted)
    assert (made.first, made.last) == (FIRST, date(2023, 11, 27))
    closed = posted.run(publicity.close_publicity, round_id=posted.round_id, at=OVER, by="周喆")
    assert closed.established == ("ZBPP-2023-001", "ZBPP-2023-002")


@pytest.mark.parametrize(
    ("first", "reason", "refused"),
    [
        (date(2023, 11, 19), "有误", "早于原来张贴的日期"),
        (date(2023, 11, 22), " ", "要写明理由"),
        (date(2035, 11, 22), "有误", "还没有 2035 年的放假安排"),
    ],
)
def test_a_corrected_list_is_refused_in_words(posted, first, reason, refused):
    with pytest.raises(RuleBroken, match=refused):
        repost(posted, first, reason)
    assert (Publicity.select().count(), PublicityItem.select().count()) == (1, 2)


def test_a_project_that_left_a_corrected_list_does_not_step_back_on_it(posted):
    repost(posted)
    first = posted.ids[0]
    posted.run(steps.move, application_id=first, target=S.REVISING, reason="异议", **BY)
    go_to(posted, S.APPROVED, first)
    with pytest.raises(RuleBroken, match="只能由开始公示得来"):
        posted.run(steps.move, application_id=first, target=S.PUBLISHED, **BY)
    assert post(posted, date(2023, 11, 24)).numbers == ("ZBPP-2023-001",)


def test_who_left_a_list_and_hangs_on_a_later_one_does_not_hold_up_the_first(posted):
    first = posted.ids[0]
    posted.run(steps.move, application_id=first, target=S.REVISING, reason="异议", **BY)
    go_to(posted, S.APPROVED, first)
    post(posted, date(2023, 11, 24))
    new, old = posted.page().lists
    assert (new.waiting, old.waiting) == (1, 1)
    closed = posted.run(publicity.close_publicity, round_id=posted.round_id, at=OVER, by="周喆")
    assert closed == Closed(("ZBPP-2023-002",), ())
    assert posted.states()[:2] == ["公示中", "已立项"]


def test_the_paper_comes_off_the_wall_after_its_days(posted):
    gone = {"publicity_id": posted.list, "by": "沈一禾"}
    assert posted_lists.to_remove(posted.round_id, datetime(2023, 11, 27, 17, 29)) == ()
    assert [r.id for r in posted_lists.to_remove(posted.round_id, OVER)] == [posted.list]
    with pytest.raises(RuleBroken, match="还不能撤下"):
        posted.run(posted_lists.remove, removed_on=date(2023, 11, 24), at="2023-11-28T09:00:00", **gone)
    with pytest.raises(RuleBroken, match="还没有到"):
        posted.run(posted_lists.remove, removed_on=date(2023, 11, 29), at="2023-11-28T09:00:00", **gone)
    posted.run(posted_lists.remove, removed_on=date(2023, 11, 28), at="2023-11-28T09:00:00", **gone)
    assert posted_lists.to_remove(posted.round_id, datetime(2023, 11, 29)) == ()
    (found,) = posted.page().lists
    assert (found.removed_on, found.removed_by) == ("2023-11-28", "沈一禾")


def test_an_end_before_the_start_is_refused(posted):
    with pytest.raises(RuleBroken, match="结束不能早于开始"):
        posted.run(publicity.close_publicity, round_id=posted.round_id, at=datetime(2023, 11, 17, 17, 30), by="周喆")


def test_without_a_final_version_nothing_is_established(way):
    go_to(way, S.REVISING)
    with pytest.raises(RuleBroken, match="定稿还没有确认已按意见修改，未修改完善的不得立项"):
        way.run(steps.move, application_id=way.ids[0], target=S.ESTABLISHED, **BY)


def test_a_plan_reaches_a_year_without_a_table_and_says_so(way):
    found = publicity.outlook(way.round_id, date(2035, 11, 19))
    assert (found.last, found.estimated) == (date(2035, 11, 26), True)
    assert publicity.outlook(way.round_id, FIRST) == publicity.plan(way.round_id, FIRST)


# The board ------------------------------------------------------------------------------------------------------------


def test_every_gate_of_a_project_is_told_in_words(way):
    go_to(way, S.REVISED)
    check(way, LEAD, "两段相同")
    found = marks(row(way), originality_asked=False)
    assert "".join(mark.letter for mark in found) == "意定对确查审公"
    assert [mark.state for mark in found] == [
        GateState.PASSED, GateState.PASSED, GateState.AHEAD, GateState.PASSED, GateState.BLOCKED, GateState.NEXT,
        GateState.AHEAD,
    ]  # fmt: skip
    assert found[4].words == "查重：有线索，两段相同"
    assert [each.gate for each in way.page().gates if each.passed == 0] == [
        Gate.ORIGINALITY, Gate.APPROVED, Gate.LISTED,
    ]  # fmt: skip


def test_a_deed_on_many_says_whom_it_takes_and_why_it_leaves_others(way):
    go_to(way, S.REVISED, way.ids[0])
    check(way, LEAD, "两段相同", way.ids[1])
    found = {each.bulk: each for each in offers(way.page().rows, originality_asked=True)}
    assert {bulk: (each.application_ids, each.left_words) for bulk, each in found.items()} == {
        Bulk.SEND: ((way.ids[1],), "1 项不是拟立项"),
        Bulk.CLEAR: ((way.ids[0],), "1 项有线索，须逐项查清"),
        Bulk.BACK: ((way.ids[0],), "1 项是“拟立项”"),
        Bulk.OUT: (tuple(way.ids[:2]), ""),
    }


def test_who_went_out_still_hangs_there_and_a_corrected_list_is_offered(posted):
    posted.run(
        cancellation.cancel_for_copying, application_id=posted.ids[1], evidence="逐段相同", copied_from="甲", **BY
    )
    (found,) = posted.page().lists
    gone = Application.get_by_id(posted.ids[1])
    assert [(d.number, d.what, d.posted, d.now) for d in found.differs] == [
        (gone.number, "项目", gone.brand, "取消资格")
    ]
    posted.run(
        posted_lists.repost, publicity_id=found.publicity_id, first=date(2023, 11, 22), reason="一项取消资格", **BY
    )
    newest, _ = posted.page().lists
    assert (newest.listed, newest.differs) == (1, ())


def test_another_final_version_is_checked_anew_but_a_lead_stays(way):
    go_to(way, S.REVISED)
    check(way, CLEAR, "", way.ids[0])
    check(way, LEAD, "第二部分相同", way.ids[1])
    for application_id in way.ids[:2]:
        way.run(steps.move, application_id=application_id, target=S.REVISING, reason="再改", **BY)
    assert [(each.application_id, each.verdict) for each in OriginalityCheck.select()] == [(way.ids[1], "有线索")]


def test_a_draft_does_not_outlive_the_state_it_was_made_for(way):
    go_to(way, S.REVISED)
    prepare(way, Verdict.APPROVE)
    leave(way, 0)
    way.run(steps.move, application_id=way.ids[1], target=S.REVISING, reason="再改", **BY)
    assert Decision.select().count() == 0
    with pytest.raises(RuleBroken, match="还没有拟好的审定"):
        release(way)


def test_nobody_in_front_is_passed_over_for_a_free_place(way):
    leave(way, 0)
    leave(way, 1)
    with pytest.raises(RuleBroken, match="还没有轮到 ZBPP-2023-004 递补"):
        fill(way, way.ids[3])
    assert fill(way, way.ids[2]) == 1
