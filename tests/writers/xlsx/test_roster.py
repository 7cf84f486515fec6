"""The roster as a workbook: a row per honour, real dates and numbers, text that stays text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from desktop_app.shapes.documents import BranchRoster, Letterhead, RosterExportRow
from desktop_app.writers.xlsx.roster import write_roster

HEAD = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "zzk@example.edu.cn")
PLAIN = RosterExportRow("药学院党委", "=教工党支部", "教师", "贺䶮", "0371-65790500", 12, *[""] * 6)
MODEL = RosterExportRow(
    "药学院党委", "学生党支部", "学生", "", "", None, "样板支部", "校级", "培育创建", "第三批", "2024-01-01", ""
)
DOUBLE = RosterExportRow(
    "药学院党委", "学生党支部", "学生", "", "", None, "双带头人", "省级", "通过验收", "", "", "2026-12-31"
)


def test_what_stands_in_it(tmp_path: Path) -> None:
    write_roster(BranchRoster(HEAD, datetime(2025, 9, 1), (PLAIN, MODEL, DOUBLE)), tmp_path / "名册.xlsx")
    page = load_workbook(tmp_path / "名册.xlsx").active
    rows = [[cell or None for cell in row] for row in page.iter_rows(min_row=4, max_row=6, values_only=True)]
    nothing = [None] * 6
    assert rows == [
        [1, "药学院党委", "=教工党支部", "教师", "贺䶮", "0371-65790500", 12, *nothing],
        [2, "药学院党委", "学生党支部", "学生", None, None, None, "样板支部", "校级", "培育创建", "第三批",
         datetime(2024, 1, 1), None],
        [2, "药学院党委", "学生党支部", "学生", None, None, None, "双带头人", "省级", "通过验收", None,
         None, datetime(2026, 12, 31)],
    ]  # fmt: skip
    assert page["C4"].data_type == "s"
    assert page["A2"].value == "示例医科大学党委组织部　2025-09-01"
