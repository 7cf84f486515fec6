"""What the 工作台 shows: the season, what is due, who is missing, how far we are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.shapes.roster import MissingAtOrganization
from desktop_app.shapes.window import Place


@dataclass(frozen=True, slots=True)
class SeasonPhase:
    """One step of the season. `tight`: the back-planner doubts it; `note` is said instead of the dates."""

    name: str
    first: date
    last: date
    note: str = ""
    tight: bool = False


class When(StrEnum):
    """The groups of 今天要办, in this order."""

    OVERDUE = "逾期"
    TODAY = "今天"
    NEXT = "接下来"


@dataclass(frozen=True, slots=True)
class Todo:
    """One line of 今天要办. `pressing` colours the time; `place` is where it opens."""

    when: When
    text: str
    note: str
    due: str
    icon: str
    pressing: bool
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """How many got how far, and how many of them are obligated; -1 while the stage has not begun."""

    name: str
    count: int
    obligated: int


@dataclass(frozen=True, slots=True)
class PerDay:
    """Applications whose first material came, by day from `first` on."""

    first: date
    counts: tuple[int, ...]
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The whole page at one moment."""

    today: date
    state_line: str
    phases: tuple[SeasonPhase, ...]
    todos: tuple[Todo, ...]
    missing: tuple[MissingAtOrganization, ...]
    obligated: int
    stages: tuple[Stage, ...]
    per_day: PerDay | None
    received: int
    received_today: int
