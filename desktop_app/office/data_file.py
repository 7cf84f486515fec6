"""The data file itself: where it lies and whether it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from db import migrations
from db.connection import database
from db.models import Restoration, table_name
from db.opening import integrity_problems, row_counts
from desktop_app.file_store import FileStore
from desktop_app.shapes.data_file import DataFacts


def data_facts() -> DataFacts:
    """The open file, its size in bytes, its schema and the records in it; the journal does not count as records."""
    from db.models import JOURNALED  # loads all of them

    file = Path(database.database)
    counts = row_counts()
    return DataFacts(
        file=file,
        size_bytes=file.stat().st_size if file.exists() else 0,
        schema=len(migrations.steps()),
        records=sum(counts[table_name(row)] for row in JOURNALED),
    )


def data_problems(*, contents: bool = False) -> tuple[str, ...]:
    """What is wrong with the file, its references, its journal and the store, in sentences; empty when all is well.

    With `contents` every file of the store is read through, which takes as long as the disk takes.
    """
    found = FileStore(Path(database.database).parent).check(stored_hashes(), contents=contents)
    return (
        *integrity_problems(),
        *(f"收到的文件 {each} 不在数据文件夹里。" for each in found.missing),
        *(f"收到的文件 {each} 与它的校验值不符，可能已损坏。" for each in found.damaged),
    )


def spare_files() -> int:
    """How many files of the store no record names: left by an import that was cut off or undone. They harm nothing."""
    return len(FileStore(Path(database.database).parent).check(stored_hashes(), contents=False).spare)


def stored_hashes() -> frozenset[str]:
    """The hashes of the files that rows say lie in the store; one that is kept elsewhere has a `path` of its own."""
    from db.models import JOURNALED

    found: set[str] = set()
    for row in JOURNALED:
        if "sha256" in row._meta.fields and "path" not in row._meta.fields:
            named = row._meta.fields["sha256"]
            hashes: Any = row.select(named).where(named != "").distinct().tuples()
            found |= {each for (each,) in hashes}
    return frozenset(found)


def record_restoration(
    *, at: str, backup: str, backup_made_at: str, backup_head: str, replaced_head: str, set_aside: str
) -> None:
    """A backup takes the place of what is there; run in the backup, before it does. `set_aside` names a folder."""
    Restoration.create(
        restored_at=at,
        backup=backup,
        backup_made_at=backup_made_at,
        backup_head=backup_head,
        replaced_head=replaced_head,
        set_aside=set_aside,
    )
