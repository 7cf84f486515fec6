"""Files that came in: what they are held against, and the one Command that takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from db.enums import ArrivalSource, ElectronicKind, FormItem, State
from db.models import (
    Application,
    Branch,
    BranchAlias,
    ElectronicVersion,
    FormField,
    PartyOrganization,
    Round,
    StateChange,
)
from desktop_app.office.establishment import receive_revision
from desktop_app.office.intake import forget_check, live_application, register_application, settle
from desktop_app.office.lateness import first_arrivals, judge_late
from desktop_app.office.live import LIVE
from desktop_app.office.rows import row_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.incoming import blocked, telephone_of
from desktop_app.rules.intake import minute
from desktop_app.rules.names import clean_person
from desktop_app.shapes.matching import IncomingLine, IncomingPlan, Known, KnownBranch

LONGEST_SOURCE = 120  # characters of the page text that are kept beside a field


def known(round_id: int) -> Known:
    """The roster and the round's live applications, for `rules.incoming.plan_incoming`."""
    names: dict[int, list[str]] = defaultdict(list)
    aliases: Any = BranchAlias.select(BranchAlias.branch, BranchAlias.name).order_by(BranchAlias.id)
    for branch_id, name in aliases.tuples():
        names[branch_id].append(name)
    applications = {row.branch_id: row for row in Application.select().where(Application.round == round_id, LIVE)}
    hashes, sent = _hashes(round_id), _sent(round_id)
    columns = (Branch.id, Branch.name, PartyOrganization.name, Branch.secretary, Branch.search)
    rows: Any = Branch.select(*columns).join(PartyOrganization).where(Branch.closed_on == "")
    rows = rows.order_by(PartyOrganization.position, PartyOrganization.id, Branch.position, Branch.id)
    found = []
    for branch_id, name, organization, secretary, search in rows.tuples():
        applied = applications.get(branch_id)
        branch = KnownBranch(branch_id, name, organization, (name, *names[branch_id]), secretary, search)
        found.append(branch if applied is None else _with_application(branch, applied, hashes, sent))
    return Known(round_id, row_of(Round, round_id).year, tuple(found))


def _with_application(
    branch: KnownBranch, row: Application, hashes: dict[int, set[str]], sent: dict[int, str]
) -> KnownBranch:
    state = State(row.state)
    return KnownBranch(
        branch_id=branch.branch_id,
        branch=branch.branch,
        organization=branch.organization,
        names=branch.names,
        secretary=branch.secretary,
        search=branch.search,
        application_id=row.id,
        number=row.number,
        brand=row.brand,
        state=state,
        revising_since=sent.get(row.id, "") if state is State.REVISING else "",
        hashes=frozenset(hashes[row.id]),
    )


def _hashes(round_id: int) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows: Any = ElectronicVersion.select(ElectronicVersion.application, ElectronicVersion.sha256).join(Application)
    for application_id, sha256 in rows.where(Application.round == round_id, ElectronicVersion.sha256 != "").tuples():
        found[application_id].add(sha256)
    return found


def _sent(round_id: int) -> dict[int, str]:
    """The day on which each application last went back for revision."""
    rows: Any = StateChange.select(StateChange.application, StateChange.at).join(Application)
    rows = rows.where(Application.round == round_id, StateChange.after == State.REVISING).order_by(StateChange.id)
    return {application_id: at[:10] for application_id, at in rows.tuples()}


def apply_incoming(*, round_id: int, plan: IncomingPlan, by: str, at: str) -> Mapping[int, str]:
    """Take every file that the plan takes, all of them or none: attached to its application, or registering one.

    The files lie in the store already. Says the 申报编号 of the applications that were registered, by branch.
    RuleBroken when nothing can be taken, or when what the plan was made against has changed.
    """
    if why := blocked(plan):
        raise RuleBroken(why, "请看每一份文件的说明。")
    made: dict[int, Application] = {}
    for line in plan.lines:
        if line.taken and line.branch is not None:
            attach(_application(round_id, line, line.branch, made, at), line, by, at)
    return {branch_id: str(application.number) for branch_id, application in made.items()}


def _application(
    round_id: int, line: IncomingLine, branch: KnownBranch, made: dict[int, Application], at: str
) -> Application:
    """The application a file goes to, registered where there is none yet."""
    if branch.branch_id in made:
        return row_of(Application, made[branch.branch_id].id)
    there = live_application(round_id, branch.branch_id)
    if there is None and branch.application_id is None:
        register_application(round_id=round_id, branch_id=branch.branch_id, brand=line.brand, electronic_at="", at=at)
        there = live_application(round_id, branch.branch_id)
        assert there is not None
        made[branch.branch_id] = there
    elif there is None or there.id != branch.application_id or there.state != branch.state:
        raise RuleBroken(f"预览之后“{branch.branch}”的申报项目有了变动。", "请重新预览，再导入。")
    return there


def attach(application: Application, line: IncomingLine, by: str, at: str) -> None:
    """Put a file on record: as the arrival that the counter was told of, where it can be that one, else beside it."""
    before = first_arrivals(application)
    arrived_at = minute(line.arrived_at)
    row = _told_arrival(application, line) or ElectronicVersion(
        application=application, kind=line.kind, arrived_at=arrived_at, source=line.source
    )
    if line.source is not ArrivalSource.TYPED:
        row.arrived_at, row.source = arrived_at, line.source
    row.receipt_line = None  # it stands for itself now: a visit that is voided does not take it along
    row.file_name, row.sha256, row.size = line.form.file_name, line.form.sha256, line.form.size
    row.origin = line.form.file if line.form.file != line.form.file_name else ""
    row.sender, row.subject = line.form.sender, line.form.subject
    row.added_by, row.added_at = by, at
    row.save()
    _keep_fields(row, line)
    _fill_contact(application, line)
    if line.kind is ElectronicKind.FINAL:
        receive_revision(application_id=application.id, received_at=row.arrived_at, note="")
        return
    forget_check(application)
    judge_late(application, before)
    settle(application_id=application.id, reason=f"电子版 {line.form.file_name}", by=by, at=at)


def _told_arrival(application: Application, line: IncomingLine) -> ElectronicVersion | None:
    """An arrival without a file that this file can be: it was told on the day of the mail, or after it."""
    if line.kind is ElectronicKind.FINAL:
        return None
    for row in ElectronicVersion.those_with(application=application, sha256="", kind=str(line.kind)):
        if line.source is ArrivalSource.TYPED or line.arrived_at[:10] <= row.arrived_at[:10]:
            return row
    return None


def _keep_fields(version: ElectronicVersion, line: IncomingLine) -> None:
    """Every field as it will be used; `read` only where the clerk put it differently, for the text is in the file."""
    corrected = dict(line.corrected)
    read = {field.item: field for field in line.form.reading.fields}
    for item in FormItem:
        field = read.get(item)
        was = field.value if field else ""
        value = corrected.get(item, was)
        if item is FormItem.TELEPHONE:  # a mobile is kept nowhere, neither as it was read
            was = value = telephone_of(value)[0]
        if not value and not was:
            continue
        source = field.source[:LONGEST_SOURCE] if field and was else ""
        FormField.create(version=version, item=item, value=value, read=was if value != was else "", source=source)


def _fill_contact(application: Application, line: IncomingLine) -> None:
    """Whom to call, where the counter has not written it down already."""
    contact = application.contact or clean_person(line.value(FormItem.CONTACT))
    telephone = application.telephone or telephone_of(line.value(FormItem.TELEPHONE))[0]
    if (contact, telephone) != (application.contact, application.telephone):
        application.contact, application.telephone = contact, telephone
        application.save(only=[Application.contact, Application.telephone])
