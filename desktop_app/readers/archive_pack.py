"""The files of an archive pack, a folder or a .zip, which may come from anywhere: only read through, never unpacked.

Limits: 100,000 files, 64 GB unpacked and no more than a hundred times the size of the .zip; no link is followed.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Final, Protocol

from desktop_app.readers.guard import MEGABYTE, admitted
from desktop_app.readers.guarded_zip import UNREADABLE
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import shown_name

MAX_FILES: Final = 100_000
MAX_UNPACKED: Final = 64 * 1024 * MEGABYTE
MAX_GROWTH: Final = 100  # times the .zip; tables squeeze to a tenth, a trap to a thousandth
_SMALL: Final = 100 * MEGABYTE  # what may be unpacked in any case
_CHUNK: Final = MEGABYTE
_ENCRYPTED: Final = 0x1
_TODO: Final = "请选择“归档本批次”生成的文件夹或 .zip 文件。"


class Pack(Protocol):
    """What both kinds can be asked."""

    @property
    def paths(self) -> tuple[str, ...]:
        """With forward slashes, as they are written there; one that stands there twice comes twice."""

    def opened(self, path: str) -> AbstractContextManager[IO[bytes]]: ...

    def close(self) -> None: ...


def open_pack(path: Path) -> Pack:
    """RuleBroken for what is neither a folder nor a .zip, is damaged, encrypted or beyond the limits."""
    return _Folder(path) if path.is_dir() else _Zip(path)


def digest(pack: Pack, path: str) -> str:
    """The SHA-256 of a file, "" when it cannot be read."""
    found = hashlib.sha256()
    try:
        with pack.opened(path) as source:
            while chunk := source.read(_CHUNK):
                found.update(chunk)
    except UNREADABLE:
        return ""
    return found.hexdigest()


def small(pack: Pack, path: str, *, most: int) -> bytes:
    """The bytes of a file that is read whole. RuleBroken when it does not unpack or is longer than `most` bytes."""
    try:
        with pack.opened(path) as source:
            content = source.read(most + 1)
    except UNREADABLE as error:
        raise RuleBroken(f"归档包里的“{shown_name(path)}”已损坏，读不出来。", "请换一份完好的归档包。") from error
    if len(content) > most:
        raise RuleBroken(f"归档包里的“{shown_name(path)}”太大，不像本程序写的。", _TODO)
    return content


def composed(path: str) -> str:
    """A path as it is compared: some systems take characters apart when they copy a folder."""
    return unicodedata.normalize("NFC", path)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        found = []
        for path in _within(folder):
            found.append(path)
            if len(found) > MAX_FILES:
                raise RuleBroken(f"文件夹“{shown_name(folder.name)}”里的文件超过 {MAX_FILES} 个。", _TODO)
        self.paths = tuple(found)

    def opened(self, path: str) -> IO[bytes]:
        file = self._folder / path
        if file.is_symlink() or not file.is_file():
            raise OSError("not a plain file")
        return file.open("rb")

    def close(self) -> None:
        pass


def _within(folder: Path) -> Iterator[str]:
    """Files, links and whatever else lies there, by name."""

    def failed(error: OSError) -> None:
        raise RuleBroken(f"无法打开文件夹“{shown_name(folder.name)}”。", "请确认有读取权限，再重新选择。") from error

    for place, folders, files in os.walk(folder, onerror=failed):
        folders.sort()
        linked = [each for each in folders if Path(place, each).is_symlink()]
        for name in sorted((*files, *linked)):
            yield Path(place, name).relative_to(folder).as_posix()


class _Zip:
    def __init__(self, file: Path) -> None:
        name = shown_name(file.name)
        start = admitted(file, most=MAX_UNPACKED, program="压缩软件", smaller=_TODO)
        if not start.startswith(b"PK"):
            raise RuleBroken(f"“{name}”不是 .zip 文件。", _TODO)
        try:
            self._archive = zipfile.ZipFile(file)
        except UNREADABLE as error:
            raise RuleBroken(f"“{name}”已损坏，打不开。", "请换一份完好的归档包。") from error
        try:
            self._entries = [each for each in self._archive.infolist() if not each.is_dir()]
            _check(self._entries, name, file.stat().st_size)
        except RuleBroken:
            self._archive.close()
            raise
        self.paths = tuple(each.filename for each in self._entries)
        self._by_path = {each.filename: each for each in self._entries}

    def opened(self, path: str) -> IO[bytes]:
        return self._archive.open(self._by_path[path])

    def close(self) -> None:
        self._archive.close()


def _check(entries: list[zipfile.ZipInfo], name: str, size: int) -> None:
    if len(entries) > MAX_FILES:
        raise RuleBroken(f"“{name}”里有 {len(entries)} 个文件，超过 {MAX_FILES} 个的上限。", _TODO)
    # The sizes of the directory bind: zipfile never unpacks more of a file than its entry declares.
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > min(MAX_UNPACKED, max(_SMALL, MAX_GROWTH * size)):
        raise RuleBroken(f"“{name}”解压后有 {unpacked // MEGABYTE} MB，与它的大小不相称，不予读取。", _TODO)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise RuleBroken(f"“{name}”设了密码。", "请解压后选择解压出来的文件夹。")
