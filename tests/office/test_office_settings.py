from dataclasses import replace
from typing import Any

import pytest

from desktop_app.office import office_settings as settings
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.office import OfficeProfile, OperatorRow

SCHOOL = OfficeProfile(school="示例医科大学", room="勤政楼423", telephone="3831311", close_of_office="17:00")


def test_before_anything_is_said_the_defaults_hold(office: Any) -> None:
    assert settings.profile() == OfficeProfile()


def test_a_changed_profile_is_read_back_whole_and_undone_whole(office: Any) -> None:
    office.ledger.run("修改单位信息", settings.change_profile, profile=SCHOOL)
    other = replace(SCHOOL, late_by_file_too=True, electronic_whole_day=False, print_without_preview=True, office="")
    office.ledger.run("修改单位信息", settings.change_profile, profile=other)
    assert settings.profile() == other
    office.ledger.undo()
    assert settings.profile() == SCHOOL


def test_a_profile_that_changes_nothing_is_no_step(office: Any) -> None:
    office.ledger.run("修改单位信息", settings.change_profile, profile=SCHOOL)
    office.ledger.undo()
    office.ledger.redo()
    before = office.ledger.undo_title
    office.ledger.run("再改一次", settings.change_profile, profile=SCHOOL)
    assert office.ledger.undo_title == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(SCHOOL, school=" 　"), "学校名称不能空着"),
        (replace(SCHOOL, close_of_office="下班"), "时间“下班”无法识别"),
        (replace(SCHOOL, close_of_office="25:00"), "时间“25:00”无法识别"),
    ],
)
def test_a_profile_without_a_school_or_with_a_wrong_hour_is_refused(
    office: Any, wrong: OfficeProfile, said: str
) -> None:
    with pytest.raises(RuleBroken, match=said):
        office.ledger.run("修改单位信息", settings.change_profile, profile=wrong)
    assert settings.profile() == OfficeProfile()


def test_operators_come_go_and_come_back(office: Any) -> None:
    first = office.ledger.run("添加经手人", settings.add_operator, name=" 周　喆 ")
    second = office.ledger.run("添加经手人", settings.add_operator, name="许老师")
    assert settings.operators() == (OperatorRow(first, "周喆", True), OperatorRow(second, "许老师", True))
    office.ledger.run("停用经手人", settings.close_operator, operator_id=first, on="2023-11-09")
    assert settings.operators() == (OperatorRow(second, "许老师", True), OperatorRow(first, "周喆", False))
    with pytest.raises(RuleBroken, match="至少要留一位经手人"):
        office.ledger.run("停用经手人", settings.close_operator, operator_id=second, on="2023-11-09")
    assert office.ledger.run("添加经手人", settings.add_operator, name="周喆") == first
    assert [row.active for row in settings.operators()] == [True, True]


@pytest.mark.parametrize(("name", "said"), [("　", "不能空着"), ("周" * 41, "有 41 个字符，太长了")])
def test_a_name_that_is_none_is_refused(office: Any, name: str, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        office.ledger.run("添加经手人", settings.add_operator, name=name)
    assert settings.operators() == ()


def test_a_misspelt_name_is_corrected_but_never_to_somebody_elses(office: Any) -> None:
    first = office.ledger.run("添加经手人", settings.add_operator, name="周吉")
    office.ledger.run("添加经手人", settings.add_operator, name="许老师")
    office.ledger.run("改名", settings.rename_operator, operator_id=first, name="周喆")
    with pytest.raises(RuleBroken, match="已经有名为“许老师”的经手人"):
        office.ledger.run("改名", settings.rename_operator, operator_id=first, name="许老师")
    assert [row.name for row in settings.operators()] == ["周喆", "许老师"]


def test_the_first_start_sets_office_and_operator_in_one_step(office: Any) -> None:
    made = office.ledger.run("设置单位", settings.set_up_office, profile=SCHOOL, operator="周吉")
    again = office.ledger.run("设置单位", settings.set_up_office, profile=SCHOOL, operator="周喆", instead_of=made)
    assert (again, settings.operators()) == (made, (OperatorRow(made, "周喆", True),))
    office.ledger.undo()
    office.ledger.undo()
    assert (settings.profile(), settings.operators()) == (OfficeProfile(), ())


def test_a_first_start_without_an_operator_keeps_nothing(office: Any) -> None:
    with pytest.raises(RuleBroken, match="经手人的姓名不能空着"):
        office.ledger.run("设置单位", settings.set_up_office, profile=SCHOOL, operator="")
    assert settings.profile() == OfficeProfile()
