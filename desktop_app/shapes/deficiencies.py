"""补正: what an application lacks, the list that was made of it, and how far it was made good."""

from __future__ import annotations

from datetime import date, datetime

from db.enums import Lack, State, TextCheck
from desktop_app.shapes import shape


@shape
class Lacking:
    """One thing that is missing: of which copy; 0 where it is none of a copy."""

    lack: Lack
    ordinal: int = 0


@shape
class MadeList:
    """A list of 补正 that was just made."""

    deficiency_id: int
    number: str
    application_number: str
    branch: str
    due_on: date


@shape
class ListedItem:
    """One thing on a list. `settled_at` None: still missing; `receipt` is the visit that brought it, "" for none."""

    lacking: Lacking
    settled_at: datetime | None = None
    receipt: str = ""


@shape
class DeficiencyList:
    """One list of 补正 as it stands: `missing` are the sentences of what is still not there."""

    deficiency_id: int
    number: str
    made_at: datetime
    made_by: str
    due_on: date
    extension_reason: str
    issued_at: datetime | None
    settled_at: datetime | None
    closed_at: datetime | None
    close_reason: str
    items: tuple[ListedItem, ...]

    @property
    def open(self) -> bool:
        return self.settled_at is None and self.closed_at is None

    @property
    def listed(self) -> frozenset[Lacking]:
        return frozenset(item.lacking for item in self.items)


@shape
class AdmissionRow:
    """An application as 补正与受理 lists it. `current` is its newest list that was not closed; None without one."""

    application_id: int
    number: str
    organization_id: int
    organization: str
    branch: str
    search: str
    brand: str
    state: State
    state_reason: str
    copies_in: int
    copies_required: int
    electronic_at: str
    text_check: TextCheck
    lacking: tuple[Lacking, ...]
    missing: tuple[str, ...]
    late: bool
    late_approved_by: str
    late_reason: str
    current: DeficiencyList | None = None
    similar: tuple[str, ...] = ()  # 申报编号 and brand of those with the same or nearly the same brand name
    same_brand: bool = False  # at least one of them is the same


@shape
class AdmissionPage:
    """补正与受理 of the current round, and what the tab's counts and sentences say."""

    round_id: int
    today: date
    workdays: int
    rows: tuple[AdmissionRow, ...]
    first_due: date | None  # what a list made now would be due on; None when the year has no table
    why_not: str = ""  # the sentence of that


@shape
class VisitOfApplication:
    """What one visit brought of an application."""

    number: str
    at: datetime
    submitter: str
    brought: tuple[int, ...]
    exchanged: tuple[int, ...]
    brand_before: str
    voided: bool


@shape
class AdmissionDetails:
    """One application: its lists, the newest first, and its visits, the oldest first."""

    row: AdmissionRow
    lists: tuple[DeficiencyList, ...]
    visits: tuple[VisitOfApplication, ...]
