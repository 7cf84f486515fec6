"""文件中心: how much there is of each document from the review to the list, and what must come before there is any."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.enums import ReviewMark, Stage
from db.models import Application, Publicity, PublicityItem, Review, ReviewStage
from desktop_app.office import project_lists
from desktop_app.office.live import LIVE
from desktop_app.shapes.project_lists import ListKind

Words = dict[str, str]  # by the key of a document
LISTS = {
    "shortlisted_list": ListKind.SHORTLISTED,
    "established_list": ListKind.ESTABLISHED,
    "not_selected_list": ListKind.NOT_SELECTED,
}


def season_papers(round_id: int) -> tuple[Words, Words]:
    """Beside the titles, and under the title of one that is empty, or not yet what it will be."""
    owed, unverified = _sheets(round_id)
    listed = _listed(round_id)
    lists = {key: project_lists.count(round_id, kind) for key, kind in LISTS.items()}
    counts = {
        "score_sheets": f"{owed} 张" if owed else "",
        "review_summary": "" if not owed else f"{unverified} 张未复核" if unverified else "已全部复核",
        "publicity_notice": f"{listed} 项" if listed else "",
        **{key: f"{number} 项" if number else "" for key, number in lists.items()},
    }
    empty = {
        "score_sheets": "" if owed else "还没有评分表。请先在“专家评审 → 分配与回避”里分配专家。",
        "review_summary": _no_summary(owed, unverified),
        "publicity_notice": "" if listed else "还没有公示名单。项目审定通过后，在“立项公示”里开始公示。",
        **{key: project_lists.why_empty(round_id, kind) for key, kind in LISTS.items()},
    }
    return counts, {key: words for key, words in empty.items() if words}


def _no_summary(owed: int, unverified: int) -> str:
    if not owed:
        return "还没有评分，排不出名次。请先分配专家，再录入评分。"
    return f"还有 {unverified} 张评分表没有复核，现在生成的是草稿。" if unverified else ""


def _sheets(round_id: int) -> tuple[int, int]:
    """Sheets that are owed, and of them those not verified yet."""
    rows: Any = (
        Review.select(pw.fn.COUNT(Review.id), pw.fn.TOTAL(Review.verified_at == ""))
        .join(ReviewStage)
        .switch(Review)
        .join(Application)
        .where(ReviewStage.round == round_id, ReviewStage.stage == Stage.ESTABLISHMENT)
        .where(Review.mark != ReviewMark.RECUSED, LIVE)
        .tuples()
    )
    ((owed, unverified),) = rows
    return int(owed), int(unverified)


def _listed(round_id: int) -> int:
    """Projects on the list that is up, else on the one closed last."""
    lists = Publicity.select().where(Publicity.round == round_id)
    row = lists.order_by(Publicity.closed_at != "", Publicity.id.desc()).first()
    return int(PublicityItem.select().where(PublicityItem.publicity == row).count()) if row else 0
