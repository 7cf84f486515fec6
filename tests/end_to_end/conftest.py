"""A screen that nobody sees, a session bus of its own, and the program in them, driven from outside."""

from __future__ import annotations

import json
import mmap
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from installers import dev

ROOT = Path(__file__).parents[2]
PATIENCE = 30  # s that a slow machine may need until a thing has happened
SIZE = "1366x768x24"


def missing() -> list[str]:
    """What this machine lacks for it; installers/dev.py installs it on Debian."""
    needed = [package for program, package in dev.TEST_PROGRAMS.items() if not shutil.which(program)]
    needed += [] if dev.ACCESSIBILITY_BUS.exists() else ["at-spi2-core"]
    return needed + ([] if dev.speaks_dbus(dev.SYSTEM_PYTHON) else ["python3-gi"])


class VirtualScreen:
    """Xvfb on the first display that is free. Its picture lies in a file, as X's own window dump."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-fbdir", str(folder)]
        with (folder / "Xvfb.txt").open("wb") as said:
            self._server = subprocess.Popen(command, pass_fds=(writing,), stdout=said, stderr=said)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{told.readline().strip()}"

    def picture(self, file: Path) -> Path:
        """What can be seen now, as PNG."""
        with (self._folder / "Xvfb_screen0").open("rb") as dump:
            data = mmap.mmap(dump.fileno(), 0, access=mmap.ACCESS_READ)
            head = struct.unpack(">25I", data[:100])  # XWDFile.h: sizes, then a palette of 12 bytes a colour
            size, width, height, a_line, colours = head[0], head[4], head[5], head[12], head[19]
            pixels = data[size + 12 * colours :]
            QImage(pixels, width, height, a_line, QImage.Format.Format_RGB32).save(str(file))
        return file

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()


class Reader:
    """The program under the system's Python that looks and presses; it holds the session bus."""

    def __init__(self, screen: VirtualScreen, folder: Path) -> None:
        environment = os.environ | {"DISPLAY": screen.display, "PYTHONWARNINGS": "ignore"}
        environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        reading, writing = os.pipe()
        driver = str(Path(__file__).with_name("at_spi.py"))
        with (folder / "at_spi.txt").open("wb") as said:
            self._process = subprocess.Popen(
                ["dbus-run-session", "--", str(dev.SYSTEM_PYTHON), driver, str(writing)],
                env=environment,
                pass_fds=(writing,),
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=said,
                text=True,
            )
        os.close(writing)
        self._answers = os.fdopen(reading)
        self.bus: str = self._answer()["value"]

    def ask(self, do: str, pid: int, **details: Any) -> dict[str, Any]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"do": do, "pid": pid, **details}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        line = self._answers.readline()
        assert line, "the reader of the accessibility bus has ended"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        self._process.communicate()  # it ends with its input
        self._answers.close()


class Outsider:
    """Somebody who sits before the screen: starts the program, reads what stands there, presses and types."""

    def __init__(self, screen: VirtualScreen, reader: Reader, folder: Path) -> None:
        self._screen, self._reader, self._folder = screen, reader, folder
        self._started: list[subprocess.Popen[str]] = []
        self._pid = 0

    # the program ------------------------------------------------------------------------------------------------------

    def start(self, data: Path) -> subprocess.Popen[str]:
        """Start the program on a data folder; what is asked from now on is asked of this start."""
        environment = os.environ | {
            "DISPLAY": self._screen.display,
            "DBUS_SESSION_BUS_ADDRESS": self._reader.bus,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_LOGGING_RULES": "qt.accessibility.atspi=false",  # tells of calls that Qt does not know
            "XDG_CONFIG_HOME": str(self._folder / "config"),
            "HOME": str(self._folder),
            "PYTHONFAULTHANDLER": "1",
        }
        program = self.start_again(data, environment)
        self._pid = program.pid
        return program

    def start_again(self, data: Path, environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
        """A second start, which is not the one that is asked."""
        self._environment = environment or self._environment
        program = subprocess.Popen(
            [sys.executable, "-m", "desktop_app", "--data", str(data), "open"],
            cwd=ROOT,
            env=self._environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._started.append(program)
        return program

    def command(self, data: Path, *words: str) -> tuple[int, Any]:
        """Exit status and answer of the command line."""
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", "--data", str(data), "--json", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return done.returncode, json.loads(done.stdout) if done.stdout else None

    def close(self, title: str) -> None:
        """The cross in the frame of a window."""
        self._do("close", title=title)

    def go_away(self) -> None:
        for program in self._started:
            if program.poll() is None:
                program.kill()
            program.communicate()

    # what stands there ------------------------------------------------------------------------------------------------

    def until(self, happened: Callable[[], Any], what: str) -> Any:
        """Ask again and again, never sleep for a fixed time; a failure tells what could be seen instead."""
        end = time.monotonic() + PATIENCE
        while True:
            answer = happened()
            if answer:
                return answer
            if time.monotonic() > end:
                self.fail(what)
            time.sleep(0.02)

    def fail(self, what: str) -> None:
        picture = self._screen.picture(self._folder / "failed.png")
        tree = self._reader.ask("tree", self._pid)
        seen = "\n".join(tree.get("value", [tree.get("error", "")]))
        ended = "".join(map(_last_words, self._started))
        pytest.fail(f"did not happen: {what}\n{ended}picture: {picture}\n{seen}")

    def picture(self, name: str) -> Path:
        return self._screen.picture(self._folder / f"{name}.png")

    def sees(self, name: str) -> dict[str, Any]:
        """Wait for a widget to be in sight."""
        return self._do("look", name=name)

    def gone(self, name: str) -> None:
        """Wait for a widget to be out of sight."""
        self.until(lambda: "error" in self._ask("look", name=name), f"{name} goes away")

    def reads(self, name: str, words: str) -> None:
        """Wait for words in a widget's name or text."""

        def there() -> bool:
            seen = self._ask("look", name=name).get("value", {"name": "", "text": ""})
            return words in seen["name"] or words in seen["text"]

        self.until(there, f"“{words}” in {name}")

    def rows(self, name: str, count: int) -> list[dict[str, str]]:
        """A table's rows, once there are so many."""

        def there() -> list[dict[str, str]] | None:
            rows: list[dict[str, str]] = self._ask("rows", name=name).get("value", [])
            return rows if len(rows) == count else None

        rows: list[dict[str, str]] = self.until(there, f"{count} rows in {name}")
        return rows

    # what is done -----------------------------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        self.until(lambda: "enabled" in self._do("look", name=name)["states"], f"{name} can be pressed")
        self._do("press", name=name)

    def focus(self, name: str) -> None:
        """Put the keyboard into a widget."""
        self._do("activate")
        self._do("focus", name=name)
        self.has_keyboard(name)

    def has_keyboard(self, name: str) -> None:
        """Wait until a widget has the keyboard."""
        self.until(
            lambda: "focused" in self._ask("look", name=name).get("value", {"states": ()})["states"],
            f"{name} has the keyboard",
        )

    def write(self, name: str, words: str) -> None:
        """Words into an empty field, as an input method hands them over."""
        self.focus(name)
        self._do("insert", name=name, text=words)
        self.until(lambda: self._do("look", name=name)["text"] == words, f"“{words}” stands in {name}")

    def rewrite(self, name: str, words: str) -> None:
        """Other words in place of those that a field proposes."""
        self.focus(name)
        self._do("replace", name=name, text=words)
        self.until(lambda: self._do("look", name=name)["text"] == words, f"“{words}” stands in {name}")

    def keys(self, *keys: str) -> None:
        """Keys to whatever has the keyboard: signs, or names such as Enter."""
        self._do("activate")
        for key in keys:
            self._do("key", key=key)

    def cover(self) -> None:
        """Work in another program, whose window lies above all."""
        self._do("cover")
        assert self._do("covered")

    def uncovered(self) -> None:
        """Wait until a window of this program has come above that one, and close it."""
        self.until(lambda: not self._do("covered"), "the window comes forward")
        self._do("uncover")

    # ------------------------------------------------------------------------------------------------------------------

    def _ask(self, do: str, **details: Any) -> dict[str, Any]:
        return self._reader.ask(do, self._pid, **details)

    def _do(self, do: str, **details: Any) -> Any:
        answer: dict[str, Any] = self.until(
            lambda: "value" in (said := self._ask(do, **details)) and said, f"{do} {details}"
        )
        return answer["value"]


def _last_words(program: subprocess.Popen[str]) -> str:
    """How a start ended and what it said, when it has ended."""
    if program.poll() is None or program.stderr is None or program.stderr.closed:
        return ""
    return f"a start ended with {program.returncode}: {program.stderr.read()}\n"


@pytest.fixture
def outsider(tmp_path: Path) -> Iterator[Outsider]:
    if not dev.LINUX:
        pytest.skip("windows are driven from outside through AT-SPI, which only Linux has")
    if lacking := missing():
        pytest.skip(f"not installed: {' '.join(lacking)} (python3 installers/dev.py test installs them on Debian)")
    screen = VirtualScreen(tmp_path)
    reader = Reader(screen, tmp_path)
    outsider = Outsider(screen, reader, tmp_path)
    yield outsider
    outsider.go_away()
    reader.close()
    screen.close()
