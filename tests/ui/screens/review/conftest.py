"""专家评审 over the whole sample season, at three of its moments."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from db.opening import FILE_NAME, close_database, open_database
from desktop_app.jobs import Jobs
from desktop_app.ledger import Ledger
from desktop_app.office.first_start import prepare
from desktop_app.sample_season import COLLECTED, RANKED, SCORING, Season
from desktop_app.settings import Settings
from desktop_app.ui import style
from desktop_app.ui.home import Home
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.review import ReviewScreen

MOMENTS = {"collected": COLLECTED, "scoring": SCORING, "ranked": RANKED}


@pytest.fixture(scope="session")
def seasons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The season told once, its file kept at every moment."""
    folder = tmp_path_factory.mktemp("seasons")
    file = folder / FILE_NAME
    open_database(file)
    ledger = Ledger("周喆")
    prepare(ledger.run)
    season, kept = Season(ledger), {}
    for name, until in MOMENTS.items():
        season.tell(until)
        close_database()  # it is read only while nobody holds it
        kept[name] = Path(shutil.copy(file, folder / f"{name}.db"))
        open_database(file)
    close_database()
    return kept


@pytest.fixture
def at(seasons, tmp_path, qapp, qtbot) -> Iterator[Callable[[str], ReviewScreen]]:
    """The page at a moment: everything collected, two thirds of the sheets in, or all of them."""
    style.apply(qapp, dark=False)
    homes = []

    def open_page(moment: str) -> ReviewScreen:
        shutil.copy(seasons[moment], tmp_path / FILE_NAME)
        open_database(tmp_path / FILE_NAME)
        ledger, home = Ledger("周喆"), Home()
        ledger.clock = lambda: datetime(2025, 9, 19, 9, 42)
        jobs = Jobs(home.post)
        homes.append((home, jobs))
        page = ReviewScreen(Desk(ledger, jobs, Settings(tmp_path / "settings.ini")))
        page.heard, page.places = [], []
        page.said.connect(lambda words, undo: page.heard.append((words, undo)))
        page.wanted.connect(page.places.append)
        qtbot.addWidget(page)
        page.resize(1056, 560)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    yield open_page
    for _, jobs in homes:
        jobs.close()
    close_database()
