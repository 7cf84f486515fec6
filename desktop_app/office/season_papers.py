"""文件中心: how much there is of each document from the review to the list, and what must come before there is any."""

from __future__ import annotations

from typing import Any

import peewee as pw

from db.enums import ReviewMark, Stage
from db.models import Application, Publicity, PublicityItem, Review, ReviewStage
from desktop_app.office.live import LIVE
from desktop_app.rules.establishment import ARRIVED

NOTHING_ESTABLISHED = "还没有已立项的项目。公示期满后，在“立项公示”里结束公示。"
Words = dict[str, str]  # by the key of a document


def season_papers(round_id: int) -> tuple[Words, Words]:
    """Beside the titles, and under the title of one that is empty, or not yet what it will be."""
    owed, unverified = _sheets(round_id)
    listed, established = _listed(round_id), _established(round_id)
    counts = {
        "score_sheets": f"{owed} 张" if owed else "",
        "review_summary": "" if not owed else f"{unverified} 张未复核" if unverified else "已全部复核",
        "publicity_notice": f"{listed} 项" if listed else "",
        "establishment_notice": f"{established} 项" if established else "",
        "established_list": f"{established} 项" if established else "",
    }
    empty = {
        "score_sheets": "" if owed else "还没有评分表。请先在“专家评审 → 分配与回避”里分配专家。",
        "review_summary": _no_summary(owed, unverified),
        "publicity_notice": "" if listed else "还没有公示名单。项目审定通过后，在“立项公示”里开始公示。",
        "establishment_notice": "" if established else NOTHING_ESTABLISHED,
        "established_list": "" if established else NOTHING_ESTABLISHED,
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


def _established(round_id: int) -> int:
    arrived = [str(state) for state in ARRIVED]
    return int(Application.select().where(Application.round == round_id, Application.state.in_(arrived)).count())
