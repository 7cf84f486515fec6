"""支部名册: Commands on organisations, branches, designations and 应报. The Queries are in `office.roster`."""

from __future__ import annotations

from datetime import date

from db.enums import (
    AliasReason,
    BranchKind,
    DesignationKind,
    DesignationLevel,
    DesignationStage,
    OrganizationKind,
)
from db.models import Branch, BranchAlias, Designation, ObligationOverride, PartyOrganization, Round
from desktop_app.office.rows import row_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.names import branch_key, clean, clean_person, organization_key, organization_kind
from desktop_app.rules.pinyin import branch_search_text, search_text
from desktop_app.shapes.roster import Honour

# --- organisations ----------------------------------------------------------------------------------------------------


def add_organization(*, name: str, kind: OrganizationKind | None = None, telephone: str = "", contact: str = "") -> int:
    """Add a 基层党组织; a kind not given is taken from the name. Raises RuleBroken for one that is there."""
    name = _organization_name(name)
    _check_organization_is_new(organization_key(name))
    made = PartyOrganization.create(
        name=name,
        key=organization_key(name),
        kind=organization_kind(name) if kind is None else kind,
        telephone=clean(telephone),
        contact=clean_person(contact),
        search=search_text(name),
        position=PartyOrganization.select().count() + 1,
    )
    return int(made.id)


def change_organization(
    *, organization_id: int, name: str, kind: OrganizationKind, telephone: str = "", contact: str = ""
) -> None:
    """Correct or rename an organisation; the keys of its branches follow, since they are without the college's name."""
    row = _organization(organization_id)
    name = _organization_name(name)
    key = organization_key(name)
    if key != row.key:
        _check_organization_is_new(key)
    renamed = name != row.name
    row.name, row.key, row.kind, row.search = name, key, kind, search_text(name)
    row.telephone, row.contact = clean(telephone), clean_person(contact)
    row.save()
    if renamed:
        for branch in list(row.branches):
            _rekey(branch, row)


def close_organization(*, organization_id: int, on: str) -> None:
    """撤销 an organisation on the ISO day ``on``. Its branches are closed or moved first."""
    row = _organization(organization_id)
    _check_day(on)
    left = row.branches.where(Branch.closed_on == "").count()
    if left:
        raise RuleBroken(f"“{row.name}”还有 {left} 个党支部。", "请先撤销这些支部，或把它们转到别的基层党组织。")
    row.closed_on = on
    row.save(only=[PartyOrganization.closed_on])


def reopen_organization(*, organization_id: int) -> None:
    """Take the closing back."""
    row = _organization(organization_id)
    row.closed_on = ""
    row.save(only=[PartyOrganization.closed_on])


def _organization(organization_id: int) -> PartyOrganization:
    row = PartyOrganization.get_or_none(PartyOrganization.id == organization_id)
    if row is None:
        raise RuleBroken("找不到这个基层党组织。", "请刷新名册后再试。")
    return row


def _organization_name(name: str) -> str:
    cleaned = clean(name)
    if not cleaned:
        raise RuleBroken("基层党组织的名称空着。", "请填写名称，例如“药学院党总支”。")
    return cleaned


def _check_organization_is_new(key: str) -> None:
    if known := PartyOrganization.get_or_none(PartyOrganization.key == key):
        closed = f"，已于 {known.closed_on} 撤销" if known.closed_on else ""
        raise RuleBroken(f"名册里已经有“{known.name}”{closed}。", "请直接使用它；撤销了的可以恢复。")


# --- branches ---------------------------------------------------------------------------------------------------------


def add_branch(
    *,
    organization_id: int,
    name: str,
    kind: BranchKind = BranchKind.UNKNOWN,
    secretary: str = "",
    telephone: str = "",
    members: int | None = None,
) -> int:
    """Add a 党支部 to an organisation. Raises RuleBroken when its key, or an alias with it, is there already."""
    organization = _organization(organization_id)
    name = _branch_name(name)
    key = branch_key(name, organization.name)
    _check_branch_is_new(organization, key, None)
    made = Branch(
        organization=organization,
        name=name,
        key=key,
        kind=kind,
        secretary=clean_person(secretary),
        telephone=clean(telephone),
        members=_members(members),
        position=organization.branches.count() + 1,
    )
    refresh_search(made, organization)
    made.save(force_insert=True)
    return int(made.id)


def change_branch(
    *,
    branch_id: int,
    organization_id: int,
    name: str,
    kind: BranchKind,
    secretary: str = "",
    telephone: str = "",
    members: int | None = None,
) -> None:
    """Change what is known of a branch. Under another name or organisation it goes on answering to the old name."""
    row = branch(branch_id)
    rename_branch(row, _organization(organization_id), name)
    row.kind, row.secretary, row.telephone = kind, clean_person(secretary), clean(telephone)
    row.members = _members(members)
    refresh_search(row, row.organization)
    row.save()


def rename_branch(row: Branch, organization: PartyOrganization, name: str) -> None:
    """Set name, key and organisation of a branch (not saved), and keep the name it had as an alias when it changes."""
    name = _branch_name(name)
    key = branch_key(name, organization.name)
    old_name, old_key, old_organization = row.name, row.key, row.organization
    if (key, organization.id) != (old_key, old_organization.id):
        _check_branch_is_new(organization, key, row)
        BranchAlias.delete().where(
            BranchAlias.branch == row, BranchAlias.organization == organization, BranchAlias.key == key
        ).execute()
        add_alias(row, old_organization, old_name, old_key, AliasReason.RENAMED)
    row.name, row.key, row.organization = name, key, organization


def add_alias(row: Branch, organization: PartyOrganization, name: str, key: str, reason: AliasReason) -> None:
    """Let a branch answer to another name within an organisation; nothing when it does already."""
    own = key == row.key and organization.id == row.organization_id and reason is AliasReason.SPELLING
    known = BranchAlias.get_or_none(BranchAlias.organization == organization, BranchAlias.key == key)
    if known is None and not own:
        BranchAlias.create(branch=row, organization=organization, name=name, key=key, reason=reason)


def close_branch(*, branch_id: int, on: str) -> None:
    """撤销 a branch on the ISO day ``on``; what it did stays, and it no longer counts as 应报."""
    row = branch(branch_id)
    _check_day(on)
    row.closed_on = on
    row.save(only=[Branch.closed_on])


def reopen_branch(*, branch_id: int) -> None:
    """Take the closing back."""
    row = branch(branch_id)
    if row.organization.closed_on:
        raise RuleBroken(f"它所属的“{row.organization.name}”已经撤销。", "请先恢复基层党组织，或把支部转到别处。")
    row.closed_on = ""
    row.save(only=[Branch.closed_on])


def branch(branch_id: int) -> Branch:
    """The Row of a branch. Raises RuleBroken when there is none."""
    row = Branch.get_or_none(Branch.id == branch_id)
    if row is None:
        raise RuleBroken("找不到这个党支部。", "请刷新名册后再试。")
    return row


def refresh_search(row: Branch, organization: PartyOrganization) -> None:
    """Compute what the branch is searched by (not saved)."""
    aliases = [alias.name for alias in row.aliases] if row.id else []
    row.search = branch_search_text(row.name, organization.name, row.secretary, aliases)


def _rekey(row: Branch, organization: PartyOrganization) -> None:
    key = branch_key(row.name, organization.name)
    if key != row.key:
        _check_branch_is_new(organization, key, row)
        row.key = key
    refresh_search(row, organization)
    row.save(only=[Branch.key, Branch.search])


def _branch_name(name: str) -> str:
    cleaned = clean(name)
    if not cleaned:
        raise RuleBroken("党支部的名称空着。", "请填写名称，例如“教工第一党支部”。")
    return cleaned


def _check_branch_is_new(organization: PartyOrganization, key: str, but: Branch | None) -> None:
    same = Branch.get_or_none(Branch.organization == organization, Branch.key == key)
    if same is None and (
        alias := BranchAlias.get_or_none(BranchAlias.organization == organization, BranchAlias.key == key)
    ):
        same = alias.branch
    if same is not None and (but is None or same.id != but.id):
        closed = f"（已于 {same.closed_on} 撤销）" if same.closed_on else ""
        raise RuleBroken(
            f"“{organization.name}”已经有“{same.name}”{closed}，是同一个名称。", "请直接使用它，或换一个名称。"
        )


def _members(members: int | None) -> int | None:
    if members is not None and not 0 <= members < 100_000:
        raise RuleBroken("党员数不对。", "请填写 0 到 99999 之间的整数，不知道的留空。")
    return members


def _check_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise RuleBroken(f"“{day}”不是日期。", "请写成 年-月-日，例如 2023-11-09。") from None


# --- designations -----------------------------------------------------------------------------------------------------


def add_designation(
    *,
    branch_id: int,
    kind: DesignationKind,
    level: DesignationLevel,
    stage: DesignationStage,
    batch: str = "",
    valid_from: str = "",
    valid_to: str = "",
) -> int:
    """Give a branch an honour; dates are ISO, "" is open. Raises RuleBroken for the same one again."""
    honour = _honour(kind, level, stage, batch, valid_from, valid_to)
    row = branch(branch_id)
    if any(honour_of(known) == honour for known in row.designations):
        raise RuleBroken(f"“{row.name}”已经有这项荣誉。", "请直接修改已有的一项。")
    return int(Designation.create(branch=row, **honour_values(honour)).id)


def change_designation(
    *,
    designation_id: int,
    kind: DesignationKind,
    level: DesignationLevel,
    stage: DesignationStage,
    batch: str = "",
    valid_from: str = "",
    valid_to: str = "",
) -> None:
    """Correct an honour, or note that it passed or was extended."""
    row = _designation(designation_id)
    for name, value in honour_values(_honour(kind, level, stage, batch, valid_from, valid_to)).items():
        setattr(row, name, value)
    row.save()


def remove_designation(*, designation_id: int) -> None:
    """Take an honour off that was entered by mistake; one that ended is given its last day instead."""
    _designation(designation_id).delete_instance()


def honour_of(row: Designation) -> Honour:
    """A stored designation as a Shape."""
    return Honour(
        DesignationKind(row.kind),
        DesignationLevel(row.level),
        DesignationStage(row.stage),
        row.batch,
        row.valid_from,
        row.valid_to,
    )


def honour_values(honour: Honour) -> dict[str, str]:
    """An honour as the columns of a designation."""
    return {
        "kind": honour.kind,
        "level": honour.level,
        "stage": honour.stage,
        "batch": honour.batch,
        "valid_from": honour.valid_from,
        "valid_to": honour.valid_to,
    }


def _designation(designation_id: int) -> Designation:
    row = Designation.get_or_none(Designation.id == designation_id)
    if row is None:
        raise RuleBroken("找不到这项荣誉。", "请刷新名册后再试。")
    return row


def _honour(
    kind: DesignationKind, level: DesignationLevel, stage: DesignationStage, batch: str, valid_from: str, valid_to: str
) -> Honour:
    for day in filter(None, (valid_from, valid_to)):
        _check_day(day)
    if valid_from and valid_to and valid_to < valid_from:
        raise RuleBroken("有效期止早于有效期起。", "请核对两个日期。")
    return Honour(kind, level, stage, clean(batch), valid_from, valid_to)


# --- 应报 -------------------------------------------------------------------------------------------------------------


def overrule_obligation(*, round_id: int, branch_id: int, obligated: bool, reason: str) -> None:
    """The clerk's word against the derived 应报, for one round, with the reason."""
    if not reason.strip():
        raise RuleBroken("改动应报要写明原因。", "例如“支部已合并，由第二党支部申报”。")
    row = ObligationOverride.get_or_none(
        ObligationOverride.round == row_of(Round, round_id), ObligationOverride.branch == branch(branch_id)
    )
    if row is None:
        row = ObligationOverride(round=round_id, branch=branch_id)
    row.obligated, row.reason = obligated, clean(reason)
    row.save()


def drop_overrule(*, round_id: int, branch_id: int) -> None:
    """Go back to what is derived from the designations."""
    ObligationOverride.delete().where(
        ObligationOverride.round == round_id, ObligationOverride.branch == branch_id
    ).execute()
