"""The data file itself: where it lies and whether it is whole."""

from __future__ import annotations

import hashlib
from pathlib import Path

from db import migrations
from db.connection import database
from db.models import JOURNALED, Restoration, table_name
from db.opening import integrity_problems, row_counts
from desktop_app.shapes.data_file import DataFacts


def data_facts() -> DataFacts:
    """The open file, its size in bytes, its schema and the records in it; the journal does not count as records."""
    file = Path(database.database)
    counts = row_counts()
    return DataFacts(
        file=file,
        size_bytes=file.stat().st_size if file.exists() else 0,
        schema=len(migrations.steps()),
        records=sum(counts[table_name(row)] for row in JOURNALED),
    )


def data_problems() -> tuple[str, ...]:
    """What is wrong with the file, its references and its journal, in sentences; empty when all is well."""
    return tuple(integrity_problems())


def data_key() -> str:
    """A short word that tells this data folder from others, for what a machine remembers about it."""
    return hashlib.sha256(str(Path(database.database).resolve()).encode()).hexdigest()[:12]


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
