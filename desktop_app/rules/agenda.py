"""今天要办: what a person must do, in the order of how much it presses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from db.enums import State
from desktop_app.rules.deadlines import closing_moment, days_left
from desktop_app.rules.deficiencies import due_words, is_over
from desktop_app.rules.typed_dates import weekday
from desktop_app.shapes.dashboard import DeskWork, Todo, When
from desktop_app.shapes.intake import ApplicationRow
from desktop_app.shapes.window import Place

T = TypeVar("T")
DESK, ROSTER, SETTINGS, PUBLICITY = "收件登记", "支部名册", "系统设置", "立项公示"
MOST_LINES = 6  # of one kind: beyond that one fewer, and the rest is counted in a line of its own


def todos(work: DeskWork, now: datetime) -> tuple[Todo, ...]:
    """Every line, grouped by when; within a group in the order in which a clerk would take them."""
    lines = [
        *_set_up(work),
        *_deadline(work, now),
        *_late(work),
        *_terms(work, now),
        *_loans(work, now),
        *_objections(work),
        *_posted(work, now),
        *_hanging(work, now),
        *_unprinted(work, now),
        *_incomplete(work, now),
        *_file_only(work),
        *_tables(work),
    ]
    order = list(When)
    return tuple(sorted(lines, key=lambda line: order.index(line.when)))


def rest(work: DeskWork, now: datetime) -> str:
    """What is said when nothing is to be done: what comes next, and when."""
    if not work.draft.submission_deadline:
        return ""
    closing = closing_moment(work.draft.submission_deadline, close_of_office=work.close_of_office)
    if now > closing:
        return f"申报已于 {closing.month}月{closing.day}日截止，材料都已齐全，可以进入专家评审。"
    return f"下一件：{closing.month}月{closing.day}日 {closing:%H:%M} 申报截止。"


def _set_up(work: DeskWork) -> list[Todo]:
    """What must be there before anything can be received."""
    lines = []
    if not work.branches:
        place = Place(ROSTER)
        lines.append(Todo(When.TODAY, "导入支部名册", "有了名册，收件时才能选支部", "", "users-group", False, place))
    if not work.draft.submission_deadline:
        place = Place(SETTINGS, "round", work.round_id)
        note = "填上以后才能判断逾期和应报"
        lines.append(Todo(When.TODAY, "填写申报截止日期", note, "", "calendar-event", False, place))
    return lines


def _deadline(work: DeskWork, now: datetime) -> list[Todo]:
    deadline = work.draft.submission_deadline
    if not deadline or not work.branches:
        return []
    closing = closing_moment(deadline, close_of_office=work.close_of_office)
    if now.replace(second=0, microsecond=0) > closing:
        return _missed(work, days_left(now, deadline, close_of_office=work.close_of_office))
    received = sum(bool(row.copies_in) for row in work.applications)
    owed = f"应报未报 {work.missing} 个支部" if work.missing else "应报的都已申报"
    due, today = _day_words(closing.date(), now.date()), closing.date() == now.date()
    text, note, due = "申报截止", f"已收 {received} 项，{owed}", f"{due} {closing:%H:%M}"
    if today:
        return [Todo(When.TODAY, text, note, due, "clock", True, Place(DESK))]
    return [Todo(When.NEXT, text, note, due, "calendar-event", False, Place(DESK))]


def _missed(work: DeskWork, since: str) -> list[Todo]:
    if not work.missing:
        return []
    text, note = f"应报未报　{work.missing} 个支部", "催报；确实不报的，在名册里改为不应报并写明理由"
    return [Todo(When.OVERDUE, text, note, since, "alert-triangle", True, Place(ROSTER, "missing", 0))]


def _late(work: DeskWork) -> list[Todo]:
    waiting = [row for row in work.applications if row.late and not row.late_approved_by and _at_desk(row)]
    lines = [
        Todo(
            When.TODAY,
            f"逾期待批准　{row.branch}",
            f"“{row.brand}”　写明批准人和理由后才能进入评审",
            "待批准",
            "hourglass",
            True,
            Place(DESK, "unapproved", row.application_id),
        )
        for row in _few(waiting)
    ]
    return lines + _others(When.TODAY, "逾期待批准", len(waiting), "unapproved")


def _unprinted(work: DeskWork, now: datetime) -> list[Todo]:
    lines = [
        Todo(
            When.TODAY,
            f"回执未打印　{slip.number}",
            "　".join(part for part in (slip.organization, slip.submitter) if part),
            f"{_day_words(slip.received_at.date(), now.date())} {slip.received_at:%H:%M}",
            "printer",
            False,
            Place(DESK, "receipt", slip.receipt_id),
        )
        for slip in _few(work.unprinted)
    ]
    return lines + _others(When.TODAY, "回执未打印", len(work.unprinted), "unprinted")


def _terms(work: DeskWork, now: datetime) -> list[Todo]:
    """Lists of 补正 whose term is over, the longest first, and those that end today."""
    owing = [row for row in work.applications if row.application_id in work.terms and _at_desk(row)]
    owing.sort(key=lambda row: (work.terms[row.application_id], row.number))
    over = [row for row in owing if is_over(work.terms[row.application_id], now, work.close_of_office)]
    today = [row for row in owing if row not in over and work.terms[row.application_id] == now.date()]
    lines = [_term(When.OVERDUE, "补正逾期", row, work, now) for row in _few(over)]
    lines += _others(When.OVERDUE, "补正逾期", len(over), "overdue_lists")
    lines += [_term(When.TODAY, "补正今天到期", row, work, now) for row in _few(today)]
    return lines + _others(When.TODAY, "补正今天到期", len(today), "corrections")


def _term(when: When, words: str, row: ApplicationRow, work: DeskWork, now: datetime) -> Todo:
    due_on = work.terms[row.application_id]
    due = due_words(due_on, now.date()) if due_on < now.date() else f"今天 {work.close_of_office}"
    place = Place(DESK, "correction", row.application_id)
    return Todo(when, f"{words}　{row.branch}", "，".join(row.missing), due, "hourglass", True, place)


def _loans(work: DeskWork, now: datetime) -> list[Todo]:
    """Whoever should have brought copies back: one line a person."""
    lines = [
        Todo(
            When.OVERDUE,
            f"纸质件逾期未还　{loan.holder}",
            f"{loan.copies} 份，应于 {loan.due_on.month}月{loan.due_on.day}日归还",
            due_words(loan.due_on, now.date()),
            "archive",
            True,
            Place(DESK, "overdue_loans", 0),
        )
        for loan in _few(work.loans)
    ]
    return lines + _others(When.OVERDUE, "纸质件逾期未还", len(work.loans), "overdue_loans")


def _objections(work: DeskWork) -> list[Todo]:
    """What holds a project up until somebody has concluded it, the oldest first."""
    lines = [
        Todo(
            When.TODAY,
            f"异议未办结　{each.branch}",
            f"“{each.brand}”　核查后写明结论；期满时还没有办结的，暂缓立项",
            f"{each.received_on.month}月{each.received_on.day}日收",
            "alert-triangle",
            True,
            Place(PUBLICITY, "application", each.application_id),
        )
        for each in _few(work.objections)
    ]
    if left := len(work.objections) - len(lines):
        place = Place(PUBLICITY, "objections", 0)
        lines.append(Todo(When.TODAY, f"另有 {left} 件异议未办结", "", "看全部", "circle-dot", True, place))
    return lines


def _posted(work: DeskWork, now: datetime) -> list[Todo]:
    """Public lists whose days end: from the close of office on they are to be closed."""
    lines = []
    for each in work.posted:
        closing = closing_moment(each.last.isoformat(), close_of_office=work.close_of_office)
        due, place = f"{_day_words(each.last, now.date())} {closing:%H:%M}", Place(PUBLICITY)
        if now >= closing:
            text, note = f"结束公示　{each.waiting} 项", "没有异议的转为已立项，有异议的暂缓"
            lines.append(Todo(When.TODAY, text, note, f"{due}期满", "speakerphone", True, place))
        else:
            when, text = When.TODAY if each.last == now.date() else When.NEXT, f"公示期满　{each.waiting} 项"
            lines.append(Todo(when, text, "期满后结束公示", due, "speakerphone", False, place))
    return lines


def _hanging(work: DeskWork, now: datetime) -> list[Todo]:
    """Public lists whose days are over: the paper comes off the wall."""
    return [
        Todo(
            When.TODAY,
            f"撤下公示　{paper.purpose} {paper.listed} 项",
            "公示期已过，取下张贴的名单后记下撤下日期",
            f"{_day_words(paper.last, now.date())}期满",
            "speakerphone",
            False,
            Place(PUBLICITY, "removal", paper.publicity_id),
        )
        for paper in work.hanging
    ]


def _incomplete(work: DeskWork, now: datetime) -> list[Todo]:
    """Who has waited longest comes first: they are the ones to ring. Whose term has come was told already."""
    told = {key for key, due_on in work.terms.items() if due_on <= now.date()}
    rows = sorted(
        (row for row in work.applications if row.state is State.INCOMPLETE and row.application_id not in told),
        key=lambda row: (work.last_visits.get(row.application_id, now.date()), row.number),
    )
    lines = [
        Todo(
            When.NEXT,
            f"待补正　{row.branch}",
            "，".join(row.missing),
            _until(work, row, now.date()),
            "hourglass",
            False,
            Place(DESK, "application", row.application_id),
        )
        for row in _few(rows)
    ]
    return lines + _others(When.NEXT, "待补正", len(rows), "state")


def _file_only(work: DeskWork) -> list[Todo]:
    rows = [row for row in work.applications if row.state is State.REGISTERED]
    if not rows:
        return []
    if len(rows) == 1:
        place = Place(DESK, "application", rows[0].application_id)
        return [
            Todo(When.NEXT, f"纸质件未到　{rows[0].branch}", "电子版已到，已登记", "待收件", "file-text", False, place)
        ]
    names = "、".join(row.branch for row in rows[:3]) + ("等" if len(rows) > 3 else "")
    return [
        Todo(
            When.NEXT, f"纸质件未到　{len(rows)} 项", f"电子版已到：{names}", "待收件", "file-text", False, Place(DESK)
        )
    ]


def _tables(work: DeskWork) -> list[Todo]:
    """公示 is refused without the year's table, so it is asked for while there is time."""
    place = Place(SETTINGS, "holidays", 0)
    return [
        Todo(When.NEXT, f"载入 {year} 年放假安排", "公示和补正的工作日要按它计算", "", "calendar", False, place)
        for year in work.years_without_table
    ]


def _at_desk(row: ApplicationRow) -> bool:
    return row.state in (State.REGISTERED, State.INCOMPLETE, State.ACCEPTED)


def _few(rows: Sequence[T]) -> Sequence[T]:
    return rows if len(rows) <= MOST_LINES else rows[: MOST_LINES - 1]


def _others(when: When, words: str, count: int, kind: str) -> list[Todo]:
    """What `_few` left out, in one line that opens the list of them: `kind` is its filter on the counter's page."""
    if count <= MOST_LINES:
        return []
    text = f"另有 {count - MOST_LINES + 1} 项{words}"
    return [Todo(when, text, "", "看全部", "circle-dot", False, Place(DESK, kind, 0))]


def _day_words(day: date, today: date) -> str:
    """今天, 明天, 后天, 昨天, else 9月12日 周五."""
    near = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}.get((day - today).days)
    return near or f"{day.month}月{day.day}日 {weekday(day)}"


def _until(work: DeskWork, row: ApplicationRow, today: date) -> str:
    """When its term ends; without a list of 补正 how long it has waited."""
    due_on = work.terms.get(row.application_id)
    if due_on is None:
        return _since(work.last_visits.get(row.application_id), today)
    return f"{_day_words(due_on, today)}到期"


def _since(day: date | None, today: date) -> str:
    """How long it has waited: 今天收, 16 天."""
    if day is None:
        return ""
    days = (today - day).days
    return f"已 {days} 天" if days > 0 else "今天收"
