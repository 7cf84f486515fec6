"""立项公示: what the page shows, and what its documents say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from db import journal
from db.enums import OriginalityVerdict, PublicityPurpose, Stage, State, Verdict
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
    ReviewStage,
    Revision,
    Round,
    StateChange,
)
from desktop_app.office import (
    cancellation,
    comparing,
    decisions,
    establishment,
    office_settings,
    papers,
    posted_lists,
    publicity,
    rounds,
    substitutes,
)
from desktop_app.office.ranking import ranking
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import ARRIVED, CANDIDATES, ON_THE_WAY, OUT, count_gates, next_step
from desktop_app.rules.private_data import refuse_private
from desktop_app.rules.scoring import mean_text
from desktop_app.shapes.establishment import (
    EstablishmentPage,
    ListedProject,
    ObjectionRow,
    ProjectDetails,
    ProjectRow,
    PublicityNotice,
    PublicList,
    StepTaken,
)
from desktop_app.shapes.ranking import Standing

POST_AGAIN = "名单已按这些字张贴：请先更正品牌名称或名册，再更正重贴；程序不代为遮盖。"


def establishment_page(round_id: int | None, now: datetime) -> EstablishmentPage:
    """The page of a round; without a round its name is ""."""
    if round_id is None:
        return EstablishmentPage()
    rows = _rows(round_id, (*ON_THE_WAY, *ARRIVED))
    candidates, out = _rows(round_id, CANDIDATES), _rows(round_id, OUT)
    lists = _lists(round_id, now)
    objections = _objections(round_id)
    page = EstablishmentPage(
        round_name=Round.get_by_id(round_id).name,
        rows=rows,
        candidates=candidates,
        out=out,
        gates=count_gates(rows),
        lists=lists,
        objections=objections,
        vacancies=substitutes.vacancies(round_id),
        drafts=decisions.draft_decisions(round_id),
        originality_asked=office_settings.profile().originality_before_approval,
    )
    current, over = page.current, any(each.over(now) for each in lists)
    waiting = any(row.state is State.UNDER_REVIEW for row in candidates)
    step = next_step(rows, current, over=over, candidates=waiting, drafts=len(page.drafts))
    within, why_not = _from_ranking(round_id) if waiting else (0, "")
    return replace(page, next=step, within=within, why_not=why_not)


def waiting_count(round_id: int | None) -> tuple[int, int]:
    """How many open objections, and how many projects that only the office keeps waiting: quick, for the rail."""
    if round_id is None:
        return 0, 0
    objections = (
        Objection.select()
        .join(PublicityItem)
        .join(Publicity)
        .where(Publicity.round == round_id, Objection.concluded_on == "")
        .count()
    )
    office = (State.SHORTLISTED, State.REVISED)
    ours = Application.select().where(Application.round == round_id, Application.state.in_(office)).count()
    return int(objections), int(ours)


def project_rows(round_id: int) -> tuple[ProjectRow, ...]:
    """Everything on the way to 立项, by number."""
    return _rows(round_id, ON_THE_WAY)


def project_details(application_id: int) -> ProjectDetails:
    """One project with its opinion, its revision, its steps and objections."""
    application = Application.get_by_id(application_id)
    (row,) = _rows(application.round_id, tuple(State), application_id)
    opinion = establishment.opinion_of(application_id)
    revision = Revision.get_or_none(Revision.application == application_id)
    check = OriginalityCheck.get_or_none(OriginalityCheck.application == application_id)
    taken = StateChange.select().where(StateChange.application == application_id).order_by(StateChange.id.desc())
    return ProjectDetails(
        row=row,
        opinion=opinion.text if opinion else "",
        opinion_by=opinion.by if opinion else "",
        experts_said=establishment.experts_said(application_id),
        revision_note=revision.note if revision else "",
        revision_confirmed_by=revision.confirmed_by if revision else "",
        originality_by=check.by if check else "",
        originality_at=check.at if check else "",
        evidence=cancellation.evidence_of(application_id),
        minutes=_minutes(application_id),
        can_compare=comparing.can_compare(application_id),
        place=_place(application.round_id, application_id),
        steps=tuple(StepTaken(State(s.before), State(s.after), s.by, s.at, s.reason) for s in taken),
        objections=tuple(each for each in _objections(application.round_id) if each.application_id == application_id),
    )


def _rows(round_id: int, states: Collection[State], application_id: int | None = None) -> tuple[ProjectRow, ...]:
    """By number: 排名不分先后."""
    where = (Application.round == round_id) & Application.state.in_([str(state) for state in states])
    if application_id is not None:
        where &= Application.id == application_id
    found = list(
        Application.select(Application, Branch, PartyOrganization)
        .join(Branch)
        .join(PartyOrganization)
        .where(where)
        .order_by(Application.number)
    )
    opinions: dict[int, PanelOpinion] = _by_application(
        PanelOpinion.select().join(ReviewStage).where(ReviewStage.stage == Stage.ESTABLISHMENT), round_id
    )
    revisions: dict[int, Revision] = _by_application(Revision.select(), round_id)
    checks: dict[int, OriginalityCheck] = _by_application(OriginalityCheck.select(), round_id)
    drafts: dict[int, Decision] = _by_application(Decision.select().where(Decision.released_at == ""), round_id)
    items: dict[int, PublicityItem] = _by_application(  # the newest list wins
        PublicityItem.select(PublicityItem, Publicity).join(Publicity).order_by(Publicity.id), round_id
    )
    all_objections: Counter[int] = Counter()
    still_open: Counter[int] = Counter()
    for each in _objections(round_id):
        all_objections[each.application_id] += 1
        still_open[each.application_id] += each.open
    return tuple(
        replace(
            _row(row, opinions.get(row.id), revisions.get(row.id), checks.get(row.id), drafts.get(row.id)),
            listed_until=items[row.id].publicity.last if row.id in items else "",
            list_closed=bool(items[row.id].publicity.closed_at) if row.id in items else False,
            objections=all_objections[row.id],
            open_objections=still_open[row.id],
        )
        for row in found
    )


def _by_application(query: Any, round_id: int) -> dict[int, Any]:
    """Rows of a round by their application; of several the last."""
    mine = Application.select(Application.id).where(Application.round == round_id)
    model = query.model
    return {row.application_id: row for row in query.where(model.application.in_(mine))}


def _row(
    row: Application,
    opinion: PanelOpinion | None,
    revision: Revision | None,
    check: OriginalityCheck | None,
    draft: Decision | None,
) -> ProjectRow:
    """Without what a public list and its objections say of it."""
    return ProjectRow(
        application_id=row.id,
        number=row.number,
        organization=row.branch.organization.name,
        branch=row.branch.name,
        brand=row.brand,
        head=row.branch.secretary,
        search=f"{row.branch.search} {row.branch.organization.search} {row.brand} {row.number}",
        state=State(row.state),
        has_opinion=opinion is not None,
        sent_at=opinion.sent_at if opinion else "",
        sent_how=opinion.sent_how if opinion else "",
        revision_received_at=revision.received_at if revision else "",
        compared_at=revision.compared_at if revision else "",
        compared_by=revision.compared_by if revision else "",
        revision_confirmed_at=revision.confirmed_at if revision else "",
        revision_confirmed_by=revision.confirmed_by if revision else "",
        originality=OriginalityVerdict(check.verdict) if check else None,
        originality_note=check.note if check else "",
        draft=Verdict(draft.verdict) if draft else None,
        draft_reason=draft.reason if draft else "",
        draft_by=draft.prepared_by if draft else "",
        reason=row.state_reason,
    )


def _objections(round_id: int) -> tuple[ObjectionRow, ...]:
    """The open ones first, then the newest."""
    found = (
        Objection.select(Objection, PublicityItem, Application, Branch)
        .join(PublicityItem)
        .join(Application)
        .join(Branch)
        .where(Application.round == round_id)
        .order_by(Objection.concluded_on != "", Objection.received_on.desc(), Objection.id.desc())
    )
    return tuple(
        ObjectionRow(
            objection_id=row.id,
            application_id=row.item.application_id,
            number=row.item.application.number,
            branch=row.item.application.branch.name,
            brand=row.item.application.brand,
            received_on=row.received_on,
            objector=row.objector,
            contact=row.contact,
            content=row.content,
            investigator=row.investigator,
            concluded_on=row.concluded_on,
            conclusion=row.conclusion,
            upheld=bool(row.upheld),
        )
        for row in found
    )


def _lists(round_id: int, now: datetime) -> tuple[PublicList, ...]:
    made, held = [], publicity.held_ids(round_id)
    for row in Publicity.select().where(Publicity.round == round_id).order_by(Publicity.id.desc()):
        waiting = publicity.waiting_items(row)
        made.append(
            PublicList(
                publicity_id=row.id,
                plan=publicity.plan_of(row),
                listed=row.items.count(),
                waiting=len(waiting),
                disputed=sum(item.application_id in held for item in waiting),
                closed_at=row.closed_at,
                purpose=PublicityPurpose(row.purpose),
                reason=row.reason,
                removed_on=row.removed_on,
                removed_by=row.removed_by,
                differs=posted_lists.differences(row),
                to_remove=posted_lists.hangs_over(row, now),
            )
        )
    return tuple(made)


def _minutes(application_id: int) -> str:
    """The minutes' number of its newest 审定."""
    released = Decision.select().where(Decision.application == application_id, Decision.released_at != "")
    row = released.order_by(Decision.id.desc()).first()
    return str(row.minutes) if row else ""


def _from_ranking(round_id: int) -> tuple[int, str]:
    """How many the ranking would take, or why it cannot yet."""
    try:
        found = establishment.official_ranking(round_id)
    except RuleBroken as broken:
        return 0, broken.what
    return sum(row.standing is Standing.WITHIN and row.state == State.UNDER_REVIEW for row in found.rows), ""


def _place(round_id: int, application_id: int) -> str:
    for row in ranking(round_id, Stage.ESTABLISHMENT, official=False).rows:
        if row.application_id == application_id and row.mean is not None:
            return f"第 {row.place} 名，平均 {mean_text(row.mean)} 分"
    return ""


# What is posted and handed out ---------------------------------------------------------------------------------------


def publicity_notice(now: datetime, posted_on: str = "") -> PublicityNotice:
    """公示 in the words that were posted: of the list of a day (ISO), else of the newest that is up, else of the one
    closed last; without rows before there is one. RuleBroken for personal data in it."""
    round_ = Round.get_by_id(rounds.required_round_id())
    lists = Publicity.select().where(Publicity.round == round_).order_by(Publicity.closed_at != "", Publicity.id.desc())
    row = (lists.where(Publicity.first == posted_on) if posted_on else lists).first()
    items = row.items.order_by(PublicityItem.position) if row else ()
    return PublicityNotice(
        letterhead=papers.letterhead(round_),
        round_name=round_.name,
        first=date.fromisoformat(row.first) if row else None,
        last=date.fromisoformat(row.last) if row else None,
        closing=office_settings.profile().close_of_office,
        workdays=row.workdays if row else round_.publicity_workdays,
        rows=public_words("立项公示", map(posted_words, items)),
        made_at=now,
        journal_head=journal.head(),
        purpose=PublicityPurpose(row.purpose) if row else PublicityPurpose.FIRST,
        reason=row.reason if row else "",
        former=date.fromisoformat(row.replaces.first) if row and row.replaces else None,
        closed_at=row.closed_at if row else "",
    )


def posted_words(item: PublicityItem) -> ListedProject:
    """A project as the wall shows it, whatever its branch is called since."""
    return ListedProject(item.application.number, item.organization, item.branch, item.brand, item.head)


def public_words(title: str, rows: Iterable[ListedProject]) -> tuple[ListedProject, ...]:
    """The rows of a paper that is posted in words that were posted before. RuleBroken for personal data in them."""
    made = tuple(rows)
    cells = ((each.organization, each.branch, each.brand, each.head) for each in made)
    refuse_private(title, ("基层党组织", "党支部", "品牌名称", "负责人"), cells, POST_AGAIN)
    return made
