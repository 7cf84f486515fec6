"""Names are kept as written and matched on a key: spellings of one branch agree, different branches never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.names import (
    branch_key,
    branch_with_organization,
    clean,
    clean_person,
    organization_key,
    organization_kind,
    organization_stem,
    standard,
)

COLLEGE = "药学院党总支"
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
STEMS = ("", "教工", "学生", "医技", "人体解剖学教研室", "14级医学", "药学院学生")


@pytest.mark.parametrize(
    "written",
    [
        "教工第一党支部",
        "教工第1党支部",
        "教工一支部",
        "教工1支部",
        "教工第１党支部",
        " 教工 第一 党支部　",
        "药学院教工第一党支部",
        "示例医科大学药学院教工第一党支部",
        "中共示例医科大学药学院教工第一支部委员会",
        "教工党支部（一）",
        "教工党支部(1)",
        "教工（第一）党支部",
        "“教工”第一党支部",
        "教工第01党支部",
        "教工\u200b第一党支部",
    ],
)
def test_spellings_of_one_branch_share_a_key(written: str) -> None:
    assert branch_key(written, COLLEGE) == branch_key("教工第一党支部", COLLEGE) == "教工第1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("教工第一党支部", "教工第二党支部"),
        ("教工第一党支部", "教工第十一党支部"),
        ("教工第一党支部", "学生第一党支部"),
        ("14级医学党支部", "15级医学党支部"),
        ("教工党支部", "教工第一党支部"),
        ("生理学教研室党支部", "病理学教研室党支部"),
        ("儿科党支部", "新生儿科党支部"),
    ],
)
def test_different_branches_differ(one: str, other: str) -> None:
    assert branch_key(one, COLLEGE) != branch_key(other, COLLEGE)


def test_a_year_is_written_short_or_long() -> None:
    assert branch_key("2014级医学党支部") == branch_key("14级医学党支部") == "14级医学"


def test_a_branch_called_after_its_organisation_alone() -> None:
    assert branch_key("药学院党支部", COLLEGE) == branch_key("党支部", COLLEGE) == "党支部"
    assert branch_key("图书馆直属党支部", "图书馆直属党支部") == branch_key("图书馆党支部", "图书馆直属党支部")


def test_brackets_of_both_kinds_are_one() -> None:
    assert branch_key("学生（北校区）第一党支部") == branch_key("学生(北校区)第一党支部")


@given(st.sampled_from(STEMS), st.sampled_from(NUMERALS), st.sampled_from(NUMERALS))
def test_ordinals_tell_branches_apart(stem: str, one: str, other: str) -> None:
    same = branch_key(f"{stem}第{one}党支部", COLLEGE) == branch_key(f"{stem}第{other}党支部", COLLEGE)
    assert same == (one == other)


@given(st.text(alphabet="第一二十百教工学生大中共国院总的党支部委员会直属药", min_size=1, max_size=10))
def test_names_read_at_once_have_the_key_of_the_full_rule(name: str) -> None:
    quoted = f"“{name}党支部”"  # quotes say nothing, and are not read at once
    assert branch_key(f"{name}党支部", COLLEGE) == branch_key(quoted, COLLEGE)


@given(st.text(alphabet="第一二十12１（）()党总支部委员会教工学生院级 药·“”\u3000", max_size=14))
def test_a_key_is_its_own_key(name: str) -> None:
    key = branch_key(name, COLLEGE)
    assert branch_key(key, COLLEGE) == key
    assert organization_key(organization_key(name)) == organization_key(name)


@pytest.mark.parametrize(
    "written",
    [
        "药学院党委",
        "药学院 党委",
        "中共药学院委员会",
        "中共示例医科大学药学院委员会",
        "示例医科大学药学院党委",
        "药学院基层党委",
    ],
)
def test_spellings_of_an_organisation_share_a_key(written: str) -> None:
    assert organization_key(written) == "药学院党委"


def test_the_kind_of_an_organisation_belongs_to_its_key() -> None:
    assert organization_key("药学院党总支") != organization_key("药学院党委")
    names = ("药学院党委", "公共卫生学院党总支", "图书馆直属党支部", "药学院")
    assert [organization_kind(name) for name in names] == ["党委", "党总支", "直属党支部", ""]
    assert organization_stem("第一临床学院党委") == organization_stem("第1临床学院党总支") == "第1临床学院"


def test_cleaning_keeps_what_was_meant() -> None:
    assert clean("　教工 第１ 党支部（北 校区）\u200b ") == "教工第1党支部（北校区）"
    assert clean("a  b 党支部(二)") == "a b党支部(二)"
    assert clean("⼈体解剖学") == "人体解剖学"
    assert clean("阿•买") == clean("阿・买") == "阿·买"


@given(st.text(max_size=20))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("王　伟", "王伟"),
        ("王 伟", "王伟"),
        ("张 小 明", "张小明"),
        ("阿不都 • 买买提", "阿不都·买买提"),
        ("古丽娜.买买江", "古丽娜·买买江"),
        ("王伟 李娜", "王伟 李娜"),
        ("John  Smith", "John Smith"),
        ("𬱖堃\ufeff", "𬱖堃"),
    ],
)
def test_names_of_people(written: str, kept: str) -> None:
    assert clean_person(written) == kept


def test_old_code_points_become_the_standard_characters() -> None:
    assert standard("\ue816\ue831\ue863\ue864") == "𠂇𡗗䶮龻"
    assert clean_person("贺\ue863") == "贺䶮"


def test_every_former_code_point_is_the_character_gb18030_has_today() -> None:
    """Of the 80 characters at FE50…FEA0 the codec has all but those it still puts into the private area."""
    places = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    for at, trail in enumerate(places):
        decoded = bytes([0xFE, trail]).decode("gb18030")
        if not "\ue000" <= decoded <= "\uf8ff":
            assert standard(chr(0xE815 + at)) == decoded
        else:
            assert decoded == chr(0xE815 + at) != standard(decoded)


def test_a_branch_directly_under_the_committee_is_named_once():
    assert branch_with_organization(COLLEGE, "教工第一党支部") == "药学院党总支　教工第一党支部"
    assert branch_with_organization("图书馆直属党支部", "图书馆直属党支部") == "图书馆直属党支部"
