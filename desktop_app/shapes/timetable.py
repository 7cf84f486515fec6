"""From the close of submissions to 立项, planned forwards and counted back."""

from datetime import date

from desktop_app.shapes import shape


@shape
class StepLengths:
    """How many working days each step is given. The notice sets none but 公示; these are the office's own (settings).

    Three days of review are enough to read and score some eighty forms among nine experts; three of revision let a
    branch meet, rewrite and have the form stamped anew; the department approves in one.
    """

    review: int = 3
    revision: int = 3
    approval: int = 1


@shape
class TimetableStep:
    """One step. Of 公示, `first` and `latest_first` are the day of posting, which may not count among `workdays`."""

    name: str
    workdays: int
    first: date  # planned forwards from the close of submissions
    last: date
    latest_first: date | None  # counted back from 立项; None without a date for it
    latest_last: date | None


@shape
class Timetable:
    """Whether the steps fit between two dates, and which dates would hold."""

    submission: date
    establishment: date | None
    available: int | None  # working days after the close of submissions, up to and with 立项
    needed: int
    clashes: bool
    holds_on: date  # the earliest day of 立项 that this close of submissions allows
    latest_submission: date | None  # the latest close of submissions that this day of 立项 allows
    steps: tuple[TimetableStep, ...]
    estimated: bool  # a year without a table was counted by weekends
    sentences: tuple[str, ...]  # for the clerk, the most important one first
