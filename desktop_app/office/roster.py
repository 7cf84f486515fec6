"""支部名册: Queries. Lists, search, a branch's dossier, 应报 and 应报未报, and the roster as it is exported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from db.connection import database
from db.enums import BranchKind, DesignationKind, DesignationLevel, DesignationStage, OrganizationKind
from db.models import Application, Branch, BranchAlias, Designation, ObligationOverride, PartyOrganization, Round
from desktop_app.office.branches import branch as branch_of
from desktop_app.office.branches import honour_of
from desktop_app.office.live import LIVE
from desktop_app.rules.deadlines import deadline_day
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.names import branch_key, clean, organization_key
from desktop_app.rules.obligation import (
    Obligation,
    Override,
    honour_short,
    honour_words,
    is_valid,
    obligation,
)
from desktop_app.rules.pinyin import found_span, matches
from desktop_app.shapes.roster import (
    AliasRow,
    BranchApplicationRow,
    BranchDetails,
    BranchRow,
    DesignationRow,
    FoundBranch,
    Honour,
    MissingAtOrganization,
    MissingRow,
    OrganizationRow,
)

ORDER = (PartyOrganization.position, PartyOrganization.id, Branch.position, Branch.id)
_LISTED = (
    Branch.id, Branch.organization, PartyOrganization.name, Branch.name, Branch.kind, Branch.secretary,
    Branch.telephone, Branch.members, Branch.search, Branch.closed_on,
)  # fmt: skip
_HONOUR = (
    Designation.branch, Designation.kind, Designation.level, Designation.stage, Designation.batch,
    Designation.valid_from, Designation.valid_to,
)  # fmt: skip


# --- 应报 -------------------------------------------------------------------------------------------------------------


def obligations(round_id: int | None) -> Mapping[int, Obligation]:
    """应报 of every branch that is not closed, by its id: on the round's deadline, without one today."""
    return _obligations(*_day_and_overrides(round_id))


def _day_and_overrides(round_id: int | None) -> tuple[str, Mapping[int, Override]]:
    if round_id is None:
        return date.today().isoformat(), {}
    rows: Any = ObligationOverride.select().where(ObligationOverride.round == round_id)
    overrides = {row.branch_id: Override(bool(row.obligated), row.reason) for row in rows}
    deadline = Round.get_by_id(round_id).submission_deadline
    return deadline_day(deadline).isoformat() if deadline else date.today().isoformat(), overrides


def _obligations(day: str, overrides: Mapping[int, Override]) -> Mapping[int, Obligation]:
    honours = honours_by_branch()
    open_branches = Branch.select(Branch.id).where(Branch.closed_on == "")
    return {each: obligation(honours.get(each, ()), day, overrides.get(each)) for each in _column(open_branches)}


def _plain(query: Any) -> Iterable[tuple[Any, ...]]:
    """The columns of a query as they are stored: a list of all branches takes a third of the time of its Rows."""
    rows: Iterable[tuple[Any, ...]] = database.execute(query)
    return rows


def _column(query: Any) -> Iterable[Any]:
    """The values of a query of one column."""
    return (value for (value,) in _plain(query))


def honours_by_branch(branch_ids: Collection[int] | None = None) -> Mapping[int, list[Honour]]:
    found: dict[int, list[Honour]] = defaultdict(list)
    rows: Any = Designation.select(*_HONOUR).order_by(Designation.id)
    if branch_ids is not None:
        rows = rows.where(Designation.branch.in_(branch_ids))
    for branch_id, kind, level, stage, *others in _plain(rows):
        honour = Honour(DesignationKind(kind), DesignationLevel(level), DesignationStage(stage), *others)
        found[branch_id].append(honour)
    return found


def missing_branches(round_id: int, known: Mapping[int, Obligation] | None = None) -> tuple[MissingAtOrganization, ...]:
    """应报未报: obligated and without a live application, by organisation in the office's order.

    ``known`` is what `obligations` says of the round, where it was asked already.
    """
    every = obligations(round_id) if known is None else known
    must = {branch_id: one for branch_id, one in every.items() if one.obligated}
    applied = set(_column(Application.select(Application.branch).where(Application.round == round_id, LIVE)))
    organization = (PartyOrganization.id, PartyOrganization.name, PartyOrganization.telephone)
    rows: Any = Branch.select(*organization, Branch.id, Branch.name, Branch.secretary).join(PartyOrganization)
    found = []
    for (organization_id, name, telephone), group in groupby(
        _plain(rows.where(Branch.id.in_(list(must))).order_by(*ORDER)), key=itemgetter(0, 1, 2)
    ):
        members = list(group)
        missing = tuple(
            MissingRow(branch_id, branch, must[branch_id].because, secretary)
            for *_, branch_id, branch, secretary in members
            if branch_id not in applied
        )
        if missing:
            found.append(MissingAtOrganization(organization_id, name, telephone, len(members), missing))
    return tuple(found)


# --- lists and search -------------------------------------------------------------------------------------------------


def branch_rows(round_id: int | None, *, with_closed: bool = False) -> tuple[BranchRow, ...]:
    """All branches in the office's order, with 应报 in the round (today's without a round)."""
    day, overrides = _day_and_overrides(round_id)
    must = _obligations(day, overrides)
    where = None if with_closed else Branch.closed_on == ""
    return tuple(_branch_row(row, must.get(row[0])) for row in _listed(where))


def _listed(where: Any = None) -> Iterable[tuple[Any, ...]]:
    rows: Any = Branch.select(*_LISTED).join(PartyOrganization).order_by(*ORDER)
    return _plain(rows if where is None else rows.where(where))


def _branch_row(listed: tuple[Any, ...], must: Obligation | None) -> BranchRow:
    branch_id, organization_id, organization, name, kind, secretary, telephone, members, search, closed_on = listed
    return BranchRow(
        branch_id=branch_id,
        organization_id=organization_id,
        organization=organization,
        name=name,
        kind=BranchKind(kind),
        secretary=secretary,
        telephone=telephone,
        members=members,
        honours=tuple(honour_short(honour) for honour in must.honours) if must else (),
        obligated=bool(must and must.obligated),
        because=must.because if must else "",
        search=search,
        closed_on=closed_on,
    )


def organization_rows(round_id: int | None, *, with_closed: bool = False) -> tuple[OrganizationRow, ...]:
    """All organisations in the office's order, with how many branches they have and how many of them are 应报."""
    branches: dict[int, int] = defaultdict(int)
    obligated: dict[int, int] = defaultdict(int)
    for row in branch_rows(round_id):
        branches[row.organization_id] += 1
        obligated[row.organization_id] += row.obligated
    rows = PartyOrganization.select().order_by(PartyOrganization.position, PartyOrganization.id)
    if not with_closed:
        rows = rows.where(PartyOrganization.closed_on == "")
    return tuple(
        OrganizationRow(
            organization_id=row.id,
            name=row.name,
            kind=OrganizationKind(row.kind),
            telephone=row.telephone,
            contact=row.contact,
            search=row.search,
            branches=branches[row.id],
            obligated=obligated[row.id],
            closed_on=row.closed_on,
        )
        for row in rows
    )


def search_branches(
    typed: str, *, round_id: int | None, organization_id: int | None = None, limit: int = 20
) -> tuple[FoundBranch, ...]:
    """The branches that answer to what was typed, the best first; those of ``organization_id`` before the others."""
    known: Any = Branch.select(Branch.id, Branch.organization, Branch.search).join(PartyOrganization)
    scored = [
        (organization_id is not None and own != organization_id, score, at, branch_id)
        for at, (branch_id, own, search) in enumerate(_plain(known.where(Branch.closed_on == "").order_by(*ORDER)))
        if (score := matches(search, typed)) is not None
    ]
    best = {branch_id: score for _, score, _, branch_id in sorted(scored)[:limit]}
    day, overrides = _day_and_overrides(round_id)
    honours = honours_by_branch(list(best))
    shown = {
        row[0]: _branch_row(row, obligation(honours.get(row[0], ()), day, overrides.get(row[0])))
        for row in _listed(Branch.id.in_(list(best)))
    }
    return tuple(
        FoundBranch(shown[branch_id], score, found_span(shown[branch_id].search, typed))
        for branch_id, score in best.items()
    )


class SeveralBranches(RuleBroken):
    """A name that several organisations have a branch of."""

    def __init__(self, name: str, organizations: Sequence[str]) -> None:
        super().__init__(f"有 {len(organizations)} 个“{name}”：{'、'.join(organizations)}。", "请写明基层党组织。")
        self.organizations = organizations


def branch_id_of(name: str, organization: str = "") -> int:
    """The branch that a name means: as written, or by its key or an alias, within ``organization`` when it is given.

    Raises RuleBroken when none answers to it, SeveralBranches when several organisations have it.
    """
    inside = _organization_ids(organization) if organization else None
    named = (PartyOrganization.id, PartyOrganization.name)
    own: Any = Branch.select(Branch.id, Branch.key, *named).join(PartyOrganization).order_by(*ORDER)
    other: Any = BranchAlias.select(Branch.id, BranchAlias.key, *named).join(PartyOrganization).switch(BranchAlias)
    still_there = Branch.closed_on == ""
    found: dict[int, str] = {}
    for rows in (own.where(still_there), other.join(Branch).where(still_there)):
        for branch_id, key, organization_id, organization_name in rows.tuples():
            if (inside is None or organization_id in inside) and key == branch_key(name, organization_name):
                found.setdefault(branch_id, organization_name)
    if len(found) == 1:
        return next(iter(found))
    shown = clean(name)
    if found:
        raise SeveralBranches(shown, tuple(found.values()))
    where = f"“{clean(organization)}”" if organization else "名册"
    raise RuleBroken(f"{where}里没有“{shown}”。", "请核对名称，或先在支部名册里添加。")


def _organization_ids(name: str) -> set[int]:
    key = organization_key(name)
    found = set(_column(PartyOrganization.select(PartyOrganization.id).where(PartyOrganization.key == key)))
    if not found:
        raise RuleBroken(f"名册里没有“{clean(name)}”。", "请核对基层党组织的名称。")
    return found


# --- one branch -------------------------------------------------------------------------------------------------------


def branch_details(branch_id: int, round_id: int | None) -> BranchDetails:
    """A branch's dossier: what it is, its honours old and new, its other names, its years."""
    row = branch_of(branch_id)
    day, overrides = _day_and_overrides(round_id)
    designations = list(row.designations.order_by(Designation.valid_from.desc(), Designation.id.desc()))
    honours = [honour_of(each) for each in designations]
    override = overrides.get(branch_id)
    must = None if row.closed_on else obligation(honours, day, override)
    aliases = BranchAlias.select(BranchAlias, PartyOrganization).join(PartyOrganization)
    applications = Application.select(Application, Round).join(Round).where(Application.branch == row)
    return BranchDetails(
        branch=_branch_row(next(iter(_listed(Branch.id == branch_id))), must),
        designations=tuple(
            DesignationRow(each.id, honour, honour_words(honour), is_valid(honour, day))
            for each, honour in zip(designations, honours, strict=True)
        ),
        aliases=tuple(
            AliasRow(each.name, each.organization.name, each.reason)
            for each in aliases.where(BranchAlias.branch == row).order_by(BranchAlias.id)
        ),
        applications=tuple(
            BranchApplicationRow(each.id, each.round.name, each.number, each.brand, each.state)
            for each in applications.order_by(Round.year.desc(), Application.id.desc())
        ),
        override_reason=override.reason if override else "",
    )
