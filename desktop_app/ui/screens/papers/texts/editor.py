"""The text of a document in the office's own words: fields and text at the left, the paper it makes at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.documents import Document
from desktop_app.ledger import moment
from desktop_app.office import official_texts
from desktop_app.office.official_papers import try_text
from desktop_app.rules.official import field_of, fields_of
from desktop_app.shapes.official_texts import Problem, TextKind
from desktop_app.ui.parts.basics import panes, row, wide
from desktop_app.ui.screen import Action, Desk, Surface
from desktop_app.ui.screens.papers.texts.field_list import FieldList
from desktop_app.ui.screens.papers.texts.laid_out import LaidOutPane
from desktop_app.ui.screens.papers.texts.sheet import TextSheet
from desktop_app.ui.style import BESIDE

PREVIEW = 336  # px, its least width
SHARES = [1200, 800]  # of the width, before the clerk has moved what parts them
NOTHING_NEW, STILL_WRONG = "没有改动。", "文字里还有问题。"


class TextEditor(Surface):
    """`changed`: the header has something new to say. `left`: back to the documents."""

    changed = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "text_editor", "修改文字")
        self._document: Document | None = None
        self._code: str | None = None
        self._kind = TextKind.PUBLICITY
        self._problems: tuple[Problem, ...] = ()
        self._told: object = None  # what the header was told last
        self.sheet, self.fields, self.paper = TextSheet(), FieldList("text_fields"), LaidOutPane(desk)
        writing = QWidget()
        writing.setObjectName("text_writing")
        writing.setLayout(row(self.fields, wide(self.sheet), gap=BESIDE))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        both = panes("text_panes", writing, self.paper, PREVIEW, desk.memory)
        both.setStretchFactor(1, 1)  # a wide screen widens the paper, too
        if not desk.memory.recall("text_panes/right"):
            both.setSizes(SHARES)
        box.addWidget(both)
        self.sheet.kind_chosen.connect(self._turn_to)
        self.sheet.typed.connect(self._tell)
        self.sheet.settled.connect(self._settle)
        self.sheet.text.offer_fields(self.fields.matching)
        self.fields.taken.connect(self.sheet.text.insert_field)
        self.paper.wanted.connect(self.wanted)

    @property
    def open(self) -> bool:
        """Whether a text is being edited."""
        return self._document is not None

    def edit(self, document: Document, code: str | None) -> None:
        """Open the first text of a document that has one; it is laid out as the one of `code`."""
        self._document, self._code = document, code
        self._turn_to(official_texts.OF_DOCUMENTS[document.key][0])

    def refresh(self) -> None:
        """Something was written: the text in force may be another, and so may be what the fields hold."""
        self.sheet.show_stored(official_texts.text_of(self._kind))
        self._settle()

    def put_away(self) -> None:
        """Back to the documents; what is half typed is kept and offered again."""
        self.sheet.keep()
        self.paper.put_away()
        self._document = None

    # What the window asks ---------------------------------------------------------------------------------------------

    def state_line(self) -> str:
        title = self._document.title if self._document else ""
        return " · ".join((f"修改{title}的文字", "有改动未保存" if self.sheet.half_typed else "已保存"))

    def header_actions(self) -> tuple[Action, ...]:
        return (Action("返回", self.leave, "arrow-left", "Esc"),)

    def primary(self) -> Action | None:
        why_not = STILL_WRONG if self._problems else "" if self.sheet.half_typed else NOTHING_NEW
        return Action("保存", self.save, "check", "Ctrl+S", why_not)

    def take_keyboard(self) -> None:
        self.sheet.text.setFocus()

    def focus_filter(self) -> bool:
        self.fields.filter.setFocus()
        self.fields.filter.selectAll()
        return True

    def save(self) -> bool:
        """One step that can be undone; a text with something wrong in it is refused, and says what."""
        if self.sheet.half_typed:
            self.sheet.notice.attempt(self._save)
        return True

    def back(self) -> bool:
        self.leave()
        return True

    def leave(self) -> None:
        self.put_away()
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window is closed, or another page opened: nothing half typed is lost."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.sheet.keep()
            self.paper.put_away()

    # ------------------------------------------------------------------------------------------------------------------

    def _turn_to(self, kind: TextKind) -> None:
        self.sheet.keep()
        self._kind = kind
        self.paper.put_away()
        self.fields.show_fields(fields_of(kind))
        self.sheet.text.show_known([each.name for each in fields_of(kind)])
        assert self._document is not None
        kinds = official_texts.OF_DOCUMENTS[self._document.key]
        self.sheet.begin(kind, kinds, official_texts.text_of(kind), official_texts.program_text(kind))
        self._settle()
        self.take_keyboard()

    def _settle(self) -> None:
        """Read the text again: say what is wrong with it, else have it laid out."""
        text = self.sheet.text.text
        self._problems = official_texts.problems_of(self._kind, text)
        self.sheet.show_problems(self._problems)
        if self._problems:
            self.paper.show_stale()
        elif self.isVisible():
            self.paper.notice.attempt(lambda: self._lay_out(text))
        self._tell()

    def _lay_out(self, text: str) -> None:
        made = try_text(self._kind, text, self.ledger.clock(), code=self._code)
        missing = tuple(field_of(self._kind, name) for name in made.missing)
        self.fields.show_fields(fields_of(self._kind), made.missing)
        self.paper.lay_out(made, missing)

    def _save(self) -> None:
        kind, text = self._kind, self.sheet.text.text
        own = text != official_texts.program_text(kind)
        self.run(
            f"{'修改' if own else '恢复'}{kind}的文字",
            official_texts.change_text,
            say=lambda _: f"已保存{kind}的文字" if own else f"{kind}已恢复默认文字",
            kind=kind,
            text=text,
            since=moment(self.ledger.clock()),
        )
        self.sheet.saved(official_texts.text_of(kind))

    def _tell(self) -> None:
        now = (self._kind, self.sheet.half_typed, bool(self._problems))
        if now != self._told:
            self._told = now
            self.changed.emit()
