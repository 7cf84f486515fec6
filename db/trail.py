"""The journal, asked: which entries are about what, what they changed, and what stands upon them.

Sorted and filtered by the engine; only ids leave it, and then pages of rows.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import peewee as pw

from db.connection import database
from db.enums import EntryKind
from db.journal import Entry

Rows = Mapping[str, Collection[int]]  # ids by table
ORDERS = {"id": "id", "at": "at", "person": "actor", "title": "title", "kind": "kind"}
UNDONE = (
    f"EXISTS (SELECT 1 FROM journal_entry u WHERE u.target = e.id AND u.is_open = 0 AND u.kind = '{EntryKind.UNDONE}')"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A row's images around one entry; None where there was or is no row."""

    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def entry_ids(
    *,
    person: str = "",
    first: str = "",
    last: str = "",
    words: str = "",
    rows: Rows | None = None,
    order: str = "id",
    descending: bool = True,
) -> list[int]:
    """The ids of the closed entries that pass, in order. Days are ISO; `words` is looked for in titles."""
    where, values = ["is_open = 0"], list[Any]()
    if person:
        where.append("actor = ?")
        values.append(person)
    if first:
        where.append("at >= ?")
        values.append(first)
    if last:
        where.append("at < date(?, '+1 day')")
        values.append(last)
    for word in words.split():
        where.append("instr(lower(title), lower(?)) > 0")
        values.append(word)
    if rows is not None:
        about = " UNION ".join(
            "SELECT entry_id FROM journal_change WHERE table_name = ? AND row_id IN (SELECT value FROM json_each(?))"
            for _ in rows
        )
        where.append(f"id IN ({about})" if about else "0")
        values += [part for table, ids in rows.items() for part in (table, json.dumps(sorted(ids)))]
    way = "DESC" if descending else ""
    found = database.execute_sql(
        f"SELECT id FROM journal_entry WHERE {' AND '.join(where)} ORDER BY {ORDERS[order]} {way}, id {way}", values
    )
    return [each for (each,) in found.fetchall()]


def entries(ids: Sequence[int]) -> list[tuple[Entry, bool]]:
    """These entries, in the order asked for, and whether each was undone later."""
    found = database.execute_sql(
        f"SELECT e.id, e.kind, e.title, e.actor, e.at, e.target, e.final, {UNDONE} FROM journal_entry e"
        " WHERE e.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchall()
    by_id = {
        row[0]: (Entry(row[0], EntryKind(row[1]), row[2], row[3], row[4], row[5], bool(row[6])), bool(row[7]))
        for row in found
    }
    return [by_id[each] for each in ids if each in by_id]


def persons() -> list[str]:
    """Everyone who wrote an entry, by name."""
    return [name for (name,) in database.execute_sql("SELECT DISTINCT actor FROM journal_entry ORDER BY 1").fetchall()]


def days() -> tuple[str, str]:
    """The days of the first and the last entry, "" when there are none."""
    first, last = database.execute_sql("SELECT min(at), max(at) FROM journal_entry WHERE is_open = 0").fetchone()
    return (first or "")[:10], (last or "")[:10]


def changes(entry_id: int, most: int) -> tuple[list[Change], int]:
    """The first rows that an entry changed, in the order it did, and how many there are."""
    found = database.execute_sql(
        "SELECT table_name, row_id, before, after FROM journal_change WHERE entry_id = ? ORDER BY id LIMIT ?",
        (entry_id, most),
    ).fetchall()
    (count,) = database.execute_sql("SELECT count(*) FROM journal_change WHERE entry_id = ?", (entry_id,)).fetchone()
    return [Change(t, r, json.loads(b) if b else None, json.loads(a) if a else None) for t, r, b, a in found], count


def touched(entry_id: int) -> dict[str, set[int]]:
    """The rows that an entry changed."""
    found: dict[str, set[int]] = {}
    for table, row_id in database.execute_sql(
        "SELECT table_name, row_id FROM journal_change WHERE entry_id = ?", (entry_id,)
    ).fetchall():
        found.setdefault(table, set()).add(row_id)
    return found


def undone_by(entry_id: int) -> int | None:
    """The entry that took this one back."""
    row = database.execute_sql(
        "SELECT id FROM journal_entry WHERE target = ? AND is_open = 0 AND kind = ?", (entry_id, str(EntryKind.UNDONE))
    ).fetchone()
    return None if row is None else int(row[0])


def entry_that_set(table: str, row_id: int, column: str) -> int | None:
    """The last entry that wrote a word into a column of a row where it was empty before."""
    row = database.execute_sql(
        "SELECT max(entry_id) FROM journal_change WHERE table_name = ? AND row_id = ?"
        " AND json_extract(before, ?) = '' AND json_extract(after, ?) <> ''",
        (table, row_id, f"$.{column}", f"$.{column}"),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def hash_of(entry_id: int) -> str:
    (found,) = database.execute_sql("SELECT hash FROM journal_entry WHERE id = ?", (entry_id,)).fetchone()
    return str(found)


def on_chain(head: str) -> int | None:
    """The entry whose hash begins with `head` (hex digits, lower case); None when there is none."""
    row = database.execute_sql(
        "SELECT id FROM journal_entry WHERE is_open = 0 AND hash >= ? AND hash < ? || 'g' ORDER BY id LIMIT 1",
        (head, head),
    ).fetchone()
    return None if row is None else int(row[0])


def count(*, after: int = 0) -> int:
    """How many closed entries there are, after one or in all."""
    found = database.execute_sql("SELECT count(*) FROM journal_entry WHERE is_open = 0 AND id > ?", (after,))
    return int(found.fetchone()[0])


# How rows hang together -----------------------------------------------------------------------------------------------


@cache
def references() -> dict[str, tuple[tuple[str, str], ...]]:
    """By table: its columns that name rows of other tables, with those tables."""
    from db.models import JOURNALED, table_name

    return {
        table_name(model): tuple(
            (field.column_name, table_name(field.rel_model))
            for field in model._meta.sorted_fields
            if isinstance(field, pw.ForeignKeyField)
        )
        for model in JOURNALED
    }


def related(roots: Rows) -> dict[str, set[int]]:
    """The rows given, all that refer to them, and what refers to those; rows that are gone by now included."""
    found = {table: set(ids) for table, ids in roots.items()}
    new = {table: set(ids) for table, ids in roots.items()}
    while new:
        next_ones: dict[str, set[int]] = {}
        for table, columns in references().items():
            for column, parent in columns:
                if parent in new and parent != table:
                    next_ones.setdefault(table, set()).update(_referring(table, column, new[parent]))
        new = {table: ids - found.get(table, set()) for table, ids in next_ones.items()}
        new = {table: ids for table, ids in new.items() if ids}
        for table, ids in new.items():
            found.setdefault(table, set()).update(ids)
    return found


def _referring(table: str, column: str, ids: Collection[int]) -> set[int]:
    wanted = json.dumps(sorted(ids))
    found = database.execute_sql(
        f"SELECT id FROM {table} WHERE {column} IN (SELECT value FROM json_each(?)) UNION"
        " SELECT row_id FROM journal_change WHERE table_name = ? AND after IS NULL"
        f" AND json_extract(before, '$.{column}') IN (SELECT value FROM json_each(?))",
        (wanted, table, wanted),
    )
    return {each for (each,) in found.fetchall()}


def above(changed: Sequence[Change], wanted: Collection[str]) -> dict[str, set[int]]:
    """The rows of the tables `wanted` that these rows are, or refer to over however many steps."""
    found: dict[str, set[int]] = {}
    seen: set[tuple[str, int]] = set()
    todo = [(c.table, c.row_id, c.after or c.before) for c in changed]
    while todo:
        table, row_id, image = todo.pop()
        if (table, row_id) in seen:
            continue
        seen.add((table, row_id))
        if table in wanted:
            found.setdefault(table, set()).add(row_id)
            continue
        image = image if image is not None else image_of(table, row_id)
        for column, parent in references().get(table, ()):
            if image and image.get(column) is not None:
                todo.append((parent, int(image[column]), None))
    return found


def beside(rows: Rows, wanted: Collection[str]) -> dict[str, set[int]]:
    """The rows of the tables `wanted` that these rows refer to at present: the visit that brought an application."""
    found: dict[str, set[int]] = {}
    for table, ids in rows.items():
        for column, parent in references().get(table, ()):
            if parent in wanted:
                cursor = database.execute_sql(
                    f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
                    " AND id IN (SELECT value FROM json_each(?))",
                    (json.dumps(sorted(ids)),),
                )
                found.setdefault(parent, set()).update(each for (each,) in cursor.fetchall())
    return found


def image_of(table: str, row_id: int) -> dict[str, Any] | None:
    """A row as it is, or as it was before it went; None for one that never was."""
    if table not in references():
        return None
    cursor = database.execute_sql(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    row = cursor.fetchone()
    if row is not None:
        return dict(zip((about[0] for about in cursor.description), row, strict=True))
    last = database.execute_sql(
        "SELECT coalesce(after, before) FROM journal_change WHERE table_name = ? AND row_id = ?"
        " ORDER BY id DESC LIMIT 1",
        (table, row_id),
    ).fetchone()
    return json.loads(last[0]) if last else None


# What stands upon an entry --------------------------------------------------------------------------------------------

# A later step that was itself taken back has left nothing behind, and neither has what took it back.
_COUNTS = (
    "e.is_open = 0 AND e.id > :entry AND NOT (e.kind <> :undone AND EXISTS (SELECT 1 FROM journal_entry u"
    " WHERE u.target = e.id AND u.is_open = 0 AND u.kind = :undone)) AND NOT (e.kind = :undone AND e.target > :entry)"
)


def first_touching(entry_id: int, rows: Rows, *, final: bool = False) -> int | None:
    """The first later entry that still stands and changed one of these rows; with `final`, the first final one."""
    found = []
    for table, ids in rows.items():
        row = database.execute_sql(
            "SELECT min(e.id) FROM journal_change c JOIN journal_entry e ON e.id = c.entry_id"
            " WHERE c.table_name = :table AND c.row_id IN (SELECT value FROM json_each(:ids))"
            f" AND {_COUNTS}{' AND e.final = 1' if final else ''}",
            {"table": table, "ids": json.dumps(sorted(ids)), "entry": entry_id, "undone": str(EntryKind.UNDONE)},
        ).fetchone()
        found += [int(row[0])] if row[0] is not None else []
    return min(found, default=None)


def first_final(entry_id: int) -> int | None:
    """The first final entry after this one."""
    row = database.execute_sql("SELECT min(id) FROM journal_entry WHERE final = 1 AND id > ?", (entry_id,)).fetchone()
    return None if row[0] is None else int(row[0])


def referring_now(rows: Rows) -> dict[str, set[int]]:
    """The rows that refer to these at present."""
    found: dict[str, set[int]] = {}
    for table, columns in references().items():
        for column, parent in columns:
            if parent in rows:
                ids = json.dumps(sorted(rows[parent]))
                cursor = database.execute_sql(
                    f"SELECT id FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (ids,)
                )
                found.setdefault(table, set()).update(each for (each,) in cursor.fetchall())
    return {table: ids for table, ids in found.items() if ids}
