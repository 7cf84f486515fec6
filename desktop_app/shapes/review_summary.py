"""评审汇总表: a ranking as it is signed and filed."""

from __future__ import annotations

from datetime import datetime

from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.ranking import Ranking


@shape
class ReviewSummary:
    """Provisional, and said so on every page, while the ranking is not official. Experts stand by their numbers."""

    letterhead: Letterhead
    round_name: str
    as_of: datetime
    ranking: Ranking
    journal_head: str  # the journal's hash at that time
