"""What is half typed outlives the window, and a crash: one small file in the data folder, offered again by its form.

    drafts.keep("收件登记", {"送件人": "许老师"})   # at every change; None when the form is empty, saved or thrown away
    drafts.kept("收件登记")                        # what was kept, None for nothing

Written aside and renamed, so that a crash in between leaves the older one. A draft never stands in the way: where the
folder cannot be written it is held until the window closes.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

FILE = "未完成的录入.json"


class Drafts:
    """The drafts of one data folder; without a folder they live as long as this does. Values are what JSON can hold."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / FILE if folder else None
        self._held: dict[str, Any] = {}
        if self._file:
            with suppress(OSError, ValueError):
                read = json.loads(self._file.read_text(encoding="utf-8"))
                self._held = read if isinstance(read, dict) else {}

    def kept(self, name: str) -> Any:
        """What was kept under a name, None for nothing."""
        return self._held.get(name)

    def keep(self, name: str, value: Any) -> None:
        """Keep this instead of what was there; None forgets it."""
        if self._held.get(name) == value:
            return
        if value is None:
            del self._held[name]
        else:
            self._held[name] = value
        self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        aside = self._file.with_suffix(".part")
        with suppress(OSError):
            if not self._held:
                self._file.unlink(missing_ok=True)
                return
            aside.write_text(json.dumps(self._held, ensure_ascii=False), encoding="utf-8")
            aside.replace(self._file)
