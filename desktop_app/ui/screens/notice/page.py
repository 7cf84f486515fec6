"""The page: notice left, facts right, one button at the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from db.enums import PhaseKind
from db.errors import DatabaseTrouble
from desktop_app.office import holidays, office_settings, rounds
from desktop_app.readers.notice_text import notice_text
from desktop_app.rules import round_form
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.notice import read_notice
from desktop_app.rules.round_draft import draft_from, round_name
from desktop_app.shapes.calendars import OfficialCalendar
from desktop_app.shapes.notice import NoticePlan
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.round_form import FactSource
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.ui.parts.basics import Panel, button, panes, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.notice.facts_form import FactsForm
from desktop_app.ui.screens.notice.source_text import NoticeText
from desktop_app.ui.screens.notice.timetable_pane import TimetablePane
from desktop_app.ui.style import APART, BESIDE, NEAR

FILES = "通知 (*.txt *.docx *.docm)"
RIGHT = 600
BY_HAND = "也可以不用通知，直接在下面填写。"


class NoticePage(QWidget):
    """A new round from its notice, or a round that stands, to be corrected.

    `own_foot`: it has its own button; else the host calls `save`. What is half typed stays until it is saved or
    another round is opened.
    """

    saved = Signal(int)  # round_id
    said = Signal(str, str)  # what was done, and the title of the step that can be undone
    left = Signal()  # the clerk goes back without saving; the form stays as it is

    def __init__(self, desk: Desk, *, own_foot: bool = True) -> None:
        super().__init__()
        self.setObjectName("notice_page")
        self._desk = desk
        self.round_id: int | None = None
        self._plan: NoticePlan | None = None
        self._sources: Mapping[str, FactSource] = {}
        self._calendar, self._office = OfficialCalendar(frozenset(), {}), OfficeProfile()
        self._base = RoundDraft(self._today().year, "")
        self._build(own_foot)
        self._connect()
        self._start(self._blank())

    def _build(self, own_foot: bool) -> None:
        choose = button("打开通知…", "notice_open", "quiet", "folder", keys="Ctrl+O")
        choose.setShortcut("Ctrl+O")
        choose.setFixedHeight(28)
        choose.clicked.connect(self._choose_file)
        self.text = NoticeText("notice_text")
        self.unread = Notice("notice_unread")
        self._left = Panel("通知原文", "notice_source", action=choose)
        self._left.body.addLayout(row(self.unread, margins=(BESIDE, 0, BESIDE, NEAR)))
        self._left.body.addLayout(row(self.text, margins=(BESIDE, 0, BESIDE, NEAR)), 1)
        self.form = FactsForm("facts", self._today)
        self.timetable = TimetablePane()
        self.trouble = Notice("notice_trouble")
        self._right = Panel("批次内容", "notice_facts")
        self._right.body.addLayout(row(self.timetable, margins=(APART, 0, APART, 0)))
        self._right.body.addWidget(self.form, 1)
        self._right.body.addLayout(row(self.trouble, margins=(APART, NEAR, APART, 0)))
        self._save = button("新建批次", "notice_save", "primary", keys="Ctrl+S")
        self._back = button("返回", "notice_back", "quiet", "arrow-left", keys="Esc")
        if own_foot:
            self._right.body.addLayout(row(self._back, 0, self._save, margins=(BESIDE, NEAR, APART, NEAR)))
            QWidget.setTabOrder(self._save, self._back)  # Enter leads from the last field to the button
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("notice", self._left, self._right, RIGHT, self._desk.memory))

    def _connect(self) -> None:
        self.text.settled.connect(self.read)
        self.text.dropped.connect(self.open_file)
        self.form.changed.connect(self._changed)
        self.form.entered.connect(self._point_out)
        self.timetable.date_wanted.connect(self._establish_on)
        self._save.clicked.connect(self.save)
        self._back.clicked.connect(self.left)

    def _today(self) -> date:
        return self._desk.ledger.clock().date()

    def _blank(self) -> RoundDraft:
        year = self._today().year
        return RoundDraft(year, round_name(year))

    # What the host asks -----------------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """A new round; one that was half typed is taken up again."""
        if self.round_id is not None:
            self._start(self._blank())
        self.refresh()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_round(self, round_id: int) -> None:
        """A round that stands. RuleBroken when it is gone; what was half typed about the same round stays."""
        draft = rounds.round_details(round_id).draft
        if self.round_id != round_id or not self.form.corrected:
            self._start(draft, round_id)
        self.refresh()
        self.form.lines[round_form.SUBMISSION.key].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask again what other pages may have changed: the holidays, the office's room and numbers."""
        self._calendar, self._office = holidays.calendar(), office_settings.profile()
        self.form.show_profile(self._office)
        self._tell()

    def save(self) -> bool:
        """Make or correct the round; True when that was done, else it is said beside the form."""
        if self.text.waits:
            self.text.settle()
        self.form.settle()
        wrong = self.form.first_wrong()
        if wrong:
            self.trouble.show_words(f"{wrong.fact.label}：{wrong.problem}")
            self.form.show_line(wrong.fact.key)
            wrong.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return self.trouble.attempt(self._write)

    @property
    def begun(self) -> bool:
        """Whether something was typed or read here."""
        return bool(self.text.text.strip()) or self.form.corrected

    # The notice -------------------------------------------------------------------------------------------------------

    def open_file(self, path: Path) -> None:
        """Read a file off this thread; its text then replaces what stands at the left."""
        self._desk.jobs.start(
            lambda _: notice_text(path),
            title="正在读取通知",
            done=lambda text: self._take(text, path.name),
            failed=self._refuse,
        )

    def _take(self, text: str, file_name: str) -> None:
        self.unread.clear()
        self._left.show_count(file_name)
        self.text.show_text(text)

    def _refuse(self, error: Exception) -> None:
        """Known trouble stands beside the text; a bug goes to the handler of last resort."""
        if isinstance(error, RuleBroken | DatabaseTrouble):
            self.unread.show_trouble(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def read(self) -> None:
        """Read the text that stands at the left and show every fact beside its sentence."""
        text = self.text.text
        self.text.point_out((0, 0), (0, 0))
        self._plan, problem = None, None
        if text.strip():
            self.unread.clear()
            try:
                self._plan = read_notice(text)
            except RuleBroken as broken:
                problem = broken
        plan = self._plan
        self._sources = round_form.sources_of(plan) if plan else {}
        proposed = self._proposal(plan)
        self.form.propose(proposed, self._sources, office_settings.profile())
        self._tell()
        if problem:
            self.timetable.show_words(problem.what, f"{problem.todo}{BY_HAND}")

    def _proposal(self, plan: NoticePlan | None) -> RoundDraft:
        """What the fields say unless corrected: the notice; of a round that stands, the round."""
        if self.round_id is not None:
            return replace(self._base, notice=plan.text if plan else "")
        if plan is None:
            return self._blank()
        year = self.form.lines[round_form.YEAR.key]
        named = round_name(int(year.value)) if year.corrected and not year.problem else ""
        return draft_from(plan, name=named, today=self._today())

    # The form ---------------------------------------------------------------------------------------------------------

    def _start(self, draft: RoundDraft, round_id: int | None = None) -> None:
        self.round_id, self._base, self._plan = round_id, draft, None
        self.trouble.clear()
        self.unread.clear()
        self.form.start(draft)
        self._save.setText("新建批次" if round_id is None else "保存批次")
        self._save.setAccessibleName(self._save.text())
        self._right.show_title("新批次" if round_id is None else draft.name)
        self._left.show_count("")
        self.text.show_text(draft.notice)

    def _changed(self, key: str) -> None:
        self.trouble.clear()
        year, name = self.form.lines[round_form.YEAR.key], self.form.lines[round_form.NAME.key]
        if key == round_form.YEAR.key and not year.problem and self.round_id is None and not name.corrected:
            name.start(round_name(int(year.value)))
            name.propose(name.value, FactSource(), self._plan.text if self._plan else "")
        self._tell()

    def _tell(self) -> None:
        """The timetable and the count, after every change."""
        doubts = self._plan.warnings if self._plan and self.round_id is None else ()
        self.timetable.show_dates(self._draft(), self._calendar, self._office, doubts)
        silent = self.form.silent()
        self._right.show_count(f"{silent} 项通知没有写，请核对" if silent else "每项都有出处" if self._plan else "")

    def _point_out(self, key: str) -> None:
        """Show in the text where the fact of the focused field stands."""
        source = self._sources.get(key, FactSource())
        begin = round_form.sentence_start(self.text.text, source)
        sentence = (begin, begin + len(source.sentence)) if begin >= 0 else (0, 0)
        self.text.point_out(sentence, (source.start, source.end))

    def _establish_on(self, day: date) -> None:
        """The earliest day that holds becomes the day of 立项, and the end of that phase where it was the same."""
        line = self.form.lines[round_form.ESTABLISHMENT.key]
        phase = self.form.lines[f"{PhaseKind.ESTABLISHMENT.name.lower()}_last"]
        if phase.value == line.value:
            phase.put(day.isoformat())
        line.put(day.isoformat())
        self._changed(line.fact.key)
        self.form.show_line(line.fact.key)
        line.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draft(self) -> RoundDraft:
        read = {phase.value.kind: phase.sentence for phase in self._plan.phases if phase.value} if self._plan else {}
        sentences = {phase.kind: phase.sentence for phase in self._base.phases} | read
        base = replace(self._base, notice=self.text.text)
        return round_form.draft_of(self.form.texts(), base=base, sentences=sentences)

    # ------------------------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        draft, ledger = self._draft(), self._desk.ledger
        if self.round_id is None:
            title = f"新建批次 {draft.name}"
            made = ledger.run(title, rounds.create_round, draft=draft)
            words = f"已新建批次“{draft.name}”，并设为当前批次"
        else:
            made, title = self.round_id, f"修改批次 {draft.name}"
            ledger.run(title, rounds.change_round, round_id=made, draft=draft)
            words = f"已保存批次“{draft.name}”"
        self._start(draft, made)
        self.said.emit(words, title)
        self.saved.emit(made)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "打开通知", start_folder(), FILES)
        if chosen:
            self.open_file(Path(chosen))
