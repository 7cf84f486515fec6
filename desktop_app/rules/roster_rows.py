"""The values of one roster row, read and judged for themselves: what it says, or which cell cannot be taken and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.rules.honours import FieldNotRead, TypedHonour, read_honours
from desktop_app.rules.names import clean, clean_person
from desktop_app.rules.patterns import Pattern
from desktop_app.rules.typed_values import (
    NotRead,
    folded,
    holds_identity_number,
    read_branch_kind,
    read_count,
    read_telephones,
    says_nothing,
)
from desktop_app.shapes.roster_import import RosterField

_FIELDS = tuple(RosterField)
_HONOUR, _VALIDITY = _FIELDS.index(RosterField.HONOUR), _FIELDS.index(RosterField.VALIDITY)
_VACANT = frozenset(("空缺", "暂缺", "缺", "待定", "待选", "待补选"))
_USUAL_NAME = Pattern(r"[\u4e00-\u9fff]{2,4}")
_FORMER = Pattern(r"(?P<name>.+?)[（(](?:原名|原为|原|曾用名)[:：]?[“\"]?(?P<former>[^”\"）)]{2,}?)[”\"]?[）)]$")

FIX: Mapping[RosterField, str] = {
    RosterField.ORGANIZATION: "请填写支部所属的基层党组织；是合并单元格的，请合并到每一行。",
    RosterField.BRANCH: "请填写党支部的名称，或删去这一行。",
    RosterField.KIND: "请改成教师、学生、机关、医护、离退休或联合，或留空。",
    RosterField.SECRETARY: "请只填写姓名。",
    RosterField.TELEPHONE: "请只填写电话号码，几个号码用顿号隔开。",
    RosterField.MEMBERS: "请只填写人数。",
    RosterField.HONOUR: "请改正荣誉，没有的留空。",
    RosterField.LEVEL: "请改成全国、省级或校级。",
    RosterField.STAGE: "请改成培育创建、通过验收或延期。",
    RosterField.BATCH: "请写明批次，例如第三批。",
    RosterField.VALID_FROM: "请写成 2023-11-09 或 2023年11月9日。",
    RosterField.VALID_TO: "请写成 2026-11-08 或 2026年11月8日，仍有效的留空。",
    RosterField.VALIDITY: "请写成 2023年11月—2026年11月。",
}


@dataclass(slots=True)
class Reading:
    """What a row says. ``values`` holds only what is filled in, by model field; ``honours`` may be none."""

    values: dict[RosterField, str | int]
    honours: tuple[TypedHonour, ...]
    notes: tuple[str, ...]


@lru_cache(maxsize=32768)
def read_secretary(text: str) -> str:
    """The name, cleaned; "" for a blank and for 空缺. A number in it is never repeated in the message."""
    if _USUAL_NAME.fullmatch(text) and text not in _VACANT and text not in ("没有", "暂无"):
        return text
    if says_nothing(text) or folded(text) in _VACANT:
        return ""
    name = clean_person(text)
    if holds_identity_number(name):
        raise NotRead("这里像是有身份证号")
    if any(char.isdigit() for char in name):
        raise NotRead("姓名里有数字")
    return name


def read_row(cells: tuple[str, ...], *, keep_mobiles: bool) -> Reading:
    """The values of a row's cells, which stand in the order of `RosterField`. Raises `FieldNotRead`."""
    values: dict[RosterField, str | int] = {}
    notes: tuple[str, ...] = ()
    field = RosterField.KIND
    try:
        if cells[2] and (kind := read_branch_kind(cells[2])):
            values[field] = kind
        field = RosterField.SECRETARY
        if cells[3] and (secretary := read_secretary(cells[3])):
            values[field] = secretary
        field = RosterField.TELEPHONE
        if cells[4]:
            telephone, notes = _telephone(cells[4], keep_mobiles)
            if telephone:
                values[field] = telephone
        field = RosterField.MEMBERS
        if cells[5] and (members := read_count(cells[5])) is not None:
            values[field] = members
    except FieldNotRead:
        raise
    except NotRead as trouble:
        raise FieldNotRead(field, str(trouble)) from None
    written = cells[_HONOUR : _VALIDITY + 1]
    return Reading(values, read_honours(*written) if any(written) else (), notes)


def understood(cells: tuple[str, ...], *, keep_mobiles: bool) -> dict[RosterField, str]:
    """What a row's cells were read as, in words, without what says nothing. Raises `FieldNotRead`."""
    reading = read_row(cells, keep_mobiles=keep_mobiles)
    found = {field: str(value) for field, value in reading.values.items()}
    if len(reading.honours) > 1:
        found[RosterField.HONOUR] = "、".join(f"{one.level or ''}{one.kind}" for one in reading.honours)
    for one in reading.honours if len(reading.honours) == 1 else ():
        found |= {
            RosterField.HONOUR: str(one.kind),
            RosterField.LEVEL: str(one.level or ""),
            RosterField.STAGE: str(one.stage or ""),
            RosterField.BATCH: one.batch,
            RosterField.VALID_FROM: one.valid_from,
            RosterField.VALID_TO: one.valid_to,
        }
    return {field: words for field, words in found.items() if words}


def _telephone(text: str, keep_mobiles: bool) -> tuple[str, tuple[str, ...]]:
    read = read_telephones(text)
    if not read.mobiles:
        return read.office, ()
    if keep_mobiles:
        return "、".join(filter(None, (read.office, *read.mobiles))), ()
    return read.office, ("电话像是私人手机号，没有录入；确是办公号码的，请选择“手机号也录入”",)


@lru_cache(maxsize=32768)
def read_branch_name(text: str) -> tuple[str, str]:
    """The branch's name, cleaned, and the former name it mentions: “甲党支部（原乙党支部）” → (甲党支部, 乙党支部)."""
    name = clean(text)
    if ("原" in name or "曾" in name) and (found := _FORMER.match(name)):
        return found["name"], found["former"]
    return name, ""
