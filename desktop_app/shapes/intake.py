"""What passes over the counter: a visit as it is entered, as it was recorded, and as lists show it."""

from __future__ import annotations

from dataclasses import field

from db.enums import State
from desktop_app.shapes import shape
from desktop_app.shapes.copies import CopyMarks


@shape
class LineEntry:
    """One branch of a visit, as the clerk leaves it.

    `copies` holds the marks of every copy 1…n as they are after the visit (copies that came earlier included).
    `electronic_at` is the arrival of an electronic version told in this visit ("2023-11-08 16:12"), "" for none.
    `exchanged` are the copies that lay with the office and were exchanged for other paper: an amended form.
    """

    branch_id: int
    brand: str
    copies: tuple[CopyMarks, ...]
    electronic_at: str = ""
    remark: str = ""
    late_approved_by: str = ""
    late_reason: str = ""
    exchanged: tuple[int, ...] = ()


@shape
class VisitEntry:
    """A visit to the desk, ready to be recorded. `organization_id` None takes that of the first branch."""

    round_id: int
    received_at: str  # "2023-11-09 10:20"
    lines: tuple[LineEntry, ...]
    organization_id: int | None = None
    submitter: str = ""
    telephone: str = ""


@shape
class RecordedLine:
    """What became of one branch's part of a visit."""

    application_id: int
    number: str
    branch: str
    brand: str
    state: State
    missing: tuple[str, ...]
    late: bool
    late_approved_by: str = ""


@shape
class RecordedReceipt:
    receipt_id: int
    number: str
    lines: tuple[RecordedLine, ...]


@shape
class BranchAtDesk:
    """All the counter has to know of a branch the moment it is chosen."""

    branch_id: int
    branch: str
    organization_id: int
    organization: str
    organization_telephone: str
    honours: tuple[str, ...]
    obligated: bool
    application_id: int | None = None
    number: str = ""
    brand: str = ""
    state: State | None = None
    copies: tuple[CopyMarks, ...] = ()
    copies_at: tuple[str, ...] = ()  # when each copy came, "" for not yet
    electronic_at: str = ""
    late: bool = False
    late_approved_by: str = ""
    open_to_more: bool = True  # False once the application has gone into review


@shape
class ReceiptRow:
    """One branch of one visit, as the list of a day or a round shows it."""

    receipt_id: int
    application_id: int
    receipt_number: str
    application_number: str
    received_at: str
    organization: str
    branch: str
    branch_search: str
    brand: str
    submitter: str
    taken_by: str
    brought: int  # copies brought or corrected in this visit
    copies_in: int  # copies that lie with the office now
    copies_required: int
    electronic_at: str
    state: State
    missing: tuple[str, ...]
    late: bool
    late_approved_by: str
    supplement: bool
    voided: bool
    slip_issued: bool


@shape
class ApplicationRow:
    """An application, as lists show it."""

    application_id: int
    number: str
    organization: str
    branch_id: int
    branch: str
    branch_search: str
    brand: str
    state: State
    copies_in: int
    copies_required: int
    electronic_at: str
    missing: tuple[str, ...]
    late: bool
    late_approved_by: str


@shape
class SimilarBrand:
    """A brand name of this round that is the same as, or nearly the same as, the one typed."""

    number: str
    organization: str
    branch: str
    brand: str
    same: bool


@shape
class VisitDetails:
    """A recorded visit: what its pane shows, and what may be done with it."""

    receipt_id: int
    round_id: int
    number: str
    received_at: str
    organization: str
    submitter: str
    telephone: str
    taken_by: str
    slip_issued_at: str
    voided_at: str
    void_reason: str
    lines: tuple[ReceiptRow, ...] = field(default=())
