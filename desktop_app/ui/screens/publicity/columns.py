"""What the list of projects shows: the gates as marks, and each gate as a column of its own for who wants the words."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.rules.establishment import lacks, stands
from desktop_app.rules.numbering import short_number
from desktop_app.shapes.establishment import ProjectRow
from desktop_app.ui.parts.marks import BOX, GAP, Marks
from desktop_app.ui.parts.tables import Column
from desktop_app.ui.screens.publicity.wording import objection_badge, state_badge

GATES = 7 * (BOX + GAP) + 14  # px
MOMENT = 124


def columns(
    position: Callable[[ProjectRow], int | None], marks: Callable[[ProjectRow], Marks]
) -> tuple[Column[ProjectRow], ...]:
    """In their order; those that are not shown can be chosen, and are copied as WPS pastes them."""
    return (
        Column("序号", position, width=44, number=True, shown=False),
        Column("编号", lambda r: r.number, text=lambda r: short_number(r.number), copied=lambda r: r.number, width=52,
               quiet=True),
        Column("基层党组织", lambda r: r.organization, share=10),
        Column("党支部", lambda r: r.branch, share=12),
        Column("品牌名称", lambda r: r.brand, share=9),
        Column("负责人", lambda r: r.head, width=72, shown=False),
        Column("关口", lambda r: -len(lacks(r)), marks=marks, width=GATES),
        Column("进展", lambda r: r.state, badge=state_badge, width=112),
        Column("下一步", stands, share=16, shown=False),
        Column("意见发出", lambda r: r.sent_at, text=lambda r: _moment(r.sent_at), width=MOMENT, shown=False),
        Column("发出方式", lambda r: r.sent_how, width=72, shown=False),
        Column("定稿收到", lambda r: r.revision_received_at, text=lambda r: _moment(r.revision_received_at),
               width=MOMENT, shown=False),
        Column("对照", lambda r: r.compared_at, text=_compared, width=MOMENT, shown=False),
        Column("确认修改", lambda r: r.revision_confirmed_at,
               text=lambda r: _by(r.revision_confirmed_by, r.revision_confirmed_at), width=MOMENT, shown=False),
        Column("查重", lambda r: r.originality or "", width=84, shown=False),
        Column("拟定审定", lambda r: r.draft or "", width=84, shown=False),
        Column("公示到", lambda r: r.listed_until, width=92, shown=False),
        Column("异议", lambda r: (r.open_objections, r.objections), badge=objection_badge, width=84, shown=False),
    )  # fmt: skip


def _moment(at: str) -> str:
    return at[:16].replace("T", " ")


def _by(name: str, at: str) -> str:
    """周喆 09-23."""
    return f"{name} {at[5:10]}" if at else ""


def _compared(row: ProjectRow) -> str:
    if row.compared_at:
        return _by(row.compared_by, row.compared_at)
    return "没有在程序里对照" if row.revision_confirmed_at else ""
