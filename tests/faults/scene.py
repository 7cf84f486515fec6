"""What the tests of faults do to a data folder, and how they tell whether it is whole.

Step n leads from state n to state n + 1, always the same: operators come, branches hand in, things are undone.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from db.connection import database
from db.models import Branch, ElectronicVersion, PartyOrganization
from db.opening import FILE_NAME, close_database, known_trouble, open_database
from desktop_app.file_store import FileStore
from desktop_app.ledger import Ledger
from desktop_app.office import intake, rounds
from desktop_app.office.office_settings import add_operator
from desktop_app.shapes.copies import COMPLETE
from desktop_app.shapes.intake import LineEntry, VisitEntry
from desktop_app.shapes.rounds import RoundDraft

AT = datetime(2025, 11, 9, 10, 20)
BRANCHES = 100


def clock() -> datetime:
    """A clock that stands, so that the same steps write the same bytes."""
    return AT


def open_office(folder: Path) -> Ledger:
    """The data folder, opened, and its ledger."""
    open_database(folder / FILE_NAME)
    return Ledger("周喆", clock)


def make_template(folder: Path) -> Path:
    """A small office: a round, an organisation, a hundred branches."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger = open_office(folder)

    def branches() -> None:
        home = PartyOrganization.create(name="药学院党总支", key="药学院党总支", kind="党总支")
        for number in range(BRANCHES):
            Branch.create(organization=home, name=f"第{number}党支部", key=f"第{number}党支部", position=number)

    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    ledger.run("新建批次", rounds.create_round, draft=draft)
    ledger.run("添加支部", branches)
    close_database()
    return folder


def fresh(place: Path, template: Path) -> Path:
    """A copy of a data folder to ruin."""
    data = place / f"data-{time.monotonic_ns()}"
    shutil.copytree(template, data)
    return data


def step(ledger: Ledger, number: int) -> None:
    """Step `number`: mostly a receipt of five copies; every third an operator; every seventh is undone."""
    with known_trouble():
        _step(ledger, number)


def _step(ledger: Ledger, number: int) -> None:
    if number % 7 == 6:
        ledger.undo()
    elif number % 3 == 0:
        ledger.run(f"添加经手人 {number}", add_operator, name=f"经手人{number}")
    else:
        branch = 1 + number % BRANCHES
        line = LineEntry(branch, f"品牌{number}", (COMPLETE,) * 5)
        visit = VisitEntry(rounds.required_round_id(), "2025-11-09 10:20", (line,), None, "许老师", "3831425")
        ledger.run(f"登记收件 {number}", intake.record_receipt, visit=visit, taken_by="周喆")


def content_of(number: int) -> bytes:
    """A form of some kilobytes."""
    return hashlib.sha256(str(number).encode()).digest() * (100 + number % 50)


def keep_and_name(ledger: Ledger, store: FileStore, number: int) -> str:
    """A form comes: the file first, then the row that names it."""
    kept = store.keep(content_of(number))

    def name() -> None:
        ElectronicVersion.create(
            application=database.execute_sql("SELECT min(id) FROM application").fetchone()[0],
            kind="申报稿",
            arrived_at="2025-11-09 10:20",
            file_name=f"申报书{number}.docx",
            sha256=kept.sha256,
        )

    ledger.run(f"收到电子版 {number}", name)
    return kept.sha256


def digest(ask: Callable[..., Any]) -> str:
    """All rows of all tables, and the journal's chain, in one hash."""
    found = hashlib.sha256()
    names = ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    for (name,) in names.fetchall():
        found.update(name.encode())
        for row in ask(f"SELECT * FROM {name}").fetchall():
            found.update(repr(row).encode())
    return found.hexdigest()


def open_digest() -> str:
    """Of the file that is open."""
    return digest(database.execute_sql)


def look(folder: Path) -> tuple[bool, str]:
    """Whether a file that nobody has open is whole, and its digest: as the next start would find it."""
    connection = driver.connect(str(folder / FILE_NAME))
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        whole = whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
        return whole, digest(connection.execute)
    except driver.Error as trouble:
        return False, str(trouble)
    finally:
        connection.close()


def named_files(folder: Path) -> Iterator[str]:
    """The hashes that rows name, in a file that nobody has open."""
    connection = driver.connect(str(folder / FILE_NAME))
    try:
        yield from (sha for (sha,) in connection.execute("SELECT sha256 FROM electronic_version WHERE sha256 != ''"))
    finally:
        connection.close()
