"""What a step needs besides its line in the table: conditions, reasons, which steps are final, and corrections.

Source: domain.md §2 (未修改完善的不得立项; late only with an approver; 公示 before 立项) and cli.md, `move`.
"""

from __future__ import annotations

from collections.abc import Mapping

from db.enums import State
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.workflow import AT_THE_DESK, ENDED, check_move
from desktop_app.shapes.steps import StepFacts

S = State
FINAL = frozenset({S.SHORTLISTED, S.APPROVED, S.PUBLISHED, S.ESTABLISHED, S.NOT_ESTABLISHED, S.DISQUALIFIED})
REASON_KEPT = ENDED | {S.NOT_ESTABLISHED}  # the application itself bears why it is out

# A way back for what was done by mistake. None of them is a step of the season, so `move` does not take them.
CORRECTIONS: Mapping[tuple[State, State], str] = {
    (S.UNDER_REVIEW, S.ACCEPTED): "退回收件",
    (S.SHORTLISTED, S.UNDER_REVIEW): "退回评审",
    (S.NOT_SELECTED, S.UNDER_REVIEW): "退回评审",
    (S.REVISING, S.SHORTLISTED): "收回意见",
    (S.APPROVED, S.REVISED): "撤销审定",
    (S.PUBLISHED, S.APPROVED): "撤下公示",
    (S.NOT_ESTABLISHED, S.REVISING): "恢复申报",
}


AFTER_APPROVAL = frozenset(
    {S.APPROVED, S.PUBLISHED, S.ESTABLISHED, S.CULTIVATING, S.AWAITING_ACCEPTANCE, S.EXCELLENT, S.QUALIFIED}
)


def check_step(facts: StepFacts, target: State, reason: str) -> None:
    """Raise RuleBroken unless the application may take this step of the season, for this reason."""
    if target in (S.APPROVED, S.PUBLISHED, S.ESTABLISHED) and facts.state in (S.SHORTLISTED, S.REVISING):
        raise RuleBroken(
            f"定稿还没有确认已按意见修改，未修改完善的不得立项：“{facts.state}”的申报项目不能直接改为“{target}”。",
            "请先收到定稿，并确认已按意见修改。",
        )
    check_move(facts.state, target)
    if target in AT_THE_DESK:
        raise RuleBroken(f"“{target}”由收件情况决定，不能直接改。", "请在“收件登记”里补记材料。")
    _check_condition(facts, target)
    if (why := reason_needed(facts, target)) and not reason.strip():
        raise RuleBroken(f"{why}，要写明理由。", "请写一句理由，它会记入操作记录。")


def check_correction(current: State, target: State, reason: str) -> str:
    """The name of the correction from `current` to `target`; RuleBroken when there is none, or no reason."""
    name = CORRECTIONS.get((current, target))
    if name is None:
        ways = "、".join(
            f"{name}（回到“{after}”）" for (before, after), name in CORRECTIONS.items() if before is current
        )
        raise RuleBroken(f"“{current}”不能更正为“{target}”。", f"可以：{ways or '无'}。")
    if not reason.strip():
        raise RuleBroken(f"{name}要写明理由。", "例如“录入有误，重新核对”。")
    return name


def reason_needed(facts: StepFacts, target: State) -> str:
    """Why this step needs a reason, as the start of a sentence; "" when it needs none."""
    current = facts.state
    if target is S.SHORTLISTED and current is S.NOT_SELECTED:
        return "未入选的项目递补为拟立项"
    if target is S.SHORTLISTED and not facts.scored:
        return "没有完整的评分就列为拟立项"
    if target is S.SHORTLISTED and facts.vetoed:
        return "有专家提出一票否决，仍列为拟立项"
    if target is S.REVISING and current is not S.SHORTLISTED:
        return "退回修改"
    return f"改为“{target}”" if target in REASON_KEPT else ""


def _check_condition(facts: StepFacts, target: State) -> None:
    if target is S.UNDER_REVIEW and facts.late_unapproved:
        raise RuleBroken("逾期申报，还没有人批准受理，不能进入评审。", "请先在“收件登记”里记下批准人和理由。")
    if target is S.APPROVED and not facts.revision_confirmed:
        raise RuleBroken("定稿还没有确认已按意见修改，未修改完善的不得立项。", "请先收到定稿，并确认已按意见修改。")
    if target in AFTER_APPROVAL and facts.open_lead:
        raise RuleBroken("查重有线索，还没有查清，不能往下走。", "查清后改记“未见抄袭”并写明，或者取消资格。")
    if target is S.APPROVED and facts.originality_missing:
        raise RuleBroken("还没有查重结论，本单位要求审定前先查重。", "请先在“立项公示”里记下查重结论。")
    if target is S.PUBLISHED and not facts.on_list:
        raise RuleBroken(
            "“公示中”只能由开始公示得来。", "请在“立项公示”里开始公示：yizhibu publicity open --from 日期。"
        )
    if target is S.ESTABLISHED and facts.open_objections:
        raise RuleBroken(f"还有 {facts.open_objections} 件异议没有办结，不能立项。", "请先记下异议的办理结论。")
    if target is S.ESTABLISHED and not facts.list_over:
        raise RuleBroken("公示还没有结束，不能立项。", "公示期满后请结束公示：yizhibu publicity close。")
