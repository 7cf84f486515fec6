"""A file appears under its name only when it is whole."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop_app.rules.errors import RuleBroken

FULL = {errno.ENOSPC, errno.EDQUOT}


def finish(write: Callable[[Path], None], target: Path) -> None:
    """Let `write` make the file aside, bring it safely to the disk, then give it its name, replacing an older one.

    The file aside keeps the suffix (`回执.part.pdf`), since writers choose the format by it. Whatever fails, what
    stood under the name before stays as it was. Raises RuleBroken for what the clerk can mend: the file is open
    elsewhere, the disk is full, the folder is missing or read-only.
    """
    aside = target.with_name(f"{target.stem}.part{target.suffix}")
    try:
        write(aside)
        sync(aside)
        aside.replace(target)
        sync_folder(target.parent)
    except OSError as trouble:
        raise in_words(trouble, target) from trouble
    finally:
        with suppress(OSError):  # what went wrong before matters more
            aside.unlink(missing_ok=True)


def sync(file: Path) -> None:
    """Bring what was written safely to the disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; Windows has no such call for folders and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def forget(file: Path) -> None:
    """Let the system forget what it still holds in memory, so that what is read back comes from the disk."""
    if not hasattr(os, "posix_fadvise"):
        return
    handle = os.open(file, os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def in_words(trouble: OSError, target: Path) -> Exception:
    """What the clerk is told; trouble that has no name here stays what it is."""
    if isinstance(trouble, PermissionError):
        return RuleBroken(
            f"不能写入“{target.name}”：它正被别的程序打开，或所在文件夹不允许写入。",
            "请先在 WPS 等程序中关闭这个文件，或换一个文件名、换一个文件夹再试。",
        )
    if trouble.errno in FULL:
        return RuleBroken(f"磁盘空间不足，“{target.name}”没有写成。", "请清理磁盘，或换一个磁盘再试。")
    if trouble.errno == errno.EROFS:
        return RuleBroken(f"“{target.parent}”是只读的，“{target.name}”没有写成。", "请换一个文件夹再试。")
    if isinstance(trouble, FileNotFoundError | NotADirectoryError):
        return RuleBroken(f"文件夹“{target.parent}”不存在，“{target.name}”没有写成。", "请选择一个已有的文件夹再试。")
    if isinstance(trouble, IsADirectoryError):
        return RuleBroken(f"“{target}”是一个文件夹，不能写成文件。", "请换一个文件名再试。")
    if trouble.errno == errno.ENAMETOOLONG:
        return RuleBroken("文件名太长，没有写成。", "请换一个短一些的文件名再试。")
    return trouble
