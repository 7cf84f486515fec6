"""What `@shape` makes of a class: a frozen dataclass with slots."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, asdict, field, fields, replace

import pytest

from desktop_app.shapes import shape


@shape
class Mark:
    """One mark."""

    name: str
    points: int = 0
    notes: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return f"{self.name} {self.points}"


@shape
class SignedMark(Mark):
    by: str = ""


def test_holds_what_it_was_given_and_its_defaults() -> None:
    mark = Mark("党性原则", notes=("清楚",))
    assert (mark.name, mark.points, mark.notes, mark.told) == ("党性原则", 0, ("清楚",), {})
    assert mark.words == "党性原则 0"
    assert Mark("甲").told is not Mark("乙").told
    assert repr(SignedMark("甲", 3, by="专家1")) == "SignedMark(name='甲', points=3, notes=(), told={}, by='专家1')"


@pytest.mark.parametrize(
    "given", [((), {}), (("甲",), {"name": "乙"}), (("甲",), {"place": 1}), (("甲", 1, (), {}, 5), {})]
)
def test_takes_exactly_its_fields(given: tuple[tuple[object, ...], dict[str, object]]) -> None:
    for _ in range(2):  # the first one made writes the method that the second finds
        with pytest.raises(TypeError):
            Mark(*given[0], **given[1])


def test_does_not_change_and_takes_no_other_attribute() -> None:
    mark = Mark("甲")
    with pytest.raises(FrozenInstanceError):
        mark.points = 5  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del mark.points
    with pytest.raises(FrozenInstanceError):
        mark.place = 1  # type: ignore[attr-defined]
    assert not hasattr(mark, "__dict__")


def test_equal_values_of_one_class_are_equal_and_hash_alike() -> None:
    assert Mark("甲", 1) == Mark("甲", points=1)
    assert Mark("甲", 1) != Mark("甲", 2)
    assert Mark("甲") != SignedMark("甲")
    assert hash(Mark("甲", 1, (), ())) == hash(Mark("甲", 1, (), ()))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        hash(Mark("甲", told={}))


def test_the_tools_of_dataclasses_know_it() -> None:
    mark = Mark("甲", 1)
    assert [each.name for each in fields(Mark)] == ["name", "points", "notes", "told"]
    assert replace(mark, points=2) == Mark("甲", 2)
    assert asdict(mark) == {"name": "甲", "points": 1, "notes": (), "told": {}}
    assert copy.deepcopy(mark) == copy.copy(mark) == mark
    match mark:
        case Mark(name, points):
            assert (name, points) == ("甲", 1)


def test_its_class_says_what_it_is() -> None:
    assert Mark.__doc__ == "One mark."
    assert SignedMark.__doc__ == "SignedMark"
    assert Mark.__match_args__ == ("name", "points", "notes", "told")
