"""文件中心 follows the season: from no sheet at all to the list of 立项."""

from __future__ import annotations

from db.enums import ReviewMark, State
from db.models import Application, Expert, Publicity, PublicityItem, Review, ReviewStage
from desktop_app.office.season_papers import season_papers

KEYS = ("score_sheets", "review_summary", "publicity_notice", "establishment_notice", "established_list")


def test_each_document_says_how_much_there_is_or_what_comes_first(office):
    round_id, organization = office.round(), office.organization()
    for name in ("教工第一党支部", "学生党支部"):
        office.receive(office.branch(name, organization), electronic="2023-11-08 16:12")
    assert season_papers(round_id)[0] == dict.fromkeys(KEYS, "")
    office.ledger.run("评审", score)
    counts, empty = season_papers(round_id)
    assert (counts["score_sheets"], counts["review_summary"]) == ("3 张", "1 张未复核")
    assert list(empty) == ["review_summary", "publicity_notice", "establishment_notice", "established_list"]
    assert empty["review_summary"] == "还有 1 张评分表没有复核，现在生成的是草稿。"
    office.ledger.run("复核", lambda: Review.update(verified_at="2023-11-14T09:00:00").execute())
    office.ledger.run("公示", post)
    assert season_papers(round_id) == (
        dict(zip(KEYS, ("3 张", "已全部复核", "2 项", "1 项", "1 项"), strict=True)),
        {},
    )


def test_sheets_of_a_withdrawn_project_are_owed_no_more(office):
    round_id = office.round()
    office.receive(office.branch("教工第一党支部", office.organization()))
    office.receive(office.branch("学生党支部", office.organization("护理学院党委")))
    office.ledger.run("评审", score)
    office.ledger.run("撤回", lambda: Application.update(state=State.WITHDRAWN).where(Application.id == 1).execute())
    assert season_papers(round_id)[0]["score_sheets"] == "1 张"


def score():
    """Two experts; of the second project one recused himself, and one sheet is not verified."""
    stage = ReviewStage.create(round=1, stage="立项")
    for number in (1, 2):
        expert = Expert.create(name=f"专{number}", unit="外校")
        for application in (1, 2):
            Review.create(
                stage=stage,
                application=application,
                expert=expert,
                code=f"PF-2023-00{application}-{number}",
                mark=ReviewMark.RECUSED if (number, application) == (2, 2) else ReviewMark.NONE,
                verified_at="" if (number, application) == (1, 2) else "2023-11-13T09:00:00",
            )


def post():
    row = Publicity.create(round=1, first="2023-11-20", last="2023-11-27", workdays=5)
    for position, application in enumerate((1, 2), 1):
        PublicityItem.create(publicity=row, application=application, position=position)
    Application.update(state=State.ESTABLISHED).where(Application.id == 1).execute()
