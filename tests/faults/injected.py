"""Errors of the disk: a call of chance fails, once or from then on; what was said is held against what is there."""

from __future__ import annotations

import errno
import random
import shutil
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from db.errors import DatabaseTrouble, Unsure
from db.opening import FILE_NAME, close_database
from desktop_app.backups.keeper import Keeper
from desktop_app.backups.packs import Silent
from desktop_app.backups.restoring import prepare
from desktop_app.file_store import FileStore
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.backups import Reason
from tests.faults.disk import Disk, Mode
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

ERRORS = (errno.EIO, errno.ENOSPC)
KNOWN = (DatabaseTrouble, RuleBroken, OSError)


def errors(folder: str, faults: int, seed: int) -> dict[str, Any]:
    """Inject faults until `faults` have fired; say how each was answered."""
    place = Path(folder)
    template = make_template(place / "template")
    chance, found = random.Random(seed), Counter[str]()
    work: tuple[Callable[[Disk, Path, int, Mode, int, bool], list[str]], ...] = (
        _steps,
        _steps,
        _steps,
        _store,
        _backup,
    )
    lengths = {(k, r): _length(k, place, template, reads=r) for k in set(work) for r in (False, True)}
    run = 0
    while found["fired"] < faults:
        run += 1
        kind = work[run % len(work)]
        reads = chance.random() < 0.25
        call = chance.randrange(lengths[kind, reads])
        mode = Mode.FAIL_ONCE if chance.random() < 0.7 else Mode.FAIL_ALWAYS
        data = fresh(place, template)
        verdicts = kind(Disk(data), data, call, mode, chance.choice(ERRORS), reads)
        found.update(verdicts)
        shutil.rmtree(data)
    return dict(found)


def _length(kind: Callable[..., list[str]], place: Path, template: Path, *, reads: bool) -> int:
    """How many calls there are to fail, with those that read or without."""
    data = fresh(place, template)
    disk = Disk(data)
    kind(disk, data, -1, Mode.FAIL_ONCE, errno.EIO, reads)
    shutil.rmtree(data)
    return disk.counted


def _answer(work: Callable[[], object]) -> str:
    try:
        work()
    except Unsure:
        return "unsure"
    except DatabaseTrouble as trouble:
        return "saved, in doubt" if "已写入" in trouble.what else "refused"
    except KNOWN:
        return "refused"
    except Exception as unknown:  # noqa: BLE001 - counted as a failure of its own
        traceback.print_exc()
        return f"unnamed {type(unknown).__name__}"
    return "saved"


def _steps(disk: Disk, data: Path, call: int, mode: Mode, error: int, reads: bool) -> list[str]:
    """Six steps while the disk fails: what was said of each is held against the file."""
    ledger = open_office(data)
    step(ledger, 0)
    disk.arm(mode, call, error, reads=reads)
    numbers = (1, 2, 3, 4, 5, 6)
    said = [_answer(partial(step, ledger, number)) for number in numbers]
    disk.disarm()
    fired = disk.fired
    with suppress(Exception):
        close_database()
    titles = _titles(data)
    verdicts = ["fired"] if fired else []
    whole, _ = look(data)
    verdicts += [] if whole else ["corrupt"]
    for number, answer in zip(numbers[:-1], said[:-1], strict=True):  # the last one is an undo, told apart below
        there = any(title.endswith(f" {number}") for title in titles)
        verdicts.append(_held_against(answer, there))
    undone = titles.get("撤销", 0)
    verdicts.append(_held_against(said[-1], bool(undone)))
    return verdicts


def _titles(data: Path) -> Counter[str]:
    plain = driver.connect(str(data / FILE_NAME))
    try:
        found: Counter[str] = Counter()
        for kind, title in plain.execute("SELECT kind, title FROM journal_entry"):
            found[title if kind == "办理" else kind] += 1
        return found
    finally:
        plain.close()


def _held_against(answer: str, there: bool) -> str:
    """What the program said of a step, and whether the file has it."""
    if answer.startswith("unnamed"):
        return answer
    if answer == "unsure":
        return "unsure"
    if answer == "refused":
        return "silent: refused, yet there" if there else "refused, not there"
    if not there:
        return "silent: saved, yet not there"
    return "saved, there" if answer == "saved" else "saved in doubt, there"


def _store(disk: Disk, data: Path, call: int, mode: Mode, error: int, reads: bool) -> list[str]:
    """A form is kept and named while the disk fails: no row without its file."""
    ledger, store = open_office(data), FileStore(data)
    step(ledger, 1)
    disk.arm(mode, call, error, reads=reads)
    answer = _answer(lambda: keep_and_name(ledger, store, 1))
    disk.disarm()
    fired = disk.fired
    with suppress(Exception):
        close_database()
    there = list(named_files(data))
    verdicts = ["fired"] if fired else []
    if not store.check(there).sound:
        verdicts.append("silent: a row without its file")
    verdicts.append(_held_against(answer, bool(there)))
    if not look(data)[0]:
        verdicts.append("corrupt")
    return verdicts


def _backup(disk: Disk, data: Path, call: int, mode: Mode, error: int, reads: bool) -> list[str]:
    """A backup while the disk fails: one that is said to be made can be restored, and the data are as before."""
    ledger = open_office(data)
    step(ledger, 1)
    before = open_digest()
    keeper = Keeper(data, lambda: "周喆", clock)
    disk.arm(mode, call, error, reads=reads)
    answer = _answer(lambda: keeper.back_up(Reason.BY_HAND))
    disk.disarm()
    fired = disk.fired
    verdicts = ["fired"] if fired else []
    try:
        if open_digest() != before:
            verdicts.append("silent: a backup changed the data")
    except Exception:  # noqa: BLE001 - the connection may be past use: the file decides
        pass
    with suppress(Exception):
        close_database()
    if look(data) != (True, before):
        verdicts.append("corrupt")
    good = [file for file in keeper.files() if file.manifest]
    verdicts.append(_held_against(answer if answer != "refused" or not good else "saved", bool(good)))
    for file in good:
        try:
            prepare(file.path, data, Silent())
        except KNOWN:
            verdicts.append("silent: a backup that cannot be restored")
    return verdicts
