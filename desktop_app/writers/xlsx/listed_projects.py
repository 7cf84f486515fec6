"""公示 as a workbook: one row per project, nothing in it that may not be public."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.establishment import ListedProject, PublicityNotice
from desktop_app.writers.listed_wording import (
    PROJECT_COLUMNS,
    publicity_objections,
    publicity_opening,
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


def write_publicity_notice(notice: PublicityNotice, target: Path) -> None:
    """Write 公示. The same notice gives the same bytes."""
    closing = publicity_opening(notice) + (publicity_objections(notice) if notice.rows else "")
    _write("拟立项名单公示", notice.letterhead, notice.round_name, notice.rows, closing, notice.made_at, target)


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
