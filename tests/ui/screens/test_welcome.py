from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.office import office_settings, rounds
from desktop_app.shapes.office import OfficeProfile, OperatorRow
from desktop_app.ui.screens.welcome import OFFICE, ROSTER, ROUND, Welcome, _breakable

NOTICE = (Path(__file__).parents[2] / "rules" / "notices" / "示例医科大学.txt").read_text(encoding="utf-8")


class Calls(list[Any]):
    """What the welcome asked for, in order."""

    def note(self, name: str) -> Any:
        return lambda *given: self.append((name, *given))


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def welcome(desk: Any, qtbot: Any, calls: Calls) -> Welcome:
    return opened(desk, qtbot, calls)


def opened(desk: Any, qtbot: Any, calls: Calls) -> Welcome:
    made = Welcome(
        desk,
        open_sample=calls.note("sample"),
        done=calls.note("done"),
        import_roster=calls.note("roster"),
        change_folder=calls.note("folder"),
    )
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(welcome: Welcome, name: str) -> None:
    found = welcome.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisible()
    found.click()


def key(welcome: Welcome, which: Qt.Key) -> None:
    QTest.keyClick(welcome.focusWidget() or welcome, which)


def typed(welcome: Welcome, words: str) -> None:
    line = welcome.focusWidget()
    assert isinstance(line, QLineEdit)
    line.insert(words)
    key(welcome, Qt.Key.Key_Return)


def test_the_keyboard_leads_from_the_school_to_the_first_day(
    welcome: Welcome, desk: Any, calls: Calls, qtbot: Any
) -> None:
    desk.ledger.actor = ""
    typed(welcome, "示例医科大学")
    for _ in ("department", "office"):
        key(welcome, Qt.Key.Key_Return)
    typed(welcome, "勤政楼423")
    typed(welcome, "3831311")
    typed(welcome, " 周　喆 ")
    assert welcome.step == ROUND
    assert office_settings.profile() == OfficeProfile(school="示例医科大学", room="勤政楼423", telephone="3831311")
    assert office_settings.operators() == (OperatorRow(1, "周喆", True),)
    assert (desk.ledger.actor, desk.ledger.undo_title) == ("周喆", "设置单位")
    QApplication.clipboard().setText(NOTICE)
    QTest.keyClick(welcome.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    welcome.notice.form.lines["mailbox"].line.setFocus()
    key(welcome, Qt.Key.Key_Return)
    assert welcome.focusWidget().objectName() == "welcome_next"
    key(welcome, Qt.Key.Key_Return)
    assert welcome.step == ROSTER
    assert [row.name for row in rounds.rounds()] == ["2023 年批次"]
    said = welcome.findChild(QLabel, "welcome_step_1_note")
    assert said is not None
    assert said.text() == "2023 年批次"
    welcome.setFocus()
    key(welcome, Qt.Key.Key_Return)
    assert calls == [("done",)]


@pytest.mark.parametrize(
    ("school", "operator", "said", "keyboard"),
    [
        ("", "周喆", "还没有填写学校名称。", "welcome_school"),
        ("示例医科大学", "　", "还没有填写经手人。", "welcome_operator"),
        ("示例医科大学", "周" * 45, "经手人的姓名有 45 个字符，太长了。", ""),
    ],
)
def test_what_must_be_answered_is_asked_where_it_stands(
    welcome: Welcome, school: str, operator: str, said: str, keyboard: str
) -> None:
    welcome.office.lines["school"].setText(school)
    welcome.office.operator.setText(operator)
    press(welcome, "welcome_next")
    assert (welcome.step, welcome.office.trouble.words[: len(said)]) == (OFFICE, said)
    if keyboard:
        assert welcome.focusWidget().objectName() == keyboard
    assert office_settings.operators() == ()


@pytest.mark.parametrize("mended", ["welcome_school", "welcome_operator"])
def test_what_was_said_goes_while_it_is_mended(welcome: Welcome, mended: str) -> None:
    press(welcome, "welcome_next")
    assert welcome.office.trouble.words
    line = welcome.findChild(QLineEdit, mended)
    assert line is not None
    line.insert("示")
    assert welcome.office.trouble.words == ""


def test_a_refused_first_step_leaves_the_name_of_the_operator_alone(welcome: Welcome, desk: Any) -> None:
    welcome.office.lines["school"].setText("示例医科大学")
    welcome.office.operator.setText("周" * 45)
    press(welcome, "welcome_next")
    assert desk.ledger.actor == "周喆"


def answered(welcome: Welcome, operator: str = "周喆") -> None:
    welcome.office.lines["school"].setText("示例医科大学")
    welcome.office.operator.setText(operator)
    press(welcome, "welcome_next")


def test_later_steps_can_wait(welcome: Welcome, calls: Calls) -> None:
    answered(welcome)
    press(welcome, "welcome_later")
    assert welcome.step == ROSTER
    press(welcome, "welcome_next")
    assert calls == [("done",)]
    assert rounds.rounds() == ()


def test_a_step_back_corrects_what_was_answered_and_adds_nothing(welcome: Welcome) -> None:
    answered(welcome, "周吉")
    key(welcome, Qt.Key.Key_Escape)
    assert welcome.step == OFFICE
    answered(welcome, "周喆")
    assert office_settings.operators() == (OperatorRow(1, "周喆", True),)
    welcome.notice.text.show_text(NOTICE)
    press(welcome, "welcome_next")
    press(welcome, "welcome_back")
    welcome.notice.form.lines["copies"].put("3")
    press(welcome, "welcome_next")
    (only,) = rounds.rounds()
    assert rounds.round_details(only.round_id).draft.copies == 3


def test_a_round_that_is_refused_keeps_the_step(welcome: Welcome) -> None:
    answered(welcome)
    welcome.notice.text.show_text(NOTICE)
    welcome.notice.form.lines["establishment_deadline"].put("2023-11-01")
    press(welcome, "welcome_next")
    assert welcome.step == ROUND
    assert welcome.notice.trouble.words.startswith("立项时间 2023-11-01 早于申报截止")


def test_an_interrupted_first_start_is_taken_up(desk: Any, qtbot: Any, calls: Calls, welcome: Welcome) -> None:
    answered(welcome)
    welcome.notice.text.show_text(NOTICE)
    press(welcome, "welcome_next")
    again = opened(desk, qtbot, calls)
    assert (again.office.lines["school"].text(), again.office.operator.text()) == ("示例医科大学", "周喆")
    press(again, "welcome_next")
    assert again.notice.round_id == rounds.rounds()[0].round_id
    assert office_settings.operators() == (OperatorRow(1, "周喆", True),)


def test_the_sample_and_another_folder_are_asked_for(
    welcome: Welcome, calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(welcome, "welcome_sample")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press(welcome, "welcome_move")
    assert calls == [("sample",), ("folder", tmp_path)]
    folder = welcome.findChild(QLabel, "welcome_folder")
    assert folder is not None
    assert folder.accessibleName() == f"数据文件夹 {tmp_path}"


def test_a_roster_is_dropped_and_handed_on_after_the_welcome(welcome: Welcome, calls: Calls, tmp_path: Path) -> None:
    answered(welcome)
    press(welcome, "welcome_later")
    for name in ("名册.docx", "名册.xlsx"):
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        event = QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        welcome.roster.dropEvent(event)
        if name.endswith("docx"):
            assert welcome.roster.trouble.words.startswith("“名册.docx”不是名册能用的表格。")
            assert calls == []
    assert calls == [("done",), ("roster", tmp_path / "名册.xlsx")]


def test_it_opens_as_large_as_the_window_that_follows(desk: Any, qtbot: Any) -> None:
    made = Welcome(desk, open_sample=lambda: None, done=lambda: None)
    qtbot.addWidget(made)
    assert (made.size().toTuple(), made.minimumSize().toTuple()) == ((1366, 768), (1024, 640))


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1024, 640)])
def test_every_step_fits_the_window(welcome: Welcome, size: tuple[int, int], qtbot: Any) -> None:
    welcome.resize(*size)
    answered(welcome)
    places = set()
    for step in (OFFICE, ROUND, ROSTER):
        welcome.show_step(step)
        qtbot.wait(10)
        places.add((welcome.card.geometry().getRect(), welcome.lines[step].mapTo(welcome, QPoint()).x()))
        assert (welcome.width(), welcome.height()) == size
        for name in ("welcome_next", "welcome_steps"):
            found = welcome.findChild(QWidget, name)
            assert found is not None
            corner = found.mapTo(welcome, QPoint(found.width(), found.height()))
            assert corner.x() <= size[0]
            assert corner.y() <= size[1]
    assert len(places) == 1  # nothing jumps from step to step


def test_a_path_is_broken_at_its_separators_and_at_no_hyphen() -> None:
    assert _breakable("/a/new-user") == "/\u200ba/\u200bnew\u2060-\u2060user"
    assert _breakable("C:\\new") == "C:\\\u200bnew"


def test_every_widget_has_a_name_and_every_field_a_label(welcome: Welcome) -> None:
    buddies = {label.buddy() for label in welcome.findChildren(QLabel) if label.buddy()}
    for line in welcome.office.findChildren(QLineEdit):
        assert line.accessibleName()
        assert line in buddies
    for button in welcome.findChildren(QPushButton):
        assert button.objectName()
        assert button.accessibleName()
