"""A scanned code opens its copy within one frame budget of 100 ms, with ten years of copies and their movements."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.enums import MovementKind
from db.models import Application, Branch, CopyMovement, Handover, PaperCopy, PartyOrganization, Round
from desktop_app.app import Session
from desktop_app.office import office_settings
from desktop_app.office.finding import place_of_code
from desktop_app.rules.pinyin import branch_search_text
from desktop_app.settings import Settings
from desktop_app.shapes.office import OfficeProfile
from desktop_app.ui.main_window import MainWindow

YEARS, BRANCHES, APPLICATIONS, COPIES = 10, 268, 86, 5
BUDGET = 0.1  # s


def fill() -> None:
    """Ten rounds of 86 applications with five copies each; three of each were lent and came back."""
    home = PartyOrganization.create(name="药学院党总支", key="药学院")
    rows = [(f"教研室A{n:03}党支部", n) for n in range(BRANCHES)]
    Branch.insert_many(
        [
            {"organization": home, "name": name, "key": name, "search": branch_search_text(name, home.name)}
            for name, _ in rows
        ]
    ).execute()
    for year in range(2026 - YEARS, 2026):
        round_ = Round.create(year=year, name=f"{year} 年批次", submission_deadline=f"{year}-11-10", copies=COPIES)
        _fill_round(round_, year)


def _fill_round(round_: Round, year: int) -> None:
    at = f"{year}-11-07 10:20"
    numbers = [f"ZBPP-{year}-{n:03}" for n in range(1, APPLICATIONS + 1)]
    Application.insert_many(
        [
            {"round": round_, "branch": n, "number": number, "brand": f"品牌{n}", "registered_at": at}
            for n, number in enumerate(numbers, 1)
        ]
    ).execute()
    made = list(Application.select().where(Application.round == round_))
    PaperCopy.insert_many(
        [
            {"application": row, "ordinal": n, "code": f"{row.number}-{n}", "received_at": at, "stamped": True}
            for row in made
            for n in range(1, COPIES + 1)
        ]
    ).execute()
    copies = list(
        PaperCopy.select().join(Application).where(Application.round == round_, PaperCopy.ordinal.in_([2, 3, 4]))
    )
    for serial, kind in enumerate((MovementKind.LEND, MovementKind.RETURN), 1):
        handover = Handover.create(
            round=round_, number=f"JJ-{year}-{serial:04}", kind=kind, holder="专家组", place="组织科", at=at, by="周喆"
        )
        CopyMovement.insert_many(
            [{"handover": handover, "copy": copy, "position": n} for n, copy in enumerate(copies, 1)]
        ).execute()


@pytest.fixture
def window(disk: Path, qapp: QApplication) -> Iterator[MainWindow]:
    session = Session(disk / "ten years", Settings(disk / "settings.ini"), lambda: None)
    run = session.ledger.run
    run("单位", office_settings.set_up_office, profile=OfficeProfile(school="示例医科大学"), operator="周喆")
    run("十年", fill)
    session.ledger.clock = lambda: datetime(2025, 11, 20, 9, 0)
    session.sit_down()
    made = session.open_window()
    end = time.monotonic() + 2
    while time.monotonic() < end:  # the other pages are built in quiet moments
        qapp.processEvents()
    yield made
    session.close(keep=False)


def test_a_code_to_the_open_record(window: MainWindow, qapp: QApplication, compare: Callable[..., None]) -> None:
    """Found by its code, its tab brought into sight from another page, the copy and its way shown and painted."""
    codes = cycle([f"ZBPP-2025-{n:03}-{copy}" for n in (1, 43, 86) for copy in (1, 2, 5)])

    def scan() -> None:
        place = place_of_code(next(codes))
        assert place is not None
        window.go_to(place)
        window.repaint()
        qapp.processEvents()

    scan()  # the tab is built when it is first wanted
    title = f"a code to the open record, {YEARS * APPLICATIONS * COPIES} copies of {YEARS} years (bare: the budget)"
    compare(title, lambda: time.sleep(BUDGET), scan, goal=1)
