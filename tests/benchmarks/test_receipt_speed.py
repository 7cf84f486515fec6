"""A receipt at the counter beside what no writing can do without: one row, committed, on the same disk."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from sqlcipher3 import dbapi2

from db.connection import PRAGMAS
from db.models import Branch, PartyOrganization
from desktop_app.cli.session import opened
from desktop_app.ledger import Ledger
from desktop_app.office import intake, rounds
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft

VISITS = 100


def _roster() -> list[int]:
    organization = PartyOrganization.create(name="药学院党总支", key="药学院党总支", kind="党总支")
    return [
        Branch.create(organization=organization, name=f"教工第{n}党支部", key=f"教工第{n}").id for n in range(VISITS)
    ]


@pytest.fixture
def receipt(disk: Path) -> Iterator[Callable[[], object]]:
    """One branch with five copies and its file, through the Ledger; every call is another branch's."""
    with opened(disk / "counter"):
        ledger = Ledger("周喆")
        draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10", copies=5)
        round_id = ledger.run("新建批次", rounds.create_round, draft=draft)
        branches = iter(ledger.run("导入支部名册", _roster))

        def record() -> object:
            line = LineEntry(next(branches), "药香校园", (COMPLETE,) * 5, "2025-11-08 16:12")
            visit = VisitEntry(round_id, "2025-11-09 10:20", (line,), None, "王伟", "3831425")
            return ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")

        yield record


@pytest.fixture
def insert(disk: Path) -> Iterator[Callable[[], object]]:
    """The same pragmas, the same columns as a receipt has, nothing else: each call commits one row."""
    connection = dbapi2.connect(str(disk / "bare.db"), isolation_level=None)
    for name, value, _ in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    connection.execute(
        "CREATE TABLE receipt (id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT UNIQUE, received_at TEXT,"
        " submitter TEXT, telephone TEXT, taken_by TEXT)"
    )
    numbers = iter(range(VISITS))

    def write() -> object:
        row = (f"SJ-2025-{next(numbers):04}", "2025-11-09 10:20", "王伟", "3831425", "周喆")
        return connection.execute(
            "INSERT INTO receipt (number, received_at, submitter, telephone, taken_by) VALUES (?, ?, ?, ?, ?)", row
        )

    yield write
    connection.close()


def test_a_receipt(
    insert: Callable[[], object], receipt: Callable[[], object], compare: Callable[..., None], disk: Path
) -> None:
    """Journaled, hashed, chained and committed.

    Both wait for the disk as often, but the receipt touches some 35 pages where the bare row touches four. On a disk
    that takes its time the ratio falls towards one; on a quick one what remains is those pages. So the disk is told.
    """
    title = f"a receipt of one branch, five copies; one fsync takes {_fsync(disk) * 1e3:.2f} ms on this disk"
    compare(title, insert, receipt, goal=3, rounds=VISITS)


def _fsync(disk: Path) -> float:
    """Seconds that bringing one page to the disk takes, the median of many."""
    taken = []
    with (disk / "page").open("wb", buffering=0) as file:
        for _ in range(VISITS):
            file.write(bytes(4096))
            start = time.perf_counter()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - start)
    return median(taken)
