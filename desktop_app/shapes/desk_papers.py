"""The papers of the desk besides slip and register: labels, notices, handovers, and plain reports."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from db.enums import MovementKind
from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead


class LabelPaper(StrEnum):
    """Sheets of labels as they are sold, by what lies across and down."""

    LARGE = "3x8"
    MIDDLE = "4x10"
    WIDE = "2x7"
    SMALL = "5x13"


@shape
class LabelFormat:
    """A sheet of labels on A4, in millimetres: how many across and down, their size, where the first one begins."""

    key: LabelPaper
    words: str  # 3×8　70×37 mm
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    between: float = 0.0  # two labels side by side

    @property
    def labels(self) -> int:
        return self.across * self.down


@shape
class CopyLabel:
    """What a label says of one copy."""

    code: str
    branch: str
    brand: str
    ordinal: int
    copies: int
    purpose: str


@shape
class LabelSheet:
    """Labels to print; `first` is the first free label of the first sheet, from 1."""

    letterhead: Letterhead
    round_name: str
    format: LabelFormat
    first: int
    labels: tuple[CopyLabel, ...]
    made_at: datetime


@shape
class NoticeItem:
    """One line of a notice: what is missing, and what the branch is asked to do."""

    words: str
    asked: str


@shape
class NoticeList:
    """One application on a notice."""

    number: str  # BZ-2023-0001
    application_number: str
    branch: str
    brand: str
    due: datetime
    items: tuple[NoticeItem, ...]


@shape
class CorrectionNotice:
    """补正通知: to one branch, or to a 基层党组织 for all its branches."""

    to: str
    whole_organization: bool
    lists: tuple[NoticeList, ...]
    dated: date  # the day under it: when the lists were made, today where it says what is still missing
    reprint: bool = False  # it left the office before,
    issued_at: str = ""  # at this moment (ISO)


@shape
class CorrectionNotices:
    letterhead: Letterhead
    round_name: str
    printed_at: datetime
    notices: tuple[CorrectionNotice, ...]


@shape
class HandedCopy:
    """One line of a 交接单."""

    code: str
    organization: str
    branch: str
    brand: str
    ordinal: int
    came_from: str
    remark: str  # what the copy lacks


@shape
class HandoverList:
    """交接单: what went from hand to hand, to sign."""

    letterhead: Letterhead
    round_name: str
    number: str
    kind: MovementKind
    holder: str
    place: str
    at: datetime
    by: str
    due_on: date | None
    note: str
    copies: tuple[HandedCopy, ...]
    printed_at: datetime
    reprint: bool


@shape
class ReportColumn:
    """`share` is of the paper's width; `number` and `day` set the kind of cell in a workbook."""

    title: str
    share: float
    number: bool = False
    day: bool = False


Cell = str | int | date | None


@shape
class ReportRow:
    cells: tuple[Cell, ...]
    struck: bool = False  # stands there and does not count


@shape
class DeskReport:
    """A plain report: a table with a sentence under it. `signed` leaves room in every row to sign by hand."""

    letterhead: Letterhead
    title: str
    round_name: str
    as_of: datetime
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    closing: str
    across: bool = False
    signed: bool = False
