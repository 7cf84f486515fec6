"""The files of applications, kept by what they hold: `files/ab/abcdef…` in the data folder, named by SHA-256.

    kept = store.keep(content)          # the file lies in its place, on the disk
    ledger.run("…", …, sha256=kept.sha256)   # and only then the row that names it

Write order: aside, fsync, rename to the hash, fsync the folder, *then* the row. Cut off anywhere between, a file
without a row is left, which harms nothing; a row without its file cannot come about. The name a file came with, its
suffix too, stands in the row alone: nothing that somebody outside has written ever becomes a path.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from desktop_app.shapes import shape

FOLDER = "files"
_ASIDE = "aside-"
_HASH = re.compile("[0-9a-f]{64}")
_BLOCK = 1024 * 1024  # bytes


@shape
class Kept:
    """A file in the store; `size` in bytes. `fresh`: it was not there before."""

    sha256: str
    size: int
    fresh: bool = True


@shape
class StoreCheck:
    """What a look through the store found; hashes, sorted. Spare files have no row, and harm nothing."""

    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    spare: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.missing and not self.damaged


class FileStore:
    """The store of one data folder. Knows nothing of the database; any thread may keep files."""

    def __init__(self, data_folder: Path) -> None:
        self.folder = data_folder / FOLDER

    def path(self, sha256: str) -> Path:
        """Where a file lies, or would lie. ValueError for what is no hash."""
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.folder / sha256[:2] / sha256

    def __contains__(self, sha256: str) -> bool:
        return bool(_HASH.fullmatch(sha256)) and self.path(sha256).is_file()

    def read(self, sha256: str) -> bytes:
        """The bytes of a file. FileNotFoundError when it is not there."""
        return self.path(sha256).read_bytes()

    def keep(self, content: bytes) -> Kept:
        """Put a file in its place and wait until the disk has it. What is there already, whole, is left as it is."""
        kept = Kept(hashlib.sha256(content).hexdigest(), len(content))
        target = self.path(kept.sha256)
        if target.is_file() and _hash(target) == kept.sha256:
            return Kept(kept.sha256, kept.size, fresh=False)
        _make_folder(target.parent)
        handle, aside = tempfile.mkstemp(prefix=_ASIDE, dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(aside).unlink()
            raise
        _sync_folder(target.parent)
        return kept

    def discard(self, sha256: str) -> None:
        """Take a file out that no row names; nothing happens when it is not there."""
        self.path(sha256).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """The files that lie in the store, in the order of their hashes."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(each.name for each in folder.iterdir() if _HASH.fullmatch(each.name) and each.is_file())

    def check(self, wanted: Collection[str], *, contents: bool = True) -> StoreCheck:
        """Hold the store against the hashes that rows name; with `contents` every wanted file is read through."""
        there, named = set(self.hashes()), set(wanted)
        damaged = [each for each in sorted(named & there) if contents and _hash(self.path(each)) != each]
        return StoreCheck(tuple(sorted(named - there)), tuple(damaged), tuple(sorted(there - named)))

    def clear_aside(self) -> int:
        """Take away what was cut off while it was written; says how many files. For the start, when nobody writes."""
        left = list(self.folder.glob(f"{_ASIDE}*"))
        for each in left:
            with suppress(OSError):
                each.unlink()
        return len(left)


def _hash(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _make_folder(folder: Path) -> None:
    """The folder, and its own name on the disk as well."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        for made in (folder.parent, folder.parent.parent):
            _sync_folder(made)


def _sync_folder(folder: Path) -> None:
    """Names in a folder are on the disk after this. Windows knows no such call, and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
