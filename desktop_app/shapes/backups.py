"""Backups: what one holds, where they are kept, and what a restore would change."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desktop_app.shapes import shape


class Reason(StrEnum):
    """Why a backup was made."""

    BY_HAND = "手动"
    CLOSING = "退出时"
    TIMED = "定时"
    BEFORE_IMPORT = "导入前"
    BEFORE_UPGRADE = "升级前"
    BEFORE_RESTORE = "恢复前"


@shape
class Part:
    """One file inside a backup."""

    name: str
    size_bytes: int
    sha256: str


@shape
class Manifest:
    """What a backup says of itself. `origin` tells the data folder, `sequence` counts its backups whatever the clock
    says; `head` and `last_entry` are those of the journal; `problems` were found and did not spoil the rest."""

    version: str
    made_at: datetime
    by: str
    reason: str
    origin: str
    sequence: int = 0
    schema: int = 0
    head: str = ""
    last_entry: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    problems: tuple[str, ...] = ()


@shape
class BackupFile:
    """A backup in one of the folders. Without a manifest it cannot be read, and `trouble` says why."""

    path: Path
    size_bytes: int
    manifest: Manifest | None
    second: bool = False  # lies in the second folder
    trouble: str = ""


@shape
class Kept:
    """A backup as thinning sees it."""

    name: str
    made_at: datetime
    sequence: int


@shape
class BackupState:
    """What is remembered beside the data: where backups go, when the last ones were made, what went wrong.

    `second` is None while no second folder was chosen; `first_at` is when the first backup was made, from which a
    missing second copy is counted; `head` is the journal's head in the newest backup; `origin` tells this data folder
    from others whose backups lie in the same place.
    """

    folder: Path
    origin: str
    second: Path | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None
    second_at: datetime | None = None
    sequence: int = 0
    head: str = ""
    trouble: str = ""


@shape
class TableChange:
    """How many rows a table has, and would have."""

    table: str
    now: int
    then: int


@shape
class LostRecord:
    """Something that is there now and will not be, or not so, after it. `text` names it, `note` says how."""

    code: str
    text: str
    note: str


@shape
class RestorePreview:
    """What a restore would change. `steps`: titles and moments of the steps after the backup, newest first;
    `related` False: the backup's journal is no part of this data's; `readable` False: what is there cannot be read."""

    name: str
    manifest: Manifest
    tables: tuple[TableChange, ...]
    applications: tuple[LostRecord, ...]
    receipts: tuple[LostRecord, ...]
    steps: tuple[tuple[str, str], ...]
    related: bool = True
    readable: bool = True

    @property
    def nothing_lost(self) -> bool:
        return self.readable and self.related and not self.steps


@shape
class Restored:
    """What was restored, and the folder that what was there before was moved to."""

    name: str
    set_aside: Path
