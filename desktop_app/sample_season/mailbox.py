"""电子版: the mailbox as a clerk reads it in, and the 定稿 that came by mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from db.enums import TextCheck
from desktop_app.ledger import Ledger, moment
from desktop_app.office import electronic, electronic_page, rounds
from desktop_app.office.incoming import apply_incoming, known
from desktop_app.readers.mailbox import read_incoming
from desktop_app.rules.incoming import left_over, plan_incoming
from desktop_app.rules.typed_dates import written_moment
from resources import SAMPLE

Step = tuple[datetime, str, Callable[[], None]]
COMPARED = ("妇产科党支部", "病理学教研室党支部")  # file and paper were held against each other


def while_collecting(ledger: Ledger, clerk: str) -> Iterator[Step]:
    """An evening with the mailbox: what can be told is taken, the rest waits for a word."""
    yield datetime(2025, 9, 9, 16, 30), clerk, partial(_take, ledger, SAMPLE / "邮箱")
    yield datetime(2025, 9, 9, 16, 50), clerk, partial(_compare, ledger)


def while_revised(ledger: Ledger, clerk: str) -> Iterator[Step]:
    """Two branches answer the experts before the others do."""
    yield datetime(2025, 9, 23, 14, 30), clerk, partial(_take, ledger, SAMPLE / "邮箱-定稿")


def _take(ledger: Ledger, folder: Path) -> None:
    """As the import in the window does it; files that belong to nothing go again."""
    round_id, at, store = rounds.required_round_id(), ledger.clock(), electronic_page.store()
    plan = plan_incoming(known(round_id), read_incoming([folder], store), arrived_at=written_moment(at))
    step = partial(apply_incoming, round_id=round_id, plan=plan, by=ledger.actor, at=moment(at))
    ledger.run(f"导入电子版 {folder.name}", step)
    for sha256 in left_over(plan, applied=True):
        store.discard(sha256)


def _compare(ledger: Ledger) -> None:
    for row in electronic_page.electronic_rows(rounds.required_round_id()):
        if row.branch in COMPARED and row.files:
            ledger.run(
                f"电子与纸质核对 {row.number}：{TextCheck.SAME}",
                electronic.check_text,
                application_id=row.application_id,
                verdict=TextCheck.SAME,
                by=ledger.actor,
                at=moment(ledger.clock()),
            )
