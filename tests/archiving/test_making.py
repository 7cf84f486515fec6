"""A pack stands whole or not at all, and what was done to one afterwards is named."""

from __future__ import annotations

import errno
import shutil
import zipfile
from dataclasses import replace

import pytest

from desktop_app.archiving import check_archive, make_archive
from desktop_app.archiving.checking import SUMS
from desktop_app.archiving.plan import Part
from desktop_app.jobs import Cancelled, Progress
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.archive import LeftOut

FIRST, SECOND = "4 申报材料/甲/申报稿.docx", "4 申报材料/甲/定稿.docx"


def full() -> bytes:
    raise OSError(errno.ENOSPC, "No space left on device")


def broken() -> bytes:
    raise RuleBroken("收到的文件与它的校验值不符，可能已损坏。")


@pytest.mark.parametrize("name", ["归档", "归档.zip"])
def test_a_pack_is_whole(pack, tmp_path, progress, name):
    made = make_archive(pack, tmp_path / name, progress)
    found = check_archive(tmp_path / name)
    assert (found.whole, found.files, found.manifest_hash) == (True, 7, made.manifest_hash)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_what_was_done_to_a_folder_is_named(pack, tmp_path, progress):
    folder = tmp_path / "归档"
    make_archive(pack, folder, progress)
    (folder / FIRST).write_bytes(b"First")
    (folder / SECOND).unlink()
    (folder / "多出来.txt").write_text("x")
    (folder / "链接").symlink_to(tmp_path)
    found = check_archive(folder)
    assert (found.missing, found.changed, found.extra) == ((SECOND,), (FIRST,), ("多出来.txt", "链接"))
    assert found.problems == (
        f"缺少：{SECOND}", f"内容与清单不符：{FIRST}", "清单里没有：多出来.txt", "清单里没有：链接",
    )  # fmt: skip


def test_a_file_replaced_by_a_link_to_its_like_is_not_taken_for_it(pack, tmp_path, progress):
    folder = tmp_path / "归档"
    make_archive(pack, folder, progress)
    (tmp_path / "same").write_bytes(b"first")
    (folder / FIRST).unlink()
    (folder / FIRST).symlink_to(tmp_path / "same")
    assert check_archive(folder).changed == (FIRST,)


def test_what_was_done_to_a_zip_is_named(pack, tmp_path, progress):
    made, other = tmp_path / "归档.zip", tmp_path / "改过.zip"
    make_archive(pack, made, progress)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(other, "w") as new:
        for entry in old.infolist():
            if entry.filename != SECOND:
                new.writestr(entry, b"First" if entry.filename == FIRST else old.read(entry))
        new.writestr("多出来.txt", "x")
    found = check_archive(other)
    assert (found.missing, found.changed, found.extra) == ((SECOND,), (FIRST,), ("多出来.txt",))


def test_a_changed_manifest_has_another_hash(pack, tmp_path, progress):
    folder = tmp_path / "归档"
    made = make_archive(pack, folder, progress)
    sums = (folder / SUMS).read_bytes()
    (folder / SUMS).write_bytes(
        b"".join(line for line in sums.splitlines(keepends=True) if SECOND.encode() not in line)
    )
    (folder / SECOND).unlink()
    found = check_archive(folder)
    assert (found.whole, found.manifest_hash == made.manifest_hash) == (True, False)


def test_an_unpacked_zip_is_the_folder(pack, tmp_path, progress):
    make_archive(pack, tmp_path / "归档.zip", progress)
    shutil.unpack_archive(tmp_path / "归档.zip", tmp_path / "解开")
    assert check_archive(tmp_path / "解开").whole


@pytest.mark.parametrize("name", ["归档", "归档.zip"])
def test_a_full_disk_leaves_nothing(small_plan, tmp_path, progress, name):
    with pytest.raises(RuleBroken) as told:
        make_archive(small_plan(Part(FIRST, lambda: b"first"), Part(SECOND, full)), tmp_path / name, progress)
    assert told.value.what == f"磁盘空间不足，“{name}”没有写成。"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["归档", "归档.zip"])
@pytest.mark.parametrize("at", [0, 2, 4, 8, 11])
def test_a_cancelled_one_leaves_nothing(pack, tmp_path, name, at):
    steps = []

    def report(done: int, total: int, text: str) -> None:
        steps.append(text)

    progress = Progress("归档", report)
    step, count = progress.step, 0

    def counted(done: int, total: int = 0, text: str = "") -> None:
        nonlocal count
        if count == at:
            progress.cancel()
        count += 1
        step(done, total, text)

    progress.step = counted  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        make_archive(pack, tmp_path / name, progress)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_made_is_told_and_the_rest_is_kept(small_plan, tmp_path, progress):
    plan = small_plan(Part(FIRST, lambda: b"first", "申报书.docx"), Part(SECOND, broken, "定稿.docx"))
    made = make_archive(plan, tmp_path / "归档", progress)
    reason = "收到的文件与它的校验值不符，可能已损坏。"
    assert made.left_out == (LeftOut("[药学院党总支“药香校园”申报书]　定稿.docx", reason),)
    assert reason in (tmp_path / "归档" / "目录.html").read_text("utf-8")
    assert check_archive(tmp_path / "归档").whole


def test_nothing_that_is_there_is_overwritten(pack, tmp_path, progress):
    (tmp_path / "有内容").mkdir()
    (tmp_path / "有内容" / "旧.txt").write_text("旧")
    (tmp_path / "旧.zip").write_bytes(b"old")
    (tmp_path / "空").mkdir()
    for name, what in (
        ("有内容", "文件夹“有内容”里已有内容，不能写入。"),
        ("旧.zip", "已经有“旧.zip”，归档不覆盖已有的文件。"),
    ):
        with pytest.raises(RuleBroken) as told:
            make_archive(pack, tmp_path / name, progress)
        assert told.value.what == what
    make_archive(pack, tmp_path / "空", progress)
    assert check_archive(tmp_path / "空").whole
    assert (tmp_path / "有内容" / "旧.txt").read_text() == "旧"
    assert (tmp_path / "旧.zip").read_bytes() == b"old"


def test_a_missing_folder_and_a_name_too_long_are_sentences(pack, tmp_path, progress):
    with pytest.raises(RuleBroken, match="不存在"):
        make_archive(pack, tmp_path / "没有" / "归档", progress)
    with pytest.raises(RuleBroken, match="文件名太长"):
        make_archive(pack, tmp_path / ("长" * 90), progress)
    assert list(tmp_path.iterdir()) == []


def test_what_an_attempt_that_was_cut_off_has_left_goes(pack, tmp_path, progress):
    (tmp_path / "归档.归档中" / "内容").mkdir(parents=True)
    (tmp_path / "归档.归档中" / "内容" / "半个.pdf").write_bytes(b"%PDF")
    make_archive(pack, tmp_path / "归档", progress)
    assert [each.name for each in tmp_path.iterdir()] == ["归档"]
    assert check_archive(tmp_path / "归档").whole


def test_markup_in_names_is_text_in_the_index(small_plan, tmp_path, progress):
    plan = small_plan(Part("4 申报材料/<b>.txt", lambda: b"x", "<b>.txt"))
    nasty = '<script>alert(1)</script>" onclick="x'
    items = tuple(replace(each, title=nasty, remark=nasty, day=nasty) for each in plan.items)
    cover = replace(plan.cover, round_name=nasty, made_by=nasty)
    nasty_plan = replace(plan, items=items, cover=cover, left_out=(LeftOut(nasty, nasty),), open_points=(nasty,))
    make_archive(nasty_plan, tmp_path / "归档", progress)
    page = (tmp_path / "归档" / "目录.html").read_text("utf-8")
    assert "<script" not in page
    assert "<b>" not in page
    assert ' onclick="' not in page
    assert page.count("&lt;script&gt;") == 9
