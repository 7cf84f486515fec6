"""F1: which keys there are, by what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.ui.parts.basics import button, label, row, rule
from desktop_app.ui.parts.overlay import Overlay
from desktop_app.ui.style import APART, BESIDE, FAR, NEAR

KeyGroup = tuple[str, Sequence[tuple[str, str]]]  # heading, (keys, what they do)


class KeyOverview(Overlay):
    """Two columns of groups."""

    WIDTH = 680

    def __init__(self, over: QWidget, groups: Sequence[KeyGroup]) -> None:
        super().__init__(over, "key_overview", "快捷键", self.WIDTH)
        self._close = button("关闭", "key_overview_close", keys="Esc")
        self._close.clicked.connect(self.dismiss)
        columns = row(gap=FAR)
        half = (len(groups) + 1) // 2
        for number, part in enumerate((groups[:half], groups[half:])):
            column = QVBoxLayout()
            column.setSpacing(NEAR)
            for heading, keys in part:
                column.addWidget(label(heading, f"keys_{number}_{heading}", "group"))
                column.addLayout(self._grid(heading, keys))
                column.addSpacing(BESIDE)
            column.addStretch(1)
            columns.addLayout(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(FAR, APART, FAR, APART)
        box.setSpacing(BESIDE)
        box.addWidget(label("快捷键", "key_overview_title", "large"))
        box.addWidget(rule("key_overview_rule"))
        box.addLayout(columns)
        box.addLayout(row(0, self._close))

    def open(self) -> None:
        super().open()
        self._close.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @staticmethod
    def _grid(heading: str, keys: Sequence[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(BESIDE)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 104)
        grid.setColumnStretch(1, 1)
        for line, (key, does) in enumerate(keys):
            grid.addWidget(label(key, f"key_{heading}_{line}"), line, 0)
            grid.addWidget(label(does, f"key_{heading}_{line}_does", "muted"), line, 1)
        return grid
