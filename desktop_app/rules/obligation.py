"""应报: which branches must apply, derived from their designations on the submission deadline's day, and in what words.

Source: domain page §1 and §3; the notice, part two: 省级、校级“样板支部”和“双带头人”工作室及培育对象必须参与.
National ones count all the more.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from db.enums import DesignationKind, DesignationLevel, DesignationStage
from desktop_app.shapes import shape
from desktop_app.shapes.roster import Honour

_FULL = {DesignationKind.MODEL_BRANCH: "样板支部", DesignationKind.DOUBLE_LEADER: "“双带头人”工作室"}
_SHORT = {DesignationKind.MODEL_BRANCH: "样板", DesignationKind.DOUBLE_LEADER: "双带头人"}
_SHORT_STAGE = {
    DesignationStage.CULTIVATION: " · 培育",
    DesignationStage.PASSED: "",
    DesignationStage.EXTENDED: " · 延期",
}
_LEVELS = tuple(DesignationLevel)


@shape
class Override:
    """The clerk's word against what is derived."""

    obligated: bool
    reason: str


@shape
class Obligation:
    """Whether a branch must apply, and because of what: honours in words, or the clerk's reason."""

    obligated: bool
    because: str
    honours: tuple[Honour, ...]


def is_valid(honour: Honour, day: str) -> bool:
    """Whether a designation holds on the ISO ``day``, its first and last day included; open ends always hold."""
    return (not honour.valid_from or honour.valid_from <= day) and (not honour.valid_to or day <= honour.valid_to)


def obligation(honours: Iterable[Honour], day: str, override: Override | None = None) -> Obligation:
    """Every level, both kinds and all stages (培育创建, 通过验收, 延期) oblige while they are valid on ``day``."""
    valid = tuple(sorted((honour for honour in honours if is_valid(honour, day)), key=_rank))
    if override is not None:
        return Obligation(override.obligated, f"经办人认定：{override.reason}", valid)
    return Obligation(bool(valid), "；".join(honour_words(honour) for honour in valid), valid)


def honour_words(honour: Honour) -> str:
    """校级样板支部 · 培育创建（第三批，至 2026-12）."""
    remarks = [honour.batch] if honour.batch else []
    if honour.valid_to:
        remarks.append(f"至 {_month_or_day(honour.valid_to)}")
    tail = f"（{'，'.join(remarks)}）" if remarks else ""
    return f"{honour.level}{_FULL[honour.kind]} · {honour.stage}{tail}"


def honour_short(honour: Honour) -> str:
    """校级样板 · 培育, as lists show it; a passed one without a stage."""
    return f"{honour.level}{_SHORT[honour.kind]}{_SHORT_STAGE[honour.stage]}"


def _rank(honour: Honour) -> tuple[int, str, str]:
    return _LEVELS.index(honour.level), honour.kind, honour.batch


def _month_or_day(day: str) -> str:
    """The month alone when it is the month's last day: nobody reads 2026-12-31 faster than 2026-12."""
    on = date.fromisoformat(day)
    return day[:7] if on.day == calendar.monthrange(on.year, on.month)[1] else day
