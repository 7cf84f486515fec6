"""Old .doc and .wps files made into .docx by the LibreOffice of this machine, where there is one.

It runs in a process of its own with a profile of its own, and is ended with all it started after a minute: an old
document can make any converter hang.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name

SECONDS: Final = 60
_NAMES: Final = ("soffice", "libreoffice")
_PLACES: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
)
SAVE_ANEW: Final = "请在 WPS 或 Word 里打开，另存为 .docx，再导入。"


@lru_cache(maxsize=1)
def converter() -> str | None:
    """The program that converts, None where none is installed."""
    found = next((place for name in _NAMES if (place := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def as_docx(content: bytes, file_name: str, *, program: str | None = None, seconds: float = SECONDS) -> bytes:
    """The same document as a .docx. RuleBroken, with the way out, where nothing converts it or it takes too long."""
    name = shown_name(file_name)
    program = program or converter()
    if program is None:
        what = f"“{name}”是旧版 Word 文档，这台电脑上没有能转换它的 LibreOffice。"
        raise RuleBroken(what, SAVE_ANEW)
    with tempfile.TemporaryDirectory(prefix="yizhibu-", ignore_cleanup_errors=True) as folder:
        source, out = Path(folder, "old.doc"), Path(folder, "out")
        source.write_bytes(content)
        profile = Path(folder, "profile").as_uri()
        words = ("--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}")
        _run([program, *words, "--convert-to", "docx", "--outdir", str(out), str(source)], name, seconds)
        made = out / "old.docx"
        if not made.is_file():
            raise RuleBroken(f"“{name}”是旧版 Word 文档，转换没有成功。", SAVE_ANEW)
        return made.read_bytes()


def _run(command: Sequence[str], name: str, seconds: float) -> None:
    running = subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired as error:
        _end(running)
        what = f"“{name}”是旧版 Word 文档，转换了 {seconds:g} 秒还没有完成，已经停止。"
        raise RuleBroken(what, SAVE_ANEW) from error


def _end(running: subprocess.Popen[bytes]) -> None:
    """The converter and what it started: its own group holds them all, and is ours until it is waited for."""
    if sys.platform != "win32":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(running.pid)], capture_output=True, check=False)
    running.wait()
