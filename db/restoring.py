"""Putting other data in the place of those that are there: all of it or nothing, whenever the power goes.

What shall come in is whole and on the disk before a record of the intention is written; from then on the way leads
forward only, and whoever opens the folder next walks the rest of it. What was there is moved aside, never deleted.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from db.connection import database

DATABASE, JOURNAL, FILES = "yizhibu.db", "yizhibu.db-journal", "files"
RECORD = "yizhibu.restore.json"
LEAVE = (JOURNAL, DATABASE, FILES)  # moved aside, the journal first: beside another database it would ruin that one
ENTER = (FILES, DATABASE)


def swap_in(folder: Path, staging: Path, aside: Path) -> None:
    """Let what lies in `staging` (the database, and the folder `files`) take its place in `folder`.

    All three lie on one disk. The folder is held and its database closed. Raises OSError; the next opening goes on.
    """
    assert database.is_closed()
    for file in sorted(staging.rglob("*")):
        sync(file)
    sync(staging)
    part = folder / f"{RECORD}.part"
    part.write_text(json.dumps({"staging": staging.name, "aside": aside.name}), encoding="utf-8")
    sync(part)
    part.replace(folder / RECORD)
    sync(folder)
    settle(folder)


def settle(folder: Path) -> bool:
    """Walk the rest of the way of a restore that was cut short; False when there was none."""
    record = folder / RECORD
    if not record.exists():
        return False
    said = json.loads(record.read_text(encoding="utf-8"))
    staging, aside = folder / said["staging"], folder / said["aside"]
    aside.mkdir(exist_ok=True)
    for name in LEAVE:
        # What is not in `staging` any more has come in already, and what stands there is new. A journal never comes in,
        # and nobody opens the database before the record is gone: one that lies there is the old one's.
        if (folder / name).exists() and (name == JOURNAL or (staging / name).exists()):
            (folder / name).replace(aside / name)
    sync(aside)
    sync(folder)
    for name in ENTER:
        if (staging / name).exists():
            (staging / name).replace(folder / name)
    sync(folder)
    record.unlink()
    sync(folder)
    return True


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk; Windows has no such call for folders and needs none."""
    if path.is_dir():
        if os.name == "nt":
            return
        handle = os.open(path, os.O_RDONLY)
    else:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
