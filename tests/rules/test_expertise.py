"""A soft wish: how near a field is to an application."""

from __future__ import annotations

import pytest

from desktop_app.rules.expertise import FITS, PARTLY, STRANGE, UNKNOWN, strangeness

NURSING = "护理学院党委 护理第二党支部 医护 提灯夜航"


@pytest.mark.parametrize(
    ("expertise", "cost"),
    [
        ("急诊护理学院管理", PARTLY),
        ("护理与志愿服务", PARTLY),
        ("提灯夜航精神", FITS),
        ("基础医学", STRANGE),
        ("党支部建设研究", UNKNOWN),  # what every branch has in its name tells nothing
        ("", UNKNOWN),
    ],
)
def test_how_near_a_field_is(expertise: str, cost: int) -> None:
    assert strangeness(expertise, NURSING) == cost
