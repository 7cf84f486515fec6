"""What runs in a child with the shim: `python -m tests.faults.child WHAT '{"folder": …}'` prints JSON."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from db import connection, opening
from db.connection import database
from db.opening import FILE_NAME
from tests.faults import injected, kills
from tests.faults.disk import Disk
from tests.faults.scene import make_template, open_digest, open_office, step


def record(folder: str, steps: int, synchronous: str) -> dict[str, Any]:
    """Do the steps, write down every call, and say what state each leads to."""
    place, data = Path(folder), Path(folder) / "data"
    if synchronous != "FULL":  # the control: the same program with the one setting that must not be
        wrong = tuple((n, synchronous, 0) if n == "synchronous" else (n, v, e) for n, v, e in connection.PRAGMAS)
        connection.PRAGMAS = opening.PRAGMAS = wrong
    make_template(data)
    disk = Disk(data)
    ledger = open_office(data)
    step(ledger, 0)  # the rollback journal is there from the first write on
    states = [open_digest()]
    (place / "before").mkdir()
    for name in (FILE_NAME, f"{FILE_NAME}-journal"):
        shutil.copy(data / name, place / "before" / name)
    disk.record(place / "record")
    for number in range(1, steps + 1):
        step(ledger, number)
        disk.mark(number)
        states.append(open_digest())
    pragmas = " ".join(
        f"{name}={database.execute_sql(f'PRAGMA {name}').fetchone()[0]}" for name, _, _ in connection.PRAGMAS
    )
    return {"states": states, "library": f"sqlcipher3, SQLite {driver.sqlite_version}", "pragmas": pragmas}


WORK: dict[str, Callable[..., dict[str, Any]]] = {
    "record": record,
    "errors": injected.errors,
    "kills_while_writing": kills.while_writing,
    "kills_between_file_and_row": kills.between_file_and_row,
    "kills_while_restoring": kills.while_restoring,
    "kills_while_upgrading": kills.while_upgrading,
}

if __name__ == "__main__":
    print(json.dumps(WORK[sys.argv[1]](**json.loads(sys.argv[2]))))
