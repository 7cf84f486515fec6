"""The chain of 操作记录: its head to copy, a head from paper to look up, and a look through all of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from db.journal import chain_problems
from desktop_app.office.trail import looked_up
from desktop_app.rules.trail_words import short_head
from desktop_app.shapes.trail import TrailHead
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import Panel, button, field, label, row
from desktop_app.ui.style import APART, BESIDE, NEAR

ON, OFF = Badge("good", "circle-check", "在链上"), Badge("warn", "alert-triangle", "不在链上")
SOUND, BROKEN = Badge("good", "circle-check", "首尾相接"), Badge("warn", "alert-triangle", "对不上")
SLICE = 15  # ms of looking between two frames


class Chain(Panel):
    """`said`: something was copied."""

    said = Signal(str)

    def __init__(self) -> None:
        super().__init__("", "trail_chain")
        self._end = TrailHead("", 0, "")
        self._number = label("", "trail_head")
        self._copy = button("复制", "trail_head_copy", "quiet", "copy", says="复制记录号")
        self.typed = field("trail_head_typed", "", "文件页脚上的记录号", says="核对文件上的记录号")
        self.typed.setFixedWidth(196)
        self._look = button("核对", "trail_head_look", "", "search")
        self._all = button("全部核对", "trail_check", "quiet", "shield-check", says="从头核对全部操作记录")
        self._badge = BadgeLabel("trail_check_badge")
        self._words = label("", "trail_check_words", "muted", wrap=True)
        ends = (APART - 1, NEAR, BESIDE, 0)
        self.body.addLayout(
            row(label("记录号", "trail_head_label", "muted"), self._number, self._copy, 0, self._all, margins=ends)
        )
        self.body.addLayout(
            row(label("纸上的记录号", "trail_typed_label", "muted"), self.typed, self._look, 0, margins=ends)
        )
        self.body.addLayout(row(self._badge, self._words, margins=(APART - 1, NEAR, APART, NEAR)))
        self._badge.hide()
        self._words.hide()
        self._walk: Iterator[str] = iter(())
        self._found: list[str] = []
        self._seen = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._look_on)
        self._copy.clicked.connect(self._copy_head)
        self._look.clicked.connect(self.look_up)
        self.typed.returnPressed.connect(self.look_up)
        self._all.clicked.connect(self.check_all)

    def show_head(self, head: TrailHead) -> None:
        if head != self._end:
            self._end = head
            self._number.setText(short_head(head.hash))
            self._number.setAccessibleName(f"记录号 {short_head(head.hash)}")

    def look_up(self) -> None:
        """Whether the number typed or pasted is on the chain."""
        if self.typed.text().strip():
            found, words = looked_up(self.typed.text())
            self._tell(ON if found else OFF, words)

    def check_all(self) -> None:
        """Go through the whole chain, a moment at a time, so that the window never waits."""
        self._found, self._seen, self._walk = [], 0, chain_problems()
        self._all.setEnabled(False)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._all.setEnabled(True)

    def _look_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        for problem in self._walk:
            self._seen += 1
            if problem:
                self._found.append(problem)
            if clock.elapsed() > SLICE:
                self._tell(None, f"已核对 {self._seen} 条，共 {self._end.entries} 条…")
                return
        self.stop()
        if self._found:
            more = f"另有 {len(self._found) - 3} 处。" if len(self._found) > 3 else ""
            self._tell(BROKEN, "".join(self._found[:3]) + more)
        else:
            self._tell(SOUND, f"{self._seen} 条操作记录都与校验值相符。末尾是否被截去，要拿纸上的记录号来核对。")

    def _tell(self, badge: Badge | None, words: str) -> None:
        self._badge.show_badge(badge)
        self._badge.setVisible(badge is not None)
        self._words.setText(words)
        self._words.show()

    def _copy_head(self) -> None:
        QGuiApplication.clipboard().setText(short_head(self._end.hash))
        self.said.emit("已复制记录号")
