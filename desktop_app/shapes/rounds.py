"""A round of the programme: as the clerk confirms it, and as it stands."""

from __future__ import annotations

from dataclasses import field

from db.enums import PhaseKind
from desktop_app.shapes import shape


@shape
class PhaseDraft:
    """A phase's dates as precise as the notice gives them, and the sentence they were read from."""

    kind: PhaseKind
    first: str = ""
    last: str = ""
    sentence: str = ""


@shape
class RoundDraft:
    """What a round is made from: read from the notice, corrected by the clerk."""

    year: int
    name: str
    submission_deadline: str = ""  # "2023-11-10" or "2023-11-10 17:30"; "" when the notice does not say
    establishment_deadline: str = ""
    issued_on: str = ""
    copies: int = 5
    publicity_workdays: int = 5
    case_limit: int = 2500
    news_minimum: int = 2
    room: str = ""
    telephone: str = ""
    mailbox: str = ""
    phases: tuple[PhaseDraft, ...] = field(default=())
    notice: str = ""


@shape
class RoundRow:
    """A round as lists show it."""

    round_id: int
    year: int
    name: str
    current: bool


@shape
class RoundDetails:
    """A round as it stands."""

    round_id: int
    draft: RoundDraft
