"""The first rows of a sheet, as they stand there."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from desktop_app.readers.sheet_preview import FIRST, first_rows


def test_rows_from_the_first_on_blank_ones_included(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "甲"
    other = book.create_sheet("乙")
    other["A1"], other["B3"] = "标题", 7
    book.save(tmp_path / "表.xlsx")
    assert first_rows(tmp_path / "表.xlsx", "乙") == (("标题", ""), ("", ""), ("", "7"))
    assert first_rows(tmp_path / "表.xlsx", "丙") == ()


def test_no_more_than_are_looked_through_for_a_header(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_text("\n".join(str(number) for number in range(100)), encoding="utf-8")
    assert first_rows(tmp_path / "表.csv", "表") == tuple((str(number),) for number in range(FIRST))
