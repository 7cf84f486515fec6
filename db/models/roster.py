"""支部名册: organisations, branches, their honours, and who must apply."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.enums import AliasReason, BranchKind, DesignationKind, DesignationLevel, DesignationStage, OrganizationKind
from db.models.base import Row, one_of, truth
from db.models.rounds import Round


class PartyOrganization(Row):
    """基层党组织. `key` is what spellings are matched on; `search` holds characters, pinyin and initials."""

    branches: Any
    name = pw.TextField()
    key = pw.TextField(unique=True)
    kind = pw.TextField(default="", constraints=[one_of("kind", OrganizationKind)])
    telephone = pw.TextField(default="")
    contact = pw.TextField(default="")
    search = pw.TextField(default="")
    position = pw.IntegerField(default=0)  # the office's own order
    closed_on = pw.TextField(default="")


class Branch(Row):
    """党支部. Two branches of one organisation never share a key; renamed ones keep their old name as an alias."""

    organization_id: int
    aliases: Any
    designations: Any
    organization = pw.ForeignKeyField(PartyOrganization, backref="branches", on_delete="RESTRICT")
    name = pw.TextField()
    key = pw.TextField()
    kind = pw.TextField(default="", constraints=[one_of("kind", BranchKind)])
    secretary = pw.TextField(default="")
    telephone = pw.TextField(default="")
    members = pw.IntegerField(null=True, constraints=[pw.Check("members >= 0")])
    search = pw.TextField(default="")
    position = pw.IntegerField(default=0)
    closed_on = pw.TextField(default="")

    class Meta:
        indexes = ((("organization", "key"), True),)


class BranchAlias(Row):
    """Another name a branch answers to, within the organisation it was used in."""

    branch = pw.ForeignKeyField(Branch, backref="aliases", on_delete="RESTRICT")
    organization = pw.ForeignKeyField(PartyOrganization, backref="branch_aliases", on_delete="RESTRICT")
    name = pw.TextField()
    key = pw.TextField()
    reason = pw.TextField(constraints=[one_of("reason", AliasReason)])

    class Meta:
        indexes = ((("organization", "key"), True),)


class Designation(Row):
    """荣誉 that obliges. Dates "" are open: still valid, or since ever."""

    branch = pw.ForeignKeyField(Branch, backref="designations", on_delete="RESTRICT")
    kind = pw.TextField(constraints=[one_of("kind", DesignationKind)])
    level = pw.TextField(constraints=[one_of("level", DesignationLevel)])
    stage = pw.TextField(constraints=[one_of("stage", DesignationStage)])
    batch = pw.TextField(default="")
    valid_from = pw.TextField(default="")
    valid_to = pw.TextField(default="")


class ObligationOverride(Row):
    """The clerk's word against the derived 应报, with the reason."""

    round = pw.ForeignKeyField(Round, backref="overrides", on_delete="RESTRICT")
    branch = pw.ForeignKeyField(Branch, backref="overrides", on_delete="RESTRICT")
    obligated = truth("obligated")
    reason = pw.TextField()

    class Meta:
        indexes = ((("round", "branch"), True),)
