"""Ctrl+K: asks at every key, arrows choose, Enter opens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.shapes.window import Hit, Place
from desktop_app.ui.parts.palette import CommandPalette, HitLine
from desktop_app.ui.screen import Page, TabName
from desktop_app.ui.window_commands import WindowCommand, matching

Key = Qt.Key


@pytest.fixture
def palette(window, qtbot):
    window.screen_shown.filter.setFocus()
    qtbot.keyClick(window.screen_shown.filter, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.palette_sheet.field
    return window.palette_sheet


def shown(palette):
    return [line.accessibleName() for line in palette.findChildren(HitLine) if line.isVisible()]


def test_it_asks_at_every_key_and_shows_groups(palette, bench, qtbot):
    qtbot.keyClicks(palette.field, "lcyx")
    assert bench.asked == ["l", "lc", "lcy", "lcyx"]
    assert shown(palette) == [
        "支部，临床医学系第一党支部，第一临床学院党委",
        "支部，临床医学系第二党支部，第一临床学院党委",
    ]
    headings = [
        label.text() for label in palette.findChildren(QLabel) if label.isVisible() and "group" in label.objectName()
    ]
    assert headings == ["支部"]


@pytest.mark.parametrize(("keys", "record"), [("", 7), ("d", 8), ("dd", 7), ("u", 8), ("du", 7)])
def test_arrows_choose_and_enter_opens(palette, window, qtbot, keys, record):
    qtbot.keyClicks(palette.field, "lcyx")
    for key in keys:
        qtbot.keyClick(palette.field, Key.Key_Down if key == "d" else Key.Key_Up)
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert not palette.isVisible()
    assert window.page("支部名册").opened == [("branch", record)]


def test_a_click_opens(palette, window, qtbot):
    qtbot.keyClicks(palette.field, "lcyx")
    qtbot.mouseClick(palette.findChild(HitLine, "hit_1"), Qt.MouseButton.LeftButton)
    assert window.page("支部名册").opened == [("branch", 8)]


def test_esc_and_a_click_beside_it_close_and_give_the_keyboard_back(palette, window, qtbot):
    qtbot.keyClick(palette.field, Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is window.screen_shown.filter
    palette.open()
    assert (palette.field.text(), palette.isVisible()) == ("", True)
    palette._scrim.pressed.emit()
    assert not palette.isVisible()


def test_tab_stays_inside(palette, qtbot):
    qtbot.keyClick(palette.field, Key.Key_Tab)
    assert QApplication.focusWidget() is palette.field


def test_nothing_found_says_so(palette, qtbot):
    qtbot.keyClicks(palette.field, "qqq")
    assert palette.findChild(QLabel, "palette_nothing").text() == "没有找到“qqq”。可换支部名称、编号或拼音首字母。"
    assert palette.findChild(QLabel, "palette_nothing").isVisible()
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert palette.isVisible()


def test_letters_held_by_an_input_method_are_searched_and_its_keys_left_alone(palette, bench, window, qtbot):
    QApplication.sendEvent(palette.field, QInputMethodEvent("lc'yx", []))
    assert (bench.asked, len(shown(palette))) == (["lcyx"], 2)
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert palette.isVisible()
    done = QInputMethodEvent("", [])
    done.setCommitString("临床")
    QApplication.sendEvent(palette.field, done)
    assert (palette.field.text(), bench.asked[-1]) == ("临床", "临床")


def test_pages_and_commands_are_found_by_initials(palette, window, qtbot):
    qtbot.keyClicks(palette.field, "wjzx")
    assert shown(palette) == ["命令，文件中心，打开页面"]
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert window.screen_shown.title == "文件中心"


def test_tabs_are_found_by_words_and_initials(window, qtbot):
    within = (TabName("plan", "时间倒排", "sjdp"),)
    page = Page("专家评审", "clipboard-check", "zjps", "none", tabs=(TabName("ranking", "排名", "pm"),), inside=within)
    window._classes["专家评审"] = page
    for typed in ("pm", "排名"):
        (hit,) = window._find(typed)
        assert (hit.text, hit.note) == ("排名", "专家评审里的一页")
    assert "排名" not in [hit.text for hit in window._find("")]
    gone = []
    window.go_to = gone.append
    window._open_hit(hit)
    for typed in ("sjdp", "时间倒排"):
        (hit,) = window._find(typed)
    window._open_hit(hit)
    assert gone == [Place("专家评审", "ranking", 0), Place("专家评审", "plan", 0)]
    del window._classes["专家评审"]  # it has no code to be built from


def test_every_heading_stands_where_the_first_does(window, qtbot):
    hits = [Hit(group, "临床医学系第一党支部", "", Place("支部名册", "branch", 7)) for group in ("申报项目", "党支部")]
    palette = CommandPalette(window, lambda typed: hits if typed else ())
    palette.open()
    qtbot.keyClicks(palette.field, "lc1")
    headings = [palette.findChild(QLabel, f"palette_group_{number}") for number in (0, 1)]
    qtbot.waitUntil(lambda: all(heading.isVisible() for heading in headings))
    lefts = [heading.mapTo(palette, heading.contentsRect().topLeft()).x() for heading in headings]
    assert lefts == [lefts[0]] * 2
    assert lefts[0] >= 20
    palette.dismiss()


def test_hits_of_one_group_stand_close(window, qtbot):
    hits = [Hit("党支部", "临床医学系第一党支部", "", Place("支部名册", "branch", number)) for number in (7, 8)]
    palette = CommandPalette(window, lambda typed: hits if typed else ())
    palette.open()
    qtbot.keyClicks(palette.field, "lc1")
    first, second = (palette.findChild(HitLine, f"hit_{number}") for number in (0, 1))
    qtbot.waitUntil(lambda: second.geometry().top() == first.geometry().bottom() + 1)
    palette.dismiss()


def test_undo_is_offered_by_name(palette, window, bench, qtbot):
    palette.dismiss()
    bench.register("药学院党总支")
    palette.open()
    assert "命令，撤销：登记组织" in shown(palette)
    qtbot.keyClicks(palette.field, "cx")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert bench.ledger.undo_title is None


def test_it_stays_within_the_smallest_window(palette, window, qtbot):
    window.resize(1280, 720)
    assert palette.geometry().bottom() <= 720


def test_matching_marks_what_was_typed():
    command = WindowCommand("文件中心", "wjzx", lambda: None)
    assert [hit.found for hit in matching([command], "zx")] == [(2, 4)]
    assert [hit.found for hit in matching([command], "中心")] == [(2, 4)]
    assert matching([command], "没有") == ()
    long = WindowCommand("撤销：登记", "cx", lambda: None)
    assert [hit.found for hit in matching([long], "cx")] == [(0, 0)]
