"""The sample season, gathered once: what a pack is made of, and the store that its files lie in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from db.opening import FILE_NAME, close_database, open_database
from desktop_app.archiving import Gathering
from desktop_app.archiving.plan import Part, Plan, PlannedItem
from desktop_app.file_store import FileStore
from desktop_app.jobs import Progress
from desktop_app.ledger import Ledger
from desktop_app.office import rounds
from desktop_app.office.first_start import prepare
from desktop_app.sample_season import load_sample
from desktop_app.shapes.archive import ArchiveCover
from desktop_app.shapes.documents import Letterhead

NOW = datetime(2025, 9, 30, 17, 40)
HEAD = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "dzb@example.edu.cn")


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, FileStore]:
    folder = tmp_path_factory.mktemp("season")
    open_database(folder / FILE_NAME)
    ledger = Ledger("周喆")
    prepare(ledger.run)
    load_sample(ledger)
    plan = Gathering(rounds.required_round_id(), by="周喆", now=NOW).plan()
    close_database()
    return plan, FileStore(folder)


@pytest.fixture
def progress() -> Progress:
    return Progress("归档", lambda *_: None)


def planned(*parts: Part) -> Plan:
    """A pack of a few parts, in one 件."""
    cover = ArchiveCover(1, "2025 年批次", 2025, HEAD, "", "", NOW, "周喆", "ab" * 32)
    item = PlannedItem("4 申报材料", "[药学院党总支“药香校园”申报书]", "药学院党总支", "2025-09-09", parts)
    return Plan(cover, (item,), (), ())


@pytest.fixture
def small_plan() -> Callable[..., Plan]:
    return planned


@pytest.fixture
def pack() -> Plan:
    return planned(
        Part("4 申报材料/甲/申报稿.docx", lambda: b"first", "申报书.docx"),
        Part("4 申报材料/甲/定稿.docx", lambda: b"second", "定稿.docx"),
    )
