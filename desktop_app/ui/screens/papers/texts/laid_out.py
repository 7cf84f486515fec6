"""The paper that a text makes: the very PDF, made in a Job while one types; under it what must be known of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop_app.documents.texts import LaidOut, lay_out
from desktop_app.jobs import Progress
from desktop_app.rules.official.fields import IN_OFFICE, IN_ROUND
from desktop_app.shapes.official_texts import Field, Sample
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.basics import Panel, button, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.preview import PdfPreview
from desktop_app.ui.parts.remarks import Remarks
from desktop_app.ui.screen import Desk
from desktop_app.ui.style import APART, BESIDE, CONTROL, FAR, NEAR, TIGHT

TITLE = "正在排版"  # of the Job
INVENTED = "示例内容：本批次还没有可用的数据，下面的名称、编号和日期都是编造的。"
STALE = "文字有问题，停在上一次的样子"
NOT_YET = "文字有问题，改好以后显示"
MAKING = "正在排版…"
WHOLE = 384  # px, from which on there is room for “整页”
OFFICE, LOOK = Place("系统设置", "office", 0), Place("系统设置", "official", 0)


class LaidOutPane(Panel):
    """Of several texts asked for, only the last one is brought home; where one reads in the paper stays."""

    shown = Signal()  # the paper that was asked for last stands there
    wanted = Signal(object)  # Place: where something is filled in or set

    def __init__(self, desk: Desk) -> None:
        super().__init__("", "text_preview_panel")
        self._desk = desk
        self._asked = 0
        self._running: Progress | None = None
        self.preview = PdfPreview("text_preview")
        for spare in (self.preview.print_button, self.preview.save_button, self.preview.choose_button):
            spare.hide()  # a text that is not saved neither prints nor leaves
        if beside := self.preview.findChild(QLabel, "text_preview_no_printer"):
            beside.hide()
        self.notice = Notice("text_preview_notice")
        self._invented = label(INVENTED, "text_invented", "warn", wrap=True)
        self._state = label("", "text_preview_state", "muted")
        self.remarks = Remarks("text_remarks")
        title = label("版面", "text_preview_title", "section")
        heading = QWidget()
        heading.setObjectName("text_preview_heading")
        heading.setFixedHeight(CONTROL + NEAR)
        heading.setLayout(row(title, 0, self._state, margins=(APART - 1, NEAR, APART, 0)))
        self.body.addWidget(heading)
        self.body.addLayout(row(self._invented, margins=(APART - 1, 0, APART, 0)))
        self.body.addWidget(self.notice)
        self.body.addWidget(self.preview, 1)
        self.body.addLayout(row(self.remarks, margins=(BESIDE, NEAR, BESIDE, TIGHT)))
        self.fill = button("填写单位信息", "text_fill", "link", says="到“系统设置 → 单位”填写")
        self.look = button("公文版式和字体", "text_look", "link", says="到“系统设置 → 公文版式”查看和修改")
        self.fill.clicked.connect(lambda: self.wanted.emit(OFFICE))
        self.look.clicked.connect(lambda: self.wanted.emit(LOOK))
        self.body.addLayout(row(self.fill, self.look, 0, gap=APART, margins=(FAR + BESIDE, 0, BESIDE, NEAR)))
        for part in (self._invented, self.fill):
            part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the button that shows the whole page makes room; Ctrl+minus leads there, too."""
        super().resizeEvent(event)
        if whole := self.preview.findChild(QPushButton, "text_preview_whole"):
            whole.setVisible(event.size().width() >= WHOLE)

    def forget(self) -> None:
        """What is being laid out is no longer wanted."""
        self._asked += 1
        if self._running:
            self._running.cancel()
            self._running = None

    def put_away(self) -> None:
        """Out of sight: nothing is kept open, nothing is said."""
        self.forget()
        self.preview.close_pdf()
        self.notice.clear()
        self.remarks.show_lines(())
        for part in (self._invented, self.fill):
            part.hide()
        self._state.clear()

    def show_stale(self) -> None:
        """The text cannot be laid out: what stands there stays, and says so."""
        self.forget()
        self._state.setText(STALE if self.laid_out else NOT_YET)

    def lay_out(self, sample: Sample, missing: Sequence[Field]) -> None:
        """Make the PDF of this, in a Job. `missing` are the fields that are marked in it."""
        self.forget()
        asked = self._asked
        self._state.setText("" if self.laid_out else MAKING)

        def home(made: LaidOut) -> None:
            if asked == self._asked:
                self._show(made, sample, missing)

        def amiss(error: Exception) -> None:
            if asked == self._asked:
                self._state.clear()
                self.notice.show_failure(error)

        self._running = self._desk.jobs.start(lambda _: lay_out(sample), title=TITLE, done=home, failed=amiss)

    @property
    def laid_out(self) -> bool:
        """Whether a paper stands there."""
        return self.preview.view.page() > 0

    def _show(self, made: LaidOut, sample: Sample, missing: Sequence[Field]) -> None:
        self._running = None
        self.notice.clear()
        self._state.clear()
        self._invented.setVisible(sample.invented)
        bar = self.preview.view.verticalScrollBar()
        place = bar.value()
        self.preview.show_pdf(made.pdf, f"{sample.papers.title}.pdf")
        bar.setValue(place)
        self.fill.setVisible(any(each.filled in (IN_OFFICE, IN_ROUND) for each in missing))
        unfilled = [(words, True) for words in unfilled_said(missing)]
        self.remarks.show_lines([*unfilled, *([(made.stand_ins, False)] if made.stand_ins else [])])
        self.shown.emit()


def unfilled_said(missing: Sequence[Field]) -> list[str]:
    """A sentence for each way to fill what is missing: “地点”“电话”未填，… ."""
    ways: dict[str, list[str]] = {}
    for each in missing:
        ways.setdefault(each.filled, []).append(f"“{each.name}”")
    return [f"{''.join(names)}未填。{way}" for way, names in ways.items()]
