"""Official days off and on, and days that were counted."""

from collections.abc import Mapping
from datetime import date

from desktop_app.shapes import shape


@shape
class SpecialDay:
    """A day named by a holiday notice, or by the school: off (国庆节), or worked instead (国庆节调休)."""

    day: date
    works: bool
    name: str


@shape
class OfficialCalendar:
    """`years` have a table by the State Council; a day that `special` does not hold follows its weekday."""

    years: frozenset[int]
    special: Mapping[date, SpecialDay]


@shape
class Estimate:
    """A planned day. `estimated`: a year without a table was counted by weekends alone (暂按周末推算)."""

    day: date
    estimated: bool

    @property
    def remark(self) -> str:
        return "暂按周末推算" if self.estimated else ""
