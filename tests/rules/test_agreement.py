"""Agreement of experts, against published worked examples."""

from __future__ import annotations

import pytest

from desktop_app.rules.agreement import hands, intraclass, intraclass_one_way, kendall_w
from desktop_app.shapes.diagnostics import Concordance, ExpertDiagnosis

# Shrout, Fleiss 1979, table 2: six targets, four judges; table 4 gives the coefficients to two places.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
# Kendall, Rank Correlation Methods, ch. 6: three rankings of ten with ties, W = 0.828.
KENDALL = [
    [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
    [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
    [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
]


def test_kendalls_w_with_ties() -> None:
    found = kendall_w(list(zip(*KENDALL, strict=True)))
    assert found is not None
    assert (round(found.w, 3), found.applications, found.experts) == (0.828, 10, 3)
    assert round(found.chi_square, 2) == round(3 * 9 * found.w, 2)


def test_full_agreement_is_one_and_contradiction_none() -> None:
    assert kendall_w([[1, 10], [2, 20], [3, 30]]) == Concordance(1.0, 4.0, 3, 2)
    assert kendall_w([[1, 3], [2, 2], [3, 1]]) == Concordance(0.0, 0.0, 3, 2)


def test_the_intraclass_correlations_of_shrout_and_fleiss() -> None:
    found = intraclass(SHROUT_FLEISS)
    assert found is not None
    assert (round(found.single, 2), round(found.average, 2)) == (0.29, 0.62)
    assert round(intraclass_one_way(SHROUT_FLEISS) or 0, 2) == 0.17


@pytest.mark.parametrize("table", [[], [[80.0]], [[80.0, 90.0]], [[80.0], [90.0]], [[80.0, 80.0], [80.0, 80.0]]])
def test_where_nothing_can_be_said_nothing_is(table: list[list[float]]) -> None:
    assert (kendall_w(table), intraclass(table)) == (None, None)


def test_unequal_groups() -> None:
    assert intraclass_one_way([[80], [90]]) is None
    assert intraclass_one_way([[80, 80, 80], [90, 90], [70]]) == 1.0


def test_severity_is_against_the_others_on_the_same_applications() -> None:
    """Expert 2 gives four points less than the others; expert 1 scored only the weak one and is not severe for that."""
    totals = {11: {2: 86.0, 3: 90.0}, 12: {1: 70.0, 2: 66.0, 3: 70.0}}
    assert hands(totals, (1, 2, 3, 4)) == (
        ExpertDiagnosis(1, (70.0,), 70.0, 2.0, None),
        ExpertDiagnosis(2, (86.0, 66.0), 76.0, -4.0, pytest.approx(14.1421, abs=1e-4)),
        ExpertDiagnosis(3, (90.0, 70.0), 80.0, 3.0, pytest.approx(14.1421, abs=1e-4)),
        ExpertDiagnosis(4, (), None, None, None),
    )
