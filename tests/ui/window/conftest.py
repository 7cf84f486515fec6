"""A window over a real temporary database, with pages that stand in for those of the season."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout

from db.models import PartyOrganization
from db.opening import FILE_NAME, close_database, open_database
from desktop_app.jobs import Jobs
from desktop_app.ledger import Ledger
from desktop_app.settings import Settings
from desktop_app.shapes.office import OfficeProfile, OperatorRow
from desktop_app.shapes.rounds import RoundRow
from desktop_app.shapes.window import Hit, Place, WindowFacts
from desktop_app.ui import style
from desktop_app.ui.home import Home
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.screen import Action, Desk, Screen, Waiting


def register_organization(*, name: str) -> int:
    return int(PartyOrganization.create(name=name, key=name).id)


class RosterScreen(Screen):
    title, icon, initials = "支部名册", "users-group", "zbmc"
    watches = frozenset({PartyOrganization})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.seen: list[tuple[str, ...]] = []
        self.opened: list[tuple[str, int]] = []
        self.asked: list[str] = []
        self.filter, self.press = QLineEdit(), QPushButton("按钮")
        box = QVBoxLayout(self)
        box.addWidget(self.filter)
        box.addWidget(self.press)

    def refresh(self) -> None:
        self.seen.append(tuple(row.name for row in PartyOrganization.select().order_by(PartyOrganization.id)))

    def state_line(self) -> str:
        return f"{len(self.seen[-1]) if self.seen else 0} 个基层党组织"

    def waiting(self) -> Waiting:
        return Waiting(PartyOrganization.select().count(), True)

    def primary(self) -> Action | None:
        return Action(
            "登记", lambda: self.asked.append("primary"), "plus", why_not="" if self.seen[-1] else "先导入名册。"
        )

    def open_record(self, kind: str, record_id: int) -> None:
        self.opened.append((kind, record_id))

    def focus_filter(self) -> bool:
        self.filter.setFocus()
        return True

    def save(self) -> bool:
        self.asked.append("save")
        return True


class ReceiptScreen(Screen):
    title, icon, initials = "收件登记", "inbox", "sjdj"
    watches = frozenset({"receipt"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.begun = 0

    def refresh(self) -> None: ...

    def begin(self) -> bool:
        self.begun += 1
        return True


class FilesScreen(Screen):
    title, icon, initials = "文件中心", "folder", "wjzx"
    watches = frozenset()
    apart = True

    def refresh(self) -> None: ...


@dataclass(slots=True)
class Bench:
    """The desk of a test and the window upon it."""

    ledger: Ledger
    desk: Desk
    facts: WindowFacts
    folder: Path
    window: MainWindow | None = None
    asked: list[str] = field(default_factory=list)

    def search(self, typed: str) -> tuple[Hit, ...]:
        self.asked.append(typed)
        if not typed.startswith("lcyx"):
            return ()
        return (
            Hit("支部", "临床医学系第一党支部", "第一临床学院党委", Place("支部名册", "branch", 7), (0, 4)),
            Hit("支部", "临床医学系第二党支部", "第一临床学院党委", Place("支部名册", "branch", 8), (0, 4)),
        )

    def register(self, name: str) -> None:
        self.window.screen_shown.run("登记组织", register_organization, say=lambda _: f"已登记{name}", name=name)


@pytest.fixture
def bench(tmp_path: Path, qapp: QApplication) -> Iterator[Bench]:
    style.apply(qapp, dark=False)
    open_database(tmp_path / FILE_NAME)
    ledger = Ledger("周喆", lambda: datetime(2023, 11, 9, 10, 42))
    home = Home()
    jobs = Jobs(home.post)
    facts = WindowFacts(
        OfficeProfile(school="示例医科大学"),
        (RoundRow(2, 2023, "2023 年批次", True), RoundRow(1, 2022, "2022 年批次", False)),
        (OperatorRow(1, "周喆", True), OperatorRow(2, "许晓燕", True), OperatorRow(3, "已离职", False)),
    )
    yield Bench(ledger, Desk(ledger, jobs, Settings(tmp_path / "settings.ini")), facts, tmp_path)
    jobs.close()
    close_database()


@pytest.fixture
def window(bench: Bench, qtbot, qapp: QApplication) -> MainWindow:
    made = MainWindow(bench.desk, (RosterScreen, ReceiptScreen, FilesScreen), lambda: bench.facts, bench.search)
    bench.window = made
    qtbot.addWidget(made)
    made.resize(1280, 720)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: qapp.activeWindow() is made)
    return made
