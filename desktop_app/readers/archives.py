"""Files that came together in a .zip, their names as they were meant.

Limits: 500 MB, 2,000 files, 25 MB a file, 500 MB unpacked. Names are mangled where a Chinese Windows packed them: the
format knows CP437 and UTF-8 alone, and GBK was written. They become bare names; nothing is ever written under them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from desktop_app.readers.guard import MEGABYTE, admitted
from desktop_app.readers.guarded_zip import UNREADABLE
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import safe_name, shown_name

MAX_ARCHIVE: Final = 500 * MEGABYTE
MAX_FILES: Final = 2_000
MAX_ONE: Final = 25 * MEGABYTE
MAX_UNPACKED: Final = 500 * MEGABYTE
_UTF8: Final = 0x800  # general purpose bit 11 (APPNOTE 4.4.4)
_ENCRYPTED: Final = 0x1
_UNICODE_PATH: Final = 0x7075  # extra field with the name in UTF-8 (APPNOTE 4.6.9)
_TODO: Final = "请在电脑上解压后，选择解压出来的文件夹。"

Unpacked = tuple[str, "bytes | RuleBroken"]  # the path inside the archive, and what lies there or why it is not read


def unpacked(archive: Path | bytes, name: str) -> Iterator[Unpacked]:
    """The files of a .zip in their order; one that cannot be read comes as its RuleBroken, the others go on.

    RuleBroken for an archive that is damaged, encrypted or beyond the limits: nothing of it is then read.
    """
    if isinstance(archive, Path):
        admitted(archive, most=MAX_ARCHIVE, program="压缩软件", smaller=_TODO)
    source = archive if isinstance(archive, Path) else BytesIO(archive)
    try:
        opened = zipfile.ZipFile(source)
    except UNREADABLE as error:
        todo = "请让发件人重新打包发送，或只发 .docx 文件。"
        raise RuleBroken(f"压缩包“{shown_name(name)}”已损坏，打不开。", todo) from error
    with opened:
        entries = [entry for entry in opened.infolist() if not entry.is_dir()]
        _check(entries, name)
        for entry in entries:
            path = inner_path(entry)
            yield path, _one(opened, entry, path)


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    what = f"压缩包“{shown_name(name)}”"
    if len(entries) > MAX_FILES:
        raise RuleBroken(f"{what}里有 {len(entries)} 个文件，超过 {MAX_FILES} 个的上限。", _TODO)
    # The sizes of the directory bind: zipfile never unpacks more of a file than its entry declares.
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise RuleBroken(f"{what}解压后超过 {MAX_UNPACKED // MEGABYTE} MB。", _TODO)
    if entries and all(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise RuleBroken(f"{what}设了密码。", "请向发件人要密码，解压后选择解压出来的文件夹。")


def _one(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str) -> bytes | RuleBroken:
    name = shown_name(path)
    if entry.flag_bits & _ENCRYPTED:
        return RuleBroken(f"压缩包里的“{name}”设了密码。", "请向发件人要密码，解压后再导入。")
    if entry.file_size > MAX_ONE:
        size = entry.file_size / MEGABYTE
        return RuleBroken(f"压缩包里的“{name}”有 {size:.0f} MB，超过 {MAX_ONE // MEGABYTE} MB 的上限。", _TODO)
    try:
        return opened.read(entry)
    except UNREADABLE:
        return RuleBroken(f"压缩包里的“{name}”已损坏，解不出来。", "请让发件人重新打包发送。")


def inner_path(entry: zipfile.ZipInfo) -> str:
    """Where a file lies in the archive, every step a bare name: no way leads out of it."""
    steps = [step for step in _name(entry).replace("\\", "/").split("/") if step.strip(" .")]
    return "/".join(safe_name(step) for step in steps) or safe_name("")


def _name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF8 or entry.orig_filename.isascii():
        return entry.orig_filename
    if meant := _unicode_path(entry.extra):
        return meant
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.orig_filename
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return entry.orig_filename


def _unicode_path(extra: bytes) -> str:
    """The name in UTF-8 that some programs add: version, CRC of the mangled name, the name itself."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == _UNICODE_PATH and length > 5:
            return extra[at + 9 : at + 4 + length].decode("utf-8", "ignore")
        at += 4 + length
    return ""
