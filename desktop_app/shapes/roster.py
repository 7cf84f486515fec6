"""支部名册 as it is listed, searched and chased, and the dossier of one branch."""

from __future__ import annotations

from db.enums import BranchKind, DesignationKind, DesignationLevel, DesignationStage, OrganizationKind
from desktop_app.shapes import shape


@shape
class Honour:
    """A 荣誉. Dates are ISO; "" is open: since ever, or still valid."""

    kind: DesignationKind
    level: DesignationLevel
    stage: DesignationStage
    batch: str = ""
    valid_from: str = ""
    valid_to: str = ""


@shape
class OrganizationRow:
    organization_id: int
    name: str
    kind: OrganizationKind
    telephone: str
    contact: str
    search: str
    branches: int
    obligated: int
    closed_on: str


@shape
class DesignationRow:
    """A designation of a branch; ``words`` say it in full, ``current`` whether it holds on the day asked about."""

    designation_id: int
    honour: Honour
    words: str
    current: bool


@shape
class BranchRow:
    """A branch as lists show it. ``honours`` are short words of what holds on the deadline's day."""

    branch_id: int
    organization_id: int
    organization: str
    name: str
    kind: BranchKind
    secretary: str
    telephone: str
    members: int | None
    honours: tuple[str, ...]
    obligated: bool
    because: str
    search: str
    closed_on: str


@shape
class AliasRow:
    name: str
    organization: str
    reason: str


@shape
class BranchApplicationRow:
    """One year's application of a branch, for its dossier."""

    application_id: int
    round: str
    number: str
    brand: str
    state: str


@shape
class BranchDetails:
    """A branch with its designations, old ones included, its other names and its years."""

    branch: BranchRow
    designations: tuple[DesignationRow, ...]
    aliases: tuple[AliasRow, ...]
    applications: tuple[BranchApplicationRow, ...]
    override_reason: str


@shape
class FoundBranch:
    """An answer to what was typed: the better, the lower ``score``; ``span`` is what to set bold in the name."""

    branch: BranchRow
    score: int
    span: tuple[int, int] | None


@shape
class MissingRow:
    """An obligated branch without a live application."""

    branch_id: int
    branch: str
    because: str
    secretary: str


@shape
class MissingAtOrganization:
    """The missing branches of one organisation, and how many of it are obligated, the missing ones included."""

    organization_id: int
    organization: str
    telephone: str
    obligated: int
    branches: tuple[MissingRow, ...]
