"""A visit that is half typed outlives the window: it is kept with the data and offered again."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from desktop_app.shapes import shape
from desktop_app.shapes.copies import CopyMarks
from desktop_app.shapes.intake import LineEntry


@shape
class VisitDraft:
    """What stood on the page. `typed` is the branch in hand, with whatever was filled in; None when there was none."""

    organization_id: int | None
    submitter: str
    telephone: str
    received_at: str
    lines: tuple[LineEntry, ...]
    typed: LineEntry | None

    @property
    def empty(self) -> bool:
        return not self.lines and self.typed is None


NAME = "收件登记"


def written(draft: VisitDraft) -> dict[str, Any] | None:
    """As JSON holds it, lists for tuples; None for nothing."""
    held: dict[str, Any] | None = None if draft.empty else json.loads(json.dumps(asdict(draft)))
    return held


def read(stored: Any) -> VisitDraft | None:
    """What `written` made; None for nothing, and for what another version wrote."""
    if not isinstance(stored, dict):
        return None
    try:
        return VisitDraft(
            **{key: stored[key] for key in ("organization_id", "submitter", "telephone", "received_at")},
            lines=tuple(_line(line) for line in stored["lines"]),
            typed=_line(stored["typed"]) if stored["typed"] else None,
        )
    except (ValueError, KeyError, TypeError):
        return None


def _line(stored: dict[str, Any]) -> LineEntry:
    line = LineEntry(**stored)
    copies = tuple(CopyMarks(**marks) for marks in stored["copies"])
    return replace(line, copies=copies, exchanged=tuple(line.exchanged))
