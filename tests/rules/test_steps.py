"""Conditions and reasons of a step, and the named ways back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.enums import State
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.steps import CORRECTIONS, check_correction, check_step
from desktop_app.rules.workflow import AT_THE_DESK, ENDED, NEXT
from desktop_app.shapes.steps import StepFacts

S = State
READY = StepFacts(S.REGISTERED, scored=True, revision_confirmed=True)


def _ready(current: S, target: S) -> StepFacts:
    """Facts that hinder nothing."""
    return replace(READY, state=current, on_list=target is S.PUBLISHED, list_over=target is S.ESTABLISHED)


@pytest.mark.parametrize("current", list(S))
def test_the_table_is_what_may_be_done_when_nothing_hinders(current):
    allowed = set()
    for target in S:
        try:
            check_step(_ready(current, target), target, "理由")
        except RuleBroken:
            continue
        allowed.add(target)
    assert allowed == NEXT[current] - AT_THE_DESK  # what is complete is decided at the desk


@pytest.mark.parametrize(
    ("facts", "target", "says"),
    [
        (StepFacts(S.ACCEPTED, late_unapproved=True), S.UNDER_REVIEW, "还没有人批准受理"),
        (StepFacts(S.INCOMPLETE), S.ACCEPTED, "由收件情况决定"),
        (StepFacts(S.REVISED), S.APPROVED, "未修改完善的不得立项"),
        (StepFacts(S.APPROVED), S.PUBLISHED, "只能由开始公示得来"),
        (StepFacts(S.PUBLISHED, on_list=True), S.ESTABLISHED, "公示还没有结束"),
        (StepFacts(S.PUBLISHED, list_over=True, open_objections=2), S.ESTABLISHED, "还有 2 件异议"),
    ],
)
def test_a_reason_does_not_help_where_something_is_missing(facts, target, says):
    with pytest.raises(RuleBroken) as refused:
        check_step(facts, target, "领导同意")
    assert says in refused.value.what
    assert refused.value.todo


@pytest.mark.parametrize(
    ("facts", "target"),
    [
        (StepFacts(S.UNDER_REVIEW), S.SHORTLISTED),
        (StepFacts(S.UNDER_REVIEW, scored=True, vetoed=True), S.SHORTLISTED),
        (StepFacts(S.NOT_SELECTED, scored=True), S.SHORTLISTED),
        (StepFacts(S.REVISED), S.REVISING),
        (StepFacts(S.APPROVED), S.REVISING),
        (StepFacts(S.PUBLISHED), S.REVISING),
        (StepFacts(S.REVISING), S.NOT_ESTABLISHED),
        *((StepFacts(S.UNDER_REVIEW), end) for end in sorted(ENDED)),
    ],
)
def test_what_needs_a_reason_is_taken_with_one_only(facts, target):
    with pytest.raises(RuleBroken, match="要写明理由"):
        check_step(facts, target, "　 ")
    check_step(facts, target, "有记录")


def test_scored_applications_are_shortlisted_without_a_word():
    check_step(StepFacts(S.UNDER_REVIEW, scored=True), S.SHORTLISTED, "")


def test_corrections_are_no_steps_of_the_season():
    for current, target in CORRECTIONS:
        if target is not S.ACCEPTED:
            with pytest.raises(RuleBroken):
                check_step(replace(READY, state=current), target, "")


@pytest.mark.parametrize(("way", "name"), CORRECTIONS.items())
def test_a_correction_has_a_name_and_needs_a_reason(way, name):
    assert check_correction(*way, "录入有误") == name
    with pytest.raises(RuleBroken, match=f"{name}要写明理由"):
        check_correction(*way, "")


def test_there_is_no_way_back_but_the_named_ones():
    with pytest.raises(RuleBroken) as refused:
        check_correction(S.SHORTLISTED, S.REGISTERED, "误操作")
    assert refused.value.what == "“拟立项”不能更正为“登记”。"
    assert refused.value.todo == "可以：退回评审（回到“评审中”）。"
