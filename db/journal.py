"""Every row written is recorded by triggers: who, when, before, after. A chain of hashes runs over the entries.

The chain's hash covers the *hashes* of the images, so that the personal data of a closed year can be replaced later
without breaking it. Cutting off the tail shows only against a head kept elsewhere (printed on documents).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from db.connection import database
from db.enums import EntryKind
from db.models import table_name

TABLES = (
    """CREATE TABLE IF NOT EXISTS journal_entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, title TEXT NOT NULL, actor TEXT NOT NULL,
      at TEXT NOT NULL, target INTEGER, final INTEGER NOT NULL DEFAULT 0, is_open INTEGER NOT NULL DEFAULT 1,
      hash TEXT NOT NULL DEFAULT '')""",
    "CREATE UNIQUE INDEX IF NOT EXISTS journal_entry_open ON journal_entry (is_open) WHERE is_open = 1",
    "CREATE INDEX IF NOT EXISTS journal_entry_actor ON journal_entry (actor)",
    "CREATE INDEX IF NOT EXISTS journal_entry_target ON journal_entry (target) WHERE target IS NOT NULL",
    """CREATE TABLE IF NOT EXISTS journal_change (
      id INTEGER PRIMARY KEY AUTOINCREMENT, entry_id INTEGER NOT NULL REFERENCES journal_entry (id),
      table_name TEXT NOT NULL, row_id INTEGER NOT NULL, before TEXT, after TEXT,
      before_hash TEXT, after_hash TEXT)""",
    "CREATE INDEX IF NOT EXISTS journal_change_entry ON journal_change (entry_id)",
    "CREATE INDEX IF NOT EXISTS journal_change_row ON journal_change (table_name, row_id)",
)
HEAD_FIELDS = "id, kind, title, actor, at, target, final"  # what an entry's hash covers beside its images
OPEN_ENTRY = "(SELECT id FROM journal_entry WHERE is_open = 1)"
Ask = Callable[..., Any]  # runs one statement with its values, gives a cursor
START = hashlib.sha256("一支部一特色".encode()).hexdigest()  # what the first entry is chained to


class Entry(NamedTuple):
    """One step of the journal, without its images. `final` ended the chain of undo."""

    id: int
    kind: EntryKind
    title: str
    actor: str
    at: str
    target: int | None
    final: bool
    tables: tuple[str, ...] = ()


def install() -> None:
    """Make the journal's tables and triggers; triggers are rebuilt, as columns may have been added.

    A row that is written as it was is no deed: it makes no entry, and nothing to undo.
    """
    from db.models import JOURNALED  # loads every row there is, for a schema that is made or upgraded

    uninstall()
    for statement in TABLES:
        database.execute_sql(statement)
    for model in JOURNALED:
        columns = [field.column_name for field in model._meta.sorted_fields]
        for event, before, after in (("INSERT", "", "NEW"), ("UPDATE", "OLD", "NEW"), ("DELETE", "OLD", "")):
            _make_trigger(table_name(model), columns, event, before, after)


def _make_trigger(table: str, columns: list[str], event: str, before: str, after: str) -> None:
    differs = f" WHEN {' OR '.join(f'OLD.{c} IS NOT NEW.{c}' for c in columns)}" if before and after else ""
    database.execute_sql(
        f"CREATE TRIGGER journal_{table}_{event.lower()} AFTER {event} ON {table}{differs} BEGIN"
        f" SELECT RAISE(ABORT, 'outside the ledger') WHERE {OPEN_ENTRY} IS NULL;"
        " INSERT INTO journal_change (entry_id, table_name, row_id, before, after) VALUES"
        f" ({OPEN_ENTRY}, '{table}', {after or before}.id, {_image(before, columns)}, {_image(after, columns)});"
        " END"
    )


def uninstall() -> None:
    """Drop the triggers, for the length of an upgrade."""
    for (name,) in database.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal\\_%' ESCAPE '\\'"
    ).fetchall():
        database.execute_sql(f"DROP TRIGGER {name}")


def _image(row: str, columns: list[str]) -> str:
    if not row:
        return "NULL"
    return "json_object(" + ", ".join(f"'{c}', {row}.{c}" for c in columns) + ")"


def begin(kind: EntryKind, title: str, actor: str, at: str, *, target: int | None = None, final: bool = False) -> int:
    """Open the entry that every change of this transaction belongs to."""
    cursor = database.execute_sql(
        "INSERT INTO journal_entry (kind, title, actor, at, target, final) VALUES (?, ?, ?, ?, ?, ?)",
        (str(kind), title, actor, at, target, int(final)),
    )
    return int(cursor.lastrowid)


def acting() -> str:
    """Whose step is being written; "" outside one."""
    row = database.execute_sql("SELECT actor FROM journal_entry WHERE is_open = 1").fetchone()
    return str(row[0]) if row else ""


def finish(entry_id: int) -> frozenset[str]:
    """Hash the entry's images, chain it to the last one, close it; say which tables it touched.

    An entry that changed nothing is taken out again, so that the journal holds deeds only.
    """
    changes = _changes(entry_id)
    if not changes:
        database.execute_sql("DELETE FROM journal_entry WHERE id = ?", (entry_id,))
        return frozenset()
    hashed = [(_hash(before), _hash(after), change_id) for change_id, _, _, before, after in changes]
    database.connection().executemany("UPDATE journal_change SET before_hash = ?, after_hash = ? WHERE id = ?", hashed)
    linked = [(table, row, b, a) for (_, table, row, _, _), (b, a, _) in zip(changes, hashed, strict=True)]
    database.execute_sql(
        "UPDATE journal_entry SET is_open = 0, hash = ? WHERE id = ?",
        (_link(_hash_before(entry_id), _head_fields(entry_id), linked), entry_id),
    )
    return frozenset(table for _, table, _, _, _ in changes)


def _changes(entry_id: int) -> list[tuple[int, str, int, str | None, str | None]]:
    rows: list[tuple[int, str, int, str | None, str | None]] = database.execute_sql(
        "SELECT id, table_name, row_id, before, after FROM journal_change WHERE entry_id = ? ORDER BY id", (entry_id,)
    ).fetchall()
    return rows


def _hash(image: str | None) -> str | None:
    return None if image is None else hashlib.sha256(image.encode()).hexdigest()


def _hash_before(entry_id: int) -> str:
    row = database.execute_sql(
        "SELECT hash FROM journal_entry WHERE id < ? ORDER BY id DESC LIMIT 1", (entry_id,)
    ).fetchone()
    return str(row[0]) if row else START


def _head_fields(entry_id: int) -> list[Any]:
    return list(database.execute_sql(f"SELECT {HEAD_FIELDS} FROM journal_entry WHERE id = ?", (entry_id,)).fetchone())


def _link(before: str, entry: list[Any], changes: list[tuple[Any, ...]]) -> str:
    text = json.dumps([before, entry, [list(change) for change in changes]], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def revert(entry_id: int) -> None:
    """Put back every row the entry changed, last first."""
    database.execute_sql("PRAGMA defer_foreign_keys = ON")
    for _, table, row_id, before, after in reversed(_changes(entry_id)):
        _restore(table, row_id, json.loads(before) if before else None, exists=bool(after))


def _restore(table: str, row_id: int, image: dict[str, Any] | None, *, exists: bool) -> None:
    if image is None:
        database.execute_sql(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    elif exists:
        sets = ", ".join(f"{column} = ?" for column in image)
        database.execute_sql(f"UPDATE {table} SET {sets} WHERE id = ?", (*image.values(), row_id))
    else:
        marks = ", ".join("?" for _ in image)
        database.execute_sql(f"INSERT INTO {table} ({', '.join(image)}) VALUES ({marks})", tuple(image.values()))


def head() -> str:
    """The hash of the last entry: what a printed document carries."""
    row = database.execute_sql("SELECT hash FROM journal_entry ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else START


def entries(*, since: str = "") -> Iterator[Entry]:
    """All entries from a moment on (ISO, "" for all), oldest first, with the tables they touched."""
    rows = database.execute_sql(
        "SELECT e.id, e.kind, e.title, e.actor, e.at, e.target, e.final,"
        " (SELECT group_concat(t, ' ') FROM (SELECT DISTINCT c.table_name AS t FROM journal_change c"
        "  WHERE c.entry_id = e.id ORDER BY t))"
        " FROM journal_entry e WHERE e.at >= ? ORDER BY e.id",
        (since,),
    )
    for id_, kind, title, actor, at, target, final, tables in rows:
        yield Entry(id_, EntryKind(kind), title, actor, at, target, bool(final), tuple((tables or "").split()))


def after_last_final() -> list[Entry]:
    """The entries that undo may still reach, oldest first."""
    rows = database.execute_sql(
        "SELECT id, kind, title, actor, at, target, final FROM journal_entry"
        " WHERE id > coalesce((SELECT max(id) FROM journal_entry WHERE final = 1), 0) ORDER BY id"
    ).fetchall()
    return [Entry(id_, EntryKind(k), title, actor, at, t, bool(f)) for id_, k, title, actor, at, t, f in rows]


def last_final() -> str:
    """The title of the last entry that undo does not reach, "" before there is one."""
    row = database.execute_sql("SELECT title FROM journal_entry WHERE final = 1 ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def problems(ask: Ask | None = None) -> list[str]:
    """What is wrong with the chain, in Chinese; empty when every hash holds. `ask` asks another file than the open."""
    return [problem for problem in chain_problems(ask) if problem]


def chain_problems(ask: Ask | None = None) -> Iterator[str]:
    """Go along the chain: for every entry what is wrong with it, "" when it holds."""
    ask = ask or database.execute_sql
    before = START
    for entry_id, stored, *head in ask(f"SELECT id, hash, {HEAD_FIELDS} FROM journal_entry ORDER BY id").fetchall():
        rows = ask(
            "SELECT table_name, row_id, before, after, before_hash, after_hash FROM journal_change"
            " WHERE entry_id = ? ORDER BY id",
            (entry_id,),
        ).fetchall()
        found = ""
        if any((_hash(b), _hash(a)) != (bh, ah) for _, _, b, a, bh, ah in rows):
            found += f"操作记录第 {entry_id} 条的内容与其校验值不符，可能在程序之外被改动过。"
        if _link(before, head, [(t, r, bh, ah) for t, r, _, _, bh, ah in rows]) != stored:
            found += f"操作记录第 {entry_id} 条接不上前一条，可能有记录被改动、插入或删除过。"
        yield found
        before = stored
