"""Fields that help: proposals by keys and mouse, days as they are typed, Enter that leads on."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.rules import names
from desktop_app.shapes.window import Proposal
from desktop_app.ui import style
from desktop_app.ui.parts.basics import form_label
from desktop_app.ui.parts.fields import DateField, DateTimeField, ProposalField, enter_goes_on
from desktop_app.ui.parts.month import MonthSheet, first_shown, months_on

Key = Qt.Key
FIRST = Proposal(1, "临床医学系第一党支部", "第一临床学院党委　应报", (0, 4))
SECOND = Proposal(2, "临床医学系第二党支部", "第一临床学院党委")
NURSES = Proposal(3, "护理学院教工党支部", "护理学院党委")
TODAY = date(2023, 11, 10)


def propose(typed: str) -> list[Proposal]:
    initials = {"lcyxx1": FIRST, "lcyxx2": SECOND, "hlxy": NURSES}
    return [each for key, each in initials.items() if not typed or key.startswith(typed) or typed in each.text]


@pytest.fixture
def form(qtbot, qapp):
    """A form of a proposal field, a line and a day, as a page has it."""
    style.apply(qapp, dark=False)
    top = QWidget()
    qtbot.addWidget(top)
    top.branch = ProposalField("branch", propose, says="党支部")
    top.brand = QLineEdit()
    top.day = DateField("day", says="截止日期", today=lambda: TODAY)
    top.moment = DateTimeField("moment", says="收到时间", today=lambda: TODAY)
    top.accepted = []
    top.branch.accepted.connect(lambda proposal: top.accepted.append(proposal.record_id))
    box = QVBoxLayout(top)
    for thing in (top.branch, top.brand, top.day, top.moment):
        box.addWidget(thing)
    box.addStretch(1)
    enter_goes_on(top)
    top.resize(640, 480)
    with qtbot.waitExposed(top):
        top.show()
    top.activateWindow()
    qtbot.waitUntil(lambda: qapp.activeWindow() is top)
    top.branch.setFocus()
    return top


def composes(field, letters="", commits=""):
    event = QInputMethodEvent(letters, [])
    event.setCommitString(commits)
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize(("keys", "taken"), [("", 1), ("d", 2), ("dd", 1), ("u", 2)])
@pytest.mark.parametrize("by", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_arrows_mark_and_enter_or_tab_takes_and_leads_on(form, qtbot, keys, taken, by):
    qtbot.keyClicks(form.branch, "lc")
    for key in keys:
        qtbot.keyClick(form.branch, Key.Key_Down if key == "d" else Key.Key_Up)
    qtbot.keyClick(form.branch, by)
    assert (form.accepted, form.branch.chosen.record_id, form.branch.open) == ([taken], taken, False)
    assert form.branch.text() == form.branch.chosen.text
    assert QApplication.focusWidget() is form.brand


def test_a_click_takes_and_the_keyboard_stays(form, qtbot):
    qtbot.keyClicks(form.branch, "lc")
    listed = form.findChild(QWidget, "branch_proposals")
    qtbot.mouseClick(listed, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    assert form.accepted == [2]
    assert QApplication.focusWidget() is form.branch


def test_a_change_unsettles_what_was_chosen(form, qtbot):
    qtbot.keyClicks(form.branch, "hl")
    form.branch.take(form.branch.marked)
    with qtbot.waitSignal(form.branch.unsettled):
        qtbot.keyClick(form.branch, Key.Key_Backspace)
    assert form.branch.chosen is None


def test_esc_closes_the_list_only(form, qtbot):
    qtbot.keyClicks(form.branch, "lc")
    qtbot.keyClick(form.branch, Key.Key_Escape)
    assert (form.branch.open, form.branch.text(), form.accepted) == (False, "lc", [])


def test_nothing_found_is_said_and_enter_takes_nothing(form, qtbot):
    qtbot.keyClicks(form.branch, "zz")
    assert form.findChild(QWidget, "branch_proposals").accessibleName() == "没有找到“zz”。"
    qtbot.keyClick(form.branch, Key.Key_Return)
    assert (form.accepted, form.branch.chosen) == ([], None)


def test_down_shows_all_in_an_empty_field(form, qtbot):
    qtbot.keyClick(form.branch, Key.Key_Down)
    assert (form.branch.open, form.branch.marked) == (True, FIRST)


def test_leaving_takes_what_was_typed_in_full(form, qtbot):
    composes(form.branch, commits="护理学院教工党支部")
    form.brand.setFocus()
    assert form.accepted == [3]


def test_leaving_guesses_nothing(form, qtbot):
    qtbot.keyClicks(form.branch, "hl")
    form.brand.setFocus()
    assert (form.accepted, form.branch.chosen, form.branch.open) == ([], None, False)


def test_pinyin_in_an_input_method_proposes_and_keeps_its_keys(form, qtbot):
    composes(form.branch, "lc'yx'x")
    assert form.branch.marked == FIRST
    qtbot.keyClick(form.branch, Key.Key_Down)
    qtbot.keyClick(form.branch, Key.Key_Tab)
    assert form.accepted == []
    form.branch.setFocus()
    composes(form.branch, commits="临床")
    assert (form.branch.text(), form.branch.marked) == ("临床", FIRST)


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [("  临床医学系 第一党支部\u200b　", "临床医学系第一党支部"), ("１４级医学党支部", "14级医学党支部")],
)
def test_a_paste_is_cleaned_before_the_eyes(form, qtbot, pasted, shown):
    QGuiApplication.clipboard().setText(pasted)
    form.branch.paste()
    assert form.branch.text() == shown


def test_a_person_s_padding_goes(qtbot):
    field = ProposalField("person", lambda _: (), says="送件人", clean=names.clean_person)
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText("王　伟")
    field.paste()
    assert field.text() == "王伟"


def test_typing_a_blank_between_words_is_possible(form, qtbot):
    qtbot.keyClicks(form.branch, "a b")
    assert form.branch.text() == "a b"


def test_the_list_opens_above_where_there_is_no_room_below(form, qtbot):
    form.layout().insertStretch(0, 100)
    qtbot.waitUntil(lambda: form.branch.y() > 200)
    form.resize(640, form.branch.geometry().bottom() + 150)
    qtbot.keyClicks(form.branch, "c")
    form.branch.clear()
    qtbot.keyClicks(form.branch, "lc")
    listed = form.findChild(QWidget, "branch_proposals").geometry()
    assert form.rect().contains(listed)


def said(form, name):
    return form.findChild(QLabel, f"{name}_said").text()


@pytest.mark.parametrize("typed", ["1109", "11.9", "2023-11-09"])
def test_a_day_is_cleaned_when_the_field_is_left(form, qtbot, typed):
    heard = []
    form.day.changed.connect(heard.append)
    form.day.setFocus()
    qtbot.keyClicks(form.day.line, typed)
    assert said(form, "day") == "2023-11-09　周四"
    qtbot.keyClick(form.day.line, Key.Key_Return)
    assert (form.day.line.text(), form.day.value, said(form, "day")) == ("2023-11-09", date(2023, 11, 9), "周四")
    assert heard == [date(2023, 11, 9)]
    assert QApplication.focusWidget() is form.moment.line


def test_a_wrong_day_is_told_under_the_field_when_it_is_left(form, qtbot):
    form.day.setFocus()
    qtbot.keyClicks(form.day.line, "1131")
    assert (said(form, "day"), form.day.problem) == ("", "")
    qtbot.keyClick(form.day.line, Key.Key_Tab)
    assert (form.day.value, form.day.line.text()) == (None, "1131")
    assert said(form, "day") == form.day.problem == "11 月没有 31 日。可写 1109、11.9 或 2023-11-09。"
    assert form.findChild(QWidget, "day_mark").isVisible()
    assert form.day.line.accessibleDescription() == form.day.problem
    form.day.setFocus()
    qtbot.keyClick(form.day.line, Key.Key_Backspace)
    assert said(form, "day") == ""


def test_the_form_does_not_jump(form, qtbot):
    before = form.moment.y()
    form.day.line.setText("1131")
    form.day.settle()
    assert form.moment.y() == before


def test_a_required_day_is_asked_for(qtbot):
    field = DateField("day", says="截止日期", required=True, today=lambda: TODAY)
    qtbot.addWidget(field)
    field.settle()
    assert field.problem == "请填写。可写 1109、11.9 或 2023-11-09。"
    field.show_value(date(2023, 11, 10))
    assert (field.problem, field.line.text()) == ("", "2023-11-10")


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("1109 1612", datetime(2023, 11, 9, 16, 12), "2023-11-09 16:12"),
        ("16:12", datetime(2023, 11, 10, 16, 12), "2023-11-10 16:12"),
        ("1109", None, "1109"),
    ],
)
def test_a_moment(form, qtbot, typed, value, shown):
    qtbot.keyClicks(form.moment.line, typed)
    form.moment.settle()
    assert (form.moment.value, form.moment.line.text()) == (value, shown)


def test_a_day_picked_keeps_the_time_or_waits_for_it(form):
    form.moment.show_value(datetime(2023, 11, 9, 16, 12))
    form.moment._month.picked.emit(date(2023, 11, 8))
    assert form.moment.value == datetime(2023, 11, 8, 16, 12)
    form.moment.show_value(None)
    form.moment._month.picked.emit(date(2023, 11, 8))
    assert (form.moment.line.text(), form.moment.value, form.moment.problem) == ("2023-11-08 ", None, "")


def test_a_day_picked_is_told(form, qtbot):
    with qtbot.waitSignal(form.day.changed) as changed:
        form.day._month.picked.emit(date(2023, 11, 8))
    assert (changed.args, form.day.line.text()) == ([date(2023, 11, 8)], "2023-11-08")


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Key.Key_Left, date(2023, 11, 9)),
        (Key.Key_Down, date(2023, 11, 17)),
        (Key.Key_PageUp, date(2023, 10, 10)),
        (Key.Key_PageDown, date(2023, 12, 10)),
        (Key.Key_Home, date(2023, 11, 8)),
    ],
)
def test_the_calendar_by_keys(qtbot, key, day):
    sheet = MonthSheet("sheet")
    qtbot.addWidget(sheet)
    sheet.show_day(date(2023, 11, 10), date(2023, 11, 8))
    qtbot.keyClick(sheet, key)
    with qtbot.waitSignal(sheet.taken) as taken:
        qtbot.keyClick(sheet, Key.Key_Return)
    assert taken.args == [day]


def test_the_calendar_by_mouse(qtbot):
    sheet = MonthSheet("sheet")
    qtbot.addWidget(sheet)
    sheet.show_day(date(2023, 11, 10), TODAY)
    with qtbot.waitSignal(sheet.taken) as taken:
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(36 * 3 + 10, 24 + 36 + 10))
    assert taken.args == [date(2023, 11, 9)]


def test_months():
    assert first_shown(date(2023, 11, 10)) == date(2023, 10, 30)
    assert months_on(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_on(date(2024, 1, 31), -2) == date(2023, 11, 30)
    assert months_on(date(2023, 12, 5), 1) == date(2024, 1, 5)


def test_a_label_s_buddy_is_the_line_that_is_typed_in(form):
    held = QFormLayout()
    held.addRow(form_label("截止日期", "day", form.day), form.day)
    form.day.setFocus()
    assert QApplication.focusWidget() is form.day.line
    assert form.day.line.accessibleName() == "截止日期"
