"""Own branch before a declared tie before the own organisation; only the last may be a mere warning."""

from __future__ import annotations

import pytest

from desktop_app.rules.conflicts import Named, Person, Ties, conflict, suspicion
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


@pytest.mark.parametrize("kind", [ConflictKind.DECLARED, ConflictKind.SAME_ORGANIZATION])
def test_what_was_admitted_is_a_warning_with_its_reason(kind: ConflictKind) -> None:
    declared = "同事" if kind is ConflictKind.DECLARED else None
    found = conflict(Ties(1, None), APPLICATION, declared=declared, same_excluded=True, set_aside="部务会同意")
    assert found == Conflict(kind, excluded=False, note=declared or "", set_aside="部务会同意")
    assert found.words.endswith("；准予评审：部务会同意")


def test_the_own_branch_is_never_admitted() -> None:
    found = conflict(Ties(1, 10), APPLICATION, declared=None, same_excluded=True, set_aside="部务会同意")
    assert found == Conflict(ConflictKind.OWN_BRANCH)


@pytest.mark.parametrize(
    ("name", "unit", "why"),
    [
        ("王　伟", "示例日报社", "与支部书记“王伟”同名"),
        ("李喆", "示例医科大学护理学院", "工作单位“示例医科大学护理学院”与“护理学院党委”相同"),
        ("李喆", "护理学院", "工作单位“护理学院”与“护理学院党委”相同"),
        ("李喆", "示例师范学院护理学院", ""),  # another school's
        ("李喆", "示例医科大学药学院", ""),
        ("李喆", "", ""),
    ],
)
def test_what_is_suspected(name: str, unit: str, why: str) -> None:
    application = Named("示例医科大学", "护理学院党委", (("支部书记", "王伟"), ("联系人", "")))
    assert suspicion(Person(name, unit), application) == why


def test_an_office_is_no_college() -> None:
    assert suspicion(Person("李喆", "示例医科大学机关"), Named("示例医科大学", "机关党委", ())) == ""
