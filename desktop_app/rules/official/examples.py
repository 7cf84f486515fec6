"""A paper of obviously invented values, for the preview of a text before there is anything real."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from desktop_app.rules.official import blocks as made
from desktop_app.rules.official.fields import DEPARTMENT, DESK, SCHOOL, fields_of
from desktop_app.shapes.desk_papers import CorrectionNotice, NoticeItem, NoticeList
from desktop_app.shapes.establishment import ListedProject
from desktop_app.shapes.official import Block
from desktop_app.shapes.official_texts import Filling, TextKind

_PROJECTS = (
    ListedProject("ZBPP-2035-001", "示例学院党委", "示例第一党支部", "示例品牌甲", "示例甲"),
    ListedProject("ZBPP-2035-002", "示例医院党委", "示例第二党支部", "示例品牌乙", "示例乙"),
)
_DUE = datetime(2035, 1, 8, 17, 30)
_ITEMS = (
    NoticeItem("纸质件差 1 份（第 5 份未到）（示例）", "补交纸质申报书（示例）"),
    NoticeItem("电子版未到（示例）", "发送电子版（示例）"),
)
_LISTS = (NoticeList("BZ-2035-0000", "ZBPP-2035-000", "示例党支部", "示例品牌", _DUE, _ITEMS),)
_NOTICE = CorrectionNotice("示例学院党总支示例党支部", False, _LISTS, date(2035, 1, 1))
_DAY = "2035年1月1日"
_PUBLISHED = (SCHOOL, DEPARTMENT)


def example(kind: TextKind) -> Filling:
    """One paper whose every value says that it is an example."""
    values = {each.name: each.example for each in fields_of(kind) if not each.block}
    signs = (DEPARTMENT, DESK) if kind in (TextKind.CORRECTION, TextKind.FEEDBACK) else _PUBLISHED
    return Filling(kind, values, {**_blocks(kind), "落款": made.signature(signs, values, _DAY)})


def _blocks(kind: TextKind) -> Mapping[str, tuple[Block, ...]]:
    if kind is TextKind.CORRECTION:
        return {"补正清单": (made.correction_table(_NOTICE),), "签收": made.SIGNED_FOR}
    if kind is TextKind.FEEDBACK:
        return {
            "综合意见": made.panel_opinion("示例意见：请进一步提炼品牌内涵。"),
            "专家意见": made.experts_opinions(("示例意见甲。", "示例意见乙。")),
        }
    return {"名单": (made.project_table(_PROJECTS),)}
