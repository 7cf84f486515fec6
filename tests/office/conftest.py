"""A real temporary database and a Ledger over it, with a round and a few branches to hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from db.models import Branch, Designation, PartyOrganization
from db.opening import FILE_NAME, close_database, open_database
from desktop_app.ledger import Ledger
from desktop_app.office import intake, rounds
from desktop_app.shapes.copies import ABSENT, COMPLETE, CopyMarks
from desktop_app.shapes.intake import LineEntry, RecordedReceipt, VisitEntry
from desktop_app.shapes.rounds import RoundDraft

ALL = (COMPLETE,) * 5
NONE = (ABSENT,) * 5


@dataclass(slots=True)
class Office:
    """The office of a test: its folder, its ledger, and a clock that stands where it was put."""

    folder: Path
    ledger: Ledger
    now: datetime = datetime(2023, 11, 9, 10, 20)

    def round(self, year: int = 2023, deadline: str = "2023-11-10") -> int:
        draft = RoundDraft(year, f"{year} 年批次", submission_deadline=deadline)
        return self.ledger.run("新建批次", rounds.create_round, draft=draft)

    def organization(self, name: str = "药学院党总支") -> int:
        return self.ledger.run(
            "添加", lambda: PartyOrganization.create(name=name, key=name, kind="党总支", telephone="3831402").id
        )

    def branch(self, name: str, organization_id: int, **facts: object) -> int:
        return self.ledger.run(
            "添加", lambda: Branch.create(organization=organization_id, name=name, key=name, **facts).id
        )

    def honour(self, branch_id: int, level: str = "校级", stage: str = "培育创建", valid_to: str = "") -> None:
        self.ledger.run(
            "添加",
            lambda: Designation.create(
                branch=branch_id, kind="样板支部", level=level, stage=stage, batch="第三批", valid_to=valid_to
            ),
        )

    def receive(
        self,
        branch_id: int,
        copies: tuple[CopyMarks, ...] = ALL,
        *,
        brand: str = "药香校园",
        at: str = "2023-11-09 10:20",
        electronic: str = "",
        approved: tuple[str, str] = ("", ""),
        submitter: str = "许老师",
    ) -> RecordedReceipt:
        line = LineEntry(branch_id, brand, copies, electronic, "", *approved)
        visit = VisitEntry(self.round_id, at, (line,), None, submitter, "3831425")
        return self.ledger.run("登记收件", intake.record_receipt, visit=visit, taken_by="周喆")

    @property
    def round_id(self) -> int:
        return rounds.required_round_id()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    open_database(tmp_path / FILE_NAME)
    made = Office(tmp_path, Ledger("周喆"))
    made.ledger.clock = lambda: made.now
    yield made
    close_database()
