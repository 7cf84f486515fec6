"""今天要办: which lines, in which group, opening what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from db.enums import State
from desktop_app.rules.agenda import MOST_LINES, rest, todos
from desktop_app.shapes.dashboard import (
    DeskWork,
    HangingPaper,
    OpenObjection,
    OverdueLoan,
    PostedList,
    Todo,
    UnprintedSlip,
    When,
)
from desktop_app.shapes.intake import ApplicationRow
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.window import Place

NOW = datetime(2025, 9, 10, 10, 42)
ROUND = RoundDraft(2025, "2025 年批次", submission_deadline="2025-09-12")
QUIET = DeskWork(7, ROUND, branches=268)


def application(number: int, state: State = State.INCOMPLETE, **facts: object) -> ApplicationRow:
    row = ApplicationRow(
        application_id=number,
        number=f"ZBPP-2025-{number:03}",
        organization="药学院党总支",
        branch_id=number,
        branch=f"第{number}党支部",
        branch_search="",
        brand=f"品牌{number}",
        state=state,
        copies_in=4,
        copies_required=5,
        electronic_at="",
        missing=("电子版未到",),
        late=False,
        late_approved_by="",
    )
    return replace(row, **facts)  # type: ignore[arg-type]


def deadline_line(when: When, due: str, icon: str, pressing: bool, note: str = "已收 0 项，应报的都已申报") -> Todo:
    return Todo(when, "申报截止", note, due, icon, pressing, Place("收件登记"))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2025, 9, 8, 9, 0), deadline_line(When.NEXT, "9月12日 周五 17:30", "calendar-event", False)),
        (NOW, deadline_line(When.NEXT, "后天 17:30", "calendar-event", False)),
        (datetime(2025, 9, 11, 23, 59), deadline_line(When.NEXT, "明天 17:30", "calendar-event", False)),
        (datetime(2025, 9, 12, 8, 0), deadline_line(When.TODAY, "今天 17:30", "clock", True)),
        (datetime(2025, 9, 12, 17, 30, 59), deadline_line(When.TODAY, "今天 17:30", "clock", True)),
    ],
)
def test_the_deadline_comes_nearer(now: datetime, expected: Todo) -> None:
    assert todos(QUIET, now) == (expected,)


def test_when_the_deadline_has_passed_only_the_missing_are_left_of_it() -> None:
    after = datetime(2025, 9, 12, 17, 31)
    assert todos(QUIET, after) == ()
    assert todos(replace(QUIET, missing=3), after) == (
        Todo(
            When.OVERDUE,
            "应报未报　3 个支部",
            "催报；确实不报的，在名册里改为不应报并写明理由",
            "今天已截止",
            "alert-triangle",
            True,
            Place("支部名册", "missing", 0),
        ),
    )


def test_a_new_round_begins_with_the_roster_and_the_deadline() -> None:
    empty = DeskWork(7, replace(ROUND, submission_deadline=""))
    assert [(line.when, line.text, line.place) for line in todos(empty, NOW)] == [
        (When.TODAY, "导入支部名册", Place("支部名册")),
        (When.TODAY, "填写申报截止日期", Place("系统设置", "round", 7)),
    ]


def test_who_has_waited_longest_for_a_supplement_comes_first() -> None:
    work = replace(
        QUIET,
        applications=(application(1), application(2), application(3, State.ACCEPTED)),
        last_visits={1: date(2025, 9, 10), 2: date(2025, 8, 25), 3: date(2025, 8, 20)},
    )
    assert todos(work, NOW)[1:] == (
        Todo(
            When.NEXT,
            "待补正　第2党支部",
            "电子版未到",
            "已 16 天",
            "hourglass",
            False,
            Place("收件登记", "application", 2),
        ),
        Todo(
            When.NEXT,
            "待补正　第1党支部",
            "电子版未到",
            "今天收",
            "hourglass",
            False,
            Place("收件登记", "application", 1),
        ),
    )


@pytest.mark.parametrize(
    ("count", "lines", "rest_line"), [(MOST_LINES, MOST_LINES, []), (MOST_LINES + 1, 5, ["另有 2 项待补正"])]
)
def test_many_of_a_kind_are_counted_in_a_line_that_opens_them(count, lines, rest_line) -> None:
    work = replace(QUIET, applications=tuple(application(n) for n in range(1, count + 1)))
    found = todos(work, NOW)[1:]
    assert len([line for line in found if line.text.startswith("待补正")]) == lines
    others = [line for line in found if line.text.startswith("另有")]
    assert [line.text for line in others] == rest_line
    assert all(line.place == Place("收件登记", "state", 0) for line in others)


def test_late_ones_wait_for_a_word_before_anything_else_of_today() -> None:
    work = replace(
        QUIET,
        applications=(
            application(1, State.ACCEPTED, late=True),
            application(2, State.ACCEPTED, late=True, late_approved_by="林听泉"),
        ),
        unprinted=(UnprintedSlip(9, "SJ-2025-0009", datetime(2025, 9, 9, 16, 5), "药学院党总支", "许老师"),),
    )
    assert [(line.when, line.text, line.note, line.due, line.pressing, line.place) for line in todos(work, NOW)][
        :2
    ] == [
        (
            When.TODAY,
            "逾期待批准　第1党支部",
            "“品牌1”　写明批准人和理由后才能进入评审",
            "待批准",
            True,
            Place("收件登记", "unapproved", 1),
        ),
        (
            When.TODAY,
            "回执未打印　SJ-2025-0009",
            "药学院党总支　许老师",
            "昨天 16:05",
            False,
            Place("收件登记", "receipt", 9),
        ),
    ]


def test_files_that_came_before_the_paper() -> None:
    one = replace(QUIET, applications=(application(1, State.REGISTERED, copies_in=0),))
    assert todos(one, NOW)[-1] == Todo(
        When.NEXT,
        "纸质件未到　第1党支部",
        "电子版已到，已登记",
        "待收件",
        "file-text",
        False,
        Place("收件登记", "application", 1),
    )
    four = replace(QUIET, applications=tuple(application(n, State.REGISTERED, copies_in=0) for n in range(1, 5)))
    assert (todos(four, NOW)[-1].text, todos(four, NOW)[-1].note) == (
        "纸质件未到　4 项",
        "电子版已到：第1党支部、第2党支部、第3党支部等",
    )


def test_a_missing_holiday_table_is_asked_for() -> None:
    assert todos(replace(QUIET, years_without_table=(2027,)), NOW)[-1] == Todo(
        When.NEXT,
        "载入 2027 年放假安排",
        "公示和补正的工作日要按它计算",
        "",
        "calendar",
        False,
        Place("系统设置", "holidays", 0),
    )


def test_what_comes_when_nothing_is_to_be_done() -> None:
    assert rest(QUIET, NOW) == "下一件：9月12日 17:30 申报截止。"
    assert rest(QUIET, datetime(2025, 9, 13)) == "申报已于 9月12日截止，材料都已齐全，可以进入专家评审。"
    assert rest(replace(QUIET, draft=replace(ROUND, submission_deadline="")), NOW) == ""


def test_lists_of_corrections_press_when_their_term_ends_and_more_when_it_is_over() -> None:
    rows = tuple(application(n) for n in (1, 2, 3))
    terms = {1: date(2025, 9, 8), 2: date(2025, 9, 10), 3: date(2025, 9, 11)}
    found = [line for line in todos(replace(QUIET, applications=rows, terms=terms), NOW) if "截止" not in line.text]
    assert found == [
        Todo(
            When.OVERDUE, "补正逾期　第1党支部", "电子版未到", "逾期 2 天", "hourglass", True, Place(
                "收件登记", "correction", 1
            )
        ),
        Todo(
            When.TODAY, "补正今天到期　第2党支部", "电子版未到", "今天 17:30", "hourglass", True, Place(
                "收件登记", "correction", 2
            )
        ),
        Todo(
            When.NEXT, "待补正　第3党支部", "电子版未到", "明天到期", "hourglass", False, Place(
                "收件登记", "application", 3
            )
        ),
    ]  # fmt: skip
    after = todos(replace(QUIET, applications=rows[1:2], terms=terms), datetime(2025, 9, 10, 17, 31))
    assert (after[0].when, after[0].due) == (When.OVERDUE, "今天 17:30")


def test_who_should_have_brought_copies_back_is_one_line() -> None:
    loans = (OverdueLoan("评审专家组 王教授", 9, date(2025, 9, 8)),)
    assert todos(replace(QUIET, loans=loans), NOW)[0] == Todo(
        When.OVERDUE,
        "纸质件逾期未还　评审专家组 王教授",
        "9 份，应于 9月8日归还",
        "逾期 2 天",
        "archive",
        True,
        Place("收件登记", "overdue_loans", 0),
    )


def test_a_list_whose_days_are_over_is_to_be_taken_off_the_wall() -> None:
    work = replace(QUIET, hanging=(HangingPaper(3, "立项公示", date(2025, 9, 9), 40),))
    assert todos(work, NOW)[0] == Todo(
        When.TODAY,
        "撤下公示　立项公示 40 项",
        "公示期已过，取下张贴的名单后记下撤下日期",
        "昨天期满",
        "speakerphone",
        False,
        Place("立项公示", "removal", 3),
    )


def test_an_open_objection_stands_there_until_it_is_concluded() -> None:
    one = OpenObjection(7, "护理第二党支部", "提灯夜航", date(2025, 9, 8))
    assert todos(replace(QUIET, objections=(one,)), NOW)[0] == Todo(
        When.TODAY,
        "异议未办结　护理第二党支部",
        "“提灯夜航”　核查后写明结论；期满时还没有办结的，暂缓立项",
        "9月8日收",
        "alert-triangle",
        True,
        Place("立项公示", "application", 7),
    )
    told = [each.text for each in todos(replace(QUIET, objections=(one,) * 8), NOW) if "异议" in each.text]
    assert (len(told), told[-1]) == (6, "另有 3 件异议未办结")


def test_a_list_is_to_be_closed_when_its_days_are_over() -> None:
    before, today, over = (PostedList(day, 40) for day in (date(2025, 9, 30), NOW.date(), date(2025, 9, 9)))
    lines = [each for each in todos(replace(QUIET, posted=(over, today, before)), NOW) if "公示" in each.text]
    assert [(each.when, each.text) for each in lines] == [
        (When.TODAY, "结束公示　40 项"),
        (When.TODAY, "公示期满　40 项"),
        (When.NEXT, "公示期满　40 项"),
    ]
