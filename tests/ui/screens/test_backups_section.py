"""系统设置 → 备份: made by hand, in two places, listed, restored with a preview."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop_app.backups.keeper import INSIDE, Keeper
from desktop_app.backups.restoring import Prepared, discard
from desktop_app.office import office_settings
from desktop_app.shapes.backups import Reason
from desktop_app.ui.safekeeping import Safekeeping
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.settings import SettingsScreen
from desktop_app.ui.screens.settings.backups_section import BackupsSection


def now_of(desk: Desk) -> datetime:
    return desk.ledger.clock()


@pytest.fixture
def keeping(desk: Desk, tmp_path: Path) -> Iterator[Safekeeping]:
    keeper = Keeper(tmp_path, lambda: desk.ledger.actor, lambda: now_of(desk))
    made = Safekeeping(keeper, desk.ledger, desk.jobs)
    yield made
    made._clock.stop()


@pytest.fixture
def screen(desk: Desk, keeping: Safekeeping, qtbot) -> SettingsScreen:
    desk.ledger.run("添加经手人", office_settings.add_operator, name="周喆")
    made = SettingsScreen(replace(desk, safekeeping=keeping))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.open_record("backups", 0)
    return made


@pytest.fixture
def section(screen: SettingsScreen) -> BackupsSection:
    assert isinstance(screen.current, BackupsSection)
    return screen.current


def press(section: BackupsSection, name: str) -> None:
    found = section.window().findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def rows(section: BackupsSection) -> list[tuple[str, ...]]:
    model = section.table.view.model()
    return [tuple(model.index(r, c).data() for c in range(model.columnCount())) for r in range(model.rowCount())]


def test_a_backup_by_hand_is_proved_listed_and_told(section: BackupsSection, qtbot, tmp_path: Path) -> None:
    assert section.said.text() == "还没有备份"
    said: list[str] = []
    section.page.said.connect(lambda words, _: said.append(words))
    press(section, "backup_now")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["已备份并核对 yizhibu-备份-2025-11-07-1042.zip"]
    assert section.said.text() == "最近一次 11-07 10:42，还没有第二份"
    assert [(when, why, who, where, state) for when, why, who, _, where, state in rows(section)] == [
        ("2025-11-07 10:42", "手动", "周喆", "数据文件夹", "完好"),
    ]
    assert section.now.isEnabled()
    assert [each.name for each in (tmp_path / INSIDE).iterdir()] == ["yizhibu-备份-2025-11-07-1042.zip"]


def test_the_keyboard_stays_at_the_button(section: BackupsSection, qtbot) -> None:
    said: list[str] = []
    section.page.said.connect(lambda words, _: said.append(words))
    section.window().activateWindow()
    section.now.setFocus()
    qtbot.waitUntil(section.now.hasFocus)
    press(section, "backup_now")
    assert (section.place.hasFocus(), section.place.selectedText()) == (False, "")
    qtbot.waitUntil(lambda: bool(said))
    assert section.now.hasFocus()


def test_a_second_place_on_the_same_disk_is_taken_and_warned_of(
    section: BackupsSection, qtbot, tmp_path: Path, keeping: Safekeeping
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    section.choose(None, stick)
    assert section.trouble.words.startswith("第二个位置和数据在同一块磁盘上。")
    press(section, "backup_now")
    qtbot.waitUntil(lambda: keeping.keeper.state.second_at is not None)
    assert [row[4] for row in rows(section)] == ["数据文件夹、第二个位置"]
    assert section.second.text() == str(stick)
    press(section, "backup_second_none")
    assert keeping.keeper.state.second is None
    assert [row[4] for row in rows(section)] == ["数据文件夹"]


def test_a_place_that_is_not_there_is_refused_in_words(section: BackupsSection, tmp_path: Path) -> None:
    section.choose(None, tmp_path / "nowhere")
    assert section.trouble.words.startswith(f"文件夹“{tmp_path / 'nowhere'}”不存在。")


def test_a_week_without_a_second_copy_is_said(section: BackupsSection, keeping: Safekeeping, desk: Desk) -> None:
    keeping.keeper.back_up(Reason.CLOSING)
    now = desk.ledger.clock()
    desk.ledger.clock = lambda: now + timedelta(days=8)
    section.refresh()
    assert section.trouble.words == (
        "备份只在这台电脑上，还没有第二份请插上 U 盘或移动硬盘，选为“第二个位置”，再按“立即备份”。"
    )
    assert keeping.note == "备份只在这台电脑上，还没有第二份"


def test_what_went_wrong_is_said(section: BackupsSection, keeping: Safekeeping, tmp_path: Path, qtbot) -> None:
    (tmp_path / INSIDE).write_text("a file where the folder should be")
    press(section, "backup_now")
    qtbot.waitUntil(lambda: bool(keeping.keeper.state.trouble))
    assert section.trouble.words.startswith("最近一次备份没有做成：")
    assert section.now.isEnabled()


def test_a_backup_that_cannot_be_read_offers_no_restore(
    section: BackupsSection, keeping: Safekeeping, tmp_path: Path
) -> None:
    keeping.keeper.back_up(Reason.CLOSING)
    (tmp_path / INSIDE / "yizhibu-备份-2025-10-01-0900.zip").write_bytes(b"no zip")
    section.refresh()
    assert [(row[0], row[5]) for row in rows(section)] == [("2025-11-07 10:42", "完好"), ("2025-10-01 09:00", "读不出")]
    section.table.view.selectRow(1)
    assert not section._restore.isEnabled()


def test_a_restore_shows_first_what_it_changes(
    section: BackupsSection, keeping: Safekeeping, desk: Desk, qtbot
) -> None:
    keeping.keeper.back_up(Reason.CLOSING)
    desk.ledger.run("添加经手人", office_settings.add_operator, name="王燚")
    wanted: list[Prepared] = []
    keeping.restore_wanted.connect(wanted.append)
    section.refresh()
    section.table.view.selectRow(0)
    press(section, "backup_restore")
    qtbot.waitUntil(lambda: section.dialog is not None)
    assert section.dialog is not None
    assert section.dialog.view.words == "备份之后的 1 步操作将不在数据里，要用到的请照下面的清单补录。"
    assert [(r.kind, r.text, r.note) for r in section.dialog.view.table.model.shown] == [
        ("操作", "添加经手人", "将没有这一步"),
        ("记录数", "经手人", "由 2 条变为 1 条"),
    ]
    section.dialog.accept()
    assert [each.name for each in wanted] == ["yizhibu-备份-2025-11-07-1042.zip"]
    discard(wanted[0])


def test_a_restore_that_is_not_wanted_leaves_nothing(
    section: BackupsSection, keeping: Safekeeping, qtbot, tmp_path: Path
) -> None:
    made = keeping.keeper.back_up(Reason.CLOSING)
    shutil.copy(made.path, tmp_path / "U盘里的.zip")
    section.unpack(tmp_path / "U盘里的.zip", section.trouble)
    qtbot.waitUntil(lambda: section.dialog is not None)
    assert section.dialog is not None
    section.dialog.reject()
    assert not list(tmp_path.glob("yizhibu.restoring*"))


def test_a_file_that_is_no_backup_is_said(section: BackupsSection, tmp_path: Path, qtbot) -> None:
    (tmp_path / "照片.zip").write_bytes(b"no zip")
    section.unpack(tmp_path / "照片.zip", section.trouble)
    qtbot.waitUntil(lambda: bool(section.trouble.words))
    assert section.trouble.words == "“照片.zip”不是本程序的备份，或已损坏。请换一份备份。"


def test_an_import_waits_for_a_copy_and_not_for_the_packing(keeping: Safekeeping, desk: Desk, qtbot) -> None:
    desk.ledger.run("添加经手人", office_settings.add_operator, name="周喆")
    desk.ledger.run("导入", office_settings.add_operator, guarded=True, name="王燚")
    qtbot.waitUntil(lambda: keeping.keeper.state.last_at is not None)
    newest = keeping.keeper.newest_good()
    assert newest is not None
    assert newest.manifest is not None
    assert (newest.manifest.reason, newest.manifest.rows["operator"]) == ("导入前", 1)
