"""The keys of the counter: how many copies lie there, and what each lacks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.ui.parts.copies import CopySelector, verdict

UNSTAMPED = CopyMarks(here=True, stamped=False, signed=True, whole=True)
Make = Callable[..., CopySelector]
Press = Callable[..., None]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(*arguments: object) -> CopySelector:
        selector = CopySelector(*arguments)  # type: ignore[arg-type]
        qtbot.addWidget(selector)
        with qtbot.waitActive(selector):
            selector.show()
            selector.activateWindow()
        selector.setFocus()
        return selector

    return made


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def pressed(*keys: str | Qt.Key) -> None:
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget(), key)

    return pressed


@pytest.mark.parametrize(
    ("marks", "word"),
    [
        (ABSENT, "未到"),
        (COMPLETE, "齐全"),
        (UNSTAMPED, "缺章"),
        (CopyMarks(here=True, stamped=True, signed=False, whole=True), "缺签字"),
        (CopyMarks(here=True, stamped=True, signed=True, whole=False), "缺页"),
        (CopyMarks(here=True, stamped=False, signed=True, whole=False), "缺 2 样"),
    ],
)
def test_a_copy_says_what_it_lacks(marks: CopyMarks, word: str) -> None:
    assert verdict(marks).word == word


def test_nothing_is_assumed(make: Make) -> None:
    assert make().copies == (ABSENT,) * 5


@pytest.mark.parametrize(
    ("keys", "copies"),
    [
        pytest.param("5", (COMPLETE,) * 5, id="the whole row in one key"),
        pytest.param("3", (COMPLETE,) * 3 + (ABSENT,) * 2, id="three came"),
        pytest.param("52", (COMPLETE,) * 2 + (ABSENT,) * 3, id="the last digit counts"),
        pytest.param("50", (ABSENT,) * 5, id="none"),
        pytest.param("57", (COMPLETE,) * 5, id="seven is a slip of the finger"),
        pytest.param("5 ", (UNSTAMPED, *(COMPLETE,) * 4), id="space takes the first tick away"),
        pytest.param("5-", (ABSENT, *(COMPLETE,) * 4), id="minus: this one did not come"),
        pytest.param("5--", (COMPLETE,) * 5, id="minus twice"),
    ],
)
def test_digits_and_exceptions(make: Make, press: Press, keys: str, copies: tuple[CopyMarks, ...]) -> None:
    selector = make()
    press(*keys)
    assert selector.copies == copies


def test_arrows_reach_every_box(make: Make, press: Press) -> None:
    selector = make()
    press("5", Qt.Key.Key_Left, Qt.Key.Key_Down, " ", Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up, " ")
    unsigned = CopyMarks(here=True, stamped=True, signed=False, whole=True)
    torn = CopyMarks(here=True, stamped=True, signed=True, whole=False)
    assert selector.copies == (torn, COMPLETE, COMPLETE, COMPLETE, unsigned)


def test_a_tick_says_that_the_copy_came(make: Make, press: Press) -> None:
    selector = make()
    press(" ")
    assert selector.copies[0] == CopyMarks(here=True, stamped=True, signed=False, whole=False)


def test_more_than_five_wrap_and_down_reaches_the_second_row(make: Make, press: Press) -> None:
    selector = make((ABSENT,) * 7)
    press("7", Qt.Key.Key_Right, *[Qt.Key.Key_Down] * 3, "-")
    assert selector.copies == (*(COMPLETE,) * 6, ABSENT)
    assert selector.tiles[5].y() > selector.tiles[0].y()
    assert selector.tiles[5].x() == selector.tiles[0].x()
    press(*[Qt.Key.Key_Down] * 3, "-")
    assert selector.copies[1] == ABSENT


def test_one_tab_stop(make: Make, press: Press, qtbot: QtBot) -> None:
    selector = make()
    press(Qt.Key.Key_Right, Qt.Key.Key_Down)
    stops = [b.objectName() for t in selector.tiles for b in t.boxes if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["copy_2_signed"]


def test_one_key_is_one_change(make: Make, press: Press, qtbot: QtBot) -> None:
    selector = make()
    told: list[tuple[CopyMarks, ...]] = []
    selector.changed.connect(lambda: told.append(selector.copies))
    press("5", "-")
    assert told == [(COMPLETE,) * 5, (ABSENT, *(COMPLETE,) * 4)]


def test_e_and_enter_are_told_and_change_nothing(make: Make, press: Press, qtbot: QtBot) -> None:
    selector = make()
    with qtbot.assertNotEmitted(selector.changed):
        with qtbot.waitSignal(selector.electronic_toggled):
            press("e")
        with qtbot.waitSignal(selector.finished):
            press(Qt.Key.Key_Return)


def test_a_key_held_with_control_is_not_ours(make: Make, qtbot: QtBot) -> None:
    selector = make()
    with qtbot.assertNotEmitted(selector.electronic_toggled):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def test_a_supplement_leaves_what_came_earlier_as_it_was(make: Make, press: Press) -> None:
    selector = make((COMPLETE, UNSTAMPED, COMPLETE, ABSENT, ABSENT), ("11-09", "11-09", "11-09"))
    assert [tile.badge.word for tile in selector.tiles] == ["已收 11-09", "缺章", "已收 11-09", "未到", "未到"]
    press("0")
    assert selector.copies == (COMPLETE, UNSTAMPED, COMPLETE, ABSENT, ABSENT)
    press("5")
    assert selector.copies == (COMPLETE,) * 5
    assert [tile.badge.word for tile in selector.tiles] == ["已收 11-09", "齐全", "已收 11-09", "齐全", "齐全"]


def test_what_came_earlier_can_be_corrected(make: Make, press: Press) -> None:
    selector = make((COMPLETE, UNSTAMPED), ("11-09", "11-09"))
    press(" ")
    assert (selector.copies[0], selector.tiles[0].badge.word) == (UNSTAMPED, "缺章")
    press("-")
    assert selector.copies[0] == ABSENT
    press("-")
    assert (selector.copies[0], selector.tiles[0].badge.word) == (COMPLETE, "已收 11-09")


def test_the_mouse_says_that_a_copy_did_not_come(make: Make, press: Press, qtbot: QtBot) -> None:
    selector = make()
    press("5")
    qtbot.mouseClick(selector.tiles[2], Qt.MouseButton.LeftButton, pos=QPoint(20, 15))
    qtbot.mouseClick(selector.tiles[4].boxes[0], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert selector.copies == (COMPLETE, COMPLETE, ABSENT, COMPLETE, UNSTAMPED)


def test_another_number_of_copies_lays_other_tiles(make: Make) -> None:
    selector = make()
    selector.show_copies((COMPLETE, ABSENT))
    assert (selector.copies, len(selector.tiles)) == ((COMPLETE, ABSENT), 2)


def test_the_form_does_not_jump_when_the_hints_come(make: Make, qtbot: QtBot) -> None:
    selector = make()
    hints = selector.findChild(QLabel, "copies_keys")
    assert isinstance(hints, QLabel)
    before = selector.sizeHint()
    assert hints.isVisible()
    selector.tiles[0].boxes[0].clearFocus()
    assert (hints.isVisible(), selector.sizeHint()) == (False, before)


def test_a_screen_reader_is_told_the_copy_and_the_box(make: Make, press: Press) -> None:
    selector = make((UNSTAMPED, ABSENT), ("11-09",))
    assert [tile.accessibleName() for tile in selector.tiles] == [
        "第 1 份，共 2 份，缺章，11-09 收到",
        "第 2 份，共 2 份，未到",
    ]
    assert [box.accessibleName() for box in selector.tiles[1].boxes] == ["第 2 份盖章", "第 2 份签字", "第 2 份完整"]
