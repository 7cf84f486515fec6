"""One step beside the list: what it was, who did it and when, what it changed, and 撤销."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.enums import EntryKind
from desktop_app.rules.trail_words import short_head
from desktop_app.shapes.trail import TrailEntry, TrailRow
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import Facts, button, dress, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.screens.trail.deeds import Deeds
from desktop_app.ui.style import APART, BESIDE, NEAR

BADGES = {
    EntryKind.DONE: Badge("muted", "check", "办理"),
    EntryKind.UNDONE: Badge("muted", "arrow-back-up", "撤销"),
    EntryKind.REDONE: Badge("muted", "arrow-forward-up", "重做"),
}
FINAL = Badge("text", "lock", "已定")  # it left the office: printed, published, approved
TAKEN_BACK = Badge("muted", "ban", "已撤销")


def badge_of(entry: TrailRow) -> Badge:
    """What must be known first: that it was taken back, that it cannot be."""
    if entry.undone:
        return TAKEN_BACK
    return FINAL if entry.final else BADGES[entry.kind]


class EntryPane(QFrame):
    """`undo` asks the page to take back the step shown."""

    undo = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("trail_entry")
        self.setProperty("is", "panel")
        self.entry: TrailEntry | None = None
        self._title = label("", "trail_entry_title", "large", wrap=True)
        self._badge = BadgeLabel("trail_entry_badge")
        self._facts = Facts("trail_fact")
        self.deeds = Deeds("trail_deeds")
        self.notice = Notice("trail_notice")
        self._why_not = label("", "trail_why_not", "muted", wrap=True)
        self._undo = button("撤销这一步", "trail_undo", "", "arrow-back-up")
        self._undo.clicked.connect(self.undo)
        box = QVBoxLayout(self)
        box.setContentsMargins(APART, BESIDE, APART, BESIDE)
        box.setSpacing(NEAR)
        for part in (self._title, self._badge):
            box.addWidget(part)
        box.addLayout(self._facts)
        box.addWidget(self.deeds, 1)
        box.addWidget(self.notice)
        box.addWidget(self._why_not)
        box.addLayout(row(self._undo, 0))
        self._room = QWidget()  # holds the words of the empty pane at its top
        self._room.setObjectName("trail_room")
        box.addWidget(self._room, 1)
        self.show_nothing()

    def show_entry(self, entry: TrailEntry) -> None:
        if entry != self.entry:
            self.notice.clear()
        self.entry = entry
        self._title.setText(entry.row.title)
        self.setAccessibleName(entry.row.title)
        dress(self._title, "large")
        self._badge.show_badge(badge_of(entry.row))
        facts = [
            ("时间", entry.row.at),
            ("经手人", entry.row.person),
            ("序号", f"第 {entry.row.entry_id} 条"),
            ("记录号", short_head(entry.hash)),
        ]
        self._facts.show_facts(facts + ([("针对", entry.answers)] if entry.answers else []))
        self.deeds.show_changes(entry.changes, entry.more)
        self._why_not.setText(f"{entry.why_not}{entry.todo}")
        self._why_not.setVisible(bool(entry.why_not))
        self._undo.setEnabled(not entry.why_not)
        for part in (self._badge, self.deeds, self._undo):
            part.show()
        self._room.hide()

    def show_nothing(self) -> None:
        self.entry = None
        self._title.setText("在左边选一步，这里显示它改了什么。")
        dress(self._title, "muted")
        self._facts.show_facts(())
        for part in (self._badge, self.deeds, self.notice, self._why_not, self._undo):
            part.hide()
        self._room.show()
