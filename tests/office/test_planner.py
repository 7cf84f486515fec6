"""时间倒排 on real rows: the plan of the round, what has happened in it, and what was tried made to hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from db.enums import PhaseKind, State
from db.models import Application, RoundPhase
from desktop_app.documents import document
from desktop_app.office import establishment, holidays, office_settings, planner, publicity, rounds, steps
from desktop_app.office.first_start import prepare
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.planner import Fit, PlanKey, SeasonFacts, StepRecord
from desktop_app.shapes.rounds import PhaseDraft, RoundDraft

K, S = PlanKey, State
NOW = datetime(2023, 11, 1, 9, 0)
BRANCHES = ("教工第一党支部", "教工第二党支部", "学生党支部")


def november(day: int) -> date:
    return date(2023, 11, day)


@pytest.fixture
def season(office):
    """The notice's round, with the holiday tables, and three complete applications."""
    prepare(office.ledger.run)
    office.ledger.run("单位", office_settings.change_profile, profile=OfficeProfile(school="示例医科大学"))
    draft = RoundDraft(2023, "2023 年批次", submission_deadline="2023-11-10", establishment_deadline="2023-11-28")
    office.ledger.run("批次", rounds.create_round, draft=draft)
    organization = office.organization()
    for name in BRANCHES:
        office.receive(office.branch(name, organization), electronic="2023-11-08 16:12")
    return office


def move(season, state, day, ids=(1, 2), reason="部务会研究"):
    for application_id in ids:
        at = f"2023-11-{day:02}T10:00:00"
        season.ledger.run(
            "走一步", steps.move, application_id=application_id, target=state, by="周喆", at=at, reason=reason
        )


def reviewed(season):
    move(season, S.UNDER_REVIEW, 13, (1, 2, 3))
    move(season, S.SHORTLISTED, 15)
    move(season, S.NOT_SELECTED, 16, (3,))


def test_a_plan_needs_a_round_with_a_deadline(office):
    with pytest.raises(RuleBroken, match="还没有批次"):
        planner.work_plan(NOW)
    office.ledger.run("批次", rounds.create_round, draft=RoundDraft(2023, "2023 年批次"))
    with pytest.raises(RuleBroken, match="没有写申报截止日期"):
        planner.work_plan(NOW)


def test_before_the_close_only_what_came_is_known(season):
    assert planner.happened(1) == SeasonFacts(
        {
            K.SUBMISSION: StepRecord(through=3, of=3),
            K.CORRECTION: StepRecord(None, None, 3, 3, over=True),
            K.REVIEW: StepRecord(),
            K.REVISION: StepRecord(),
            K.APPROVAL: StepRecord(),
            K.POSTING: StepRecord(),
            K.PUBLICITY: StepRecord(),
            K.ESTABLISHMENT: StepRecord(),
        }
    )
    found = planner.work_plan(NOW)
    assert (found.round_id, found.round_name, found.plan.fit) == (1, "2023 年批次", Fit.TIGHT)


def test_the_days_on_which_things_happened_are_those_of_the_records(season):
    reviewed(season)
    move(season, S.REVISING, 17)
    season.ledger.run(
        "定稿", establishment.receive_revision, application_id=1, received_at="2023-11-20T09:00:00", note=""
    )
    found = planner.happened(1).steps
    assert found[K.REVIEW] == StepRecord(november(13), november(16), 3, 3, over=True)
    assert found[K.REVISION] == StepRecord(november(17), november(20), 1, 2)
    move(season, S.REVISED, 21)
    move(season, S.APPROVED, 22, (1,))
    found = planner.happened(1).steps
    assert found[K.REVISION] == StepRecord(november(17), november(21), 2, 2, over=True)
    assert found[K.APPROVAL] == StepRecord(None, november(22), 1, 2)


def test_a_list_up_and_over(season):
    reviewed(season)
    for state, day in ((S.REVISING, 16), (S.REVISED, 17), (S.APPROVED, 20)):
        move(season, state, day)
    season.ledger.run(
        "公示", publicity.open_publicity, round_id=1, first=november(20), by="周喆", at="2023-11-20T15:00:00"
    )
    up = planner.happened(1).steps
    assert (up[K.POSTING], up[K.PUBLICITY]) == (
        StepRecord(november(20), november(20), over=True),
        StepRecord(november(20), november(27), 0, 2),
    )
    season.ledger.run(
        "异议", publicity.log_objection, application_id=1, received_on=november(22), objector="许堃", contact="3831402",
        content="材料有出入",
    )  # fmt: skip
    season.ledger.run("结束", publicity.close_publicity, round_id=1, at=datetime(2023, 11, 27, 18, 0), by="周喆")
    over = planner.happened(1)
    assert over.held == 1
    assert over.steps[K.ESTABLISHMENT] == StepRecord(None, november(27), 1, 2, over=True)
    said = planner.work_plan(datetime(2023, 11, 28, 9, 0)).plan
    assert said.sentences == ("已于 11月27日立项，没有超过定下的日期，1 项因异议暂缓。",)


def test_a_list_that_came_down_was_none(season):
    reviewed(season)
    for state, day in ((S.REVISING, 16), (S.REVISED, 17), (S.APPROVED, 20)):
        move(season, state, day)
    posted = season.ledger.run(
        "公示", publicity.open_publicity, round_id=1, first=november(20), by="周喆", at="2023-11-20T15:00:00"
    )
    season.ledger.run(
        "撤下", publicity.withdraw_publicity, publicity_id=posted.publicity_id, reason="名单有误", by="周喆",
        at="2023-11-20T16:00:00",
    )  # fmt: skip
    assert planner.happened(1).steps[K.POSTING] == StepRecord()


def test_a_place_filled_later_does_not_move_the_review(season):
    reviewed(season)
    move(season, S.SHORTLISTED, 24, (3,), "递补")
    found = planner.happened(1).steps
    assert (found[K.REVIEW].ended, found[K.REVISION].of) == (november(16), 3)


def test_who_is_out_does_not_count(season):
    reviewed(season)
    move(season, S.WITHDRAWN, 16, (1,), "支部撤回")
    found = planner.happened(1).steps
    assert (found[K.SUBMISSION].through, found[K.REVIEW].of, found[K.REVISION].of) == (2, 2, 1)


def test_trying_out_stores_nothing(season):
    own = planner.work_plan(NOW).plan
    before = season.ledger.undo_title
    tried = planner.what_if(replace(own.basis, establishment_deadline="2023-11-20"), NOW)
    assert (tried.steps[-1].slack, season.ledger.undo_title) == (-6, before)
    assert planner.work_plan(NOW).plan == own


def test_what_was_tried_is_made_to_hold_and_undone_as_one(season):
    own = planner.work_plan(NOW).plan
    tried = replace(own.basis, establishment_deadline="2023-12-01", review=4, publicity=6)
    assert season.ledger.run("按倒排修改", planner.adopt, round_id=1, basis=tried) == 3
    assert planner.work_plan(NOW).plan.basis == tried
    draft = rounds.round_details(1).draft
    assert (draft.establishment_deadline, draft.publicity_workdays) == ("2023-12-01", 6)
    assert office_settings.profile().review_workdays == 4
    season.ledger.undo()
    assert planner.work_plan(NOW).plan == own


def test_only_what_moved_is_written(office):
    """A round's dates without the office's settings, which are not complete yet; and the other way round."""
    phases = (PhaseDraft(PhaseKind.ESTABLISHMENT, "", "2023-11-28"),)
    draft = RoundDraft(
        2023, "2023 年批次", submission_deadline="2023-11-10", establishment_deadline="2023-11-28", phases=phases
    )
    office.ledger.run("批次", rounds.create_round, draft=draft)
    own = planner.work_plan(NOW).plan.basis
    later = replace(own, establishment_deadline="2023-12-01")
    assert office.ledger.run("修改", planner.adopt, round_id=1, basis=later) == 1
    phase = RoundPhase.get()
    assert phase.last == "2023-12-01"
    office.ledger.run("单位", office_settings.change_profile, profile=OfficeProfile(school="示例医科大学"))
    assert office.ledger.run("修改", planner.adopt, round_id=1, basis=replace(later, review=2)) == 1
    assert RoundPhase.get().id == phase.id


def test_what_cannot_hold_is_refused(season):
    own = planner.work_plan(NOW).plan.basis
    for basis, words in (
        (own, "与现行安排没有不同"),
        (replace(own, posting_wait=3), "与现行安排没有不同"),
        (replace(own, establishment_deadline="2023-11-01"), "早于申报截止"),
        (replace(own, correction=0), "补正期限是 0 个工作日"),
        (replace(own, review=201), "评审的工作日数是 201"),
    ):
        with pytest.raises(RuleBroken, match=words):
            season.ledger.run("按倒排修改", planner.adopt, round_id=1, basis=basis)
    assert planner.work_plan(NOW).plan.basis == own


def test_a_table_that_is_loaded_later_counts_at_once(office):
    draft = RoundDraft(2024, "2024 年批次", submission_deadline="2024-09-06", establishment_deadline="2024-09-24")
    office.ledger.run("批次", rounds.create_round, draft=draft)
    now = datetime(2024, 9, 1, 9, 0)
    guessed = planner.work_plan(now).plan
    assert (guessed.missing_years, guessed.steps[-1].last) == ((2024,), date(2024, 9, 24))
    prepare(office.ledger.run)
    assert 2024 in holidays.table_years()
    counted = planner.work_plan(now).plan
    assert (counted.missing_years, counted.steps[-1].last) == ((), date(2024, 9, 25))


def test_the_plan_goes_on_paper(season, tmp_path):
    report = planner.work_plan_report(NOW)
    assert [column.title for column in report.columns] == [
        "步骤", "工作日", "计划开始", "计划完成", "最迟完成", "现在预计", "余量", "结论", "进展和说明",
    ]  # fmt: skip
    assert report.rows[2].cells == (
        "专家评审", 3, november(13), november(15), november(15), november(15), 0, "紧", "",
    )  # fmt: skip
    assert report.closing.startswith("申报 11月10日截止、11月28日立项，其间有 12 个工作日")
    for suffix in (".pdf", ".xlsx"):
        made = document("work_plan").job(tmp_path / f"倒排{suffix}", now=NOW)()
        assert made.stat().st_size > 4_000


def test_a_project_that_is_still_under_review_keeps_the_review_open(season):
    reviewed(season)
    season.ledger.run("更正", lambda: Application.update(state=S.UNDER_REVIEW).where(Application.id == 3).execute())
    found = planner.happened(1).steps[K.REVIEW]
    assert (found.through, found.of, found.over) == (2, 3, False)
