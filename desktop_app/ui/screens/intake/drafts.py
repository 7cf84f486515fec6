"""A visit that is half typed outlives the window: it is kept on this machine and offered again."""

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


def written(draft: VisitDraft) -> str:
    """As text; "" for nothing."""
    return "" if draft.empty else json.dumps(asdict(draft), ensure_ascii=False)


def read(text: str) -> VisitDraft | None:
    """What `written` made; None for nothing, and for what another version wrote."""
    if not text:
        return None
    try:
        stored = json.loads(text)
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
