"""One file of an import: whose it may be, and its fields beside the page text they were read from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.enums import FormItem
from desktop_app.rules.form_labels import SECTIONS
from desktop_app.shapes.forms import ReadField
from desktop_app.shapes.incoming import RefusedFile
from desktop_app.shapes.matching import Fate, IncomingLine
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.badges import BadgeLabel
from desktop_app.ui.parts.basics import button, form, form_label, label, row
from desktop_app.ui.parts.fields import ProposalField, SearchLine
from desktop_app.ui.parts.lists import Group, Lines
from desktop_app.ui.parts.pane import Cut, Pane
from desktop_app.ui.screens.intake.electronic.wording import FATES, REFUSED, candidate_words, target_words
from desktop_app.ui.style import TIGHT

SHORT = tuple(item for item in FormItem if item not in SECTIONS)


class LinePane(Pane):
    """`decided` hands on the branch that was chosen, None for “do not import”; `corrected` a field put right."""

    decided = Signal(object)  # branch_id | None
    reset = Signal()  # as the program proposed it
    corrected = Signal(object, str)  # FormItem, value

    def __init__(self, propose: Callable[[str], tuple[Proposal, ...]]) -> None:
        super().__init__("line_pane")
        self.line: IncomingLine | None = None
        self._title, self._badge = label("", "line_title", "large", wrap=True), BadgeLabel("line_badge")
        self._told = label("", "line_told", "muted", wrap=True)
        self._candidates = Lines("candidates")
        self.branch = ProposalField("line_branch", propose, "支部、编号或拼音首字母", says="指定它属于哪个支部")
        self.leave_out = button("不导入这一份", "line_leave_out", "quiet", "ban")
        self.as_proposed = button("恢复", "line_reset", "link", says="恢复程序的判断")
        self._fields: dict[FormItem, tuple[SearchLine, Cut, QWidget]] = {}
        self._sections = label("", "line_sections", "muted", wrap=True)
        self._build()
        self.branch.accepted.connect(lambda proposal: self.decided.emit(proposal.record_id))
        self.leave_out.clicked.connect(lambda: self.decided.emit(None))
        self.as_proposed.clicked.connect(self.reset)

    def _build(self) -> None:
        for thing in (self._title, self._badge, self._told):
            self.head.addWidget(thing)
        self.body.addWidget(self._candidates)
        self._choice = QWidget()
        self._choice.setObjectName("line_choice")
        lines = form()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addRow(form_label("支部", "line_branch", self.branch), self.branch)
        self._choice.setLayout(lines)
        self.body.addWidget(self._choice)
        self._form = form()
        for item in SHORT:
            self._add_field(item)
        self._heading = label("表上读到的内容，改正后一起记下", "line_fields_title", "group")
        self.body.addWidget(self._heading)
        self.body.addLayout(self._form)
        self.body.addWidget(self._sections)
        self.body.addStretch(1)
        self.foot.addLayout(row(self.leave_out, self.as_proposed, 0))

    def _add_field(self, item: FormItem) -> None:
        edit, source = SearchLine(f"field_{item.name.lower()}"), Cut(f"source_{item.name.lower()}", "muted")
        edit.editingFinished.connect(partial(self._edited, item))
        holder = QWidget()
        holder.setObjectName(f"field_line_{item.name.lower()}")
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        box.addWidget(edit)
        box.addWidget(source)
        self._form.addRow(form_label(str(item), f"field_{item.name.lower()}", edit), holder)
        self._fields[item] = (edit, source, holder)

    def show_refused(self, refused: RefusedFile) -> None:
        """A file that cannot be read: why, and the way out."""
        self.show_line(None)
        self._title.setText(refused.file.rpartition("/")[2])
        self._badge.show_badge(REFUSED)
        self._told.setText(f"{refused.reason}\n{refused.todo}\n\n{refused.file}")
        self._told.show()

    def show_line(self, line: IncomingLine | None) -> None:
        """None: nothing is chosen."""
        same = line is not None and self.line is not None and line.form == self.line.form
        self.line = line
        for part in (self._choice, self.leave_out, self.as_proposed):
            part.setVisible(line is not None)
        if line is None:
            self._title.setText("选一个文件，这里显示从表上读到的内容。")
            self._badge.show_badge(None)
            self._told.setText("")
            self._told.hide()
            self._candidates.hide()
            self.branch.show_chosen(None)
            self._show_fields(None)
            return
        self._title.setText(line.form.file_name)
        self._badge.show_badge(FATES[line.fate])
        said = "\n".join(part for part in (line.problem + line.todo, *line.notes) if part)
        self._told.setText(said)
        self._told.setVisible(bool(said))
        lines = [
            (candidate_words(each), partial(self.decided.emit, each.branch.branch_id)) for each in line.match.candidates
        ]
        self._candidates.show_groups([Group("可能属于", lines)])
        self._candidates.setVisible(bool(lines))
        chosen = Proposal(line.branch.branch_id, target_words(line)) if line.branch else None
        self.branch.show_chosen(chosen)
        self.leave_out.setEnabled(line.fate is not Fate.LEFT)
        self._show_fields(line)
        if not same:
            self.scroll_up()

    def _show_fields(self, line: IncomingLine | None) -> None:
        read = {field.item: field for field in line.form.reading.fields} if line else {}
        for item, (edit, source, holder) in self._fields.items():
            asked = line is not None and (item in read or item in _ALWAYS)
            self._form.setRowVisible(holder, asked)
            if line is not None and not edit.hasFocus():
                edit.fill(line.value(item))
            source.show_words(_source(read.get(item)))
        sections = [field for item, field in read.items() if item in SECTIONS]
        words = "　".join(f"{field.item} {len(field.value)} 字" for field in sections)
        self._sections.setText(f"正文：{words}" if words else "")
        self._heading.setVisible(line is not None)

    def _edited(self, item: FormItem) -> None:
        edit = self._fields[item][0]
        if self.line is not None and edit.text().strip() != self.line.value(item):
            self.corrected.emit(item, edit.text().strip())


_ALWAYS = frozenset((FormItem.BRAND, FormItem.BRANCH, FormItem.ORGANIZATION))


def _source(field: ReadField | None) -> str:
    """The page text a field was read from, on one line."""
    if field is None:
        return "表上没有读到"
    return f"{field.place}：{' '.join(field.source.split())}"
