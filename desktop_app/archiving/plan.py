"""What a pack is made of: everything is gathered, nothing is written yet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from desktop_app.file_store import FileStore
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes import shape
from desktop_app.shapes.archive import ArchiveCover, KeptFile, LeftOut


@shape
class Part:
    """A file of the pack to be. `make` gives its bytes and may run in a Job; RuleBroken says why there are none."""

    path: str
    make: Callable[[], bytes]
    original: str = ""  # the name it came with


@shape
class PlannedItem:
    """件: what the catalogue has one line for."""

    group: str
    title: str
    responsible: str
    day: str
    parts: tuple[Part, ...]
    number: str = ""
    remark: str = ""


@shape
class Plan:
    """A pack to be."""

    cover: ArchiveCover
    items: tuple[PlannedItem, ...]
    left_out: tuple[LeftOut, ...]
    open_points: tuple[str, ...]


def kept(store: FileStore, file: KeptFile) -> Callable[[], bytes]:
    """A file as it came, byte for byte."""

    def make() -> bytes:
        try:
            content = store.read(file.sha256)
        except OSError as error:
            raise RuleBroken("收到的文件不在数据文件夹里，或者读不出来。", "请用“检查数据”核对。") from error
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise RuleBroken("收到的文件与它的校验值不符，可能已损坏。", "请用“检查数据”核对。")
        return content

    return make
