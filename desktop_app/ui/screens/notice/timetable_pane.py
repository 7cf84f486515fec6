"""Whether the dates leave room for review, revision and 公示, and the date that would hold, one press away."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.round_draft import timetable_warnings
from desktop_app.rules.timetable import round_plan
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.shapes.timetable import Timetable
from desktop_app.ui.parts.basics import Mark, Stack, button, label, row, say
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.style import NEAR

SHOWN = 3  # sentences: the clash and the two ways out of it


class TimetablePane(QWidget):
    """One amber notice at most: the clash first, then what else the reader doubts. All well is one quiet line."""

    date_wanted = Signal(object)  # date: make it the day of 立项

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("timetable")
        self.notice = Notice("timetable_notice")
        self._holds_on: date | None = None
        self._act = button("改立项日期", "timetable_adopt", "", "calendar-event")
        self._act.clicked.connect(self._adopt)
        self._mark, self._words = Mark("check", "good", "timetable_mark"), label("", "timetable_words", "muted")
        self._words.setWordWrap(True)
        self._quiet = QWidget()
        self._quiet.setObjectName("timetable_quiet")
        line = row(self._mark, self._words, gap=6)
        line.setStretch(1, 1)
        self._quiet.setLayout(line)
        self._more = button("更多", "timetable_more", "link")
        self._more.clicked.connect(self._unfold)
        self._told: tuple[str, ...] = ()
        self._unfolded = False
        words = self.notice.findChild(Stack, "timetable_notice_words")
        assert words is not None
        words.box.addLayout(row(self._act, self._more, 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, NEAR)
        box.setSpacing(0)
        box.addWidget(self.notice)
        box.addWidget(self._quiet)
        self.hide()

    def show_dates(
        self, draft: RoundDraft, calendar: OfficialCalendar, office: OfficeProfile, doubts: tuple[str, ...]
    ) -> None:
        """`doubts` are the reader's warnings about the notice."""
        plan = _plan(draft, calendar, office)
        clash = timetable_warnings(draft, calendar, office)
        self._holds_on = plan.holds_on if plan and plan.clashes else None
        self._act.setVisible(self._holds_on is not None)
        if self._holds_on:
            day = self._holds_on
            said = f"改为 {day.month}月{day.day}日立项"
            say(self._act, said, says=f"照最早可行日期，把立项改为 {day.isoformat()}")
        told = (*clash, *doubts)
        self._show_told(told)
        quiet = "" if told or plan is None else plan.sentences[0]
        fits = plan is not None and plan.establishment is not None
        self._mark.show_icon(*(("check", "good") if fits else ("calendar-event", "muted")))
        self._words.setText(quiet)
        self._quiet.setVisible(bool(quiet))
        self.setVisible(bool(told or quiet))

    def _show_told(self, told: tuple[str, ...]) -> None:
        """The first sentences; the others on demand, so that the form stays in sight."""
        self._told = told
        shown, hidden = (told, ()) if self._unfolded else (told[:SHOWN], told[SHOWN:])
        if told:
            self.notice.show_words(told[0], "\n".join(shown[1:]))
        else:
            self.notice.clear()
        self._more.setVisible(len(told) > SHOWN)
        say(self._more, f"另有 {len(hidden)} 条" if hidden else "收起")

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._show_told(self._told)

    def show_words(self, what: str, todo: str) -> None:
        """The text is no notice: said here, and nothing is planned."""
        self._holds_on = None
        self._told = ()
        self._act.hide()
        self._more.hide()
        self._quiet.hide()
        self.notice.show_words(what, todo)
        self.show()

    def _adopt(self) -> None:
        if self._holds_on:
            self.date_wanted.emit(self._holds_on)


def _plan(draft: RoundDraft, calendar: OfficialCalendar, office: OfficeProfile) -> Timetable | None:
    """The plan of dates that can be planned with; what is wrong with others is said by `timetable_warnings`."""
    try:
        return round_plan(draft, calendar, office)
    except RuleBroken:
        return None
