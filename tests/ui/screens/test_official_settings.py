"""系统设置 → 公文版式: what follows on a page is said while one types; what cannot be is said and not kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.office import office_settings
from desktop_app.office.first_start import prepare
from desktop_app.office.official_look import official_look
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.official import OfficialLook
from desktop_app.ui.screens.settings.official_section import ALWAYS, OfficialSection
from desktop_app.ui.screens.settings.screen import SettingsScreen
from desktop_app.writers.pdf.official_faces import face_choices

PROFILE = OfficeProfile(school="示例医科大学")


@pytest.fixture
def section(desk, qtbot) -> OfficialSection:
    prepare(desk.ledger.run)
    desk.ledger.run("设置", office_settings.set_up_office, profile=PROFILE, operator="周喆")
    screen = SettingsScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_section(OfficialSection)
    found = screen.section(OfficialSection)
    assert isinstance(found, OfficialSection)
    return found


def test_the_standard_stands_there_and_says_what_it_makes(section):
    assert (section.body_size.currentText(), section.pitch.text(), section.third.isChecked()) == (
        "三号（16 磅）",
        "28.95",
        False,
    )
    assert section.follows.text() == "每页 22 行，每行 28 字，字距紧缩 0.25 磅。"
    assert official_look() == OfficialLook()


def test_size_pitch_and_bold_are_changed_in_one_step_that_can_be_undone(section, desk):
    section.body_size.setFocus()
    QTest.keyClick(section.body_size, Qt.Key.Key_Down)
    section.pitch.setText("２８．００磅")
    section.third.click()
    assert section.follows.text() == "每页 22 行，每行 29 字，字距加宽 0.2 磅。"
    assert section.save()
    assert office_settings.profile() == OfficeProfile(
        school="示例医科大学", official_body_size="小三", official_pitch="28", official_bold_third=True
    )
    assert official_look() == OfficialLook(15.0, 28.0, True)
    assert (section.pitch.text(), section._save.isEnabled()) == ("28", False)
    assert desk.ledger.undo_title == "修改公文版式"
    desk.ledger.undo()
    assert official_look() == OfficialLook()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("29", "每页 21 行，每行 28 字，字距紧缩 0.25 磅。"),
        ("单倍", "行距“单倍”不是磅数。请填写数字，例如 28.95。"),
        ("19.95", "行距是 19.95 磅，应当在 20 到 40 磅之间。国家标准的行距是 28.95 磅，每页 22 行。"),
        ("28.93", "行距 28.93 磅在 WPS 和 Word 里存不下。请填写 0.05 磅的倍数，例如 28.95。"),
    ],
)
def test_what_follows_is_said_while_one_types(section, typed, said):
    section.pitch.setText(typed)
    assert section.follows.text() == said


def test_what_cannot_be_is_said_at_saving_and_nothing_is_kept(section):
    section.pitch.setText("41")
    section.save()
    assert "应当在 20 到 40 磅之间" in section.trouble.words
    assert office_settings.profile() == PROFILE
    section.pitch.setText("28.95")
    assert section.trouble.words == ""


def test_the_faces_of_this_machine_are_named(section, qtbot):
    qtbot.waitUntil(lambda: section.said.text() == ALWAYS)
    told = [(key.text(), value.text()) for key, value in section.faces._lines]
    assert [key for key, _ in told] == ["小标宋", "仿宋", "黑体", "楷体", "宋体"]
    for (_, words), choice in zip(told, face_choices(), strict=True):
        lacking = f"本机没有 {choice.wanted[0]}，PDF 用随程序的 {choice.used} 代替"
        assert words == (lacking if choice.bundled else f"{choice.used}，本机已安装")
