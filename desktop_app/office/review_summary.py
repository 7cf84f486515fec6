"""What 评审汇总表 says."""

from __future__ import annotations

from datetime import datetime

from db import journal
from db.enums import Stage
from db.models import Round
from desktop_app.office.papers import letterhead
from desktop_app.office.ranking import ranking
from desktop_app.office.rounds import required_round_id
from desktop_app.shapes.review_summary import ReviewSummary


def review_summary(now: datetime, stage: Stage = Stage.ESTABLISHMENT) -> ReviewSummary:
    """评审汇总表 of the current round, provisional until there are sheets and all of them are verified."""
    round_ = Round.get_by_id(required_round_id())
    return ReviewSummary(
        letterhead(round_), round_.name, now, ranking(round_.id, stage, official=False), journal.head()
    )
