"""What the 工作台 shows: the season, what is due, who is missing, how far we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from db.enums import State
from desktop_app.shapes import shape
from desktop_app.shapes.intake import ApplicationRow
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Place


@shape
class SeasonPhase:
    """One step of the season. `tight`: it ends after the day it should; `note` is said instead of the dates.

    `undone`: no project is past it yet, or some still stand in it; when its days are over it is not therefore done.
    """

    name: str
    first: date
    last: date
    note: str = ""
    tight: bool = False
    undone: bool = False


@shape
class Season:
    """The steps in order, and one sentence where the back-planner finds that they do not fit, "" where they do."""

    phases: tuple[SeasonPhase, ...] = ()
    doubt: str = ""


class When(StrEnum):
    """The groups of 今天要办, in this order."""

    OVERDUE = "逾期"
    TODAY = "今天"
    NEXT = "接下来"


@shape
class Todo:
    """One line of 今天要办. `pressing` colours the time; `place` is where it opens."""

    when: When
    text: str
    note: str
    due: str
    icon: str
    pressing: bool
    place: Place


@shape
class UnprintedSlip:
    """A visit whose slip has not been given out."""

    receipt_id: int
    number: str
    received_at: datetime
    organization: str
    submitter: str


@shape
class OverdueLoan:
    """Copies that one person should have brought back; `due_on` is the first day on which some should have been."""

    holder: str
    copies: int
    due_on: date


@shape
class HangingPaper:
    """A public list whose days are over and whose paper still hangs."""

    publicity_id: int
    purpose: str
    last: date
    listed: int


@shape
class OpenObjection:
    """异议 that nobody has concluded."""

    application_id: int
    branch: str
    brand: str
    received_on: date


@shape
class PostedList:
    """A public list that is up: when its days end, and how many projects still wait on it."""

    last: date
    waiting: int


@shape
class DeskWork:
    """What 今天要办 is made from: the round, its live applications, and what lies about on the desk."""

    round_id: int
    draft: RoundDraft
    close_of_office: str = "17:30"
    applications: tuple[ApplicationRow, ...] = ()
    last_visits: Mapping[int, date] = field(default_factory=dict)  # by application_id
    unprinted: tuple[UnprintedSlip, ...] = ()
    missing: int = 0  # obligated branches that have not applied
    branches: int = 0  # in the roster
    years_without_table: tuple[int, ...] = ()  # in which 公示 would be counted
    terms: Mapping[int, date] = field(default_factory=dict)  # last day of the open list of 补正, by application_id
    loans: tuple[OverdueLoan, ...] = ()
    hanging: tuple[HangingPaper, ...] = ()
    objections: tuple[OpenObjection, ...] = ()
    posted: tuple[PostedList, ...] = ()


@shape
class MissingLine:
    """An obligated branch that has not applied. `why` is short, `because` in full."""

    branch_id: int
    branch: str
    why: str
    because: str
    secretary: str
    telephone: str


@shape
class MissingGroup:
    """The missing branches of one 基层党组织, and whom to ring there: a name only where the number is somebody's."""

    organization: str
    contact: str
    telephone: str
    branches: tuple[MissingLine, ...]


@shape
class Progress:
    """How far one live application got. `received`: paper of it has come."""

    state: State
    received: bool
    obligated: bool


@shape
class Stage:
    """How many got so far, and how many of them are obligated; `count` None while the stage has not begun."""

    name: str
    count: int | None
    obligated: int = 0


@shape
class PerDay:
    """Applications whose first paper came, by day from `first` on."""

    first: date
    counts: tuple[int, ...]
    deadline: date


@shape
class Dashboard:
    """The whole page at one moment. Without a round only `now` and `state_line` say something.

    `rest` is said where nothing is to be done: what comes next, and when.
    """

    now: datetime
    state_line: str
    round_id: int | None = None
    branches: int = 0
    season: Season = Season()
    todos: tuple[Todo, ...] = ()
    rest: str = ""
    missing: tuple[MissingGroup, ...] = ()
    obligated: int = 0
    stages: tuple[Stage, ...] = ()
    per_day: PerDay | None = None
    received: int = 0
    received_today: int = 0
    can_change_at: datetime | None = None  # the closing minute, when the page reads otherwise
