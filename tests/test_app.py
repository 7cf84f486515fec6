"""The wiring: one window per data folder, what keeps it shut, and the sample season in a folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db.errors import Damaged
from db.opening import FILE_NAME
from desktop_app import folders
from desktop_app.app import Program, Session
from desktop_app.backups.keeper import Keeper
from desktop_app.backups.packs import Silent, read_manifest
from desktop_app.backups.restoring import prepare
from desktop_app.office import office_settings
from desktop_app.settings import Settings
from desktop_app.shapes.backups import Manifest, Reason
from desktop_app.shapes.office import OfficeProfile
from desktop_app.ui.rescue import RescueDialog
from desktop_app.ui.screens.welcome import Welcome
from desktop_app.ui.single_instance import raise_other

ROOT = Path(__file__).parents[1]
PATIENCE = 30  # s
IN_USE = "正被另一个程序使用。请先关闭已经打开的“一支部一特色”。"


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts of the program as processes of their own; those that still run at the end are killed."""
    programs: list[subprocess.Popen[str]] = []

    def start(data: Path, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "desktop_app", "--data", str(data), *words]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
        programs.append(subprocess.Popen(command, cwd=ROOT, env=environment, **streams))
        return programs[-1]

    yield start
    for program in programs:
        program.kill()
        program.communicate()


def answer(program: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit status and what was said on both streams."""
    out, err = program.communicate(timeout=PATIENCE)
    return program.returncode, out, err


def wait_for_window(data: Path, program: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while not raise_other(data):
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)


# Processes beside each other -----------------------------------------------------------------------------------------


def test_a_command_ends_with_3_while_the_window_is_open(started, tmp_path):
    window = started(tmp_path / "data", "open")
    wait_for_window(tmp_path / "data", window)
    reads, writes = ("--json", "list", "branches"), ("--json", "receive", "--branch", "某支部", "--brand", "某品牌")
    for command in [started(tmp_path / "data", *words) for words in (reads, writes)]:
        status, out, err = answer(command)
        assert (status, out) == (3, "")
        assert IN_USE in err
    assert window.poll() is None
    window.kill()
    window.wait()
    assert answer(started(tmp_path / "data", "--json", "list", "branches"))[:2] == (0, "[]\n")


def test_a_second_start_ends_at_once_and_the_first_stays(started, tmp_path):
    first = started(tmp_path / "data", "open")
    wait_for_window(tmp_path / "data", first)
    said = (0, "", "程序已经打开，已把它的窗口调到前面。\n")
    assert answer(started(tmp_path / "data", "open")) == said
    assert answer(started(tmp_path / "data")) == said
    assert first.poll() is None


def test_another_folder_is_another_window(started, tmp_path):
    windows = [(tmp_path / name, started(tmp_path / name, "open")) for name in ("data", "data2")]
    for data, window in windows:
        wait_for_window(data, window)
    assert [window.poll() for _, window in windows] == [None, None]


def test_the_program_opens_again_after_it_was_killed(started, tmp_path):
    first = started(tmp_path / "data", "open")
    wait_for_window(tmp_path / "data", first)
    first.kill()
    first.wait()
    again = started(tmp_path / "data", "open")
    wait_for_window(tmp_path / "data", again)


def test_a_damaged_file_says_why_and_ends_with_3(started, tmp_path):
    file = tmp_path / FILE_NAME
    file.write_bytes(b"\x00\x17 not a database" * 400)
    before = file.read_bytes()
    status, out, err = answer(started(tmp_path, "open"))
    assert (status, out) == (3, "")
    assert f"“{tmp_path}”里的数据文件已损坏或不是本程序的文件。请不要再写入，从备份恢复。" in err
    assert "Traceback" not in err
    assert file.read_bytes() == before


# One process ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def hook(monkeypatch):
    """The program sets a handler of last resort: it goes with the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture
def program(tmp_path, qtbot, hook) -> Iterator[Program]:
    made = Program(Settings(tmp_path / "settings.ini"))
    made.open(tmp_path / "data")
    yield made
    made.close()
    qtbot.waitUntil(lambda: windows() == [])


def windows() -> list[str]:
    """The program's windows that are there, shown or not."""
    return [each.objectName() for each in QApplication.topLevelWidgets() if each.objectName() in ("window", "welcome")]


def be_known(session: Session) -> None:
    """As after the welcome."""
    session.ledger.run(
        "设置单位", office_settings.set_up_office, profile=OfficeProfile(school="示例医科大学"), operator="周喆"
    )


def test_a_second_start_raises_the_first_window(program, started, tmp_path, qtbot):
    be_known(program.session)
    program.open(tmp_path / "data")
    window = program.session.window
    qtbot.waitExposed(window)
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)
    second = started(tmp_path / "data", "open")
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=PATIENCE * 1000)
    assert answer(second)[0] == 0


def test_the_first_start_is_welcomed_and_the_second_is_not(program, tmp_path):
    assert program.session.window is None
    be_known(program.session)
    program.open(tmp_path / "data")
    assert program.session.window.windowTitle() == "示例医科大学 · 一支部一特色"
    assert program.session.ledger.actor == "周喆"


def test_a_folder_that_is_left_leaves_no_window_behind(program, tmp_path, qtbot):
    be_known(program.session)
    for name in ("data", "data", "data2"):
        program.open(tmp_path / name)
    qtbot.waitUntil(lambda: windows() == ["welcome"])


def test_the_sample_season_opens_beside_the_clerk_s_own_data(program, started, tmp_path, qtbot):
    open_the_sample(program, qtbot)
    assert program.session.folder == tmp_path / "data-示例数据"
    assert "示例医科大学" in program.session.window.windowTitle()
    program.open(tmp_path / "data")
    assert program.session.window is None  # the clerk's own data still wait for their welcome
    open_the_sample(program, qtbot)
    program.close()
    assert branches(started, tmp_path / "data") == 0
    assert branches(started, tmp_path / "data-示例数据") == 268


def open_the_sample(program: Program, qtbot) -> None:
    """用示例数据看看, on the card of the welcome."""
    welcome = next(
        each for each in QApplication.topLevelWidgets() if each.objectName() == "welcome" and each.isVisible()
    )
    qtbot.mouseClick(welcome.findChild(QPushButton, "welcome_sample"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.session is not None and program.session.window is not None, timeout=PATIENCE * 1000)


def branches(started, data: Path) -> int:
    """How many branches a folder holds."""
    status, out, err = answer(started(data, "--json", "list", "branches"))
    assert (status, err) == (0, "")
    return len(json.loads(out))


# Backups -------------------------------------------------------------------------------------------------------------


def backups(folder: Path) -> list[Manifest]:
    """Those of a data folder, in the order in which they were made."""
    found = [read_manifest(file) for file in (folder / "备份").glob("*.zip")]
    return sorted(found, key=lambda each: each.sequence)


def test_leaving_makes_a_backup_of_what_none_holds_yet(program, tmp_path):
    be_known(program.session)
    program.open(tmp_path / "data")
    (made,) = backups(tmp_path / "data")
    assert (made.reason, made.rows["operator"]) == ("退出时", 1)
    program.close()
    assert len(backups(tmp_path / "data")) == 1


def test_half_an_hour_of_change_makes_a_backup_in_the_background(program, tmp_path, qtbot):
    be_known(program.session)
    session, ticks = program.session, [0.0]
    session.keeper._ticks = lambda: ticks[0]
    session.keeper._changed_since = None
    session.ledger.run("添加经手人", office_settings.add_operator, name="王燚")
    ticks[0] = 1799.0
    session.safekeeping.look_at_clock()
    assert not session.jobs.busy
    ticks[0] = 1800.0
    session.safekeeping.look_at_clock()
    qtbot.waitUntil(lambda: session.keeper.state.last_at is not None, timeout=PATIENCE * 1000)
    assert [(each.reason, each.by) for each in backups(tmp_path / "data")] == [("定时", session.ledger.actor)]


def test_a_backup_is_restored_in_the_window(program, tmp_path, qtbot):
    be_known(program.session)
    program.open(tmp_path / "data")
    session = program.session
    made = session.keeper.back_up(Reason.BY_HAND)
    session.ledger.run("添加经手人", office_settings.add_operator, name="王燚")
    prepared = prepare(made.path, session.folder, Silent())
    session.safekeeping.restore_wanted.emit(prepared)
    qtbot.waitUntil(lambda: program.session is not session, timeout=PATIENCE * 1000)
    assert [row.name for row in office_settings.operators()] == ["周喆"]
    window = program.session.window
    words = window.findChild(QLabel, "toast_words").text()
    assert words.startswith(f"已恢复到 {made.manifest.made_at:%Y-%m-%d %H:%M}，原来的数据在“换下的数据-")
    assert [each.reason for each in backups(session.folder)][-1] == "恢复前"
    assert program.session.ledger.undo_title is None


def test_damaged_data_are_replaced_by_the_newest_good_backup(program, tmp_path, qtbot):
    be_known(program.session)
    program.open(tmp_path / "data")
    program.close()
    file = tmp_path / "data" / FILE_NAME
    file.write_bytes(b"\x17" * 50_000)
    with pytest.raises(Damaged) as damaged:
        program.open(tmp_path / "data")
    (tmp_path / "data" / "备份" / "yizhibu-备份-2099-01-01-0000.zip").write_bytes(b"no backup")
    dialog = RescueDialog(damaged.value, Keeper(tmp_path / "data", lambda: "周喆"))
    qtbot.addWidget(dialog)
    assert "现在的数据读不出来" in dialog.view.words
    dialog.accept()
    program.bring_in(dialog.prepared, tmp_path / "data")
    assert [row.name for row in office_settings.operators()] == ["周喆"]
    (aside,) = (tmp_path / "data").glob("换下的数据-*")
    assert (aside / FILE_NAME).read_bytes() == b"\x17" * 50_000


def test_without_a_backup_nothing_is_offered_and_nothing_changes(program, tmp_path, qtbot):
    program.close()
    (tmp_path / "data" / FILE_NAME).write_bytes(b"\x17" * 50_000)
    for file in (tmp_path / "data" / "备份").glob("*"):
        file.unlink()
    dialog = RescueDialog(Damaged("数据文件已损坏。", ""), Keeper(tmp_path / "data", lambda: "周喆"))
    qtbot.addWidget(dialog)
    assert dialog.prepared is None
    assert not dialog.go.isEnabled()
    assert dialog.said.words.startswith("备份文件夹里没有能用的备份。")
    dialog.reject()


def test_a_folder_of_an_older_schema_is_backed_up_before_it_is_upgraded(program, tmp_path):
    program.close()
    old = tmp_path / "old"
    old.mkdir()
    shutil.copy(ROOT / "tests" / "old_files" / "schema-2.db", old / FILE_NAME)
    program.open(old)
    (made,) = backups(old)
    assert (made.reason, made.schema) == ("升级前", 2)


# The data folder -----------------------------------------------------------------------------------------------------


@pytest.fixture
def movable(tmp_path, qtbot, hook, monkeypatch) -> Iterator[Program]:
    """As `yizhibu open` without --data, on a machine of its own."""
    for name in ("XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    made = Program(Settings(tmp_path / "settings.ini"), movable=True)
    made.open(tmp_path / "data")
    yield made
    made.close()
    qtbot.waitUntil(lambda: windows() == [])


def shown_welcome() -> Welcome:
    (only,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Welcome) and each.isVisible())
    return only


def test_the_first_start_chooses_where_the_data_lie(movable, tmp_path, qtbot):
    shown_welcome().office.lines["school"].setText("示例医科大学")
    (tmp_path / "U 盘").mkdir()
    (tmp_path / "U 盘" / "照片.jpg").touch()
    movable.move(tmp_path / "U 盘")
    chosen = tmp_path / "U 盘" / "一支部一特色"  # nothing is strewn among other things
    qtbot.waitUntil(lambda: movable.session.folder == chosen)
    assert folders.data_folder() == chosen
    assert shown_welcome().office.lines["school"].text() == "示例医科大学"
    be_known(movable.session)
    movable.close()
    said = ("--json", "list", "branches")
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *said], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=PATIENCE
    )
    assert (done.returncode, done.stdout) == (0, "[]\n")
    chosen.rename(tmp_path / "gone")
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *said], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=PATIENCE
    )
    assert (done.returncode, done.stdout, chosen.exists()) == (3, "", False)
    assert done.stderr.startswith(f"找不到数据文件夹“{chosen}”。请接好它所在的磁盘")


def test_a_folder_that_cannot_be_made_is_said_in_the_welcome(movable, tmp_path, qtbot):
    (tmp_path / "file").touch()
    welcome = shown_welcome()
    movable.move(tmp_path / "file" / "data")
    qtbot.waitUntil(lambda: welcome.office.trouble.words != "")
    assert welcome.office.trouble.words == (
        f"不能建立数据文件夹“{tmp_path / 'file' / 'data'}”：路径里有一个同名的文件。请换一个位置。"
    )
    assert (shown_welcome(), movable.session.folder) == (welcome, tmp_path / "data")
    assert folders.chosen_data_folder() is None
    be_known(movable.session)  # and goes on as before


def test_a_sample_that_finds_no_room_leaves_the_first_start_as_it_was(program, tmp_path, qtbot):
    (tmp_path / "data-示例数据").touch()
    welcome = shown_welcome()
    welcome.office.lines["school"].setText("示例医科大学")
    qtbot.mouseClick(welcome.findChild(QPushButton, "welcome_sample"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "不能建立数据文件夹" in welcome.office.trouble.words)
    assert (shown_welcome(), welcome.office.lines["school"].text()) == (welcome, "示例医科大学")
    be_known(program.session)
