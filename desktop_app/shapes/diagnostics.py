"""How sure a ranking is: what another rule would change, and how the experts agree. Never the result itself."""

from __future__ import annotations

from fractions import Fraction

from db.enums import Stage, Trimming
from desktop_app.shapes import shape
from desktop_app.shapes.ranking import Standing


@shape
class Supposition:
    """What is supposed in place of the stage's own rule; `without` is the number of an expert who is left out."""

    trimming: Trimming | None = None
    threshold: int | None = None
    without: int | None = None


@shape
class SupposedPlace:
    """One application, as it stands and as it would stand. Place 0 is none."""

    application_id: int
    number: str
    organization: str
    branch: str
    brand: str
    place: int
    mean: Fraction | None
    standing: Standing
    supposed_place: int
    supposed_mean: Fraction | None
    supposed_standing: Standing

    @property
    def crosses(self) -> bool:
        """It would change sides of the quota line, or come to stand on it."""
        return self.standing is not self.supposed_standing


@shape
class SupposedRanking:
    """假设的名次. `words` says what is supposed; `rows` are in the supposed order."""

    stage: Stage
    supposition: Supposition
    words: str
    rows: tuple[SupposedPlace, ...]

    @property
    def moved(self) -> int:
        """How many places would be others."""
        return sum(row.place != row.supposed_place for row in self.rows)

    @property
    def crossing(self) -> tuple[SupposedPlace, ...]:
        return tuple(row for row in self.rows if row.crosses)


@shape
class Concordance:
    """Kendall's W, 0 … 1, of `experts` who ranked the same `applications`; chi² has `applications` − 1 degrees."""

    w: float
    chi_square: float
    applications: int
    experts: int


@shape
class Intraclass:
    """ICC(2,1) and ICC(2,k): agreement of one expert's totals, and of the mean of all `experts`, on the same table."""

    single: float
    average: float
    applications: int
    experts: int


@shape
class ExpertDiagnosis:
    """One expert's hand, in points: `severity` is how far below (−) or above (+) the others' mean he scores the same
    applications, on average; `spread` the standard deviation of his totals. None where there is too little."""

    number: int
    totals: tuple[float, ...]
    mean: float | None
    severity: float | None
    spread: float | None


@shape
class Diagnostics:
    """`concordance` and `intraclass` are reckoned on the `complete` applications that every expert scored."""

    stage: Stage
    applications: int
    complete: int
    experts: tuple[ExpertDiagnosis, ...]
    concordance: Concordance | None
    intraclass: Intraclass | None
    one_way: float | None  # over all totals, where not everybody scored everything
    suppositions: tuple[SupposedRanking, ...]  # each expert left out, then each trimming rule for all
