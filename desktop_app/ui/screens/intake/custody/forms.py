"""What is asked when copies go from hand to hand, and when labels are printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Signal

from db.enums import MovementKind
from desktop_app.office import custody
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.labels import FORMATS, label_format, sheets_needed
from desktop_app.rules.numbering import short_number
from desktop_app.rules.typed_dates import written_moment
from desktop_app.shapes.custody import CopyRow, HandoverEntry, MadeHandover
from desktop_app.shapes.desk_papers import LabelPaper
from desktop_app.ui.parts.basics import form_label, label
from desktop_app.ui.parts.date_fields import DateField, DateTimeField
from desktop_app.ui.parts.fields import SearchLine, enter_leads
from desktop_app.ui.parts.pane import Choice, FormPane
from desktop_app.ui.screens.intake.custody.label_grid import LabelGrid
from desktop_app.ui.screens.intake.custody.wording import many

K = MovementKind
HOLDERS = {
    K.LEND: ("借给 *", "姓名，或“评审专家组”"),
    K.RETURN: ("交还人", "可空"),
    K.ARCHIVE: ("送交人", "可空"),
    K.HAND_BACK: ("领回人", "姓名，可空"),
}
TOLD = {
    K.LEND: "登记后显示交接单，打印出来双方签字。",
    K.ARCHIVE: "不写去处时记作“档案柜”。",
    K.HAND_BACK: "登记后显示交接单，打印出来请领回人签字。",
}


class MoveForm(FormPane):
    """借出, 存档, 退还: who and where to, until when. `moved` tells of the handover that was made."""

    moved = Signal(object)  # MadeHandover

    def __init__(self, run: Callable[..., Any], now: Callable[[], datetime], actor: Callable[[], str]) -> None:
        super().__init__("move_form", "登记")
        self._run, self._now, self._actor = run, now, actor
        self._kind: MovementKind = K.LEND
        self._rows: tuple[CopyRow, ...] = ()
        self.holder = SearchLine("move_holder", clean=names.clean)
        self.place = SearchLine("move_place", "例如 档案柜 3", clean=names.clean)
        self.due = DateField("move_due", says="归还期限", today=lambda: now().date())
        self.at = DateTimeField("move_at", says="时间", today=lambda: now().date())
        self.at.line.setPlaceholderText("现在")
        self.note = SearchLine("move_note", "可空", clean=names.clean)
        self._who = form_label("", "move_holder", self.holder)
        self.form.addRow(self._who, self.holder)
        self.add("去处", "move_place", self.place)
        self.add("归还期限", "move_due", self.due)
        self.add("时间", "move_at", self.at)
        self.add("说明", "move_note", self.note)
        self._told = label("", "move_told", "muted", wrap=True)
        self.add_below(self._told)
        enter_leads((self.holder, self.place, self.due.line, self.at.line, self.note), self.save)

    def ask(self, kind: MovementKind, rows: Sequence[CopyRow], loan_due: str) -> None:
        """`loan_due` is what a loan is proposed to be back by, ISO; "" for none."""
        self._kind, self._rows = kind, tuple(rows)
        words, hint = HOLDERS[kind]
        self._who.setText(words)
        self.holder.fill("")
        self.holder.setPlaceholderText(hint)
        self.holder.setAccessibleName(words.removesuffix(" *"))
        self.place.fill("")
        self.note.fill("")
        self.at.show_value(None)
        self.due.show_value(date.fromisoformat(loan_due) if loan_due and kind is K.LEND else None)
        self.form.setRowVisible(self.place, kind is K.ARCHIVE)
        self.form.setRowVisible(self.due, kind is K.LEND)
        self._told.setText(TOLD.get(kind, ""))
        self.save_button.setText(f"登记{kind}")
        self.save_button.setAccessibleName(f"登记{kind}")
        self.begin(f"{kind}", many(self._rows))
        (self.place if kind is K.ARCHIVE else self.holder).setFocus()

    def typed(self) -> object:
        return (self.holder.text(), self.place.text(), self.due.line.text(), self.at.line.text(), self.note.text())

    def command(self) -> Callable[[], object]:
        self.due.settle()
        self.at.settle()
        for asked in (self.due, self.at):
            if asked.problem:
                raise RuleBroken(asked.problem, "")
        entry = HandoverEntry(
            self._kind,
            tuple(row.copy_id for row in self._rows),
            written_moment(self.at.value or self._now()),
            self.holder.text().strip(),
            self.place.text().strip(),
            self.due.value.isoformat() if self.due.value else "",
            self.note.text().strip(),
        )
        return lambda: self.moved.emit(hand_over(self._run, entry, self._actor()))


def hand_over(run: Callable[..., Any], entry: HandoverEntry, by: str) -> MadeHandover:
    """Run the Command; its step bears what was done with how many."""
    made: MadeHandover = run(
        f"{entry.kind}纸质件 {len(entry.copy_ids)} 份",
        custody.move_copies,
        say=lambda made: f"已登记{made.kind} {made.copies} 份　{made.number}",
        entry=entry,
        by=by,
    )
    return made


class LabelForm(FormPane):
    """Which sheet of labels lies in the printer, and which of its labels is the first free one."""

    wanted = Signal(str)  # the code that the document is asked by

    def __init__(self) -> None:
        super().__init__("label_form", "预览标签")
        self._rows: tuple[CopyRow, ...] = ()
        self.paper = Choice("label_paper", [(each.key, each.words) for each in FORMATS])
        self.grid = LabelGrid("label_first")
        self.add("标签纸", "label_paper", self.paper)
        self.add_below(label("从哪一张开始：单击第一张空白的标签", "label_first_title", "group"))
        self.add_below(self.grid)
        self._told = label("", "label_told", "muted", wrap=True)
        self.add_below(self._told)
        self.paper.currentIndexChanged.connect(lambda _: self._changed())
        self.grid.changed.connect(self._tell)

    def ask(self, rows: Sequence[CopyRow], usual: str) -> None:
        self._rows = tuple(rows)
        self.paper.show_word(label_format(usual).key)
        self._changed()
        self.begin("打印标签", many(self._rows))
        self.grid.setFocus()

    def _changed(self) -> None:
        self.grid.show_format(label_format(self.paper.word), len(self._rows))
        self._tell()

    def _tell(self) -> None:
        form = label_format(self.paper.word)
        sheets = sheets_needed(form, self.grid.first, len(self._rows))
        small = "这种标签太小，印二维码，要用能读二维码的扫码枪。" if form.key is LabelPaper.SMALL else ""
        self._told.setText(f"{len(self._rows)} 张标签，用 {sheets} 页。打印时选“实际大小”，不要缩放。{small}")

    def typed(self) -> object:
        return (self.paper.word, self.grid.first)

    def command(self) -> Callable[[], object]:
        codes = " ".join(short_number(row.code) for row in self._rows)
        return lambda: self.wanted.emit(f"{codes}@{self.paper.word}:{self.grid.first}")
