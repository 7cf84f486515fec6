"""进度: how many got how far, and how many come in a day. Both can be copied as one picture."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from desktop_app.shapes.dashboard import Dashboard, PerDay
from desktop_app.ui.parts.basics import Panel, Stack, button, label, row, rule
from desktop_app.ui.parts.charts import DayBars, Funnel, Stage, copy_picture
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.style import APART, NEAR

NARROWEST = 224  # px: names, and the legend in full


class ProgressPanel(Panel):
    copied = Signal()

    def __init__(self) -> None:
        copy = button("", "copy_progress", "quiet", "copy", says="复制为图片")
        super().__init__("进度", "progress", action=copy)
        copy.clicked.connect(self.copy)
        self.funnel, self.bars = Funnel(), DayBars()
        self.funnel.setMinimumWidth(NARROWEST)
        self._note = label("", "per_day_note", "muted")
        heading = row(label("每日收件", "per_day_title", "section"), self._note, 0)
        charts = Stack("progress_charts", self.funnel, NEAR, rule("progress_rule"), NEAR, heading, self.bars, 0, gap=0)
        charts.box.setContentsMargins(APART, 0, APART, NEAR)
        self.body.addWidget(Scroll("progress_scroll", charts))
        self.body.addStretch(1)

    def show_dashboard(self, shown: Dashboard) -> None:
        self.funnel.show_stages([Stage(each.name, each.count, each.obligated) for each in shown.stages])
        self._note.setText(self._words(shown))
        self.bars.setVisible(shown.per_day is not None)
        if shown.per_day:
            self._show_days(shown.per_day, shown.now.date())

    def _show_days(self, days: PerDay, today: date) -> None:
        self.bars.show_days(days.first, days.counts, today, days.deadline)

    @staticmethod
    def _words(shown: Dashboard) -> str:
        if not shown.received:
            return "还没有收件"
        return (
            f"今天 {shown.received_today} 项，已收 {shown.received} 项"
            if shown.received_today
            else f"已收 {shown.received} 项"
        )

    def copy(self) -> None:
        """Only what is in sight: without material there are no days."""
        copy_picture(self.funnel, *(() if self.bars.isHidden() else (self.bars,)))
        self.copied.emit()
