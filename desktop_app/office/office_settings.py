"""The office's settings and its operators. Settings are stored as JSON, one row per field of OfficeProfile."""

from __future__ import annotations

import json
from dataclasses import fields

from db.models import OfficeSetting, Operator
from desktop_app.office.rows import row_of
from desktop_app.rules import names
from desktop_app.rules.deadlines import parse_clock
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.office import OfficeProfile, OperatorRow

CURRENT_ROUND = "current_round"
LONGEST_NAME = 40  # characters; the longest names of the register with their dots stay below


def profile() -> OfficeProfile:
    """The office as it is set, defaults where nothing was said."""
    stored = {row.key: json.loads(row.value) for row in OfficeSetting.those_with()}
    return OfficeProfile(**{f.name: stored[f.name] for f in fields(OfficeProfile) if f.name in stored})


def change_profile(*, profile: OfficeProfile) -> None:
    """Store every field that differs from what is stored. RuleBroken for no school, a wrong hour, term or look."""
    from desktop_app.rules.custody import check_terms  # every command asks for settings, hardly one changes them
    from desktop_app.rules.official_look import look_of

    if not profile.school.strip():
        raise RuleBroken("学校名称不能空着，它写在每份文件的抬头。", "请填写学校名称。")
    parse_clock(profile.close_of_office)
    check_terms(profile)
    look_of(profile)
    for field in fields(OfficeProfile):
        put(field.name, getattr(profile, field.name))


def put(key: str, value: object) -> None:
    """Store one setting, when it differs."""
    text = json.dumps(value, ensure_ascii=False)
    row = OfficeSetting.get_or_none(OfficeSetting.key == key)
    if row is None:
        OfficeSetting.create(key=key, value=text)
    elif row.value != text:
        row.value = text
        row.save(only=[OfficeSetting.value])


def setting(key: str) -> object:
    """One stored setting, None when nothing was said."""
    row = OfficeSetting.get_or_none(OfficeSetting.key == key)
    return None if row is None else json.loads(row.value)


def operators() -> tuple[OperatorRow, ...]:
    """Everyone who ever sat at the desk, those who do now first."""
    rows = Operator.select().order_by(Operator.closed_on != "", Operator.id)
    return tuple(OperatorRow(row.id, row.name, not row.closed_on) for row in rows)


def add_operator(*, name: str) -> int:
    """Let somebody sit at the desk; a name that left before comes back."""
    cleaned = _name(name)
    row = Operator.get_or_none(Operator.name == cleaned)
    if row is None:
        return int(Operator.create(name=cleaned).id)
    if row.closed_on:
        row.closed_on = ""
        row.save(only=[Operator.closed_on])
    return int(row.id)


def set_up_office(*, profile: OfficeProfile, operator: str, instead_of: int | None = None) -> int:
    """The first start: who the office is and who sits there. Returns the operator's id.

    `instead_of` is the operator that this same step made a moment ago: the name is corrected, nobody is added.
    """
    change_profile(profile=profile)
    made = Operator.get_or_none(Operator.id == instead_of)
    if made is None:
        return add_operator(name=operator)
    rename_operator(operator_id=int(made.id), name=operator)
    return int(made.id)


def rename_operator(*, operator_id: int, name: str) -> None:
    """Correct how a name is written; what was recorded under the old spelling keeps it."""
    cleaned = _name(name)
    other = Operator.get_or_none((Operator.name == cleaned) & (Operator.id != operator_id))
    if other:
        raise RuleBroken(f"已经有名为“{cleaned}”的经手人。", "同名的两位请加以区别，例如“周喆（一）”。")
    row = row_of(Operator, operator_id)
    if row.name != cleaned:
        row.name = cleaned
        row.save(only=[Operator.name])


def close_operator(*, operator_id: int, on: str) -> None:
    """Take somebody off the list of the rail; what they did keeps their name. The last one stays."""
    if Operator.select().where(Operator.closed_on == "").count() <= 1:
        raise RuleBroken("至少要留一位经手人。", "请先添加另一位，再停用这一位。")
    Operator.update(closed_on=on).where(Operator.id == operator_id).execute()


def _name(typed: str) -> str:
    """A name as it is kept. RuleBroken for an empty one or a whole sentence."""
    cleaned = names.clean_person(typed)
    if not cleaned:
        raise RuleBroken("经手人的姓名不能空着。", "请填写姓名，它会记入每次操作。")
    if len(cleaned) > LONGEST_NAME:
        raise RuleBroken(f"经手人的姓名有 {len(cleaned)} 个字符，太长了。", f"请只写姓名，不超过 {LONGEST_NAME} 个。")
    return cleaned
