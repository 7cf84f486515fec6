"""What is half typed is there again after a crash, and never stands in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.drafts import FILE, Drafts


def test_a_draft_is_there_again_and_is_forgotten_when_it_is_done(tmp_path: Path) -> None:
    Drafts(tmp_path).keep("收件登记", {"送件人": "王𬱖", "份数": [1, 2]})
    again = Drafts(tmp_path)
    assert again.kept("收件登记") == {"送件人": "王𬱖", "份数": [1, 2]}
    assert again.kept("录入评分") is None
    again.keep("收件登记", None)
    assert Drafts(tmp_path).kept("收件登记") is None
    assert list(tmp_path.iterdir()) == []


def test_it_outlives_a_process_that_is_killed(tmp_path: Path) -> None:
    write = "import os, sys, pathlib; from desktop_app.drafts import Drafts\n"
    write += "d = Drafts(pathlib.Path(sys.argv[1])); d.keep('a', 'half'); os.kill(os.getpid(), 9)"
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", write, str(tmp_path)], cwd=root, timeout=60)
    assert Drafts(tmp_path).kept("a") == "half"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_a_spoilt_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    drafts = Drafts(tmp_path)
    assert drafts.kept("a") is None
    drafts.keep("a", "b")
    assert Drafts(tmp_path).kept("a") == "b"


def test_where_nothing_can_be_written_it_lasts_as_long_as_the_window(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "gone")
    drafts.keep("a", "b")
    assert drafts.kept("a") == "b"
    assert Drafts(tmp_path / "gone").kept("a") is None
