"""文件中心: the columns of a list beside its preview, and the check of a file before it is posted."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from desktop_app.office import project_lists, rounds
from desktop_app.shapes.project_lists import USUAL_COLUMNS, ListChoice, ListColumn, ListOrder
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.ui.screens.papers import PapersScreen
from desktop_app.ui.screens.papers.columns import STEP

KIND = list(ListColumn).index(ListColumn.KIND)


@pytest.fixture
def page(desk, qtbot):
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-10")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    made = PapersScreen(desk)
    made.heard = []
    made.said.connect(lambda words, undo: made.heard.append((words, undo)))
    qtbot.addWidget(made)
    made.resize(1056, 620)
    with qtbot.waitExposed(made):
        made.show()
    made.choose("established_list")
    yield made
    made.hide()


def chip(page, number):
    return page.findChild(QPushButton, f"list_column_{number}")


def said(page, name):
    return page.findChild(QLabel, name).text()


def looked(page, qtbot):
    qtbot.waitUntil(lambda: said(page, "inspection_verdict") != "正在检查…", timeout=15_000)


def test_the_strip_stands_beside_lists_only_and_fits_the_smallest_window(page):
    assert page.columns.isVisible()
    assert page.minimumSizeHint().width() <= 1056
    page.choose("participation")
    assert not page.columns.isVisible()


def test_a_pressed_column_is_the_offices_and_is_undone_by_name(page):
    chip(page, KIND).click()
    assert project_lists.choice().columns == tuple(each for each in ListColumn if each in (*USUAL_COLUMNS, "支部类型"))
    assert page.heard[-1] == (f"已改{STEP}", STEP)
    page.ledger.undo()
    page.refresh()
    assert (project_lists.choice(), chip(page, KIND).isChecked()) == (ListChoice(), False)


def test_an_order_is_chosen(page):
    page.findChild(QPushButton, "list_orders_1").click()
    assert project_lists.choice() == ListChoice(order=ListOrder.ORGANIZATION)


def test_the_last_column_that_tells_a_project_stays(page):
    for number, column in enumerate(ListColumn):
        if column in (ListColumn.NUMBER, ListColumn.BRANCH, ListColumn.BRAND):
            chip(page, number).click()
    assert "至少要留一栏" in page.notice.words
    assert chip(page, list(ListColumn).index(ListColumn.BRAND)).isChecked()
    assert ListColumn.BRAND in project_lists.choice().columns


def test_a_file_is_looked_through_and_looked_through_again(page, qtbot, tmp_path, monkeypatch):
    file = tmp_path / "名单.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "咨询 13812345678"
    book.properties.creator = ""
    book.save(file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    page.shelf.inspect.click()
    looked(page, qtbot)
    assert said(page, "inspection_verdict") == "有 1 处须处理，处理好再公布。"
    assert said(page, "finding_0_what") == "须处理：工作表“Sheet”第 1 行“第 1 栏”　有手机号码“13812345678”。"
    assert (page.header_actions(), page.primary()) == ((), None)
    book.active["A1"] = "咨询组织科"
    book.save(file)
    page.inspection.again.click()
    looked(page, qtbot)
    assert said(page, "inspection_verdict") == "没有发现不宜公布的内容，可以公布。"
    assert not page.findChild(QLabel, "finding_0_what").isVisible()
    QTest.keyClick(page.inspection.again, Qt.Key.Key_Escape)
    assert not page.inspection.open
    assert page.primary() is not None


def test_a_file_that_cannot_be_read_is_told(page, qtbot, tmp_path):
    (tmp_path / "名单.pdf").write_bytes(b"PK")
    page.inspection.show_file(tmp_path / "名单.pdf")
    looked(page, qtbot)
    assert said(page, "inspection_verdict") == "没有检查成。"
    assert "不是 PDF 文件" in page.inspection.notice.words


def test_another_document_closes_the_inspection(page, qtbot, tmp_path):
    (tmp_path / "名单.pdf").write_bytes(b"PK")
    page.inspection.show_file(tmp_path / "名单.pdf")
    looked(page, qtbot)
    page.choose("participation")
    assert not page.inspection.open
