"""Putting a backup in the place of the data: looked at first, all or nothing, and what was there is kept aside."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from db import journal
from db.backup import Holdings, Proof, holdings, open_holdings, prove
from db.connection import database
from db.errors import Damaged
from db.folder import NAME as LOCK
from db.opening import FILE_NAME, close_database, holding, integrity_problems, open_database, row_counts
from db.restoring import JOURNAL, swap_in
from desktop_app.backups.packs import unpack
from desktop_app.jobs import Progress
from desktop_app.ledger import Ledger, moment
from desktop_app.office.data_file import record_restoration
from desktop_app.rules.restoring import changed_tables, lost_applications, lost_receipts, steps_after
from desktop_app.shapes import shape
from desktop_app.shapes.backups import Manifest, Restored, RestorePreview

ASIDE = "换下的数据"
_STAGING = "yizhibu.restoring"
OWN = frozenset({"journal_change", "journal_entry", "restoration"})  # the tables that a restore itself writes into


@shape
class Prepared:
    """A backup that was laid out in the data folder and proved, ready to take the data's place."""

    name: str
    staging: Path
    manifest: Manifest
    proof: Proof
    holdings: Holdings


def prepare(file: Path, folder: Path, progress: Progress) -> Prepared:
    """Lay a backup out and prove it. Runs in a Job. Raises RuleBroken when it is not whole, OSError without room."""
    clear(folder)
    staging = folder / f"{_STAGING}-{secrets.token_hex(4)}"
    try:
        manifest, proof = unpack(file, staging, progress)
        held = holdings(staging / FILE_NAME)
        if held is None:
            raise Damaged(f"备份“{file.name}”里的数据读不出来。", "请换一份备份；现在的数据没有改动。")
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return Prepared(file.name, staging, manifest, proof, held)


def discard(prepared: Prepared) -> None:
    """The clerk thought better of it."""
    shutil.rmtree(prepared.staging, ignore_errors=True)


def clear(folder: Path) -> None:
    """What restores that came to nothing left behind; one that was begun is finished by the opening of the folder."""
    for left in folder.glob(f"{_STAGING}-*"):
        shutil.rmtree(left, ignore_errors=True)


def preview(prepared: Prepared, folder: Path) -> RestorePreview:
    """What the restore would change. Asks the open database; where it cannot be opened, what the file still tells."""
    if database.is_closed():
        found, rows = holdings(folder / FILE_NAME), prove(folder / FILE_NAME).rows
    else:
        found, rows = open_holdings(), row_counts()
    if found is None:
        return RestorePreview(prepared.name, prepared.manifest, (), (), (), (), readable=False)
    steps, related = steps_after(found.entries, prepared.manifest)
    return RestorePreview(
        name=prepared.name,
        manifest=prepared.manifest,
        tables=changed_tables(rows, prepared.proof.rows),
        applications=lost_applications(found.applications, prepared.holdings.applications),
        receipts=lost_receipts(found.receipts, prepared.holdings.receipts),
        steps=steps,
        related=related,
    )


def restore(prepared: Prepared, folder: Path, by: str, clock: Callable[[], datetime] = datetime.now) -> Restored:
    """Let a prepared backup take the data's place; the folder is then closed, and whole.

    The journal of what comes in gets an entry with both heads before it comes in, so that there is no moment without
    it. Raises DatabaseTrouble or OSError, and then everything is as it was, or the next opening goes on.
    """
    replaced_head = _head(folder)
    aside = _free_name(folder, clock())
    with holding(folder):
        open_database(prepared.staging / FILE_NAME, trust=True, keep_old=lambda: None)
        try:
            Ledger(by, clock).run(
                f"从备份恢复 {prepared.name}",
                record_restoration,
                final=True,
                at=moment(clock()),
                backup=prepared.name,
                backup_made_at=moment(prepared.manifest.made_at),
                backup_head=prepared.manifest.head,
                replaced_head=replaced_head,
                set_aside=aside.name,
            )
        finally:
            close_database()
        for left in (LOCK, JOURNAL):
            (prepared.staging / left).unlink(missing_ok=True)
        swap_in(folder, prepared.staging, aside)
    with suppress(OSError):
        prepared.staging.rmdir()
    return Restored(prepared.name, aside)


def verify(prepared: Prepared) -> None:
    """After the folder was opened again: everything that the backup held is there. Raises Damaged when not."""
    problems, rows = integrity_problems(), row_counts()
    wrong = [name for name, count in prepared.proof.rows.items() if name not in OWN and rows.get(name) != count]
    if problems or wrong:
        told = problems[0] if problems else f"表 {wrong[0]} 的行数与备份不符。"
        raise Damaged(f"恢复后的数据没有通过核对：{told}", "原来的数据在“换下的数据”文件夹里，请交维护人员。")


def _head(folder: Path) -> str:
    """The journal's head of what is replaced; "" where it cannot be read."""
    if not database.is_closed():
        return journal.head()
    proof = prove(folder / FILE_NAME)
    return "" if proof.problems else proof.head


def _free_name(folder: Path, at: datetime) -> Path:
    stem, number = f"{ASIDE}-{at:%Y-%m-%d-%H%M}", 2
    name = stem
    while (folder / name).exists():
        name, number = f"{stem}-{number}", number + 1
    return folder / name
