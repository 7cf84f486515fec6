"""时间倒排: the way from the close of submissions to 立项, step by step, as planned, as it must be, as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from desktop_app.shapes import shape
from desktop_app.shapes.timetable import Timetable


class PlanKey(StrEnum):
    """A step of the plan; what a script calls it. In the order of the season."""

    SUBMISSION = "submission"
    CORRECTION = "correction"
    REVIEW = "review"
    REVISION = "revision"
    APPROVAL = "approval"
    POSTING = "posting"
    PUBLICITY = "publicity"
    ESTABLISHMENT = "establishment"


class Fit(StrEnum):
    """Whether a step is in time. Without a day for 立项 nothing can be said."""

    DONE = "已办完"
    ENOUGH = "够"
    TIGHT = "紧"
    SHORT = "不够"
    UNKNOWN = ""


@shape
class PlanBasis:
    """What a plan is counted from. Deadlines are texts as a round keeps them; lengths are in working days."""

    submission_deadline: str
    establishment_deadline: str = ""
    correction: int = 5  # the term of a 补正 that is listed on the day submissions close
    review: int = 3
    revision: int = 3
    approval: int = 1
    publicity: int = 5
    posting_wait: int = 0  # by which the list goes up later than it could; only played with, never kept
    posting_day_counts: bool = False


@shape
class StepRecord:
    """What has happened in one step: `through` of `of` projects are past it; `over` when nothing is left to do."""

    begun: date | None = None
    ended: date | None = (
        None  # the last thing that happened in it, or that is fixed (公示, a term of 补正: its last day)
    )
    through: int = 0
    of: int = 0
    over: bool = False


@shape
class SeasonFacts:
    """What has happened in a round, by step; a step that nothing is known of is left out."""

    steps: Mapping[PlanKey, StepRecord] = field(default_factory=dict)
    held: int = 0  # projects whose 公示 is over and whose objection is not

    def of(self, key: PlanKey) -> StepRecord:
        return self.steps.get(key, StepRecord())


@shape
class PlannedStep:
    """One line of the plan. `first` and `last` are counted forwards from the close of submissions, `latest_…` back from
    立项; `expected_…` go on from what has happened. A step of a single day has both on it and no `workdays`."""

    key: PlanKey
    name: str
    workdays: int | None
    first: date
    last: date
    latest_first: date | None
    latest_last: date | None
    expected_first: date
    expected_last: date
    available: int | None  # working days it may still take, from its expected start or today
    slack: int | None  # working days between its expected and its latest end; negative: a clash
    fit: Fit
    ended: date | None  # when it was over
    said: str  # how it stands, in words
    estimated: bool  # a year without a table was counted by weekends


@shape
class LaterStep:
    """What the notice says of the time after 立项. Nothing is invented: `latest` only where a rule gives one."""

    name: str
    when: str  # 2023-11 — 2024-08
    latest: date | None
    left: int | None  # working days from today to `latest`
    said: str
    estimated: bool


@shape
class SeasonPlan:
    """The whole plan on one day. `sentences` are for the clerk, the most important one first."""

    basis: PlanBasis
    today: date
    timetable: Timetable
    steps: tuple[PlannedStep, ...]
    later: tuple[LaterStep, ...]
    fit: Fit
    sentences: tuple[str, ...]
    missing_years: tuple[int, ...]  # counted by weekends

    def step(self, key: PlanKey) -> PlannedStep:
        return next(each for each in self.steps if each.key is key)


@shape
class Moved:
    """One thing that is other than it was, in words: 立项, 2023-11-20, 2023-11-28."""

    label: str
    before: str
    after: str
    of_office: bool  # a setting of the office, which the next round has too


@shape
class WorkPlan:
    """A round's own plan and the round it is of."""

    round_id: int
    round_name: str
    plan: SeasonPlan
