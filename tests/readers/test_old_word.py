"""Old .doc files: converted where LibreOffice is, told where it is not, and ended when it hangs."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.file_store import FileStore
from desktop_app.readers import old_word
from desktop_app.readers.mailbox import read_incoming
from desktop_app.readers.old_word import as_docx
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.application_form import BlankForm
from desktop_app.shapes.documents import Letterhead
from desktop_app.writers.docx.application_form import write_application_form

OLD = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0\0"


def script(path: Path, body: str) -> str:
    """A program that stands for the converter."""
    path.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_without_a_converter_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word, "converter", lambda: None)
    (tmp_path / "申报书.doc").write_bytes(OLD)
    found = read_incoming([tmp_path / "申报书.doc"], FileStore(tmp_path / "data"))
    (refused,) = found.refused
    assert "旧版 Word" in refused.reason
    assert "另存为 .docx" in refused.todo
    assert found.forms == ()


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the program")
def test_a_converter_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    child = tmp_path / "child"
    body = (
        "import subprocess, sys, time\n"
        f"made = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(child)!r}, 'w').write(str(made.pid))\ntime.sleep(60)"
    )
    begun = time.monotonic()
    with pytest.raises(RuleBroken, match="还没有完成"):
        as_docx(OLD, "申报书.doc", program=script(tmp_path / "soffice", body), seconds=2)
    assert time.monotonic() - begun < 30
    gone = subprocess.run(["ps", "-o", "stat=", "-p", child.read_text()], capture_output=True, text=True)
    assert gone.stdout.strip() in ("", "Z", "Z+")


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the program")
def test_a_converter_that_makes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="没有成功"):
        as_docx(OLD, "申报书.doc", program=script(tmp_path / "soffice", "pass"))


@pytest.mark.skipif(old_word.converter() is None, reason="no LibreOffice here")
def test_a_real_old_document_is_read(tmp_path: Path) -> None:
    """Made old by the same program that makes it new again."""
    head = Letterhead("示例医科大学", "党委组织部", "组织科", "", "", "")
    blank = BlankForm(head, 5, None, datetime(2025, 8, 18), brand="药香校园", branch="教工第一党支部")
    write_application_form(blank, tmp_path / "a.docx")
    program = old_word.converter()
    assert program is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], capture_output=True, timeout=100)
    if not (tmp_path / "a.doc").exists():
        pytest.skip("LibreOffice without its Writer")
    found = read_incoming([tmp_path / "a.doc"], FileStore(tmp_path / "data"))
    (only,) = found.forms
    assert (only.converted, only.file_name) == (True, "a.doc")
    assert {str(field.item): field.value for field in only.reading.fields}["品牌名称"] == "药香校园"
    assert FileStore(tmp_path / "data").read(only.sha256) == (tmp_path / "a.doc").read_bytes()
