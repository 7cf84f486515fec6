"""Each hostile file through every reader that could be handed it: a sentence or a harmless reading, never a crash, a
hang, or a file outside the data folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from corpus import FILES, Make
from every_reader import READERS, Reader, offered, outcome

from desktop_app.file_store import FileStore
from desktop_app.readers.mailbox import read_incoming

# What may be read: nothing in these does harm once the limits hold.
HARMLESS = frozenset(
    """坐标倒着走.xlsx 公式.xlsx 单元格里有空字符.xlsx 没有坐标的行.xlsx 不存在的共享字符串.xlsx 目录说谎小.xlsx
    关系指向外面.xlsx 一行到底.csv 半个汉字.csv 样式绕圈.docx 重叠的部件.docx 一亿个格子.docx
    深套的表格.docx 深套的段落.docx 空的.txt 乱字节.txt 一行到底.txt 全是数字.txt 全是顿号括号.txt 指向外面的链接.txt
    同名.zip""".split()
)
CASES = [
    pytest.param(name, make, reader, id=f"{name.strip()!r}-{reader.name}")
    for name, make in FILES
    for reader in READERS
    if offered(reader, Path(name).suffix)
]


def test_there_are_enough() -> None:
    assert len({name for name, _ in FILES}) == len(FILES) >= 40


def placed(folder: Path, name: str, make: Make) -> Path:
    if sys.platform == "win32" and ("\n" in name or "管道" in name or "链接" in name):
        pytest.skip("Windows has no such file")
    (folder / "in").mkdir()
    path = folder / "in" / name
    make(path)
    return path


@pytest.mark.parametrize(("name", "make", "reader"), CASES)
def test_a_hostile_file_is_refused_in_words_or_read_without_harm(
    tmp_path: Path, name: str, make: Make, reader: Reader
) -> None:
    path = placed(tmp_path, name, make)
    refused = outcome(reader, path)
    told = reader.name in ("incoming", "mail", "archive")  # they tell of each file in what they give
    assert refused is not None or told or name in HARMLESS
    made = {each.relative_to(tmp_path).parts[0] for each in tmp_path.iterdir()}
    assert made <= {"in", "data", "秘密.txt"}
    assert {each.name for each in (tmp_path / "in").iterdir()} == {name}
    assert not list(tmp_path.rglob("*escaped*"))


def test_a_folder_of_all_of_them_is_read_to_its_end_and_each_is_told(
    tmp_path: Path,
) -> None:
    """What may be taken is in the store under its hash; everything else has a name and a reason."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, make in FILES:
        if sys.platform != "win32" or not ("\n" in name or "管道" in name or "链接" in name):
            make(folder / name)
    incoming = read_incoming([folder], FileStore(tmp_path / "data"))
    assert incoming.refused
    for each in incoming.refused:
        assert each.reason
    stored = [each for each in (tmp_path / "data").rglob("*") if each.is_file()]
    assert all(each.name == each.name.lower() and len(each.name) == 64 for each in stored)
    assert not list(tmp_path.rglob("*escaped*"))
    assert {each.name for each in tmp_path.iterdir()} <= {"in", "data", "秘密.txt"}
