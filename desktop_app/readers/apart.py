"""Parsers that may hang, or that allocate what a file tells them to, run in a process of their own.

    value = run_apart(workbook_cells, path)

The process gets the name of a file, answers with one JSON value, and is ended after 30 seconds. On Linux it limits
itself (`workbook_cells.limit_self`); Windows has only the clock. It imports no more than its parser: starting it costs
a few hundredths of a second.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name

SECONDS: Final = 30
WORD: Final = "--read-apart"  # how the packed program, which has no python beside it, is asked to be one (__main__)
_TODO: Final = "请在 WPS 里打开，另存为 .xlsx，再重新选择；打不开的，请向报送单位索取原文件。"


class Gone(Exception):
    """The parser ended without an answer: what it was given made it fall over."""


def run_apart(parser: ModuleType, path: Path, *given: str, seconds: float = SECONDS) -> Any:
    """What the module `parser` says of a file: it has `answer(given)`. RuleBroken when it takes too long; Gone when
    it fell over."""
    try:
        done = subprocess.run(
            [*_python(parser.__name__), str(path.absolute()), *given],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        what = f"文件“{shown_name(path.name)}”读了 {seconds:g} 秒还没有读完，已经停止。"
        raise RuleBroken(what, _TODO) from error
    if done.returncode != 0:
        raise Gone(done.stderr.decode(errors="replace")[-500:])
    return json.loads(done.stdout.decode("utf-8", "surrogatepass"))


def _python(module: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD, module]
    return [sys.executable, "-X", "utf8", "-m", module]
