"""立项: from the ranking to the department's approval. Every change of state goes through `steps`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from db.enums import SentHow, Stage, State
from db.models import Application, PanelOpinion, Review, ReviewStage, Revision, StateChange
from desktop_app.office import steps
from desktop_app.office.panel import ensure_stage
from desktop_app.office.ranking import ranking
from desktop_app.office.rows import row_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import OPINION_OPEN, clean_opinion, draft_opinion
from desktop_app.shapes.establishment import Shortlisted
from desktop_app.shapes.ranking import Ranking, Standing


def shortlist(*, round_id: int, by: str, at: str) -> Shortlisted:
    """拟立项 by quota from the official ranking; who competed and stands below the line is 未入选.

    RuleBroken while a sheet is unverified, no quota is set, a tie lies across its line, or nothing is left to take.
    """
    found = official_ranking(round_id)
    wanted = {
        row.application_id: State.SHORTLISTED if row.standing is Standing.WITHIN else State.NOT_SELECTED
        for row in (*found.rows, *found.vetoed)
    }
    waiting = Application.select(Application.id).where(
        Application.id.in_(list(wanted)), Application.state == State.UNDER_REVIEW
    )
    ids = {row.id for row in waiting}
    taken = {State.SHORTLISTED: 0, State.NOT_SELECTED: 0}
    for application_id, target in wanted.items():
        if application_id in ids:
            steps.move(application_id=application_id, target=target, reason="按排名和名额", by=by, at=at)
            taken[target] += 1
    if not taken[State.SHORTLISTED]:
        raise RuleBroken("排名里没有还在评审中、排在名额内的项目。", "要增补，请打开那一项，写明理由。")
    return Shortlisted(taken[State.SHORTLISTED], taken[State.NOT_SELECTED])


def official_ranking(round_id: int) -> Ranking:
    """The ranking a list can be drawn from; RuleBroken with the first obstacle otherwise."""
    found = ranking(round_id, Stage.ESTABLISHMENT, official=True)
    if found.obstacles:
        raise RuleBroken(found.obstacles[0], "请在“专家评审 → 排名”里处理。")
    return found


def write_opinion(*, application_id: int, text: str, by: str) -> None:
    """综合意见: what the branch receives. Until the 定稿 has come it can be put differently."""
    application = row_of(Application, application_id)
    if State(application.state) not in OPINION_OPEN:
        raise RuleBroken(
            f"{application.number} 已是“{application.state}”，综合意见不能再改。", "要重新修改，请先退回修改。"
        )
    cleaned = clean_opinion(text)
    row = opinion_of(application.id)
    if row is None:
        PanelOpinion.create(
            stage=ensure_stage(round_id=application.round_id), application=application, text=cleaned, by=by
        )
    elif (row.text, row.by) != (cleaned, by):
        row.text, row.by = cleaned, by
        row.save(only=[PanelOpinion.text, PanelOpinion.by])


def draft_opinions(*, application_ids: Iterable[int], by: str) -> int:
    """Put the experts' own texts where no 综合意见 stands yet, to be edited; says how many."""
    made = 0
    for application_id in application_ids:
        application = row_of(Application, application_id)
        text = draft_opinion(experts_said(application_id))
        if text and opinion_of(application.id) is None:
            write_opinion(application_id=application_id, text=text, by=by)
            made += 1
    if not made:
        raise RuleBroken("专家没有写意见，无从起草。", "请逐项填写综合意见。")
    return made


def experts_said(application_id: int) -> tuple[str, ...]:
    """The experts' opinions on an application, in the order of their codes, without names."""
    rows = (
        Review.select(Review.opinion)
        .join(ReviewStage)
        .where(Review.application == application_id, ReviewStage.stage == Stage.ESTABLISHMENT, Review.opinion != "")
        .order_by(Review.code)
    )
    return tuple(row.opinion for row in rows)


def send_opinions(
    *, application_ids: Iterable[int], by: str, at: str, how: SentHow | None = None, sent_at: str = ""
) -> int:
    """The branches were given their 综合意见 and are to revise; says how many.

    `sent_at` (ISO) is when they were, `at` when that is recorded: the same unless said. RuleBroken where one has no
    opinion, and for a moment that lies ahead or before it was 拟立项.
    """
    when, sent = sent_at or at, 0
    if datetime.fromisoformat(when) > datetime.fromisoformat(at):
        raise RuleBroken(f"发出的时间 {when[:16].replace('T', ' ')} 还没有到。", "请填实际发出的时间。")
    for application_id in application_ids:
        application = row_of(Application, application_id)
        opinion = opinion_of(application.id)
        if opinion is None:
            raise RuleBroken(
                f"{application.number}“{application.branch.name}”还没有综合意见。", "请先写好意见，再请支部修改。"
            )
        if when[:10] < (chosen := _last_step(application, State.SHORTLISTED)[:10]):
            raise RuleBroken(
                f"{application.number} 意见发出的日期 {when[:10]} 早于列为拟立项的日期 {chosen}。", "请核对发出的时间。"
            )
        steps.move(application_id=application_id, target=State.REVISING, by=by, at=at)
        PanelOpinion.update(
            sent_at=datetime.fromisoformat(when).isoformat(timespec="seconds"), sent_how=how or ""
        ).where(PanelOpinion.id == opinion.id).execute()
        sent += 1
    return sent


def receive_revision(*, application_id: int, received_at: str, note: str) -> None:
    """The 定稿 came; whether it answers the opinion is confirmed apart."""
    application = row_of(Application, application_id)
    if application.state != State.REVISING:
        raise RuleBroken(f"{application.number} 是“{application.state}”，现在不收定稿。", "请先把综合意见发给支部。")
    _check_after(application, received_at)
    row = Revision.get_or_none(Revision.application == application)
    if row is None:
        Revision.create(application=application, received_at=received_at, note=note.strip())
    else:
        if row.received_at != received_at:  # another 定稿: nobody has compared it yet
            row.compared_by = row.compared_at = ""
        row.received_at, row.note = received_at, note.strip()
        row.save(only=[Revision.received_at, Revision.note, Revision.compared_by, Revision.compared_at])


def confirm_revision(*, application_id: int, by: str, at: str) -> None:
    """The 定稿 was compared with the opinion: 已按意见修改, by whom and when."""
    application = row_of(Application, application_id)
    if Revision.get_or_none(Revision.application == application) is None:
        raise RuleBroken(f"{application.number}“{application.branch.name}”的定稿还没有收到。", "请先登记收到定稿。")
    steps.move(application_id=application_id, target=State.REVISED, by=by, at=at)


def receive_revisions(*, application_ids: Iterable[int], received_at: str, note: str) -> int:
    """The 定稿 of several came together, all of them or none; says how many."""
    wanted = tuple(application_ids)
    for application_id in wanted:
        receive_revision(application_id=application_id, received_at=received_at, note=note)
    return len(wanted)


def confirm_revisions(*, application_ids: Iterable[int], by: str, at: str) -> int:
    """已按意见修改 of several, all of them or none; says how many."""
    wanted = tuple(application_ids)
    for application_id in wanted:
        confirm_revision(application_id=application_id, by=by, at=at)
    return len(wanted)


def _check_after(application: Application, received_at: str) -> None:
    opinion = opinion_of(application.id)
    asked = _last_step(application, State.REVISING)  # what is noted may be later than what was done
    first = StateChange.select().where(StateChange.application == application, StateChange.after == State.REVISING)
    sent = opinion.sent_at if opinion and opinion.sent_at and first.count() < 2 else asked
    if datetime.fromisoformat(received_at).date().isoformat() < sent[:10]:
        raise RuleBroken(f"定稿收到的日期 {received_at[:10]} 早于意见发出的日期 {sent[:10]}。", "请核对收到的时间。")


def _last_step(application: Application, state: State) -> str:
    """When it last came into a state, "" when never."""
    taken = StateChange.select().where(StateChange.application == application, StateChange.after == state)
    return max((str(each.at) for each in taken), default="")


def opinion_of(application_id: int) -> PanelOpinion | None:
    """综合意见 of an application, None before there is one."""
    found: PanelOpinion | None = (
        PanelOpinion.select()
        .join(ReviewStage)
        .where(PanelOpinion.application == application_id, ReviewStage.stage == Stage.ESTABLISHMENT)
        .first()
    )
    return found
