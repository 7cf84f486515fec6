"""What the completeness pane says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from desktop_app.rules.desk import CHECKS, after_recording, brand_warning, checks, following, lacking, short_state
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.shapes.desk import Check, DeskFacts, OnTheDesk
from desktop_app.shapes.intake import BranchAtDesk, LineEntry, SimilarBrand

WHOLE = OnTheDesk((COMPLETE,) * 5, electronic=True, late=False, late_approved=False, days_left="距截止 2 天")
FACTS = DeskFacts(1, 5, datetime(2025, 9, 12, 17, 30), "", "ZBPP-2025-022", "SJ-2025-0072")
BRANCH = BranchAtDesk(1, "甲党支部", 1, "药学院党总支", "", (), obligated=True)


def test_all_is_well():
    assert checks(WHOLE) == (
        Check("纸质件 5 / 5 份"),
        Check("盖章 5 / 5 份"),
        Check("签字 5 / 5 份"),
        Check("完整 5 / 5 份"),
        Check("电子版已到"),
        Check("按时", note="距截止 2 天"),
    )
    assert len(checks(WHOLE)) == CHECKS


def test_every_lack_is_said_where_it_stands():
    unsealed = CopyMarks(here=True, stamped=False, signed=False, whole=False)
    found = checks(OnTheDesk((COMPLETE, unsealed, ABSENT), False, True, False, "已截止 1 天"))
    assert found == (
        Check("纸质件 2 / 3 份", "第 3 份未到"),
        Check("盖章 1 / 2 份", "第 2 份未盖章"),
        Check("签字 1 / 2 份", "第 2 份未签字"),
        Check("完整 1 / 2 份", "第 2 份缺页"),
        Check("电子版", "未到"),
        Check("逾期", "未批准前不进入评审", "已截止 1 天"),
    )
    assert lacking(found) == 6


def test_a_late_one_that_was_approved_lacks_nothing():
    assert checks(replace(WHOLE, late=True, late_approved=True))[-1] == Check("逾期，已批准受理", note="距截止 2 天")


@pytest.mark.parametrize(
    ("moment", "late"),
    [(datetime(2025, 9, 12, 17, 30, 59), False), (datetime(2025, 9, 12, 17, 31), True)],
)
def test_the_closing_minute_is_in_time(moment, late):
    assert FACTS.is_late(moment) is late
    assert DeskFacts().is_late(moment) is False


def test_a_late_file_counts_only_where_the_office_says_so():
    moment = datetime(2025, 9, 13, 0, 0)
    assert not FACTS.is_late_file(moment)
    assert replace(FACTS, file_closing=datetime(2025, 9, 12, 23, 59)).is_late_file(moment)


def test_what_follows_is_told_before_it_is_recorded():
    assert after_recording(FACTS, BRANCH, position=2, missing=("电子版未到",)) == (
        ("申报编号", "ZBPP-2025-024"),
        ("收件号", "SJ-2025-0072"),
        ("打印", "收件回执 1 份"),
        ("待补正", "1 项，写在回执上"),
    )
    known = replace(BRANCH, number="ZBPP-2025-007")
    assert after_recording(FACTS, known, position=0, missing=())[0] == ("申报编号", "ZBPP-2025-007")


def test_the_number_after_the_last_of_its_width():
    assert following("ZBPP-2025-999", 1) == "ZBPP-2025-1000"


def test_a_branch_of_the_visit_in_two_words():
    line = LineEntry(1, "药香校园", (COMPLETE,) * 4 + (ABSENT,), "2025-09-09 16:12")
    assert short_state(line, known="") == "4/5 待补正"
    assert short_state(LineEntry(1, "药香校园", (COMPLETE,) * 5), known="2025-09-08 09:00") == "5/5 齐全"
    assert short_state(LineEntry(1, "药香校园", (COMPLETE,) * 5), known="") == "5/5 待补正"


def test_similar_brands_are_one_sentence():
    same = SimilarBrand("ZBPP-2025-003", "药学院党总支", "乙党支部", "药香校园", same=True)
    near = SimilarBrand("ZBPP-2025-004", "护理学院党委", "丙党支部", "药香满园", same=False)
    assert brand_warning(()) == ""
    assert brand_warning((same, near)) == (
        "与 ZBPP-2025-003 乙党支部（药学院党总支）的“药香校园”同名，另有 1 项。请核对，确认后照常登记。"
    )
    assert "相近。" in brand_warning((near,))
    assert brand_warning((), was="药香校园", now="良药") == "这个支部先前登记的品牌是“药香校园”，登记后改为“良药”。"
