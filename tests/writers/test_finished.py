"""A half-made file never bears the final name."""

import errno
from pathlib import Path

import pytest

from desktop_app.rules.errors import RuleBroken
from desktop_app.writers.finished import finish
from desktop_app.writers.pdf.receipt_slip import write_receipt_slip


def test_a_document_appears_whole(made, tmp_path):
    target = tmp_path / "收件回执.pdf"
    finish(lambda aside: write_receipt_slip(made.slip, aside), target)
    assert target.read_bytes().startswith(b"%PDF")
    assert [file.name for file in tmp_path.iterdir()] == ["收件回执.pdf"]


def test_the_writer_sees_the_suffix(tmp_path):
    seen = []

    def write(aside):
        seen.append(aside.name)
        aside.write_text("x", encoding="utf-8")

    finish(write, tmp_path / "登记表.xlsx")
    assert seen == ["登记表.part.xlsx"]


def test_a_failed_write_leaves_what_was_there(tmp_path):
    target = tmp_path / "回执.pdf"
    target.write_bytes(b"old")

    def half(aside):
        aside.write_bytes(b"%PDF half")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        finish(half, target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("trouble", "what"),
    [
        (PermissionError(errno.EACCES, "x"), "不能写入“回执.pdf”：它正被别的程序打开，或所在文件夹不允许写入。"),
        (OSError(errno.ENOSPC, "x"), "磁盘空间不足，“回执.pdf”没有写成。"),
        (OSError(errno.EDQUOT, "x"), "磁盘空间不足，“回执.pdf”没有写成。"),
    ],
)
def test_trouble_the_clerk_can_mend_is_a_sentence(tmp_path, trouble, what):
    def half(aside):
        aside.write_bytes(b"half")
        raise trouble

    with pytest.raises(RuleBroken) as refused:
        finish(half, tmp_path / "回执.pdf")
    assert refused.value.what == what
    assert refused.value.todo.startswith(("请先在 WPS 等程序中关闭这个文件", "请清理磁盘"))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(made, tmp_path):
    with pytest.raises(RuleBroken, match=r"不存在，“回执\.pdf”没有写成。请选择一个已有的文件夹再试。"):
        finish(lambda aside: write_receipt_slip(made.slip, aside), tmp_path / "没有" / "回执.pdf")


def test_a_folder_of_that_name_is_refused(tmp_path):
    (tmp_path / "回执.pdf").mkdir()
    with pytest.raises(RuleBroken, match="是一个文件夹"):
        finish(lambda aside: aside.write_bytes(b"x") and None, tmp_path / "回执.pdf")
    assert [file.name for file in tmp_path.iterdir()] == ["回执.pdf"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_really_full_disk(made, tmp_path):
    def write(aside):
        aside.symlink_to("/dev/full")
        write_receipt_slip(made.slip, aside)

    with pytest.raises(RuleBroken, match="磁盘空间不足"):
        finish(write, tmp_path / "回执.pdf")
    assert list(tmp_path.iterdir()) == []
