"""What every page of the window is handed, over a real temporary database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from db.opening import FILE_NAME, close_database, open_database
from desktop_app.jobs import Jobs
from desktop_app.ledger import Ledger
from desktop_app.settings import Settings
from desktop_app.ui import style
from desktop_app.ui.home import Home
from desktop_app.ui.screen import Desk


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    """An empty data folder, 周喆 at the desk, Friday 2025-11-07 10:42."""
    style.apply(qapp, dark=False)  # type: ignore[arg-type]
    open_database(tmp_path / FILE_NAME)
    ledger, home = Ledger("周喆"), Home()
    ledger.clock = lambda: datetime(2025, 11, 7, 10, 42)
    jobs = Jobs(home.post)
    yield Desk(ledger, jobs, Settings(tmp_path / "settings.ini"))
    jobs.close()
    close_database()
