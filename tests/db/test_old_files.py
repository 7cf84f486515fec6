"""Every released schema's file opens, is brought up to date, and keeps its rows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db import migrations
from db.connection import database
from db.opening import FILE_NAME, close_database, integrity_problems, open_database, row_counts

OLD = sorted((Path(__file__).parents[1] / "old_files").glob("schema-*.db"))


def test_there_is_a_file_of_every_schema_but_the_newest():
    assert [int(file.stem.removeprefix("schema-")) for file in OLD] == list(range(1, len(migrations.steps())))


@pytest.mark.parametrize("old", OLD, ids=lambda file: file.stem)
def test_an_old_file_is_brought_up_to_date_and_keeps_its_rows(old, tmp_path):
    shutil.copy(old, tmp_path / FILE_NAME)
    open_database(tmp_path / FILE_NAME)
    try:
        counts = row_counts()
        assert database.execute_sql("PRAGMA user_version").fetchone() == (len(migrations.steps()),)
        assert {name: counts[name] for name in ("round", "party_organization", "branch", "application", "receipt")} == {
            "round": 1,
            "party_organization": 1,
            "branch": 2,
            "application": 1,
            "receipt": 1,
        }
        assert (counts["paper_copy"], counts["journal_entry"]) == (5, 4)
        assert integrity_problems() == []
        assert len(list(tmp_path.glob("*.before-*.db"))) == 1
    finally:
        close_database()
