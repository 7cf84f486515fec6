"""系统设置 → 材料: terms, the plan of copies and the sheets of labels, changed in one step."""

from __future__ import annotations

import pytest

from desktop_app.office import office_settings
from desktop_app.office.first_start import prepare
from desktop_app.shapes.office import OfficeProfile
from desktop_app.ui.screens.settings.desk_section import DeskSection
from desktop_app.ui.screens.settings.screen import SettingsScreen


@pytest.fixture
def section(desk, qtbot) -> DeskSection:
    prepare(desk.ledger.run)
    profile = OfficeProfile(school="示例医科大学")
    desk.ledger.run("设置", office_settings.set_up_office, profile=profile, operator="周喆")
    screen = SettingsScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_section(DeskSection)
    found = screen.section(DeskSection)
    assert isinstance(found, DeskSection)
    return found


def test_terms_plan_and_labels_are_changed_in_one_step(section, desk):
    assert section._plan.text() == "一式五份时：1 存档、2 评审、3 评审、4 评审、5 退支部"
    for key, text in (
        ("correction_workdays", "3"),
        ("review_workdays", "5"),
        ("loan_workdays", "15"),
        ("copies_to_archive", "2"),
    ):
        section.lines[key].setText(text)
    section.paper.setCurrentIndex(2)
    assert section._plan.text() == "一式五份时：1 存档、2 存档、3 评审、4 评审、5 退支部"
    assert section.save()
    assert office_settings.profile() == OfficeProfile(
        school="示例医科大学",
        correction_workdays=3,
        review_workdays=5,
        loan_workdays=15,
        copies_to_archive=2,
        label_format="2x7",
    )
    assert desk.ledger.undo_title == "修改材料管理设置"


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("correction_workdays", "0", "补正期限是 0 个工作日，应当在 1 到 60 之间"),
        ("approval_workdays", "201", "审定的工作日数是 201，应当在 0 到 200 之间"),
        ("loan_workdays", "十", "借出期限“十”不是数字"),
        ("copies_to_return", "12", "退支部份数是 12，应当在 0 到 9 之间"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_nothing_is_kept(section, key, text, said):
    section.lines[key].setText(text)
    section.save()
    assert said in section.trouble.words
    assert office_settings.profile() == OfficeProfile(school="示例医科大学")
