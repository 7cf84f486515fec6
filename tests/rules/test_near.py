"""What is merely alike is found, so that it can be asked about; what is plainly different is not."""

from __future__ import annotations

import pytest

from desktop_app.rules.names import branch_key, organization_key
from desktop_app.rules.near import NearNames, loosely_alike, moved_alike, organizations_alike

COLLEGE = "公共卫生学院党总支"


def like(written: str, *known: str, college: str = COLLEGE) -> str | None:
    names = NearNames(college)
    for name in known:
        names.add(branch_key(name, college))
    return names.like(branch_key(written, college))


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("教职工第一党支部", "教工第一党支部"),
        ("人体解剖教研室党支部", "人体解剖学教研室党支部"),
        ("病原微生物学教研室党支部", "病原生物学教研室党支部"),
        ("营养食品卫生党支部", "营养与食品卫生党支部"),
        ("教职工第三党支部", "第三教职工党支部"),
        ("公卫第一党支部", "第一党支部"),
        ("公共卫生第一党支部", "第一党支部"),
        ("学生北校区第一党支部", "学生（北校区）第一党支部"),
    ],
)
def test_strictly_alike_both_ways(written: str, known: str) -> None:
    assert like(written, known) == branch_key(known, COLLEGE)
    assert like(known, written) == branch_key(written, COLLEGE)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("教工第一党支部", "教工第二党支部"),
        ("教职工第一党支部", "教工第二党支部"),
        ("14级医学党支部", "15级医学党支部"),
        ("生理学教研室党支部", "病理学教研室党支部"),
        ("心血管内科党支部", "内科党支部"),
        ("新生儿科党支部", "儿科党支部"),
        ("儿科学教研室党支部", "儿科党支部"),
        ("学生党支部", "学生第一党支部"),
        ("研究生第一党支部", "本科生第一党支部"),
        ("口腔内科党支部", "口腔外科党支部"),
        ("党支部", "第一党支部"),
    ],
)
def test_not_strictly_alike(written: str, known: str) -> None:
    assert like(written, known) is None
    assert like(known, written) is None


def test_the_same_name_is_not_near_itself() -> None:
    assert like("教工第一党支部", "教工第1党支部") is None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("口腔内科党支部", "口腔外科党支部", True),
        ("学生党支部", "学生第一党支部", True),
        ("遗传学教研室党支部", "医学遗传学教研室党支部", False),
        ("耳鼻咽喉头颈外科党支部", "耳鼻喉科党支部", True),
        ("机能实验中心党支部", "机能实验教学中心党支部", True),
        ("教工第一党支部", "教工第二党支部", False),
        ("内科党支部", "外科党支部", False),
    ],
)
def test_loosely_alike(one: str, other: str, alike: bool) -> None:
    keys = branch_key(one, COLLEGE), branch_key(other, COLLEGE)
    assert loosely_alike(*keys) is loosely_alike(*reversed(keys)) is alike


def test_only_a_name_of_its_own_suggests_a_move() -> None:
    assert moved_alike(branch_key("人体解剖学教研室党支部"))
    assert not moved_alike(branch_key("教工第一党支部"))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("药学院党总支", "药学院党委", True),
        ("药学院", "药学院党委", True),
        ("离退休工作处党委", "离退休处党委", True),
        ("外国语学院党总支", "外国语言学院党总支", True),
        ("第一临床学院党委", "第二临床学院党委", False),
        ("药学院党委", "中药学院党委", False),
        ("基础医学院党委", "口腔医学院党委", False),
        ("图书馆直属党支部", "体育教学部直属党支部", False),
    ],
)
def test_organisations(one: str, other: str, alike: bool) -> None:
    keys = organization_key(one), organization_key(other)
    assert organizations_alike(*keys) is organizations_alike(*reversed(keys)) is alike


def test_organisations_loosely() -> None:
    assert organizations_alike("医学影象学院党委", "医学影像学院党委", loose=True)
    assert not organizations_alike("医学影象学院党委", "医学影像学院党委")
