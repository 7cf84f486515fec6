"""From the ranking to the approval on real rows, and what the page 立项公示 says meanwhile."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from db.enums import State, Verdict
from db.models import Application, Expert, PanelOpinion, Review, Revision, Seat, StateChange
from desktop_app.office import decisions, establishment, establishment_page, publicity, ranking, steps
from desktop_app.office.first_start import prepare
from desktop_app.office.panel import ensure_stage
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import lacks, stands
from desktop_app.shapes.establishment import Gate, ListedProject, Next, Shortlisted

S = State
AT = "2023-11-14T09:00:00"
NOW = datetime(2023, 11, 14, 9, 0)
BRANCHES = ("教工第一党支部", "教工第二党支部", "学生党支部", "离退休党支部")


class Scored:
    """Four projects under review with one verified sheet each: 90, 88, 86, 84."""

    def __init__(self, office):
        prepare(office.ledger.run)
        self.office, self.round_id = office, office.round()
        organization = office.organization()
        for place, name in enumerate(BRANCHES):
            branch = office.branch(name, organization, secretary=f"书记{place + 1}")
            office.receive(branch, brand=f"品牌{place + 1}", electronic="2023-11-08 16:12")
        self.ids = [row.id for row in Application.select().order_by(Application.id)]
        office.ledger.run("评审", self._score)

    def _score(self):
        Application.update(state=S.UNDER_REVIEW).execute()
        stage = ensure_stage(round_id=self.round_id)
        expert = Expert.create(name="许堃", unit="外校")
        Seat.create(stage=stage, expert=expert, number=1)
        for place, application in enumerate(self.ids):
            Review.create(
                stage=stage, application=application, expert=expert, code=f"PF-2023-{place + 1:03}-1",
                total_hundredths=9000 - 200 * place, opinion=f"意见{place % 2 + 1}", verified_at=AT,
            )  # fmt: skip

    def run(self, command, **details):
        return self.office.ledger.run("办", command, **details)

    def quota(self, places):
        self.run(ranking.set_quota, round_id=self.round_id, places={"": places})

    def shortlist(self):
        return self.run(establishment.shortlist, round_id=self.round_id, by="周喆", at=AT)

    def states(self):
        return [row.state for row in Application.select().order_by(Application.id)]

    def page(self, now=NOW):
        return establishment_page.establishment_page(self.round_id, now)


@pytest.fixture
def scored(office):
    return Scored(office)


@pytest.fixture
def shortlisted(scored):
    scored.quota(2)
    scored.shortlist()
    return scored


@pytest.fixture
def sent(shortlisted):
    shortlisted.run(establishment.draft_opinions, application_ids=shortlisted.ids[:2], by="林听泉")
    shortlisted.run(establishment.send_opinions, application_ids=shortlisted.ids[:2], by="周喆", at=AT)
    return shortlisted


def approve(scored, application_ids, minutes=""):
    """审定通过 of these, drafted and released; says how many."""
    by = {"by": "周喆", "at": AT}
    scored.run(decisions.prepare, application_ids=list(application_ids), verdict=Verdict.APPROVE, reason="", **by)
    return scored.run(decisions.release, round_id=scored.round_id, minutes=minutes, **by).approved


def test_the_quota_takes_the_first_and_passes_over_the_others(scored):
    scored.quota(2)
    assert scored.shortlist() == Shortlisted(2, 2)
    assert scored.states() == ["拟立项", "拟立项", "未入选", "未入选"]
    assert {step.reason for step in StateChange.select().where(StateChange.before == S.UNDER_REVIEW)} == {
        "按排名和名额"
    }
    with pytest.raises(RuleBroken, match="没有还在评审中"):
        scored.shortlist()


def test_without_a_quota_nothing_is_taken(scored):
    with pytest.raises(RuleBroken, match="还没有设定名额"):
        scored.shortlist()
    assert scored.states() == ["评审中"] * 4


def test_an_open_sheet_stops_the_list_and_is_named(scored):
    scored.quota(2)
    scored.run(lambda: Review.update(verified_at="").where(Review.code == "PF-2023-003-1").execute())
    with pytest.raises(RuleBroken, match="PF-2023-003-1"):
        scored.shortlist()


def test_a_tie_across_the_line_is_never_broken_silently(scored):
    scored.quota(2)
    scored.run(lambda: Review.update(total_hundredths=8800).where(Review.code == "PF-2023-003-1").execute())
    with pytest.raises(RuleBroken, match="集体研究"):
        scored.shortlist()
    assert scored.states() == ["评审中"] * 4


def test_who_was_passed_over_is_filled_in_with_a_reason(shortlisted):
    details = {"application_id": shortlisted.ids[2], "target": S.SHORTLISTED, "by": "周喆", "at": AT}
    with pytest.raises(RuleBroken, match="递补"):
        shortlisted.run(steps.move, **details)
    shortlisted.run(steps.move, reason="前一项撤回，递补", **details)
    assert shortlisted.states()[2] == "拟立项"


def test_opinions_are_drafted_from_what_the_experts_wrote_and_can_be_edited(shortlisted):
    first, second = shortlisted.ids[:2]
    draft = {"application_ids": (first, second), "by": "林听泉"}
    assert shortlisted.run(establishment.draft_opinions, **draft) == 2
    shortlisted.run(establishment.write_opinion, application_id=first, text=" 请补充年度计划。 \n", by="林听泉")
    rows = PanelOpinion.select().order_by(PanelOpinion.application)
    assert [(row.application_id, row.text, row.by) for row in rows] == [
        (first, "请补充年度计划。", "林听泉"),
        (second, "意见2", "林听泉"),
    ]
    with pytest.raises(RuleBroken, match="无从起草"):
        shortlisted.run(establishment.draft_opinions, **draft)


@pytest.mark.parametrize(("text", "refused"), [(" \n", "还是空的"), ("字" * 2001, "2001 个字符")])
def test_an_opinion_says_something_and_ends(shortlisted, text, refused):
    with pytest.raises(RuleBroken, match=refused):
        shortlisted.run(establishment.write_opinion, application_id=shortlisted.ids[0], text=text, by="")


def test_without_an_opinion_no_branch_is_asked_to_revise(shortlisted):
    ids = shortlisted.ids[:2]
    shortlisted.run(establishment.write_opinion, application_id=ids[0], text="请补充年度计划。", by="")
    with pytest.raises(RuleBroken, match="ZBPP-2023-002“教工第二党支部”还没有综合意见"):
        shortlisted.run(establishment.send_opinions, application_ids=ids, by="周喆", at=AT)
    assert shortlisted.states()[:2] == ["拟立项", "拟立项"]


def test_a_revision_comes_is_confirmed_and_approved(sent):
    first = sent.ids[0]
    confirm = {"application_id": first, "by": "沈一禾", "at": AT}
    with pytest.raises(RuleBroken, match="定稿还没有收到"):
        sent.run(establishment.confirm_revision, **confirm)
    sent.run(establishment.receive_revision, application_id=first, received_at="2023-11-16 15:00", note="纸质也到")
    assert sent.states()[0] == "修改中"
    sent.run(establishment.confirm_revision, **confirm)
    row = Revision.get()
    assert (row.received_at, row.note, row.confirmed_by, row.confirmed_at) == (
        "2023-11-16 15:00", "纸质也到", "沈一禾", AT,
    )  # fmt: skip
    assert approve(sent, [first], " 〔2023〕12号 ") == 1
    assert sent.states()[0] == "审定通过"
    assert StateChange.select().order_by(StateChange.id.desc()).get().reason == "会议纪要 〔2023〕12号"


def test_a_revision_cannot_come_before_the_opinion_went(sent):
    with pytest.raises(RuleBroken, match="早于意见发出"):
        sent.run(establishment.receive_revision, application_id=sent.ids[0], received_at="2023-11-13 15:00", note="")


def test_a_revision_that_nobody_asked_for_is_refused(shortlisted):
    with pytest.raises(RuleBroken, match="现在不收定稿"):
        shortlisted.run(
            establishment.receive_revision, application_id=shortlisted.ids[0], received_at="2023-11-16 15:00", note=""
        )


def test_once_confirmed_the_opinion_stands(sent):
    first = sent.ids[0]
    sent.run(steps.move, application_id=first, target=S.REVISED, by="周喆", at=AT)
    with pytest.raises(RuleBroken, match="综合意见不能再改"):
        sent.run(establishment.write_opinion, application_id=first, text="另一种意见", by="")


def test_approving_several_is_all_or_none(sent):
    first, second = sent.ids[:2]
    sent.run(steps.move, application_id=first, target=S.REVISED, by="周喆", at=AT)
    with pytest.raises(RuleBroken, match="ZBPP-2023-002"):
        approve(sent, [first, second])
    assert sent.states()[:2] == ["已定稿", "修改中"]


# The page -------------------------------------------------------------------------------------------------------------


def test_the_page_follows_the_list_step_by_step(scored):
    said = [scored.page().next]
    assert (scored.page().within, scored.page().why_not) == (0, "还没有设定名额。")
    scored.quota(2)
    assert (scored.page().within, scored.page().why_not) == (2, "")
    scored.shortlist()
    both = scored.ids[:2]
    said.append(scored.page().next)
    scored.run(establishment.draft_opinions, application_ids=both, by="")
    scored.run(establishment.send_opinions, application_ids=both, by="周喆", at=AT)
    said.append(scored.page().next)
    for each in both:
        scored.run(steps.move, application_id=each, target=S.REVISED, by="周喆", at=AT)
    said.append(scored.page().next)
    approve(scored, both)
    said.append(scored.page().next)
    scored.run(publicity.open_publicity, round_id=scored.round_id, first=date(2023, 11, 20), by="周喆", at=AT)
    said.append(scored.page(datetime(2023, 11, 22)).next)
    over = datetime(2023, 11, 27, 17, 30)
    said.append(scored.page(over).next)
    scored.run(publicity.close_publicity, round_id=scored.round_id, at=over, by="周喆")
    said.append(scored.page(over).next)
    assert said == [
        Next.SHORTLIST, Next.SEND, Next.REVISE, Next.APPROVE, Next.OPEN, Next.OBJECT, Next.CLOSE, Next.NOTHING,
    ]  # fmt: skip


def test_gates_count_and_say_who_is_held_back(sent):
    first, second = sent.page().rows
    assert lacks(first) == (Gate.REVISED, Gate.CONFIRMED, Gate.ORIGINALITY, Gate.APPROVED, Gate.LISTED)
    assert stands(second) == "意见已发，等待支部交定稿。未修改完善的不得立项。"
    sent.run(establishment.receive_revision, application_id=first.application_id, received_at="2023-11-16", note="")
    counts = [(each.gate, each.passed, each.of) for each in sent.page().gates]
    assert counts == [
        (Gate.OPINION, 2, 2), (Gate.REVISED, 1, 2), (Gate.CONFIRMED, 0, 2),
        (Gate.ORIGINALITY, 0, 2), (Gate.APPROVED, 0, 2), (Gate.LISTED, 0, 2), (Gate.UNDISPUTED, 2, 2),
    ]  # fmt: skip


def test_the_details_tell_the_way_so_far(sent):
    details = establishment_page.project_details(sent.ids[0])
    assert (details.opinion, details.opinion_by, details.experts_said) == ("意见1", "林听泉", ("意见1",))
    assert details.place == "第 1 名，平均 90.00 分"
    assert [(step.before, step.after) for step in details.steps] == [
        (S.SHORTLISTED, S.REVISING),
        (S.UNDER_REVIEW, S.SHORTLISTED),
        (S.REGISTERED, S.ACCEPTED),
    ]


def test_the_rail_counts_what_waits_for_the_office(sent):
    assert establishment_page.waiting_count(sent.round_id) == (0, 0)
    sent.run(steps.move, application_id=sent.ids[0], target=S.REVISED, by="周喆", at=AT)
    assert establishment_page.waiting_count(sent.round_id) == (0, 1)
    assert establishment_page.waiting_count(None) == (0, 0)


def test_the_notice_holds_what_may_be_public_and_nothing_else(sent):
    for each in sent.ids[:2]:
        sent.run(steps.move, application_id=each, target=S.REVISED, by="周喆", at=AT)
    assert establishment_page.publicity_notice(NOW).first is None
    approve(sent, sent.ids[:2])
    sent.run(publicity.open_publicity, round_id=sent.round_id, first=date(2023, 11, 20), by="周喆", at=AT)
    rows = (
        ListedProject("ZBPP-2023-001", "药学院党总支", "教工第一党支部", "品牌1", "书记1"),
        ListedProject("ZBPP-2023-002", "药学院党总支", "教工第二党支部", "品牌2", "书记2"),
    )
    notice = establishment_page.publicity_notice(NOW)
    assert (notice.first, notice.last, notice.workdays, notice.rows) == (
        date(2023, 11, 20), date(2023, 11, 27), 5, rows,
    )  # fmt: skip


def test_a_notice_with_a_telephone_in_a_brand_is_refused(sent):
    for each in sent.ids[:2]:
        sent.run(steps.move, application_id=each, target=S.REVISED, by="周喆", at=AT)
    approve(sent, sent.ids[:2])
    sent.run(lambda: Application.update(brand="品牌 13812345678").where(Application.id == sent.ids[1]).execute())
    sent.run(publicity.open_publicity, round_id=sent.round_id, first=date(2023, 11, 20), by="周喆", at=AT)
    with pytest.raises(RuleBroken, match="《立项公示》要公开，第 2 行“品牌名称”里有手机号码“13812345678”"):
        establishment_page.publicity_notice(NOW)
