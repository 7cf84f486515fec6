"""What lies on the counter while one types: the form of one branch, and what is to be said about it."""

from __future__ import annotations

from datetime import datetime

from desktop_app.shapes import shape
from desktop_app.shapes.copies import CopyMarks


@shape
class Check:
    """One line of the completeness pane. `lacking` is what a person must still do, `note` is told quietly."""

    text: str
    lacking: str = ""
    note: str = ""


@shape
class OnTheDesk:
    """One branch's material as it is being entered."""

    copies: tuple[CopyMarks, ...]
    electronic: bool
    late: bool
    late_approved: bool
    days_left: str  # 距截止 2 天; "" when the round has no deadline
    electronic_note: str = ""


@shape
class DeskFacts:
    """What the counter has to know of the round and the moment.

    `closing` is the last minute in time for paper, None without a deadline; `file_closing` that for the electronic
    version, None where a late file does not make an application late.
    """

    round_id: int | None = None
    copies: int = 5
    closing: datetime | None = None
    days_left: str = ""
    next_application: str = ""
    next_receipt: str = ""
    print_at_once: bool = False
    state_line: str = ""
    file_closing: datetime | None = None

    def is_late(self, moment: datetime) -> bool:
        """Whether paper that comes at `moment` comes late: the closing minute itself is in time."""
        return _is_after(moment, self.closing)

    def is_late_file(self, moment: datetime) -> bool:
        """Whether a file that comes at `moment` makes its application late."""
        return _is_after(moment, self.file_closing)


def _is_after(moment: datetime, closing: datetime | None) -> bool:
    return closing is not None and moment.replace(second=0, microsecond=0) > closing
