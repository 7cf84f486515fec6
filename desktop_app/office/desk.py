"""What the counter asks while somebody stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from db.enums import State
from db.models import Application, Branch, ElectronicVersion, PartyOrganization, Receipt, Round
from desktop_app.office import office_settings, roster
from desktop_app.office.intake import live_application
from desktop_app.office.lacking import copies_of
from desktop_app.office.live import LIVE
from desktop_app.office.numbers import next_numbers
from desktop_app.office.rounds import current_round_id
from desktop_app.rules.completeness import none_here
from desktop_app.rules.deadlines import closing_moment, days_left
from desktop_app.rules.numbering import Numbered, parse_number
from desktop_app.rules.obligation import honour_words
from desktop_app.rules.pinyin import found_span, matches
from desktop_app.rules.workflow import AT_THE_DESK
from desktop_app.shapes.desk import DeskFacts
from desktop_app.shapes.intake import BranchAtDesk
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.roster import FoundBranch
from desktop_app.shapes.window import Proposal

_PROPOSED = 8


def facts(now: datetime) -> DeskFacts:
    """The current round as the counter sees it."""
    round_id, office = current_round_id(), office_settings.profile()
    if round_id is None:
        return DeskFacts(state_line="还没有批次，请先在“系统设置 → 批次”里从通知新建", print_at_once=False)
    row = Round.get_by_id(round_id)
    deadline = row.submission_deadline
    left = days_left(now, deadline, close_of_office=office.close_of_office) if deadline else ""
    of_today = Receipt.received_at.startswith(f"{now:%Y-%m-%d}") & (Receipt.voided_at == "")
    today = Receipt.select().where(Receipt.round == round_id, of_today).count()
    waiting = incomplete_count()
    said = (f"今天 {today} 次收件", f"待补正 {waiting} 项" if waiting else "", left)
    application, receipt = next_numbers(row.year)
    return DeskFacts(
        round_id=round_id,
        copies=row.copies,
        closing=closing_moment(deadline, close_of_office=office.close_of_office) if deadline else None,
        days_left=left,
        next_application=application,
        next_receipt=receipt,
        print_at_once=office.print_without_preview,
        state_line=" · ".join(part for part in said if part),
        file_closing=_file_closing(deadline, office),
    )


def _file_closing(deadline: str, office: OfficeProfile) -> datetime | None:
    if not deadline or not office.late_by_file_too:
        return None
    return closing_moment(deadline, close_of_office=office.close_of_office, whole_day=office.electronic_whole_day)


def incomplete_count() -> int:
    """How many applications of the current round wait for something."""
    round_id = current_round_id()
    if round_id is None:
        return 0
    where = (Application.round == round_id) & (Application.state == State.INCOMPLETE)
    return int(Application.select().where(where).count())


def at_desk(round_id: int | None, branch_id: int) -> BranchAtDesk:
    """A branch with its honours, whether it must apply, and what it handed in so far."""
    branch = Branch.get_by_id(branch_id)
    must = roster.obligations(round_id).get(branch_id)
    application = live_application(round_id, branch_id) if round_id else None
    required = Round.get_by_id(round_id).copies if round_id else 5
    known = BranchAtDesk(
        branch_id=branch.id,
        branch=branch.name,
        organization_id=branch.organization_id,
        organization=branch.organization.name,
        organization_telephone=branch.organization.telephone,
        honours=tuple(honour_words(honour) for honour in must.honours) if must else (),
        obligated=bool(must and must.obligated),
        copies=none_here(required),
        copies_at=("",) * required,
    )
    return known if application is None else _with_application(known, application, required)


def _with_application(known: BranchAtDesk, application: Application, required: int) -> BranchAtDesk:
    days = {copy.ordinal: copy.received_at for copy in application.copies}
    first = application.electronic_versions.order_by(ElectronicVersion.arrived_at).first()
    return replace(
        known,
        application_id=application.id,
        number=application.number,
        brand=application.brand,
        state=State(application.state),
        copies=copies_of(application, required),
        copies_at=tuple(days.get(n, "") for n in range(1, required + 1)),
        electronic_at=first.arrived_at if first else "",
        late=bool(application.late),
        late_approved_by=application.late_approved_by,
        open_to_more=State(application.state) in AT_THE_DESK,
    )


def propose_branches(round_id: int | None, typed: str, organization_id: int | None) -> tuple[Proposal, ...]:
    """Branches by characters, pinyin, initials or an application's number; the visitor's organisation first."""
    found = roster.search_branches(typed, round_id=round_id, organization_id=organization_id, limit=_PROPOSED)
    by_number = _by_number(round_id, typed)
    applied = _brands(round_id)
    return tuple(
        [Proposal(row.id, row.name, f"{row.organization.name}　{applied.get(row.id, '')}") for row in by_number]
        + [_proposal(hit, applied.get(hit.branch.branch_id, "")) for hit in found]
    )[:_PROPOSED]


def _proposal(hit: FoundBranch, brand: str) -> Proposal:
    branch = hit.branch
    said = [branch.organization]
    if branch.obligated:
        said.append("应报")
    if brand:
        said.append(brand)
    return Proposal(branch.branch_id, branch.name, "　".join(said), hit.span or (0, 0))


def _by_number(round_id: int | None, typed: str) -> list[Branch]:
    if round_id is None or not any(char.isdigit() for char in typed):
        return []
    number = parse_number(typed, year=Round.get_by_id(round_id).year)
    if number is None or number.what not in (Numbered.APPLICATION, Numbered.COPY):
        return []
    full = number.full if number.what is Numbered.APPLICATION else number.full.rpartition("-")[0]
    row = Application.get_or_none(Application.number == full)
    return [row.branch] if row else []


def _brands(round_id: int | None) -> dict[int, str]:
    """What each branch has handed in already, in words."""
    rows = Application.select(Application.branch, Application.number, Application.brand).where(
        Application.round == round_id, LIVE
    )
    return {row.branch_id: f"{row.number}“{row.brand}”" for row in rows}


def propose_organizations(typed: str) -> tuple[Proposal, ...]:
    """基层党组织 by characters, pinyin or initials."""
    rows = PartyOrganization.select().where(PartyOrganization.closed_on == "").order_by(PartyOrganization.position)
    scored = [(score, row) for row in rows if (score := matches(row.search, typed)) is not None]
    best = sorted(scored, key=lambda pair: pair[0])[:_PROPOSED]
    return tuple(Proposal(row.id, row.name, row.telephone, found_span(row.search, typed) or (0, 0)) for _, row in best)


def last_submitter(organization_id: int) -> tuple[str, str]:
    """Who came from an organisation last, and their telephone; empty when nobody did."""
    row = (
        Receipt.select()
        .where(Receipt.organization == organization_id, Receipt.submitter != "")
        .order_by(Receipt.received_at.desc(), Receipt.id.desc())
        .first()
    )
    return (row.submitter, row.telephone) if row else ("", "")


def names_of(branch_ids: Sequence[int]) -> dict[int, str]:
    """The names of the branches that are still there, by id."""
    rows = Branch.select(Branch.id, Branch.name).where(Branch.id.in_(list(branch_ids)))
    return {row.id: row.name for row in rows}


def branch_of(application_id: int) -> int:
    """The branch an application belongs to."""
    return int(Application.get_by_id(application_id).branch_id)
