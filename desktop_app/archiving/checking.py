"""An archive pack against its manifest: what is missing, what was changed, what is there besides.

The manifest is `SHA256SUMS` as GNU coreutils write and read it: `sha256sum -c SHA256SUMS` says the same without us.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from desktop_app.readers.archive_pack import Pack, composed, digest, open_pack, small
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name
from desktop_app.shapes.archive import ArchiveCheck

SUMS: Final = "SHA256SUMS"
_LONGEST: Final = 64 << 20  # bytes of a manifest
_LINE: Final = re.compile(r"([0-9a-fA-F]{64}) [ *](.+)")

Told = Callable[[int, int, str], object]  # how many files of how many, and which


def check_archive(path: Path, told: Told = lambda *_: None) -> ArchiveCheck:
    """Read a pack through, a folder or a .zip. RuleBroken when it is none, or its manifest cannot be read."""
    if not path.exists():
        raise RuleBroken(f"找不到“{shown_name(path.name)}”。", "请核对路径。")
    with closing(open_pack(path)) as pack:
        return _checked(pack, path.name, told)


def _checked(pack: Pack, name: str, told: Told) -> ArchiveCheck:
    if SUMS not in pack.paths:
        raise RuleBroken(
            f"“{shown_name(name)}”里没有清单 {SUMS}，不是归档包。", "请选择归档时生成的文件夹或 .zip 文件。"
        )
    manifest = small(pack, SUMS, most=_LONGEST)
    wanted = read_sums(manifest)
    counted = Counter(composed(each) for each in pack.paths)
    there = {composed(each): each for each in pack.paths}
    changed = []
    for number, (path, sha256) in enumerate(wanted.items()):
        told(number, len(wanted), path)
        if path in there and (counted[path] > 1 or digest(pack, there[path]) != sha256):
            changed.append(path)
    told(len(wanted), len(wanted), "")
    return ArchiveCheck(
        name=name,
        files=len(wanted) + 1,
        manifest_hash=hashlib.sha256(manifest).hexdigest(),
        missing=tuple(path for path in wanted if path not in there),
        changed=tuple(changed),
        extra=tuple(sorted(path for path in there if path not in wanted and path != SUMS)),
    )


def read_sums(manifest: bytes) -> Mapping[str, str]:
    """SHA-256 by path. RuleBroken for anything that we would not have written: no path leads out of the pack."""
    found: dict[str, str] = {}
    try:
        lines = manifest.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise _unreadable("不是 UTF-8 文字") from error
    for number, line in enumerate(lines, 1):
        read = _LINE.fullmatch(line)
        if read is None:
            raise _unreadable(f"第 {number} 行不是“校验值  路径”")
        path = composed(read[2])
        if path.startswith("/") or ".." in path.split("/") or "\\" in path or path in found:
            raise _unreadable(f"第 {number} 行的路径“{shown_name(path)}”不合规定")
        found[path] = read[1].lower()
    if not found:
        raise _unreadable("是空的")
    return found


def written_sums(files: Mapping[str, str]) -> bytes:
    """The manifest of these files: SHA-256 by path, in the order of the paths."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(files.items())).encode()


def _unreadable(why: str) -> RuleBroken:
    return RuleBroken(f"清单 {SUMS} {why}，无法核对。", "清单可能被改动过；请换一份完好的归档包。")
