"""Shapes: what travels between the rooms, to files and to tests. A leaf, and the vocabulary that everyone speaks."""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def shape(cls: type[T]) -> type[T]:
    """Make a class a Shape: all that ``@dataclass(frozen=True, slots=True)`` promises, in a tenth of its time.

    That one writes and compiles six methods for each of two hundred classes whenever the program starts: a good tenth
    of a second. Here they are the same code for all but ``__init__``, which is written when the first one is made.
    """
    cls.__doc__ = cls.__doc__ or cls.__name__  # a blank one would be filled with the signature, at some cost
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names = tuple(each.name for each in fields(made))  # type: ignore[arg-type] # the line above makes it one
    values = attrgetter(*names)

    def __init__(self: T, *given: Any, **named: Any) -> None:  # noqa: N807
        init = _written_init(made)
        setattr(made, "__init__", init)  # noqa: B010
        init(self, *given, **named)

    def __repr__(self: T) -> str:  # noqa: N807
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({said})"

    def __eq__(self: T, other: object) -> bool:  # noqa: N807
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self: T) -> int:  # noqa: N807
        return hash(values(self))

    def __reduce__(self: T) -> tuple[type[T], tuple[Any, ...]]:  # noqa: N807
        return type(self), tuple(getattr(self, name) for name in names)

    for method in (__init__, __repr__, __eq__, __hash__, __reduce__):
        setattr(made, method.__name__, method)
    made.__setattr__, made.__delattr__ = _refuse, _refuse  # type: ignore[method-assign]
    return made


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"a {type(self).__name__} does not change: {name}")


def _written_init(cls: type) -> Any:
    """The class's ``__init__``; it fills the slots directly, since the class itself refuses."""
    known: dict[str, Any] = {"MISSING": MISSING}
    heads, lines = [], []
    for each in fields(cls):
        known[f"set_{each.name}"] = getattr(cls, each.name).__set__
        heads.append(_parameter(each, known))
        value = each.name
        if each.default_factory is not MISSING:
            known[f"make_{each.name}"] = each.default_factory
            value = f"make_{each.name}() if {each.name} is MISSING else {each.name}"
        lines.append(f"  set_{each.name}(self, {value})")
    text = "\n".join((f"def __init__(self, {', '.join(heads)}):", *lines))
    exec(text, known)  # noqa: S102 # as dataclass does it: names and defaults of our own classes, nothing from outside
    return known["__init__"]


def _parameter(each: Field[Any], known: dict[str, Any]) -> str:
    if each.default_factory is not MISSING:
        return f"{each.name}=MISSING"
    if each.default is MISSING:
        return each.name
    known[f"default_{each.name}"] = each.default
    return f"{each.name}=default_{each.name}"
