"""流转: where the paper copies are, what is done with them, and the paper that goes along."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from db.enums import CopyStatus, MovementKind
from desktop_app.shapes import shape
from desktop_app.shapes.copies import CopyMarks


class Purpose(StrEnum):
    """What a copy is for, by the office's plan."""

    ARCHIVE = "存档"
    REVIEW = "评审"
    RETURN = "退支部"


@shape
class CopyRow:
    """A paper copy as it is now. `since` is its last movement, or when it came; `due_on` None: no day is set."""

    copy_id: int
    application_id: int
    code: str
    application_number: str
    organization: str
    branch: str
    search: str
    brand: str
    ordinal: int
    marks: CopyMarks
    purpose: Purpose
    status: CopyStatus
    place: str
    holder: str
    since: datetime
    due_on: date | None
    live: bool = True  # its application still counts

    def overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


@shape
class Movement:
    """One step on a copy's way."""

    number: str  # of the handover: JJ-2025-0003
    handover_id: int
    kind: MovementKind
    holder: str
    from_place: str
    place: str
    at: datetime
    by: str
    due_on: date | None
    note: str


@shape
class CopyDetails:
    row: CopyRow
    movements: tuple[Movement, ...]  # the oldest first


@shape
class HandoverEntry:
    """What is done with copies. `at` is "2025-11-07 10:42"; `due_on` ISO or ""; `place` "" takes the usual one."""

    kind: MovementKind
    copy_ids: tuple[int, ...]
    at: str
    holder: str = ""
    place: str = ""
    due_on: str = ""
    note: str = ""


@shape
class MadeHandover:
    handover_id: int
    number: str
    kind: MovementKind
    copies: int


@shape
class HandoverRow:
    """A handover, as lists show it."""

    handover_id: int
    number: str
    kind: MovementKind
    holder: str
    place: str
    at: datetime
    by: str
    due_on: date | None
    note: str
    copies: int
    issued: bool


@shape
class CustodyPage:
    """The copies of the current round."""

    round_id: int
    today: date
    rows: tuple[CopyRow, ...]
    loan_due: str = ""  # ISO: what a loan made today is proposed to be back by, "" when the year has no table
