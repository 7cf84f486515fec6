"""A sheet's code, and how it is typed."""

from __future__ import annotations

import pytest

from db.enums import Stage
from desktop_app.rules.review_codes import parse_review_code, review_code


def test_the_code_of_a_sheet() -> None:
    assert review_code(Stage.ESTABLISHMENT, "ZBPP-2025-031", 3) == "PF-2025-031-3"
    assert review_code(Stage.ACCEPTANCE, "ZBPP-2025-1031", 12) == "JF-2025-1031-12"


@pytest.mark.parametrize("typed", ["PF-2025-031-3", "pf2025-31-3", " ＰＦ－２０２５－０３１－３\r", "PF—2025—031—3"])
def test_a_whole_code_however_it_is_typed(typed: str) -> None:
    assert parse_review_code(typed) == "PF-2025-031-3"


def test_the_short_form_belongs_to_the_scoring_at_hand() -> None:
    assert parse_review_code("031-3") is None
    assert parse_review_code("31-3", stage=Stage.ACCEPTANCE, year=2025) == "JF-2025-031-3"


@pytest.mark.parametrize("typed", ["", "031", "ZBPP-2025-031-3", "PF-2025-000-3", "PF-2025-031-0", "PF-2025-031"])
def test_what_is_none(typed: str) -> None:
    assert parse_review_code(typed, stage=Stage.ESTABLISHMENT, year=2025) is None
