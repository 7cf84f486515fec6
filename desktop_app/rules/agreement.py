"""How far the experts agree: Kendall's W and intraclass correlations. Diagnostics, apart from the result.

A table has one row per application and one column per expert, in points. Sources: Kendall, Babington Smith: The problem
of m rankings (Ann. Math. Stat. 10, 1939), with the correction for ties of Kendall: Rank Correlation Methods, ch. 6;
Shrout, Fleiss: Intraclass correlations (Psychol. Bull. 86, 1979); for unequal groups Searle, Casella, McCulloch:
Variance Components (1992), § 3.6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop_app.shapes.diagnostics import Concordance, ExpertDiagnosis, Intraclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

Table = Sequence[Sequence[float]]


def kendall_w(table: Table) -> Concordance | None:
    """W with mean ranks for equal totals. None below two experts or applications, and where nobody tells any apart."""
    import numpy as np

    points = np.asarray(table, float)
    if points.ndim != 2 or min(points.shape) < 2:
        return None
    n, m = points.shape
    ranks = np.column_stack([_mean_ranks(column) for column in points.T])
    sums = ranks.sum(axis=1)
    spread = float(((sums - sums.mean()) ** 2).sum())
    ties = sum(_tied(column) for column in points.T)
    most = m * m * (n**3 - n) - m * ties
    if not most:
        return None
    w = 12 * spread / most
    return Concordance(w, m * (n - 1) * w, n, m)


def intraclass(table: Table) -> Intraclass | None:
    """ICC(2,1) and ICC(2,k), two-way random effects, absolute agreement. None below two of either, or all equal."""
    import numpy as np

    points = np.asarray(table, float)
    if points.ndim != 2 or min(points.shape) < 2:
        return None
    n, k = points.shape
    grand = points.mean()
    between = k * ((points.mean(axis=1) - grand) ** 2).sum()
    experts = n * ((points.mean(axis=0) - grand) ** 2).sum()
    error = ((points - grand) ** 2).sum() - between - experts
    bms, jms, ems = between / (n - 1), experts / (k - 1), error / ((n - 1) * (k - 1))
    single = bms + (k - 1) * ems + k * (jms - ems) / n
    average = bms + (jms - ems) / n
    if not single or not average:
        return None
    return Intraclass(float((bms - ems) / single), float((bms - ems) / average), n, k)


def intraclass_one_way(groups: Sequence[Sequence[float]]) -> float | None:
    """ICC(1) of totals where not every expert scored every application: one group of totals per application.

    One-way random effects; the mean size of unequal groups is n₀ = (N − Σ nᵢ²/N)/(a − 1). None when it is undefined.
    """
    import numpy as np

    arrays = [np.asarray(group, float) for group in groups if len(group)]
    sizes = np.array([len(group) for group in arrays])
    a, total = len(arrays), int(sizes.sum()) if arrays else 0
    if a < 2 or total <= a:
        return None
    grand = np.concatenate(arrays).mean()
    between = sum(len(group) * (group.mean() - grand) ** 2 for group in arrays) / (a - 1)
    within = sum(((group - group.mean()) ** 2).sum() for group in arrays) / (total - a)
    size = (total - (sizes**2).sum() / total) / (a - 1)
    whole = between + (size - 1) * within
    return float((between - within) / whole) if whole else None


def hands(totals: Mapping[int, Mapping[int, float]], experts: Sequence[int]) -> tuple[ExpertDiagnosis, ...]:
    """How each expert scores beside the others. `totals` are points by application and expert.

    Severity compares every total with the mean of the *other* experts' totals on the same application, so that who
    happened to be given the better applications is not called mild.
    """
    import numpy as np

    made = []
    for expert in experts:
        own = tuple(given[expert] for given in totals.values() if expert in given)
        apart = [
            given[expert] - np.mean([total for other, total in given.items() if other != expert])
            for given in totals.values()
            if expert in given and len(given) > 1
        ]
        made.append(
            ExpertDiagnosis(
                expert,
                own,
                float(np.mean(own)) if own else None,
                float(np.mean(apart)) if apart else None,
                float(np.std(own, ddof=1)) if len(own) > 1 else None,
            )
        )
    return tuple(made)


def _mean_ranks(values: NDArray[Any]) -> NDArray[Any]:
    """1 for the lowest; equal values share the mean of their ranks."""
    import numpy as np

    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[inverse]


def _tied(values: NDArray[Any]) -> int:
    """Σ (t³ − t) over the groups of equal values."""
    import numpy as np

    _, counts = np.unique(values, return_counts=True)
    return int((counts**3 - counts).sum())
