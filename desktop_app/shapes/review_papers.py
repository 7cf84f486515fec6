"""The papers of a review that are no lists: what a branch is told, and what an expert promises."""

from __future__ import annotations

from datetime import date, datetime

from desktop_app.shapes import shape
from desktop_app.shapes.documents import Letterhead


@shape
class Feedback:
    """专家意见反馈表 of one application: the panel's opinion, and the experts' own without their names."""

    number: str
    organization: str
    branch: str
    brand: str
    panel_opinion: str  # "" while there is none
    experts_said: tuple[str, ...]
    dated: date  # the day the branch was asked to revise, today before that


@shape
class FeedbackSheets:
    letterhead: Letterhead
    round_name: str
    made_at: datetime
    sheets: tuple[Feedback, ...]


@shape
class Pledges:
    """承诺书, one page each, to sign: the experts by name."""

    letterhead: Letterhead
    round_name: str
    made_at: datetime
    names: tuple[tuple[str, str], ...]  # name, unit
