"""Score workbooks through 录入评分: sent into a folder, filled in, taken back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog

from db.models import Review

POINTS = (18, 17, 22, 16, 8, 5)


@pytest.fixture
def tab(at):
    page = at("scoring")
    page.tab.page = page
    return page.tab


def press(tab, words):
    next(each for each in tab.header_actions() if each.words == words).run()


def fill(path: Path, sign: str, first: int = 18) -> str:
    book = openpyxl.load_workbook(path)
    page = book["评分"]
    row = 5
    while page.cell(row, 1).value:
        for at, points in enumerate((first, *POINTS[1:])):
            page.cell(row, 7 + at).value = points
        row += 1
    page.cell(row + 1, 4).value = sign
    book.save(path)
    return str(path)


def test_they_leave_into_a_folder_and_come_back_signed(tab, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press(tab, "发出工作簿…")
    qtbot.waitUntil(lambda: bool(tab.page.heard), timeout=20_000)
    assert tab.page.heard == [("已生成 9 个评分工作簿", "")]
    files = sorted(path.name for path in tmp_path.glob("评分工作簿*.xlsx"))
    assert files[-1] == "评分工作簿 专家9 端木晴.xlsx"
    filled = fill(tmp_path / files[-1], "端木晴")
    wrong = fill(tmp_path / "评分工作簿 专家8 苏木禾.xlsx", "苏木禾", first=25)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([filled, wrong], ""))
    press(tab, "收回工作簿…")
    qtbot.waitUntil(lambda: len(tab.page.heard) > 1, timeout=20_000)
    assert tab.page.heard[1] == ("已导入 1 个工作簿：录入 74 张", "")
    notice = tab.side.notice.words
    assert notice.startswith("“评分工作簿 专家8 苏木禾.xlsx”没有导入。第 5 行 ")
    assert "“党性原则”填了 25 分，超过满分 20 分" in notice
    assert "共 70 处" in notice
    assert Review.select().where(Review.code.endswith("-9"), Review.verified_at != "").count() == 74
    assert Review.select().where(Review.code.endswith("-8"), Review.verified_at != "").count() == 0


def test_a_file_that_is_none_is_said(tab, tmp_path, qtbot):
    (tmp_path / "名单.xlsx").write_text("不是表格", encoding="utf-8")
    tab.workbooks.take([tmp_path / "名单.xlsx"])
    qtbot.waitUntil(lambda: bool(tab.side.notice.words), timeout=20_000)
    assert "“名单.xlsx”" in tab.side.notice.words
    assert tab.page.heard == []
