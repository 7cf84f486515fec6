"""录入评分: a score sheet entered as it lies on the desk, by figures and Enter alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout

from desktop_app.documents import document
from desktop_app.ledger import moment
from desktop_app.office import panel, rounds, scoring
from desktop_app.rules import score_entry
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.score_entry import SheetDetails, SheetEntry, SheetRow, SheetState
from desktop_app.ui.parts.prints import Prints
from desktop_app.ui.screen import Action, Desk
from desktop_app.ui.screens.review.entry_frame import EntryFrame
from desktop_app.ui.screens.review.entry_half import HalfTyped
from desktop_app.ui.screens.review.entry_paper import Paper
from desktop_app.ui.screens.review.entry_queue import Queue
from desktop_app.ui.screens.review.entry_second import SecondEntry
from desktop_app.ui.screens.review.entry_side import Side
from desktop_app.ui.screens.review.workbooks import Workbooks
from desktop_app.ui.tabs import Tab


class EntryTab(Tab):
    key, words = "entry", "录入评分"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: tuple[SheetRow, ...] = ()
        self._piles: dict[int, tuple[SheetRow, ...]] = {}
        self._expert = 0
        self._round_id: int | None = None
        self._stage_id = 0
        self._details: SheetDetails | None = None
        self._correcting = False
        self._half_typed = HalfTyped(desk.drafts)
        self.queue, self.paper, self.side = Queue(desk.memory), Paper(), Side()
        self.second = SecondEntry(self.paper, self.side.difference, self.finish)
        self.prints = Prints(desk, self)
        self.workbooks = Workbooks(desk, self)
        self.frame = EntryFrame(self.queue, self.paper, self.side)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.frame)
        self._connect()

    def _connect(self) -> None:
        self.frame.assign.clicked.connect(lambda: self.go("专家评审", "assignment", 0))
        self.frame.waiting.ranking.clicked.connect(lambda: self.go("专家评审", "ranking", 0))
        self.queue.opened.connect(self.open_sheet)
        self.queue.coded.connect(self.open_code)
        self.queue.picked.connect(self.show_pile)
        self.paper.changed.connect(self._typed)
        self.paper.finished.connect(self.finish)
        self.paper.strayed.connect(self.queue.take_code)
        self.side.finish.connect(self.finish)
        self.side.correct.connect(self.correct)
        self.side.pile_wanted.connect(self._open_pile)
        self.side.opinion.left.connect(self._keep_opinion)
        self.prints.said.connect(lambda words: self.said.emit(words, ""))
        self.prints.failed.connect(self.side.notice.show_failure)
        self.workbooks.said.connect(lambda words: self.said.emit(words, ""))
        self.workbooks.failed.connect(self.side.notice.show_failure)
        self.workbooks.refused.connect(self.side.show_refused)

    # What the screen asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        round_id = rounds.current_round_id()
        if round_id != self._round_id:
            self._details, self._round_id = None, round_id
            self._close()
        self._stage_id = (panel.stage_id_of(round_id) if round_id else None) or 0
        self._rows = scoring.sheets(round_id) if round_id else ()
        self._piles = {number: tuple(pile) for number, pile in groupby(self._rows, key=lambda each: each.expert)}
        self.frame.show_begun(begun=bool(self._rows))
        if self._expert not in self._piles:
            self._expert = score_entry.first_owing(self._piles)
        self._keep_open()
        self._show_piles()
        self.frame.waiting.show_done(done=score_entry.all_verified(self._rows))

    def state_line(self) -> str:
        return score_entry.progress_line(self._rows)

    def header_actions(self) -> Sequence[Action]:
        if not self._rows:
            return ()
        return (
            Action("发出工作簿…", lambda: self.side.notice.attempt(self.workbooks.ask_and_send), "file-export"),
            Action("收回工作簿…", self.workbooks.ask_and_take, "file-import"),
            Action("打印评分表…", self.print_out, "printer", "Ctrl+P"),
        )

    def take_keyboard(self) -> None:
        if not self._rows:
            self.frame.take_keyboard()
        elif self._details and not self._locked:
            self.paper.grid_focus()
        else:
            self.queue.take_code()

    def open_record(self, kind: str, record_id: int) -> None:
        if kind == "review":
            self.open_sheet(record_id)

    def focus_filter(self) -> bool:
        """Ctrl+F: to the line that a code is typed into."""
        if self._rows:
            self.queue.take_code()
        return bool(self._rows)

    def save(self) -> bool:
        if self._details is None:
            return False
        self.finish()
        return True

    def print_out(self) -> bool:
        """The pile of the expert in sight."""
        if not self._rows:
            return False
        code = f"专家{self._expert}"
        self.side.notice.attempt(lambda: self.prints.show(document("score_sheets"), code=code, name=f"评分表 {code}"))
        return True

    def back(self) -> bool:
        """Esc: a question is put aside, then a correction, then the sheet is closed with what was typed kept."""
        if self.side.difference.words:
            self.side.difference.clear()
            if isinstance(now := QApplication.focusWidget(), QLineEdit):
                now.selectAll()
        elif self._correcting and self._details:
            self.open_sheet(self._details.review_id)
        elif self._details:
            self._close()
        else:
            return False
        return True

    # Sheets -----------------------------------------------------------------------------------------------------------

    def open_code(self, typed: str) -> None:
        """A code was typed or scanned. One that no sheet bears is said beside the sheet that is open."""
        found: list[SheetDetails] = []
        if self.side.notice.attempt(lambda: found.append(scoring.sheet(typed))):
            self.queue.code.clear()
            self.open_sheet(found[0].review_id)
        else:
            self.queue.take_code()

    def open_sheet(self, review_id: int) -> None:
        self._put_aside()
        self.side.notice.clear()
        details: list[SheetDetails] = []
        if not self.side.notice.attempt(lambda: details.append(scoring.sheet_details(review_id))):
            return
        self._details = details[0]
        self._expert = self._details.expert
        self._show_sheet()
        self._show_piles()
        self.take_keyboard()

    def show_pile(self, expert: int) -> None:
        """Another expert's pile; the open sheet is put aside."""
        self._close()
        self._expert = expert
        self._show_piles()

    def correct(self) -> None:
        """Open a verified sheet for a correction: the total is typed anew. What forbids it is said before."""
        details = self._details
        if details is None or not self.side.notice.attempt(lambda: scoring.check_correctable(details.review_id)):
            return
        self._correcting = True
        self._show_sheet()
        for before, after in ((self.paper.grid.total, self.side.reason), (self.side.reason, self.side.done)):
            self.setTabOrder(before, after)  # the boxes are made anew for every rubric, behind everything else
        self.take_keyboard()

    def finish(self) -> None:
        """Enter in the total, or the button: record or correct the sheet, and open the next one."""
        if self._details is None or self.side.difference.asks() or (self._locked and not self._correcting):
            return
        self.side.difference.clear()
        if self.side.notice.attempt(self._finish):
            return
        if self._correcting and not self.side.reason.text().strip():
            self.side.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    # Within -----------------------------------------------------------------------------------------------------------

    @property
    def _locked(self) -> bool:
        """Whether the open sheet is done, and only a correction may change it."""
        return self._details is not None and self._details.state.done and not self._correcting

    @property
    def _pile(self) -> tuple[SheetRow, ...]:
        return self._piles.get(self._expert, ())

    def _finish(self) -> None:
        assert self._details is not None
        details, entry = self._details, self._entry()
        summed, whole = sum(entry.points.values()), len(entry.points) == len(details.criteria)
        if whole and entry.total is not None and entry.total != summed:
            self.side.difference.show_total(summed, entry.total)
            self.paper.grid.show_total_wrong()
            return
        if self._correcting:
            self._correct(details, entry)
        else:
            self._record(details, entry)

    def _entry(self) -> SheetEntry:
        veto, reason = self.paper.veto
        return SheetEntry(
            points=self.paper.grid.points(),
            total=self.paper.grid.handwritten(),
            mark=self.paper.mark,
            veto=veto,
            veto_reason=reason,
            opinion=self.side.opinion.toPlainText(),
            settled=frozenset(self.second.settled),
            mark_settled=self.second.mark_settled,
            veto_settled=self.second.veto_settled,
        )

    def _record(self, details: SheetDetails, entry: SheetEntry) -> None:
        if self.second.differs(entry):
            return
        final = score_entry.verifies(details.verification, details.state, entry.mark)
        title = f"录入评分表 {details.code}"
        at = moment(self.ledger.clock())
        self._details = None  # what is refreshed meanwhile must not put it back
        try:
            state = self.ledger.run(
                title,
                scoring.record_sheet,
                final=final,
                review_id=details.review_id,
                entry=entry,
                entered_by=self.ledger.actor,
                at=at,
            )
        except Exception:
            self._details = details
            raise
        self._half_typed.put(details.review_id, None)
        self.side.show_last(score_entry.recorded_words(details.number, entry, state))
        self._go_on(details)

    def _correct(self, details: SheetDetails, entry: SheetEntry) -> None:
        reason = self.side.reason.text()
        title = score_entry.correction_title(details.code, reason)
        self.run(
            title, scoring.correct_sheet, final=True, say=lambda _: f"已更正 {details.code}",
            review_id=details.review_id, entry=entry, reason=reason, by=self.ledger.actor,
            at=moment(self.ledger.clock()),
        )  # fmt: skip
        self._correcting = False
        self.open_sheet(details.review_id)

    def _go_on(self, done: SheetDetails) -> None:
        """Open the next sheet of the pile, or say that there is none."""
        following = score_entry.next_sheet(self._pile, done.review_id, done.state)
        if following:
            self.open_sheet(following.review_id)
            return
        self._close()
        self.queue.select(done.review_id)
        self.queue.take_code()

    # What is shown ----------------------------------------------------------------------------------------------------

    def _show_sheet(self) -> None:
        details = self._details
        assert details is not None
        self.side.difference.clear()
        self.second.begin(details)
        self.frame.show_paper(open_one=True)
        self.paper.show_sheet(details, writable=not self._locked)
        for box in (*self.paper.grid.fields, self.paper.grid.total):
            box.answers = self.side.difference.take
        if self._correcting:
            texts, _ = self.paper.grid.texts()
            self.paper.grid.show_texts(texts, "")
        elif (typed := self._half_typed.get(details.review_id)) and not details.state.done:
            self.paper.show_typed(typed)
        self.side.show_opinion(details.opinion)
        if details.recusal and details.state is not SheetState.RECUSED:
            self.side.notice.show_words(
                f"专家{details.expert} 须回避：{details.recusal}。", "请按 / 标为“回避”，再按 Enter。"
            )
        self._show_about()

    def _show_about(self) -> None:
        details = self._details
        if details is None:
            self.side.show_nothing("没有打开的评分表")
            return
        following = score_entry.next_sheet(self._pile, details.review_id, details.state)
        after = f"{following.short_number}　{following.brand}" if following and not details.state.done else ""
        self.side.show_sheet(details, correcting=self._correcting, after=after)
        self._show_end()

    def _show_end(self) -> None:
        details = self._details
        if details is None or self._locked:
            self.side.show_end("", "", shown=False)
            return
        lacking = self.paper.lacking
        words, then = (
            ("保存更正", "理由和新旧分数都留在操作记录") if self._correcting else ("完成本张", "Enter 保存并打开下一张")
        )
        told = lacking or then
        self.side.show_end(words, told, ready=not lacking, reason=self._correcting)

    def _show_piles(self) -> None:
        self.queue.show_piles(self._piles, self._expert, self._half_done())
        self.side.show_piles(self._piles)
        if self._details:
            self.queue.select(self._details.review_id)
        self._show_about()
        self.changed.emit()

    def _half_done(self) -> frozenset[int]:
        """The sheets with something typed that is not recorded yet."""
        open_one = self._details
        here = {open_one.review_id} if open_one and not open_one.state.done and not self.paper.blank else set()
        return self._half_typed.ids | here

    def _keep_open(self) -> None:
        """Something was written: the open sheet is shown anew only where it is another one than before."""
        if self._details is None:
            return
        try:
            now = scoring.sheet_details(self._details.review_id)
        except RuleBroken:
            self._details = None
            self._close()
            return
        before, self._details = self._details, now
        if (before.state, before.verified_at, before.criteria) != (now.state, now.verified_at, now.criteria):
            self._correcting = False
            self._show_sheet()

    def _open_pile(self, expert: int) -> None:
        """The first sheet of a pile that is not done."""
        pile = self._piles.get(expert, ())
        if found := next((each for each in pile if not each.state.done), None):
            self.open_sheet(found.review_id)

    def _close(self) -> None:
        self._put_aside()
        self._details = None
        self.frame.show_paper(open_one=False)
        self.side.difference.clear()
        self.side.notice.clear()
        self._show_about()
        self.queue.take_code()

    def _put_aside(self) -> None:
        """Keep what is half typed of the open sheet."""
        details, self._correcting = self._details, False
        if details is None or details.state.done:
            return
        self._keep_opinion()
        self._half_typed.put(details.review_id, self.paper.typed)

    def _typed(self) -> None:
        if not self.side.difference.asks():
            self.side.difference.clear()
        details = self._details
        if details is not None and not details.state.done and not self._correcting:
            self._half_typed.put(details.review_id, self.paper.typed)
        self.queue.show_typing(self._half_done())
        self._show_end()

    def _keep_opinion(self) -> None:
        """An opinion is kept as soon as the keyboard leaves it, whether the points are there or not."""
        details = self._details
        if details is None or self._correcting:
            return
        opinion = self.side.opinion.toPlainText().strip()
        if opinion == details.opinion:
            return
        title = f"录入专家意见 {details.code}"
        self.side.notice.attempt(
            lambda: self.ledger.run(title, scoring.record_opinion, review_id=details.review_id, opinion=opinion)
        )
