"""Restoring: all or nothing, what was there kept aside, and the restore itself in the journal."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db import journal, restoring
from db.models import Restoration
from db.opening import FILE_NAME, close_database, integrity_problems, open_database
from desktop_app.backups.keeper import INSIDE
from desktop_app.backups.packs import MANIFEST, Silent
from desktop_app.backups.restoring import Prepared, discard, prepare, preview, restore, verify
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.backups import LostRecord, Reason, TableChange

if TYPE_CHECKING:
    from conftest import Folder

OLD_FILES = Path(__file__).parents[1] / "old_files"


def back_up(folder: Folder) -> Path:
    return folder.keeper.back_up(Reason.BY_HAND).path


def bring_back(folder: Folder, file: Path) -> Path:
    """Restore and open again; where the old data went."""
    prepared = prepare(file, folder.path, Silent())
    done = restore(prepared, folder.path, "周喆", folder.clock)
    folder.open()
    verify(prepared)
    return done.set_aside


def test_a_restore_brings_back_rows_and_files_and_keeps_what_was_there(folder: Folder) -> None:
    folder.add("周喆")
    first = folder.store.keep(b"first")
    pack, head = back_up(folder), journal.head()
    folder.add("王燚")
    second = folder.store.keep(b"second")
    later = journal.head()
    folder.wait(hours=1)
    aside = bring_back(folder, pack)
    assert folder.names() == ["周喆"]
    assert (first.sha256 in folder.store, second.sha256 in folder.store) == (True, False)
    assert integrity_problems() == []
    assert aside == folder.path / "换下的数据-2025-11-09-1120"
    assert sorted(each.name for each in aside.iterdir()) == ["files", FILE_NAME, f"{FILE_NAME}-journal"]
    (row,) = Restoration.select()
    assert (row.backup, row.backup_made_at, row.backup_head, row.replaced_head, row.restored_at, row.set_aside) == (
        pack.name, "2025-11-09T10:20:00", head, later, "2025-11-09T11:20:00", aside.name,
    )  # fmt: skip
    assert [entry.title for entry in journal.entries()] == ["添加经手人 周喆", f"从备份恢复 {pack.name}"]
    assert folder.ledger.undo_title is None
    close_database()
    open_database(aside / FILE_NAME)
    assert folder.names() == ["周喆", "王燚"]


def test_what_was_moved_aside_can_be_brought_back_by_its_own_backup(folder: Folder) -> None:
    folder.add("周喆")
    old = back_up(folder)
    folder.wait(minutes=5)
    folder.add("王燚")
    new = back_up(folder)
    bring_back(folder, old)
    bring_back(folder, new)
    assert folder.names() == ["周喆", "王燚"]
    assert len(list(folder.path.glob("换下的数据-*"))) == 2


def test_the_preview_names_what_would_be_gone(folder: Folder) -> None:
    first, second = folder.branches("教工第一党支部", "教工第二党支部")
    folder.receive(first)
    pack = back_up(folder)
    folder.receive(second, "先锋")
    prepared = prepare(pack, folder.path, Silent())
    shown = preview(prepared, folder.path)
    assert shown.applications == (LostRecord("ZBPP-2025-002", "教工第二党支部　先锋", "将没有这一项"),)
    assert shown.receipts == (LostRecord("SJ-2025-0002", "药学院党总支", "2025-11-09 10:20 的收件将没有记录"),)
    assert TableChange("纸质件", 10, 5) in shown.tables
    assert (shown.steps, shown.related, shown.readable) == ((("2025-11-09T10:20:00", "登记收件"),), True, True)
    assert not shown.nothing_lost
    discard(prepared)
    assert not list(folder.path.glob("yizhibu.restoring*"))


def test_the_preview_of_the_newest_backup_loses_nothing(folder: Folder) -> None:
    folder.add("周喆")
    assert preview(prepare(back_up(folder), folder.path, Silent()), folder.path).nothing_lost


def test_data_that_cannot_be_read_are_restored_too(folder: Folder) -> None:
    folder.add("周喆")
    pack = back_up(folder)
    close_database()
    (folder.path / FILE_NAME).write_bytes(b"\x17" * 9000)
    prepared = prepare(pack, folder.path, Silent())
    assert not preview(prepared, folder.path).readable
    done = restore(prepared, folder.path, "周喆", folder.clock)
    folder.open()
    verify(prepared)
    assert folder.names() == ["周喆"]
    assert Restoration.get().replaced_head == ""
    assert (done.set_aside / FILE_NAME).read_bytes() == b"\x17" * 9000


def test_the_backup_before_an_upgrade_holds_the_old_schema_and_is_brought_up_to_date(
    folder: Folder, tmp_path: Path
) -> None:
    pack, made = tmp_path / "old.zip", []
    close_database()
    shutil.copy(OLD_FILES / "schema-2.db", folder.path / FILE_NAME)
    open_database(folder.path / FILE_NAME, keep_old=lambda: made.append(folder.keeper.back_up_to(pack)))
    assert [manifest.schema for manifest in made] == [2]
    bring_back(folder, pack)
    assert integrity_problems() == []


def repacked(pack: Path, target: Path, **changes: bytes | None) -> Path:
    """A pack with other parts; None leaves one out."""
    with zipfile.ZipFile(pack) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = changes.get(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return target


def test_what_is_no_whole_backup_is_refused_and_leaves_nothing(folder: Folder, tmp_path: Path) -> None:
    folder.add("周喆")
    kept_file = folder.store.keep(b"form")
    good = back_up(folder)
    with zipfile.ZipFile(good) as packed:
        manifest, database = json.loads(packed.read(MANIFEST)), packed.read(FILE_NAME)
    stored = f"files/{kept_file.sha256[:2]}/{kept_file.sha256}"
    newer = json.dumps(manifest | {"format": 99}).encode()
    fewer = json.dumps(manifest | {"rows": manifest["rows"] | {"operator": 7}}).encode()
    cut, text = tmp_path / "cut.zip", tmp_path / "text.zip"
    cut.write_bytes(good.read_bytes()[:-4000])
    text.write_text("no zip")
    refused = {
        cut: "不是本程序的备份，或已损坏",
        text: "不是本程序的备份，或已损坏",
        tmp_path / "nowhere.zip": "找不到备份文件",
        repacked(good, tmp_path / "no-list.zip", **{MANIFEST: None}): "不是本程序的备份，或已损坏",
        repacked(good, tmp_path / "newer.zip", **{MANIFEST: newer}): "由更新的版本写成",
        repacked(good, tmp_path / "fewer.zip", **{MANIFEST: fewer}): "与它的清单不符",
        repacked(good, tmp_path / "no-db.zip", **{FILE_NAME: None}): "读不完",
        repacked(good, tmp_path / "other-db.zip", **{FILE_NAME: database[:-4096]}): "与清单不符",
        repacked(good, tmp_path / "other-file.zip", **{stored: b"from"}): "与清单不符",
    }
    before = journal.head()
    for file, why in refused.items():
        with pytest.raises(RuleBroken, match=why):
            prepare(file, folder.path, Silent())
    assert (journal.head(), folder.names(), list(folder.path.glob("yizhibu.restoring*"))) == (before, ["周喆"], [])


@pytest.mark.parametrize("name", ["files/../../evil", "/etc/evil", "files/ab/../../../evil", "files/ab/c:evil"])
def test_a_pack_that_was_tampered_with_reaches_nowhere_else(folder: Folder, tmp_path: Path, name: str) -> None:
    folder.add("周喆")
    good = back_up(folder)
    with zipfile.ZipFile(good) as packed:
        manifest = json.loads(packed.read(MANIFEST))
    manifest["parts"].append({"name": name, "size_bytes": 1, "sha256": "0" * 64})
    evil = repacked(good, tmp_path / "evil.zip", **{MANIFEST: json.dumps(manifest).encode()})
    with zipfile.ZipFile(evil, "a") as packed:
        packed.writestr(name, b"x")
    prepared = prepare(evil, folder.path, Silent())
    assert sorted(p.relative_to(prepared.staging).as_posix() for p in prepared.staging.rglob("*")) == [
        "files",
        FILE_NAME,
    ]
    assert not list(tmp_path.rglob("evil"))


def test_a_restore_that_was_cut_short_is_finished_by_the_next_opening(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.add("周喆")
    pack = back_up(folder)
    folder.add("王燚")
    prepared: Prepared = prepare(pack, folder.path, Silent())
    monkeypatch.setattr(restoring, "settle", lambda _: None)
    restore(prepared, folder.path, "周喆", folder.clock)
    monkeypatch.undo()
    folder.open()
    verify(prepared)
    assert folder.names() == ["周喆"]


def test_backups_stay_where_they_are(folder: Folder) -> None:
    folder.add("周喆")
    bring_back(folder, back_up(folder))
    assert len(list((folder.path / INSIDE).iterdir())) == 1
