"""Score sheets on a real database: recorded, verified, corrected; refused where they must be."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest

from db import journal
from db.connection import database
from db.enums import ReviewMark, Stage, State, Verification
from db.models import Application, Expert, Recusal, Review, ReviewStage, Score
from desktop_app.office import assignment, office_settings, panel, score_sheets, scoring
from desktop_app.office.finding import find, place_of_code
from desktop_app.rules import score_entry
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.panel import StageRules
from desktop_app.shapes.score_entry import EntryDifference, SheetEntry, SheetState
from desktop_app.shapes.window import Place

AT = "2023-11-12T09:00:00"
POINTS = (18_00, 17_00, 22_00, 16_00, 8_00, 5_00)  # 86


class Panel:
    """Two applications and three experts, everyone assigned to everything that is no conflict."""

    def __init__(self, office, **rules: object) -> None:
        self.office, self.ledger = office, office.ledger
        self.round_id = office.round()
        pharmacy, clinic = office.organization(), office.organization("第一临床学院党委")
        for name, home in (("教工第一党支部", pharmacy), ("临床医学系第一党支部", clinic)):
            office.receive(office.branch(name, home), brand=f"{name}的品牌", electronic="2023-11-08 16:12")
        self.stage_id = self.ledger.run("评审", panel.ensure_stage, round_id=self.round_id)
        self.ledger.run("规则", panel.change_rules, stage_id=self.stage_id, rules=StageRules(**rules))
        for name, home in (("王伟", None), ("许堃", None), ("李喆", pharmacy)):
            expert = self.ledger.run(
                "专家", lambda n=name, h=home: Expert.create(name=n, unit="甲校", organization=h).id
            )
            self.ledger.run("入座", panel.seat_expert, stage_id=self.stage_id, expert_id=expert)
        self.ledger.run("分配", assignment.assign_all, stage_id=self.stage_id, by="周喆", at=AT)

    def id_of(self, code: str) -> int:
        return int(Review.get(Review.code == code).id)

    def entry(self, points: tuple[int, ...] = POINTS, **changes: object) -> SheetEntry:
        criteria = panel.stage_details(self.stage_id).criteria
        by_id = {each.criterion_id: given for each, given in zip(criteria, points, strict=True)}
        return replace(SheetEntry(points=by_id, total=sum(points)), **changes)

    def record(self, code: str, entry: SheetEntry | None = None, by: str = "周喆", at: str = AT) -> SheetState:
        return self.ledger.run(
            "录入", scoring.record_sheet, review_id=self.id_of(code), entry=entry or self.entry(), entered_by=by, at=at
        )

    def correct(self, code: str, entry: SheetEntry, reason: str = "录错一行") -> None:
        title = score_entry.correction_title(code, reason)
        self.ledger.run(
            title, scoring.correct_sheet, final=True,
            review_id=self.id_of(code), entry=entry, reason=reason, by="林堃", at="2023-11-13T10:00:00",
        )  # fmt: skip


@pytest.fixture
def made(office):
    return Panel(office)


@pytest.fixture
def twice(office):
    return Panel(office, verification=Verification.TWICE)


def refused(action) -> str:
    with pytest.raises(RuleBroken) as caught:
        action()
    return f"{caught.value.what}{caught.value.todo}"


def test_the_piles_lie_in_the_order_of_experts_and_numbers(made):
    assert [(row.code, row.state, row.short_number) for row in scoring.sheets(made.round_id)] == [
        ("PF-2023-001-1", SheetState.BLANK, "001"),
        ("PF-2023-002-1", SheetState.BLANK, "002"),
        ("PF-2023-001-2", SheetState.BLANK, "001"),
        ("PF-2023-002-2", SheetState.BLANK, "002"),
        ("PF-2023-002-3", SheetState.BLANK, "002"),  # 李喆 is of the first one's own organisation
    ]
    assert scoring.sheets(made.round_id, Stage.ACCEPTANCE) == ()


@pytest.mark.parametrize("typed", ["PF-2023-001-2", "pf－2023－001－2", " 1-2 ", "001-2"])
def test_a_sheet_is_opened_by_its_code_however_it_is_typed(made, typed):
    details = scoring.sheet(typed)
    assert (details.code, details.expert, details.number, details.brand) == (
        "PF-2023-001-2",
        2,
        "ZBPP-2023-001",
        "教工第一党支部的品牌",
    )
    assert [each.name for each in details.criteria][-1] == "文本规范"
    assert (details.state, dict(details.points), details.total_hundredths) == (SheetState.BLANK, {}, None)


@pytest.mark.parametrize("typed", ["PF-2023-001-2", "pf-2023-001-2"])
def test_a_scanned_code_leads_to_its_sheet_from_anywhere(made, typed):
    place = Place("专家评审", "review", made.id_of("PF-2023-001-2"))
    assert place_of_code(typed) == place
    (hit,) = find(typed)
    assert (hit.text, hit.note, hit.place) == ("PF-2023-001-2", "教工第一党支部　“教工第一党支部的品牌”", place)
    assert place_of_code("PF-2023-001-9") is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [("001", "不是评分表的编码"), ("ZBPP-2023-001-1", "不是评分表"), ("1-3", "没有编码为 PF-2023-001-3")],
)
def test_a_code_that_no_sheet_bears_is_refused(made, typed, words):
    assert words in refused(lambda: scoring.sheet(typed))


def test_a_sheet_that_adds_up_is_verified_and_starts_the_scoring(made):
    assert scoring.waiting_counts() == (0, 0)  # nothing waits before the first sheet is out
    assert made.record("PF-2023-001-1") is SheetState.VERIFIED
    details = scoring.sheet("PF-2023-001-1")
    assert tuple(details.points.values()) == POINTS
    assert (details.total_hundredths, details.entered_by, details.verified_by, details.verified_at) == (
        86_00,
        "周喆",
        "周喆",
        AT,
    )
    assert ReviewStage.get().started_at == AT
    assert scoring.waiting_counts() == (4, 0)


def test_what_does_not_add_up_leaves_nothing_behind(made):
    assert "各项相加是 86，手写合计是 85" in refused(lambda: made.record("PF-2023-001-1", made.entry(total=85_00)))
    assert "超过满分 20 分" in refused(lambda: made.record("PF-2023-001-1", made.entry((21_00, *POINTS[1:]))))
    assert (Score.select().count(), ReviewStage.get().started_at) == (0, "")


@pytest.mark.parametrize("mark", [ReviewMark.RECUSED, ReviewMark.ABSENT, ReviewMark.ABSTAINED])
def test_a_mark_is_no_score(made, mark):
    assert made.record("PF-2023-001-1", SheetEntry(mark=mark)) is SheetState(str(mark))
    row = Review.get(Review.code == "PF-2023-001-1")
    assert (row.mark, row.total_hundredths, Score.select().count()) == (str(mark), None, 0)


def test_a_veto_is_kept_with_its_reason(made):
    entry = made.entry(veto=True, veto_reason="抄袭：第二段", opinion=" 建议查重 ")
    made.record("PF-2023-001-1", entry)
    details = scoring.sheet("PF-2023-001-1")
    assert (details.veto, details.veto_reason, details.opinion) == (True, "抄袭：第二段", "建议查重")


def test_an_expert_in_conflict_may_only_recuse_himself(made):
    application = Application.get(Application.number == "ZBPP-2023-001")
    made.ledger.run(
        "回避", lambda: Recusal.create(expert=Expert.get(Expert.name == "王伟"), application=application, note="亲属")
    )
    assert refused(lambda: made.record("PF-2023-001-1")) == (
        "专家1 评审 ZBPP-2023-001 须回避：申明回避：亲属，不能评分。请标为“回避”。"
    )
    assert scoring.sheet("PF-2023-001-1").recusal == "申明回避：亲属"
    assert made.record("PF-2023-001-1", SheetEntry(mark=ReviewMark.RECUSED)) is SheetState.RECUSED


def test_a_verified_sheet_is_not_typed_over(made):
    made.record("PF-2023-001-1")
    assert "已经复核" in refused(lambda: made.record("PF-2023-001-1"))


def test_a_sheet_of_a_withdrawn_application_is_not_scored(made):
    made.ledger.run(
        "撤回", lambda: Application.update(state=State.WITHDRAWN).where(Application.number == "ZBPP-2023-001").execute()
    )
    assert "已经“撤回”，不再评分" in refused(lambda: made.record("PF-2023-001-1"))
    assert {row.number for row in scoring.sheets(made.round_id)} == {"ZBPP-2023-002"}


def test_a_correction_keeps_both_values_and_its_reason(made):
    made.record("PF-2023-001-1")
    changed = made.entry((18_00, 17_00, 21_00, 16_00, 8_00, 5_00))
    made.correct("PF-2023-001-1", changed)
    details = scoring.sheet("PF-2023-001-1")
    assert (details.total_hundredths, details.entered_by, details.verified_by) == (85_00, "周喆", "林堃")
    last = list(journal.entries())[-1]
    assert (last.title, last.final) == ("更正评分表 PF-2023-001-1：录错一行", True)
    images = database.execute_sql(
        "SELECT before, after FROM journal_change WHERE entry_id = ? AND table_name = 'score'", (last.id,)
    ).fetchall()
    assert [(json.loads(b)["hundredths"], json.loads(a)["hundredths"]) for b, a in images] == [(22_00, 21_00)]


def test_a_correction_to_a_mark_clears_the_points(made):
    made.record("PF-2023-001-1")
    made.correct("PF-2023-001-1", SheetEntry(mark=ReviewMark.ABSTAINED))
    assert scoring.sheet("PF-2023-001-1").state is SheetState.ABSTAINED
    assert Score.select().count() == 0
    made.correct("PF-2023-001-1", made.entry())
    assert scoring.sheet("PF-2023-001-1").total_hundredths == 86_00


def test_a_correction_needs_a_reason_a_change_and_an_application_in_review(made):
    made.record("PF-2023-001-1")
    other = made.entry((17_00, *POINTS[1:]))
    assert "要写明理由" in refused(lambda: made.correct("PF-2023-001-1", other, " "))
    assert "没有改动" in refused(lambda: made.correct("PF-2023-001-1", made.entry()))
    assert "还没有复核" in refused(lambda: made.correct("PF-2023-002-1", other))
    assert "手写合计是 86" in refused(lambda: made.correct("PF-2023-001-1", replace(other, total=86_00)))
    made.ledger.run("拟立项", lambda: Application.update(state=State.SHORTLISTED).execute())
    assert "已是“拟立项”，分数不能再改" in refused(lambda: made.correct("PF-2023-001-1", other))


def test_an_opinion_may_come_later_and_verifies_nothing(made):
    review_id = made.id_of("PF-2023-001-1")
    made.ledger.run("意见", scoring.record_opinion, review_id=review_id, opinion=" 特色鲜明 ")
    details = scoring.sheet("PF-2023-001-1")
    assert (details.opinion, details.state) == ("特色鲜明", SheetState.BLANK)
    made.record("PF-2023-001-1", made.entry(opinion=details.opinion))
    made.ledger.run("意见", scoring.record_opinion, review_id=review_id, opinion="再补一句")
    assert scoring.sheet("PF-2023-001-1").state is SheetState.VERIFIED


# 双录 -----------------------------------------------------------------------------------------------------------------


def test_a_second_entry_does_not_see_the_first(twice):
    assert twice.record("PF-2023-001-1", twice.entry(total=None)) is SheetState.HALF
    details = scoring.sheet("PF-2023-001-1")
    assert (details.state, dict(details.points), details.total_hundredths) == (SheetState.HALF, {}, None)
    assert scoring.sheets(twice.round_id)[0].total_hundredths is None
    assert scoring.waiting_counts() == (5, 1)


def test_two_entries_that_agree_verify_the_sheet(twice):
    twice.record("PF-2023-001-1", twice.entry(total=None))
    assert twice.record("PF-2023-001-1", twice.entry(total=None), by="林堃") is SheetState.VERIFIED
    details = scoring.sheet("PF-2023-001-1")
    assert (details.entered_by, details.verified_by, details.total_hundredths) == ("周喆", "林堃", 86_00)


def test_the_second_entry_is_another_persons_where_the_office_asks_for_it(twice):
    asked = OfficeProfile(school="示例医科大学", second_entry_by_another=True)
    twice.ledger.run("设置", office_settings.change_profile, profile=asked)
    twice.record("PF-2023-001-1", twice.entry(total=None))
    assert "第二遍须由另一人录入" in refused(lambda: twice.record("PF-2023-001-1", twice.entry(total=None)))
    assert twice.record("PF-2023-001-1", twice.entry(total=None), by="林堃") is SheetState.VERIFIED


def test_a_difference_stops_and_shows_both_until_the_paper_decides(twice):
    twice.record("PF-2023-001-1", twice.entry(total=None))
    second = twice.entry((18_00, 17_00, 21_00, 16_00, 8_00, 5_00), total=None)
    criterion = scoring.sheet("PF-2023-001-1").criteria[2]
    review_id = twice.id_of("PF-2023-001-1")
    assert scoring.first_entry_differs(review_id, criterion.criterion_id, 22_00) is None
    assert scoring.first_entry_differs(review_id, criterion.criterion_id, 21_00) == EntryDifference(
        criterion.criterion_id, 22_00, 21_00, "周喆", AT
    )
    assert "“一融双高”第一遍 22、第二遍 21" in refused(lambda: twice.record("PF-2023-001-1", second))
    settled = replace(second, settled=frozenset({criterion.criterion_id}))
    assert twice.record("PF-2023-001-1", settled, by="林堃") is SheetState.VERIFIED
    assert scoring.sheet("PF-2023-001-1").total_hundredths == 85_00


def test_marks_that_differ_stop_too(twice):
    twice.record("PF-2023-001-1", SheetEntry(mark=ReviewMark.ABSENT))
    assert "第一遍“缺席”，第二遍“有分数”" in refused(lambda: twice.record("PF-2023-001-1", twice.entry(total=None)))
    assert twice.record("PF-2023-001-1", twice.entry(total=None, mark_settled=True)) is SheetState.VERIFIED
    assert scoring.sheet("PF-2023-001-1").total_hundredths == 86_00


def test_a_second_entry_does_not_see_the_veto_of_the_first_and_a_difference_stops(twice):
    twice.record("PF-2023-001-1", twice.entry(total=None, veto=True, veto_reason="抄袭：第二部分"))
    details = scoring.sheet("PF-2023-001-1")
    assert (details.veto, details.veto_reason) == (False, "")
    assert "第一遍“抄袭”，第二遍“没有一票否决”" in refused(
        lambda: twice.record("PF-2023-001-1", twice.entry(total=None))
    )
    other = twice.entry(total=None, veto=True, veto_reason="政治性问题：口号")
    assert "第一遍“抄袭”，第二遍“政治性问题”" in refused(lambda: twice.record("PF-2023-001-1", other))
    same = twice.entry(total=None, veto=True, veto_reason="抄袭：第二部分全文")
    assert twice.record("PF-2023-001-1", same) is SheetState.VERIFIED


def test_a_veto_without_points_is_settled_by_the_paper(twice):
    twice.record("PF-2023-001-1", SheetEntry(veto=True, veto_reason="抄袭：全文"))
    assert "第一遍“抄袭，没有打分”" in refused(lambda: twice.record("PF-2023-001-1", twice.entry(total=None)))
    assert twice.record("PF-2023-001-1", twice.entry(total=None, veto_settled=True)) is SheetState.VERIFIED
    details = scoring.sheet("PF-2023-001-1")
    assert (details.veto, details.total_hundredths) == (False, 86_00)


def test_a_recusal_needs_no_second_entry(twice):
    assert twice.record("PF-2023-001-1", SheetEntry(mark=ReviewMark.RECUSED)) is SheetState.RECUSED


def test_a_first_entry_can_be_undone(twice):
    twice.record("PF-2023-001-1", twice.entry(total=None))
    twice.ledger.undo()
    assert (scoring.sheet("PF-2023-001-1").state, Score.select().count()) == (SheetState.BLANK, 0)


# What is printed ------------------------------------------------------------------------------------------------------


def piles(code: str | None = None) -> list[tuple[str, list[str], tuple[str, ...]]]:
    batch = score_sheets.score_sheets(code, now=datetime(2023, 11, 12, 9))
    return [(pile.expert, [sheet.code for sheet in pile.sheets], pile.recused) for pile in batch.piles]


def test_a_pile_is_printed_per_expert_without_what_he_must_not_score(made):
    made.record("PF-2023-001-2", SheetEntry(mark=ReviewMark.RECUSED))
    assert piles() == [
        ("专家1", ["PF-2023-001-1", "PF-2023-002-1"], ()),
        ("专家2", ["PF-2023-002-2"], ("ZBPP-2023-001",)),
        ("专家3", ["PF-2023-002-3"], ()),
    ]


@pytest.mark.parametrize("code", ["专家2", "2", " 专家 2 "])
def test_one_experts_pile_is_asked_for_by_his_number(made, code):
    assert piles(code) == [("专家2", ["PF-2023-001-2", "PF-2023-002-2"], ())]


def test_a_single_sheet_is_printed_again_by_its_code(made):
    assert piles("2-3") == [("专家3", ["PF-2023-002-3"], ())]
    batch = score_sheets.score_sheets("PF-2023-002-3", now=datetime(2023, 11, 12, 9))
    (sheet,) = batch.piles[0].sheets
    assert (batch.cover, sheet.branch, sheet.brand) == (False, "临床医学系第一党支部", "临床医学系第一党支部的品牌")


def test_an_expert_without_sheets_is_refused_naming_those_who_have_some(made):
    assert refused(lambda: piles("专家7")) == "专家7 没有评分表。有评分表的：专家1、专家2、专家3。"
    assert "没有编码" in refused(lambda: piles("9-9"))


def test_before_there_is_a_panel_nothing_is_in_the_batch(office):
    office.round()
    assert piles() == []
