"""The fields of a paper: what may stand in its text, with what it means; one press puts it at the cursor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop_app.rules.pinyin import matches, search_text
from desktop_app.shapes.official_texts import Field
from desktop_app.ui.parts.basics import Panel, Stack, field, label, row
from desktop_app.ui.parts.lists import Group, Line, Lines, Words
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.style import BESIDE, NEAR

WIDTH = (168, 212)  # px; on a small screen the text needs the room more
MISSING = "未填"
_searched = cache(search_text)  # pinyin is not free, and it is asked at every key


class FieldList(Panel):
    """Typing filters by name, initials and meaning; Enter takes the first, arrows lead into the list."""

    taken = Signal(object)  # Field

    def __init__(self, name: str) -> None:
        super().__init__("字段", name)
        self.setMinimumWidth(WIDTH[0])
        self.setMaximumWidth(WIDTH[1])
        self.filter = field(f"{name}_filter", "", "名称、拼音　Ctrl+F", "filter", says="筛选字段，回车插入第一个")
        self.filter.setToolTip("回车插入第一个，↓ 到列表里选")
        self.filter.installEventFilter(self)
        self._nothing = label("没有这样的字段。", f"{name}_nothing", "muted")
        self._nothing.setContentsMargins(BESIDE, NEAR, BESIDE, NEAR)
        self._lines = Lines(f"{name}_lines")
        self._fields: tuple[Field, ...] = ()
        self._missing: frozenset[str] = frozenset()
        inside = Stack(f"{name}_inside", self._nothing, self._lines, 0, gap=0)
        self.body.addLayout(row(self.filter, margins=(BESIDE, 0, BESIDE, NEAR)))
        self.body.addWidget(Scroll(f"{name}_scroll", inside), 1)
        self.filter.textChanged.connect(lambda _: self._show())
        self.filter.returnPressed.connect(self._take_first)

    def show_fields(self, fields: Sequence[Field], missing: Collection[str] = ()) -> None:
        """`missing`: the names of those that have no value yet."""
        self._fields, self._missing = tuple(fields), frozenset(missing)
        self._show()

    def found(self) -> tuple[Field, ...]:
        """Those that answer what is typed into the filter."""
        return self.matching(self.filter.text().strip("{}｛｝ "))

    def matching(self, typed: str) -> tuple[Field, ...]:
        """By name, initials or pinyin; after them those whose meaning holds it. All, when nothing is typed."""
        if not typed:
            return self._fields
        named = [each for each in self._fields if matches(_searched(each.name), typed) is not None]
        meant = [each for each in self._fields if typed in each.meaning and each not in named]
        return (*named, *meant)

    def _show(self) -> None:
        found = self.found()
        self._lines.show_groups([Group("", [(self._said(each), partial(self.taken.emit, each)) for each in found])])
        self._nothing.setVisible(not found)

    def _said(self, field: Field) -> Words:
        due = MISSING if field.name in self._missing else "独占一行" if field.block else ""
        token = "warn" if field.name in self._missing else "muted"
        example = f"，例如 {field.example}" if field.example else ""
        return Words(field.name, f"{field.meaning}{example}", due, "plus", token)

    def _take_first(self) -> None:
        if found := self.found():
            self.filter.clear()
            self.taken.emit(found[0])

    def _into_list(self) -> None:
        first = next((line for line in self._lines.findChildren(Line) if line.isVisible()), None)
        if first:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the filter into the list."""
        if (
            watched is self.filter
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self._into_list()
            return True
        return super().eventFilter(watched, event)
