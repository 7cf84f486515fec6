"""Score sheets made for the experts: shown as the very file that prints, and noted once they left the office."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.documents import document
from desktop_app.jobs import Progress
from desktop_app.ledger import moment
from desktop_app.office import panel
from desktop_app.ui.parts.preview import PreviewDialog
from desktop_app.ui.screen import Desk

KEY = "score_sheets"


class ScoreSheetPrints(QObject):
    """Makes and shows piles. `issued` says what was printed or saved; `failed` hands on what went wrong.

    With the first pile that leaves the office scoring has started: rubric and rules are frozen, a final step.
    """

    issued = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.dialog: PreviewDialog | None = None

    def show(self, stage_id: int, code: str | None = None) -> None:
        """The pile of 专家3, a single sheet by its code, or all. RuleBroken when there is none."""
        name = f"评分表 {code}" if code else "评分表"
        make = document(KEY).content(".pdf", code=code, now=self._desk.ledger.clock())

        def work(_: Progress) -> bytes:
            return make()

        self._desk.jobs.start(
            work, title=f"正在生成{name}", done=partial(self._made, stage_id, name), failed=self.failed.emit
        )

    def _made(self, stage_id: int, name: str, data: bytes) -> None:
        dialog = PreviewDialog(name, data, f"{name}.pdf", self._over.window())
        self.dialog = dialog
        dialog.preview.printed.connect(lambda: self._issue(stage_id, f"已打印{name}", dialog.accept))
        dialog.preview.saved.connect(lambda _: self._issue(stage_id, f"已另存{name}", dialog.accept))
        dialog.setModal(True)
        dialog.show()

    def _issue(self, stage_id: int, words: str, close: Callable[[], object]) -> None:
        if not panel.stage_details(stage_id).started_at:
            at = moment(self._desk.ledger.clock())
            self._desk.ledger.run("开始评分", panel.start_scoring, final=True, stage_id=stage_id, at=at)
        close()
        self.issued.emit(words)
