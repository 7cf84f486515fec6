"""The window as it is used: keys, pages, undo by name, what it says."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from db.models import PartyOrganization
from desktop_app.documents import SLIP_PRINTED
from desktop_app.settings import Theme
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.window import Proposal, WindowFacts
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.basics import field
from desktop_app.ui.parts.fields import ProposalField
from desktop_app.ui.parts.frame import NavigationItem, RoundSwitcher
from desktop_app.ui.style import tokens

Key, Ctrl, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def said(window, name):
    return window.findChild(QLabel, name).text()


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """As a keyboard does: to whatever has the focus."""
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)


def names():
    return [row.name for row in PartyOrganization.select().order_by(PartyOrganization.id)]


def test_the_first_page_is_shown_with_its_header(window):
    assert (said(window, "page_title"), said(window, "page_state")) == ("支部名册", "0 个基层党组织")
    assert window.windowTitle() == "示例医科大学 · 2023 年批次 · 一支部一特色"
    assert said(window, "school") == "示例医科大学 党委组织部"
    assert (said(window, "saved"), said(window, "backup")) == ("自动保存", "尚无备份")
    assert said(window, "secret") == "不得录入涉密信息"


def test_a_primary_action_that_cannot_be_pressed_says_why(window, bench, qtbot):
    primary = window.findChild(QPushButton, "primary")
    assert (primary.isEnabled(), said(window, "page_why_not")) == (False, "先导入名册。")
    bench.register("药学院党总支")
    assert (primary.isEnabled(), window.findChild(QLabel, "page_why_not").isVisible()) == (True, False)
    qtbot.mouseClick(primary, Qt.MouseButton.LeftButton)
    assert window.screen_shown.asked == ["primary"]


def test_a_write_is_answered_and_undone_from_the_toast(window, bench, qtbot):
    bench.register("药学院党总支")
    assert (said(window, "toast_words"), said(window, "saved")) == ("已登记药学院党总支", "已保存 10:42")
    undo = window.findChild(QPushButton, "toast_undo")
    assert (undo.isVisible(), undo.accessibleName()) == (True, "撤销：登记组织")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert names() == []
    assert (said(window, "toast_words"), undo.text(), undo.accessibleName()) == (
        "已撤销：登记组织",
        "重做",
        "重做：登记组织",
    )
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert names() == ["药学院党总支"]


def test_the_status_bar_names_what_can_be_undone(window, bench, qtbot):
    undo = window.findChild(QPushButton, "undo")
    assert not undo.isVisible()
    bench.register("药学院党总支")
    qtbot.waitUntil(undo.isVisible)
    assert undo.text() == "撤销：登记组织"
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert names() == []


def test_what_a_page_offers_stands_on_the_toast(window, bench):
    asked = []
    window.page("文件中心").offered.emit("已归档 2025 年批次", "打开文件夹", lambda: asked.append("open"))
    offered = window.findChild(QPushButton, "toast_undo")
    assert (said(window, "toast_words"), offered.text()) == ("已归档 2025 年批次", "打开文件夹")
    offered.click()
    assert (asked, window.toast.isVisible()) == (["open"], False)


def test_a_later_change_takes_the_undo_off_an_old_toast(window, bench):
    bench.register("药学院党总支")
    bench.ledger.run("别处的改动", PartyOrganization.create, name="护理学院党委", key="护理")
    assert window.toast.isVisible()
    assert not window.findChild(QPushButton, "toast_undo").isVisible()


def test_a_final_step_offers_no_undo(window, bench):
    window.screen_shown.run(
        "打印", PartyOrganization.create, final=True, say=lambda _: "已打印收件回执", name="甲", key="甲"
    )
    assert said(window, "toast_words") == "已打印收件回执"
    assert not window.findChild(QPushButton, "toast_undo").isVisible()


def test_undo_and_redo_by_keys(window, bench, qtbot):
    bench.register("药学院党总支")
    window.screen_shown.press.setFocus()
    press(qtbot, window, Key.Key_Z, Ctrl)
    assert names() == []
    press(qtbot, window, Key.Key_Z, Ctrl | Shift)
    assert names() == ["药学院党总支"]
    press(qtbot, window, Key.Key_Z, Ctrl)
    press(qtbot, window, Key.Key_Z, Ctrl)
    assert said(window, "toast_words") == "没有可撤销的操作。"


def test_after_a_slip_was_given_out_undo_points_to_voiding(window, bench, qtbot):
    title = f"{SLIP_PRINTED} SJ-2025-0063"
    bench.desk.ledger.run(title, PartyOrganization.create, final=True, name="甲", key="甲")
    window.screen_shown.press.setFocus()
    press(qtbot, window, Key.Key_Z, Ctrl)
    assert said(window, "toast_words") == "回执 SJ-2025-0063 已打印，请用“作废”。"


def test_in_a_field_its_own_undo_comes_first(window, bench, qtbot):
    bench.register("药学院党总支")
    line = window.screen_shown.filter
    line.setFocus()
    qtbot.keyClicks(line, "ab")
    press(qtbot, window, Key.Key_Z, Ctrl)
    assert (line.text(), names()) == ("", ["药学院党总支"])
    press(qtbot, window, Key.Key_Z, Ctrl)
    assert (line.text(), names()) == ("", [])


@pytest.mark.parametrize("on", ["filter", "press"])
def test_the_keys_of_a_page_reach_it_from_everywhere(window, qtbot, on):
    screen = window.screen_shown
    getattr(screen, on).setFocus()
    press(qtbot, window, Key.Key_S, Ctrl)
    assert screen.asked == ["save"]
    press(qtbot, window, Key.Key_P, Ctrl)
    assert said(window, "toast_words") == "本页没有可打印的内容。"
    press(qtbot, window, Key.Key_E, Ctrl)
    assert said(window, "toast_words") == "本页没有可导出的内容。"
    press(qtbot, window, Key.Key_F, Ctrl)
    assert QApplication.focusWidget() is screen.filter


def test_f2_begins_a_receipt_from_anywhere_and_esc_goes_back(window, qtbot):
    window.go("文件中心")
    press(qtbot, window, Key.Key_F2)
    assert (said(window, "page_title"), window.page("收件登记").begun) == ("收件登记", 1)
    press(qtbot, window, Key.Key_Escape)
    assert said(window, "page_title") == "文件中心"
    press(qtbot, window, Key.Key_Escape)
    assert said(window, "page_title") == "支部名册"
    press(qtbot, window, Key.Key_Escape)
    assert said(window, "page_title") == "支部名册"


def test_f1_shows_the_keys_and_gives_the_keyboard_back(window, qtbot):
    window.screen_shown.filter.setFocus()
    press(qtbot, window, Key.Key_F1)
    assert window.key_overview.isVisible()
    press(qtbot, window, Key.Key_Tab)
    assert window.key_overview.isAncestorOf(QApplication.focusWidget())
    press(qtbot, window, Key.Key_Escape)
    assert not window.key_overview.isVisible()
    assert QApplication.focusWidget() is window.screen_shown.filter


def test_the_rail_counts_what_waits_on_hidden_pages_too(window, bench, qtbot):
    item = window.findChild(NavigationItem, "navigate_users-group")
    assert item.accessibleName() == "支部名册"
    window.go("文件中心")
    bench.ledger.run("登记", PartyOrganization.create, name="甲", key="甲")
    qtbot.waitUntil(lambda: item.accessibleName() == "支部名册，1 项待办，有到期的")


def test_the_rail_goes_to_pages(window, qtbot):
    qtbot.mouseClick(window.findChild(NavigationItem, "navigate_folder"), Qt.MouseButton.LeftButton)
    assert said(window, "page_title") == "文件中心"
    window.go("没有的页面")
    assert said(window, "page_title") == "文件中心"


def test_the_round_is_asked_for_and_stands_when_the_facts_say_so(window, qtbot):
    rounds = window.findChild(RoundSwitcher)
    assert [rounds.itemText(n) for n in range(rounds.count())] == ["2023 年批次", "2022 年批次", "", "新建批次…"]
    with qtbot.waitSignal(window.round_picked) as picked:
        rounds.activated.emit(1)
    assert (picked.args, rounds.currentText()) == ([1], "2023 年批次")
    with qtbot.waitSignal(window.new_round_wanted):
        rounds.activated.emit(3)
    assert rounds.currentText() == "2023 年批次"


def test_the_operator_is_switched_and_every_change_bears_the_name(window, bench, qtbot):
    menu = window.findChild(QPushButton, "operator").menu()
    assert [line.text() for line in menu.actions() if not line.isSeparator()] == ["周喆", "许晓燕", "添加经手人…"]
    with qtbot.waitSignal(window.operator_picked) as picked:
        menu.actions()[1].trigger()
    assert (picked.args[0].name, bench.ledger.actor) == ("许晓燕", "许晓燕")
    assert window.findChild(QPushButton, "operator").text() == "经手人　许晓燕"
    with qtbot.waitSignal(window.new_operator_wanted):
        menu.actions()[-1].trigger()


def test_a_running_job_shows_and_can_be_stopped(window, bench, qtbot):
    answers = []

    def endless(progress):
        while True:
            progress.step(34, 86)

    bench.desk.jobs.start(
        endless,
        title="正在导入申报书",
        done=answers.append,
        failed=answers.append,
        cancelled=lambda: answers.append("停了"),
    )
    cancel = window.findChild(QPushButton, "job_cancel")
    qtbot.waitUntil(lambda: said(window, "job") == "正在导入申报书 34 / 86")
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: answers == ["停了"] and not cancel.isVisible())


def test_a_page_that_cannot_refresh_does_not_blame_the_write(window, bench, qtbot, capture_exceptions):
    screen = window.screen_shown
    screen.refresh = lambda: 1 / 0
    bench.register("药学院党总支")  # raises nothing
    assert [kind for kind, *_ in capture_exceptions] == [ZeroDivisionError]
    del screen.refresh
    screen.bring_up_to_date()
    assert screen.seen[-1] == ("药学院党总支",)


@pytest.fixture
def capture_exceptions(monkeypatch):
    caught = []
    monkeypatch.setattr("sys.excepthook", lambda *error: caught.append(error))
    return caught


def test_the_look_is_chosen_and_kept(window, bench):
    window.wear(Theme.DARK)
    assert (tokens().window, bench.desk.settings.theme) == ("#1A1A19", Theme.DARK)
    window.wear(Theme.LIGHT)
    assert (tokens().window, bench.desk.settings.theme) == ("#F6F5F3", Theme.LIGHT)


def test_the_size_is_there_again(window, bench, qtbot):
    window.resize(1024, 700)
    window.close()
    again = MainWindow(bench.desk, (), lambda: bench.facts)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1024, 700)


def test_before_anything_is_set_up(bench, qtbot):
    bench.ledger.actor = ""
    empty = MainWindow(bench.desk, (), lambda: WindowFacts(OfficeProfile(), (), ()))
    qtbot.addWidget(empty)
    empty.show()
    rounds = empty.findChild(RoundSwitcher)
    assert (empty.windowTitle(), rounds.currentIndex(), rounds.placeholderText()) == ("一支部一特色", -1, "还没有批次")
    assert empty.findChild(QPushButton, "operator").text() == "经手人　未选"


@pytest.mark.parametrize(
    ("backed_up_at", "words"),
    [
        (None, "尚无备份"),
        (datetime(2023, 11, 9, 10, 20), "刚刚备份"),
        (datetime(2023, 11, 9, 7, 40), "备份 3 小时前"),
        (datetime(2023, 10, 30, 9, 0), "备份 10 天前"),
    ],
)
def test_the_age_of_the_backup(window, bench, backed_up_at, words):
    window._status.show_backup(backed_up_at, bench.ledger.clock())
    assert said(window, "backup") == words


def test_everything_a_person_uses_has_a_name(window):
    window.palette_sheet.open()
    window.go("收件登记")
    unnamed = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.objectName() and widget.accessibleName())
    ]
    assert unnamed == []


def test_nothing_is_wider_than_1280(window):
    assert window.minimumSizeHint().width() <= 1280
    assert (window.width(), window.height()) == (1280, 720)


def test_a_page_that_opens_has_the_keyboard_but_no_field_of_it(window, qtbot):
    assert QApplication.focusWidget() is window.screen_shown
    qtbot.mouseClick(window.findChild(NavigationItem, "navigate_folder"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is window.page("文件中心")


def test_enter_presses_the_button_that_has_the_keyboard(window, bench, qtbot):
    bench.register("药学院党总支")
    window.findChild(QPushButton, "primary").setFocus()
    press(qtbot, window, Key.Key_Return)
    assert window.screen_shown.asked == ["primary"]


def test_esc_in_an_open_list_stays_in_the_field(window, qtbot):
    window.go("文件中心")
    field = ProposalField("branch", lambda typed: [Proposal(1, "甲支部")], says="党支部")
    QVBoxLayout(window.screen_shown).addWidget(field)
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    qtbot.keyClicks(field, "j")
    press(qtbot, window, Key.Key_Escape)
    assert (field.open, window.screen_shown.title) == (False, "文件中心")
    press(qtbot, window, Key.Key_Escape)
    assert window.screen_shown.title == "支部名册"


def test_escape_empties_a_filter_before_it_leaves_the_page(window, qtbot):
    window.go("支部名册")
    window.go("收件登记")
    filter_ = field("probe", "", "筛选", "filter")
    filter_.setParent(window.screen_shown)
    filter_.show()
    filter_.setFocus()
    qtbot.keyClicks(filter_, "hl")
    press(qtbot, window, Key.Key_Escape)
    assert (filter_.text(), window.screen_shown.title) == ("", "收件登记")
    press(qtbot, window, Key.Key_Escape)
    assert window.screen_shown.title == "支部名册"


def test_a_window_kept_for_a_larger_screen_stays_on_this_one(window, bench, qtbot):
    window.resize(4000, 3000)
    window.close()
    later = MainWindow(bench.desk, (type(window.screen_shown),), lambda: bench.facts)
    qtbot.addWidget(later)
    room = later.screen().availableGeometry()
    assert later.width() <= max(room.width(), later.minimumWidth())
    assert later.height() <= max(room.height(), later.minimumHeight())
    assert room.contains(later.pos())
