"""应报未报: who must apply and has not, as it is chased."""

from __future__ import annotations

from datetime import datetime

from db.models import Round
from desktop_app.office import office_settings, papers, roster, rounds
from desktop_app.rules.deadlines import closing_moment
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.documents import MissingBranch, MissingBranches, MissingGroup


def missing_document(now: datetime) -> MissingBranches:
    """应报未报名单 of the current round. RuleBroken without a round, or without a deadline to chase to."""
    row = Round.get_by_id(rounds.required_round_id())
    if not row.submission_deadline:
        raise RuleBroken(f"“{row.name}”没有申报截止日期，不能催报。", "请先在“系统设置 → 批次”里填写。")
    close = office_settings.profile().close_of_office
    must = roster.obligations(row.id)
    return MissingBranches(
        letterhead=papers.letterhead(row),
        round_name=row.name,
        as_of=now,
        deadline=closing_moment(row.submission_deadline, close_of_office=close),
        obligated=sum(found.obligated for found in must.values()),
        groups=tuple(
            MissingGroup(
                organization=group.organization,
                telephone=group.telephone,
                obligated=group.obligated,
                branches=tuple(MissingBranch(each.branch, each.because, each.secretary) for each in group.branches),
            )
            for group in roster.missing_branches(row.id, must)
        ),
    )
