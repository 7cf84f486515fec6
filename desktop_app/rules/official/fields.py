"""The fields that may stand in the text of each official paper, with what they mean and an invented example."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from desktop_app.shapes.official_texts import Field, TextKind

NUMBER = "文号"
IN_OFFICE = "请在“系统设置 → 单位”里填写。"
IN_ROUND = "请在“系统设置”里填写单位的，或在批次里填写本批次的。"
BY_HAND = "文号由学校统一编排，程序从不代拟：请把 {文号} 改成实际的文号，或删去。"

SCHOOL, DEPARTMENT, DESK = "学校", "部门", "科室"
WHOLE_NAMES = (SCHOOL, DEPARTMENT, DESK)  # a title is never broken within one of these

_EVERYWHERE = (
    Field(SCHOOL, "学校全称", "示例医科大学", IN_OFFICE),
    Field(DEPARTMENT, "发文部门", "党委组织部", IN_OFFICE),
    Field(DESK, "承办科室", "组织科", IN_OFFICE),
    Field("批次", "批次名称", "2035 年批次（示例）"),
    Field("年份", "批次的年份，四位数字", "2035"),
    Field("今天", "生成文件的日期", "2035年1月1日"),
    Field("地点", "办公地点", "示例楼000", IN_ROUND),
    Field("电话", "联系电话", "000-0000000", IN_ROUND),
    Field("邮箱", "接收电子版的邮箱", "office@example.edu.cn", IN_ROUND),
    Field(NUMBER, "发文字号，只能手工填写", "", BY_HAND),
    Field("落款", "部门名称和日期，留出盖章位置", "", block=True),
)
_LIST = Field("名单", "项目名单表格：序号、申报编号、基层党组织、党支部、品牌名称、负责人", "", block=True)
_NO_LIST = "请先在“立项公示”里开始公示。"
_PUBLICITY = (
    Field("项数", "名单里的项目数", "2", _NO_LIST),
    Field("公示起", "张贴的日期", "2035年1月8日", _NO_LIST),
    Field("公示止", "期满的日期", "2035年1月15日", _NO_LIST),
    Field("工作日", "公示的工作日数", "5"),
    Field("截止时刻", "期满当天的下班时间", "17:30"),
    _LIST,
)
_AGAIN = (Field("原因", "再次公示的原因，开始公示时填写的", "示例原因", "请在“立项公示”里开始公示时写明原因。"),)
_FORMER = "这份名单没有对应的上一次公示，请删去 {原公示起}。"

_OWN: Mapping[TextKind, tuple[Field, ...]] = {
    TextKind.PUBLICITY: _PUBLICITY,
    TextKind.SUBSTITUTES: (*_PUBLICITY, *_AGAIN),
    TextKind.CORRECTED: (*_PUBLICITY, *_AGAIN, Field("原公示起", "被更正的名单张贴的日期", "2035年1月2日", _FORMER)),
    TextKind.ESTABLISHMENT: (
        Field("项数", "已立项的项目数", "2", "还没有已立项的项目：请先在“立项公示”里结束公示。"),
        Field(
            "会议纪要", "审定所依据的会议纪要", "示例纪要", "审定时没有填写会议纪要：请把 {会议纪要} 删去或改成实际的。"
        ),
        _LIST,
    ),
    TextKind.CORRECTION: (
        Field("主送对象", "基层党组织，或基层党组织和支部", "示例学院党总支示例党支部"),
        Field("补正事由", "哪一项申报，或几个支部的申报", "你支部申报的“示例品牌”（申报编号ZBPP-2035-000），材料"),
        Field("补正期限", "最后期限；几份清单期限不同时是“在各自期限之前”", "于2035年1月8日（周一）17:30前"),
        Field("补正编号", "清单的编号；有几份清单时请看各支部所在的行", "BZ-2035-0000"),
        Field("补正清单", "缺什么、怎样补的表格", "", block=True),
        Field("签收", "签收人、联系电话、签收日期，手写", "", block=True),
    ),
    TextKind.FEEDBACK: (
        Field("主送对象", "基层党组织和支部", "示例学院党总支示例党支部"),
        Field("申报编号", "项目的申报编号", "ZBPP-2035-000"),
        Field("基层党组织", "支部所属的基层党组织", "示例学院党总支"),
        Field("党支部", "申报支部", "示例党支部"),
        Field("品牌名称", "申报的品牌", "示例品牌"),
        Field("综合意见", "评审组的综合意见，一段一行", "", block=True),
        Field(
            "定稿期限",
            "定稿最迟哪天交到：从发出意见起，按修改完善的工作日数推算",
            "2035年1月11日",
            "请在“系统设置 → 放假安排”里载入这一年的放假通知。",
        ),
        Field("专家意见", "各位专家的意见，编号排列，不写姓名", "", block=True),
    ),
}


@cache
def fields_of(kind: TextKind) -> tuple[Field, ...]:
    """The fields of one paper: its own first, then those of every paper."""
    return (*_OWN[kind], *_EVERYWHERE)


def field_of(kind: TextKind, name: str) -> Field:
    """A field by its name; KeyError when the paper has none of that name."""
    return {each.name: each for each in fields_of(kind)}[name]
