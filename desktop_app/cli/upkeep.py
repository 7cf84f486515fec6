"""`backup`, `restore`, `check`, `audit`."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import date
from pathlib import Path

from desktop_app.cli.results import Result
from desktop_app.cli.session import NOBODY, keep_old, keeper, opened, operator
from desktop_app.folders import data_folder
from desktop_app.rules.errors import RuleBroken


def check(given: argparse.Namespace) -> Result:
    """Whether the file, its references, its journal and the files it names are whole."""
    from db.opening import close_database, row_counts
    from desktop_app.office.data_file import data_problems, spare_files

    with opened(given.data, trust=True):
        problems, rows, spare = list(data_problems(contents=True)), row_counts(), spare_files()
        problems += _off_the_chain(given.head)
        close_database(clean=not problems)
    value = {"ok": not problems, "problems": problems, "rows": rows}
    lines = problems or [f"数据完好：{sum(rows.values())} 行，操作记录首尾相接。"]
    notes = [f"另有 {spare} 个收到的文件没有记录（导入中断或撤销后留下的），不影响使用。"] if spare else []
    return Result(value, lines, notes, status=1 if problems else 0)


def _off_the_chain(head: str | None) -> list[str]:
    """What is wrong with a 记录号 that a document bears: nothing, where it is on the chain."""
    if head is None:
        return []
    from desktop_app.office.trail import looked_up

    found, words = looked_up(head)
    return [] if found else [words]


def backup(given: argparse.Namespace) -> Result:
    """Everything into one file, which is read back before it counts."""
    from desktop_app.backups.packs import file_digest

    folder: Path = given.data or data_folder()
    with opened(given.data):
        manifest = keeper(folder, operator(given)).back_up_to(given.file)
    value = {"file": str(given.file), "sha256": file_digest(given.file)}
    files = len(manifest.parts) - 2
    line = f"已备份到 {given.file}：{sum(manifest.rows.values())} 行，{files} 个文件，已读回核对。"
    return Result(value, [line], manifest.problems)


def restore(given: argparse.Namespace) -> Result:
    """A backup takes the place of the data, which are backed up, if they can be read, and moved aside."""
    from db.errors import Damaged, DatabaseTrouble, TooNew
    from db.opening import FILE_NAME, close_database, open_database
    from desktop_app.backups.packs import Silent, read_manifest
    from desktop_app.backups.restoring import discard, prepare, verify
    from desktop_app.backups.restoring import restore as bring_back
    from desktop_app.shapes.backups import Reason

    folder: Path = given.data or data_folder()
    read_manifest(given.file)  # what is no backup is told before anything is touched
    folder.mkdir(parents=True, exist_ok=True)
    keeping = keeper(folder, NOBODY)
    try:
        try:
            open_database(folder / FILE_NAME, look=True, keep_old=lambda: keep_old(folder))
        except (Damaged, TooNew):
            pass  # the more reason to restore
        else:
            if keeping.wanted:
                with suppress(RuleBroken, OSError, DatabaseTrouble):  # what was there is kept aside in any case
                    keeping.back_up(Reason.BEFORE_RESTORE)
        prepared = prepare(given.file, folder, Silent())
        try:
            done = bring_back(prepared, folder, NOBODY)
        finally:
            discard(prepared)
        with opened(folder):
            verify(prepared)
        keeping.restored()
    finally:
        close_database()
    line = f"已从 {given.file} 恢复；原来的数据移到 {done.set_aside}，没有删除。"
    return Result({"restored": str(given.file), "set_aside": str(done.set_aside)}, [line])


def audit(given: argparse.Namespace) -> Result:
    """The journal, oldest first."""
    from db.journal import entries

    since = ""
    if given.since:
        try:
            since = date.fromisoformat(given.since).isoformat()
        except ValueError:
            raise RuleBroken(f"日期“{given.since}”无法识别。", "请写成 年-月-日，例如 2023-11-01。") from None
    with opened(given.data):
        found = list(entries(since=since))
    value = [
        {"id": e.id, "at": e.at, "actor": e.actor, "kind": e.kind, "title": e.title, "tables": list(e.tables)}
        for e in found
    ]
    return Result(value, [f"{e.at}  {e.actor}  {e.kind}  {e.title}" for e in found])
