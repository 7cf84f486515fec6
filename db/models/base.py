"""What every Row stands on."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import peewee as pw

from db.connection import database


def one_of(field: str, words: type[StrEnum]) -> Any:
    """A CHECK that a column holds one of the stored words."""
    return pw.Check(f"{field} IN ({', '.join(repr(str(word)) for word in words)})")


class TruthField(pw.IntegerField):
    """Stored as 0 or 1: the journal's images are JSON, and SQLite has no truth values of its own."""

    def db_value(self, value: Any) -> int | None:
        return None if value is None else int(bool(value))

    def python_value(self, value: Any) -> bool | None:
        return None if value is None else bool(value)


def truth(name: str, default: bool = False) -> TruthField:
    """A column that is 0 or 1."""
    return TruthField(default=default, constraints=[pw.Check(f"{name} IN (0, 1)")])


class Row(pw.Model):
    """One row of a table. Bare annotations in the models tell the type checker what peewee adds by itself: the other
    side of a foreign key, and its column."""

    id = pw.AutoField()

    class Meta:
        database = database
        legacy_table_names = False


def table_name(row: type[Row]) -> str:
    """The table a Row is kept in."""
    return str(row._meta.table_name)
