"""How quickly commands, the window and a receipt answer, as ratios in one run; run by name, when it is quiet.

Run: python -m pytest -s tests/benchmarks/test_start_speed.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from db.connection import PRAGMAS
from db.models import Branch, PartyOrganization
from db.opening import FILE_NAME, close_database, open_database
from desktop_app.ledger import Ledger
from desktop_app.office import intake, rounds
from desktop_app.office.first_start import prepare
from desktop_app.sample_season import COLLECTING, load_sample
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft

ROOT = Path(__file__).parents[2]
OFFSCREEN = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
READING = (
    ("round", "list"),
    ("list", "branches"),
    ("list", "applications"),
    ("missing",),
    ("workdays", "2023-11-20", "5"),
)
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from desktop_app.app import Session, make_application
from desktop_app.settings import Settings
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, app.quit)
        return False
folder = Path(sys.argv[1])
settings = Settings(folder / "settings.ini")
app = make_application(settings)
session = Session(folder, settings, lambda: None)
painted = Painted()
session.open().installEventFilter(painted)
app.exec()
session.close()
"""


def process(*words: str) -> float:
    """Seconds that a whole process of this Python takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, cwd=ROOT, env=OFFSCREEN, capture_output=True)
    return time.perf_counter() - start


def interleaved(*tasks: Callable[[], float], rounds: int = 11) -> list[float]:
    """Medians of runs that take turns, so that whatever else the machine does weighs on all alike."""
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for times, task in zip(taken, tasks, strict=True):
            times.append(task())
    return [median(times) for times in taken]


def tell(what: str, seconds: float, of: str, base: float, goal: float) -> None:
    print(f"\n{what}: {seconds * 1000:.1f} ms = {seconds / base:.2f} × {of} ({base * 1000:.1f} ms), goal {goal:g} ×")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    open_database(folder / FILE_NAME)
    ledger = Ledger("周喆")
    prepare(ledger.run)
    load_sample(ledger, until=COLLECTING)
    close_database()
    return folder


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_reading_command_beside_importing_peewee(sample: Path, words: tuple[str, ...]) -> None:
    command, base = interleaved(
        lambda: process("-m", "desktop_app", "--data", str(sample), "--json", *words),
        lambda: process("-c", "import peewee"),
    )
    tell(" ".join(words), command, "import peewee", base, 1.5)


def test_the_window_beside_a_bare_one(sample: Path) -> None:
    ours, bare = interleaved(lambda: process("-c", OURS, str(sample)), lambda: process("-c", BARE), rounds=7)
    tell("the window with the sample season", ours, "a bare window", bare, 2)


def test_a_receipt_beside_a_bare_insert(tmp_path: Path) -> None:
    """Both on the same disk with the same pragmas; a receipt is one branch with five copies, journaled."""
    from sqlcipher3 import dbapi2

    bare = dbapi2.connect(str(tmp_path / "bare.db"), isolation_level=None)
    for name, value, _ in PRAGMAS:
        bare.execute(f"PRAGMA {name} = {value}").fetchall()
    bare.execute("CREATE TABLE receipt (id INTEGER PRIMARY KEY, number TEXT, at TEXT)")
    open_database(tmp_path / FILE_NAME)
    ledger = Ledger("周喆")
    draft = RoundDraft(2023, "2023 年批次", submission_deadline="2023-11-10")
    round_id = ledger.run("批次", rounds.create_round, draft=draft)
    branches = iter(ledger.run("名册", _many_branches))

    def receipt() -> float:
        line = LineEntry(next(branches), "药香校园", (COMPLETE,) * 5, "2023-11-08 16:12")
        visit = VisitEntry(round_id, "2023-11-09 10:20", (line,), None, "许老师", "3831425")
        start = time.perf_counter()
        ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")
        return time.perf_counter() - start

    def insert() -> float:
        start = time.perf_counter()
        bare.execute("INSERT INTO receipt (number, at) VALUES ('SJ-2023-0001', '2023-11-09 10:20')")
        return time.perf_counter() - start

    try:
        ours, base = interleaved(receipt, insert, rounds=60)
    finally:
        close_database()
        bare.close()
    tell("a receipt through the Ledger", ours, "a bare committed INSERT", base, 3)


def _many_branches() -> list[int]:
    organization = PartyOrganization.create(name="药学院党总支", key="药学院", kind="党总支")
    return [Branch.create(organization=organization, name=f"第{n}党支部", key=str(n)).id for n in range(60)]
