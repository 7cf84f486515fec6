"""今天要办: what a person must do, in the order of how much it presses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from db.enums import State
from desktop_app.rules.deadlines import closing_moment, days_left
from desktop_app.rules.numbering import short_number
from desktop_app.rules.typed_dates import weekday
from desktop_app.shapes.dashboard import Todo, When
from desktop_app.shapes.intake import ApplicationRow
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Place

DESK, ROSTER, SETTINGS = "收件登记", "支部名册", "系统设置"
_MOST_LINES = 5  # of one kind; the rest is counted in a line of its own


def todos(
    draft: RoundDraft,
    applications: Sequence[ApplicationRow],
    *,
    missing: int,
    branches: int,
    clash: str,
    close_of_office: str,
    now: datetime,
) -> tuple[Todo, ...]:
    """Every line, grouped. `missing` counts 应报未报 branches, `branches` the roster; `clash` is the back-planner's."""
    lines: list[Todo] = []
    if not branches:
        lines.append(
            Todo(When.TODAY, "导入支部名册", "有了名册，收件时才能选支部", "", "users-group", False, Place(ROSTER))
        )
    live = [row for row in applications if row.state in (State.REGISTERED, State.INCOMPLETE)]
    lines += _late(applications)
    lines += _deadline(draft, len([row for row in applications if row.copies_in]), missing, close_of_office, now)
    lines += _incomplete([row for row in live if row.state is State.INCOMPLETE])
    lines += _file_only([row for row in live if row.state is State.REGISTERED])
    if clash:
        place = Place(SETTINGS, "round")
        lines.append(Todo(When.NEXT, "时间安排有冲突", clash, "待定", "alert-triangle", False, place))
    order = list(When)
    return tuple(sorted(lines, key=lambda line: order.index(line.when)))


def _deadline(draft: RoundDraft, received: int, missing: int, close_of_office: str, now: datetime) -> list[Todo]:
    if not draft.submission_deadline:
        text = "通知没有写申报截止日期"
        return [Todo(When.TODAY, text, "写上后才能判断逾期", "", "calendar-event", False, Place(SETTINGS, "round"))]
    closing = closing_moment(draft.submission_deadline, close_of_office=close_of_office)
    note = f"{received} 项已收" + (f"，应报未报 {missing} 个支部" if missing else "，应报的都已申报")
    days = (closing.date() - now.date()).days
    if now > closing:
        if not missing:
            return []
        said = days_left(now, draft.submission_deadline, close_of_office=close_of_office)
        text = f"应报未报　{missing} 个支部"
        return [
            Todo(
                When.OVERDUE, text, "必须申报而没有申报，请催报或记明原因", said, "alert-triangle", True, Place(ROSTER)
            )
        ]
    if days == 0:
        return [Todo(When.TODAY, "申报截止", note, f"今天 {closing:%H:%M}", "clock", True, Place(DESK))]
    due = {1: "明天", 2: "后天"}.get(days, f"{closing.month}月{closing.day}日 周{weekday(closing.date())[-1]}")
    return [Todo(When.NEXT, "申报截止", note, f"{due} {closing:%H:%M}", "calendar-event", False, Place(DESK))]


def _late(applications: Sequence[ApplicationRow]) -> list[Todo]:
    waiting = [
        row
        for row in applications
        if row.late and not row.late_approved_by and row.state in (State.INCOMPLETE, State.ACCEPTED)
    ]
    lines = [
        Todo(
            When.TODAY,
            f"逾期待批准　{row.branch}",
            f"“{row.brand}”　写明批准人和理由后才进入评审",
            "待批准",
            "hourglass",
            True,
            Place(DESK, "application", row.application_id),
        )
        for row in waiting[:_MOST_LINES]
    ]
    return lines + _rest(When.TODAY, "逾期待批准", len(waiting))


def _incomplete(rows: Sequence[ApplicationRow]) -> list[Todo]:
    lines = [
        Todo(
            When.NEXT,
            f"待补正　{row.branch}",
            "，".join(row.missing),
            short_number(row.number),
            "hourglass",
            False,
            Place(DESK, "application", row.application_id),
        )
        for row in rows[:_MOST_LINES]
    ]
    return lines + _rest(When.NEXT, "待补正", len(rows))


def _file_only(rows: Sequence[ApplicationRow]) -> list[Todo]:
    if not rows:
        return []
    names = "、".join(row.branch for row in rows[:3]) + ("等" if len(rows) > 3 else "")
    return [
        Todo(When.NEXT, f"电子版已到，纸质件未到　{len(rows)} 项", names, "待收件", "file-text", False, Place(DESK))
    ]


def _rest(when: When, words: str, count: int) -> list[Todo]:
    if count <= _MOST_LINES:
        return []
    more = count - _MOST_LINES
    return [
        Todo(when, f"另有 {more} 项{words}", "在收件登记里按状态筛选", "", "circle-dot", False, Place(DESK, "state"))
    ]
