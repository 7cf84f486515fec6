"""Open, prove and upgrade the database file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import peewee as pw
from sqlcipher3 import dbapi2 as driver

from db import journal, migrations, restoring
from db.backup import TABLE_NAMES, copy_open_database, prove
from db.connection import APPLICATION_ID, PRAGMAS, database
from db.errors import Damaged, DatabaseTrouble, DiskFull, DiskTrouble, InUse, OutsideLedger, ReadOnly, TooNew
from db.folder import Hold

FILE_NAME = restoring.DATABASE
_held: list[Hold] = []  # the folder that is open, if any


def open_database(
    path: Path, *, look: bool = False, trust: bool = False, keep_old: Callable[[], object] | None = None
) -> None:
    """Open the file (made when absent), read every pragma back, look at it, take missing schema steps.

    `look`: pages are looked at. After an end that was not clean all of the file is looked through in any case, unless
    `trust` says that the caller does so himself.
    `keep_old` keeps the file as it is before it is upgraded, and raises when it cannot; by default it is copied beside.
    A restore that was cut short is finished first. Raises one of `db.errors`: InUse, ReadOnly, Damaged, TooNew,
    DiskFull, DiskTrouble.
    """
    with known_trouble(path):
        if not database.is_closed():
            raise RuntimeError("a data folder is open already")
        hold = _hold(path.parent)
    try:
        with known_trouble(path):
            if hold:
                restoring.settle(path.parent)
            database.init(str(path))
            database.connect()
            _check_identity(path)
            _check_pragmas()
            _check_pages(path, thorough=bool(hold and not hold.clean and not trust), look=look)
            _upgrade_if_old(path, keep_old)
    except BaseException:
        close_database(clean=bool(hold and hold.clean))
        raise


def _hold(folder: Path) -> Hold | None:
    """The folder, held; None where there is none yet, which the driver will say in its own words."""
    try:
        hold = Hold(folder)
    except FileNotFoundError:
        return None
    _held.append(hold)
    return hold


def close_database(*, clean: bool = True) -> None:
    """Close the file and let others into its folder; nothing happens when it is closed already."""
    disconnect()
    while _held:
        _held.pop().release(clean=clean)


def disconnect() -> None:
    """Close the file and go on holding its folder."""
    database.lost = False
    if not database.is_closed():
        database.close()


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """The folder's database is closed and nobody can open it, while this process opens and closes others.

    After an exception the folder is let go as it was found. Raises InUse while another process holds it.
    """
    disconnect()
    hold = _held.pop() if _held else Hold(folder)
    try:
        yield
    except BaseException:
        hold.release(clean=hold.clean)
        raise
    hold.release()


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


def _check_pages(path: Path, *, thorough: bool, look: bool) -> None:
    """The quick look sees pages that contradict each other, the thorough one also rows that no index leads to."""
    if not thorough and not look:
        return
    said = [row[0] for row in database.execute_sql(f"PRAGMA {'integrity_check' if thorough else 'quick_check'}")]
    if said != ["ok"]:
        raise Damaged(f"“{path.parent}”里的数据文件已损坏（{len(said)} 处：{said[0]}）。", "请不要再写入，从备份恢复。")


def _upgrade_if_old(path: Path, keep_old: Callable[[], object] | None) -> None:
    todo, have = migrations.steps(), _pragma("user_version")
    if have == len(todo):
        return
    if have:
        keep = keep_old or (lambda: back_up(path.with_suffix(f".before-{len(todo)}.db")))
        keep()
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
    copy_open_database(part)
    proof = prove(part)
    if proof.problems:
        part.unlink()
        raise Damaged(f"备份未通过检查（{proof.problems[0]}）。", "请换一个位置再备份。")
    restoring.sync(part)
    part.replace(target)
    restoring.sync(target.parent)


def integrity_problems() -> list[str]:
    """What SQLite itself finds wrong with the file, and what the journal's chain finds; empty when all is well."""
    found = [f"数据文件损坏：{row[0]}" for row in database.execute_sql("PRAGMA integrity_check") if row[0] != "ok"]
    for table, row_id, parent, _ in database.execute_sql("PRAGMA foreign_key_check"):
        found.append(f"表 {table} 第 {row_id} 行找不到它在 {parent} 里的上级。")
    return found + journal.problems()


def row_counts() -> dict[str, int]:
    """How many rows each table holds, by its name."""
    names = database.execute_sql(TABLE_NAMES).fetchall()
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


def trouble_of(error: BaseException) -> DatabaseTrouble | None:
    """The known trouble behind an error that came up without one, from a question that a page asked; else None."""
    if not isinstance(error, pw.DatabaseError | driver.Error):
        return None
    known = _translate(error, None)
    return known if isinstance(known, DatabaseTrouble) else None


def _raise_known(error: Exception, path: Path | None) -> NoReturn:
    database.troubled = True
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
        (
            ("disk I/O error", "Input/output error", "No such device", "Stale file handle", "Host is down"),
            lambda: DiskTrouble(
                f"{where}所在的磁盘读写出错（U 盘被拔出、网络盘断开，或磁盘有故障）。",
                "请接好磁盘后重新打开程序，核对最后一步；再出错时，从备份恢复到另一块磁盘。",
            ),
        ),
    )
    for signs, make in table:
        if any(sign in words for sign in signs):
            made: Exception = make()
            return made
    return None
