"""The right of 录入评分: what stops the clerk, what is open, the expert's opinion, and where sheets are still owed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.rules.score_entry import progress
from desktop_app.rules.scoring import points_text
from desktop_app.shapes.score_entry import SheetDetails, SheetRow, SheetState
from desktop_app.ui.parts.basics import Facts, Mark, Panel, Stack, button, field, label, row, say, wide
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.lists import Details, Group, Lines, Words
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.screens.review.entry_paper import STATE_BADGES
from desktop_app.ui.style import BESIDE, NEAR

WIDTH = 256
ROOMY = 592  # px of height in which a difference stands beside all the rest


class Difference(QFrame):
    """Amber: two values that do not agree, side by side, and a question that keys answer. Hidden while there is none.

    It stands beside the sheet and never over it: the clerk must look at the paper.
    """

    shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("difference")
        self.setProperty("is", "notice")
        self._title = label("", "difference_title", "warn", wrap=True)
        self._facts = Facts("difference")
        self._ask = label("", "difference_ask", "muted", wrap=True)
        self._first, self._second = button("", "keep_first"), button("", "keep_second")
        self._first.clicked.connect(lambda: self._answer("1"))
        self._second.clicked.connect(lambda: self._answer("2"))
        self._buttons = QWidget()
        self._buttons.setObjectName("difference_answers")
        self._buttons.setLayout(row(wide(self._first), wide(self._second)))
        self._answers: Mapping[str, Callable[[], None]] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(BESIDE, BESIDE, BESIDE, BESIDE)
        box.setSpacing(NEAR)
        head = row(Mark("alert-triangle", "warn", "difference_mark"), self._title)
        head.setStretch(1, 1)
        box.addLayout(head)
        box.addLayout(self._facts)
        box.addWidget(self._ask)
        box.addWidget(self._buttons)
        self.hide()

    @property
    def words(self) -> str:
        """What stands there; "" when nothing does."""
        return "" if self.isHidden() else f"{self._title.text()}{self._ask.text()}"

    def show_total(self, summed: int, handwritten: int) -> None:
        """The handwritten total is not the sum."""
        apart = points_text(abs(summed - handwritten))
        facts = (("各项相加", points_text(summed)), ("手写合计", points_text(handwritten)), ("相差", apart))
        ask = "请看纸面：录错的改过来（↑ 往回走）；专家加错的，请专家更正签字后再录。"
        self._show("合计对不上", facts, ask, {})

    def show_first(
        self,
        title: str,
        facts: Sequence[tuple[str, str]],
        choices: tuple[str, str],
        answers: Sequence[Callable[[], None]],
    ) -> None:
        """A second entry differs: 1 keeps the first, 2 the second, Esc types again."""
        for made, words, key in ((self._first, choices[0], "1"), (self._second, choices[1], "2")):
            say(made, f"{words}　{key}", says=words)
        ask = "请看纸面，选定后继续（按 1 或 2，Esc 重输）。"
        self._show(title, facts, ask, dict(zip("12", answers, strict=True)))

    def _show(
        self, title: str, facts: Sequence[tuple[str, str]], ask: str, answers: Mapping[str, Callable[[], None]]
    ) -> None:
        self._title.setText(title)
        self._facts.show_facts(facts)
        self._ask.setText(ask)
        self._answers = answers
        self._buttons.setVisible(bool(answers))
        self.setAccessibleName("，".join((title, *(f"{key} {value}" for key, value in facts), ask)))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        self._answers = {}
        self.hide()

    def asks(self) -> bool:
        """Whether a question waits for its answer."""
        return bool(self._answers)

    def take(self, key: str) -> bool:
        """Whether a key typed into the sheet is the answer. Other keys are held back until there is one."""
        if not self._answers:
            return False
        self._answer(key)
        return True

    def _answer(self, key: str) -> None:
        if answer := self._answers.get(key):
            self.clear()
            answer()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown.emit(False)


class Opinion(QPlainTextEdit):
    """The expert's opinion; `left` when the keyboard goes elsewhere."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("opinion")
        self.setAccessibleName("专家意见")
        self.setPlaceholderText("照纸面录入，可以不填；不影响复核")
        self.setTabChangesFocus(True)
        self.setMinimumHeight(72)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Side(QWidget):
    """What is told of the open sheet and of all piles, and the one red button where the entry ends."""

    finish = Signal()
    correct = Signal()
    pile_wanted = Signal(int)  # the number of an expert

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entry_side")
        self.setFixedWidth(WIDTH)
        self.difference, self.notice = Difference(), Notice("entry_notice")
        self.about = Details("sheet_about")
        self.opinion = Opinion()
        self.change = button("更正…", "sheet_correct", "", "pencil", says="更正已复核的评分表")
        self.reason = field("correction_reason", "", "更正理由，例如：录错一行", says="更正理由")
        self.done = button("完成本张", "finish_sheet", "primary", keys="Enter")
        self._told = label("", "finish_told", "muted")
        self._lines = Lines("piles_left")
        self._last = ""
        self._build()
        self.done.clicked.connect(self.finish)
        self.reason.returnPressed.connect(self.finish)
        self.change.clicked.connect(self.correct)

    def _build(self) -> None:
        self.about.body.addWidget(self.change)
        words = label("专家意见", "opinion_label", "section")
        words.setBuddy(self.opinion)
        self._opinion_panel = Panel("", "opinion_panel")
        self._opinion_panel.body.setContentsMargins(BESIDE, NEAR, BESIDE, BESIDE)
        self._opinion_panel.body.setSpacing(NEAR)
        self._opinion_panel.body.addWidget(words)
        self._opinion_panel.body.addWidget(self.opinion, 1)
        self._left = Panel("还没复核", "piles_panel")
        self._left.body.addWidget(Scroll("piles_scroll", self._lines), 1)
        self._end = Stack("entry_end", self.reason, self.done, row(0, self._told, 0), gap=NEAR)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        for thing, stretch in (
            (self.difference, 0), (self.notice, 0), (self.about, 0), (self._opinion_panel, 3), (self._left, 2),
            (self._end, 0),
        ):  # fmt: skip
            box.addWidget(thing, stretch)
        self.difference.shown.connect(self._make_room)

    def _make_room(self, difference: bool) -> None:
        """A difference needs the place of what is only told: the piles', and on a small screen the sheet's too."""
        self._left.setVisible(not difference)
        self.about.setVisible(not difference or self.height() >= ROOMY)

    # What is told to it -----------------------------------------------------------------------------------------------

    def show_last(self, words: str) -> None:
        """What became of the sheet before: told beside the next one."""
        self._last = words

    def show_nothing(self, words: str) -> None:
        """No sheet is open."""
        self.about.show_nothing(f"{words}　上一张 {self._last}" if self._last else words)
        self._opinion_panel.hide()
        self.change.hide()
        self.show_end("", "", shown=False)

    def show_sheet(self, details: SheetDetails, *, correcting: bool, after: str) -> None:
        """The open sheet: how it is proved, who typed it, and what comes `after`."""
        title, facts = _told(details, correcting=correcting)
        if after:
            facts = (*facts, ("下一张", after))
        if self._last:
            facts = (*facts, ("上一张", self._last))
        self.about.show_details(title, STATE_BADGES[details.state] if details.state.done else None, facts)
        self.change.setVisible(details.state.done and not correcting)
        self._opinion_panel.show()

    def show_refused(self, words: str) -> None:
        """What could not be taken stands beside the sheet; "" when everything was."""
        if words:
            self.notice.show_words(words, "")
        else:
            self.notice.clear()

    def show_opinion(self, opinion: str) -> None:
        if self.opinion.toPlainText() != opinion:
            self.opinion.setPlainText(opinion)

    def show_end(self, words: str, told: str, *, shown: bool = True, ready: bool = False, reason: bool = False) -> None:
        """The button and the sentence under it; `reason` asks why, where a verified sheet is changed."""
        self._end.setVisible(shown)
        self.done.setEnabled(ready)
        say(self.done, words, keys="Enter")
        self._told.setText(told)
        self.reason.setVisible(reason)
        if not reason:
            self.reason.clear()

    def show_piles(self, piles: Mapping[int, Sequence[SheetRow]]) -> None:
        """Which experts' sheets are not verified yet; a line opens the pile."""
        lines = []
        for number, pile in piles.items():
            seen = progress(pile)
            if seen.unverified:
                half = f"，待复录 {seen.half}" if seen.half else ""
                words = Words(f"专家{number}", due=f"还有 {seen.unverified} 张{half}", icon="circle-dashed")
                lines.append((words, lambda n=number: self.pile_wanted.emit(n)))
        self._lines.show_groups([Group("", lines)] if lines else [])
        everything = progress([sheet for pile in piles.values() for sheet in pile])
        self._left.show_count(f"{everything.unverified} 张" if everything.unverified else "没有了")


def _told(details: SheetDetails, *, correcting: bool) -> tuple[str, tuple[tuple[str, str], ...]]:
    if correcting:
        return "更正", (
            ("原合计", _total(details)),
            ("复核", f"{details.verified_by}　{short_moment(details.verified_at)}"),
        )
    facts: tuple[tuple[str, str], ...] = ()
    if details.entered_at:
        facts = (("录入", f"{details.entered_by}　{short_moment(details.entered_at)}"),)
    match details.state:
        case SheetState.BLANK:
            way = "用手写合计" if details.with_total else "录两遍"
            return ("录入评分" if details.with_total else "第一遍录入"), (("核对", way),)
        case SheetState.HALF:
            return "第二遍录入", (*facts, ("核对", "看不到第一遍的分数"))
        case _:
            verified = (
                (("复核", f"{details.verified_by}　{short_moment(details.verified_at)}"),)
                if details.verified_at
                else ()
            )
            return _total(details), (*facts, *verified)


def _total(details: SheetDetails) -> str:
    return "不计分" if details.total_hundredths is None else f"{points_text(details.total_hundredths)} 分"


def short_moment(at: str) -> str:
    """09-17 08:47."""
    return at[5:16].replace("T", " ")
