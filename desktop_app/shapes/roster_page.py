"""支部名册 as its page shows it: every branch with its application in the round, and every organisation."""

from __future__ import annotations

from datetime import date, datetime

from db.enums import State
from desktop_app.shapes import shape
from desktop_app.shapes.roster import BranchRow, OrganizationRow


@shape
class ListedBranch:
    """A branch in the list. `state` is that of its live application in the round, None without one.

    `awaited` is False while there is no round to apply in.
    """

    branch: BranchRow
    organization_telephone: str
    awaited: bool = True
    number: str = ""
    brand: str = ""
    state: State | None = None

    @property
    def branch_id(self) -> int:
        return self.branch.branch_id

    @property
    def closed(self) -> bool:
        return bool(self.branch.closed_on)

    @property
    def missing(self) -> bool:
        """应报未报: it must apply and has not."""
        return self.awaited and self.branch.obligated and self.state is None and not self.closed

    @property
    def unreachable(self) -> bool:
        """Neither the branch nor its organisation has a telephone."""
        return not (self.branch.telephone or self.organization_telephone or self.closed)


@shape
class RosterPage:
    """Everything on the page at one moment.

    `day` is the day on which designations are looked at; `left` is how far off the deadline is, in words.
    """

    round_id: int | None
    round_name: str
    day: date
    closing: datetime | None
    left: str
    branches: tuple[ListedBranch, ...]
    organizations: tuple[OrganizationRow, ...]

    @property
    def empty(self) -> bool:
        return not (self.branches or self.organizations)
