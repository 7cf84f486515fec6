"""The same and nearly the same brand names."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.rules.brands import alike, brand_key, is_near, is_same

names = st.text("药香校园杏林薪火良苦功·“” ", max_size=9)


@pytest.mark.parametrize("other", ["“药香校园”", "药香·校园", " 药香 校园 ", "药香校园！", "药香校园"])
def test_marks_and_spaces_do_not_tell_brands_apart(other):
    assert is_same("药香校园", other)
    assert not is_near("药香校园", other)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("药香校园", "药香满园"),
        ("杏林薪火", "杏林薪火行动"),
        ("无语良师薪火相承", "无言良师薪火相传"),
        ("数说健康", "细数说健康"),
    ],
)
def test_nearly_the_same(a, b):
    assert is_near(a, b)
    assert is_near(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("药香", "茶香"), ("提灯微光", "银龄映红"), ("药香校园", "书香家园"), ("", "药香")]
)
def test_not_alike(a, b):
    assert not is_near(a, b)
    assert not is_same(a, b)


@given(names, names)
def test_same_and_near_never_both_and_order_never_matters(a, b):
    assert not (is_same(a, b) and is_near(a, b))
    assert (is_same(a, b), is_near(a, b)) == (is_same(b, a), is_near(b, a))
    assert is_same(a, a) == bool(brand_key(a))


_BRANDS = st.lists(st.text("药香校园满春风雨—·1a", min_size=0, max_size=10), max_size=12)


@given(_BRANDS)
@example(["药香校园", "药香校园 ", "药香满园", "香校园", "", "", "春风化雨润桃李", "春风细雨润桃花", "园药香校"])
def test_all_that_are_alike_are_found_without_comparing_all(brands):
    expected = {
        at: others
        for at, brand in enumerate(brands)
        if (others := [n for n, o in enumerate(brands) if n != at and (is_same(brand, o) or is_near(brand, o))])
    }
    assert alike(brands) == expected
