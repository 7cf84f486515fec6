"""Where the text of a paper is typed: which one, whose words, the text, and under it what is wrong, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shapes.official_texts import Problem, TextKind
from desktop_app.ui.parts.basics import Panel, button, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.form_draft import FormDraft
from desktop_app.ui.parts.lists import Chips, Group, Lines, Words
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.screens.papers.texts.template_text import TemplateText
from desktop_app.ui.style import APART, BESIDE, CONTROL, NEAR, ROW, TIGHT

TROUBLE = 108  # px, the most that what is wrong takes from the text
OWN, PROGRAM = "本单位的文字", "默认文字"


class TextSheet(Panel):
    """Keeps what is half typed, for each text its own; `settled` tells that nobody types just now."""

    kind_chosen = Signal(object)  # TextKind
    settled = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__("", "text_sheet")
        self._stored = ""  # the text in force
        self._default = ""
        self._half = FormDraft(self)
        self.kinds, self.text, self.notice = Chips("text_kinds"), TemplateText("official_text"), Notice("text_notice")
        self._which, self._whose = label("", "text_kind", "section"), label("", "text_whose", "muted")
        self.default = button("恢复默认文字", "text_default", "link", says="换成程序自带的文字，Ctrl+Z 可以撤销")
        self._again = label("这是上次没有保存的内容。", "text_again", "muted")
        self._anew = button("不要了", "text_anew", "link", says="丢弃上次没有保存的内容")
        self._trouble = Lines("text_problems")
        self._trouble_scroll = Scroll("text_problems_scroll", self._trouble)
        self._trouble_scroll.setMaximumHeight(TROUBLE)
        heading = QWidget()
        heading.setObjectName("text_heading")
        heading.setFixedHeight(CONTROL + NEAR)
        heading.setLayout(row(self._which, self.kinds, 0, margins=(APART - 1, NEAR, BESIDE, 0)))
        self.body.addWidget(heading)
        self.body.addWidget(self.notice)
        self.body.addLayout(row(self._again, self._anew, 0, margins=(APART - 1, TIGHT, BESIDE, 0)))
        self.body.addLayout(row(self.text, margins=(BESIDE, TIGHT, BESIDE, 0)), 1)
        foot = QWidget()
        foot.setObjectName("text_foot")
        foot.setFixedHeight(ROW)
        foot.setLayout(row(self._whose, 0, self.default, margins=(APART - 1, 0, BESIDE, 0)))
        self.body.addWidget(foot)
        self.body.addWidget(self._trouble_scroll)
        self._offer(shown=False)
        self.show_problems(())
        self.kinds.chosen.connect(lambda chosen: self.kind_chosen.emit(TextKind(chosen)))
        self.text.textChanged.connect(self._typed)
        self.text.settled.connect(self.settled)
        self.default.clicked.connect(lambda: self.text.put_text(self._default))
        self._anew.clicked.connect(self.throw_away)

    @property
    def half_typed(self) -> bool:
        """Whether leaving now would lose something."""
        return self.text.text != self._stored

    def begin(self, kind: TextKind, kinds: Sequence[TextKind], stored: str, default: str) -> None:
        """Show a text of those that the document has; what was half typed of it before is put back."""
        self._stored, self._default = stored, default
        several = len(kinds) > 1
        self._which.setText(str(kind))
        self._which.setVisible(not several)
        self.kinds.setVisible(several)
        self.kinds.show_choices([(str(each), None) for each in kinds])
        self.kinds.choose(str(kind))
        self.notice.clear()
        self.text.show_text(stored)
        self._offer(shown=self._half.begin(f"公文文字 {kind}"))
        self._typed()

    def show_stored(self, stored: str) -> None:
        """Another text is in force: it stands there unless something half typed does."""
        half, self._stored = self.half_typed, stored
        if not half and self.text.text != stored:
            self.text.show_text(stored)
        self._typed()

    def saved(self, stored: str) -> None:
        """What is typed is in force, without the blanks at its ends."""
        self._stored = stored
        if self.half_typed:
            self.text.put_text(stored)
        self._half.keep()
        self._offer(shown=False)
        self._typed()

    def keep(self) -> None:
        """Write down what is half typed, before the page is left."""
        self._half.keep()

    def throw_away(self) -> None:
        """The last time's half is not wanted: the text in force is put back."""
        self._half.throw_away()
        self._offer(shown=False)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each beside its line and, in words, below; a press leads to the line."""
        self.text.show_problems(problems)
        said = [
            (Words(each.words, each.todo, "", "alert-triangle", "warn"), partial(self.text.go_to_line, each.line))
            for each in problems
        ]
        self._trouble.show_groups([Group("", said)])
        self._trouble_scroll.setVisible(bool(said))

    def _typed(self) -> None:
        text = self.text.text
        self._whose.setText(PROGRAM if text == self._default else OWN)
        self.default.setVisible(text != self._default)
        self.typed.emit()

    def _offer(self, *, shown: bool) -> None:
        for part in (self._again, self._anew):
            part.setVisible(shown)
