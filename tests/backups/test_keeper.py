"""Backups of a data folder: proved before they count, in two places, when they are due."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db.connection import database
from db.opening import FILE_NAME, close_database
from desktop_app.backups.keeper import INSIDE, STATE, Keeper
from desktop_app.backups.packs import MANIFEST, WORKBOOK, file_digest, read_manifest
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.backups import Reason

if TYPE_CHECKING:
    from conftest import Folder


def spoil(file: Path) -> None:
    """Other bytes in the middle of the largest part: the list at the end stays as it was."""
    content = bytearray(file.read_bytes())
    middle = content.index(b"yizhibu.db") + 200
    content[middle : middle + 40] = os.urandom(40)
    file.write_bytes(content)


def names(place: Path) -> list[str]:
    return sorted(each.name for each in place.iterdir())


def test_a_backup_holds_database_files_workbook_and_what_proves_them(folder: Folder) -> None:
    folder.add("周喆")
    kept = folder.store.keep(b"an application form")
    made = folder.keeper.back_up(Reason.BY_HAND)
    assert made.path == folder.path / INSIDE / "yizhibu-备份-2025-11-09-1020.zip"
    assert names(made.path.parent) == [made.path.name]
    manifest = read_manifest(made.path)
    assert manifest == made.manifest
    assert (manifest.by, manifest.reason, manifest.sequence, manifest.made_at) == ("周喆", "手动", 1, folder.now)
    assert manifest.rows["operator"] == 1
    with zipfile.ZipFile(made.path) as packed:
        stored = f"files/{kept.sha256[:2]}/{kept.sha256}"
        assert packed.namelist() == ["怎样恢复.txt", FILE_NAME, WORKBOOK, stored, MANIFEST]
        assert packed.read(stored) == b"an application form"
    assert names(folder.path) == sorted([INSIDE, "files", STATE, FILE_NAME, f"{FILE_NAME}-journal", "yizhibu.lock"])


def test_the_workbook_is_read_without_the_program(folder: Folder) -> None:
    from openpyxl import load_workbook

    number = folder.receive(folder.branches("=教工第一党支部")[0])
    made = folder.keeper.back_up(Reason.BY_HAND)
    with zipfile.ZipFile(made.path) as packed, packed.open(WORKBOOK) as opened:
        book = load_workbook(opened)
    assert book.sheetnames == ["支部", "申报项目", "收件", "纸质件", "评分", "状态变化"]
    assert [cell.value for cell in book["申报项目"][2]][1:6] == [
        "ZBPP-2025-001", "药学院党总支", "=教工第一党支部", "药香校园", "待补正",
    ]  # fmt: skip
    assert book["申报项目"]["D2"].data_type == "s"
    assert book["收件"]["B2"].value == number
    assert book["纸质件"].max_row == 6


def test_the_database_inside_is_the_open_one(folder: Folder, tmp_path: Path) -> None:
    folder.add("周喆")
    made = folder.keeper.back_up(Reason.BY_HAND)
    head = made.manifest.head
    folder.add("王燚")
    assert folder.keeper.wanted
    with zipfile.ZipFile(made.path) as packed:
        packed.extract(FILE_NAME, tmp_path / "out")
    close_database()
    from db.opening import open_database

    open_database(tmp_path / "out" / FILE_NAME, look=True)
    from db.journal import head as head_of

    assert (folder.names(), head_of()) == (["周喆"], head)


def test_nothing_new_wants_no_backup(folder: Folder) -> None:
    folder.add("周喆")
    assert folder.keeper.wanted
    made = folder.keeper.back_up(Reason.CLOSING)
    assert not folder.keeper.wanted
    made.path.unlink()
    assert folder.keeper.wanted


def test_one_is_due_half_an_hour_after_the_first_change(folder: Folder) -> None:
    folder.wait(hours=5)
    assert not folder.keeper.due
    folder.add("周喆")
    folder.wait(minutes=29)
    folder.add("王燚")
    assert not folder.keeper.due
    folder.wait(minutes=1)
    assert folder.keeper.due
    folder.keeper.back_up(Reason.TIMED)
    folder.wait(hours=2)
    assert not folder.keeper.due


@pytest.mark.parametrize("wrong", [timedelta(days=365), timedelta(days=-365)])
def test_a_clock_that_is_wrong_by_a_year_takes_no_backup_away_and_holds_none_up(
    folder: Folder, wrong: timedelta
) -> None:
    for day in range(3):
        folder.add(f"经手人{day}")
        folder.keeper.back_up(Reason.CLOSING)
        folder.wait(days=1)
    right, folder.now = folder.now, folder.now + wrong
    folder.add("时钟错了")
    folder.ticks += 1800
    assert folder.keeper.due
    odd = folder.keeper.back_up(Reason.TIMED)
    folder.now = right
    folder.add("时钟对了")
    last = folder.keeper.back_up(Reason.TIMED)
    assert [each.manifest.sequence for each in folder.keeper.files() if each.manifest and each.path == last.path] == [5]
    assert {odd.path, last.path} <= {each.path for each in folder.keeper.files()}
    assert len(folder.keeper.files()) == 5


def test_a_second_copy_is_the_same_file(folder: Folder, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folder.keeper.choose(None, stick)
    folder.add("周喆")
    made = folder.keeper.back_up(Reason.CLOSING)
    assert made.second == stick / made.path.name
    assert file_digest(made.second) == file_digest(made.path)
    assert names(stick) == [made.path.name]
    assert [(each.path.parent.name, each.second) for each in folder.keeper.files()] == [
        (INSIDE, False),
        ("stick", True),
    ]


def test_a_stick_that_is_not_there_is_no_trouble(folder: Folder, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folder.keeper.choose(None, stick)
    stick.rmdir()
    folder.add("周喆")
    made = folder.keeper.back_up(Reason.CLOSING)
    assert (made.second, made.trouble, folder.keeper.state.second_at) == (None, "", None)


def test_a_folder_of_choice_that_is_gone_sends_the_backup_into_the_data_folder(folder: Folder, tmp_path: Path) -> None:
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    folder.keeper.choose(chosen, None)
    folder.add("周喆")
    assert folder.keeper.back_up(Reason.CLOSING).path.parent == chosen
    for file in chosen.iterdir():
        file.unlink()
    chosen.rmdir()
    folder.add("王燚")
    made = folder.keeper.back_up(Reason.CLOSING)
    assert made.path.parent == folder.path / INSIDE
    assert made.trouble == f"选定的备份文件夹“{chosen}”不能写入，这次备份在数据文件夹里。"
    assert folder.keeper.state.trouble == made.trouble
    assert [each.path for each in folder.keeper.files()] == [made.path]


def test_what_cannot_be_chosen(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="同一个文件夹"):
        folder.keeper.choose(tmp_path, tmp_path)
    with pytest.raises(RuleBroken, match="不存在"):
        folder.keeper.choose(None, tmp_path / "nowhere")
    assert folder.keeper.state.second is None


def test_what_is_remembered_outlasts_the_program(folder: Folder, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folder.keeper.choose(None, stick)
    folder.add("周喆")
    folder.keeper.back_up(Reason.CLOSING)
    assert Keeper(folder.path, lambda: "周喆").state == folder.keeper.state


@pytest.mark.parametrize("content", [b"", b"{", b"[]", json.dumps({"origin": 5, "last_at": "gestern"}).encode()])
def test_a_spoilt_memory_counts_as_none_and_the_sequence_goes_on(folder: Folder, content: bytes) -> None:
    folder.add("周喆")
    folder.keeper.back_up(Reason.CLOSING)
    (folder.path / STATE).write_bytes(content)
    keeper = Keeper(folder.path, lambda: "周喆", folder.clock)
    assert (keeper.state.folder, keeper.state.last_at) == (folder.path / INSIDE, None)
    assert keeper.back_up(Reason.CLOSING).manifest.sequence == 2


def test_a_copy_that_is_not_whole_does_not_count(folder: Folder) -> None:
    folder.add("周喆")
    good = folder.keeper.back_up(Reason.CLOSING)
    folder.add("王燚")
    taken = folder.keeper.take(Reason.CLOSING)
    content = bytearray(taken.copy.read_bytes())
    for page in range(4, len(content) // 4096):
        content[page * 4096 : page * 4096 + 16] = b"\xff" * 16
    taken.copy.write_bytes(content)
    from desktop_app.backups.packs import Silent

    with pytest.raises(RuleBroken, match="备份没有通过检查"):
        folder.keeper.pack(taken, Silent())
    assert names(folder.path / INSIDE) == [good.path.name]
    assert not list(folder.path.glob("yizhibu.copy*"))


def test_meddling_with_the_journal_does_not_count_as_a_backup(folder: Folder) -> None:
    folder.add("周喆")
    database.execute_sql("UPDATE journal_entry SET actor = '旁人'")
    with pytest.raises(RuleBroken, match="接不上前一条"):
        folder.keeper.back_up(Reason.BY_HAND)
    assert "接不上前一条" in folder.keeper.state.trouble


def test_a_file_of_the_store_that_is_spoilt_is_told_and_does_not_keep_the_rest_from_being_saved(folder: Folder) -> None:
    folder.add("周喆")
    kept = folder.store.keep(b"an application form")
    folder.store.path(kept.sha256).write_bytes(b"other bytes")
    made = folder.keeper.back_up(Reason.BY_HAND)
    assert made.trouble == f"文件 files/{kept.sha256[:2]}/{kept.sha256} 与它的校验值不符，可能已损坏。"


def test_a_backup_that_cannot_be_read_is_listed_with_the_reason_and_never_thinned_out(folder: Folder) -> None:
    folder.add("周喆")
    bad = folder.keeper.back_up(Reason.CLOSING).path
    bad.write_bytes(b"PK no more")
    for day in range(20):
        folder.wait(days=1)
        folder.add(f"经手人{day}")
        folder.keeper.back_up(Reason.CLOSING)
    described = folder.keeper.files()[-1]
    assert (described.path, described.manifest, described.trouble) == (
        bad,
        None,
        f"“{bad.name}”不是本程序的备份，或已损坏。",
    )
    newest = folder.keeper.newest_good()
    assert newest is not None
    assert newest.manifest is not None
    assert newest.manifest.made_at == folder.now


def test_another_folder_s_backups_in_the_same_place_are_left_alone(folder: Folder, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    other = Keeper(tmp_path / "other", lambda: "王燚", folder.clock)
    other.folder.mkdir()
    for keeper in (folder.keeper, other):
        keeper.choose(shared, None)
    folder.add("周喆")
    theirs = [other.back_up(Reason.CLOSING).path for _ in range(2)]
    for minute in range(8):
        folder.wait(minutes=minute + 1)
        folder.add(f"经手人{minute}")
        folder.keeper.back_up(Reason.TIMED)
    assert set(theirs) <= {each.path for each in folder.keeper.files()}
    assert len(folder.keeper.files()) == 2 + 3


def test_a_backup_into_a_file_of_choice(folder: Folder, tmp_path: Path) -> None:
    folder.add("周喆")
    manifest = folder.keeper.back_up_to(tmp_path / "给信息中心.zip")
    assert read_manifest(tmp_path / "给信息中心.zip") == manifest
    assert folder.keeper.state.last_at is None
    with pytest.raises(RuleBroken, match="不存在"):
        folder.keeper.back_up_to(tmp_path / "nowhere" / "a.zip")
    assert not list(folder.path.glob("yizhibu.copy*"))
