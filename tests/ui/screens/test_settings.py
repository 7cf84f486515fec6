import json
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton

from db.connection import database
from desktop_app.office import holidays, office_settings, rounds
from desktop_app.office.first_start import prepare
from desktop_app.rules.notice import read_notice
from desktop_app.rules.round_draft import draft_from
from desktop_app.settings import Theme
from desktop_app.shapes.holidays import CalendarDay
from desktop_app.shapes.office import OfficeProfile, OperatorRow
from desktop_app.shapes.rounds import RoundDraft, RoundRow
from desktop_app.ui.screen import Waiting
from desktop_app.ui.screens.notice import NoticePage
from desktop_app.ui.screens.settings import SettingsScreen
from desktop_app.ui.screens.settings.data_section import DataSection, size_words
from desktop_app.ui.screens.settings.holidays_section import HolidaysSection
from desktop_app.ui.screens.settings.look_section import LookSection, Miniature
from desktop_app.ui.screens.settings.office_section import OfficeSection
from desktop_app.ui.screens.settings.official_section import OfficialSection
from desktop_app.ui.screens.settings.operators_section import OperatorsSection
from desktop_app.ui.screens.settings.rounds_section import RoundsSection
from desktop_app.ui.screens.settings.screen import SECTIONS
from desktop_app.ui.style import tokens

NOTICE = (Path(__file__).parents[2] / "rules" / "notices" / "示例医科大学.txt").read_text(encoding="utf-8")
PROFILE = OfficeProfile(school="示例医科大学", room="勤政楼423", telephone="3831311")
SIZES = [(1142, 648), (1056, 600), (800, 520)]  # what the window leaves at 1366×768, 1280×720 and at its smallest


@pytest.fixture
def screen(desk: Any, qtbot: Any) -> SettingsScreen:
    prepare(desk.ledger.run)
    desk.ledger.run("设置单位", office_settings.set_up_office, profile=PROFILE, operator="周喆")
    made = SettingsScreen(desk)
    made.told = []  # type: ignore[attr-defined]
    made.said.connect(lambda words, undo: made.told.append((words, undo)))  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(*SIZES[0])
    made.show()
    qtbot.waitExposed(made)
    return made


def told(screen: SettingsScreen) -> list[tuple[str, str]]:
    return list(screen.told)  # type: ignore[attr-defined]


def press(screen: SettingsScreen, name: str) -> None:
    found = screen.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisible()
    assert found.isEnabled()
    found.click()


def words(screen: SettingsScreen, name: str) -> str:
    found = screen.findChild(QLabel, name)
    assert found is not None
    return found.text()


def fill(screen: SettingsScreen, name: str, typed: str) -> None:
    found = screen.findChild(QLineEdit, name)
    assert found is not None
    found.setText(typed)


def shown(screen: SettingsScreen, section: type) -> Any:
    screen.show_section(section)
    return screen.section(section)


def notice(screen: SettingsScreen) -> NoticePage:
    assert screen.notice is not None
    return screen.notice


def make_round(desk: Any, year: int = 2023) -> int:
    draft = draft_from(read_notice(NOTICE), name=f"{year} 年批次", today=date(2023, 11, 1))
    return int(desk.ledger.run("新建批次", rounds.create_round, draft=draft))


# The page ------------------------------------------------------------------------------------------------------------


def test_the_state_line_says_who_the_office_is_and_how_far_the_holidays_go(screen: SettingsScreen, desk: Any) -> None:
    assert screen.state_line() == "示例医科大学 党委组织部组织科 · 还没有批次 · 放假安排到 2026 年"
    make_round(desk)
    assert screen.state_line() == "示例医科大学 党委组织部组织科 · 1 个批次 · 放假安排到 2026 年"


def test_arrows_move_along_the_tabs(screen: SettingsScreen) -> None:
    screen.tabs.tabs[0].setFocus()
    for section in (*SECTIONS[1:], OfficeSection):
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Right)
        assert isinstance(screen.current, section)


@pytest.mark.parametrize("size", SIZES)
def test_every_section_fits(screen: SettingsScreen, desk: Any, size: tuple[int, int], qtbot: Any) -> None:
    make_round(desk)
    screen.resize(*size)
    for section in screen.sections:
        screen.show_section(type(section))
        qtbot.wait(5)
        assert (screen.width(), screen.height()) == size, section.title
        assert section.mapTo(screen, QPoint(section.width(), section.height())).x() <= size[0]


def test_a_year_without_a_table_waits(screen: SettingsScreen, desk: Any) -> None:
    assert screen.waiting() == Waiting(0, False)
    desk.ledger.clock = lambda: datetime(2026, 12, 1, 9, 0)
    assert screen.waiting() == Waiting(1, False)
    screen.refresh()
    assert screen.state_line().endswith("待载入 2027 年的放假安排")
    tab = screen.findChild(QPushButton, "tab_holidays")
    assert tab.text() == "放假安排　缺 2027 年"
    desk.ledger.clock = lambda: datetime(2026, 7, 1, 9, 0)
    screen.refresh()
    assert (tab.text(), "待载入" in screen.state_line()) == ("放假安排", False)
    desk.ledger.clock = lambda: datetime(2027, 3, 1, 9, 0)
    assert screen.waiting() == Waiting(1, True)


def test_every_widget_has_a_name_and_every_field_a_label(screen: SettingsScreen, desk: Any) -> None:
    make_round(desk)
    buddies = {label.buddy() for label in screen.findChildren(QLabel) if label.buddy()}
    for section in screen.sections:
        screen.show_section(type(section))
        for kind in (QLineEdit, QPushButton, QComboBox, QRadioButton):
            for widget in section.findChildren(kind):
                inside_combo = isinstance(widget.parent(), QComboBox)
                if widget.isVisible() and not inside_combo:
                    assert widget.objectName(), (section.title, widget)
                    assert widget in buddies or widget.accessibleName() or widget.text(), widget.objectName()


# 单位 ------------------------------------------------------------------------------------------


def test_the_office_is_changed_in_one_step(screen: SettingsScreen, desk: Any) -> None:
    section = shown(screen, OfficeSection)
    fill(screen, "office_school", "示例师范大学")
    fill(screen, "office_close", "１７：00")
    section.choices["print_without_preview"].setChecked(True)
    assert words(screen, "office_said") == "有改动，还没有保存。"
    assert words(screen, "office_paper_sender") == "示例师范大学 党委组织部组织科"
    fill(screen, "office_close", "17：00")
    press(screen, "office_save")
    assert office_settings.profile() == OfficeProfile(
        school="示例师范大学",
        room="勤政楼423",
        telephone="3831311",
        close_of_office="17:00",
        print_without_preview=True,
    )
    assert told(screen) == [("已保存单位信息", "修改单位信息")]
    assert words(screen, "office_said") == "没有未保存的改动。"
    desk.ledger.undo()
    assert section.lines["school"].text() == "示例医科大学"


def test_what_is_wrong_with_the_office_stands_beside_the_form(screen: SettingsScreen) -> None:
    section = shown(screen, OfficeSection)
    fill(screen, "office_school", " ")
    assert screen.save()
    assert section.trouble.words.startswith("学校名称不能空着")
    press(screen, "office_drop")
    assert section.trouble.words == ""
    fill(screen, "office_close", "下班")
    assert screen.save()
    assert section.trouble.words.startswith("时间“下班”无法识别")
    assert office_settings.profile() == PROFILE


def test_every_yes_or_no_of_the_office_has_its_box(screen: SettingsScreen) -> None:
    section = screen.section(OfficeSection)
    assert isinstance(section, OfficeSection)
    asked = [each.name for each in fields(OfficeProfile) if isinstance(getattr(OfficeProfile(), each.name), bool)]
    operators = screen.section(OperatorsSection)
    assert isinstance(operators, OperatorsSection)
    official = screen.section(OfficialSection)
    assert isinstance(official, OfficialSection)
    assert sorted([*section.choices, *operators.choices, *official.choices]) == sorted(asked)
    for box in section.choices.values():
        box.toggle()
    press(screen, "office_save")
    screen.show_section(OperatorsSection)
    for box in operators.choices.values():
        box.click()
    expected = OfficeProfile(**{name: not getattr(OfficeProfile(), name) for name in asked})
    stored = office_settings.profile()
    assert [getattr(stored, name) for name in asked] == [getattr(expected, name) for name in asked]


def test_a_missing_year_leads_to_the_holidays(screen: SettingsScreen) -> None:
    screen.open_record("holidays", 0)
    assert isinstance(screen.current, HolidaysSection)


def test_what_is_half_typed_outlives_a_change_elsewhere(screen: SettingsScreen, desk: Any) -> None:
    section = shown(screen, OfficeSection)
    fill(screen, "office_room", "行政楼")
    desk.ledger.run("添加经手人", office_settings.add_operator, name="许老师")
    make_round(desk)
    shown(screen, DataSection)
    shown(screen, OfficeSection)
    assert section.lines["room"].text() == "行政楼"


# 批次 ------------------------------------------------------------------------------------------


def test_a_round_is_made_from_the_list_and_stands_on_it(screen: SettingsScreen) -> None:
    shown(screen, RoundsSection)
    press(screen, "rounds_first")
    assert screen.state_line() == "从通知新建批次"
    notice(screen).text.show_text(NOTICE)
    assert screen.save()
    assert rounds.rounds() == (RoundRow(1, 2023, "2023 年批次", True),)
    assert told(screen)[-1] == ("已新建批次“2023 年批次”，并设为当前批次", "新建批次 2023 年批次")
    assert words(screen, "round_details_title") == "2023 年批次"
    assert words(screen, "round_details_0") == "2023-11-10 周五"


def test_another_round_becomes_the_current_one(screen: SettingsScreen, desk: Any) -> None:
    make_round(desk)
    make_round(desk, 2021)
    section = shown(screen, RoundsSection)
    section.table.select(1)
    press(screen, "round_switch")
    assert rounds.current_round_id() == 1
    assert told(screen)[-1] == ("当前批次改为“2023 年批次”", "切换到 2023 年批次")


def test_a_round_opens_by_its_id_from_anywhere(screen: SettingsScreen, desk: Any) -> None:
    made = make_round(desk)
    screen.open_record("round", made)
    assert notice(screen).round_id == made
    notice(screen).form.lines["room"].put("勤政楼425")
    assert screen.save()
    assert rounds.round_details(made).draft.room == "勤政楼425"
    screen.open_record("new_round", 0)
    assert notice(screen).round_id is None
    assert screen.back()
    assert not screen.back()


def test_what_is_half_typed_about_one_round_outlives_a_look_at_another(screen: SettingsScreen, desk: Any) -> None:
    made = make_round(desk)
    screen.new_round()
    notice(screen).text.show_text(NOTICE.replace("2023", "2026"))
    screen.open_round(made)
    notice(screen).form.lines["room"].put("勤政楼425")
    screen.new_round()
    assert "2026" in notice(screen).text.text
    screen.open_round(made)
    assert notice(screen).form.lines["room"].value == "勤政楼425"


def test_a_round_that_is_gone_is_said_on_the_list(screen: SettingsScreen) -> None:
    screen.open_record("round", 99)
    section = screen.section(RoundsSection)
    assert section.isVisible()
    assert section.trouble.words.startswith("找不到这个批次")  # type: ignore[attr-defined]


def test_a_round_without_dates_is_shown_with_dashes(screen: SettingsScreen, desk: Any) -> None:
    desk.ledger.run("新建批次", rounds.create_round, draft=RoundDraft(2025, "空"))
    shown(screen, RoundsSection)
    assert (words(screen, "round_details_0"), words(screen, "round_details_1")) == ("—", "—")


# 放假安排 ------------------------------------------------------------------------------------------


def test_a_year_is_shown_with_its_source(screen: SettingsScreen) -> None:
    section = shown(screen, HolidaysSection)
    assert words(screen, "holiday_source") == "国务院办公厅关于2025年部分节假日安排的通知"
    assert words(screen, "holiday_days_note") == "放假 28 天 · 调休上班 5 天"
    section.sheet.choose(date(2025, 9, 28))
    assert words(screen, "holiday_said") == "2025-09-28 周日　国庆节调休，上班"
    assert section.days.current() == CalendarDay(date(2025, 9, 28), True, "国庆节调休", False)


def test_the_sheet_is_walked_by_keys_and_clicked(screen: SettingsScreen) -> None:
    section = shown(screen, HolidaysSection)
    section.sheet.setFocus()
    section.sheet.choose(date(2025, 10, 1))
    for which in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageUp):
        QTest.keyClick(section.sheet, which)
    assert section.sheet.day == date(2025, 9, 9)
    QTest.mouseClick(section.sheet, Qt.MouseButton.LeftButton, pos=section.sheet.box_of(date(2025, 12, 31)).center())
    assert section.sheet.day == date(2025, 12, 31)
    QTest.keyClick(section.sheet, Qt.Key.Key_Right)
    assert section.sheet.day == date(2025, 12, 31)
    QTest.keyClick(section.sheet, Qt.Key.Key_Return)
    assert section.own_day.value == date(2025, 12, 31)
    assert section.own_name.hasFocus()


def test_the_schools_own_day_is_added_and_removed(screen: SettingsScreen, desk: Any) -> None:
    section = shown(screen, HolidaysSection)
    section.own_day.line.setText("5.12")
    section.own_name.setText("校庆")
    QTest.keyClick(section.own_name, Qt.Key.Key_Return)
    assert told(screen) == [("已添加校内安排：2025-05-12 校庆", "添加校内安排 校庆")]
    assert CalendarDay(date(2025, 5, 12), False, "校庆", True) in holidays.year_table(2025).days
    press(screen, "holiday_remove")
    assert told(screen)[-1] == ("已删去 2025-05-12 的校内安排", "删去校内安排 2025-05-12")
    desk.ledger.undo()
    assert CalendarDay(date(2025, 5, 12), False, "校庆", True) in section.table_of.days


@pytest.mark.parametrize(
    ("day", "name", "said"),
    [
        ("", "校庆", "还没有填日期。"),
        ("1131", "校庆", "11 月没有 31 日。"),
        ("2025-05-12", " ", "校内安排的名称不能空着。"),
        ("2025-10-01", "校庆", "2025-10-01 已在国务院放假安排里"),
        ("2025-05-12", "校" * 25, "名称有 25 个字符"),
    ],
)
def test_an_own_day_that_cannot_be_is_said_beside_it(screen: SettingsScreen, day: str, name: str, said: str) -> None:
    section = shown(screen, HolidaysSection)
    section.own_day.line.setText(day)
    section.own_name.setText(name)
    press(screen, "own_add")
    assert section.own_trouble.words.startswith(said)
    assert told(screen) == []


def test_a_year_without_a_table_says_so_and_is_loaded_from_a_file(
    screen: SettingsScreen, desk: Any, tmp_path: Path, qtbot: Any
) -> None:
    section = shown(screen, HolidaysSection)
    section.show_year(2027)
    assert section.trouble.words.startswith("还没有 2027 年的放假安排")
    file = tmp_path / "2027.csv"
    file.write_text("日期,安排,名称\n2027-01-01,放假,元旦\n", encoding="gb18030")
    section.load_file(file)
    qtbot.waitUntil(lambda: bool(told(screen)))
    assert told(screen) == [("已载入 2027 年放假安排，1 天", "载入 2027 年放假安排")]
    assert section.trouble.words == ""
    assert words(screen, "holiday_source") == "文件“2027.csv”"
    desk.ledger.undo()
    assert section.trouble.words.startswith("还没有 2027 年的放假安排")


def test_the_state_councils_words_are_pasted(screen: SettingsScreen) -> None:
    section = shown(screen, HolidaysSection)
    QGuiApplication.clipboard().setText("床前明月光")
    press(screen, "holiday_paste")
    assert section.trouble.words.startswith("这段文字不是国务院办公厅的节假日安排通知。")
    QGuiApplication.clipboard().setText(
        "国务院办公厅关于2027年部分节假日安排的通知：\n一、元旦：1月1日（周五）放假1天。"
    )
    press(screen, "holiday_paste")
    assert told(screen) == [("已载入 2027 年放假安排，1 天", "载入 2027 年放假安排")]
    assert section.trouble.words == ""
    assert words(screen, "holiday_source") == "国务院办公厅关于2027年部分节假日安排的通知"


def test_a_refused_file_changes_nothing(screen: SettingsScreen, desk: Any, tmp_path: Path, qtbot: Any) -> None:
    section = shown(screen, HolidaysSection)
    before = holidays.year_table(2025)
    file = tmp_path / "2025.json"
    file.write_text(json.dumps([{"day": "2025-01-01", "works": "不"}]), encoding="utf-8")
    section.load_file(file)
    qtbot.waitUntil(lambda: section.trouble.words != "")
    assert section.trouble.words.startswith("第 1 项的 works 不是 true 或 false")
    assert holidays.year_table(2025) == before


# 经手人 ------------------------------------------------------------------------------------------


def test_operators_are_added_stopped_and_brought_back(screen: SettingsScreen, desk: Any) -> None:
    section = shown(screen, OperatorsSection)
    assert section.new.hasFocus()
    section.new.setText("许老师")
    QTest.keyClick(section.new, Qt.Key.Key_Return)
    assert told(screen)[-1] == ("已添加经手人许老师", "添加经手人")
    assert section.new.text() == ""
    section.table.select(2)
    press(screen, "operator_close")
    assert office_settings.operators()[-1] == OperatorRow(2, "许老师", False)
    section.table.select(2)
    press(screen, "operator_reopen")
    assert office_settings.operators()[-1] == OperatorRow(2, "许老师", True)
    assert told(screen)[1:] == [("已停用许老师", "停用经手人 许老师"), ("已恢复许老师", "恢复经手人 许老师")]


def test_the_rail_leads_to_a_new_operator(screen: SettingsScreen) -> None:
    screen.open_record("operator", 0)
    section = screen.section(OperatorsSection)
    assert section.isVisible()
    assert section.new.hasFocus()  # type: ignore[attr-defined]


def test_who_sits_here_cannot_be_stopped_and_an_empty_name_is_refused(screen: SettingsScreen) -> None:
    section = shown(screen, OperatorsSection)
    section.table.select(1)
    press(screen, "operator_close")
    assert section.pane_trouble.words.startswith("周喆正在经手。")
    press(screen, "operator_add")
    assert section.trouble.words.startswith("经手人的姓名不能空着。")
    assert office_settings.operators() == (OperatorRow(1, "周喆", True),)


def test_a_corrected_name_goes_with_whoever_sits_here(screen: SettingsScreen, desk: Any) -> None:
    section = shown(screen, OperatorsSection)
    section.table.select(1)
    fill(screen, "operator_rename", "周　哲")
    press(screen, "operator_rename_do")
    assert office_settings.operators() == (OperatorRow(1, "周哲", True),)
    assert desk.ledger.actor == "周哲"


# 外观、数据 ------------------------------------------------------------------------------------------


def test_a_look_is_put_on_at_once_and_remembered(screen: SettingsScreen, desk: Any) -> None:
    section = shown(screen, LookSection)
    light = tokens()
    section.choices[Theme.DARK].click()
    assert tokens() != light
    assert desk.settings.theme == Theme.DARK
    picture = section.findChild(Miniature, "look_light_picture")
    assert picture is not None
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton)
    assert (tokens(), desk.settings.theme) == (light, Theme.LIGHT)


def test_the_data_are_told_copied_opened_and_proved(
    screen: SettingsScreen, desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(screen, DataSection)
    path = screen.findChild(QLineEdit, "data_folder")
    assert path is not None
    assert path.text() == str(tmp_path)
    press(screen, "data_copy")
    assert QGuiApplication.clipboard().text() == str(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) is None)
    press(screen, "data_open")
    assert opened == [str(tmp_path)]
    press(screen, "data_check")
    assert words(screen, "data_said").startswith("数据完好：")


def test_damage_is_said_in_words(screen: SettingsScreen) -> None:
    database.execute_sql("UPDATE journal_entry SET title = '改过' WHERE id = 1")
    section = shown(screen, DataSection)
    press(screen, "data_check")
    assert section.trouble.words.startswith("数据有 1 处问题，请先不要继续录入，从备份恢复。")


def test_sizes_are_written_as_a_clerk_reads_them() -> None:
    assert [size_words(size) for size in (0, 300_000, 20_000_000, 3_000_000_000)] == [
        "0.0 MB",
        "0.3 MB",
        "19 MB",
        "2.8 GB",
    ]
