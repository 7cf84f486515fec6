"""A table of visits as an office kept it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop_app.readers.visits import read_visits
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import COMPLETE, CopyMarks

HEADER = (
    *("来访序号", "收件时间", "基层党组织", "送件人", "电话", "党支部", "品牌名称", "纸质份数", "份号"),
    *("盖章份数", "签字份数", "完整份数", "电子版时间", "经手人"),
)
ROW = (1, "2025-09-09 10:20", "药学院党总支", "许老师", "3831425", "甲党支部", "药香", 2, "4、5", 1, 2, 2, "", "周喆")


def table(folder: Path, *rows) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "收件记录.xlsx")
    return folder / "收件记录.xlsx"


def test_rows_of_one_number_are_one_visit(tmp_path):
    second = (*ROW[:5], "乙党支部", "良药", 0, "", 0, 0, 0, "2025-09-08 16:12", "周喆")
    third = (2, "2025-09-09 11:00", *ROW[2:])
    first, later = read_visits(table(tmp_path, HEADER, ROW, second, third))
    assert (first.received_at, first.submitter, first.telephone, first.taken_by) == (
        "2025-09-09 10:20",
        "许老师",
        "3831425",
        "周喆",
    )
    unsealed = CopyMarks(here=True, stamped=False, signed=True, whole=True)
    assert [(line.row, line.branch, line.copies, line.electronic_at) for line in first.lines] == [
        (2, "甲党支部", ((4, COMPLETE), (5, unsealed)), ""),
        (3, "乙党支部", (), "2025-09-08 16:12"),
    ]
    assert [line.row for line in later.lines] == [4]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({7: 3}, "第 2 行“份号”写了 2 份，“纸质份数”是 3"),
        ({7: "两份"}, "第 2 行“纸质份数”是“两份”，不是份数"),
        ({1: "昨天"}, "第 2 行“收件时间”是“昨天”，不是时间"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path, change, told):
    row = tuple(change.get(place, cell) for place, cell in enumerate(ROW))
    with pytest.raises(RuleBroken, match=told):
        read_visits(table(tmp_path, HEADER, row))


def test_a_table_without_its_header_is_refused(tmp_path):
    with pytest.raises(RuleBroken, match="第一行缺少列：来访序号"):
        read_visits(table(tmp_path, ("a", "b"), ROW[:2]))
