"""The frozen schema is what the models say, column by column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import peewee as pw
import pytest

from db.connection import database
from db.models import JOURNALED, Counter, table_name
from db.opening import FILE_NAME, close_database, open_database

ALL = (*JOURNALED, Counter)


def described(db: pw.SqliteDatabase, table: str) -> dict[str, Any]:
    (sql,) = db.execute_sql("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    checks = sorted(part.split(")")[0] for part in sql.replace('"', "").split("CHECK (")[1:])
    indexes = db.execute_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    return {
        "columns": [(c.name, c.data_type.upper(), c.null, c.primary_key) for c in db.get_columns(table)],
        "foreign keys": sorted(tuple(row)[2:] for row in db.execute_sql(f"PRAGMA foreign_key_list({table})")),
        "indexes": sorted(text.replace('"', "") for (text,) in indexes),
        "checks": checks,
    }


@pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)
def test_the_migrated_schema_equals_the_model(tmp_path: Path, model: type[pw.Model]) -> None:
    open_database(tmp_path / FILE_NAME)
    memory = pw.SqliteDatabase(":memory:")
    try:
        with memory.bind_ctx(ALL):
            memory.create_tables(ALL)
            expected = described(memory, model._meta.table_name)
        assert described(database, model._meta.table_name) == expected
    finally:
        memory.close()
        close_database()


def test_every_row_id_is_given_out_once_and_every_parent_is_kept(tmp_path: Path) -> None:
    open_database(tmp_path / FILE_NAME)
    try:
        for model in JOURNALED:
            (sql,) = database.execute_sql(
                "SELECT sql FROM sqlite_master WHERE name = ?", (table_name(model),)
            ).fetchone()
            assert "AUTOINCREMENT" in sql
            assert sql.count("REFERENCES") == sql.count("ON DELETE RESTRICT")
    finally:
        close_database()
