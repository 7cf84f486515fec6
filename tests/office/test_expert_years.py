"""What an expert did over the years, by record and never by name."""

from __future__ import annotations

import pytest

from db.enums import Stage
from db.models import Expert, Review, ReviewStage, Round, Seat
from desktop_app.office.experts import expert_rows
from desktop_app.shapes.experts import ExpertYear
from tests.builders import DONE, Panel


@pytest.fixture
def panel(office):
    made = Panel(office, experts=2)
    made.application("甲", [95, "回避"])
    made.application("乙", [70, None])
    return made


def test_rounds_are_told_newest_first_and_a_namesake_apart(panel):
    def later() -> None:
        Expert.create(name="专1", unit="别处")
        year = Round.create(year=2024, name="2024 年批次", submission_deadline="2024-11-08")
        stage = ReviewStage.create(round=year, stage=Stage.ESTABLISHMENT, started_at=DONE)
        first = Expert.get(Expert.unit == "单位1")
        Seat.create(stage=stage, expert=first, number=1)
        Review.create(
            stage=stage, application=1, expert=first, code="PF-2024-001-1", total_hundredths=90_00, entered_at=DONE
        )

    def entered() -> None:
        Review.update(entered_at=DONE).where(Review.verified_at != "").execute()

    panel.office.ledger.run("录入", entered)
    panel.office.ledger.run("次年", later)
    told = {(row.name, row.unit): row.years for row in expert_rows()}
    assert told == {
        ("专1", "单位1"): (
            ExpertYear(2024, Stage.ESTABLISHMENT, 1),
            ExpertYear(2023, Stage.ESTABLISHMENT, 2),
        ),
        ("专2", "单位2"): (),
        ("专1", "别处"): (),
    }
