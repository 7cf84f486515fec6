"""The words in which a 荣誉 is written: its kind, level, stage, batch and validity, in one cell or in several."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from db.enums import DesignationKind, DesignationLevel, DesignationStage
from desktop_app.rules.names import NUMBER, clean
from desktop_app.rules.numerals import read_numeral
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.typed_values import (
    NotRead,
    folded,
    read_end,
    read_period,
    read_start,
    says_nothing,
    word_reader,
)
from desktop_app.shapes import shape
from desktop_app.shapes.roster import Honour
from desktop_app.shapes.roster_import import RosterField

T = TypeVar("T")

read_level = word_reader(
    "级别",
    {
        DesignationLevel.NATIONAL: "全国|国家级?|教育部",
        DesignationLevel.PROVINCIAL: "省级?|全省|省委|自治区级?",
        DesignationLevel.SCHOOL: "校级?|学校级?|全校|本校",
    },
)
read_stage = word_reader(
    "状态",
    {
        DesignationStage.CULTIVATION: (
            "(?:正在|处于)?(?:培育|创建|培育创建|培育建设|建设|在建|创建培育)(?:中|期|期内|阶段|单位|对象|支部|创建单位)?"
        ),
        DesignationStage.PASSED: (
            "(?:已经?)?(?:通过)?验收(?:已?通过|合格|完成|优秀)?(?:单位)?|(?:已经?)?(?:通过|合格|结项|认定|建成|命名)|正式"
        ),
        DesignationStage.EXTENDED: "(?:已|建设)?(?:延期|延长)(?:中|验收|建设|培育|结项|一年|半年)*",
    },
)

_KINDS = ((DesignationKind.MODEL_BRANCH, "样板"), (DesignationKind.DOUBLE_LEADER, "双带头人"))
_LEVELS = (
    (DesignationLevel.NATIONAL, Pattern("全国|国家级")),
    (DesignationLevel.PROVINCIAL, Pattern("省级|全省|省委|^省")),
    (DesignationLevel.SCHOOL, Pattern("校级|全校|^校|学校")),
)
_STAGES = (
    (DesignationStage.EXTENDED, Pattern("延期")),
    (DesignationStage.PASSED, Pattern("通过验收|验收通过|已验收|已通过")),
    (DesignationStage.CULTIVATION, Pattern("培育|创建单位|创建期|建设期|在建|创建中")),
)
_BATCH = Pattern(rf"(?:首|第?(?P<number>{NUMBER}))批(?:次)?")
_BATCH_CELL = Pattern(rf"(?:首批|第?(?P<number>{NUMBER})批?次?)")
_YEAR = Pattern(r"((?:19|20)\d{2})(?:年度?)?")
_BETWEEN = Pattern(r"[、,，;；\n\r/]+(?![^（(]*[）)])")


class FieldNotRead(NotRead):
    """A value that cannot be taken, and the field it stands in."""

    def __init__(self, field: RosterField, reason: str) -> None:
        super().__init__(reason)
        self.field = field


@shape
class TypedHonour:
    """A 荣誉 as a row gives it; None and "" where it says nothing."""

    kind: DesignationKind
    level: DesignationLevel | None
    stage: DesignationStage | None
    batch: str
    valid_from: str
    valid_to: str


def chinese_number(value: int) -> str:
    """11 → 十一, for 1 to 99."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (
        digits[ones] if ones or not tens else ""
    )


@lru_cache(maxsize=1024)
def read_batch(text: str) -> str:
    """首批, 第1批, 一, 3 → 第一批 …; a year alone → 2021年; anything else as it is written, cleaned."""
    if says_nothing(text):
        return ""
    typed = folded(text)
    if found := _YEAR.fullmatch(typed):
        return f"{found[1]}年"
    return _batch(_BATCH_CELL.fullmatch(typed)) or clean(text)


def _batch(found: re.Match[str] | None) -> str:
    read = read_numeral(found["number"] or "1") if found else None
    return f"第{chinese_number(read)}批" if read and read <= 99 else ""


def _within(text: str) -> TypedHonour:
    """What one honour says of itself: “校级样板支部（第三批，培育创建）”."""
    typed = folded(text)
    kinds = [kind for kind, word in _KINDS if word in typed]
    if len(kinds) != 1 or re.match("[非未不]|拟", typed):
        raise FieldNotRead(RosterField.HONOUR, f"“{text}”不是本项目的荣誉（可填：样板支部、双带头人，没有的留空）")
    level = next((level for level, pattern in _LEVELS if pattern.search(typed)), None)
    stage = next((stage for stage, pattern in _STAGES if pattern.search(typed)), None)
    return TypedHonour(kinds[0], level, stage, _batch(_BATCH.search(typed)), "", "")


@lru_cache(maxsize=8192)
def read_honours(
    honour: str, level: str, stage: str, batch: str, valid_from: str, valid_to: str, validity: str
) -> tuple[TypedHonour, ...]:
    """The honours of one row from its seven cells; none when all are blank. Raises `FieldNotRead`."""
    own_level = _take(RosterField.LEVEL, read_level, level)
    own_stage = _take(RosterField.STAGE, read_stage, stage)
    own_batch = read_batch(batch)
    begins, ends = _take(RosterField.VALIDITY, read_period, validity)
    begins = _take(RosterField.VALID_FROM, read_start, valid_from) or begins
    ends = _take(RosterField.VALID_TO, read_end, valid_to) or ends
    if begins and ends and ends < begins:
        raise FieldNotRead(RosterField.VALID_TO, "有效期止早于有效期起")
    if says_nothing(honour):
        if own_level or own_stage or own_batch or begins or ends:
            raise FieldNotRead(RosterField.HONOUR, "写了级别、状态、批次或有效期，荣誉却空着")
        return ()
    found = [_within(part) for part in _BETWEEN.split(honour) if part.strip()]
    if len(found) > 1 and (own_stage or own_batch or begins or ends):
        raise FieldNotRead(RosterField.HONOUR, "一格里写了几项荣誉，各自的状态、批次和有效期分不清，请一项荣誉写一行")
    return tuple(_joined(one, own_level, own_stage, own_batch, begins, ends) for one in found)


def _joined(
    one: TypedHonour,
    level: DesignationLevel | None,
    stage: DesignationStage | None,
    batch: str,
    begins: str,
    ends: str,
) -> TypedHonour:
    for field, cell, within in (
        (RosterField.LEVEL, level, one.level),
        (RosterField.STAGE, stage, one.stage),
        (RosterField.BATCH, batch, one.batch),
    ):
        if cell and within and cell != within:
            raise FieldNotRead(field, f"这里是“{cell}”，荣誉一栏写的却是“{within}”")
    return TypedHonour(one.kind, level or one.level, stage or one.stage, batch or one.batch, begins, ends)


def _take(field: RosterField, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except FieldNotRead:
        raise
    except NotRead as trouble:
        raise FieldNotRead(field, str(trouble)) from None


def same_honour(a: Honour | TypedHonour, b: TypedHonour) -> bool:
    """Whether everything that ``b`` says is what ``a`` says; what ``b`` leaves blank does not speak against it."""
    return (
        a.kind == b.kind
        and b.level in (None, a.level)
        and b.stage in (None, a.stage)
        and b.batch in ("", a.batch)
        and b.valid_from in ("", a.valid_from)
        and b.valid_to in ("", a.valid_to)
    )


def says_as_much(a: Honour, b: TypedHonour) -> bool:
    """Whether ``b`` fills in exactly what ``a`` has; asked of two that are the same honour."""
    return (a.batch, a.valid_from, a.valid_to) == (b.batch, b.valid_from, b.valid_to)


def could_become(a: Honour, b: TypedHonour) -> bool:
    """Whether ``b`` may be a later word on ``a``: same kind and level, no other batch, not begun after its end."""
    begun_after = a.valid_to and b.valid_from and b.valid_from > a.valid_to
    return (
        a.kind == b.kind
        and b.level in (None, a.level)
        and (not a.batch or b.batch in ("", a.batch))
        and not begun_after
    )


def become(a: Honour, b: TypedHonour) -> Honour:
    """The honour ``a`` after ``b``; what ``b`` leaves blank stays."""
    return Honour(
        a.kind,
        b.level or a.level,
        b.stage or a.stage,
        b.batch or a.batch,
        b.valid_from or a.valid_from,
        b.valid_to or a.valid_to,
    )
