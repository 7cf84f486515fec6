"""What a notice says: every fact beside the sentence it was read from."""

from __future__ import annotations

from typing import Generic, TypeVar

from db.enums import PhaseKind
from desktop_app.shapes import shape

T = TypeVar("T")


@shape
class Found(Generic[T]):
    """One fact and where it stands.

    `start` and `end` are character offsets of the value itself in `NoticePlan.text`. `value` None with an empty
    `sentence`: the notice does not say. `value` None with a sentence: it says something that is not readable as a
    value (下周五, 另行通知, 公示5天); a warning tells why.
    """

    value: T | None
    sentence: str
    start: int
    end: int


@shape
class PhaseDates:
    """A phase's first and last moment: `2023-10-16`, `2023-11` (a month only), `2023-11-10 17:30`, "" when not said."""

    kind: PhaseKind
    first: str
    last: str


@shape
class NoticePlan:
    """A notice as read, for the clerk to look over and correct before a round is made from it.

    `phases` come in the order of PhaseKind, one of each kind at most, only those the notice names. Deadlines are
    `YYYY-MM-DD` or, when the notice gives a time, `YYYY-MM-DD HH:MM`. `copies` are paper copies,
    `case_limit` is in 字, `news_minimum` in items. `warnings` are Chinese sentences for the clerk.
    """

    text: str
    title: Found[str]
    programme: Found[str]
    school: Found[str]
    year: Found[int]
    issued_on: Found[str]
    phases: tuple[Found[PhaseDates], ...]
    submission_deadline: Found[str]
    establishment_deadline: Found[str]
    copies: Found[int]
    publicity_workdays: Found[int]
    case_limit: Found[int]
    news_minimum: Found[int]
    room: Found[str]
    telephone: Found[str]
    mailbox: Found[str]
    office: Found[str]
    warnings: tuple[str, ...]
