"""The left side: the documents, one of them chosen, and under them the slips given out last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QButtonGroup

from desktop_app.documents import Document
from desktop_app.shapes.papers_page import PapersPage, SlipRow
from desktop_app.ui.parts.basics import Panel, Stack, button, row, rule, wide
from desktop_app.ui.parts.lists import BAR, Group, Line, Lines, Words
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.style import BESIDE, NEAR, TIGHT, tokens

WIDTH = 312
INSPECT = "检查要公布的文件：隐藏的内容、个人信息、作者，和本批次的名单是否一致"


class DocumentLine(Line):
    """A line that stays chosen: its bar is red while it has the keyboard, grey otherwise.

    While the keyboard is on another line of the shelf only the bar is left: one line looks chosen, not two.
    """

    def __init__(self, document: Document) -> None:
        super().__init__(f"document_{document.key}")
        self.setCheckable(True)
        self._document = document
        self.show_count("")

    def show_count(self, count: str) -> None:
        words = Words(self._document.title, self._document.about, count, "file-text")
        self.show_words(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose as they go, as in any list."""
        super().keyPressEvent(event)
        now = QApplication.focusWidget()
        if now is not self and isinstance(now, DocumentLine):
            now.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked() and not self.hasFocus():
            painter, look = QPainter(self), tokens()
            if not isinstance(QApplication.focusWidget(), Line):
                painter.fillRect(self.rect(), QColor(look.selected))
            painter.fillRect(QRect(0, 0, BAR, self.height()), QColor(look.edge))
            painter.end()
        super().paintEvent(event)


class Shelf(Panel):
    document_chosen = Signal(str)  # key
    slip_chosen = Signal(int)  # receipt_id

    def __init__(self, documents: Sequence[Document]) -> None:
        super().__init__("文件", "shelf")
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._lines = {each.key: DocumentLine(each) for each in documents}
        for key, line in self._lines.items():
            self._group.addButton(line)
            line.clicked.connect(partial(self.document_chosen.emit, key))
        self._slips = Lines("recent_slips")
        self._between = rule("shelf_rule")
        inside = Stack("shelf_inside", *self._lines.values(), NEAR, self._between, NEAR, self._slips, 0, gap=0)
        self.body.addWidget(Scroll("shelf_scroll", inside), 1)
        self.inspect = button("检查要公布的文件…", "papers_inspect", "", "shield-check", says=INSPECT)
        self.body.addWidget(rule("shelf_foot_rule"))
        self.body.addLayout(row(wide(self.inspect), margins=(BESIDE, NEAR, BESIDE, NEAR - TIGHT)))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keyboard_moved)

    def _keyboard_moved(self) -> None:
        if chosen := self._group.checkedButton():
            chosen.update()

    def choose(self, key: str) -> None:
        """The keyboard goes along where it stands on another document."""
        line = self._lines[key]
        line.setChecked(True)
        if any(each.hasFocus() for each in self._lines.values()):
            line.setFocus()

    def take_keyboard(self) -> None:
        chosen = self._group.checkedButton()
        if chosen:
            chosen.setFocus()

    def show_page(self, page: PapersPage) -> None:
        for key, line in self._lines.items():
            line.show_count(page.counts.get(key, ""))
        self._between.setVisible(bool(page.recent))
        self._slips.show_groups([Group("最近的回执", [self._slip(row) for row in page.recent])])

    def _slip(self, row: SlipRow) -> tuple[Words, Callable[[], None]]:
        if row.voided:
            due, icon = "作废", "ban"
        elif row.issued_at is None:
            due, icon = "未打印", "circle-dashed"
        else:
            due, icon = f"{row.issued_at:%m-%d %H:%M}", "inbox"
        return Words(row.number, row.about, due, icon), partial(self.slip_chosen.emit, row.receipt_id)
