"""The account of a bug: the way the error took, and nothing of the office's data.

Values of arguments and locals are never gathered; what an exception says of itself is told without what it quotes,
without Chinese, addresses and long numbers; files of the program are named from its own folder on, so that neither the
user's name nor where the data lie gets into it.
"""

from __future__ import annotations

import platform
import re
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath

from PySide6.QtCore import qVersion

LONGEST_LOG = 512 * 1024  # bytes; older accounts are dropped first
_ROOTS = ("desktop_app", "db", "resources", "site-packages")
_SPEAKING = (AttributeError, TypeError, NameError, ImportError, AssertionError)  # they quote names of the code
_QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|“[^”]*”|‘[^’]*’|`[^`]*`""")
_IDENTIFIER = re.compile(r"[\w.()]{1,60}", re.ASCII)
_PATH = re.compile(r"(?:[A-Za-z]:)?[\\/][^\s'\"]+")
_ADDRESS = re.compile(r"\S+@\S+")
_FOREIGN = re.compile(r"[^\x20-\x7e]+")
_NUMBER = re.compile(r"\d[\d-]{3,}")


def account(error: BaseException, version: str) -> str:
    """What a programmer needs: versions and the way the error took."""
    head = f"一支部一特色 {version}\nPython {platform.python_version()} · Qt {qVersion()} · {platform.platform()}\n"
    return "\n".join((head, *_told(error, set())))


def keep_account(text: str, log: Path, at: datetime) -> bool:
    """Append an account to the log, which is kept short; whether that could be done."""
    with suppress(OSError):
        before = log.read_bytes()[-LONGEST_LOG:] if log.exists() else b""
        log.write_bytes(before + f"{at:%Y-%m-%d %H:%M:%S}\n{text}\n\n".encode())
        return True
    return False


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    """The error, after what it came from."""
    seen.add(id(error))
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and id(earlier) not in seen:
        yield from _told(earlier, seen)
        yield "—— 随后 ——"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
        if frame.line:
            yield f"    {frame.line}"
    yield f"{type(error).__qualname__}: {_said(error)}".rstrip(": ")


def _short(file: str) -> str:
    parts = PurePath(file.replace("\\", "/")).parts
    for at in range(len(parts) - 1, -1, -1):
        if parts[at] in _ROOTS:
            return "/".join(parts[at:])
    return parts[-1] if parts else ""


def _said(error: BaseException) -> str:
    """What the exception says, without data."""
    if isinstance(error, OSError):
        return f"[Errno {error.errno}]"
    speaking = isinstance(error, _SPEAKING)

    def unquoted(found: re.Match[str]) -> str:
        inner = found[0][1:-1]
        return found[0] if speaking and _IDENTIFIER.fullmatch(inner) else "'…'"

    text = _QUOTED.sub(unquoted, str(error))
    for pattern, instead in ((_PATH, "…"), (_ADDRESS, "…"), (_FOREIGN, "…"), (_NUMBER, "#")):
        text = pattern.sub(instead, text)
    return text[:500]
