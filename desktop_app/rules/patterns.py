"""Regular expressions that are compiled when they are first used, not when their module is loaded.

Those over all Han characters, or with many alternatives, take a millisecond each to compile; a command that only lists
something loads the modules they stand in and needs none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any


class Pattern:
    """Does what the object does that `re.compile` makes of ``text``; its methods are bound at the first use of each."""

    fullmatch: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, method: str) -> Any:
        """Asked for a method that is not bound yet: compile (`re` remembers the result) and keep the method."""
        if method.startswith("_"):
            raise AttributeError(method)
        bound = getattr(re.compile(self._text, self._flags), method)
        setattr(self, method, bound)
        return bound
