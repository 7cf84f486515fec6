"""Opening: what is trouble, what is repaired, what is refused."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from db import migrations
from db.connection import PRAGMAS, database
from db.errors import Damaged, InUse, TooNew, WrongThread
from db.models import Operator
from db.opening import FILE_NAME, back_up, close_database, integrity_problems, open_database, row_counts
from desktop_app.ledger import Ledger
from desktop_app.office.office_settings import add_operator


@pytest.fixture
def file(tmp_path: Path):
    yield tmp_path / FILE_NAME
    close_database()


def test_every_pragma_is_in_force(file: Path) -> None:
    open_database(file)
    assert {name: database.execute_sql(f"PRAGMA {name}").fetchone()[0] for name, _, _ in PRAGMAS} == {
        name: expected for name, _, expected in PRAGMAS
    }


def test_a_new_file_is_whole_and_empty(file: Path) -> None:
    open_database(file)
    assert integrity_problems() == []
    assert set(row_counts().values()) == {0}


def test_a_newer_file_is_refused_and_left_alone(file: Path) -> None:
    open_database(file)
    database.execute_sql("PRAGMA user_version = 99")
    close_database()
    before = file.read_bytes()
    with pytest.raises(TooNew, match="请安装新版程序"):
        open_database(file)
    assert file.read_bytes() == before
    assert database.is_closed()


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b"PK\x03\x04" + bytes(5000)])
def test_a_file_of_something_else_is_refused_and_left_alone(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(Damaged, match="从备份恢复"):
        open_database(file)
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused(file: Path) -> None:
    from sqlcipher3 import dbapi2

    other = dbapi2.connect(str(file))
    other.execute("CREATE TABLE music (title TEXT)")
    other.commit()
    other.close()
    with pytest.raises(Damaged, match="不是本程序的数据文件"):
        open_database(file)


def test_a_folder_held_by_another_process_is_in_use(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            (
                "import sys; from pathlib import Path; from db.opening import open_database;"
                "open_database(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
            ),
            str(file),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"open"
        with pytest.raises(InUse, match="正被另一个程序使用"):
            open_database(file)
    finally:
        holder.communicate(b"")


def test_asking_from_another_thread_raises_at_once(file: Path) -> None:
    open_database(file)
    answers: list[BaseException] = []

    def ask() -> None:
        try:
            Operator.select().count()
        except WrongThread as refused:
            answers.append(refused)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join(timeout=2)
    assert len(answers) == 1


def test_a_failed_upgrade_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(file)
    Ledger("周喆").run("添加经手人", add_operator, name="周喆")
    close_database()
    todo = (*migrations.steps(), "CREATE TABLE extra (id INTEGER);\nCREATE TABLE operator (id INTEGER);\n")
    monkeypatch.setattr(migrations, "steps", lambda: todo)
    with pytest.raises(Exception, match="operator"):
        open_database(file)
    monkeypatch.undo()
    open_database(file)
    assert "extra" not in database.get_tables()
    assert [row.name for row in Operator.select()] == ["周喆"]
    assert integrity_problems() == []


def test_an_upgrade_keeps_a_copy_of_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(file)
    close_database()
    todo = (*migrations.steps(), "CREATE TABLE extra (id INTEGER);\n")
    monkeypatch.setattr(migrations, "steps", lambda: todo)
    open_database(file)
    assert "extra" in database.get_tables()
    assert file.with_suffix(f".before-{len(todo)}.db").exists()


def test_a_backup_is_a_whole_file_under_its_name_alone(file: Path, tmp_path: Path) -> None:
    open_database(file)
    Ledger("周喆").run("添加经手人", add_operator, name="周喆")
    back_up(tmp_path / "copy.db")
    close_database()
    assert not list(tmp_path.glob("*.part"))
    open_database(tmp_path / "copy.db")
    assert [row.name for row in Operator.select()] == ["周喆"]
