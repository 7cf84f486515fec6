"""Score sheets that are half typed: kept while others are opened, and when the window goes."""

from __future__ import annotations

from typing import Any

from db.enums import ReviewMark
from desktop_app.drafts import Drafts
from desktop_app.ui.screens.review.entry_paper import Typed

NAME = "录入评分"


class HalfTyped:
    """By the id of the review; what another version wrote is passed over."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._sheets: dict[int, Typed] = {}
        kept = drafts.kept(NAME)
        for key, value in kept.items() if isinstance(kept, dict) else ():
            if key.isdigit() and (read := _read(value)):
                self._sheets[int(key)] = read

    def get(self, review_id: int) -> Typed | None:
        return self._sheets.get(review_id)

    def put(self, review_id: int, typed: Typed | None) -> None:
        """Keep what stands on a sheet; None: nothing half typed does any more."""
        if typed is None:
            self._sheets.pop(review_id, None)
        else:
            self._sheets[review_id] = typed
        held = {str(k): [list(v.points), v.total, str(v.mark)] for k, v in self._sheets.items()}
        self._drafts.keep(NAME, held or None)

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(self._sheets)


def _read(value: Any) -> Typed | None:
    match value:
        case [list(points), str(total), str(mark)] if all(isinstance(each, str) for each in points):
            return Typed(tuple(points), total, ReviewMark(mark)) if mark in set(ReviewMark) else None
    return None
