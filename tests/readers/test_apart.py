"""A parser in a process of its own: what it says, and what becomes of one that hangs, falls over or eats memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from desktop_app.readers import apart, workbook_cells
from desktop_app.readers.apart import Gone, run_apart
from desktop_app.rules.errors import RuleBroken


def parser(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A parser whose process does what `body` says."""
    (folder / "odd_parser.py").write_text(f"import sys, time\n{body}\n")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return ModuleType("odd_parser")


def test_one_that_never_ends_is_stopped_and_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = parser(tmp_path, "time.sleep(60)", monkeypatch)
    with pytest.raises(RuleBroken) as told:
        run_apart(hanging, tmp_path / "名册.xls", seconds=0.5)
    assert told.value.what == "文件“名册.xls”读了 0.5 秒还没有读完，已经停止。"
    assert told.value.todo


@pytest.mark.parametrize("body", ["sys.exit(3)", "raise ValueError", "import os; os.abort()"])
def test_one_that_falls_over_is_gone_and_we_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    with pytest.raises(Gone):
        run_apart(parser(tmp_path, body, monkeypatch), tmp_path / "名册.xls")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has only the clock")
@pytest.mark.parametrize(
    "deed", ["bytearray(2 << 30)", "open('left behind', 'w').write('x' * 9); open('left behind').read()[8]"]
)
def test_the_workbook_parser_can_neither_take_the_memory_nor_write(tmp_path: Path, deed: str) -> None:
    ask = f"from desktop_app.readers.workbook_cells import limit_self; limit_self(); {deed}"
    root = Path(workbook_cells.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=tmp_path, capture_output=True, env={"PYTHONPATH": str(root)}, timeout=60
    )
    assert done.returncode != 0
    assert not (tmp_path / "left behind").exists() or not (tmp_path / "left behind").stat().st_size


def test_the_packed_program_is_asked_by_a_word_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop_app.__main__ import main

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart._python(workbook_cells.__name__) == [sys.executable, "--read-apart", workbook_cells.__name__]
    monkeypatch.setattr(sys, "argv", ["yizhibu", "--read-apart", "os", "x"])
    assert main() == 2


def test_the_packed_program_answers_as_the_parser(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["甲", "𬱖"])
    book.save(tmp_path / "a.xlsx")
    root = Path(workbook_cells.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", "--read-apart", workbook_cells.__name__],
        input=json.dumps([str(tmp_path / "a.xlsx"), "10", "10", ""]).encode() + b"\n",
        capture_output=True,
        cwd=root,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "sheets": [{"name": "Sheet", "hidden": False, "merged": None, "rows": [["甲", "𬱖"]]}]
    }


def test_one_process_answers_for_many_files_and_another_when_it_is_gone(tmp_path: Path) -> None:
    from openpyxl import Workbook

    def cells(words: str) -> object:
        book = Workbook()
        book.active.append([words])
        book.save(tmp_path / f"{words}.xlsx")
        return run_apart(workbook_cells, tmp_path / f"{words}.xlsx", "10", "10", "")["sheets"][0]["rows"]

    assert cells("甲") == [["甲"]]
    first = apart._RUNNING[workbook_cells.__name__]
    assert cells("乙") == [["乙"]]
    assert apart._RUNNING[workbook_cells.__name__] is first
    first.close()
    assert cells("丙") == [["丙"]]
    assert apart._RUNNING[workbook_cells.__name__] is not first


def test_one_that_leaves_after_its_answer_is_replaced_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the workbook parser does when a large file has made it grow."""
    once = "sys.stdin.readline(); print('1', flush=True)"
    leaving = parser(tmp_path, once, monkeypatch)
    assert [run_apart(leaving, tmp_path / "名册.xls") for _ in range(5)] == [1] * 5
