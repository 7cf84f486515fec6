"""A real temporary database and a Ledger over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from db.opening import FILE_NAME, close_database, open_database
from desktop_app.ledger import Ledger


@dataclass(slots=True)
class Office:
    """The office of a test: its folder, its ledger, and a clock that stands where it was put."""

    folder: Path
    ledger: Ledger
    now: datetime = datetime(2023, 11, 9, 10, 20)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    open_database(tmp_path / FILE_NAME)
    made = Office(tmp_path, Ledger("周喆"))
    made.ledger.clock = lambda: made.now
    yield made
    close_database()
