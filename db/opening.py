"""Open, prove and upgrade the database file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import peewee as pw
from sqlcipher3 import dbapi2 as driver

from db import journal, migrations
from db.connection import APPLICATION_ID, PRAGMAS, database
from db.errors import Damaged, DatabaseTrouble, DiskFull, InUse, OutsideLedger, ReadOnly, TooNew

FILE_NAME = "yizhibu.db"


def open_database(path: Path) -> None:
    """Open the file (made when absent), read every pragma back, take missing schema steps.

    Raises one of `db.errors`: InUse, ReadOnly, Damaged, TooNew, DiskFull.
    """
    with known_trouble(path):
        database.init(str(path))
        database.connect()
    try:
        with known_trouble(path):
            _check_identity(path)
            _check_pragmas()
            _upgrade_if_old(path)
    except BaseException:
        close_database()
        raise


def close_database() -> None:
    """Close the connection; nothing happens when it is closed already."""
    if not database.is_closed():
        database.close()


def _check_identity(path: Path) -> None:
    """A write lock is taken once, so that a file held elsewhere shows at the start and not at the first click."""
    database.execute_sql("BEGIN IMMEDIATE")
    database.execute_sql("COMMIT")
    identity, version = _pragma("application_id"), _pragma("user_version")
    empty = not database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if empty and not identity and not version:
        return
    if identity != APPLICATION_ID:
        raise Damaged(f"“{path.name}”不是本程序的数据文件。", "请确认数据文件夹选对了，或从备份恢复。")
    if version > len(migrations.steps()):
        raise TooNew(
            f"数据文件由更新的版本写成（结构 {version}，本程序认识到 {len(migrations.steps())}）。",
            "请安装新版程序后再打开；数据没有改动。",
        )


def _check_pragmas() -> None:
    for name, _, expected in PRAGMAS:
        found = database.execute_sql(f"PRAGMA {name}").fetchone()[0]
        if found != expected:
            raise DatabaseTrouble(
                f"数据库设置 {name} 没有生效（是 {found}，应为 {expected}）。", "请把数据文件夹放到本机硬盘后再打开。"
            )


def _upgrade_if_old(path: Path) -> None:
    todo, have = migrations.steps(), _pragma("user_version")
    if have == len(todo):
        return
    if have:
        back_up(path.with_suffix(f".before-{len(todo)}.db"))
    _upgrade(todo, have)


def _upgrade(todo: Sequence[str], have: int) -> None:
    """Take every missing step or none. Foreign keys rest outside the transaction and are checked before it ends."""
    database.execute_sql("PRAGMA foreign_keys = OFF")
    try:
        with database.atomic("IMMEDIATE"):
            journal.uninstall()
            for step in todo[have:]:
                for statement in migrations.statements(step):
                    database.execute_sql(statement)
            database.execute_sql(f"PRAGMA user_version = {len(todo)}")
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            journal.install()
            if database.execute_sql("PRAGMA foreign_key_check").fetchall():
                raise Damaged("升级后有记录找不到所属的上级。", "数据文件已恢复原样，请把它交给维护人员。")
    finally:
        database.execute_sql("PRAGMA foreign_keys = ON")


def back_up(target: Path) -> None:
    """Copy the open file to `target` and prove the copy before it takes its name."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    copy = driver.connect(str(part))
    try:
        database.connection().backup(copy)
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    finally:
        copy.close()
    if verdict != "ok":
        part.unlink()
        raise Damaged(f"备份未通过检查（{verdict}）。", "请换一个位置再备份。")
    part.replace(target)


def integrity_problems() -> list[str]:
    """What SQLite itself finds wrong with the file, and what the journal's chain finds; empty when all is well."""
    found = [f"数据文件损坏：{row[0]}" for row in database.execute_sql("PRAGMA integrity_check") if row[0] != "ok"]
    for table, row_id, parent, _ in database.execute_sql("PRAGMA foreign_key_check"):
        found.append(f"表 {table} 第 {row_id} 行找不到它在 {parent} 里的上级。")
    return found + journal.problems()


def row_counts() -> dict[str, int]:
    """How many rows each table holds, by its name."""
    names = database.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return {name: database.execute_sql(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in names}


def _pragma(name: str) -> int:
    return int(database.execute_sql(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def known_trouble(path: Path | None = None) -> Iterator[None]:
    """Turn the driver's words into ours, and those of the disk below it; anything unknown goes through as it is."""
    try:
        with engine_trouble(path):
            yield
    except OSError as error:
        _raise_known(error, path)


@contextmanager
def engine_trouble(path: Path | None = None) -> Iterator[None]:
    """As `known_trouble`, for the driver alone: files that are read or written meanwhile keep their own troubles."""
    try:
        yield
    except (pw.DatabaseError, driver.Error) as error:
        _raise_known(error, path)


def _raise_known(error: Exception, path: Path | None) -> NoReturn:
    known = _translate(error, path)
    if known is None:
        raise error
    raise known from error


def _translate(error: BaseException, path: Path | None) -> Exception | None:
    """On a full disk peewee complains of the rollback; the real error is in `__context__`."""
    seen: BaseException | None = error
    words = ""
    while seen is not None:
        words += f" {seen}"
        seen = seen.__context__
    where = f"“{path.parent}”" if path else "数据文件夹"
    table: tuple[tuple[tuple[str, ...], Any], ...] = (
        (("outside the ledger",), lambda: OutsideLedger(words.strip())),
        (
            ("disk is full", "No space left"),
            lambda: DiskFull(f"{where}所在的磁盘已满。", "请腾出空间后再试，数据没有改动。"),
        ),
        (("database is locked",), lambda: InUse(f"{where}正被另一个程序使用。", "请先关闭已经打开的“一支部一特色”。")),
        (
            ("readonly", "unable to open", "Permission denied", "Read-only file system"),
            lambda: ReadOnly(f"{where}不能写入。", "请检查文件夹权限，或把数据文件夹放到本机硬盘。"),
        ),
        (
            ("not a database", "malformed", "database corruption"),
            lambda: Damaged(f"{where}里的数据文件已损坏或不是本程序的文件。", "请不要再写入，从备份恢复。"),
        ),
    )
    for signs, make in table:
        if any(sign in words for sign in signs):
            made: Exception = make()
            return made
    return None
