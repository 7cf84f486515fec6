"""应报未报名单 as a workbook: one row per branch, its organization in every row, so that it sorts and filters."""

from pathlib import Path

from desktop_app.shapes.documents import MissingBranches
from desktop_app.writers.wording import missing_summary, where_to_bring
from desktop_app.writers.xlsx.sheets import Column, Row, Sheet, write_sheet

COLUMNS = (
    Column("序号", "number", centred=True),
    Column("基层党组织"),
    Column("联系电话", widest=20),
    Column("党支部", widest=36),
    Column("应报依据", widest=36),
    Column("支部书记", widest=16),
)


def write_missing_branches(missing: MissingBranches, target: Path) -> None:
    """Write the list. The same list gives the same bytes."""
    head = missing.letterhead
    branches = [(group, branch) for group in missing.groups for branch in group.branches]
    write_sheet(
        Sheet(
            title="应报未报名单",
            under=f"{head.school}{head.department}　{missing.round_name}",
            columns=COLUMNS,
            rows=[
                Row((number, group.organization, group.telephone, branch.branch, branch.because, branch.secretary))
                for number, (group, branch) in enumerate(branches, start=1)
            ],
            closing=missing_summary(missing) + (where_to_bring(head) if branches else ""),
            across=True,
            author=f"{head.school}{head.department}{head.office}",
            subject=missing.round_name,
            made_at=missing.as_of,
        ),
        target,
    )
