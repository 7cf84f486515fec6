"""The set-up: what it chooses, what it says, and that a second call has nothing to do."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from installers import dev


@pytest.mark.parametrize(
    ("libc", "machine", "for_tests", "oldest_qt", "lock"),
    [
        (("glibc", "2.36"), "x86_64", False, False, "runtime.txt"),
        (("glibc", "2.36"), "x86_64", True, False, "dev.txt"),
        (("glibc", "2.34"), "x86_64", False, False, "runtime.txt"),
        (("glibc", "2.31"), "x86_64", False, False, "dev-oldest-qt.txt"),
        (("glibc", "2.28"), "x86_64", True, False, "dev-oldest-qt.txt"),
        (("glibc", "2.36"), "x86_64", False, True, "dev-oldest-qt.txt"),
        (("glibc", "2.39"), "aarch64", False, False, "runtime.txt"),
        (("", ""), "AMD64", False, False, "runtime.txt"),
    ],
)
def test_the_libraries_fit_the_machine(libc, machine, for_tests, oldest_qt, lock):
    assert dev.lock_for(libc, machine, for_tests=for_tests, oldest_qt=oldest_qt) == lock


@pytest.mark.parametrize(
    ("libc", "machine", "says"),
    [
        ("2.27", "x86_64", "这台机器(x86_64)的系统库 glibc 是 2.27,Qt 在这里需要 2.28 或更新。"),
        ("2.36", "aarch64", "这台机器(aarch64)的系统库 glibc 是 2.36,Qt 在这里需要 2.39 或更新。"),
    ],
)
def test_a_system_too_old_for_qt_is_told_so(libc, machine, says):
    with pytest.raises(dev.Trouble) as trouble:
        dev.lock_for(("glibc", libc), machine, for_tests=False, oldest_qt=False)
    assert str(trouble.value) == says + "请换用较新的系统,或使用发布的安装包。"


@pytest.mark.skipif(not dev.LINUX, reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("env", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
def test_a_screen_is_one_that_somebody_sees(env, seen):
    assert dev.has_screen(env) is seen


def test_a_library_that_is_not_there_is_noticed():
    assert not dev.loads("libyizhibu-is-no-library.so.7")


def test_a_stamp_changes_with_what_the_environment_is_made_of(tmp_path):
    here = dev.Environment(tmp_path / "a", "dev.txt")
    assert dev.stamp_of(here) == dev.stamp_of(here)
    others = [here._replace(lock="runtime.txt"), here._replace(folder=tmp_path / "b")]
    assert dev.stamp_of(here) not in [dev.stamp_of(other) for other in others]


@pytest.mark.parametrize("left", [None, "", "not json", "[1]"])
def test_a_spoilt_stamp_counts_as_none(tmp_path, left):
    file = tmp_path / "set-up.json"
    if left is not None:
        file.write_text(left, "utf-8")
    assert dev.read_stamp(file) == {}


@pytest.mark.parametrize("arguments", [[], ["fly"], ["setup", "more"], ["--oldest-qt"]])
def test_wrong_usage_shows_the_right_one(capsys, arguments):
    assert dev.main(arguments) == 2
    assert capsys.readouterr() == ("", dev.USAGE + "\n")


def test_help_is_an_answer(capsys):
    assert dev.main(["--help"]) == 0
    assert capsys.readouterr() == (dev.USAGE + "\n", "")


@pytest.fixture
def complete(tmp_path, monkeypatch) -> dev.Environment:
    """A checkout that is set up, on a machine that lacks nothing and has no screen; its program repeats its words."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "missing_packages", lambda for_tests: [])
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    lock = dev.lock_for(platform.libc_ver(), platform.machine(), for_tests=True, oldest_qt=False)
    made = dev.Environment(tmp_path / ".venv", lock)
    program = made.script("yizhibu")
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho yizhibu "$@"\nexit 3\n', "utf-8")
    program.chmod(0o755)
    (made.folder / "set-up.json").write_text(json.dumps(dev.stamp_of(made)), "utf-8")
    return made


def test_an_environment_that_is_complete_is_left_alone(complete, capfd):
    assert dev.set_up(for_tests=True, oldest_qt=False) == complete
    assert dev.set_up(for_tests=False, oldest_qt=False) == complete  # the tests' libraries hold the program's
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not dev.LINUX, reason="other systems always have a screen")
def test_without_a_screen_the_sample_season_is_made(complete, capfd):
    assert dev.main(["run"]) == 3  # the program's own status
    season = dev.ROOT / "demo-season"
    says = f"这台机器没有可用的屏幕,打不开窗口;改为生成示例季,放在 {season}。\nyizhibu demo --out {season}\n"
    assert capfd.readouterr() == (says, "")


@pytest.mark.skipif(not dev.LINUX, reason="the program's stand-in is a shell script")
def test_further_words_are_the_programs(complete, capfd):
    assert dev.main(["run", "--data", "data", "check"]) == 3
    assert capfd.readouterr() == ("yizhibu --data data check\n", "")


def test_the_file_needs_nothing_but_a_bare_python():
    """Without site-packages, and from elsewhere, as on a machine where nothing is installed."""
    program = Path(dev.__file__)
    done = subprocess.run([sys.executable, "-I", "-S", program, "--help"], cwd="/", capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
