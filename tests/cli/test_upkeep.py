"""`backup`, `restore`, `check`, as a script calls them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from db.opening import FILE_NAME
from desktop_app.backups.packs import read_manifest

if TYPE_CHECKING:
    from conftest import Script

EXPERTS = "姓名,职称,工作单位\n张三,教授,药学院\n"
OWN = ("journal_entry", "journal_change", "restoration")


def rows(script: Script) -> dict[str, int]:
    answer = script("check")
    assert (answer.status, answer.value["ok"], answer.value["problems"]) == (0, True, [])
    return answer.value["rows"]


def own_apart(counts: dict[str, int]) -> dict[str, int]:
    return {table: count for table, count in counts.items() if table not in OWN}


def test_a_backup_is_restored_and_what_was_there_is_set_aside(season: Script) -> None:
    before, file = rows(season), season.folder / "备份.zip"
    answer = season("backup", str(file))
    assert (answer.status, answer.value) == (
        0,
        {"file": str(file), "sha256": hashlib.sha256(file.read_bytes()).hexdigest()},
    )
    assert read_manifest(file).rows == before
    assert season("import", "experts", season.file("专家.csv", EXPERTS)).status == 0
    answer = season("restore", str(file))
    assert (answer.status, set(answer.value)) == (0, {"restored", "set_aside"})
    aside = Path(answer.value["set_aside"])
    assert answer.value["restored"] == str(file)
    assert aside.parent == season.folder / "data"
    assert (aside / FILE_NAME).stat().st_size > 0
    after = rows(season)
    assert own_apart(after) == own_apart(before)
    assert {table: after[table] - before[table] for table in OWN} == {
        "journal_entry": 1, "journal_change": 1, "restoration": 1,
    }  # fmt: skip
    assert season("audit").value[-1]["title"] == "从备份恢复 备份.zip"


def test_an_import_is_preceded_by_a_backup(season: Script) -> None:
    inside = season.folder / "data" / "备份"
    made = {read_manifest(file).reason for file in inside.iterdir()}
    assert made == {"导入前"}
    assert season("import", "experts", season.file("专家.csv", EXPERTS)).status == 0
    manifests = sorted((read_manifest(file) for file in inside.iterdir()), key=lambda each: each.sequence)
    assert [(each.rows["branch"], each.rows["expert"]) for each in manifests] == [(0, 0), (3, 0)]


def test_a_restore_is_preceded_by_a_backup(season: Script) -> None:
    file = season.folder / "备份.zip"
    assert season("backup", str(file)).status == 0
    assert season("restore", str(file)).status == 0
    reasons = [read_manifest(each).reason for each in (season.folder / "data" / "备份").iterdir()]
    assert sorted(reasons) == ["导入前", "恢复前"]


def test_what_is_no_backup_is_refused_and_nothing_happens(season: Script) -> None:
    before = rows(season)
    for name, content in (("a.zip", "no zip"), ("b.zip", "")):
        answer = season("restore", season.file(name, content))
        assert (answer.status, answer.value) == (1, None)
        assert "不是本程序的备份，或已损坏。请换一份备份。" in answer.told
    assert season("restore", str(season.folder / "nowhere.zip")).status == 1
    assert season("backup", str(season.folder / "nowhere" / "a.zip")).status == 1
    assert rows(season) == before
    assert not list((season.folder / "data").glob("换下的数据*"))


def test_damaged_data_are_told_and_replaced_by_a_backup(season: Script) -> None:
    before, file, data = rows(season), season.folder / "备份.zip", season.folder / "data" / FILE_NAME
    assert season("backup", str(file)).status == 0
    content = bytearray(data.read_bytes())
    content[100:4000] = b"\xff" * 3900
    data.write_bytes(content)
    answer = season("list", "branches")
    assert (answer.status, answer.value) == (3, None)
    assert "从备份恢复" in answer.told
    assert season("restore", str(file)).status == 0
    assert own_apart(rows(season)) == own_apart(before)


def test_a_restore_into_an_empty_folder(season: Script, tmp_path: Path) -> None:
    """As on a new computer."""
    from desktop_app.cli import main

    before, file = rows(season), season.folder / "备份.zip"
    assert season("backup", str(file)).status == 0
    assert main(["--data", str(tmp_path / "new" / "data"), "restore", str(file)]) == 0
    season.capsys.readouterr()
    other = type(season)(tmp_path / "new", season.capsys)
    assert own_apart(rows(other)) == own_apart(before)


def test_a_file_that_a_row_names_and_that_is_not_there_is_told(season: Script) -> None:
    from db.models import ElectronicVersion
    from db.opening import close_database, open_database
    from desktop_app.ledger import Ledger

    branch = "教工第二党支部"
    assert season("receive", "--branch", branch, "--brand", "先锋", "--electronic").status == 0
    open_database(season.folder / "data" / FILE_NAME)
    try:
        Ledger("周喆").run("改", lambda: ElectronicVersion.update(sha256="ab" * 32).execute())
    finally:
        close_database()
    answer = season("check")
    assert (answer.status, answer.value["ok"]) == (1, False)
    assert answer.value["problems"] == [f"收到的文件 {'ab' * 32} 不在数据文件夹里。"]


def test_check_looks_a_documents_number_up_on_the_chain(season: Script) -> None:
    from db.journal import head
    from db.opening import close_database, open_database

    open_database(season.folder / "data" / FILE_NAME)
    printed = head()[:16]
    close_database()
    assert season("check", "--head", printed).status == 0
    answer = season("check", "--head", "0123-4567-89ab-cdef")
    assert (answer.status, answer.value["ok"]) == (1, False)
    assert answer.value["problems"][0].startswith("此记录号不在链上")
