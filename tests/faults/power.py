"""Power cuts: the disk as it may look at any moment of a recorded run, rebuilt and opened.

What was synced is there. Of what was written and not synced yet every sector is, by chance, there, not there, or
garbled; a file may have its old length or its new one. Names of files that were not synced are as they were or as they
are. A change that the program reported as saved must be in every image after it.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import struct
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.disk import in_child
from tests.faults.scene import look

SECTOR = 512
FILES = ("yizhibu.db", "yizhibu.db-journal")
HEAD = struct.Struct("<cIQQ")
WITH_DATA = b"NWRD"


@dataclass
class Call:
    """One recorded call about one of the files; a mark has the number of the step that was told to be saved."""

    kind: bytes
    file: str
    offset: int
    data: bytes


@dataclass
class OneFile:
    """What the disk surely holds, and what was done since."""

    content: bytearray
    pending: list[Call] = field(default_factory=list)

    def sync(self) -> None:
        for call in self.pending:
            _apply(self.content, call)
        self.pending = []


@dataclass
class PowerCuts:
    """What came of different images: how many were `good`, `lost` a saved step, were `torn` between two states, or
    `corrupt` to SQLite itself."""

    library: str
    pragmas: str
    found: Counter[str] = field(default_factory=Counter)

    @property
    def images(self) -> int:
        return self.found.total()

    @property
    def bad(self) -> int:
        return self.images - self.found["good"]


def read_calls(record: Path) -> Iterator[Call]:
    """The calls about the database and its journal, in order."""
    content, at, names = record.read_bytes(), 0, {}
    while at < len(content):
        kind, file, offset, length = HEAD.unpack_from(content, at)
        at += HEAD.size
        data = content[at : at + length] if kind in WITH_DATA else b""
        at += len(data)
        if kind == b"N":
            names[file] = Path(data.decode()).name
        elif kind == b"M":
            yield Call(kind, "", offset, b"")
        elif names.get(file) in FILES and kind in b"WTS":
            yield Call(kind, names[file], offset, data)


def _apply(content: bytearray, call: Call) -> None:
    if call.kind == b"T":
        if call.offset <= len(content):
            del content[call.offset :]
        else:
            content.extend(bytes(call.offset - len(content)))
        return
    end = call.offset + len(call.data)
    if end > len(content):
        content.extend(bytes(end - len(content)))
    content[call.offset : end] = call.data


def image_of(file: OneFile, chance: random.Random, style: str) -> bytes:
    """One way in which the file may have come through."""
    content = bytearray(file.content)
    for call in file.pending:
        if style == "none":
            continue
        if style == "all":
            _apply(content, call)
        elif call.kind == b"T":
            if chance.random() < 0.5:
                _apply(content, call)
        else:
            _apply_by_sectors(content, call, chance, garble=style == "garbled")
    return bytes(content)


def _apply_by_sectors(content: bytearray, call: Call, chance: random.Random, *, garble: bool) -> None:
    at = call.offset
    while at < call.offset + len(call.data):
        end = min((at // SECTOR + 1) * SECTOR, call.offset + len(call.data))
        part = call.data[at - call.offset : end - call.offset]
        fate = chance.random()
        if fate < 0.45:
            _apply(content, Call(b"W", "", at, part))
        elif garble and fate < 0.6:
            _apply(content, Call(b"W", "", at, chance.randbytes(len(part))))
        at = end


def power_cuts(images: int, *, steps: int = 40, synchronous: str = "FULL", seed: int = 1) -> PowerCuts:
    """Record `steps` steps and open at least `images` images of moments spread over the whole run."""
    folder = Path(tempfile.mkdtemp(prefix="yizhibu-power-", dir=_quick_disk()))
    try:
        said = in_child("record", folder=folder, steps=steps, synchronous=synchronous)
        calls = list(read_calls(folder / "record"))
        made = PowerCuts(said["library"], said["pragmas"])
        _open_images(made, folder, calls, said["states"], images, random.Random(seed))
        return made
    finally:
        shutil.rmtree(folder)


def _quick_disk() -> str | None:
    """A disk in memory: what matters is what is written there, not how long it stays."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _open_images(
    made: PowerCuts, folder: Path, calls: list[Call], states: list[str], images: int, chance: random.Random
) -> None:
    disk = {name: OneFile(bytearray((folder / "before" / name).read_bytes())) for name in FILES}
    saved = 0
    place = folder / "image"
    place.mkdir()
    number_of = {state: number for number, state in enumerate(states)}
    for done, call in enumerate(calls, 1):
        if call.kind == b"M":
            saved = call.offset
        elif call.kind == b"S":
            disk[call.file].sync()
        else:
            disk[call.file].pending.append(call)
        seen: set[bytes] = set()
        missing = images * done // len(calls) - made.images
        for style in ("none", "all", *("sectors", "garbled") * max(1, missing)):
            if made.images * len(calls) >= images * done or len(seen) == _ways(disk):
                break
            image = {name: image_of(file, chance, style) for name, file in disk.items()}
            if (key := hashlib.sha256(b"".join(image.values())).digest()) not in seen:
                seen.add(key)
                made.found[_verdict(*_looked_at(place, image), number_of, saved)] += 1


def _ways(disk: dict[str, OneFile]) -> int:
    """Where all is synced there is but one way."""
    return 1_000_000 if any(file.pending for file in disk.values()) else 1


def _looked_at(place: Path, image: dict[str, bytes]) -> tuple[bool, str]:
    for name, content in image.items():
        (place / name).write_bytes(content)
    return look(place)


def _verdict(whole: bool, state: str, number_of: dict[str, int], saved: int) -> str:
    if not whole:
        return "corrupt"
    number = number_of.get(state)
    if number is None or number > saved + 1:
        return "torn"
    return "lost" if number < saved else "good"
