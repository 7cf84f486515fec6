"""How the program's times are compared: with the bare work underneath, in turns, in one run.

Seconds say little of another machine; how often something takes the time of what it cannot do without says much. Each
comparison states its goal, the runs of both sides take turns, and the medians are divided.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

from desktop_app.cli.session import opened
from desktop_app.ledger import Ledger
from desktop_app.office.first_start import prepare
from desktop_app.sample_season import load_sample

ROOT = Path(__file__).parents[2]
Task = Callable[[], object]
TABLE = pytest.StashKey[list[tuple[str, float, float, float, float]]]()


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`compare("…", bare, whole, goal=2)`: fails when `whole` takes more than `goal` times as long as `bare`."""

    def _compare(title: str, bare: Task, whole: Task, *, goal: float, rounds: int = 15) -> None:
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            for taken, task in zip(times, (bare, whole), strict=True):
                start = time.perf_counter()
                task()
                taken.append(time.perf_counter() - start)
        under, over = map(median, times)
        request.config.stash.setdefault(TABLE, []).append((title, goal, over / under, under, over))
        assert over / under <= goal, f"{title}: {over / under:.2f} times the bare work, the goal is {goal}"

    return _compare


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash.get(TABLE, [])
    if rows:
        terminalreporter.section("times the bare work (medians of runs that took turns)")
        terminalreporter.write_line(f"{'goal':>5}{'ratio':>7}{'bare ms':>10}{'whole ms':>10}  what")
    for title, goal, ratio, under, over in rows:
        terminalreporter.write_line(f"{goal:5.2f}{ratio:7.2f}{under * 1e3:10.2f}{over * 1e3:10.2f}  {title}")


@pytest.fixture(scope="session")
def disk() -> Iterator[Path]:
    """A folder on the disk that the checkout lies on: the system's temporary one may lie in memory."""
    (ROOT / ".benchmarks").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / ".benchmarks") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def season(disk: Path) -> Path:
    """A data folder with the whole sample season."""
    with opened(disk / "season"):
        ledger = Ledger("示例")
        prepare(ledger.run)
        load_sample(ledger)
    return disk / "season"


@pytest.fixture(scope="session")
def process(disk: Path) -> Callable[..., Task]:
    """`process(*arguments)`: a task that runs Python with them, from its start to its end.

    Its bytecode is kept apart, and there before the first run that counts: libraries come compiled, and so does ours.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"PYTHONPYCACHEPREFIX": str(disk / "bytecode"), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}

    def made(*arguments: str | Path) -> Task:
        def run() -> None:
            done = subprocess.run(
                [sys.executable, *map(str, arguments)], env=kept | own, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr

        run()
        return run

    return made
