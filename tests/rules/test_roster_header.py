"""Header words in their variants, and the header's row."""

from __future__ import annotations

import pytest

from desktop_app.rules.roster_header import field_of, fields_of, is_personal, likely_header
from desktop_app.shapes.roster_import import RosterField as Field

VARIANTS = {
    Field.ORGANIZATION: "基层党组织 所属党组织 所属党委(总支) 所属党委（总支） 党委（党总支） 所属基层党组织 党委",
    Field.BRANCH: "党支部 支部名称 党支部名称 党支部（全称） 支部",
    Field.KIND: "支部类型 类别 党支部类别 类型",
    Field.SECRETARY: "支部书记 书记姓名 党支部书记 书记",
    Field.TELEPHONE: "办公电话 联系电话 电话 联系方式 办公室电话",
    Field.MEMBERS: "党员数 党员人数 党员数（人） 党员总数",
    Field.HONOUR: "荣誉 荣誉名称 获评称号 称号 荣誉称号",
    Field.LEVEL: "级别 荣誉级别",
    Field.STAGE: "状态 阶段 建设状态 建设阶段",
    Field.BATCH: "批次 获评批次",
    Field.VALID_FROM: "有效期起 起始时间 开始时间 起始日期 获评时间",
    Field.VALID_TO: "有效期止 截止时间 截止日期 有效期至 到期时间",
    Field.VALIDITY: "有效期 建设周期 起止时间",
}


@pytest.mark.parametrize(("field", "header"), [(f, h) for f, headers in VARIANTS.items() for h in headers.split()])
def test_variants(field: Field, header: str) -> None:
    assert field_of(header) is field
    assert field_of("　".join(header)) is field
    assert field_of(header[:2] + "\n" + header[2:]) is field


@pytest.mark.parametrize("header", ["序号", "备注", "", "品牌名称", "党支部数"])
def test_what_is_not_read(header: str) -> None:
    assert field_of(header) is None
    assert not is_personal(header)


@pytest.mark.parametrize(
    "header", ["身份证号", "支部书记身份证号码", "出生年月", "手机号", "书记手 机", "家庭住址", "移动电话"]
)
def test_personal_columns_are_never_read(header: str) -> None:
    assert is_personal(header)
    assert field_of(header) is None


def test_of_two_columns_for_one_field_the_first_is_taken() -> None:
    assert fields_of(["党支部", "办公电话", "联系电话"]) == (Field.BRANCH, Field.TELEPHONE, None)


def test_the_header_is_found_below_titles() -> None:
    rows = [
        ["党支部名册", "", ""],
        ["填报单位：组织科", "", ""],
        ["序号", "所属党委", "党支部"],
        ["1", "药学院党委", "甲"],
    ]
    assert likely_header(rows)[0] == 2


def test_a_header_over_two_rows_is_its_lower_row() -> None:
    rows = [["党委", "党支部", "荣誉", "荣誉"], ["党委", "党支部", "级别", "批次"], ["药学院党委", "甲", "校级", "一"]]
    assert likely_header(rows)[0] == 1
