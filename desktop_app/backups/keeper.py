"""The backups of one data folder: when, where, how many. Knows neither Qt nor a worker.

A backup is taken on the thread that owns the database (`take`, milliseconds), proved and packed by any other (`pack`),
and remembered at home again (`note`).
"""

from __future__ import annotations

import errno
import json
import re
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from db.backup import copy_open_database
from db.errors import DatabaseTrouble
from db.journal import head
from db.opening import known_trouble
from desktop_app.backups.packs import Silent, file_digest, pack, read_manifest
from desktop_app.file_store import FileStore
from desktop_app.jobs import Progress
from desktop_app.rules.backups import backup_due, file_name, thinned_out
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes import shape
from desktop_app.shapes.backups import BackupFile, BackupState, Kept, Manifest, Reason
from desktop_app.writers.finished import finish

STATE, INSIDE = "yizhibu.backup.json", "备份"
_ASIDE = "yizhibu.copy"
_NAME = re.compile(r"yizhibu-备份-\d{4}-\d\d-\d\d-\d{4}(-\d+)?\.zip")
_LEFT = timedelta(days=1)  # a half-written backup as old as this is nobody's any more


@shape
class Taken:
    """A copy that waits to be packed, and what is known of it so far."""

    copy: Path
    manifest: Manifest
    state: BackupState


@shape
class Packed:
    """A backup that counts. `second` is its copy in the second place; `trouble` is what the clerk should know."""

    path: Path
    manifest: Manifest
    second: Path | None
    trouble: str


class Keeper:
    """`by` says who sits at the desk; `clock` what time it is; `ticks` are seconds that nobody can set."""

    def __init__(
        self,
        folder: Path,
        by: Callable[[], str],
        clock: Callable[[], datetime] = datetime.now,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder, self._by, self._clock, self._ticks = folder, by, clock, ticks
        self._changed_since: float | None = None
        self.state = _read_state(folder)

    # What is due ------------------------------------------------------------------------------------------------------

    def changed(self) -> None:
        """Something was written."""
        if self._changed_since is None:
            self._changed_since = self._ticks()

    @property
    def due(self) -> bool:
        """Half an hour of change."""
        return backup_due(self._changed_since, self._ticks())

    @property
    def wanted(self) -> bool:
        """There is something that the newest backup does not hold, or the newest backup is gone."""
        return head() != self.state.head or not self._inside(self.state)

    @staticmethod
    def _inside(state: BackupState) -> bool:
        return any(_NAME.fullmatch(each.name) for each in _files(state.folder))

    # The three steps --------------------------------------------------------------------------------------------------

    def take(self, reason: Reason) -> Taken:
        """Copy the open database aside. Raises DatabaseTrouble where there is no room for it."""
        self._clear()
        copy = self.folder / f"{_ASIDE}-{secrets.token_hex(4)}.db"
        with known_trouble(copy):
            copy_open_database(copy)
            holds = head()
        self._changed_since = None
        at = self._clock().replace(microsecond=0)
        manifest = Manifest(version(), at, self._by(), str(reason), self.state.origin, head=holds)
        return Taken(copy, manifest, self.state)

    def pack(self, taken: Taken, progress: Progress) -> Packed:
        """Prove and pack a copy, put it where backups go, thin those out. For a Job: never asks the database.

        Where the chosen folder cannot be written the backup goes into the data folder, and that is told.
        """
        state, trouble = taken.state, ""
        try:
            try:
                made, manifest = self._pack_into(state.folder, taken, progress)
            except (OSError, RuleBroken) as refused:
                inside = self.folder / INSIDE
                if state.folder == inside or not _is_of_the_place(refused, state.folder):
                    raise
                made, manifest = self._pack_into(inside, taken, progress)
                trouble = f"选定的备份文件夹“{state.folder}”不能写入，这次备份在数据文件夹里。"
        finally:
            _remove(taken.copy)
        second, second_trouble = self._second_copy(made, state.second, progress)
        for place in (made.parent, *((second.parent,) if second else ())):
            thin(place, state.origin)
        told = (*manifest.problems[:1], trouble, second_trouble)
        return Packed(made, manifest, second, "".join(each for each in told if each))

    def note(self, packed: Packed) -> None:
        """Remember a backup that was made."""
        at = packed.manifest.made_at
        self._keep(
            replace(
                self.state,
                first_at=self.state.first_at or at,
                last_at=at,
                second_at=at if packed.second else self.state.second_at,
                sequence=max(self.state.sequence, packed.manifest.sequence),
                head=packed.manifest.head,
                trouble=packed.trouble,
            )
        )

    def failed(self, trouble: Exception) -> None:
        """Remember why none was made; the next one is due half an hour later."""
        self.changed()
        self._keep(replace(self.state, trouble=f"最近一次备份没有做成：{trouble}"))

    def drop(self, taken: Taken) -> None:
        """A copy that was not packed: what it held is still without a backup."""
        _remove(taken.copy)
        self.changed()

    def back_up(self, reason: Reason, progress: Progress | None = None) -> Packed:
        """All three, where nobody waits for the window. Raises what went wrong, which is remembered too."""
        try:
            packed = self.pack(self.take(reason), progress or Silent())
        except (OSError, RuleBroken, DatabaseTrouble) as trouble:
            self.failed(trouble)
            raise
        self.note(packed)
        return packed

    def back_up_to(self, target: Path, progress: Progress | None = None) -> Manifest:
        """A backup in a file of choice, which is not thinned out and not counted."""
        taken = self.take(Reason.BY_HAND)
        try:
            return pack(taken.copy, FileStore(self.folder), target, taken.manifest, progress or Silent())
        finally:
            _remove(taken.copy)

    def _pack_into(self, place: Path, taken: Taken, progress: Progress) -> tuple[Path, Manifest]:
        if (
            place == self.folder / INSIDE
        ):  # one of choice is not made: where a stick is missing it would be on this disk
            place.mkdir(exist_ok=True)
        there = manifests(place)
        sequence = max((taken.state.sequence, *(each.sequence for each in there.values()))) + 1
        target = place / file_name(taken.manifest.made_at, (each.name for each in _files(place)))
        numbered = replace(taken.manifest, sequence=sequence)
        return target, pack(taken.copy, FileStore(self.folder), target, numbered, progress)

    def _second_copy(self, made: Path, second: Path | None, progress: Progress) -> tuple[Path | None, str]:
        """A stick that is not there is no trouble; one that is full, or gives back something else, is."""
        if second is None or not second.is_dir() or second == made.parent:
            return None, ""
        progress.step(0, 0, f"复制到 {second}")
        target = second / file_name(read_manifest(made).made_at, (each.name for each in _files(second)))
        try:
            finish(lambda aside: _copied(made, aside), target)
        except (OSError, RuleBroken) as trouble:
            return None, f"第二份备份没有写成：{trouble}"
        return target, ""

    # What is there ----------------------------------------------------------------------------------------------------

    def choose(self, folder: Path | None, second: Path | None) -> None:
        """Where backups go from now on; None for the place inside the data folder, and for no second place.

        Raises RuleBroken for a folder that is not there, cannot be written, or is the same twice.
        """
        first = folder or self.folder / INSIDE
        if second is not None and second.resolve() in (first.resolve(), (self.folder / INSIDE).resolve()):
            raise RuleBroken("第二个位置与第一个是同一个文件夹。", "请选 U 盘、移动硬盘或共享文件夹。")
        for place in (folder, second):
            if place is not None:
                _try_place(place)
        self._keep(replace(self.state, folder=first, second=second))

    def files(self) -> tuple[BackupFile, ...]:
        """Every backup in both places and inside the data folder, the newest first."""
        inside = self.folder / INSIDE
        first = dict.fromkeys((self.state.folder, inside))
        found = [self._described(file, second=False) for place in first for file in _files(place)]
        if self.state.second:
            found += [self._described(file, second=True) for file in _files(self.state.second)]
        return tuple(sorted(found, key=_age, reverse=True))

    def newest_good(self) -> BackupFile | None:
        """The one to offer when the data cannot be read."""
        return next((each for each in self.files() if each.manifest), None)

    def restored(self) -> None:
        """The data are others now: no backup holds them yet."""
        self._keep(replace(_read_state(self.folder), head="", trouble=""))

    @staticmethod
    def _described(file: Path, *, second: bool) -> BackupFile:
        size = file.stat().st_size
        try:
            return BackupFile(file, size, read_manifest(file), second)
        except RuleBroken as broken:
            return BackupFile(file, size, None, second, broken.what)

    def _keep(self, state: BackupState) -> None:
        self.state = state
        with suppress(
            OSError
        ):  # where the data folder is full the next start counts anew: nothing of the data hangs on it
            _write_state(self.folder, state)

    def _clear(self) -> None:
        """Copies that an earlier start left; those of this one are taken away by who packs them."""
        for left in self.folder.glob(f"{_ASIDE}-*"):
            if time.time() - left.stat().st_mtime > _LEFT.total_seconds():
                _remove(left)


def version() -> str:
    """The program's version, as its package says."""
    from importlib.metadata import version as version_of

    return version_of("yizhibu")


def manifests(place: Path) -> dict[str, Manifest]:
    """The backups in a folder that can be read, by name."""
    found = {}
    for file in _files(place):
        with suppress(RuleBroken):
            found[file.name] = read_manifest(file)
    return found


def thin(place: Path, origin: str) -> frozenset[str]:
    """Take away what need not be kept of one data folder's backups; what cannot be read is left alone."""
    kept = [Kept(name, each.made_at, each.sequence) for name, each in manifests(place).items() if each.origin == origin]
    gone = thinned_out(kept)
    for name in gone:
        _remove(place / name)
    for part in place.glob("yizhibu-备份-*.part.zip"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _LEFT.total_seconds():
                part.unlink()
    return gone


def _age(file: BackupFile) -> tuple[int, datetime, bool]:
    if file.manifest is None:
        return (0, datetime.min, file.second)
    return (1, file.manifest.made_at, not file.second)


def _files(place: Path) -> list[Path]:
    try:
        return sorted(each for each in place.iterdir() if _NAME.fullmatch(each.name))
    except OSError:
        return []


def _is_of_the_place(trouble: Exception, place: Path) -> bool:
    """Whether another folder would help."""
    cause = trouble if isinstance(trouble, OSError) else trouble.__cause__
    return not place.is_dir() or isinstance(cause, OSError)


def _copied(made: Path, aside: Path) -> None:
    shutil.copyfile(made, aside)
    if file_digest(aside) != file_digest(made):
        raise OSError(errno.EIO, "写进去的与读出来的不一样")


def _try_place(place: Path) -> None:
    """Whether a file can be made there."""
    if not place.is_dir():
        raise RuleBroken(f"文件夹“{place}”不存在。", "请先插好 U 盘或连上共享文件夹，再选择。")
    probe = place / f"yizhibu-{secrets.token_hex(4)}.tmp"
    try:
        probe.write_bytes(b"")
    except OSError:
        raise RuleBroken(f"不能在“{place}”里写入。", "请检查权限或写保护，或换一个文件夹。") from None
    finally:
        _remove(probe)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _read_state(folder: Path) -> BackupState:
    """What was remembered; a file that cannot be read counts as none, and folders are chosen again."""
    fresh = BackupState(folder / INSIDE, secrets.token_hex(8))
    try:
        said: dict[str, Any] = json.loads((folder / STATE).read_text(encoding="utf-8"))
        moments = {name: _moment(said.get(name)) for name in ("first_at", "last_at", "second_at")}
        return BackupState(
            folder=Path(said["folder"]) if said.get("folder") else fresh.folder,
            origin=str(said["origin"]),
            second=Path(said["second"]) if said.get("second") else None,
            sequence=int(said.get("sequence", 0)),
            head=str(said.get("head", "")),
            trouble=str(said.get("trouble", "")),
            **moments,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return fresh


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def _write_state(folder: Path, state: BackupState) -> None:
    said = {
        "folder": "" if state.folder == folder / INSIDE else str(state.folder),
        "second": str(state.second or ""),
        "origin": state.origin,
        "first_at": state.first_at.isoformat() if state.first_at else "",
        "last_at": state.last_at.isoformat() if state.last_at else "",
        "second_at": state.second_at.isoformat() if state.second_at else "",
        "sequence": state.sequence,
        "head": state.head,
        "trouble": state.trouble,
    }
    part = folder / f"{STATE}.part"
    part.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(folder / STATE)
