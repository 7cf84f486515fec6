"""The facts of a round as a form shows them: one line each, a text, and where the notice says it."""

from __future__ import annotations

from enum import Enum, auto

from desktop_app.shapes import shape


class FactKind(Enum):
    """How a fact is written: words, a whole number, a day, a day perhaps with a time, or that or a month alone."""

    WORDS = auto()
    WHOLE = auto()
    DAY = auto()
    DEADLINE = auto()
    MOMENT = auto()


@shape
class Fact:
    """One line of the form. `key` is a field of RoundDraft, or a phase and its end: `brewing_last`."""

    key: str
    label: str
    kind: FactKind
    unit: str = ""
    least: int = 0
    most: int = 0
    required: bool = False


@shape
class FactSource:
    """Where the notice says a fact. `text` "" with a sentence: it says something that is no value (另行通知).

    `start` and `end` are character offsets of the value in the notice; without a sentence the notice does not say.
    """

    text: str = ""
    sentence: str = ""
    start: int = 0
    end: int = 0


@shape
class Excerpt:
    """As much of a sentence as there is room for: what stands before the value, the value, and what follows."""

    before: str
    value: str
    after: str

    @property
    def text(self) -> str:
        return f"{self.before}{self.value}{self.after}"
