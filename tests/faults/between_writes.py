"""Backups between writes: every one is restored elsewhere and compared; and with a clock that jumps."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from db.opening import FILE_NAME, close_database, open_database
from desktop_app.backups.keeper import Keeper
from desktop_app.backups.packs import Silent, read_manifest
from desktop_app.backups.restoring import prepare, restore, verify
from desktop_app.file_store import FileStore
from desktop_app.rules.backups import NEWEST, file_name, thinned_out
from desktop_app.shapes.backups import Kept, Reason
from tests.faults.scene import AT, clock, keep_and_name, look, make_template, open_digest, open_office, step


def backups_between_writes(backups: int) -> Counter[str]:
    """A backup after every third step, each restored into a folder of its own and held against what was there."""
    place, found = Path(tempfile.mkdtemp(prefix="yizhibu-backups-")), Counter[str]()
    try:
        data = make_template(place / "data")
        ledger, store = open_office(data), FileStore(data)
        keeper, expected = Keeper(data, lambda: "周喆", clock), []
        for number in range(1, 3 * backups + 1):
            step(ledger, number)
            if number % 3:
                continue
            keep_and_name(ledger, store, number)
            made = keeper.back_up(Reason.TIMED).path  # thinned out later on: it is put by
            kept = shutil.copy(made, place / f"{number}.zip")
            expected.append((Path(kept), open_digest(), frozenset(store.hashes())))
        close_database()
        for pack, state, files in expected:
            found.update(_brought_back(place / "new", pack, state, files))
        return found
    finally:
        close_database()
        shutil.rmtree(place)


def _brought_back(data: Path, pack: Path, state: str, files: frozenset[str]) -> list[str]:
    data.mkdir()
    prepared = prepare(pack, data, Silent())
    laid = look(prepared.staging)
    restore(prepared, data, "周喆", clock)
    open_database(data / FILE_NAME)
    verify(prepared)
    close_database()
    good = laid == (True, state) and frozenset(FileStore(data).hashes()) == files
    shutil.rmtree(data)
    return ["backups", "restored and equal" if good else "different"]


def clock_that_jumps(years: int, seed: int = 1) -> Counter[str]:
    """Backups of many years, thinned out by rule, with a clock that is now and then a year ahead or behind."""
    chance, found = random.Random(seed), Counter[str]()
    right, kept = datetime(2025, 1, 1, 8), list[Kept]()
    for sequence in range(1, years * 365 * 4 + 1):
        right += timedelta(hours=6)
        wrong = chance.choice((-365, 365)) if chance.random() < 0.02 else 0
        at = right + timedelta(days=wrong)
        kept.append(Kept(file_name(at, [each.name for each in kept]), at, sequence))
        gone = thinned_out(kept)
        newest = {each.name for each in sorted(kept, key=lambda each: each.sequence)[-NEWEST:]}
        found["backups"] += 1
        found["wrong clock"] += bool(wrong)
        found["newest thinned out"] += bool(gone & newest)
        kept = [each for each in kept if each.name not in gone]
        found["most kept"] = max(found["most kept"], len(kept))
    return found


def keeper_with_a_clock_that_jumps(wrong: timedelta) -> Counter[str]:
    """Real backups while the clock is a year wrong, and after it was put right."""
    place, found = Path(tempfile.mkdtemp(prefix="yizhibu-clock-")), Counter[str]()
    try:
        data = make_template(place / "data")
        ledger, now = open_office(data), [AT]
        keeper = Keeper(data, lambda: "周喆", lambda: now[0])
        for number, at in enumerate((AT, AT + wrong, AT + wrong + timedelta(hours=1), AT + timedelta(days=1)), 1):
            now[0] = at
            step(ledger, number)
            made = keeper.back_up(Reason.TIMED)
            found["backups"] += 1
            newest = max((read_manifest(each.path) for each in keeper.files()), key=lambda each: each.sequence)
            found["newest not there"] += newest != made.manifest
        return found
    finally:
        close_database()
        shutil.rmtree(place)
