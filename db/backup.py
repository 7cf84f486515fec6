"""Copies of the data file: made on the connection that owns it, proved on the copy, by any thread, by SQLite alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2 as driver

from db import journal
from db.connection import APPLICATION_ID, database

Stop = Callable[[], object]  # called between two looks; raises when the work shall end


class Proof(NamedTuple):
    """What a file of ours holds and what is wrong with it. `rows` by table; `problems` in Chinese, empty when whole."""

    schema: int
    rows: dict[str, int]
    head: str
    last_entry: int
    problems: tuple[str, ...]


def copy_open_database(target: Path) -> None:
    """Copy the open file as it is now, in milliseconds: the copy is not brought to the disk and not looked at yet."""
    target.unlink(missing_ok=True)
    copy = driver.connect(str(target))
    try:
        copy.execute("PRAGMA journal_mode = OFF").fetchall()
        copy.execute("PRAGMA synchronous = OFF")
        database.connection().backup(copy, pages=-1)
    except BaseException:
        copy.close()
        target.unlink(missing_ok=True)
        raise
    copy.close()


@contextmanager
def reading(file: Path) -> Iterator[Any]:
    """A connection of its own to a copy, or to a file that is not open in this process; nothing can be written.

    Never for the file that is open: closing a second connection would drop the first one's lock.
    """
    connection = driver.connect(f"file:{_escaped(file)}?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA query_only = ON")
        yield connection
    finally:
        connection.close()


def _escaped(file: Path) -> str:
    """A path as SQLite's file names want it."""
    from urllib.parse import quote

    text = quote(file.resolve().as_posix())
    return text if text.startswith("/") else f"/{text}"


def prove(file: Path, between: Stop = lambda: None) -> Proof:
    """Look through all of a copy: pages, references, the journal's chain. Damage is told, not raised."""
    try:
        with reading(file) as connection:
            return _prove(connection, between)
    except driver.Error as trouble:
        return Proof(0, {}, "", 0, (f"数据文件读不出来（{trouble}）。",))


def _prove(connection: Any, between: Stop) -> Proof:
    (identity,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if identity != APPLICATION_ID:
        return Proof(0, {}, "", 0, ("不是本程序的数据文件。",))
    found = [f"数据文件损坏：{row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    between()
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        found.append(f"表 {table} 第 {row_id} 行找不到它在 {parent} 里的上级。")
    between()
    found += journal.problems(connection.execute)
    between()
    names = connection.execute(TABLE_NAMES).fetchall()
    rows = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in names}
    last, head = connection.execute(LAST_ENTRY).fetchone() or (0, journal.START)
    return Proof(schema, rows, head, last, tuple(found))


TABLE_NAMES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
)
LAST_ENTRY = "SELECT id, hash FROM journal_entry ORDER BY id DESC LIMIT 1"


class Holdings(NamedTuple):
    """What a clerk would miss: applications by number (支部, 品牌, 状态), visits by number (时间, 基层党组织), and the
    journal's entries by id (时间, 标题, 校验值)."""

    applications: dict[str, tuple[str, str, str]]
    receipts: dict[str, tuple[str, str]]
    entries: dict[int, tuple[str, str, str]]


def holdings_of(ask: Callable[..., Any]) -> Holdings:
    """Asked of the open file or of a copy. Only tables of the first schema are used, so that old copies answer too."""
    applications = ask(
        "SELECT a.number, b.name, a.brand, a.state FROM application a JOIN branch b ON b.id = a.branch_id"
        " ORDER BY a.number"
    ).fetchall()
    receipts = ask(
        "SELECT r.number, r.received_at, o.name FROM receipt r JOIN party_organization o ON o.id = r.organization_id"
        " ORDER BY r.number"
    ).fetchall()
    entries = ask("SELECT id, at, title, hash FROM journal_entry ORDER BY id").fetchall()
    return Holdings(
        {number: (branch, brand, state) for number, branch, brand, state in applications},
        {number: (at, organization) for number, at, organization in receipts},
        {id_: (at, title, hash_) for id_, at, title, hash_ in entries},
    )


def open_holdings() -> Holdings:
    """Those of the open file."""
    return holdings_of(database.execute_sql)


def holdings(file: Path) -> Holdings | None:
    """Those of a copy, or of a file that nobody has open; None when it cannot be read any more."""
    try:
        with reading(file) as connection:
            return holdings_of(connection.execute)
    except driver.Error:
        return None
