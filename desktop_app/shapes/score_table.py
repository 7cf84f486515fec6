"""Scores as a table of an office keeps them: one line per expert and application."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """`points` are (criterion, hundredths) in the table's order, () where the expert gave none; `mark` says why."""

    row: int
    expert: str
    unit: str
    organization: str
    branch: str
    points: tuple[tuple[str, int], ...]
    total: int | None
    mark: str
    opinion: str
