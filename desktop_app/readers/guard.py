"""What every reader asks before it opens a foreign file: a plain file, readable, not empty, within its size.

    start = admitted(path, most=MAX_FILE, program="WPS 或 Excel")

Refused is also what would hang or never end when read: a pipe, a device. Names in sentences are shown without their
control characters.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name

MEGABYTE: Final = 1024 * 1024
MAX_FILE: Final = 20 * MEGABYTE
MAX_FILES: Final = 5_000  # in one folder that is handed in, its folders included
MAX_DEPTH: Final = 12
START: Final = 512  # bytes: every signature lies in them


def admitted(
    path: Path,
    *,
    most: int = MAX_FILE,
    program: str = "打开它的软件",
    smaller: str = "请压缩或删去其中的图片后另存，再重新选择。",
    may_be_empty: bool = False,
) -> bytes:
    """The first 512 bytes of a file that may be read. RuleBroken otherwise; `most` is in bytes."""
    name = shown_name(path.name)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            what = "是一个文件夹" if stat.S_ISDIR(about.st_mode) else "不是普通的文件"
            raise RuleBroken(f"无法读取“{name}”：它{what}。", "请选择文件。")
        with path.open("rb") as file:
            start = file.read(START)
    except FileNotFoundError as error:
        raise RuleBroken(f"找不到文件“{name}”。", "请确认文件没有被移动或改名，再重新选择。") from error
    except (OSError, ValueError) as error:
        todo = f"请先在{program}里关闭它，并确认有读取权限，再重新选择。"
        raise RuleBroken(f"无法读取“{name}”。", todo) from error
    if about.st_size == 0 and not may_be_empty:
        raise RuleBroken(f"文件“{name}”是空的（0 字节）。", "可能没有下载完整，请重新下载或向报送单位索取。")
    if about.st_size > most:
        raise RuleBroken(
            f"文件“{name}”有 {about.st_size / MEGABYTE:.1f} MB，超过 {most / MEGABYTE:.0f} MB 的上限。", smaller
        )
    return start


def files_within(folder: Path) -> Iterator[Path]:
    """The plain files of a folder and of the folders in it, by name; links are not followed, nothing leaves the folder.

    RuleBroken when there are more than 5,000 or folders lie deeper than 12.
    """
    yield from _within(folder, folder, 0, [0])


def _within(folder: Path, top: Path, depth: int, count: list[int]) -> Iterator[Path]:
    todo = "请只选择存放材料的那个文件夹。"
    if depth > MAX_DEPTH:
        raise RuleBroken(f"文件夹“{shown_name(top.name)}”里的文件夹超过 {MAX_DEPTH} 层。", todo)
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise RuleBroken(f"无法打开文件夹“{shown_name(folder.name)}”。", "请确认有读取权限，再重新选择。") from error
    for each in found:
        if each.is_symlink():
            continue
        if each.is_dir():
            yield from _within(each, top, depth + 1, count)
        elif each.is_file():
            count[0] += 1
            if count[0] > MAX_FILES:
                raise RuleBroken(f"文件夹“{shown_name(top.name)}”里的文件超过 {MAX_FILES} 个。", todo)
            yield each
