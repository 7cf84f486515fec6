"""`ranking` as a script calls it."""

from __future__ import annotations

import pytest

from db.models import Application, Criterion, Expert, Review, ReviewStage, Score, Seat
from db.opening import FILE_NAME, close_database, open_database
from desktop_app.ledger import Ledger

DONE = "2023-11-14T09:00:00"


@pytest.fixture
def scored(season):
    """Two of the season's branches with five sheets each, all but one of them verified."""
    for branch, brand, organization in (
        ("教工第二党支部", "药香校园", "药学院党总支"),
        ("教工第一党支部", "灯", "护理学院党委"),
    ):
        received = season(
            "receive", "--branch", branch, "--organization", organization, "--brand", brand, "--electronic"
        )
        assert received.status == 0, received.told
    open_database(season.folder / "data" / FILE_NAME)
    Ledger("周喆").run("评分", score)
    close_database()
    return season


def score() -> None:
    stage = ReviewStage.create(round=1, stage="立项", started_at=DONE)
    fusion = Criterion.create(stage=stage, position=1, name="一融双高", full_hundredths=2500, tie=True)
    rest = Criterion.create(stage=stage, position=2, name="其余", full_hundredths=7500)
    applications = list(Application.select().order_by(Application.number))
    for number in range(1, 6):
        expert = Expert.create(name=f"专{number}", unit="示例师范学院")
        Seat.create(stage=stage, expert=expert, number=number)
        for application, total in zip(applications, (84 + number % 3, 80 + number), strict=True):
            review = Review.create(
                stage=stage,
                application=application,
                expert=expert,
                code=f"PF-{application.number[5:]}-{number}",
                total_hundredths=100 * total,
                verified_at="" if number == 4 and total == 84 else DONE,
            )
            Score.create(review=review, criterion=fusion, hundredths=2000)
            Score.create(review=review, criterion=rest, hundredths=100 * total - 2000)


def verify(script) -> None:
    open_database(script.folder / "data" / FILE_NAME)
    Ledger("周喆").run("复核", lambda: Review.update(verified_at=DONE).execute())
    close_database()


def test_the_ranking_is_refused_until_every_sheet_is_verified_and_then_has_its_keys(scored):
    refused = scored("ranking")
    assert (refused.status, refused.value) == (1, None)
    assert refused.told == ("PF-2023-002-4 共 1 张评分表还没有复核，不能生成正式排名。请先在“录入评分”里录完并复核。\n")
    verify(scored)
    answer = scored("ranking", "--stage", "立项")
    assert (answer.status, answer.told) == (0, "")
    assert answer.value == [
        {
            "place": 1,
            "number": "ZBPP-2023-001",
            "branch": "教工第二党支部",
            "brand": "药香校园",
            "mean": "85.33",
            "exact": "256/3",
            "valid": 5,
            "dropped": ["84", "86"],
            "tie": "",
        },
        {
            "place": 2,
            "number": "ZBPP-2023-002",
            "branch": "教工第一党支部",
            "brand": "灯",
            "mean": "83.00",
            "exact": "83/1",
            "valid": 5,
            "dropped": ["81", "85"],
            "tie": "",
        },
    ]


def test_the_summary_is_made_in_both_formats(scored):
    for suffix in ("pdf", "xlsx"):
        file = scored.folder / f"汇总.{suffix}"
        assert scored("document", "review_summary", "--out", str(file)).status == 0
        assert file.stat().st_size > 0


def test_there_is_no_ranking_before_there_are_sheets_nor_of_another_stage(season, scored):
    verify(scored)
    refused = scored("ranking", "--stage", "结项")
    assert (refused.status, refused.told) == (1, "结项评审还没有评分表，排不出名次。请先分配评审专家，再录入评分。\n")
    assert scored("ranking", "--stage", "中期").status == 2
