"""Every released schema's file opens, is brought up to date, and keeps its rows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from db import migrations
from db.connection import database
from db.opening import FILE_NAME, close_database, integrity_problems, open_database, row_counts

OLD = sorted((Path(__file__).parents[1] / "old_files").glob("schema-*.db"))


def held(file: Path) -> dict[str, int]:
    """How many rows each table of an old file holds, read as SQLite alone reads it."""
    connection = dbapi2.connect(str(file))
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in names.fetchall()}
    finally:
        connection.close()


def test_there_is_a_file_of_every_schema_but_the_newest():
    assert [int(file.stem.removeprefix("schema-")) for file in OLD] == list(range(1, len(migrations.steps())))


@pytest.mark.parametrize("old", OLD, ids=lambda file: file.stem)
def test_an_old_file_is_brought_up_to_date_and_keeps_its_rows(old, tmp_path):
    before = held(old)
    shutil.copy(old, tmp_path / FILE_NAME)
    open_database(tmp_path / FILE_NAME)
    try:
        assert database.execute_sql("PRAGMA user_version").fetchone() == (len(migrations.steps()),)
        counts = row_counts()
        assert (before["round"], before["paper_copy"]) == (1, 5)
        assert {name: counts[name] for name in before} == before
        assert integrity_problems() == []
        assert len(list(tmp_path.glob("*.before-*.db"))) == 1
    finally:
        close_database()
