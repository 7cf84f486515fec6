"""Many projects are selected: what can be done with them at once, how many each deed takes, why it leaves others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop_app.rules.board import offers
from desktop_app.shapes.board import Bulk, BulkOffer
from desktop_app.shapes.establishment import ProjectRow
from desktop_app.ui.parts.basics import button, label, row, say
from desktop_app.ui.parts.pane import Pane

ICONS = {
    Bulk.DRAFT: "pencil", Bulk.SEND: "mail", Bulk.RECEIVE: "inbox", Bulk.CONFIRM: "file-check",
    Bulk.CLEAR: "shield-check", Bulk.APPROVE: "clipboard-check", Bulk.BACK: "arrow-back-up", Bulk.OUT: "ban",
    Bulk.UNDRAFT: "x",
}  # fmt: skip


class BulkPane(Pane):
    """`asked` hands on what is to be done with which of them."""

    asked = Signal(object)  # BulkOffer

    def __init__(self) -> None:
        super().__init__("bulk_pane")
        self.offers: dict[Bulk, BulkOffer] = {}
        self._title = label("", "bulk_title", "large", wrap=True)
        self._none = label("", "bulk_none", "muted", wrap=True)
        self.head.addWidget(self._title)
        self.head.addWidget(self._none)
        self.buttons = {bulk: button("", f"bulk_{bulk.name.lower()}", "", ICONS[bulk]) for bulk in Bulk}
        self._left = {bulk: label("", f"bulk_{bulk.name.lower()}_left", "muted", wrap=True) for bulk in Bulk}
        for bulk, pressed in self.buttons.items():
            self.body.addLayout(row(pressed, 0))
            self.body.addWidget(self._left[bulk])
            pressed.clicked.connect(lambda _=False, bulk=bulk: self.asked.emit(self.offers[bulk]))
        self.body.addStretch(1)

    def show_rows(self, rows: Sequence[ProjectRow], *, originality_asked: bool) -> None:
        self.offers = {each.bulk: each for each in offers(rows, originality_asked=originality_asked)}
        self._title.setText(f"选中 {len(rows)} 项")
        self.setAccessibleName(f"选中 {len(rows)} 项")
        self._none.setText(
            "一次办理；不能办的不动，原因写在下面。" if self.offers else "选中的项目没有可以一起办的事。"
        )
        for bulk, pressed in self.buttons.items():
            found = self.offers.get(bulk)
            pressed.setVisible(found is not None)
            left = found.left_words if found else ""
            self._left[bulk].setText(f"其余不办：{left}" if left else "")
            self._left[bulk].setVisible(bool(left))
            if found:
                words = bulk.removesuffix("…")
                say(pressed, f"{words} {len(found.application_ids)} 项{'…' if bulk.endswith('…') else ''}")
