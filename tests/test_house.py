"""The house itself: its layers, its pinned libraries, and that a warning anywhere fails a test."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PySide6.QtWidgets import QLabel

ROOT = Path(__file__).parent.parent
ROOMS = ("desktop_app", "db", "resources")
LOCKS = ROOT / "installers" / "lock"


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def committed() -> list[Path]:
    """Every file that git keeps; in an unpacked archive, where git knows nothing, the test has nothing to say."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


# --- layers ----------------------------------------------------------------------------------------------------------


def lint_imports(folder: Path) -> tuple[int, str]:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_imports_run_one_way():
    status, said = lint_imports(ROOT)
    assert status == 0, said


def test_an_import_against_the_stream_is_seen(tmp_path):
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "desktop_app" / "rules" / "errors.py").open("a", encoding="utf-8") as rule:
        rule.write("\n\ndef paint():\n    import PySide6.QtGui\n    import desktop_app.ledger\n")
    status, said = lint_imports(tmp_path)
    broken = {line.removesuffix(" BROKEN") for line in said.splitlines() if line.endswith(" BROKEN")}
    assert (status, broken >= {"one direction", "no Qt below the surface"}) == (1, True), said


def test_reading_commands_load_neither_qt_nor_a_document_library():
    heavy = {"PySide6", "docx", "lxml", "numpy", "openpyxl", "pypdfium2", "pypinyin", "python_calamine", "reportlab"}
    ask = f"import sys, desktop_app.cli; print(*sorted({heavy!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


def test_every_folder_with_code_is_a_package_and_no_folder_of_tests_is():
    folders = {file.parent for room in ROOMS for file in (ROOT / room).rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_no_module_is_called_by_a_name_that_says_nothing():
    empty = re.compile(r"(^|_)(utils?|common|helpers?|manager|misc)$")
    assert [file for file in committed() if file.suffix == ".py" and empty.search(file.stem)] == []


# --- warnings --------------------------------------------------------------------------------------------------------

WARNERS = """
import warnings
from PySide6.QtCore import qWarning

def test_quiet(qapp):
    pass

def test_qt_warns(qapp):
    qWarning("unexpected")

def test_python_warns():
    warnings.warn("unexpected")
"""


def test_an_unexpected_warning_fails_the_test_it_comes_from(tmp_path):
    (tmp_path / "test_warners.py").write_text(WARNERS, "utf-8")
    own = ["-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, "-p", "no:cacheprovider", "-q", "-rA", tmp_path]
    done = subprocess.run([sys.executable, "-m", "pytest", *own], cwd=tmp_path, capture_output=True, text=True)
    found = {name: word for word, name in re.findall(r"^(PASSED|FAILED) \S*::(\w+)", done.stdout, re.MULTILINE)}
    assert found == {"test_quiet": "PASSED", "test_qt_warns": "FAILED", "test_python_warns": "FAILED"}, done.stdout


def test_qt_does_not_drop_references_to_none(qapp):
    """PySide6 6.12.0 drops one at every call that returns nothing; after some thousand the program aborts."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 10


# --- pinned libraries ------------------------------------------------------------------------------------------------


def pinned(lock: str) -> dict[str, str]:
    """Versions by the libraries' normalised names."""
    text = (LOCKS / lock).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def required() -> list[Requirement]:
    return [Requirement(line) for line in project()["project"]["dependencies"]]


@pytest.mark.parametrize("lock", ["runtime.txt", "dev.txt", "dev-oldest-qt.txt"])
def test_a_lock_pins_with_hashes_and_names_no_host(lock):
    text = (LOCKS / lock).read_text("utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    whole = re.compile(r"[a-z0-9-]+==[^\n]+(\n    --hash=sha256:[0-9a-f]{64}.*)+\n")
    assert entries
    assert [entry for entry in entries if not whole.fullmatch(entry)] == []
    assert re.findall(r"://|^-|\bindex\b", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", ["runtime.txt", "dev.txt", "dev-oldest-qt.txt"])
def test_a_lock_holds_every_library_within_its_bounds(lock):
    versions = pinned(lock)
    outside = [r for r in required() if not r.specifier.contains(versions.get(r.name.lower(), "0"))]
    assert outside == []


def test_the_tests_run_on_the_versions_that_the_program_runs_on():
    assert pinned("runtime.txt").items() <= pinned("dev.txt").items()


def test_the_oldest_qt_differs_in_qt_alone():
    newest, oldest = pinned("dev.txt"), pinned("dev-oldest-qt.txt")
    assert {name for name in newest | oldest if newest.get(name) != oldest.get(name)} == {
        "pyside6-essentials",
        "shiboken6",
    }


def test_every_library_has_an_upper_bound():
    open_ended = [r.name for r in required() if not any(s.operator in ("<", "==", "~=") for s in r.specifier)]
    assert open_ended == []


# --- what is committed -----------------------------------------------------------------------------------------------


def test_no_committed_file_names_a_registry_or_a_path_of_one_machine():
    slip = re.compile(rb"https?://\S*(pypi|pythonhosted|npmjs|debian\.org)|(?<![\w.])/(work|root|home|farm)/\w")
    found = []
    for file in committed():
        content = file.read_bytes()
        if b"\0" not in content:
            found += [f"{file.relative_to(ROOT)}: {hit.group().decode()}" for hit in slip.finditer(content)]
    assert found == []
