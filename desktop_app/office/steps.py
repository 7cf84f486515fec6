"""Steps of the workflow. Whoever changes an application's state comes through here, so that who, when and why stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from peewee import fn

from db.enums import OriginalityVerdict, ReviewMark, Stage, State
from db.models import (
    Application,
    Branch,
    Decision,
    Objection,
    OriginalityCheck,
    PanelOpinion,
    PartyOrganization,
    Publicity,
    PublicityItem,
    Review,
    ReviewStage,
    Revision,
    Round,
    StateChange,
)
from desktop_app.office import office_settings
from desktop_app.office.rounds import current_round_id
from desktop_app.office.rows import row_of
from desktop_app.office.two_names import check_approval
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import parse_number
from desktop_app.rules.steps import REASON_KEPT, check_correction, check_step
from desktop_app.rules.workflow import ENDED
from desktop_app.shapes.steps import StepFacts

REINSTATED = "恢复申报"


def move(*, application_id: int, target: State, by: str, at: str, reason: str = "") -> None:
    """Take one step of the season. RuleBroken, naming the application, when the table or a condition forbids it.

    已定稿 records the revision as received and confirmed by whoever takes the step, where that was not recorded yet.
    """
    application = row_of(Application, application_id)
    try:
        check_step(step_facts(application), target, reason)
    except RuleBroken as broken:
        raise RuleBroken(f"{_named(application)}：{broken.what}", broken.todo) from None
    if target is State.APPROVED:
        check_approval(application, by)
    if target is State.REVISED:
        _confirm_revision(application, by, at)
    _write(application, target, reason, by, at)


def move_all(*, numbers: Iterable[str], target: State, by: str, at: str, reason: str = "") -> tuple[str, ...]:
    """One step for each of these 申报编号, all or none; says the full numbers."""
    wanted = tuple(dict.fromkeys(application_id(number) for number in numbers))
    for each in wanted:
        move(application_id=each, target=target, by=by, at=at, reason=reason)
    return tuple(str(Application.get_by_id(each).number) for each in wanted)


def correct(*, application_id: int, target: State, reason: str, by: str, at: str) -> str:
    """Go back along a named correction, with a reason; says its name. RuleBroken where there is no such way."""
    application = row_of(Application, application_id)
    try:
        name = check_correction(State(application.state), target, reason)
    except RuleBroken as broken:
        raise RuleBroken(f"{_named(application)}：{broken.what}", broken.todo) from None
    _write(application, target, f"{name}：{reason.strip()}", by, at)
    return name


def follow_desk(application: Application, target: State, *, reason: str, by: str, at: str) -> None:
    """At the desk the state follows from what lies there (`rules.completeness`): nothing is asked, all is noted."""
    if State(application.state) is not target:
        _write(application, target, reason, by, at)


def reinstate(application: Application, target: State, *, reason: str, by: str, at: str) -> None:
    """Let one that was out (撤回, 不予受理) count again. Who may, and where it stands then, is `admission`'s."""
    _write(application, target, f"{REINSTATED}：{reason.strip()}", by, at)


def application_id(number: str) -> int:
    """The application of a 申报编号, however it was typed; 031 is the current round's. RuleBroken for none."""
    round_ = Round.get_or_none(Round.id == current_round_id())
    read = parse_number(number, year=None if round_ is None else round_.year)
    row = None if read is None else Application.get_or_none(Application.number == read.full)
    if row is None:
        raise RuleBroken(f"没有申报编号为“{number}”的项目。", "请核对编号，例如 ZBPP-2025-031。")
    return int(row.id)


def step_facts(application: Application) -> StepFacts:
    """What the next step looks at."""
    reviews = list(
        Review.select(Review.mark, Review.verified_at, Review.total_hundredths, Review.veto)
        .join(ReviewStage)
        .where(Review.application == application, ReviewStage.stage == Stage.ESTABLISHMENT)
    )
    owed = [review for review in reviews if review.mark != ReviewMark.RECUSED]
    with_points = [review for review in owed if review.mark == ReviewMark.NONE and review.total_hundredths is not None]
    revision = Revision.get_or_none(Revision.application == application)
    lists = [
        (bool(item.publicity.closed_at), item.publicity.replaces_id is None)
        for item in PublicityItem.select(PublicityItem, Publicity)
        .join(Publicity)
        .where(PublicityItem.application == application)
        .order_by(Publicity.id)
    ]
    over = bool(lists) and lists[-1][0]
    postings = sum(first for _, first in lists)  # a list posted again adds an item without a step
    return StepFacts(
        state=State(application.state),
        late_unapproved=bool(application.late) and not application.late_approved_by,
        scored=bool(with_points) and all(review.verified_at for review in owed),
        vetoed=any(review.veto for review in owed),
        revision_confirmed=revision is not None and bool(revision.confirmed_at),
        on_list=bool(lists) and not over and postings > _times_posted(application),
        list_over=over,
        open_objections=Objection.select()
        .join(PublicityItem)
        .where(PublicityItem.application == application, Objection.concluded_on == "")
        .count(),
        open_lead=has_lead(application.id),
        originality_missing=office_settings.profile().originality_before_approval
        and not OriginalityCheck.those_with(application=application),
    )


def has_lead(application_id: int) -> bool:
    """Whether a lead of copying was found and not cleared."""
    return bool(OriginalityCheck.those_with(application=application_id, verdict=str(OriginalityVerdict.LEAD)))


def _times_posted(application: Application) -> int:
    """How often it went on a list. Whoever left one does not step back on it: its days would not be the list's."""
    posted = StateChange.application == application, StateChange.after == State.PUBLISHED
    return int(StateChange.select().where(*posted).count())


def _write(application: Application, target: State, reason: str, by: str, at: str) -> None:
    before = State(application.state)
    if target is State.REVISING and before not in ENDED:  # another 定稿 must come; the journal keeps the one there was
        Revision.delete().where(Revision.application == application).execute()
        cleared = OriginalityCheck.verdict == OriginalityVerdict.CLEAR  # of the text that is given up; a lead stays
        OriginalityCheck.delete().where(OriginalityCheck.application == application, cleared).execute()
    # What was prepared for the state it leaves is no longer anybody's decision.
    Decision.delete().where(Decision.application == application, Decision.released_at == "").execute()
    application.state = target
    application.state_reason = reason.strip() if target in REASON_KEPT else ""
    application.save(only=[Application.state, Application.state_reason])
    when = datetime.fromisoformat(at).isoformat(timespec="seconds")  # receipts name the minute alone
    StateChange.create(application=application, before=before, after=target, reason=reason.strip(), by=by, at=when)
    if State.SHORTLISTED in (before, target) and State.REVISING in (before, target):
        _note_sent(application, when if target is State.REVISING else "")
    if before is State.PUBLISHED:
        _close_if_nothing_waits(application, at)


def _note_sent(application: Application, at: str) -> None:
    """The branch was given its 综合意见, by whatever way the step was taken; "" when that was taken back."""
    for row in PanelOpinion.those_with(application=application):
        row.sent_at, row.sent_how = at, ""
        row.save(only=[PanelOpinion.sent_at, PanelOpinion.sent_how])


def _close_if_nothing_waits(application: Application, at: str) -> None:
    """A public list whose last project left it is no longer up."""
    mine = PublicityItem.select(PublicityItem.publicity).where(PublicityItem.application == application)
    for row in Publicity.select().where(Publicity.id.in_(mine), Publicity.closed_at == ""):
        if not waiting_on(row).exists():
            row.closed_at = at
            row.save(only=[Publicity.closed_at])


def waiting_on(row: Publicity) -> Any:
    """The items of a list whose projects are 公示中 on it; who left it and hangs on a later one does not wait here."""
    later = PublicityItem.alias()
    gone_on = later.select(later.id).where(
        later.application == PublicityItem.application, later.publicity > PublicityItem.publicity
    )
    return (
        PublicityItem.select(PublicityItem, Application, Branch, PartyOrganization)
        .join(Application)
        .join(Branch)
        .join(PartyOrganization)
        .where(PublicityItem.publicity == row, Application.state == State.PUBLISHED, ~fn.EXISTS(gone_on))
    )


def _confirm_revision(application: Application, by: str, at: str) -> None:
    row = Revision.get_or_none(Revision.application == application)
    if row is None:
        Revision.create(application=application, received_at=at, confirmed_by=by, confirmed_at=at)
    elif not row.confirmed_at:
        row.confirmed_by, row.confirmed_at = by, at
        row.save(only=[Revision.confirmed_by, Revision.confirmed_at])


def _named(application: Application) -> str:
    return f"{application.number}“{application.branch.name}”"
