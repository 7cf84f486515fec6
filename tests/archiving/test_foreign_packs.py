"""What is handed in to be checked may be anything: it is refused in a sentence, or read without harm."""

from __future__ import annotations

import zipfile

import pytest

from desktop_app.archiving import check_archive
from desktop_app.archiving.checking import SUMS
from desktop_app.rules.errors import RuleBroken

HASH = "0" * 64


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("manifest", "what"),
    [
        (b"", "清单 SHA256SUMS 是空的，无法核对。"),
        (b"\xff\xfe", "清单 SHA256SUMS 不是 UTF-8 文字，无法核对。"),
        (b"abc\n", "清单 SHA256SUMS 第 1 行不是“校验值  路径”，无法核对。"),
        (f"{HASH}  ../../etc/passwd\n".encode(), "清单 SHA256SUMS 第 1 行的路径“../../etc/passwd”不合规定，无法核对。"),
        (f"{HASH}  /etc/passwd\n".encode(), "清单 SHA256SUMS 第 1 行的路径“/etc/passwd”不合规定，无法核对。"),
        (f"{HASH}  a\n{HASH}  a\n".encode(), "清单 SHA256SUMS 第 2 行的路径“a”不合规定，无法核对。"),
    ],
)
def test_a_manifest_that_we_did_not_write(tmp_path, manifest, what):
    for pack in (zipped(tmp_path / "x.zip", **{SUMS: manifest}), tmp_path):
        (tmp_path / SUMS).write_bytes(manifest)
        with pytest.raises(RuleBroken) as told:
            check_archive(pack)
        assert told.value.what == what


def test_what_is_no_pack(tmp_path):
    (tmp_path / "文.zip").write_bytes("不是压缩包".encode())
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04" + b"x" * 100)
    for name, what in (
        ("没有", "找不到“没有”。"),
        ("文.zip", "“文.zip”不是 .zip 文件。"),
        ("坏.zip", "“坏.zip”已损坏，打不开。"),
        (".", f"“{tmp_path.name}”里没有清单 SHA256SUMS，不是归档包。"),
    ):
        with pytest.raises(RuleBroken) as told:
            check_archive(tmp_path / name)
        assert told.value.what == what


def test_a_trap_is_not_unpacked(tmp_path):
    trap = zipped(tmp_path / "x.zip", **{SUMS: f"{HASH}  a\n", "a": b"\0" * (101 << 20)})
    with pytest.raises(RuleBroken, match=r"解压后有 101 MB，与它的大小不相称"):
        check_archive(trap)


def test_ways_out_of_the_folder_are_only_named(tmp_path):
    pack = zipped(tmp_path / "x.zip", **{SUMS: f"{HASH}  a\n", "a": b"", "../../out.txt": b"x"})
    found = check_archive(pack)
    assert (found.changed, found.extra) == (("a",), ("../../out.txt",))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["x.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_under_one_name_none_is_taken_for_the_right_one(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:
        made.writestr(SUMS, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4f72b9807785afee48bb  a\n")  # of "a"
        made.writestr("a", "other")
        made.writestr("a", "a")
    assert check_archive(tmp_path / "x.zip").changed == ("a",)
