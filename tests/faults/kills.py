"""kill -9 at a call of chance, or at every call there is."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from db import migrations
from db.opening import FILE_NAME, close_database, open_database
from desktop_app.backups.keeper import Keeper
from desktop_app.backups.packs import Silent, read_manifest
from desktop_app.backups.restoring import prepare, restore
from desktop_app.file_store import FileStore
from desktop_app.shapes.backups import Reason
from tests.faults.disk import ROOT, Disk, Mode
from tests.faults.scene import (
    clock,
    fresh,
    keep_and_name,
    look,
    make_template,
    named_files,
    open_digest,
    open_office,
    step,
)

Tell = Callable[[str], None]
STEPS = 30
SWAP, COMMIT = 20, 4  # the last calls of a restore and of an upgrade, in which all is decided


def _forked(work: Callable[[Tell], None]) -> tuple[list[str], bool]:
    """Run `work` in a process that may be killed; what it told before, and whether it was."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        status = 1
        try:
            work(partial(_tell, writing))
            status = 0
        except BaseException as trouble:  # noqa: BLE001 - told to the parent
            os.write(writing, f"! {type(trouble).__name__}: {trouble}\n".encode())
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        lines = told.read().splitlines()
    _, status = os.waitpid(child, 0)
    troubles = [line for line in lines if line.startswith("!")]
    if troubles:
        raise RuntimeError(troubles[0])
    return lines, os.WIFSIGNALED(status)


def _tell(writing: int, line: str) -> None:
    os.write(writing, f"{line}\n".encode())


def while_writing(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """A loop of steps, killed at a call of chance or, every third time, at a moment of chance."""
    place, chance, found = Path(folder), random.Random(seed), Counter[str]()
    template = make_template(place / "template")
    expected = _states(fresh(place, template))
    while found["kills"] < kills:
        data = fresh(place, template)
        told, killed = _forked(partial(_write, data, chance.randrange(1200), chance.random(), chance.random()))
        found["kills"] += killed
        found["steps saved"] += len(told)
        whole, state = look(data)
        good = whole and state in expected[len(told) : len(told) + 2]
        found["lost"] += whole and state in expected[: len(told)]
        found["torn or corrupt"] += not good and state not in expected[: len(told)]
        open_database(data / FILE_NAME)  # as the next start does, which looks through all of it
        close_database()
        shutil.rmtree(data)
    return dict(found)


def _write(data: Path, call: int, how: float, moment: float, tell: Tell) -> None:
    ledger = open_office(data)
    if how < 0.3:
        signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, 0.001 + moment * 0.08)
    else:
        Disk(data).arm(Mode.KILL_BEFORE if how < 0.65 else Mode.KILL_AFTER, call)
    for number in range(STEPS):
        step(ledger, number)
        tell(str(number))
    os.kill(os.getpid(), signal.SIGKILL)


def _states(data: Path) -> list[str]:
    """Where each step leads: the same steps always lead to the same states."""
    ledger = open_office(data)
    found = [open_digest()]
    for number in range(STEPS):
        step(ledger, number)
        found.append(open_digest())
    close_database()
    return found


def between_file_and_row(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """Files come in, killed at a call of chance between the first byte of a file and the row that names it."""
    place, chance, found = Path(folder), random.Random(seed), Counter[str]()
    template = make_template(place / "template")
    ledger = open_office(template)
    step(ledger, 1)
    close_database()
    while found["kills"] < kills:
        data = fresh(place, template)
        mode = chance.choice((Mode.KILL_BEFORE, Mode.KILL_AFTER))
        told, killed = _forked(partial(_keep_files, data, mode, chance.randrange(300)))
        found["kills"] += killed
        found["files saved"] += len(told)
        if not look(data)[0]:
            found["corrupt"] += 1
        rows = set(named_files(data))
        found["lost"] += not set(told) <= rows
        found["rows without file"] += not FileStore(data).check(rows).sound
        shutil.rmtree(data)
    return dict(found)


def _keep_files(data: Path, mode: Mode, call: int, tell: Tell) -> None:
    ledger, store = open_office(data), FileStore(data)
    Disk(data).arm(mode, call)
    for number in range(12):
        tell(keep_and_name(ledger, store, number))
    os.kill(os.getpid(), signal.SIGKILL)


def while_restoring(folder: str, kills: int) -> dict[str, Any]:
    """A restore, killed before and after every one of its calls: what is then there is all old or all new."""
    place, found = Path(folder), Counter[str]()
    old = make_template(place / "old")
    ledger, store = open_office(old), FileStore(old)
    step(ledger, 1)
    keep_and_name(ledger, store, 1)
    pack = Keeper(old, lambda: "周喆", clock).back_up(Reason.BY_HAND).path
    keep_and_name(ledger, store, 2)
    for number in (3, 4):
        step(ledger, number)
    close_database()
    before = _standing(old)
    after = _restored(place, old, pack)
    calls = _count(partial(_restore, pack=pack), place, old)
    found["calls"] = calls
    for mode in (Mode.KILL_BEFORE, Mode.KILL_AFTER):
        for call in _spread(calls, kills // 2, SWAP):
            data = fresh(place, old)
            _, killed = _forked(partial(_killed_in, partial(_restore, pack=pack), data, mode, call))
            found["kills"] += killed
            open_database(data / FILE_NAME)  # walks the rest of the way
            close_database()
            stands = _standing(data)
            found["old"] += stands == before
            found["new"] += stands == after
            found["inconsistent"] += stands not in (before, after)
            if stands == after:
                found["nothing set aside"] += not list(data.glob("换下的数据*/yizhibu.db"))
            shutil.rmtree(data)
    return dict(found)


def _killed_in(work: Callable[[Path], None], data: Path, mode: Mode, call: int, _: Tell) -> None:
    Disk(data).arm(mode, call)
    work(data)


def _spread(calls: int, kills: int, last: int) -> list[int]:
    """Every call when there are few, else as many as are wanted, evenly; and the last ones, where all is decided."""
    return sorted({*range(0, calls, max(1, calls // max(1, kills))), *range(max(0, calls - last), calls)})


def _restore(data: Path, pack: Path) -> None:
    open_database(data / FILE_NAME)
    restore(prepare(pack, data, Silent()), data, "周喆", clock)


def _restored(place: Path, old: Path, pack: Path) -> tuple[str, frozenset[str]]:
    data = fresh(place, old)
    _restore(data, pack)
    stands = _standing(data)
    shutil.rmtree(data)
    return stands


def _standing(data: Path) -> tuple[str, frozenset[str]]:
    """The database's state and the files of the store; "damaged" for one that is not whole."""
    whole, state = look(data)
    return state if whole else "damaged", frozenset(FileStore(data).hashes())


def _count(work: Callable[[Path], None], place: Path, template: Path) -> int:
    data = fresh(place, template)
    disk = Disk(data)
    disk.arm(Mode.FAIL_ONCE, -1)
    work(data)
    close_database()
    shutil.rmtree(data)
    return disk.disarm()


def while_upgrading(folder: str, kills: int) -> dict[str, Any]:
    """Every released schema's file is opened and killed at its calls: it is then the old one or the new one."""
    place, found = Path(folder), Counter[str]()
    files = sorted((ROOT / "tests" / "old_files").glob("schema-*.db"))
    for file in files:
        template = place / file.stem
        template.mkdir()
        shutil.copy(file, template / FILE_NAME)
        _, before = look(template)
        after = _upgraded(place, template)
        calls = _count(_upgrade, place, template)
        found["calls"] += calls
        for mode in (Mode.KILL_BEFORE, Mode.KILL_AFTER):
            for call in _spread(calls, kills // (2 * len(files)), COMMIT):
                data = fresh(place, template)
                _, killed = _forked(partial(_killed_in, _upgrade, data, mode, call))
                found["kills"] += killed
                whole, state = look(data)
                found["old"] += whole and state == before
                found["new"] += whole and state == after
                found["inconsistent"] += not whole or state not in (before, after)
                _upgrade(data)
                close_database()
                found["not upgraded later"] += look(data)[1] != after
                shutil.rmtree(data)
    return dict(found)


def _upgrade(data: Path) -> None:
    keeper = Keeper(data, lambda: "周喆", clock)
    open_database(data / FILE_NAME, keep_old=lambda: keeper.back_up_to(data / "升级前.zip"))


def _upgraded(place: Path, template: Path) -> str:
    data = fresh(place, template)
    _upgrade(data)
    close_database()
    assert read_manifest(data / "升级前.zip").schema < len(migrations.steps())
    state = look(data)[1]
    shutil.rmtree(data)
    return state
