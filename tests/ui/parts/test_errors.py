"""Where it is said that something did not happen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from db.errors import DiskFull
from desktop_app.rules.errors import RuleBroken
from desktop_app.ui.parts.errors import Notice, UnexpectedDialog
from desktop_app.ui.parts.floating import EmptyState, Toast


def raising(error):
    raise error


@pytest.mark.parametrize(
    "error", [RuleBroken("缺品牌名称。", "请照封面填写。"), DiskFull("磁盘已满。", "请腾出空间。")]
)
def test_known_trouble_stands_beside_the_form(qtbot, error):
    notice = Notice("notice")
    qtbot.addWidget(notice)
    assert notice.attempt(lambda: raising(error)) is False
    assert notice.words == f"{error.what}{error.todo}"
    assert notice.attempt(lambda: None) is True
    assert notice.words == ""


def test_a_bug_is_not_held_back(qtbot):
    notice = Notice("notice")
    qtbot.addWidget(notice)
    with pytest.raises(KeyError):
        notice.attempt(lambda: raising(KeyError("x")))
    assert notice.words == ""


def test_the_last_resort_tells_the_way_and_can_be_copied(qtbot, tmp_path):
    try:
        raising(ZeroDivisionError("something"))
    except ZeroDivisionError as error:
        dialog = UnexpectedDialog(error, "0.1.0", tmp_path / "log.txt")
    qtbot.addWidget(dialog)
    dialog.copy_account()
    account = dialog.findChild(QPlainTextEdit).toPlainText()
    assert QGuiApplication.clipboard().text() == account
    assert account.startswith("一支部一特色 0.1.0\n")
    assert account.rstrip().endswith("ZeroDivisionError: something")


def test_a_toast_stays_inside_a_narrow_window_and_goes_by_itself(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(400, 300)
    toast = Toast(over)
    over.show()
    toast.LASTS = 50
    toast.tell("已登记收件 SJ-2023-0012，打印 2 份，" * 4)
    assert over.rect().contains(toast.geometry())
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=2000)


def test_an_empty_state_says_what_comes_next(qtbot):
    empty = EmptyState("empty", "seedling", "还没有立项支部", "公示期满后出现在这里。")
    qtbot.addWidget(empty)
    empty.show_words("没有符合筛选的支部", "换个词试试。")
    assert empty.findChild(QWidget, "empty_title").text() == "没有符合筛选的支部"
