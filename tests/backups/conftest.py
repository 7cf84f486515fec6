"""A data folder with a school, an operator, a branch and a receipt in it, and its keeper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db.models import Branch, Operator, PartyOrganization
from db.opening import FILE_NAME, close_database, open_database
from desktop_app.backups.keeper import Keeper
from desktop_app.file_store import FileStore
from desktop_app.ledger import Ledger
from desktop_app.office import intake, rounds
from desktop_app.office.office_settings import add_operator
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft


@dataclass
class Folder:
    """A data folder, opened, with a clock that stands where it was put."""

    path: Path
    now: datetime = datetime(2025, 11, 9, 10, 20)
    ticks: float = 0.0
    ledger: Ledger = field(init=False)
    keeper: Keeper = field(init=False)

    def open(self) -> None:
        self.path.mkdir(exist_ok=True)
        open_database(self.path / FILE_NAME, look=True)
        self.ledger = Ledger("周喆", self.clock)
        self.keeper = Keeper(self.path, lambda: self.ledger.actor, self.clock, lambda: self.ticks)

    def clock(self) -> datetime:
        return self.now

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)
        self.ticks += timedelta(**span).total_seconds()

    def add(self, name: str) -> None:
        self.ledger.run(f"添加经手人 {name}", add_operator, name=name)
        self.keeper.changed()

    def receive(self, branch_id: int, brand: str = "药香校园") -> str:
        line = LineEntry(branch_id, brand, (COMPLETE,) * 5)
        visit = VisitEntry(rounds.required_round_id(), "2025-11-09 10:20", (line,), None, "许老师", "3831425")
        made = self.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")
        self.keeper.changed()
        return made.number

    def branches(self, *names: str) -> list[int]:
        """Branches of one organisation, and a round to apply in."""

        def make() -> list[int]:
            home = PartyOrganization.create(name="药学院党总支", key="药学院党总支", kind="党总支")
            return [Branch.create(organization=home, name=name, key=name).id for name in names]

        draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
        self.ledger.run("新建批次", rounds.create_round, draft=draft)
        return self.ledger.run("添加支部", make)

    def names(self) -> list[str]:
        return [row.name for row in Operator.select().order_by(Operator.id)]

    @property
    def store(self) -> FileStore:
        return FileStore(self.path)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    made = Folder(tmp_path / "data")
    made.open()
    yield made
    close_database()
