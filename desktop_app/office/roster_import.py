"""支部名册 from a file: the roster as a plan is made against it, and the one Command that applies the plan."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import peewee as pw

from db.enums import AliasReason, BranchKind
from db.models import Branch, BranchAlias, Designation, PartyOrganization
from desktop_app.office.branches import add_alias, honour_of, honour_values, refresh_search, rename_branch
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.pinyin import search_text
from desktop_app.shapes.roster_import import (
    BranchWrite,
    KnownBranch,
    KnownHonour,
    KnownOrganization,
    RosterPlan,
    RosterSnapshot,
    RosterSummary,
)


def roster_snapshot() -> RosterSnapshot:
    """The whole roster, closed ones included, for `rules.roster.plan`."""
    aliases: dict[int, list[str]] = defaultdict(list)
    used: Any = BranchAlias.select(BranchAlias, Branch).join(Branch).order_by(BranchAlias.id)
    for alias in used:
        if alias.organization_id == alias.branch.organization_id:  # one of a former organisation is no key here
            aliases[alias.branch_id].append(alias.key)
    honours: dict[int, list[KnownHonour]] = defaultdict(list)
    given: Any = Designation.select().order_by(Designation.id)
    for row in given:
        honours[row.branch_id].append(KnownHonour(row.id, honour_of(row)))
    organizations = PartyOrganization.select().order_by(PartyOrganization.position, PartyOrganization.id)
    branches = Branch.select().order_by(Branch.organization, Branch.position, Branch.id)
    return RosterSnapshot(
        tuple(KnownOrganization(o.id, o.name, o.key, o.closed_on) for o in organizations),
        tuple(_known(row, aliases[row.id], honours[row.id]) for row in branches),
    )


def _known(row: Branch, aliases: list[str], honours: list[KnownHonour]) -> KnownBranch:
    return KnownBranch(
        id=row.id,
        organization_id=row.organization_id,
        name=row.name,
        keys=tuple(dict.fromkeys((row.key, *aliases))),
        kind=BranchKind(row.kind),
        secretary=row.secretary,
        telephone=row.telephone,
        members=row.members,
        honours=tuple(honours),
        closed_on=row.closed_on,
    )


def apply_roster(*, plan: RosterPlan, strict: bool = False) -> RosterSummary:
    """Do what a plan says, all of it. With ``strict`` a plan that leaves out a row is refused as a whole.

    Raises RuleBroken when nothing may be applied, or when the roster is no longer the one the plan was made against.
    """
    if blocked := plan.blocked(strict=strict):
        raise RuleBroken(blocked, "请按各行的说明改正后重新导入。")
    if roster_snapshot() != plan.existing:
        raise RuleBroken("预览之后名册有了变动。", "请重新预览，再导入。")
    organizations = {row.key: row for row in PartyOrganization.select()}
    for new in plan.organizations:
        organizations[new.key] = PartyOrganization.create(
            name=new.name,
            key=new.key,
            kind=new.kind,
            search=search_text(new.name),
            position=len(organizations) + 1,
        )
    _make_branches([write for write in plan.writes if write.branch_id is None], organizations)
    known = {row.id: row for row in Branch.select().where(Branch.id.in_([w.branch_id for w in plan.writes]))}
    for write in plan.writes:
        if write.branch_id is not None:
            _change_branch(known[write.branch_id], write, organizations[write.organization_key])
    return plan.summary()


def _make_branches(writes: list[BranchWrite], organizations: dict[str, PartyOrganization]) -> None:
    rows: Any = Branch.select(Branch.organization, pw.fn.COUNT(Branch.id)).group_by(Branch.organization)
    positions: dict[int, int] = defaultdict(int, rows.tuples())
    for write in writes:
        organization = organizations[write.organization_key]
        positions[organization.id] += 1
        row = Branch(
            organization=organization,
            name=write.name,
            key=write.key,
            position=positions[organization.id],
            **write.values,
        )
        _finish(row, write, organization)


def _change_branch(row: Branch, write: BranchWrite, organization: PartyOrganization) -> None:
    for name, value in write.values.items():
        setattr(row, name, value)
    if write.renamed:
        rename_branch(row, organization, write.name)
    elif write.moves:
        rename_branch(row, organization, row.name)
    _finish(row, write, organization)
    for changed in write.changed_honours:
        Designation.update(**honour_values(changed.honour)).where(Designation.id == changed.id).execute()


def _finish(row: Branch, write: BranchWrite, organization: PartyOrganization) -> None:
    """Save the branch with what else belongs to it; its search text last, since other names are part of it."""
    if write.spellings:
        row.save()
        for name, key in write.spellings:
            add_alias(row, organization, name, key, AliasReason.SPELLING)
    refresh_search(row, organization)
    row.save()
    for honour in write.new_honours:
        Designation.create(branch=row, **honour_values(honour))
