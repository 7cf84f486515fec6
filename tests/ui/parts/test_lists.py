"""Lines that open their place, chips that say how many they leave, the pane of details."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.lists import Chips, Details, Group, Line, Lines, Words


def seen(lines: Lines) -> list[str]:
    """Headings and lines in the order they stand."""
    layout = lines.layout()
    assert layout is not None
    layout.activate()
    found = [*lines.findChildren(QLabel), *lines.findChildren(Line)]
    standing = sorted((w for w in found if not w.isHidden()), key=lambda w: w.y())
    return [w.accessibleName() or w.text() for w in standing]


def nothing() -> None:
    pass


def test_a_line_is_read_aloud_whole_and_opened_by_key(qtbot: QtBot) -> None:
    line = Line("todo", "补正到期", "第 4 份未盖章", "今天 17:30", "clock", "warn", beside="应报")
    qtbot.addWidget(line)
    assert line.accessibleName() == "补正到期，第 4 份未盖章，应报，今天 17:30"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(line.clicked):
            qtbot.keyClick(line, key)


def test_lines_change_where_they_stand_and_keep_the_keyboard(qtbot: QtBot) -> None:
    opened: list[str] = []
    lines = Lines("todo")
    qtbot.addWidget(lines)
    lines.resize(400, 500)
    first, second, third = (
        (Words(word, due="明天"), lambda word=word: opened.append(word)) for word in ("甲", "乙", "丙")
    )
    lines.show_groups([Group("逾期", [first]), Group("今天", [second]), Group("接下来", [])])
    with qtbot.waitActive(lines):
        lines.show()
        lines.activateWindow()
    assert seen(lines) == ["逾期　1", "甲，明天", "今天　1", "乙，明天"]
    line = lines.findChild(Line, "todo_1")
    assert isinstance(line, Line)
    line.setFocus()
    lines.show_groups([Group("今天", [second, third, first])])
    assert seen(lines) == ["今天　3", "乙，明天", "丙，明天", "甲，明天"]
    assert QApplication.focusWidget() is line
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert opened == ["丙"]
    lines.show_groups([])
    assert seen(lines) == []


def test_arrows_walk_through_the_lines(qtbot: QtBot) -> None:
    lines = Lines("todo")
    qtbot.addWidget(lines)
    lines.show_groups([Group("", [(Words(word), nothing) for word in "甲乙"])])
    with qtbot.waitActive(lines):
        lines.show()
        lines.activateWindow()
    first, second = lines.findChild(Line, "todo_0"), lines.findChild(Line, "todo_1")
    assert isinstance(first, Line)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first


def test_chips_tell_their_choice_and_keep_it_while_numbers_change(qtbot: QtBot) -> None:
    chips = Chips("states")
    qtbot.addWidget(chips)
    chips.show_choices([("全部", 86), ("待补正", 6), ("逾期", 1)])
    assert chips.on() == "全部"
    with qtbot.waitSignal(chips.chosen) as chosen:
        chips._chips[1].click()
    assert chosen.args == ["待补正"]
    chips.show_choices([("全部", 87), ("逾期", 1), ("待补正", 7)])
    assert (chips.on(), [c.accessibleName() for c in chips._chips]) == ("待补正", ["全部 87", "逾期 1", "待补正 7"])
    chips.show_choices([("全部", 80)])
    assert (chips.on(), [c.isHidden() for c in chips._chips]) == ("全部", [False, True, True])


@pytest.mark.parametrize("on", [0, 1])
def test_chips_of_fixed_words(qtbot: QtBot, on: int) -> None:
    chips = Chips("views", ("按名次", "按编号"), on)
    qtbot.addWidget(chips)
    assert chips.on() == ("按名次", "按编号")[on]


def test_details_change_with_the_row(qtbot: QtBot) -> None:
    pane = Details("details", "甲支部", Badge("warn", "hourglass", "待补正"), [("编号", "ZBPP-2025-031")])
    qtbot.addWidget(pane)

    def told() -> list[str]:
        return [said.text() for said in pane.findChildren(QLabel) if not said.isHidden()]

    assert told() == ["甲支部", "编号", "ZBPP-2025-031"]
    pane.show_details("乙支部", None, [("编号", "ZBPP-2025-032"), ("品牌", "示例")])
    assert told() == ["乙支部", "编号", "ZBPP-2025-032", "品牌", "示例"]
    pane.show_nothing()
    assert told() == ["在左边选一行，这里显示它的详情。"]


@pytest.mark.parametrize(("width", "told"), [(160, "本批次每一次收件，按时间先后"), (480, "")])
def test_a_note_that_is_cut_is_told_under_the_mouse(qtbot: QtBot, width: int, told: str) -> None:
    line = Line("line", "登记表", "本批次每一次收件，按时间先后", icon="file-text")
    qtbot.addWidget(line)
    line.resize(width, line.height())
    with qtbot.waitExposed(line):
        line.show()
    place = line.rect().center()
    QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, place, line.mapToGlobal(place)))
    assert QToolTip.text() == told
    QToolTip.hideText()
