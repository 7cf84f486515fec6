"""After a commit that reported an error: what is true, before anything is said.

A disk that fails at the right moment makes SQLite report an error although the step is in the file (24 of 1,416
injected faults). Whoever then says "not saved" makes the clerk type it twice.
"""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from pathlib import Path

import peewee as pw
from sqlcipher3 import dbapi2 as driver

from db.connection import database
from db.errors import DiskTrouble, Unsure


def stands(entry_id: int, title: str, error: Exception) -> bool:
    """Whether the entry that was just written is in the file. Raises Unsure where the file does not tell.

    `error` is what the commit raised; what it holds of the connection is let go.
    Asked on the connection, and where that answers with an error on a new one, which first undoes what was half done.
    """
    with suppress(driver.Error, pw.PeeweeException):
        if database.connection().in_transaction:
            database.connection().rollback()
    try:
        return _is_there(entry_id)
    except (driver.Error, pw.PeeweeException):
        pass
    try:
        _let_go(error)
        database.close()
        database.lost = True
        database.connect()
        return _is_there(entry_id)
    except Exception as trouble:
        raise Unsure(
            f"磁盘读写出错，读不出“{title}”有没有保存。", "请关闭程序、检查磁盘后重新打开，先核对这一步再继续。"
        ) from trouble


def _let_go(error: BaseException) -> None:
    """Statements in the frames that an error went through would keep the file locked after the connection is closed."""
    seen: BaseException | None = error
    while seen is not None:
        traceback.clear_frames(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__


def _is_there(entry_id: int) -> bool:
    found = database.connection().execute("SELECT is_open FROM journal_entry WHERE id = ?", (entry_id,))
    return bool(found.fetchone() == (0,))


def doubt(title: str) -> DiskTrouble | None:
    """Bring to the disk that the step stands: the emptied rollback journal, which decides it. None when it is there.

    The database itself was brought there before the journal was emptied, and must not be opened a second time: closing
    it would drop the lock.
    """
    journal = Path(f"{database.database}-journal")
    try:
        handle = os.open(journal, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as trouble:
        told = DiskTrouble(
            f"“{title}”已写入，但磁盘报告出错，断电时可能保不住。",
            "请不要重复录入；马上备份到另一块磁盘，再检查这块磁盘。",
        )
        told.__cause__ = trouble
        return told
    return None
