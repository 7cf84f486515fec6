"""Own branch before a declared tie before the own organisation; only the last may be a mere warning."""

from __future__ import annotations

import pytest

from desktop_app.rules.conflicts import Ties, conflict
from desktop_app.shapes.panel import Conflict, ConflictKind

APPLICATION = Ties(organization_id=1, branch_id=10)


@pytest.mark.parametrize("same_excluded", [True, False])
def test_the_own_branch_is_always_excluded(same_excluded: bool) -> None:
    found = conflict(Ties(1, 10), APPLICATION, declared=None, same_excluded=same_excluded)
    assert found == Conflict(ConflictKind.OWN_BRANCH, excluded=True)


@pytest.mark.parametrize("same_excluded", [True, False])
def test_the_own_organisation_is_excluded_or_warned_of(same_excluded: bool) -> None:
    found = conflict(Ties(1, 11), APPLICATION, declared=None, same_excluded=same_excluded)
    assert found == Conflict(ConflictKind.SAME_ORGANIZATION, excluded=same_excluded)


def test_a_declared_tie_is_excluded_and_says_why() -> None:
    found = conflict(Ties(1, None), APPLICATION, declared="与书记是亲属", same_excluded=False)
    assert found == Conflict(ConflictKind.DECLARED, excluded=True, note="与书记是亲属")
    assert found.words == "申明回避：与书记是亲属"


@pytest.mark.parametrize("expert", [Ties(None, None), Ties(2, None), Ties(2, 20)])
def test_others_may_score(expert: Ties) -> None:
    assert conflict(expert, APPLICATION, declared=None, same_excluded=True) is None


def test_two_without_an_organisation_are_not_of_one() -> None:
    assert conflict(Ties(None, None), Ties(None, None), declared=None, same_excluded=True) is None
