"""The one way a rule says no."""

from __future__ import annotations

# A sentence stands on one line and reads from left to right, whatever the name of a file or a cell in it tries.
_INVISIBLE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")


class RuleBroken(Exception):
    """Something the clerk asked for is not allowed, or a file cannot be taken.

    ``what`` says what is wrong and where, ``todo`` what to do about it; both are whole Chinese sentences.
    """

    def __init__(self, what: str, todo: str = "") -> None:
        what, todo = what.translate(_INVISIBLE), todo.translate(_INVISIBLE)
        super().__init__(what, todo)
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.what}{self.todo}"
