"""What a typed score sheet must hold to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.enums import ReviewMark, Verification
from desktop_app.rules import score_entry
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_entry import EntryProgress, SheetEntry, SheetRow, SheetState

RUBRIC = (
    CriterionRow(1, 1, "党性原则", 20_00, "", False),
    CriterionRow(2, 2, "一融双高", 25_00, "", True),
    CriterionRow(3, 3, "文本规范", 5_00, "", False),
)
ENTRY = SheetEntry(points={1: 18_00, 2: 22_00, 3: 4_00}, total=44_00)


def check(entry: SheetEntry, *, decimals: int = 0, verification: Verification = Verification.TOTAL) -> int | None:
    return score_entry.check_entry(entry, RUBRIC, decimals=decimals, verification=verification)


def refused(entry: SheetEntry, **rules: object) -> str:
    with pytest.raises(RuleBroken) as caught:
        check(entry, **rules)  # type: ignore[arg-type]
    return caught.value.what


@pytest.mark.parametrize(
    ("typed", "decimals", "hundredths"),
    [("18", 0, 18_00), ("０8", 0, 8_00), (" 5 ", 0, 5_00), ("18.0", 0, 18_00), ("18.5", 1, 18_50), ("0", 0, 0)],
)
def test_points_are_read_as_hundredths(typed, decimals, hundredths):
    assert score_entry.read_points(typed, decimals=decimals) == hundredths


@pytest.mark.parametrize(
    ("typed", "decimals", "words"),
    [("", 0, "不是分数"), ("十八", 0, "不是分数"), ("-1", 0, "不是分数"), ("²", 1, "不是分数"), ("1e1", 0, "不是分数"),
     ("18.5", 0, "只取整数分"), ("18.55", 1, "小数太长"), ("18.", 1, "不是分数")],
)  # fmt: skip
def test_what_is_no_points_is_refused(typed, decimals, words):
    if typed == "²":  # NFKC makes it a 2, as a pasted full-width figure becomes a plain one
        assert score_entry.read_points(typed, decimals=decimals) == 2_00
        return
    with pytest.raises(RuleBroken, match=words):
        score_entry.read_points(typed, decimals=decimals)


@pytest.mark.parametrize(
    ("typed", "full", "decimals", "out"),
    [("1", 20_00, 0, False), ("8", 20_00, 0, False), ("18", 20_00, 0, True), ("35", 20_00, 0, True),
     ("4", 5_00, 0, True), ("8", 10_00, 0, False), ("99", 100_00, 0, False), ("100", 100_00, 0, True),
     ("18", 20_00, 1, False), ("18.", 20_00, 1, False), ("18.5", 20_00, 1, True)],
)  # fmt: skip
def test_the_keyboard_goes_on_when_the_figures_are_complete(typed, full, decimals, out):
    assert score_entry.typed_out(typed, full, decimals=decimals) is out


def test_a_sheet_that_adds_up_has_its_total():
    assert check(ENTRY) == 44_00
    assert check(replace(ENTRY, total=None), verification=Verification.TWICE) == 44_00


def test_full_marks_are_allowed_and_no_more():
    assert check(SheetEntry(points={1: 20_00, 2: 25_00, 3: 5_00}, total=50_00)) == 50_00
    assert refused(replace(ENTRY, points={1: 18_00, 2: 26_00, 3: 4_00}, total=48_00)) == (
        "“一融双高”填了 26 分，超过满分 25 分。"
    )


def test_half_points_only_where_the_stage_allows_them():
    halves = SheetEntry(points={1: 18_50, 2: 22_00, 3: 4_00}, total=44_50)
    assert check(halves, decimals=1) == 44_50
    assert refused(halves) == "“党性原则”的得分应是整数。"
    assert "最多一位小数" in refused(SheetEntry(points={1: 18_55, 2: 22_00, 3: 4_00}, total=44_55), decimals=1)


def test_a_total_that_does_not_add_up_shows_both():
    assert refused(replace(ENTRY, total=45_00)) == "合计对不上：各项相加是 44，手写合计是 45。"
    assert "手写合计是 45" in refused(replace(ENTRY, total=45_00), verification=Verification.TWICE)
    assert refused(replace(ENTRY, total=None)) == "还没有填手写合计。"


def test_a_blank_is_no_zero():
    assert refused(replace(ENTRY, points={1: 18_00, 3: 4_00}, total=22_00)) == "还没有填：一融双高。"
    assert refused(SheetEntry()) == "还没有填：党性原则、一融双高、文本规范。"
    assert check(SheetEntry(points={1: 0, 2: 0, 3: 0}, total=0)) == 0


@pytest.mark.parametrize("mark", [ReviewMark.RECUSED, ReviewMark.ABSENT, ReviewMark.ABSTAINED])
def test_a_mark_stands_instead_of_points_and_has_no_total(mark):
    assert check(SheetEntry(mark=mark)) is None
    assert refused(replace(ENTRY, mark=mark)) == f"标为“{mark}”的评分表不能再有分数。"
    assert "一票否决" in refused(SheetEntry(mark=mark, veto=True, veto_reason="抄袭：第二段"))


def test_a_veto_needs_a_reason_and_no_points():
    assert refused(replace(ENTRY, veto=True, veto_reason=" ")) == "一票否决没有写理由。"
    assert check(replace(ENTRY, veto=True, veto_reason="抄袭：第二段")) == 44_00
    assert check(SheetEntry(veto=True, veto_reason="抄袭：第二段")) is None
    assert refused(SheetEntry(points={1: 18_00}, veto=True, veto_reason="抄袭：第二段")).startswith("还没有填")


def test_points_of_another_rubric_are_refused():
    assert "不属于" in refused(replace(ENTRY, points={**ENTRY.points, 99: 1_00}))


def test_a_veto_is_taken_apart_as_it_was_put_together():
    words = score_entry.veto_words("抄袭", " 第二段与 012 相同 ")
    assert words == "抄袭：第二段与 012 相同"
    assert score_entry.veto_parts(words) == ("抄袭", "第二段与 012 相同")
    assert score_entry.veto_words("抄袭", " ") == ""
    assert score_entry.veto_parts("另有原因：不详") == ("", "另有原因：不详")


@pytest.mark.parametrize(
    ("mark", "entered", "verified", "state"),
    [
        (ReviewMark.NONE, False, False, SheetState.BLANK),
        (ReviewMark.NONE, True, False, SheetState.HALF),
        (ReviewMark.ABSENT, True, False, SheetState.HALF),
        (ReviewMark.NONE, True, True, SheetState.VERIFIED),
        (ReviewMark.ABSENT, True, True, SheetState.ABSENT),
        (ReviewMark.ABSTAINED, True, True, SheetState.ABSTAINED),
        (ReviewMark.RECUSED, False, False, SheetState.RECUSED),
    ],
)
def test_how_far_a_sheet_is(mark, entered, verified, state):
    assert score_entry.sheet_state(mark, entered=entered, verified=verified) is state


def row(review_id: int, state: SheetState) -> SheetRow:
    number = f"ZBPP-2025-{review_id:03}"
    return SheetRow(review_id, f"PF-2025-{review_id:03}-3", 3, number, "", "", "", "", state, None, False, False)


def test_the_pile_is_counted_and_told():
    pile = [row(1, SheetState.VERIFIED), row(2, SheetState.ABSENT), row(3, SheetState.RECUSED), row(4, SheetState.HALF)]
    assert score_entry.progress(pile) == EntryProgress(owed=3, verified=2, half=1, blank=0, recused=1)
    assert score_entry.progress_line(pile) == ("3 张评分表 · 已复核 2 · 待复录 1 · 回避 1 · 全部复核后才能生成正式排名")
    assert score_entry.progress_line(pile[:3]) == "3 张评分表 · 已复核 2 · 回避 1 · 可以生成正式排名".replace(
        "3 张", "2 张"
    )
    assert score_entry.progress_line([]) == "还没有评分表"


def test_the_next_sheet_is_the_next_of_its_kind_in_the_pile():
    done, blank, half = SheetState.VERIFIED, SheetState.BLANK, SheetState.HALF
    pile = [row(1, blank), row(2, done), row(3, half), row(4, blank), row(5, half)]
    assert score_entry.next_sheet(pile, 2, blank) == pile[3]
    assert score_entry.next_sheet(pile, 4, blank) == pile[0]  # round to what was passed over
    assert score_entry.next_sheet(pile, 2, half) == pile[2]
    assert score_entry.next_sheet([row(1, done), row(2, half)], 1, blank) == row(2, half)
    assert score_entry.next_sheet([row(1, done)], 1, blank) is None


def test_entry_begins_with_the_first_pile_that_is_owed():
    done, blank = SheetState.VERIFIED, SheetState.BLANK
    assert score_entry.first_owing({1: [row(1, done)], 2: [row(2, done), row(3, blank)], 3: [row(4, blank)]}) == 2
    assert score_entry.first_owing({4: [row(1, done)]}) == 4
    assert score_entry.first_owing({}) == 0


def test_what_became_of_a_sheet_is_told_in_a_line():
    assert score_entry.recorded_words("ZBPP-2025-038", ENTRY, SheetState.VERIFIED) == "038　44 分　已复核"
    assert score_entry.recorded_words("ZBPP-2025-038", ENTRY, SheetState.HALF) == "038　已录第一遍"  # 双录 is blind
    assert score_entry.recorded_words("ZBPP-2025-038", SheetEntry(), SheetState.ABSENT) == "038　缺席"
