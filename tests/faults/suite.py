"""Every kind of fault with how often it is tried, in a short form for every run of the tests and a long one by hand."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.faults import between_writes, disk, full_disk
from tests.faults.power import PowerCuts, power_cuts

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Size:
    """How often each kind is tried."""

    kills: int
    file_kills: int
    images: int
    control: int
    errors: int
    swaps: int
    backups: int
    years: int
    disk_kinds: tuple[str, ...] = tuple(full_disk.KINDS)
    disk_left: tuple[int, ...] = full_disk.LEFT
    steps: int = 40


SHORT = Size(20, 20, 250, 100, 40, 4, 2, 1, ("收件", "备份"), (0, 64), steps=6)
LONG = Size(500, 500, 50_500, 2_000, 1_000, 100, 20, 12)


@dataclass(frozen=True)
class Outcome:
    """A line of the table: what was done how often, what came of it, and how often it went wrong."""

    what: str
    tried: int
    told: str
    bad: int
    skipped: str = ""


def child(what: str, **details: Any) -> Counter[str]:
    """A kind that runs in a child with the shim, in a folder of its own on a disk in memory."""
    folder = tempfile.mkdtemp(prefix="yizhibu-faults-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    try:
        return Counter(disk.in_child(what, folder=folder, **details))
    finally:
        shutil.rmtree(folder)


def kill_while_writing(size: Size) -> Outcome:
    found = child("kills_while_writing", kills=size.kills, seed=1)
    told = f"已告知保存 {found['steps saved']} 步，丢失 {found['lost']}，残缺 {found['torn or corrupt']}"
    return Outcome("写入途中 kill -9", found["kills"], told, found["lost"] + found["torn or corrupt"])


def kill_between_file_and_row(size: Size) -> Outcome:
    found = child("kills_between_file_and_row", kills=size.file_kills, seed=1)
    bad = found["lost"] + found["rows without file"] + found["corrupt"]
    told = f"收文件 {found['files saved']} 份，丢失 {found['lost']}，有记录没有文件 {found['rows without file']}"
    return Outcome("收文件与写记录之间 kill -9", found["kills"], told, bad)


def cut_the_power(size: Size) -> Outcome:
    made = power_cuts(size.images, steps=size.steps)
    return Outcome("模拟断电（未落盘的扇区丢失或写坏）", made.images, _cut_words(made), made.bad)


def cut_the_power_without_syncs(size: Size) -> Outcome:
    """The control: with the one setting that must not be, the same images must show losses."""
    made = power_cuts(size.control, steps=size.steps, synchronous="OFF")
    told = f"{_cut_words(made)}（应当出错，证明试验有效）"
    return Outcome("对照：synchronous=OFF 的同样断电", made.images, told, int(made.bad == 0))


def _cut_words(made: PowerCuts) -> str:
    return f"丢失 {made.found['lost']}，残缺 {made.found['torn']}，损坏 {made.found['corrupt']}；{made.library}"


def fail_the_disk(size: Size) -> Outcome:
    found = child("errors", faults=size.errors, seed=1)
    silent = sum(count for kind, count in found.items() if kind.startswith(("silent", "corrupt")))
    unnamed = sum(count for kind, count in found.items() if kind.startswith("unnamed"))
    told = (
        f"说已保存的 {found['saved, there'] + found['saved in doubt, there']} 次都在，"
        f"说没保存的 {found['refused, not there']} 次都不在，"
        f"说不能确定 {found['unsure']} 次；说错 {silent}，没有说明 {unnamed}"
    )
    return Outcome("磁盘读写出错", found["fired"], told, silent + unnamed)


def kill_while_restoring(size: Size) -> Outcome:
    found = child("kills_while_restoring", kills=size.swaps)
    bad = found["inconsistent"] + found["nothing set aside"]
    told = f"仍是原来的 {found['old']}，已是备份的 {found['new']}，不一致 {bad}"
    return Outcome("恢复途中 kill -9", found["kills"], told, bad)


def kill_while_upgrading(size: Size) -> Outcome:
    found = child("kills_while_upgrading", kills=size.swaps)
    bad = found["inconsistent"] + found["not upgraded later"]
    told = f"仍是旧结构 {found['old']}，已是新结构 {found['new']}，不一致 {bad}"
    return Outcome("升级途中 kill -9", found["kills"], told, bad)


def fill_the_disk(size: Size) -> Outcome:
    what = "磁盘写满"
    if why := full_disk.why_not():
        return Outcome(what, 0, "", 0, skipped=why)
    kinds = {name: full_disk.KINDS[name] for name in size.disk_kinds}
    found = full_disk.full_disk(kinds, size.disk_left)
    bad = found.total() - found["tried"] - found["refused in words"] - found["done"]
    said = "、".join(size.disk_kinds)
    told = f"{said}：说明后不写 {found['refused in words']}，写成 {found['done']}，其他 {_others(found)}"
    return Outcome(what, found["tried"], told, bad)


def _others(found: Mapping[str, int]) -> str:
    others = [f"{kind}×{count}" for kind, count in found.items() if kind not in ("tried", "refused in words", "done")]
    return "，".join(others) or "0"


def take_writing_away(size: Size) -> Outcome:
    what = "只读的磁盘"
    if why := full_disk.why_not():
        return Outcome(what, 0, "", 0, skipped=why)
    found = full_disk.read_only_disk()
    bad = int((found["refused in words"], found["opened"], found["torn"]) != (1, 1, 0))
    return Outcome(what, found["tried"], "打开时说明；恢复可写后照常打开，内容不变", bad)


def back_up_between_writes(size: Size) -> Outcome:
    found = between_writes.backups_between_writes(size.backups)
    told = f"恢复后逐表逐文件相同 {found['restored and equal']}"
    return Outcome("写入之间备份", found["backups"], told, found["backups"] - found["restored and equal"])


def set_the_clock_wrong(size: Size) -> Outcome:
    real = Counter[str]()
    for wrong in (YEAR, -YEAR):
        real += between_writes.keeper_with_a_clock_that_jumps(wrong)
    ruled = between_writes.clock_that_jumps(size.years)
    bad = real["newest not there"] + ruled["newest thinned out"]
    told = f"其中 {ruled['wrong clock']} 次时钟快或慢一年；最新三份被清理 {bad}，最多留 {ruled['most kept']} 份"
    return Outcome("时钟错一年时的备份", real["backups"] + ruled["backups"], told, bad)


FAULTS: tuple[Callable[[Size], Outcome], ...] = (
    kill_while_writing,
    kill_between_file_and_row,
    cut_the_power,
    cut_the_power_without_syncs,
    fail_the_disk,
    fill_the_disk,
    take_writing_away,
    kill_while_restoring,
    kill_while_upgrading,
    back_up_between_writes,
    set_the_clock_wrong,
)
NEED_NO_SHIM = (fill_the_disk, take_writing_away, back_up_between_writes, set_the_clock_wrong)


def outcomes(size: Size) -> Iterator[Outcome]:
    """One after the other; where the shim cannot be had, what needs it is left out and says so."""
    why = disk.why_not()
    for fault in FAULTS:
        if why and fault not in NEED_NO_SHIM:
            yield Outcome(fault.__name__, 0, "", 0, skipped=why)
        else:
            yield fault(size)
