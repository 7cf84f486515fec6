"""The visit: who came, from where, when, and the branches already taken; it stays while branches are added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop_app.rules.names import clean_person
from desktop_app.shapes.intake import LineEntry
from desktop_app.shapes.window import Proposal
from desktop_app.ui.parts.basics import Stack, button, field, form_label, label, row, say
from desktop_app.ui.parts.date_fields import DateTimeField
from desktop_app.ui.parts.fields import ProposalField
from desktop_app.ui.style import BESIDE, BODY, NEAR, TIGHT, font_width

ORGANIZATION, SUBMITTER, TELEPHONE = 200, 88, 116  # px
NARROWER = 98  # px that the organisation gives up on a small screen
FIRST = 1000  # the stretch of what takes its room before the empty space beside it


class VisitStrip(Stack):
    """One line for the visitor, one for the branches of this visit. `reopened` asks for a taken branch again."""

    changed = Signal()
    reopened = Signal(int)  # place in the visit, from 0
    removed = Signal(int)

    def __init__(self, propose: Callable[[str], Sequence[Proposal]], now: Callable[[], datetime]) -> None:
        super().__init__("visit", gap=NEAR)
        self.organization_id: int | None = None
        self._now = now
        self.organization = ProposalField("visit_organization", propose, "随第一个支部", says="来自基层党组织")
        self.submitter = field("submitter", "", "姓名", says="送件人")
        self.telephone = field("submitter_phone", "", "办公电话", says="送件人办公电话")
        self.received_at = DateTimeField("received_at", says="收件时间", today=lambda: now().date(), beside=True)
        self.received_at.line.setPlaceholderText("现在")
        self._told = label("", "submitter_told", "muted")
        self._lines: list[tuple[QPushButton, QPushButton]] = []
        self._build()
        self._connect()
        self.clear()

    def _build(self) -> None:
        self.organization.setMinimumWidth(ORGANIZATION - NARROWER)
        self.organization.setMaximumWidth(ORGANIZATION)
        for box, width in (
            (self.submitter, SUBMITTER),
            (self.telephone, TELEPHONE),
            (self.received_at.line, 148),
        ):
            box.setFixedWidth(width)
        self.label = form_label("来自", "visit_organization", self.organization)
        second = form_label("送件人", "submitter", self.submitter)
        third = form_label("时间", "received_at", self.received_at)
        for said in (second, third):
            said.setMinimumWidth(font_width(said.text(), BODY))
        line = row(
            self.organization,
            BESIDE,
            second,
            self.submitter,
            self.telephone,
            BESIDE,
            third,
            self.received_at,
            0,
        )
        line.setStretch(0, FIRST)
        self.received_at.setMinimumWidth(self.received_at.sizeHint().width())
        self.box.addLayout(line)
        self.box.addWidget(self._told)
        self._taken = QWidget()
        self._taken.setObjectName("visit_lines")
        self._chips = QHBoxLayout(self._taken)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(TIGHT)
        self._chips.addWidget(label("本次已加", "visit_lines_title", "muted"))
        self._chips.addStretch(1)
        self.box.addWidget(self._taken)

    def _connect(self) -> None:
        self.organization.accepted.connect(self._organization_taken)
        self.organization.unsettled.connect(self._organization_lost)
        self.submitter.editingFinished.connect(self._tidy)
        for line in (self.submitter, self.telephone):
            line.textEdited.connect(lambda _: self._told.hide())
        self.received_at.changed.connect(lambda _: self.changed.emit())

    def clear(self) -> None:
        """The next visitor."""
        self.organization_id = None
        self.organization.show_chosen(None)
        self.submitter.clear()
        self.telephone.clear()
        self._told.hide()
        self.received_at.show_value(None)
        self.show_lines(())

    def show_organization(self, organization_id: int, name: str, submitter: str, telephone: str) -> None:
        """The first branch's organisation; who came from there last is proposed, and said to be so."""
        self.organization_id = organization_id
        self.organization.show_chosen(Proposal(organization_id, name))
        self.organization.setCursorPosition(0)  # where the field is narrow, the name is read from its beginning
        if submitter and not self.submitter.text().strip():
            self.submitter.setText(submitter)
            self.telephone.setText(telephone)
            self._told.setText(f"{submitter}是这个基层党组织上次的送件人，换了人请改。")
            self._told.show()

    def show_lines(self, lines: Sequence[tuple[str, LineEntry, str]]) -> None:
        """The branches of this visit: name, entry, and what it still lacks in a word or two."""
        while len(self._lines) < len(lines):
            self._add_line()
        for place, (chip, close) in enumerate(self._lines):
            shown = place < len(lines)
            chip.setVisible(shown)
            close.setVisible(shown)
            if shown:
                branch, entry, state = lines[place]
                say(chip, f"{branch}　{state}", says=f"修改第 {place + 1} 个：{branch}，{entry.brand}，{state}")
        self._taken.setVisible(bool(lines))
        self.changed.emit()

    @property
    def moment(self) -> datetime:
        """When it came: as typed, else now."""
        return self.received_at.value or self._now()

    def _add_line(self) -> None:
        place = len(self._lines)
        chip = button("", f"visit_line_{place}", "chip")
        close = button("", f"visit_line_{place}_remove", "quiet", "minus", says=f"去掉第 {place + 1} 个")
        chip.clicked.connect(lambda: self.reopened.emit(place))
        close.clicked.connect(lambda: self.removed.emit(place))
        self._chips.insertWidget(self._chips.count() - 1, chip)
        self._chips.insertWidget(self._chips.count() - 1, close)
        self._lines.append((chip, close))

    def _organization_taken(self, proposal: Proposal) -> None:
        self.organization_id = proposal.record_id

    def _organization_lost(self) -> None:
        self.organization_id = None

    def _tidy(self) -> None:
        self.submitter.setText(clean_person(self.submitter.text()))
