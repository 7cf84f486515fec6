"""公示: posted, watched over, closed. What may be done says rules.publicity; states change through steps alone."""

from __future__ import annotations

from datetime import date, datetime

from db.enums import OriginalityVerdict, PublicityPurpose, State
from db.models import Application, Objection, OriginalityCheck, Publicity, PublicityItem, Round
from desktop_app.office import office_settings, steps
from desktop_app.office.holidays import calendar
from desktop_app.office.rows import row_of
from desktop_app.office.substitutes import is_substitute
from desktop_app.rules import publicity as rules
from desktop_app.rules.deadlines import closing_moment
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.establishment import ON_THE_WAY
from desktop_app.shapes.establishment import Closed, Opened, Outcome, PublicityPlan

ORDER = (Application.number,)  # 排名不分先后: as they were registered
_BACK_FROM = frozenset({State.REVISED, State.APPROVED, State.PUBLISHED})


def plan(round_id: int, first: date) -> PublicityPlan:
    """What posting on `first` would mean. RuleBroken for a year without a table."""
    office = office_settings.profile()
    return rules.plan_publicity(
        calendar(),
        first,
        Round.get_by_id(round_id).publicity_workdays,
        first_counts=office.publicity_first_counts,
        close_of_office=office.close_of_office,
    )


def outlook(round_id: int, first: date) -> PublicityPlan:
    """What posting on `first` would mean as far as one can tell: a year without a table counts by weekends alone."""
    office = office_settings.profile()
    return rules.outlook(
        calendar(),
        first,
        Round.get_by_id(round_id).publicity_workdays,
        first_counts=office.publicity_first_counts,
        close_of_office=office.close_of_office,
    )


def plan_of(row: Publicity) -> PublicityPlan:
    """The days of a list as they were fixed when it was posted; a table edited since does not move its last day."""
    first, last = date.fromisoformat(row.first), date.fromisoformat(row.last)
    closing = closing_moment(row.last, close_of_office=office_settings.profile().close_of_office)
    days = rules.list_days(calendar(), first, last, first_counts=bool(row.first_counts))
    return PublicityPlan(first, last, row.workdays, bool(row.first_counts), closing, days)


def open_publicity(*, round_id: int, first: date, by: str, at: str) -> Opened:
    """Post everything that is 审定通过. Run it as a final step.

    Once a list was posted, what filled a free place (递补) hangs as a list of its own, with the same days. RuleBroken
    when nothing is approved, or for a year without a table.
    """
    projects = list(
        Application.select().where(Application.round == round_id, Application.state == State.APPROVED).order_by(*ORDER)
    )
    if not projects:
        raise RuleBroken("没有“审定通过”的项目，不能开始公示。", "请先审定，再公示。")
    planned = plan(round_id, first)
    posted = Publicity.select().where(Publicity.round == round_id).exists()
    filled = [project for project in projects if posted and is_substitute(project)]
    usual = [project for project in projects if project not in filled]
    made = [
        _post(round_id, planned, listed, purpose, by, at)
        for listed, purpose in ((usual, PublicityPurpose.FIRST), (filled, PublicityPurpose.SUBSTITUTES))
        if listed
    ]
    return Opened(made[0], planned.first, planned.last, tuple(str(project.number) for project in projects))


def _post(
    round_id: int, planned: PublicityPlan, projects: list[Application], purpose: PublicityPurpose, by: str, at: str
) -> int:
    row = Publicity.create(
        round=round_id,
        first=planned.first.isoformat(),
        last=planned.last.isoformat(),
        workdays=planned.workdays,
        first_counts=planned.first_counts,
        purpose=purpose,
    )
    list_projects(row, projects)
    reason = f"{planned.first.isoformat()} 至 {planned.last.isoformat()}"
    for project in projects:
        steps.move(application_id=project.id, target=State.PUBLISHED, reason=reason, by=by, at=at)
    return int(row.id)


def list_projects(row: Publicity, projects: list[Application]) -> None:
    """The projects on a list, in the words of this moment: what hangs on the wall does not change with the data."""
    for position, project in enumerate(projects, 1):
        PublicityItem.create(publicity=row, application=project, position=position, **words_of(project))


def words_of(project: Application) -> dict[str, str]:
    """What a list says of a project, by the fields of PublicityItem."""
    branch = project.branch
    return {
        "organization": branch.organization.name,
        "branch": branch.name,
        "brand": project.brand,
        "head": branch.secretary,
    }


def expiry(round_id: int, at: datetime) -> Closed:
    """What closing at `at` would make of the lists whose days are over. RuleBroken when none is."""
    rows = _over(round_id, at)
    items = [item for row in rows for item in waiting_items(row)]
    disputed = {item.id for item in items if is_held(item)}
    return Closed(
        established=tuple(item.application.number for item in items if item.id not in disputed),
        held=tuple(item.application.number for item in items if item.id in disputed),
    )


def close_publicity(*, round_id: int, at: datetime, by: str) -> Closed:
    """The days are over: 已立项 for everything without an open objection, the others are held. Run it as a final step.

    RuleBroken before the close of office on the last day, and when nothing could be established.
    """
    result = expiry(round_id, at)
    if result.held and not result.established:
        raise RuleBroken(
            f"公示的 {len(result.held)} 项都有未办结的异议，或者有查重线索没有查清，没有可以立项的。",
            "请先办结异议、查清线索，再结束公示。",
        )
    moment = at.isoformat(timespec="seconds")
    for row in _over(round_id, at):
        items = [item for item in waiting_items(row) if not is_held(item)]
        row.closed_at = moment
        row.save(only=[Publicity.closed_at])
        for item in items:
            steps.move(
                application_id=item.application_id, target=State.ESTABLISHED, reason="公示期满", by=by, at=moment
            )
    return result


def withdraw_publicity(*, publicity_id: int, reason: str, by: str, at: str) -> int:
    """撤下公示: a list posted by mistake comes down, its projects are 审定通过 again; says how many."""
    row = row_of(Publicity, publicity_id)
    if row.closed_at:
        raise RuleBroken("这次公示已经结束，不能撤下。", "已立项的项目请逐项更正。")
    items = waiting_items(row)
    if disputed := [item.application.number for item in items if open_objections(item)]:
        raise RuleBroken(f"{disputed[0]} 还有未办结的异议，公示不能撤下。", "请先办结异议。")
    row.closed_at, row.removed_on, row.removed_by = at, at[:10], by  # it comes off the wall now
    row.save(only=[Publicity.closed_at, Publicity.removed_on, Publicity.removed_by])
    for item in items:
        steps.correct(application_id=item.application_id, target=State.APPROVED, reason=reason, by=by, at=at)
    return len(items)


def log_objection(
    *, application_id: int, received_on: date, objector: str, contact: str, content: str, investigator: str = ""
) -> int:
    """异议 against a project that is 公示中; its id. RuleBroken when it is nameless, empty or out of time."""
    item = _item(application_id)
    if item is None or item.publicity.closed_at:
        number = row_of(Application, application_id).number
        raise RuleBroken(f"{number} 没有正在公示，不能登记异议。", "只有公示期内的项目可以登记异议。")
    rules.check_objection(
        plan_of(item.publicity),
        since=_posted_since(item.publicity),
        received_on=received_on,
        objector=objector,
        contact=contact,
        content=content,
    )
    made = Objection.create(
        item=item,
        received_on=received_on.isoformat(),
        objector=objector.strip(),
        contact=contact.strip(),
        content=content.strip(),
        investigator=investigator.strip(),
    )
    return int(made.id)


def conclude_objection(
    *, objection_id: int, concluded_on: date, conclusion: str, outcome: Outcome, by: str, at: str
) -> State:
    """办结: the project goes on, back to 修改中, or out; says its state. Run it as a final step.

    What is upheld takes effect wherever the project stands before 已立项, also when it has left the list it was raised
    against. After its newest list has closed, the last open objection that falls makes the project 已立项.
    """
    row = row_of(Objection, objection_id)
    item = row.item
    if row.concluded_on:
        raise RuleBroken("这件异议已经办结。", "有新的情况请另登一件。")
    rules.check_conclusion(received_on=row.received_on, concluded_on=concluded_on, conclusion=conclusion)
    row.concluded_on, row.conclusion, row.upheld = concluded_on.isoformat(), conclusion.strip(), outcome.upheld
    row.save(only=[Objection.concluded_on, Objection.conclusion, Objection.upheld])
    target = _target_after(item.application, outcome)
    if target is not None:
        reason = "异议办结" if target is State.ESTABLISHED else f"异议成立：{conclusion.strip()}"
        steps.move(application_id=item.application_id, target=target, reason=reason, by=by, at=at)
    return target or State(item.application.state)


def _target_after(application: Application, outcome: Outcome) -> State | None:
    """Where a concluded objection takes its project; None where it stays as it is."""
    state = State(application.state)
    if outcome is Outcome.OUT:
        return State.NOT_ESTABLISHED if state in ON_THE_WAY else None
    if outcome is Outcome.BACK:
        return State.REVISING if state in _BACK_FROM else None
    return State.ESTABLISHED if _is_free(application) else None


def establish_if_free(application: Application, *, reason: str, by: str, at: str) -> None:
    """已立项 for a project whose days were over and that nothing holds any more."""
    if _is_free(application):
        steps.move(application_id=application.id, target=State.ESTABLISHED, reason=reason, by=by, at=at)


def _is_free(application: Application) -> bool:
    newest = _item(application.id)
    over = newest is not None and bool(newest.publicity.closed_at)
    return State(application.state) is State.PUBLISHED and over and newest is not None and not is_held(newest)


def _over(round_id: int, at: datetime) -> list[Publicity]:
    """The lists that are up and whose days are over; RuleBroken when none is up, or the first is still running."""
    rows = list(
        Publicity.select().where(Publicity.round == round_id, Publicity.closed_at == "").order_by(Publicity.last)
    )
    if not rows:
        raise RuleBroken("没有正在进行的公示。", "请先开始公示：yizhibu publicity open --from 日期。")
    over = [row for row in rows if at >= plan_of(row).closing]
    if not over:
        rules.check_over(plan_of(rows[0]), at)
    return over


def waiting_items(row: Publicity) -> list[PublicityItem]:
    """The projects of a list that are still 公示中."""
    return list(steps.waiting_on(row).order_by(PublicityItem.position))


def open_objections(item: PublicityItem) -> int:
    """Against the project, whichever list they were raised against: a new posting does not settle them."""
    mine = PublicityItem.select().where(PublicityItem.application == item.application_id)
    return int(Objection.select().where(Objection.item.in_(mine), Objection.concluded_on == "").count())


def is_held(item: PublicityItem) -> bool:
    """Whether an open objection, or an open lead of copying, keeps its project from 已立项."""
    return bool(open_objections(item)) or steps.has_lead(item.application_id)


def held_ids(round_id: int) -> frozenset[int]:
    """The applications of a round that `is_held` keeps, all at once."""
    mine = Application.select(Application.id).where(Application.round == round_id)
    disputed = (
        PublicityItem.select(PublicityItem.application)
        .join(Objection)
        .where(PublicityItem.application.in_(mine), Objection.concluded_on == "")
    )
    leads = OriginalityCheck.select(OriginalityCheck.application).where(
        OriginalityCheck.application.in_(mine), OriginalityCheck.verdict == OriginalityVerdict.LEAD
    )
    return frozenset(row.application_id for rows in (disputed, leads) for row in rows)


def _posted_since(row: Publicity) -> date:
    """The day on which the first of a chain of corrected lists was posted."""
    while row.replaces is not None:
        row = row.replaces
    return date.fromisoformat(row.first)


def _item(application_id: int) -> PublicityItem | None:
    """The newest list the application stands on."""
    found: PublicityItem | None = (
        PublicityItem.select(PublicityItem, Publicity)
        .join(Publicity)
        .where(PublicityItem.application == application_id)
        .order_by(Publicity.id.desc())
        .first()
    )
    return found
