"""立项名单 as a workbook: one row per project, nothing in it that may not be public."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.establishment import EstablishedList, ListedProject
from desktop_app.writers.listed_wording import (
    PROJECT_COLUMNS,
    established_summary,
)
from desktop_app.writers.xlsx.sheets import Column, Row, Sheet, write_sheet

COLUMNS = (
    Column(PROJECT_COLUMNS[0], "number", centred=True),
    Column(PROJECT_COLUMNS[1], widest=16),
    Column(PROJECT_COLUMNS[2], widest=36),
    Column(PROJECT_COLUMNS[3], widest=36),
    Column(PROJECT_COLUMNS[4], widest=36),
    Column(PROJECT_COLUMNS[5], widest=16),
)


def write_established_list(listed: EstablishedList, target: Path) -> None:
    """Write 立项名单. The same list gives the same bytes."""
    closing = established_summary(listed)
    _write("立项名单", listed.letterhead, listed.round_name, listed.rows, closing, listed.as_of, target)


def _write(
    title: str,
    head: Letterhead,
    round_name: str,
    rows: Sequence[ListedProject],
    closing: str,
    made_at: datetime,
    target: Path,
) -> None:
    write_sheet(
        Sheet(
            title=title,
            under=f"{head.school}{head.department}　{round_name}",
            columns=COLUMNS,
            rows=[
                Row((place, row.number, row.organization, row.branch, row.brand, row.head))
                for place, row in enumerate(rows, 1)
            ],
            closing=closing,
            across=True,
            author=f"{head.school}{head.department}{head.office}",
            subject=round_name,
            made_at=made_at,
        ),
        target,
    )
