"""The one way a rule says no."""

from __future__ import annotations


class RuleBroken(Exception):
    """Something the clerk asked for is not allowed, or a file cannot be taken.

    ``what`` says what is wrong and where, ``todo`` what to do about it; both are whole Chinese sentences.
    """

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(what, todo)
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.what}{self.todo}"
