"""One process at a time, and the mark of an end that was not clean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from db.errors import Damaged, InUse
from db.folder import NAME, Hold
from db.opening import FILE_NAME, close_database, holding, open_database
from desktop_app.ledger import Ledger
from desktop_app.office.office_settings import add_operator


@pytest.fixture
def file(tmp_path: Path):
    yield tmp_path / FILE_NAME
    close_database()


def test_a_folder_is_held_by_one(tmp_path: Path) -> None:
    hold = Hold(tmp_path)
    with pytest.raises(InUse, match="正被另一个程序使用"):
        Hold(tmp_path)
    hold.release()
    Hold(tmp_path).release()


def test_a_folder_that_was_left_cleanly_is_known(tmp_path: Path) -> None:
    first = Hold(tmp_path)
    assert first.clean
    first.release()
    assert (tmp_path / NAME).read_bytes() == b""
    second = Hold(tmp_path)
    assert second.clean
    second.release(clean=False)
    third = Hold(tmp_path)
    assert not third.clean
    third.release()


def spoil_an_index(file: Path) -> None:
    """An index that leads to other rows than there are: only the thorough look sees it."""
    connection = dbapi2.connect(str(file))
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, '(name)', '(closed_on)') WHERE name = 'operator_name'"
    )
    connection.commit()
    connection.close()


def test_after_an_end_that_was_not_clean_all_of_the_file_is_looked_through(file: Path) -> None:
    open_database(file)
    Ledger("周喆").run("添加经手人", add_operator, name="周喆")
    close_database()
    spoil_an_index(file)
    open_database(file, look=True)
    close_database(clean=False)
    with pytest.raises(Damaged, match=r"已损坏（.+从备份恢复"):
        open_database(file)
    with pytest.raises(Damaged):  # the mark stays until the file is whole
        open_database(file)
    open_database(file, trust=True)


def test_damaged_pages_are_seen_by_the_quick_look(file: Path) -> None:
    open_database(file)
    ledger = Ledger("周喆")
    for number in range(200):
        ledger.run("添加经手人", add_operator, name=f"经手人{number}")
    close_database()
    size = file.stat().st_size
    with file.open("rb+") as opened:
        for page in range(size // 4096 // 2, size // 4096):
            opened.seek(page * 4096)
            opened.write(os.urandom(64))
    with pytest.raises(Damaged):
        open_database(file, look=True)


def test_a_folder_stays_held_while_other_files_are_opened_in_its_place(file: Path, tmp_path: Path) -> None:
    """As in a restore: nobody gets in between."""
    other = tmp_path / "other"
    other.mkdir()
    open_database(file)
    with holding(tmp_path):
        open_database(other / FILE_NAME)
        close_database()
        with pytest.raises(InUse):
            Hold(tmp_path)
    Hold(tmp_path).release()


def test_a_folder_that_could_not_be_changed_is_let_go_as_it_was_found(file: Path, tmp_path: Path) -> None:
    Hold(tmp_path).release(clean=False)
    with pytest.raises(OSError, match="no room"), holding(tmp_path):
        raise OSError("no room")
    hold = Hold(tmp_path)
    assert not hold.clean
    hold.release()
