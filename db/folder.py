"""The data folder: held by one process at a time, and known to have been left cleanly or not.

A file in the folder is locked as long as the folder is open, and says so in its text until it is closed. The lock goes
with the process however that ends; the text stays, and tells the next start to look through all of the data.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from db.errors import DiskFull, DiskTrouble, InUse, ReadOnly

NAME = "yizhibu.lock"
OPEN = b"open"
HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}  # what the system answers when another holds the lock


def make_folder(folder: Path, *, expected: bool = False) -> None:
    """Make a data folder that is not there yet. Raises one of `db.errors` where that cannot be done.

    `expected`: data lie in it; when it is gone its disk is, and no empty one is made in its place.
    """
    if expected and not folder.is_dir():
        raise DiskTrouble(f"找不到数据文件夹“{folder}”。", "请接好它所在的磁盘（U 盘、移动硬盘或网络盘）后再打开。")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(f"“{folder}”所在的磁盘已满。", "请腾出空间后再试，或换一个位置。") from error
        named = error.errno in (errno.EEXIST, errno.ENOTDIR)
        why = "路径里有一个同名的文件" if named else "这个位置不能写入，或磁盘不在"
        raise ReadOnly(f"不能建立数据文件夹“{folder}”：{why}。", "请换一个位置。") from error


class Hold:
    """A folder that this process holds. `clean` says whether the last one that held it closed it."""

    def __init__(self, folder: Path) -> None:
        """Raises InUse while another process holds it, OSError where the folder cannot be written.

        A disk that knows no locks (some network drives) is left to the lock of the database itself.
        """
        self.folder = folder
        self._handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            _lock(self._handle)
            self.clean = os.fstat(self._handle).st_size == 0
            os.write(self._handle, OPEN)
        except BaseException as trouble:
            os.close(self._handle)
            if isinstance(trouble, OSError) and trouble.errno in HELD:
                raise InUse(f"“{folder}”正被另一个程序使用。", "请先关闭已经打开的“一支部一特色”。") from trouble
            raise

    def release(self, *, clean: bool = True) -> None:
        """Let others in. Not `clean`: the next one shall look through all of the data."""
        try:
            if clean:
                os.ftruncate(self._handle, 0)
        finally:
            os.close(self._handle)


if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 30  # a byte that nobody reads: locks on Windows keep others from reading too

    def _lock(handle: int) -> None:
        os.lseek(handle, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as trouble:
            if trouble.errno in HELD:
                raise
