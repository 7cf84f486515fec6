"""What the material on the counter still lacks, what will follow, and the one button that ends the visit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.rules.desk import CHECKS, lacking
from desktop_app.shapes.desk import Check
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Facts, Mark, Stack, button, label, row, rule, say
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.lists import Details
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.style import TIGHT

WAITING = Badge("muted", "circle-dashed", "选好支部后在这里核对材料")
COMPLETE = Badge("good", "circle-check", "登记后为 已受理")
INCOMPLETE = Badge("warn", "hourglass", "登记后为 待补正")
NOTHING_NEW = Badge("muted", "circle-dashed", "还没有登记这次交来的材料")
FILE_ONLY = Badge("text", "circle-dot", "登记后为 登记（纸质件未到）")


class CheckLine(QWidget):
    """One check: made once, then told what to say."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._mark = Mark("check", "good", f"{name}_mark")
        self._text = label("", f"{name}_text")
        self._lacking, self._note = label("", f"{name}_lacking", "error"), label("", f"{name}_note", "muted")
        line = row(self._mark, Stack(f"{name}_words", self._text, self._lacking, self._note, gap=0), 0)
        line.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_check(self, check: Check) -> None:
        self._mark.show_icon(*(("alert-triangle", "warn") if check.lacking else ("check", "good")))
        self._text.setText(check.text)
        for said, words in ((self._lacking, check.lacking), (self._note, check.note)):
            said.setText(words)
            said.setVisible(bool(words))
        self.setAccessibleName("，".join(part for part in (check.text, check.lacking, check.note) if part))


class Completeness(Details):
    """`record` is the primary action: the whole visit is recorded and its slip made."""

    record = Signal()
    add_branch = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__("completeness")
        self._lines = [CheckLine(f"check_{n}") for n in range(CHECKS)]
        self._after = Facts("after")
        self.notice = Notice("intake_notice")
        self._known = Stack("completeness_known", *self._lines, TIGHT, rule("completeness_rule"), TIGHT)
        self._known.box.addWidget(label("登记后", "after_title", "section"))
        self._known.box.addLayout(self._after)
        self._more = button("再加一个支部", "add_branch", "", "plus", keys="Enter")
        self._finish = button("登记并打印", "record_and_print", "primary", "printer", keys="Ctrl+S")
        self._keys = label("", "record_keys", "muted")
        self._clear = button("清空", "clear_visit", "quiet", says="清空这次没有登记的内容")
        self._clear.clicked.connect(self.cleared)
        self._more.clicked.connect(self.add_branch)
        self._finish.clicked.connect(self.record)
        self._scroll = Scroll("completeness_scroll", self._known)  # on a small screen the buttons stay, this gives way
        self.body.addWidget(self._scroll)
        self.body.addStretch(1)
        self.body.addWidget(self.notice)
        more = row(self._more, self._clear)
        more.setStretch(0, 1)
        self.body.addLayout(more)
        self.body.addWidget(self._finish)
        self.body.addLayout(row(0, self._keys, 0))
        self.show_waiting(0)

    def show_waiting(self, taken: int) -> None:
        """No branch is chosen; `taken` of this visit are in already."""
        title = f"本次已加 {taken} 个支部" if taken else "还没有选支部"
        self.show_details(title, WAITING)
        self._scroll.hide()
        self._more.hide()
        self._clear.setVisible(bool(taken))
        self._ready(taken, bool(taken), "再选一个支部，或 Ctrl+S 登记" if taken else "选了支部才能登记")

    def show_checks(
        self,
        found: Sequence[Check],
        after: Sequence[tuple[str, str]],
        *,
        taken: int,
        paper: bool,
        nothing_new: bool,
    ) -> None:
        """What is on the counter of the chosen branch; with `nothing_new` it waits for what is brought."""
        count = lacking(found)
        state = NOTHING_NEW if nothing_new else FILE_ONLY if not paper else INCOMPLETE if count else COMPLETE
        self.show_details(f"还差 {count} 处" if count else "材料齐全", state)
        for line, check in zip(self._lines, found, strict=True):
            line.show_check(check)
        self._after.show_facts(after)
        self._scroll.show()
        self._more.setVisible(not nothing_new)
        self._clear.show()
        if nothing_new:
            self._ready(taken, bool(taken), "按 5 表示五份齐全，或逐份勾选")
        else:
            self._ready(taken + 1, True, "Enter 再加一个支部，Ctrl+S 登记")

    def _ready(self, branches: int, ready: bool, keys: str) -> None:
        say(self._finish, f"登记并打印（{branches} 个支部）" if branches > 1 else "登记并打印", keys="Ctrl+S")
        self._finish.setEnabled(ready)
        self._keys.setText(keys)
