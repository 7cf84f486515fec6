"""What every Row stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Self

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
    side of a foreign key, and its column.

    What every Command does, rows found by what they hold, one added, one changed, is asked in words that are put
    together once for a table and its columns. Peewee does it for each row: several times SQLite's own work.
    """

    _dirty: set[str]
    _populate_unsaved_relations: Any
    id = pw.AutoField()

    class Meta:
        database = database
        legacy_table_names = False

    @classmethod
    def those_with(cls, **values: Any) -> list[Self]:
        """The rows whose fields hold just these values (a row stands for its id), in the order of their ids."""
        meta = cls._meta
        given = [meta.fields[name].db_value(value) for name, value in values.items()]
        found = database.execute_sql(_select(cls, tuple(values)), given).fetchall()
        kinds = [(field.name, field.python_value) for field in meta.sorted_fields]
        rows = [
            cls(__no_default__=1, **{name: read(value) for (name, read), value in zip(kinds, stored, strict=True)})
            for stored in found
        ]
        for row in rows:
            row._dirty.clear()
        return rows

    @classmethod
    def with_id(cls, row_id: int) -> Self | None:
        """The row with this id; None when there is none."""
        return next(iter(cls.those_with(id=row_id)), None)

    @classmethod
    def add_all(cls, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add a row for each mapping of field names to values; what is left out has its default."""
        for values in rows:
            cls(**values).save(force_insert=True)

    def save(self, force_insert: bool = False, only: Iterable[pw.Field] | None = None) -> int:
        """As peewee's own: add the row when it has no id yet, or is told to; else change it. How many rows it met."""
        names = self.__data__ if only is None else [field.name for field in only]
        held = {name: self.__data__[name] for name in names if name in self.__data__}
        self._populate_unsaved_relations(held)
        row_id = self.__data__.get("id")
        adds = row_id is None or force_insert
        if row_id is None or not adds:
            held.pop("id", None)
        if not held:
            raise ValueError("no data to save")
        fields = self._meta.fields
        values = [fields[name].db_value(value) for name, value in held.items()]
        if adds:
            self.__data__["id"] = database.execute_sql(_insert(type(self), tuple(held)), values).lastrowid
            rows = 1
        else:
            rows = database.execute_sql(_update(type(self), tuple(held)), (*values, row_id)).rowcount
        self._dirty -= {*held, "id"}
        return rows


@cache
def _select(row: type[Row], names: tuple[str, ...]) -> str:
    where = " AND ".join(f'"{row._meta.fields[name].column_name}" = ?' for name in names) or "1"
    return f'SELECT {_columns(row, row._meta.sorted_field_names)} FROM "{table_name(row)}" WHERE {where} ORDER BY "id"'


@cache
def _insert(row: type[Row], names: tuple[str, ...]) -> str:
    marks = ", ".join("?" for _ in names)
    return f'INSERT INTO "{table_name(row)}" ({_columns(row, names)}) VALUES ({marks})'


@cache
def _update(row: type[Row], names: tuple[str, ...]) -> str:
    return f'UPDATE "{table_name(row)}" SET {_columns(row, names, " = ?")} WHERE "id" = ?'


def _columns(row: type[Row], names: Iterable[str], after: str = "") -> str:
    return ", ".join(f'"{row._meta.fields[name].column_name}"{after}' for name in names)


def table_name(row: type[Row]) -> str:
    """The table a Row is kept in."""
    return str(row._meta.table_name)
