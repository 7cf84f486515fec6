"""The rules of the counter that need no database."""

from __future__ import annotations

import pytest

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.intake import changed_copies, check_late_approval, clean_brand, minute
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks

UNSEALED = CopyMarks(here=True, stamped=False, signed=True, whole=True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("药香校园", "药香校园"),
        ("“药香校园”", "药香校园"),
        ("《药香校园》", "药香校园"),
        ("  无语良师　薪火相承 ", "无语良师 薪火相承"),
        ("药香\u200b校园\ufeff", "药香校园"),
        ("“药香”校园", "“药香”校园"),
    ],
)
def test_a_brand_is_kept_without_outer_marks_and_stray_spaces(typed, kept):
    assert clean_brand(typed, "教工第一党支部") == kept


@pytest.mark.parametrize(("typed", "told"), [("", "还没有填"), (" “” ", "还没有填"), ("药" * 61, "有 61 个字")])
def test_a_brand_that_is_none_is_refused(typed, told):
    with pytest.raises(RuleBroken, match=told):
        clean_brand(typed, "教工第一党支部")


def test_what_came_and_what_was_corrected_is_told_by_ordinal():
    before = (COMPLETE, UNSEALED, COMPLETE, ABSENT)
    assert changed_copies("甲", before, (COMPLETE, COMPLETE, UNSEALED, COMPLETE)) == (2, 3, 4)
    assert changed_copies("甲", before, before) == ()


def test_a_copy_does_not_uncome():
    with pytest.raises(RuleBroken, match="第 1、2 份先前已经收下"):
        changed_copies("甲", (COMPLETE, UNSEALED), (ABSENT, ABSENT))


def test_an_approval_has_both_or_neither():
    check_late_approval("李部长", "书记出差")
    for half in (("李部长", " "), ("", "书记出差")):
        with pytest.raises(RuleBroken, match="批准人和理由"):
            check_late_approval(*half)


def test_a_moment_is_kept_to_the_minute():
    assert minute("2023-11-09T10:20:59") == "2023-11-09 10:20"
    assert minute("2023-11-09") == "2023-11-09 00:00"
    with pytest.raises(RuleBroken, match="“昨天”无法识别"):
        minute("昨天")
