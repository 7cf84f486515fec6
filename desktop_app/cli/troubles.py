"""The operating system's troubles, in words."""

from __future__ import annotations

import errno


def in_words(error: OSError) -> str:
    """What is wrong with a file or folder, and what to do."""
    where = f"“{error.filename}”" if error.filename else "文件"
    if isinstance(error, FileNotFoundError):
        return f"找不到{where}。请核对路径。"
    if isinstance(error, PermissionError):
        return f"没有权限读写{where}。请检查权限，或换一个位置；如果它正在 WPS 里打开，请先关闭。"
    if isinstance(error, IsADirectoryError | NotADirectoryError):
        return f"{where}的类型不对（文件与文件夹弄反了）。请核对路径。"
    if error.errno == errno.ENOSPC:
        return f"写{where}时磁盘已满。请腾出空间后再试。"
    if error.errno == errno.EROFS:
        return f"{where}所在的磁盘是只读的。请换一个位置。"
    return f"读写{where}时出错（{error.strerror or error}）。请换一个位置再试。"
