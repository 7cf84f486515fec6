"""评分表 as they are printed: a pile per expert, who is a number on paper. Points are integer hundredths."""

from __future__ import annotations

from datetime import datetime

from db.enums import Stage
from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.panel import CriterionRow


@shape
class ScoreSheet:
    """One expert's sheet on one application."""

    code: str  # PF-2025-031-3: what is scanned or typed when it comes back
    application_number: str
    brand: str
    branch: str
    organization: str


@shape
class ExpertPile:
    """What one expert is handed: sheets by application number, and the applications he must not score."""

    expert: str  # 专家3
    sheets: tuple[ScoreSheet, ...]
    recused: tuple[str, ...] = ()  # their numbers


@shape
class ScoreSheetBatch:
    """The piles to print. `cover` puts the list before each pile; a single sheet printed again has none."""

    letterhead: Letterhead
    round_name: str
    stage: Stage
    criteria: tuple[CriterionRow, ...]
    decimals: int
    printed_at: datetime
    piles: tuple[ExpertPile, ...]
    cover: bool = True
