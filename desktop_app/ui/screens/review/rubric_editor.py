"""评分指标 as lines that are typed: name, full marks, what parts equal means, what the experts should look at."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.rubric import MOST_CRITERIA, rubric_words
from desktop_app.rules.scoring import points_text
from desktop_app.rules.typed_values import folded
from desktop_app.shapes.panel import CriterionDraft
from desktop_app.ui.parts.basics import RIGHT, button, field, label, row
from desktop_app.ui.parts.fields import SearchLine, enter_goes_on
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import NEAR

NAME, POINTS, LINE = 124, 48, 36  # px
TITLES = ("", "指标", "满分", "并列比", "评分要点", "")


class _Line(NamedTuple):
    number: QWidget
    name: SearchLine
    points: QLineEdit
    tie: QRadioButton
    explanation: SearchLine
    up: QPushButton
    remove: QPushButton


class RubricEditor(QWidget):
    """Lines are made once and hidden while they are not needed; `changed` at every key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rubric_editor")
        self._count = 0
        self._editable = True
        self._ties = QButtonGroup(self)
        self._lines: list[_Line] = []
        grid = self._grid = QGridLayout()
        grid.setHorizontalSpacing(NEAR)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(4, 1)
        for column, words in enumerate(TITLES):
            grid.addWidget(label(words, f"rubric_title_{column}", "muted"), 0, column)
        for at in range(MOST_CRITERIA):
            self._add_line(grid, at)
        self.no_tie = QRadioButton("并列时不比较单项指标")
        self.no_tie.setObjectName("rubric_no_tie")
        self._ties.addButton(self.no_tie, MOST_CRITERIA)
        self.no_tie.toggled.connect(lambda _: self.changed.emit())
        self.add_button = button("添加一项指标", "rubric_add", "link", "plus")
        self.add_button.clicked.connect(self.add)
        self._sum = label("", "rubric_sum", "section")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(NEAR)
        box.addLayout(grid)
        box.addLayout(row(self.add_button, self.no_tie, 0, self._sum, gap=NEAR))
        enter_goes_on(self)

    def _add_line(self, grid: QGridLayout, at: int) -> None:
        made = _Line(
            label(str(at + 1), f"rubric_{at}_number", "muted"),
            SearchLine(f"rubric_{at}_name", "名称", says=f"第 {at + 1} 项指标的名称"),
            field(f"rubric_{at}_points", "", "", says=f"第 {at + 1} 项的满分"),
            QRadioButton(),
            SearchLine(f"rubric_{at}_explanation", "评分时看什么", says=f"第 {at + 1} 项的评分要点"),
            button("", f"rubric_{at}_up", "quiet", "arrow-up", says=f"第 {at + 1} 项上移"),
            button("", f"rubric_{at}_remove", "quiet", "x", says=f"删去第 {at + 1} 项"),
        )
        made.name.setFixedWidth(NAME)
        made.points.setFixedWidth(POINTS)
        made.points.setAlignment(RIGHT)
        policy = made.up.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        made.up.setSizePolicy(policy)
        made.tie.setObjectName(f"rubric_{at}_tie")
        made.tie.setAccessibleName(f"并列时先比较第 {at + 1} 项")
        self._ties.addButton(made.tie, at)
        for column, thing in enumerate((made.number, made.name, made.points, made.tie, made.explanation)):
            grid.addWidget(thing, at + 1, column)
        grid.addLayout(row(made.up, made.remove, gap=0), at + 1, 5)
        for line in (made.name, made.points, made.explanation):
            line.textChanged.connect(self._tell)
        made.tie.toggled.connect(lambda _: self.changed.emit())
        made.up.clicked.connect(lambda _=False, at=at: self._move_up(at))
        made.remove.clicked.connect(lambda _=False, at=at: self._remove(at))
        self._lines.append(made)

    # What the page tells it and asks it -------------------------------------------------------------------------------

    def show_criteria(self, criteria: Sequence[CriterionDraft], *, editable: bool) -> None:
        self._editable = editable
        self._put([(one.name, points_text(one.full_hundredths), one.tie, one.explanation) for one in criteria])

    def typed(self) -> list[tuple[str, str, bool, str]]:
        """Name, points, tie, explanation of every line, as they were typed."""
        return [
            (line.name.text(), line.points.text(), line.tie.isChecked(), line.explanation.text())
            for line in self._lines[: self._count]
        ]

    def criteria(self) -> list[CriterionDraft]:
        """What is typed as a rubric. RuleBroken for points that are no number."""
        return [
            CriterionDraft(name, _hundredths(points, place, name), explanation, tie)
            for place, (name, points, tie, explanation) in enumerate(self.typed(), 1)
        ]

    def add(self) -> None:
        self._put([*self.typed(), ("", "", False, "")])
        self._lines[self._count - 1].name.setFocus()

    # ------------------------------------------------------------------------------------------------------------------

    def _move_up(self, at: int) -> None:
        lines = self.typed()
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
        self._put(lines)

    def _remove(self, at: int) -> None:
        lines = self.typed()
        del lines[at]
        self._put(lines)

    def _put(self, lines: Sequence[tuple[str, str, bool, str]]) -> None:
        self._count = len(lines)
        self._ties.setExclusive(False)
        for at, made in enumerate(self._lines):
            name, points, tie, explanation = lines[at] if at < self._count else ("", "", False, "")
            made.name.fill(name)
            made.points.setText(points)
            made.tie.setChecked(tie)
            made.explanation.fill(explanation)
            made.explanation.setCursorPosition(0)
            made.explanation.setToolTip(plain_tip(explanation))
            for thing in made:
                thing.setVisible(at < self._count)
            for line in (made.name, made.points, made.explanation):
                line.setReadOnly(not self._editable)
            made.tie.setEnabled(self._editable)
            made.up.setVisible(self._editable and 0 < at < self._count)
            made.remove.setVisible(self._editable and at < self._count)
            self._grid.setRowMinimumHeight(at + 1, LINE if at < self._count else 0)
        self.no_tie.setChecked(not any(tie for _, _, tie, _ in lines))
        self.no_tie.setEnabled(self._editable)
        self._ties.setExclusive(True)
        self.add_button.setVisible(self._editable and self._count < MOST_CRITERIA)
        self._tell()

    def _tell(self) -> None:
        """The sum, while it is typed."""
        try:
            self._sum.setText(rubric_words(self.criteria()))
        except RuleBroken:
            self._sum.setText("满分合计：有一项还不是数字")
        self.changed.emit()


def _hundredths(text: str, place: int, name: str) -> int:
    try:
        points = Decimal(folded(text))
        if not points.is_finite() or points * 100 != int(points * 100):
            raise InvalidOperation
    except InvalidOperation:
        what = f"“{name.strip()}”" if name.strip() else f"第 {place} 项"
        raise RuleBroken(f"{what}的满分“{text.strip()}”不是数字。", "请填数字，例如 20。") from None
    return int(points * 100)
