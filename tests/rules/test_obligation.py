"""应报 follows from what holds on the deadline's day; the clerk's word goes before it."""

from __future__ import annotations

import pytest

from db.enums import DesignationKind as Kind
from db.enums import DesignationLevel as Level
from db.enums import DesignationStage as Stage
from desktop_app.rules.obligation import (
    Obligation,
    Override,
    honour_short,
    honour_words,
    is_valid,
    obligation,
)
from desktop_app.shapes.roster import Honour

DAY = "2025-09-12"
MODEL = Honour(Kind.MODEL_BRANCH, Level.SCHOOL, Stage.CULTIVATION, "第三批", "2024-01-01", "2026-12-31")


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("stage", Stage)
def test_every_honour_obliges(level: Level, kind: Kind, stage: Stage) -> None:
    assert obligation([Honour(kind, level, stage)], DAY).obligated


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "valid"),
    [
        ("", "", True),
        ("2025-09-12", "", True),
        ("2025-09-13", "", False),
        ("", "2025-09-12", True),
        ("", "2025-09-11", False),
    ],
)
def test_the_first_and_last_day_count(valid_from: str, valid_to: str, valid: bool) -> None:
    honour = Honour(Kind.MODEL_BRANCH, Level.SCHOOL, Stage.PASSED, "", valid_from, valid_to)
    assert is_valid(honour, DAY) is valid
    assert obligation([honour], DAY).obligated is valid


def test_nothing_obliges_without_an_honour() -> None:
    assert obligation([], DAY) == Obligation(False, "", ())


def test_the_clerks_word_goes_before() -> None:
    free = Override(obligated=False, reason="支部已合并")
    assert obligation([MODEL], DAY, free) == Obligation(False, "经办人认定：支部已合并", (MODEL,))
    assert obligation([], DAY, Override(obligated=True, reason="党委指定")).obligated


def test_words() -> None:
    assert honour_words(MODEL) == "校级样板支部 · 培育创建（第三批，至 2026-12）"
    assert honour_short(MODEL) == "校级样板 · 培育"
    double = Honour(Kind.DOUBLE_LEADER, Level.PROVINCIAL, Stage.PASSED, "", "", "2026-11-08")
    assert honour_words(double) == "省级“双带头人”工作室 · 通过验收（至 2026-11-08）"
    assert honour_short(double) == "省级双带头人"
    assert obligation([MODEL, double], DAY).because == f"{honour_words(double)}；{honour_words(MODEL)}"
