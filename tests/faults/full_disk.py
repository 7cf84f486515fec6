"""A disk that is really full: a small file system, filled up to the last kilobytes, for every kind of write."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.errors import DatabaseTrouble, DiskFull, ReadOnly
from db.opening import FILE_NAME, close_database, open_database
from desktop_app.backups.keeper import Keeper
from desktop_app.backups.packs import Silent
from desktop_app.backups.restoring import discard, prepare, restore
from desktop_app.documents import DOCUMENTS, Per
from desktop_app.file_store import FileStore
from desktop_app.ledger import Ledger
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.backups import Reason
from tests.faults.disk import ROOT
from tests.faults.scene import AT, clock, keep_and_name, look, make_template, open_digest, open_office, step

KILO = 1024
SIZE = "24m"
LEFT = (0, 4, 16, 64, 200)  # KB that are left
Work = Callable[[Path, Ledger], object]


def why_not() -> str:
    """Why there can be no such disk here; "" when there can."""
    try:
        with small_disk():
            return ""
    except (OSError, subprocess.CalledProcessError) as trouble:
        return f"a file system cannot be mounted here ({trouble})"


@contextmanager
def small_disk() -> Iterator[Path]:
    """A file system of a few megabytes, mounted as long as it is wanted."""
    place = Path(tempfile.mkdtemp(prefix="yizhibu-disk-"))
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    subprocess.run(command, check=True, capture_output=True)
    try:
        yield place
    finally:
        close_database()
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)
        place.rmdir()


def _fill(place: Path, kilobytes_left: int) -> Path:
    """Leave that much; a file system has blocks of 4 KB."""
    filler = place / "filler"
    room = shutil.disk_usage(place).free - kilobytes_left * KILO
    with filler.open("wb") as opened:
        for _ in range(max(0, room) // (4 * KILO)):
            opened.write(bytes(4 * KILO))
    return filler


def _receive(data: Path, ledger: Ledger) -> None:
    for number in range(40, 58):  # more than fits into what is left of a page
        step(ledger, number)


def _undo(data: Path, ledger: Ledger) -> None:
    for _ in range(12):
        ledger.undo()


def _form(data: Path, ledger: Ledger) -> None:
    store = FileStore(data)
    for number in range(30):
        keep_and_name(ledger, store, number)


def _backup(data: Path, ledger: Ledger) -> None:
    Keeper(data, lambda: "周喆", clock).back_up(Reason.BY_HAND)


def _restore(data: Path, ledger: Ledger) -> None:
    prepared = prepare(data.parent / "pack.zip", data, Silent())
    try:
        restore(prepared, data, "周喆", clock)
    finally:
        discard(prepared)
        open_database(data / FILE_NAME)


def _document(data: Path, ledger: Ledger) -> None:
    for document in DOCUMENTS:
        if document.per in (Per.ROUND, None):
            for suffix in document.writers:
                document.job(data.parent / f"{document.key}{suffix}", now=AT)()


def _upgrade(data: Path, ledger: Ledger) -> None:
    old = data.parent / "old"
    old.mkdir(exist_ok=True)
    close_database()
    try:
        if not (old / FILE_NAME).exists():
            shutil.copy(ROOT / "tests" / "old_files" / "schema-2.db", old / FILE_NAME)
        open_database(
            old / FILE_NAME, keep_old=lambda: Keeper(old, lambda: "周喆", clock).back_up(Reason.BEFORE_UPGRADE)
        )
    finally:
        close_database()
        open_database(data / FILE_NAME)


KINDS: dict[str, Work] = {
    "收件": _receive,
    "撤销": _undo,
    "收文件": _form,
    "备份": _backup,
    "恢复": _restore,
    "文件": _document,
    "升级": _upgrade,
}


def full_disk(kinds: dict[str, Work] = KINDS, left: tuple[int, ...] = LEFT) -> Counter[str]:
    """Try every kind of write with ever more room; what is refused must be said in words, and nothing half done."""
    found: Counter[str] = Counter()
    with small_disk() as place:
        for name, work in kinds.items():
            for kilobytes in left:
                found.update(_try(place / "disk", name, work, kilobytes))
    return found


def _try(place: Path, name: str, work: Work, kilobytes: int) -> list[str]:
    place.mkdir()
    data = make_template(place / "data")
    ledger = open_office(data)
    for number in range(1, 40):
        step(ledger, number)
    Keeper(data, lambda: "周喆", clock).back_up_to(place / "pack.zip")
    if name == "升级":
        (place / "old").mkdir()
        shutil.copy(ROOT / "tests" / "old_files" / "schema-2.db", place / "old" / FILE_NAME)
    filler = _fill(place, kilobytes)
    verdicts = ["tried"]
    try:
        work(data, ledger)
    except DiskFull:
        verdicts.append("refused in words")
    except (DatabaseTrouble, RuleBroken, OSError) as trouble:
        named = any(word in str(trouble) for word in ("磁盘", "No space left"))
        verdicts.append("refused in words" if named else f"unnamed {name}: {trouble}")
    except Exception as trouble:  # noqa: BLE001 - counted as a failure of its own
        verdicts.append(f"unnamed {name}: {type(trouble).__name__} {trouble}")
    else:
        verdicts.append("done")
    verdicts += _whole(data)
    filler.unlink()
    with suppress(Exception):
        close_database()
    ledger = open_office(data)
    try:
        step(ledger, 59)
    except Exception as trouble:  # noqa: BLE001
        verdicts.append(f"not to be used again after {name}: {trouble}")
    close_database()
    left_over = [each.name for each in data.iterdir() if each.name.startswith(("yizhibu.copy", "yizhibu.restoring"))]
    verdicts += [f"left over: {each}" for each in left_over]
    shutil.rmtree(place)
    return verdicts


def _whole(data: Path) -> list[str]:
    """The open file says what the file on the disk says."""
    open_says = open_digest()
    close_database()
    whole, says = look(data)
    open_database(data / FILE_NAME)
    if not whole:
        return ["corrupt"]
    return [] if says == open_says else ["torn"]


def read_only_disk() -> Counter[str]:
    """A disk that lets nothing be written: said at the start, and once it does, all is there."""
    found: Counter[str] = Counter()
    with small_disk() as place:
        data = make_template(place / "data")
        before = look(data)
        for mode in ("ro", "rw"):
            subprocess.run(["mount", "-o", f"remount,{mode}", str(place)], check=True, capture_output=True)
            found["tried"] += 1
            try:
                open_database(data / FILE_NAME)
                found["opened"] += 1
            except ReadOnly:
                found["refused in words"] += 1
            close_database()
        found["torn"] += look(data) != before
    return found
