"""Where it is said that something did not happen: beside the form, or, for what nobody foresaw, in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from db.errors import DatabaseTrouble
from desktop_app.rules.errors import RuleBroken
from desktop_app.ui.parts.account import account, keep_account
from desktop_app.ui.parts.basics import Mark, Stack, button, label, row
from desktop_app.ui.style import APART, BESIDE, FAR, NEAR, TIGHT

KNOWN = (RuleBroken, DatabaseTrouble)  # both bear `what` and `todo`, sentences for the clerk


class Notice(QFrame):
    """Amber, with a mark: what is wrong and what to do. Stands beside the form; hidden while all is well."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("is", "notice")
        self._what = label("", f"{name}_what", "warn", wrap=True)
        self._todo = label("", f"{name}_todo", wrap=True)
        mark = Mark("alert-triangle", "warn", f"{name}_mark")
        line = row(
            mark, Stack(f"{name}_words", self._what, self._todo, gap=TIGHT), margins=(BESIDE, NEAR, BESIDE, NEAR)
        )
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    @property
    def words(self) -> str:
        """What stands there; "" when nothing does."""
        return "" if self.isHidden() else f"{self._what.text()}{self._todo.text()}"

    def show_trouble(self, trouble: RuleBroken | DatabaseTrouble) -> None:
        self.show_words(trouble.what, trouble.todo)

    def show_failure(self, error: BaseException) -> None:
        """What went wrong aside, in a Job: known trouble is said here, anything else is not held back."""
        if not isinstance(error, KNOWN):
            raise error
        self.show_trouble(error)

    def show_words(self, what: str, todo: str = "") -> None:
        self._what.setText(what)
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        self.setAccessibleName(f"{what}{todo}")
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        self.hide()

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do it; True when it was done. Known trouble is said here, anything else is not held back."""
        self.clear()
        try:
            action()
        except KNOWN as trouble:
            self.show_trouble(trouble)
            return False
        return True


class UnexpectedDialog(QDialog):
    """The last resort: a bug. Says that the data are as they were, writes the account into `log`, offers it to copy."""

    def __init__(self, error: BaseException, version: str, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unexpected")
        self.setWindowTitle("程序出错")
        self.setMinimumSize(640, 400)
        self._text = account(error, version)
        kept = log is not None and keep_account(self._text, log, datetime.now())
        where = f"记录里没有支部、人员等数据，同样的内容已写入数据文件夹里的“{log.name}”。" if log and kept else ""
        account_box = QPlainTextEdit(self._text)
        account_box.setObjectName("unexpected_account")
        account_box.setAccessibleName("错误记录")
        account_box.setReadOnly(True)
        account_box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy = button("复制错误记录", "unexpected_copy", "", "copy")
        copy.clicked.connect(self.copy_account)
        self._copied = label("", "unexpected_copied", "muted")
        close = button("关闭", "unexpected_close", "primary")
        close.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(FAR, APART, FAR, APART)
        box.setSpacing(NEAR)
        box.addWidget(label("程序遇到了没有预料到的错误", "unexpected_title", "large"))
        says = "已保存的数据都在，可以继续使用。刚才这一步若没有出现“已…”的提示，就没有保存。请把下面的记录交维护人员。"
        box.addWidget(label(f"{says}{where}", "unexpected_says", wrap=True))
        box.addWidget(account_box, 1)
        box.addLayout(row(copy, self._copied, 0, close))
        close.setFocus()

    def copy_account(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copied.setText("已复制")
