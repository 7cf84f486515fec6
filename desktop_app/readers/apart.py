"""Parsers that may hang, or that allocate what a file tells them to, run in a process of their own.

    value = run_apart(workbook_cells, path)

The process is handed requests and answers each with one JSON value, a line each; it stays for the next file, since to
start it takes longer than to read a roster, and ends with us. It is ended when an answer takes 30 seconds. On Linux it
limits itself (`workbook_cells.limit_self`); Windows has only the clock. It imports no more than its parser.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from select import select
from threading import Lock, Timer
from types import ModuleType
from typing import IO, Any, Final

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name

SECONDS: Final = 30
WORD: Final = "--read-apart"  # how the packed program, which has no python beside it, is asked to be one (__main__)
_TODO: Final = "请在 WPS 里打开，另存为 .xlsx，再重新选择；打不开的，请向报送单位索取原文件。"


class Gone(Exception):
    """The parser ended without an answer: what it was given made it fall over."""


def run_apart(parser: ModuleType, path: Path, *given: str, seconds: float = SECONDS) -> Any:
    """What the module `parser` says of a file: it has `serve()`. RuleBroken when it takes too long; Gone when it fell
    over."""
    request = [str(path.absolute()), *given]
    with _ONE_AT_A_TIME:
        process = _RUNNING.pop(parser.__name__, None)
        answer = process.ask(request, seconds) if process else b""
        if process is None or not (answer or process.too_slow):  # none yet, or it had ended after a large file
            process = _Process(parser.__name__)
            answer = process.ask(request, seconds)
        if answer:
            _RUNNING[parser.__name__] = process
    if process.too_slow:
        what = f"文件“{shown_name(path.name)}”读了 {seconds:g} 秒还没有读完，已经停止。"
        raise RuleBroken(what, _TODO)
    if not answer:
        raise Gone(f"{parser.__name__} ended with {process.status}")
    return json.loads(answer)


class _Process:
    """One parser's process, asked by one thread at a time."""

    def __init__(self, module: str) -> None:
        self.too_slow = False
        self._process = subprocess.Popen(
            _python(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    @property
    def status(self) -> int:
        return self._process.wait()

    def ask(self, request: Sequence[str], seconds: float) -> bytes:
        """The answer's line; b"" of one that ended, by itself or by the clock."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
            answer = self._line(self._process.stdout, seconds)
        except (OSError, ValueError):  # it ended, or was ended, before it was asked
            answer = b""
        if not answer.endswith(b"\n"):
            self.close()
            return b""
        return answer

    def _line(self, pipe: IO[bytes], seconds: float) -> bytes:
        """What comes within `seconds`. Windows cannot wait for a pipe: there a thread keeps the clock."""
        if sys.platform == "win32":
            clock = Timer(seconds, self._stop)
            clock.start()
            try:
                return pipe.readline()
            finally:
                clock.cancel()
        if not select([pipe], (), (), seconds)[0]:
            self._stop()
        return pipe.readline()

    def _stop(self) -> None:
        self.too_slow = True
        self._process.kill()

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was still to be written has nobody to read it


_ONE_AT_A_TIME: Final = Lock()
_RUNNING: Final[dict[str, _Process]] = {}


@atexit.register
def _end_all() -> None:
    for process in _RUNNING.values():
        process.close()


def _python(module: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD, module]
    return [sys.executable, "-X", "utf8", "-m", module]
