from dataclasses import replace
from typing import Any

import pytest

from db.enums import PhaseKind
from desktop_app.office import rounds
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.rounds import PhaseDraft, RoundDetails, RoundDraft, RoundRow

DRAFT = RoundDraft(
    2023, "2023 年批次", "2023-11-10", "2023-11-20", "2023-10-16", room="勤政楼423", telephone="3831311",
    mailbox="zzb@example.edu.cn", notice="各基层党委：",
    phases=(
        PhaseDraft(PhaseKind.BREWING, "2023-10-16", "2023-11-10", "（一）品牌酝酿"),
        PhaseDraft(PhaseKind.CULTIVATION, "2023-11", "2024-08", "（四）培育建设"),
    ),
)  # fmt: skip


def make(office: Any, draft: RoundDraft = DRAFT) -> int:
    return office.ledger.run("新建批次", rounds.create_round, draft=draft)


def change(office: Any, round_id: int, draft: RoundDraft) -> None:
    office.ledger.run("修改批次", rounds.change_round, round_id=round_id, draft=draft)


def test_a_round_is_read_back_whole_and_is_the_current_one(office: Any) -> None:
    assert (rounds.current_round_id(), rounds.rounds()) == (None, ())
    made = make(office)
    assert rounds.round_details(made) == RoundDetails(made, DRAFT)
    assert rounds.current_round_id() == made
    office.ledger.undo()
    assert (rounds.current_round_id(), rounds.rounds()) == (None, ())


def test_the_newest_year_comes_first_and_another_round_can_be_made_current(office: Any) -> None:
    newer = make(office, replace(DRAFT, year=2025, name="2025 年批次"))
    older = make(office)
    office.ledger.run("切换批次", rounds.switch_round, round_id=newer)
    assert rounds.rounds() == (
        RoundRow(newer, 2025, "2025 年批次", True),
        RoundRow(older, 2023, "2023 年批次", False),
    )


def test_a_round_is_corrected_with_its_phases_and_that_is_undone_at_once(office: Any) -> None:
    made = make(office)
    corrected = replace(DRAFT, establishment_deadline="2023-12-01", phases=DRAFT.phases[:1], news_minimum=0)
    change(office, made, corrected)
    assert rounds.round_details(made).draft == corrected
    office.ledger.undo()
    assert rounds.round_details(made).draft == DRAFT


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(DRAFT, name=" "), "批次的名称不能空着"),
        (replace(DRAFT, year=203), "年份 203 不合适"),
        (replace(DRAFT, copies=0), "纸质份数 0 不合适"),
        (replace(DRAFT, copies=21), "纸质份数 21 不合适"),
        (replace(DRAFT, publicity_workdays=0), "公示工作日数 0 不合适"),
        (replace(DRAFT, case_limit=0), "案例字数上限 0 不合适"),
        (replace(DRAFT, news_minimum=-1), "新闻稿件篇数 -1 不合适"),
        (replace(DRAFT, submission_deadline="下周五"), "申报截止“下周五”不是日期"),
        (replace(DRAFT, submission_deadline="20231110"), "申报截止“20231110”不是日期"),
        (replace(DRAFT, submission_deadline="2023-11-10 17:30:00"), "申报截止“2023-11-10 17:30:00”不是日期"),
        (replace(DRAFT, establishment_deadline="2203-11-20"), "立项时间“2203-11-20”不是日期"),
        (replace(DRAFT, name="长" * 41), "批次的名称有 41 个字"),
        (replace(DRAFT, establishment_deadline="2023-11-09"), "立项时间 2023-11-09 早于申报截止 2023-11-10"),
        (
            replace(DRAFT, phases=(PhaseDraft(PhaseKind.CULTIVATION, "2024-09", "2024-08-01"),)),
            "“培育建设”的结束 2024-08-01 早于开始 2024-09",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_and_nothing_is_kept(office: Any, wrong: RoundDraft, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        make(office, wrong)
    assert rounds.rounds() == ()


def test_a_name_is_given_once(office: Any) -> None:
    first = make(office)
    other = make(office, replace(DRAFT, name="补报"))
    with pytest.raises(RuleBroken, match="已经有名为“2023 年批次”的批次"):
        make(office)
    with pytest.raises(RuleBroken, match="已经有名为“2023 年批次”的批次"):
        change(office, other, DRAFT)
    change(office, first, DRAFT)


def test_copies_stay_once_material_has_come(office: Any) -> None:
    made = make(office)
    change(office, made, replace(DRAFT, copies=3))
    office.receive(office.branch("教工第一党支部", office.organization()), copies=(COMPLETE,) * 3)
    with pytest.raises(RuleBroken, match="已有申报项目按 3 份登记，份数不能再改"):
        change(office, made, DRAFT)


def test_a_round_that_is_not_there_is_said(office: Any) -> None:
    for ask in (lambda: rounds.round_details(7), lambda: rounds.switch_round(round_id=7)):
        with pytest.raises(RuleBroken, match="找不到这个批次"):
            ask()
    with pytest.raises(RuleBroken, match="还没有批次"):
        rounds.required_round_id()
